import { DeployKitError, type Tree } from '../../core/index.ts'
import { parseVariables } from '../tools/env-file.ts'
import { findUnmeasured } from '../tools/plan-probes.ts'
import { isWithin, listParents, trimSlash } from '../tools/shared-paths.ts'
import type { SshDeployValues } from './inputs.ts'

/** Throws DK_INPUT_INVALID that tells all inputs that are right by themselves, but not together. */
export function requireConsistent(values: SshDeployValues, tree: Tree): void {
  const problems = [
    ...findLayoutProblems(values),
    ...findStrategyProblems(values),
    ...findNestedPaths(values),
    ...findCoveredPaths(values, tree),
    ...findEnvFileProblems(values, tree),
    ...findDoubleNames(values),
    ...findUnmeasured(values)
  ]
  if (problems.length === 0) return
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `Inputs contradict each other: ${problems.join('; ')}`,
    remedy: 'Change one of them; nothing has been changed on any host'
  })
}

function findLayoutProblems({ layout, ...values }: SshDeployValues): readonly string[] {
  if (layout === 'releases' && values['protected-paths'] !== undefined) {
    return ['protected-paths is for layout in-place; with layout releases use shared-paths']
  }
  if (layout === 'in-place' && values['shared-paths'] !== undefined) {
    return ['shared-paths is for layout releases; with layout in-place use protected-paths']
  }
  return []
}

/** What only one strategy reads, and has no default. `ports` is no sign: preflight knows it too, and the configuration file serves both. */
const OWN_INPUTS = {
  commands: ['restart-command', 'stop-command'],
  systemd: ['units', 'nginx-site', 'python-requirements', 'pip-options'],
  compose: ['compose-files', 'compose-project', 'carry-images', 'one-shot', 'start-first', 'proxy', 'registry', 'registry-username', 'registry-password']
} as const satisfies Record<SshDeployValues['strategy'], readonly (keyof SshDeployValues)[]>

function findStrategyProblems(values: SshDeployValues): readonly string[] {
  const foreign = Object.entries(OWN_INPUTS).flatMap(([strategy, names]) =>
    strategy === values.strategy ? [] : names.filter((name) => values[name] !== undefined).map((name) => `${name} is for strategy ${strategy}, and strategy is ${values.strategy}`)
  )
  const lone = values['pip-options'] !== undefined && values['python-requirements'] === undefined
  return [...foreign, ...(lone ? ['pip-options is for python-requirements, which is not given'] : [])]
}

/** The inner one would be linked through the link of the outer one, onto itself. */
function findNestedPaths({ 'shared-paths': paths = [] }: SshDeployValues): readonly string[] {
  return paths.flatMap((inner, index) => {
    const outer = paths.find((other, at) => at !== index && isWithin(trimSlash(inner), [other]) && (trimSlash(inner) !== trimSlash(other) || at < index))
    return outer === undefined ? [] : [`the shared path ${inner} is in the shared path ${outer}`]
  })
}

/** What lies in a file, or behind a link, is not where it is looked for. */
function findCoveredPaths(values: SshDeployValues, { entries }: Tree): readonly string[] {
  const others = new Map(entries.flatMap((entry) => (entry.type === 'folder' ? [] : [[entry.path, entry.type] as const])))
  return [...(values['shared-paths'] ?? []), ...(values['protected-paths'] ?? [])].flatMap((path) => {
    const outer = listParents(trimSlash(path)).find((parent) => others.has(parent))
    return outer === undefined ? [] : [`${path} is to be shared or protected, but in the source ${outer} is a ${others.get(outer)}`]
  })
}

/** The env file is a link in the release: where something else is, one of them would be lost. */
function findEnvFileProblems(values: SshDeployValues, { entries }: Tree): readonly string[] {
  const file = values['env-file']
  if (values['env-template'] === undefined && values.variables === undefined && values.secrets === undefined) return []
  const [shared, kept] = [values['shared-paths'] ?? [], values['protected-paths'] ?? []].map((paths) => paths.find((path) => isWithin(file, [path])))
  return [
    ...(shared === undefined ? [] : [`env-file ${file} is in the shared path ${shared}`]),
    ...(kept === undefined ? [] : [`env-file ${file} is in the protected path ${kept}`]),
    ...(entries.some((entry) => entry.path === file) ? [`${file} is in the source, and would also be the env file that is made of variables and secrets`] : [])
  ]
}

function findDoubleNames(values: SshDeployValues): readonly string[] {
  const variables = parseVariables(values.variables ?? '', 'variables')
  const secrets = parseVariables(values.secrets?.reveal() ?? '', 'secrets')
  const names = [...variables].filter(([name, value]) => (secrets.get(name) ?? value) !== value).map(([name]) => name)
  return names.map((name) => `${name} is given in variables and in secrets, with different values`)
}
