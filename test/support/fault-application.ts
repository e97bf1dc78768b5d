import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { connectionTexts, runInputs, type DeployRun, type DeployRunOptions } from './deploy-run.ts'
import type { TestServer } from './connection.ts'
import type { Scratch } from './scratch.ts'

export type Layout = 'releases' | 'in-place'
export type Version = 'one' | 'two'

export const layouts: readonly Layout[] = ['releases', 'in-place']

/** Files of version one and two, so many that old, new and a mixture of both can be told apart. */
const FILES = 30

export interface FaultPlace {
  readonly layout: Layout
  /** Default: a new folder of the scratch. */
  readonly root?: string
  /** Bytes of every file that differs between the versions; default: a word. */
  readonly partBytes?: Readonly<Record<Version, number>>
  /** Where the application notes its starts: outside of the deploy path, which may be full. */
  readonly startsFile?: string
}

export interface FaultDeployOptions extends DeployRunOptions {
  /** Default: the real server. */
  readonly server?: TestServer
  /** Inputs that replace those of the application. */
  readonly texts?: Readonly<Record<string, string>>
}

/** An application on a host of which one version is live, and the other is to be deployed under faults. */
export interface FaultApplication {
  readonly layout: Layout
  readonly root: string
  readonly startsFile: string
  deploy(version: Version, options?: FaultDeployOptions): Promise<DeployRun>
  /** All inputs of such a deploy. */
  textsOf(version: Version, server?: TestServer): Readonly<Record<string, string>>
  sourceOf(version: Version): string
  /** `one` or `two` when every file that is live is of that version, otherwise what is wrong. */
  live(): string
  /** The versions that the restart command was run with, in order. */
  starts(): readonly string[]
  /** A file or folder of the kit's records. */
  record(...names: readonly string[]): string
  isLocked(): boolean
  /** As if its run had not been heard of for so long that anyone may take the lock. */
  expireLock(): void
  /** Uploads that were not finished. */
  partials(): readonly string[]
}

/** Long enough for a busy machine: only runs that are to die have a guard that does not wait long. */
const PATIENT = { 'confirm-timeout': '60s' }

export function makeFaultApplication(scratch: Scratch, server: TestServer, place: FaultPlace): FaultApplication {
  const { layout, root = scratch.next('app'), startsFile = scratch.next('starts'), partBytes } = place
  const sources = writeSources(scratch, partBytes)
  const running = layout === 'releases' ? path.join(root, 'current') : root
  const record = (...names: readonly string[]): string => path.join(root, '.deploy-kit', ...names)
  const textsOf = (version: Version, by: TestServer = server): Readonly<Record<string, string>> => ({
    path: root,
    layout,
    'restart-command': `sh -c "sleep 0.1; cat version.txt >> $0; echo >> $0" ${startsFile}`,
    'after-upload': 'sh -c "cp version.txt built.txt; mkdir built; cp version.txt built/file; touch built/only-$(cat version.txt)"',
    'health-check': `command test -e ${startsFile}`,
    attempts: '3',
    delay: '100ms',
    ...PATIENT,
    ...connectionTexts(by),
    source: sources[version],
    secrets: `TOKEN=${version}`
  })
  return {
    layout,
    root,
    startsFile,
    deploy: (version, { server: by, texts, ...options } = {}) => runInputs('ssh-deploy', { ...textsOf(version, by), ...texts }, options),
    textsOf,
    sourceOf: (version) => sources[version],
    live: () => describeLive(running, partBytes),
    starts: () => (existsSync(startsFile) ? readFileSync(startsFile, 'utf8').split('\n').filter((line) => line !== '') : []),
    record,
    isLocked: () => existsSync(record('lock')),
    expireLock: () => utimesSync(record('lock'), Date.now() / 1000 - 91, Date.now() / 1000 - 91),
    partials: () => list(layout === 'releases' ? path.join(root, 'releases') : record('trees')).filter((name) => name.endsWith('.partial'))
  }
}

export function otherVersion(version: Version): Version {
  return version === 'one' ? 'two' : 'one'
}

function writeSources(scratch: Scratch, partBytes: FaultPlace['partBytes']): Readonly<Record<Version, string>> {
  const sources = { one: scratch.next('one'), two: scratch.next('two') }
  for (const version of ['one', 'two'] as const) {
    const part = renderPart(version, partBytes)
    scratch.write(sources[version], Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`part/${index}.txt`, part])))
    scratch.write(sources[version], { 'version.txt': version, 'same.txt': 'same', [`only-${version}.txt`]: version })
  }
  return sources
}

function renderPart(version: Version, partBytes: FaultPlace['partBytes']): string {
  return version.repeat(Math.ceil((partBytes?.[version] ?? version.length) / version.length))
}

function describeLive(running: string, partBytes: FaultPlace['partBytes']): string {
  if (!existsSync(path.join(running, 'version.txt'))) return 'nothing'
  const read = (file: string): string => (existsSync(path.join(running, file)) ? readFileSync(path.join(running, file), 'utf8') : 'missing')
  const version = read('version.txt')
  if (version !== 'one' && version !== 'two') return `a mixture: version.txt is ${JSON.stringify(version)}`
  const other = otherVersion(version)
  const wrong = [
    ...Array.from({ length: FILES }, (_, index) => `part/${index}.txt`).filter((file) => read(file) !== renderPart(version, partBytes)),
    ...['built.txt', 'built/file'].filter((file) => read(file) !== version),
    ...(read(`built/only-${version}`) === '' ? [] : [`built/only-${version} is missing`]),
    ...(existsSync(path.join(running, `built/only-${other}`)) ? [`built/only-${other} is there`] : []),
    ...(read('same.txt') === 'same' ? [] : ['same.txt']),
    ...(read(`only-${version}.txt`) === version ? [] : [`only-${version}.txt is missing`]),
    ...(existsSync(path.join(running, `only-${other}.txt`)) ? [`only-${other}.txt is there`] : []),
    ...(read('.env') === `TOKEN=${version}\n` ? [] : [`.env is ${read('.env')}`])
  ]
  return wrong.length === 0 ? version : `a mixture: version ${version}, but ${wrong.length} things are not: ${wrong.slice(0, 3).join(', ')}`
}

function list(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
