import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { DeployKitError, type LocalFiles } from '../../../core/index.ts'
import type { SshDeployValues } from '../../ssh-deploy/inputs.ts'
import { findMistyped, findPlaceholders } from './template.ts'
import type { CutoverKind, SystemdSettings, UnitSettings } from './settings.ts'

/** A file that is installed on the host under this name. */
export interface Template {
  readonly name: string
  readonly text: string
}

export interface SystemdSource {
  readonly strategy: 'systemd'
  readonly settings: SystemdSettings
  readonly units: readonly Template[]
  readonly site: Template | undefined
}

/** The values that are asked for. */
export type SystemdValues = Pick<
  SshDeployValues,
  'source' | 'layout' | 'units' | 'nginx-site' | 'ports' | 'python-requirements' | 'pip-options' | 'settle' | 'drain' | 'command-timeout'
>

/** Throws DK_SOURCE_INVALID when a file cannot be read, and DK_INPUT_INVALID that tells everything that does not fit together. */
export async function readSystemdSource(values: SystemdValues, local: LocalFiles): Promise<SystemdSource> {
  const read = async (file: string): Promise<Template> => ({ name: posix.basename(file), text: await local.readSourceText(values.source, file) })
  const [units, site, requirements] = await Promise.all([
    Promise.all((values.units ?? []).map(read)),
    values['nginx-site'] === undefined ? undefined : read(values['nginx-site']),
    values['python-requirements'] === undefined ? undefined : read(values['python-requirements'])
  ])
  const ports = (values.ports ?? []).map(Number)
  const problems = [
    ...findUnitProblems(units),
    ...findCutoverProblems({ units, site, ports, layout: values.layout }),
    ...findTextProblems([...units, ...(site === undefined ? [] : [site])], ports),
    ...(requirements === undefined ? [] : findRequirementsProblems(requirements))
  ]
  if (problems.length > 0) {
    throw new DeployKitError('DK_INPUT_INVALID', { message: `strategy systemd: ${problems.join('; ')}`, remedy: 'Change it; nothing has been changed on any host' })
  }
  return { strategy: 'systemd', settings: makeSettings(values, { units, site, ports }), units, site }
}

interface Parts {
  readonly units: readonly Template[]
  readonly site: Template | undefined
  readonly ports: readonly number[]
}

function makeSettings(values: SystemdValues, { units, site, ports }: Parts): SystemdSettings {
  const requirements = values['python-requirements']
  return {
    strategy: 'systemd',
    cutover: chooseCutover({ units, site, ports }),
    units: units.map(describeUnit),
    site: site === undefined ? undefined : { name: site.name, sha256: digest(site.text) },
    ports,
    python: requirements === undefined ? undefined : { requirements, pipOptions: values['pip-options'] ?? [] },
    settleSeconds: values.settle,
    drainSeconds: values.drain,
    timeoutSeconds: values['command-timeout']
  }
}

function describeUnit({ name, text }: Template): UnitSettings {
  const named = findPlaceholders(text)
  return {
    name,
    sha256: digest(text),
    isInstallable: /^\[Install\]\s*$/m.test(text),
    runsFromRelease: ['current', 'release'].some((placeholder) => named.has(placeholder))
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What is there decides; the plan tells why. */
export function chooseCutover({ units, site, ports }: Parts): CutoverKind {
  const isTwofold = units.some(({ name }) => name.endsWith('@.service')) && ports.length === 2
  if (isTwofold && site !== undefined && findPlaceholders(site.text).has('port')) return 'ports'
  return units.some(({ name }) => name.endsWith('.socket')) ? 'socket' : 'restart'
}

const UNIT_NAME = /^[A-Za-z0-9][A-Za-z0-9:_.-]*@?\.(service|socket|timer|path|target)$/
const SITE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/

function findUnitProblems(units: readonly Template[]): readonly string[] {
  const names = units.map(({ name }) => name)
  const sockets = names.filter((name) => name.endsWith('.socket') && !names.includes(name.replace('.socket', '.service')))
  return [
    ...(units.length === 0 ? ['units names no unit file'] : []),
    ...names.filter((name) => !UNIT_NAME.test(name)).map((name) => `${name} is not the name of a service, socket, timer, path or target`),
    ...names.filter((name, at) => names.indexOf(name) < at).map((name) => `two units are called ${name}`),
    ...sockets.map((name) => `${name} has no ${name.replace('.socket', '.service')} beside it in units`)
  ]
}

function findCutoverProblems({ units, site, ports, layout }: Parts & { readonly layout: string }): readonly string[] {
  const templates = units.filter(({ name }) => name.includes('@.'))
  const problems: string[] = []
  if (site !== undefined && !SITE_NAME.test(site.name)) problems.push(`${site.name} is not a name for an nginx site`)
  const [template, another] = templates
  if (template === undefined) {
    if (ports.length === 2) problems.push('two ports are for a unit name@.service that is started on each of them; there is none in units')
    return problems
  }
  if (another !== undefined) problems.push(`${template.name} and ${another.name} are both started by port; only one can be`)
  if (!template.name.endsWith('@.service')) problems.push(`${template.name} is a template, and only services are started by port`)
  if (layout === 'in-place') problems.push(`${template.name} runs two releases at a time, for which layout in-place has no room`)
  if (ports.length !== 2) problems.push(`${template.name} is started by port: give two ports`)
  if (site === undefined || !findPlaceholders(site.text).has('port')) problems.push(`${template.name} is started by port: give an nginx-site with {port}`)
  if (findPlaceholders(template.text).has('current')) problems.push(`${template.name} has {current}, which is still the old release when it starts: write {release}`)
  return problems
}

/** So that a template fits into a manifest, an argument and a plan that people read. */
const MAX_LENGTH = 32 * 1024

function findTextProblems(templates: readonly Template[], ports: readonly number[]): readonly string[] {
  return templates.flatMap(({ name, text }) => [
    ...findMistyped(text).map((problem) => `${name} ${problem}`),
    ...(ports.length === 0 && findPlaceholders(text).has('port') ? [`${name} has {port}, and no ports are given`] : []),
    ...(text.length > MAX_LENGTH ? [`${name} has more than ${MAX_LENGTH} characters`] : [])
  ])
}

/** What is installed is known by this one file: one that brings in others would be taken for unchanged when they change. */
function findRequirementsProblems({ name, text }: Template): readonly string[] {
  const line = text.split('\n').find((words) => /^\s*(-r|-c|-e|--requirement|--constraint|--editable|\.{0,2}\/|\.\s*$|file:)/.test(words))
  return line === undefined ? [] : [`${name} brings in something else (${line.trim()}): write all packages into one file`]
}
