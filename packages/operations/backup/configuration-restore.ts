import { script } from '../../core/index.ts'
import { hostPaths } from '../tools/host-paths.ts'
import type { ConfigurationComponent } from './component.ts'
import { ENTRY_FUNCTIONS, GATHER_FUNCTIONS } from './configuration-functions.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/** Where a restore leaves what the system was like, and what it is like: to be compared by a person. */
export function configurationFolder(root: string): string {
  return `${hostPaths(root, 'releases').kit}/configuration`
}

/** Nothing of it is applied: the folder is put in the place of that of the restore before. */
export function restoreConfiguration({ name }: ConfigurationComponent, { manifest, folder, work, suffix, root, project, opened }: RestorePlace): RestoredPart {
  const place = configurationFolder(root)
  const [coming, old] = [`${work}/${name}.new`, `${work}/${name}.old`]
  return {
    stage: {
      title: 'Unpack how the system was, and write down how it is',
      command: script(
        STAGE_CONFIGURATION_PROGRAM,
        [folder, work, manifest.codec, opened.headers, name, suffix, root, hostPaths(root, 'releases').kit, project ?? '', coming],
        opened.key === undefined ? {} : { stdin: opened.key }
      )
    },
    unstage: script('rm -rf -- "$1"', [coming]),
    swap: { title: `Leave both in ${place}, to be compared: diff -ru then now`, command: script(SWAP_CONFIGURATION_PROGRAM, [place, coming, old]) },
    swapBack: script(SWAP_BACK_CONFIGURATION_PROGRAM, [place, coming, old]),
    removeOld: script('rm -rf -- "$1"', [old])
  }
}

const STAGE_CONFIGURATION_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 root=$7 kit=$8 project=$9
shift 9
coming=$1
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${ENTRY_FUNCTIONS}${GATHER_FUNCTIONS}
take_key
rm -rf "$coming"
mkdir -p "$coming/then" "$coming/now" || exit 1
unpack() { tar -xf - -C "$coming/then"; }
give "$name.tar$suffix" unpack
gather | tar -xf - -C "$coming/now"
`

const SWAP_CONFIGURATION_PROGRAM = `
place=$1 coming=$2 old=$3
[ -d "$coming" ] || exit 0
if [ -d "$place" ] && [ ! -d "$old" ]; then mv -T "$place" "$old" || exit 1; fi
mv -T "$coming" "$place"
`

const SWAP_BACK_CONFIGURATION_PROGRAM = `
place=$1 coming=$2 old=$3
if [ ! -d "$coming" ] && [ -d "$place" ]; then mv -T "$place" "$coming" || exit 1; fi
[ ! -d "$old" ] || mv -T "$old" "$place"
`
