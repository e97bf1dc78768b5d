import { script } from '../../core/index.ts'
import { hostPaths } from '../tools/host-paths.ts'
import type { ConfigurationComponent } from './component.ts'
import { ENTRY_FUNCTIONS, GATHER_FUNCTIONS } from './configuration-functions.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/** Arguments: folder, codec, name, suffix, deploy path, the kit's own folder, Compose project ('' for none). */
const DUMP_CONFIGURATION_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 root=$5 kit=$6 project=$7
${STREAM_FUNCTIONS}${ENTRY_FUNCTIONS}${GATHER_FUNCTIONS}
check_entries() { tar -tf - | wc -l; }
store "$name.tar$suffix" gather check_entries
# shellcheck disable=SC2154 # set by store
note "$name" entries "$((said))"
`

export function dumpConfiguration({ name }: ConfigurationComponent, { work, codec, suffix, root, project }: DumpPlace): Dump {
  const words = [work, codec, name, suffix, root, hostPaths(root, 'releases').kit, project ?? '']
  return { title: 'Write down how the system is', command: script(DUMP_CONFIGURATION_PROGRAM, words) }
}
