import { script } from '../../core/index.ts'
import type { FilesComponent } from './component.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

export function restoreFiles({ name, paths }: FilesComponent, { manifest, folder, work, suffix, root, opened }: RestorePlace): RestoredPart {
  const [coming, old] = [`${work}/${name}.new`, `${work}/${name}.old`]
  const places = [root, coming, old, ...paths]
  return {
    stage: {
      title: `Unpack ${name} beside what is live`,
      command: script(STAGE_FILES_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, coming], opened.key === undefined ? {} : { stdin: opened.key })
    },
    unstage: script('rm -rf -- "$1"', [coming]),
    swap: { title: `Put them in the place of ${paths.join(', ')}`, command: script(SWAP_FILES_PROGRAM, places) },
    swapBack: script(SWAP_BACK_FILES_PROGRAM, places),
    removeOld: script('rm -rf -- "$1"', [old])
  }
}

const STAGE_FILES_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 coming=$7
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}
take_key
rm -rf "$coming"
mkdir -p "$coming" || exit 1
unpack() { tar -xpf - -C "$coming"; }
give "$name.tar$suffix" unpack
`

/** Each path by renames, within one file system; what was there is kept under the same path in another folder. */
const SWAP_FILES_PROGRAM = `
root=$1 coming=$2 old=$3
shift 3
for path in "$@"; do
  [ -e "$coming/$path" ] || [ -L "$coming/$path" ] || continue
  mkdir -p "$(dirname "$old/$path")" "$(dirname "$root/$path")" || exit 1
  if { [ -e "$root/$path" ] || [ -L "$root/$path" ]; } && [ ! -e "$old/$path" ] && [ ! -L "$old/$path" ]; then
    mv -T "$root/$path" "$old/$path" || exit 1
  fi
  mkdir -p "$(dirname "$old/.swapped/$path")" && touch "$old/.swapped/$path" || exit 1
  mv -T "$coming/$path" "$root/$path" || exit 1
done
`

const SWAP_BACK_FILES_PROGRAM = `
root=$1 coming=$2 old=$3
shift 3
for path in "$@"; do
  if [ -e "$old/.swapped/$path" ]; then
    mkdir -p "$(dirname "$coming/$path")"
    if [ -e "$coming/$path" ] || [ -L "$coming/$path" ] || [ ! -e "$root/$path" ]; then :; else mv -T "$root/$path" "$coming/$path" || exit 1; fi
  fi
  if [ -e "$old/$path" ] || [ -L "$old/$path" ]; then
    rm -rf -- "\${root:?}/$path"
    mv -T "$old/$path" "$root/$path" || exit 1
  fi
  rm -f "$old/.swapped/$path"
done
`
