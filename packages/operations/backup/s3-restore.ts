import { script } from '../../core/index.ts'
import type { S3Component } from './component.ts'
import type { BackupManifest } from './manifest.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { s3Words } from './s3-dump.ts'
import { BATCH_FUNCTIONS } from './s3-batch-functions.ts'
import { REACH_S3_FUNCTIONS } from './s3-functions.ts'
import { LIST_FUNCTIONS } from './s3-list-functions.ts'
import { CHANGE_FUNCTIONS } from './s3-restore-functions.ts'
import { BASE_FUNCTIONS, STREAM_FUNCTIONS } from './stream-functions.ts'

/**
 * S3 cannot rename. So what differs is staged as files on the host, and the swap writes these into the bucket, and removes what the backup has not, after
 * it has kept what was live of both as files. Each can be broken off anywhere and done again: the bucket itself says what was done.
 */
export function restoreS3(component: S3Component, { manifest, folder, work, suffix, root, project, opened }: RestorePlace): RestoredPart {
  const { name, bucket } = component
  const where = s3Words(component, { root, project })
  const place = `${work}/${name}.objects`
  return {
    stage: {
      title: `Read all objects of ${name}, and stage those that are not in the bucket ${bucket} as they were`,
      command: script(STAGE_S3_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, place, ...where], opened.key === undefined ? {} : { stdin: opened.key })
    },
    unstage: script('rm -rf -- "$1"', [place]),
    swap: { title: `Write them into the bucket ${bucket}, one after the other, and remove what was not in it`, command: script(SWAP_S3_PROGRAM, [place, name, ...where]), timeoutSeconds: swapSeconds(name, manifest) },
    swapBack: script(SWAP_BACK_S3_PROGRAM, [place, name, ...where]),
    removeOld: script('rm -rf -- "$1"', [place])
  }
}

/** If all of it had to be written, and as much be kept, by a slow server. */
function swapSeconds(name: string, { files }: BackupManifest): number {
  const bytes = files.filter(({ path }) => path.startsWith(`${name}.pack-`)).reduce((sum, { plainBytes }) => sum + plainBytes, 0)
  return 300 + Math.ceil(bytes / 10e6)
}

const STAGE_S3_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 files=$7
shift 7
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${REACH_S3_FUNCTIONS}${LIST_FUNCTIONS}${BATCH_FUNCTIONS}${CHANGE_FUNCTIONS}
take_key
rm -rf "$files"
mkdir -p "$files/new" || exit 1
s3=$files/.s3
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
list_live "$s3/live"
[ -f "$folder/$name.objects" ] || damaged "The backup has no $name.objects"
[ "$(head -n 1 "$folder/$name.objects")" = "objects$tab$s3_bucket$tab$s3_prefix" ] || fail "$name.objects is of another bucket than $s3_bucket"
awk -F '\\t' '$1 == "object"' "$folder/$name.objects" >"$files/objects" || exit 1
differing "$files/objects" "$s3/live" >"$s3/wanted" || exit 1
huge=$(awk -F '\\t' '$3 > 5368709120 { print $2; exit }' "$s3/wanted")
[ -z "$huge" ] || fail "$name: $huge has more than 5 GiB, which is more than can be written at once: restore this bucket by hand (RECOVERY.md)"
needed=$({ cut -f 3 "$s3/wanted" && replaced "$files/objects" "$s3/live" | cut -f 2; } | awk '{ sum += $1 } END { printf "%.0f", sum / 1024 + 10240 }')
free=$(df -Pk "$files" | awk 'NR == 2 { print $4 }')
[ "$((free))" -ge "$((needed))" ] || fail "$files has $((free / 1024)) MiB free, and what is to be staged and kept of $s3_bucket may need $((needed / 1024)) MiB: make room"
awk -F '\\t' '$1 == "object" { print $7 }' "$files/objects" | sort -n -u >"$s3/packs" || exit 1
unpack() { tar -xf - --to-command="$keep_member" >"$s3/sums"; }
# shellcheck disable=SC2016 # run by tar
keep_member='
  if [ -e "$deploy_kit_wanted/$TAR_FILENAME" ]; then sum=$(tee "$deploy_kit_new/$deploy_kit_pack.$TAR_FILENAME" | sha256sum); else sum=$(sha256sum); fi && echo "$TAR_FILENAME \${sum%% *}"'
deploy_kit_new=$files/new deploy_kit_wanted=$s3/members
export deploy_kit_new deploy_kit_wanted deploy_kit_pack
while read -r deploy_kit_pack; do
  rm -rf "$s3/members" && mkdir "$s3/members" || exit 1
  awk -F '\\t' -v pack="$deploy_kit_pack" '$7 == pack { print $8 }' "$s3/wanted" >"$s3/members-wanted" || exit 1
  while read -r member; do : >"$s3/members/$member" || exit 1; done <"$s3/members-wanted"
  give "$name.pack-$deploy_kit_pack.tar$suffix" unpack
  differences=$(awk -F '\\t' -v pack="$deploy_kit_pack" '
    FILENAME ~ /sums$/ { split($0, fields, " "); sum[fields[1]] = fields[2]; next }
    $7 == pack && (sum[$8] "") != ($6 "") { print $2 }' "$s3/sums" "$files/objects" | head -n 5 | tr '\\n' ' ')
  [ -z "$differences" ] || damaged "$name: these are not what was backed up: $differences"
done <"$s3/packs"
# tee goes on when the disk is full.
awk -F '\\t' '{ print $6 "  " $7 "." $8 }' "$s3/wanted" >"$s3/staged" || exit 1
if [ -s "$s3/staged" ] && ! (cd "$files/new" && sha256sum -c "$s3/staged" >/dev/null 2>&1); then fail "$name: not all objects could be staged"; fi
sync
`

const REACH_FOR_S3_SWAP = `
files=$1 name=$2
shift 2
${BASE_FUNCTIONS}${REACH_S3_FUNCTIONS}${LIST_FUNCTIONS}${BATCH_FUNCTIONS}${CHANGE_FUNCTIONS}
s3=$files/.s3
`

const SWAP_S3_PROGRAM = `${REACH_FOR_S3_SWAP}
[ ! -e "$files/swapped" ] || exit 0
[ -e "$files/objects" ] || fail "There is nothing that could be put into the bucket of $name"
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
if [ ! -e "$files/begun" ]; then
  list_live "$s3/live"
  differing "$files/objects" "$s3/live" >"$s3/differing" && replaced "$files/objects" "$s3/live" >"$s3/replaced" || exit 1
  awk -F '\\t' '{ print $7 "." $8 "\\t" $2 "\\t" $3 "\\t" $6 "\\t" $9 }' "$s3/differing" >"$files/puts" || exit 1
  while IFS=$tab read -r staged key _; do
    [ -e "$files/new/$staged" ] || fail "$name: $key has changed since the backup was staged, and nothing has been written yet: stop what writes into $s3_bucket, and restore again"
  done <"$files/puts"
  keep_live "$s3/replaced"
  rm -f "$files/new.done" "$files/old.done"
  printf '%s\\n' "$has_bucket" >"$files/had-bucket" && sync && touch "$files/begun" || exit 1
fi
[ -n "$(cat "$files/had-bucket")" ] || make_bucket
put_objects "$files/puts" "$files/new"
awk -F '\\t' -v puts="$files/puts" 'FILENAME == puts { is_put["=" $2] = 1; next } !(("=" $2) in is_put) { print $2 }' "$files/puts" "$files/before" >"$files/doomed" || exit 1
delete_objects "$files/doomed"
# A bucket may show what was written a moment later.
for look in 1 2 3 4 5; do
  list_live "$s3/live"
  wrong=$(awk -F '\\t' -v live="$s3/live" -v doomed="$files/doomed" '
    FILENAME == live { size["=" $1] = $2; next }
    FILENAME == doomed { if (("=" $1) in size) print $1; next }
    size["=" $2] != $3 { print $2 }' "$s3/live" "$files/doomed" "$files/objects" | head -n 3 | tr '\\n' ' ')
  if [ -z "$wrong" ] || [ "$look" = 5 ]; then break; fi
  sleep 1
done
[ -z "$wrong" ] || fail "$name: the bucket $s3_bucket has not what it was given: $wrong"
touch "$files/swapped"
`

const SWAP_BACK_S3_PROGRAM = `${REACH_FOR_S3_SWAP}
[ -e "$files/begun" ] || exit 0
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
rm -f "$files/swapped" "$files/new.done"
list_live "$s3/live"
awk -F '\\t' -v live="$s3/live" "$is_same_awk"'
  { if (same["=" $2] != $3 "\\t" $4 "\\t" $5) print $1 "\\t" $2 "\\t" $3 "\\t-\\t" $6 }' "$s3/live" "$files/before" >"$s3/back" || exit 1
put_objects "$s3/back" "$files/old"
awk -F '\\t' -v live="$s3/live" -v before="$files/before" '
  FILENAME == live { is_live["=" $1] = 1; next }
  FILENAME == before { was["=" $2] = 1; next }
  ("=" $2) in is_live && !(("=" $2) in was) { print $2 }' "$s3/live" "$files/before" "$files/puts" >"$s3/undone" || exit 1
delete_objects "$s3/undone"
if [ -z "$(cat "$files/had-bucket")" ] && [ -n "$has_bucket" ]; then ask_bucket DELETE -; fi
rm -f "$files/begun" "$files/old.done"
`
