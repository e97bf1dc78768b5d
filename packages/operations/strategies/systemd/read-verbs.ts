import type { LocalFiles } from '../../../core/index.ts'
import { normalizePath } from '../../target-inputs.ts'
import { hostPaths } from '../../tools/host-paths.ts'
import { readSystemdSource, type SystemdValues } from './read-source.ts'
import { sudoVerbs, type SudoVerb } from './sudo-verbs.ts'

export interface VerbValues extends Pick<SystemdValues, 'source' | 'layout' | 'units' | 'nginx-site' | 'ports'> {
  readonly path: string
}

/** What deploys with these values will run as root; what else they are told makes no difference. Throws as `readSystemdSource`. */
export async function readSudoVerbs(values: VerbValues, local: LocalFiles): Promise<readonly SudoVerb[]> {
  const others = { 'python-requirements': undefined, 'pip-options': undefined, settle: 0, drain: 0, 'command-timeout': 0 }
  const { settings } = await readSystemdSource({ ...values, ...others }, local)
  return sudoVerbs(settings, hostPaths(normalizePath(values.path), values.layout))
}
