import { script } from '../../core/index.ts'
import type { SqliteComponent } from './component.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { SQLITE_FUNCTIONS } from './sqlite-functions.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

export function restoreSqlite({ name, path }: SqliteComponent, { manifest, folder, work, suffix, runId, root, opened }: RestorePlace): RestoredPart {
  const database = path.startsWith('/') ? path : `${root}/${path}`
  const [coming, old] = [`${database}.dk-${runId}-new`, `${database}.dk-${runId}-old`]
  return {
    stage: {
      title: `Restore ${name} beside what is live: ${coming}`,
      command: script(
        STAGE_SQLITE_PROGRAM,
        [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, database, coming],
        opened.key === undefined ? {} : { stdin: opened.key }
      )
    },
    unstage: script('rm -f -- "$1" "$1-journal"', [coming]),
    swap: { title: `Put it in the place of ${database}`, command: script(SWAP_SQLITE_PROGRAM, [database, coming, old]) },
    swapBack: script(SWAP_BACK_SQLITE_PROGRAM, [database, coming, old]),
    removeOld: script('rm -f -- "$1" "$1-wal" "$1-shm" "$1-journal" "$1.absent"', [old])
  }
}

const STAGE_SQLITE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 database=$8 coming=$9
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${SQLITE_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
keep_copy() { dd of="$coming" bs=1M conv=fsync; }
give "$name.sqlite$suffix" keep_copy
words=$(check_sqlite "$coming") || damaged "$name: what was restored is damaged: $words"
if [ "$level" != off ]; then
  found=$(sqlite_fingerprint "$coming" "$level") || exit 1
  [ "$found" = "$(cat "$folder/$name.fingerprint")" ] ||
    damaged "$name: what was restored is not what was backed up: $(printf '%s\\n' "$found" | diff "$folder/$name.fingerprint" - | head -n 5)"
fi
# As the one that it replaces: the application has to be able to use it.
if [ -e "$database" ]; then
  chmod "$(stat -c %a "$database")" "$coming" || exit 1
  [ "$(stat -c %u:%g "$database")" = "$(stat -c %u:%g "$coming")" ] || chown "$(stat -c %u:%g "$database")" "$coming" || exit 1
else
  chmod 640 "$coming"
fi
`

/** With its write-ahead log: a log of another database would be played into the restored one. */
const SWAP_SQLITE_PROGRAM = `
database=$1 coming=$2 old=$3
if [ ! -e "$coming" ]; then
  [ -e "$old" ] || [ -e "$old.absent" ] && exit 0
  echo "There is nothing that could be put in the place of $database" >&2
  exit 1
fi
if [ ! -e "$old" ] && [ ! -e "$old.absent" ]; then
  for end in -wal -shm -journal; do [ ! -e "$database$end" ] || mv -f "$database$end" "$old$end" || exit 1; done
  if [ -e "$database" ]; then mv -f "$database" "$old"; else touch "$old.absent"; fi || exit 1
fi
mv -f "$coming" "$database" && { sync "\${database%/*}" 2>/dev/null || sync; }
`

const SWAP_BACK_SQLITE_PROGRAM = `
database=$1 coming=$2 old=$3
if [ -e "$old" ] || [ -e "$old.absent" ]; then
  # What was put in its place, with all that was written since, is kept until it is removed.
  if [ ! -e "$coming" ] && [ -e "$database" ]; then
    rm -f "$database-shm"
    mv -f "$database" "$coming" || exit 1
  fi
  rm -f "$database-wal" "$database-journal"
  [ ! -e "$old" ] || mv -f "$old" "$database" || exit 1
fi
for end in -wal -shm -journal; do [ ! -e "$old$end" ] || mv -f "$old$end" "$database$end" || exit 1; done
rm -f "$old.absent"
sync "\${database%/*}" 2>/dev/null || sync
`
