import { script } from '../../core/index.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { WATCH_STOPPED_PROGRAM } from '../tools/stopped-containers.ts'
import type { VolumeComponent } from './component.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { BASE_FUNCTIONS, STREAM_FUNCTIONS } from './stream-functions.ts'
import { TAR_WORDS } from './volume-dump.ts'
import { VOLUME_FUNCTIONS, volumeWord } from './volume-functions.ts'
import { LIST_VOLUME_PROGRAM } from './volume-list.ts'

/** Within the volume, in a folder that nobody else can look into: a renaming needs one file system. */
export function restoreVolume(component: VolumeComponent, { manifest, folder, work, suffix, runId, root, project, opened }: RestorePlace): RestoredPart {
  const { name } = component
  const { kit } = hostPaths(root, 'releases')
  const place = volumeWord(component, project)
  const inside = (program: string, isStopped: boolean): readonly string[] => [name, runId, kit, isStopped ? WATCH_STOPPED_PROGRAM : '', program, place]
  return {
    stage: {
      title: `Unpack ${name} within its volume, beside what is live`,
      command: script(
        STAGE_VOLUME_PROGRAM,
        [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, runId, kit, UNPACK_PROGRAM, LIST_VOLUME_PROGRAM, place],
        opened.key === undefined ? {} : { stdin: opened.key }
      )
    },
    unstage: script(UNSTAGE_VOLUME_PROGRAM, [...inside(REMOVE_STAGED_PROGRAM, false), `${work}/${name}.made`]),
    swap: { title: `Put it in the place of what the volume of ${name} has`, command: script(CHANGE_VOLUME_PROGRAM, inside(SWAP_PROGRAM, true)) },
    swapBack: script(CHANGE_VOLUME_PROGRAM, inside(SWAP_BACK_PROGRAM, true)),
    removeOld: script(CHANGE_VOLUME_PROGRAM, inside(REMOVE_OLD_PROGRAM, false))
  }
}

const STAGE_VOLUME_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 run=$8 kit=$9
shift 9
unpack=$1 list=$2 watch=''
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${VOLUME_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
reach_volume "$3"
if [ -z "$volume" ]; then
  case $3 in project:*) fail "The project has no volume \${3#*/} any more: deploy the release that has it, then restore" ;; esac
  touch "$work/$name.made" && volume=$(docker volume create "\${3#volume:}") || exit 1
fi
prepare_helper
trap 'rm -f "$work/$name.found" "$work/$name.differences"' EXIT
unpack_volume() { in_volume rw "$unpack" sh "$run"; }
give "$name.tar$suffix" unpack_volume
if [ "$level" != off ]; then
  in_volume ro "$list" sh ".dk-restore-$run/new" "$level" </dev/null >"$work/$name.found" || fail "$name: what was unpacked cannot be listed"
  compare_list() {
    diff - "$work/$name.found" >"$work/$name.differences"
    [ "$?" -le 1 ]
  }
  give "$name.list$suffix" compare_list
  [ ! -s "$work/$name.differences" ] || fail "$name: what was unpacked is not what was packed: $(grep '^[<>]' "$work/$name.differences" | head -n 5)"
fi
# shellcheck disable=SC2016 # run by the shell beside the volume
in_volume rw 'sync && touch "/volume/.dk-restore-$1/whole"' sh "$run" </dev/null
`

const UNPACK_PROGRAM = `${TAR_WORDS}
umask 077
mine=.dk-restore-$1
# Never what was live: it is there only after a swap.
rm -rf "$mine/new" "$mine/whole"
mkdir -p "$mine/new" || exit 1
# shellcheck disable=SC2086 # words of its own
exec tar -xpf - $all -C "$mine/new"
`

/** Arguments: name, run, the kit's own folder, what watches over this program ('' where nothing is stopped), what is done, the volume. */
const CHANGE_VOLUME_PROGRAM = `
name=$1 run=$2 kit=$3 watch=$4 change=$5
shift 5
${BASE_FUNCTIONS}${VOLUME_FUNCTIONS}
reach_volume "$1"
[ -n "$volume" ] || exit 0
[ -z "$watch" ] || stop_writers
in_volume rw "$change" sh "$run" </dev/null || fail "$name: the volume $volume could not be changed"
start_containers
`

/** One argument more: a file that is there when the restore has made the volume. */
const UNSTAGE_VOLUME_PROGRAM = `${CHANGE_VOLUME_PROGRAM}
[ ! -e "$2" ] || docker volume rm "$volume" >/dev/null || :
`

/** `move_all FROM TO`: everything but what restores have there. */
const MOVE_FUNCTIONS = `
mine=/volume/.dk-restore-$1
move_all() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    case \${entry##*/} in .dk-restore-*) continue ;; esac
    mv "$entry" "$2/" || exit 1
  done
  # Whatever stays behind would be removed with what is old.
  [ "$1" = /volume ] || [ -z "$(ls -A "$1")" ] || exit 1
}
# The volume itself has an owner and a mode as well.
like() { chown "$(stat -c %u:%g "$1")" "$2" && chmod "$(stat -c %a "$1")" "$2" || exit 1; }
`

/** `out`: all that was live is in `old`. `back`: all that came is in `new` again. */
const SWAP_PROGRAM = `${MOVE_FUNCTIONS}
[ -e "$mine/whole" ] || { echo 'There is nothing that could be put in the place of what is live' >&2; exit 1; }
[ ! -e "$mine/in" ] || exit 0
if [ ! -e "$mine/out" ]; then
  if [ ! -d "$mine/old" ]; then mkdir -p "$mine/making" && like /volume "$mine/making" && mv "$mine/making" "$mine/old" || exit 1; fi
  move_all /volume "$mine/old"
  touch "$mine/out" || exit 1
fi
move_all "$mine/new" /volume
like "$mine/new" /volume
touch "$mine/in" && sync
`

const SWAP_BACK_PROGRAM = `${MOVE_FUNCTIONS}
[ -d "$mine/old" ] || exit 0
if [ -e "$mine/out" ] && [ ! -e "$mine/back" ]; then
  # With all that was written since: kept until it is removed.
  move_all /volume "$mine/new"
  touch "$mine/back" || exit 1
fi
move_all "$mine/old" /volume
like "$mine/old" /volume
rm -f "$mine/out" "$mine/in" && rm -f "$mine/back" && rmdir "$mine/old" && sync
`

const REMOVE_STAGED_PROGRAM = `
mine=/volume/.dk-restore-$1
if [ -d "$mine/old" ]; then rm -rf "$mine/new" "$mine/whole"; else rm -rf "$mine"; fi
`

const REMOVE_OLD_PROGRAM = 'rm -rf "/volume/.dk-restore-$1"'
