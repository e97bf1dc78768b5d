import { query, script, type Command, type Query } from '../../core/index.ts'
import { slotLine, storedBytesOf } from '../backup/manifest.ts'
import { RETENTION_FUNCTIONS } from '../backup/retention-functions.ts'
import { parseRetention, retentionWords, type BackupDecision, type RetentionOrder, type RetentionRequest } from '../backup/retention.ts'
import type { Copy } from './read-copies.ts'

/**
 * `list_copies FOLDER`: what `decide_retention` reads, of lines `id TAB line of .slot TAB pin`. A copy was read back when it was made, so
 * it counts as verified. What is pinned in FOLDER, on the host, is pinned in the storage.
 */
const LIST_COPIES_FUNCTION = `
list_copies() (
  tab=$(printf '\\t')
  while IFS="$tab" read -r copy type set created day week month bytes pin; do
    [ -n "$copy" ] || continue
    if [ "$pin" = - ] && [ -e "$1/$copy/.pinned" ]; then pin=$(head -n 1 "$1/$copy/.pinned"); fi
    printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\tverified\\t%s\\t%s\\n' "$copy" "$type" "$set" "$created" "$day" "$week" "$month" "\${pin:-pinned}" "$bytes"
  done
)
`

const DECIDE_COPIES_PROGRAM = `${RETENTION_FUNCTIONS}${LIST_COPIES_FUNCTION}
folder=$1
shift
list_copies "$folder" | decide_retention "$@"
`

/** Reads the lines from its standard input. */
export function decideCopies(backups: string, request: RetentionRequest): Command {
  return script(DECIDE_COPIES_PROGRAM, [backups, ...retentionWords(request)])
}

const ASK_COPIES_PROGRAM = `${RETENTION_FUNCTIONS}${LIST_COPIES_FUNCTION}
folder=$1 lines=$2
shift 2
printf '%s\\n' "$lines" | list_copies "$folder" | decide_retention "$@"
`

/** Which copies stay, newest first. Throws DK_COMMAND_FAILED when the host did not answer to the end: then nothing may be removed. */
export function askCopyRetention(backups: string, copies: readonly Copy[], order: RetentionOrder): Query<readonly BackupDecision[]> {
  const lines = copies.map(({ backup: { manifest, pin } }) => [manifest.id, slotLine(manifest), storedBytesOf(manifest), pin ?? '-'].join('\t'))
  return query(script(ASK_COPIES_PROGRAM, [backups, lines.join('\n'), ...retentionWords(order)]), parseRetention)
}
