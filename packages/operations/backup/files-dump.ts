import { script } from '../../core/index.ts'
import type { FilesComponent } from './component.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/** An archive of files. Arguments: folder, codec, name, suffix, the folder to which the paths belong, the paths. */
const DUMP_FILES_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 root=$5
shift 5
${STREAM_FUNCTIONS}
cd "$root" || exit 1
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || fail "$name: there is no $root/$path"
done
paths_file=$work/.paths
printf '%s\\n' "$@" >"$paths_file"
trap 'rm -f "$paths_file"' EXIT
read_files() { tar -cf - -T "$paths_file"; }
check_files() { tar -tf - | wc -l; }
store "$name.tar$suffix" read_files check_files
note "$name" entries "$((said))"
`

export function dumpFiles({ name, paths }: FilesComponent, { work, codec, suffix, root }: DumpPlace): Dump {
  return { title: `Pack ${name}: ${paths.join(', ')}`, command: script(DUMP_FILES_PROGRAM, [work, codec, name, suffix, root, ...paths]) }
}
