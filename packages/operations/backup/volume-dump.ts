import { script } from '../../core/index.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { startStopped, WATCH_STOPPED_PROGRAM } from '../tools/stopped-containers.ts'
import type { VolumeComponent } from './component.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'
import { VOLUME_FUNCTIONS, volumeWord } from './volume-functions.ts'
import { CHECK_LIST_FUNCTION, LIST_VOLUME_PROGRAM } from './volume-list.ts'

/** How tar is told to keep all that it can; for programs of `in_volume`. */
export const TAR_WORDS = `
set -f
all='--numeric-owner --acls --xattrs --xattrs-include=*'
# shellcheck disable=SC2086 # words of its own
tar -cf /dev/null $all -T /dev/null 2>/dev/null || all=''
`

const PACK_PROGRAM = `${TAR_WORDS}
# shellcheck disable=SC2086 # words of its own
exec tar -cf - $all --exclude './.dk-restore-*' .
`

/**
 * An archive of a volume, and a list of all that is in it, while what can write into it is stopped. Arguments: folder, codec, name,
 * suffix, level of the list, the kit's own folder, what watches over this program, two programs for the volume, the volume.
 */
const DUMP_VOLUME_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 kit=$6 watch=$7 pack=$8 list=$9
shift 9
${STREAM_FUNCTIONS}
run=\${work##*/.partial-}
${VOLUME_FUNCTIONS}${CHECK_LIST_FUNCTION}
reach_volume "$1"
[ -n "$volume" ] || fail "$name: there is no volume \${1#*:}"
prepare_helper
stop_writers
read_volume() { in_volume ro "$pack" </dev/null; }
check_volume() { tar -tf - | wc -l; }
store "$name.tar$suffix" read_volume check_volume
# shellcheck disable=SC2154 # set by store
entries=$((said))
read_list() { in_volume ro "$list" sh . "$level" </dev/null; }
[ "$level" = off ] || store "$name.list$suffix" read_list check_list
require_stopped
start_containers
note "$name" entries "$entries"
note "$name" volume "$volume"
note "$name" server "Docker $(docker version --format '{{.Server.Version}}')"
`

export function dumpVolume(component: VolumeComponent, { work, codec, suffix, fingerprint, root, project }: DumpPlace): Dump {
  const { name } = component
  const { kit } = hostPaths(root, 'releases')
  const words = [work, codec, name, suffix, fingerprint, kit, WATCH_STOPPED_PROGRAM, PACK_PROGRAM, LIST_VOLUME_PROGRAM, volumeWord(component, project)]
  return { title: `Pack ${name}: a volume, while the containers that write into it are stopped`, command: script(DUMP_VOLUME_PROGRAM, words), undo: startStopped(kit) }
}
