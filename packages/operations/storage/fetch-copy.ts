import { script, type Observer, type RunStep, type Secret } from '../../core/index.ts'
import { BACKUP_PHASE } from '../backup/backup-steps.ts'
import { STORAGE_FAILURES } from './copy-programs.ts'
import { BASE_FUNCTIONS, CURL_FUNCTIONS } from './curl-functions.ts'
import type { Copies, Copy } from './read-copies.ts'

/** A copy that is to be brought to a host, and the addresses that let it. */
export interface FetchedCopy {
  readonly copy: Copy
  readonly addresses: Secret
}

/** As long as the fetching may take, and as a person may take to agree. */
const SPARE_SECONDS = 3600

export async function presignCopy({ place }: Copies, copy: Copy, { observer, timeoutSeconds }: { readonly observer: Pick<Observer, 'storage'>; readonly timeoutSeconds: number }): Promise<FetchedCopy | undefined> {
  if (place === undefined) return undefined
  const folder = { ...place, folder: `${place.folder}/${copy.backup.manifest.id}` }
  return { copy, addresses: await observer.storage.presign(folder, copy.files.map(({ name }) => name), timeoutSeconds + SPARE_SECONDS) }
}

export function fetchStep(host: string, { copy, addresses }: FetchedCopy, { backups, timeoutSeconds }: { readonly backups: string; readonly timeoutSeconds: number }): RunStep {
  const { id } = copy.backup.manifest
  const list = copy.files.map(({ name, sizeBytes, sha256 }) => `${name}\t${sizeBytes}\t${sha256}`).join('\n')
  return {
    kind: 'run',
    id: 'fetch-backup',
    title: `Fetch ${id} from the storage`,
    host,
    phase: BACKUP_PHASE,
    effect: 'write',
    command: script(FETCH_COPY_PROGRAM, [backups, id, list], { stdin: addresses }),
    timeoutSeconds,
    failures: STORAGE_FAILURES
  }
}

/**
 * Brings the files of a copy to the host, under the lock: into a folder that is no backup yet, where a later run goes on. Every file is
 * compared before it gets its name. Arguments: folder of the backups, name, lines `name TAB bytes TAB SHA-256`. Standard input: lines
 * `name TAB address`. A backup of that name that is damaged is replaced.
 */
const FETCH_COPY_PROGRAM = `
backups=$1 id=$2 list=$3
${BASE_FUNCTIONS}${CURL_FUNCTIONS}
work=$backups/.fetched-$id final=$backups/$id
mkdir -p "$backups" && chmod 700 "$backups" && mkdir -p "$work" || exit 1
value_of() { printf '%s\\n' "$list" | awk -F '\\t' -v name="$1" '$1 == name { print $'"$2"' }'; }
size_of() { if [ -f "$1" ]; then wc -c <"$1"; else echo 0; fi; }
total=$(printf '%s\\n' "$list" | awk -F '\\t' '{ sum += $2 } END { printf "%d", sum / 1024 }')
free=$(df -Pk "$backups" | awk 'NR == 2 { print $4 }')
had=$(du -sk "$work" | awk '{ print $1 }')
[ "$((free + had))" -ge "$((total + 10240))" ] ||
  fail "No space left on device: $backups has $((free / 1024)) MiB free, and $id needs $((total / 1024 + 10)) MiB"
fetch_rest() {
  answer=$(curl -q -K /dev/fd/3 2>&1 </dev/null 3<<CURL
url = "$address"
output = "$work/$name"
continue-at = $1
fail
write-out = "%{http_code}"
$patience
CURL
  )
}
tab=$(printf '\\t')
while IFS="$tab" read -r name address; do
  [ -n "$address" ] || continue
  bytes=$(value_of "$name" 2) sum=$(value_of "$name" 3)
  [ -n "$sum" ] || fail "There is no checksum of $name"
  try=1
  : >>"$work/$name" || exit 1
  while have=$(($(size_of "$work/$name"))) && [ "$have" -ne "$bytes" ]; do
    # Longer than it may be: not the beginning of it.
    [ "$have" -lt "$bytes" ] || { rm -f "$work/$name" && have=0; }
    if ! fetch_rest "$have"; then
      said=$(printf '%s\\n' "$answer" | sed -n 's/^curl: //p' | head -n 1)
      code=$(printf '%s\\n' "$answer" | tail -n 1 | tail -c 4)
      may_try_again "$code" || unavailable "The storage did not give $name: $said"
    elif [ "$(($(size_of "$work/$name")))" -lt "$bytes" ]; then
      may_try_again '' || unavailable "The storage gave $(size_of "$work/$name") bytes of $name, which had $bytes"
    fi
  done
  if [ "$(sha256sum <"$work/$name" | cut -d ' ' -f 1)" != "$sum" ]; then
    rm -f "$work/$name"
    printf '%s\\n' "$name in the storage is not what was copied there: its SHA-256 is another one" >&2
    exit 65
  fi
done
printf '%s\\n' "$list" | while IFS="$tab" read -r name _; do [ -f "$work/$name" ] || fail "$name was not fetched"; done || exit 1
for file in "$work"/* "$work/.slot" "$work"; do sync "$file" 2>/dev/null || sync; done
trash=$backups/.trash-$id
rm -rf "$trash"
[ ! -e "$final" ] || mv "$final" "$trash" || exit 1
mv "$work" "$final" || exit 1
rm -rf "$trash"
sync "$backups" 2>/dev/null || sync
`
