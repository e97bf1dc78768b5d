import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { connectionTexts, runInputs, type DeployRun, type DeployRunOptions } from './deploy-run.ts'
import type { TestServer } from './connection.ts'
import type { Scratch } from './scratch.ts'
import { servingProgram } from './serving-program.ts'

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
  /**
   * The application really runs, and answers at this port; every hook of a deploy is given, and notes that it was run. Layout
   * `releases` shares a folder, layout `in-place` protects one.
   */
  readonly port?: number
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
  /** Where the application notes what it runs: outside of the deploy path. It ends when this folder is removed. */
  readonly runFolder: string
  deploy(version: Version, options?: FaultDeployOptions): Promise<DeployRun>
  /** All inputs of such a deploy, or of a rollback. */
  textsOf(version: Version, server?: TestServer): Readonly<Record<string, string>>
  rollbackTexts(server?: TestServer): Readonly<Record<string, string>>
  /** Somebody made the deploy path by hand, and started the application in it. */
  makeByHand(version: Version): void
  sourceOf(version: Version): string
  /** `one` or `two` when every file that is live is of that version, otherwise what is wrong. */
  live(): string
  /** The versions that the restart command was run with, in order. */
  starts(): readonly string[]
  /** Everything that was run for deploys, in order: hooks by name, `restart VERSION`, `stop`. Only where the application runs. */
  ran(): readonly string[]
  /** What the running application answers with: a version, when it is that one with its env file; or `nothing`. */
  answers(): Promise<string>
  /** Like `live`, when the running application is of that version too; otherwise both. */
  whole(): Promise<string>
  /** What no run that has ended leaves behind, besides processes of the kit. */
  leftovers(): readonly string[]
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
  const { layout, root = scratch.next('app'), partBytes, port } = place
  const runFolder = scratch.next('run')
  mkdirSync(runFolder)
  const { startsFile = port === undefined ? scratch.next('starts') : path.join(runFolder, 'starts') } = place
  const sources = writeSources(scratch, place)
  const running = layout === 'releases' ? path.join(root, 'current') : root
  const record = (...names: readonly string[]): string => path.join(root, '.deploy-kit', ...names)
  const common = (by: TestServer): Readonly<Record<string, string>> => ({
    ...{ path: root, layout, attempts: '3', delay: '100ms', ...PATIENT },
    ...(port === undefined ? noteTexts(startsFile) : serveTexts(runFolder, port)),
    ...connectionTexts(by)
  })
  const rollbackTexts = (by: TestServer = server): Readonly<Record<string, string>> => common(by)
  const textsOf = (version: Version, by: TestServer = server): Readonly<Record<string, string>> => ({
    ...common(by),
    ...(port === undefined ? { 'after-upload': `sh -c "${BUILD}"` } : deployHookTexts(runFolder, layout)),
    source: sources[version],
    secrets: `TOKEN=${version}`
  })
  const live = (): string => describeLive(running, partBytes)
  const answers = async (): Promise<string> => (port === undefined ? live() : await askVersion(port))
  return {
    layout,
    root,
    startsFile,
    runFolder,
    deploy: (version, { server: by, texts, ...options } = {}) => runInputs('ssh-deploy', { ...textsOf(version, by), ...texts }, options),
    textsOf,
    rollbackTexts,
    makeByHand(version) {
      execFileSync('cp', ['-a', sources[version], root])
      // What no release brings would stay there, and be taken for a leftover of this one.
      rmSync(path.join(root, `only-${version}.txt`))
      writeFileSync(path.join(root, '.env'), `TOKEN=${version}\n`)
      writeFileSync(path.join(root, VISITOR), 'by hand')
      execFileSync('sh', ['-c', `${BUILD}; rm built/only-*`], { cwd: root })
      execFileSync('sh', ['restart.sh', runFolder, String(port), process.execPath], { cwd: root, stdio: 'ignore' })
    },
    sourceOf: (version) => sources[version],
    live,
    starts: () => readLines(startsFile),
    ran: () => readLines(path.join(runFolder, 'ran')),
    answers,
    whole: async () => {
      const [files, answer] = [live(), await answers()]
      return files === answer ? files : `the files are ${files}, the application is ${answer}`
    },
    leftovers: () => [
      ...findLeftoverFiles(root, running, layout),
      ...findEarlierServers(runFolder).map((pid) => `the application with process id ${pid}`)
    ],
    record,
    isLocked: () => existsSync(record('lock')),
    expireLock: () => utimesSync(record('lock'), Date.now() / 1000 - 91, Date.now() / 1000 - 91),
    partials: () => list(layout === 'releases' ? path.join(root, 'releases') : record('trees')).filter((name) => name.endsWith('.partial'))
  }
}

function noteTexts(startsFile: string): Readonly<Record<string, string>> {
  return {
    'restart-command': `sh -c "sleep 0.1; cat version.txt >> $0; echo >> $0" ${startsFile}`,
    'health-check': `command test -e ${startsFile}`
  }
}

/** What a build leaves beside the files of the source: one file that changes, and one that only this version has. */
const BUILD = 'cp version.txt built.txt; mkdir built; cp version.txt built/file; touch built/only-$(cat version.txt)'

const note = (name: string, run: string): string => `sh -c "echo ${name} >> $0" ${run}/ran`

function serveTexts(run: string, port: number): Readonly<Record<string, string>> {
  return {
    'restart-command': `sh restart.sh ${run} ${port} ${process.execPath}`,
    'stop-command': `sh stop.sh ${run}`,
    'health-check': `http http://127.0.0.1:${port}/ body={release}`,
    'before-cutover': note('before-cutover', run),
    'after-cutover': note('after-cutover', run),
    'on-failure': note('on-failure', run)
  }
}

function deployHookTexts(run: string, layout: Layout): Readonly<Record<string, string>> {
  return {
    'before-upload': note('before-upload', run),
    'after-upload': `sh -c "${BUILD}; echo after-upload >> $0" ${run}/ran`,
    ...(layout === 'releases' ? { 'shared-paths': `${SHARED}/` } : { 'protected-paths': VISITOR })
  }
}

/** A folder that releases share, and a file that is there by other hands. */
const SHARED = 'uploads'
const VISITOR = 'visitor.txt'

async function askVersion(port: number): Promise<string> {
  try {
    const answer = await (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).text()
    const [version = '', environment] = answer.split(' ')
    return environment === `TOKEN=${version}` ? version : `a mixture: it answers ${answer}`
  } catch {
    return 'nothing'
  }
}

/** The last one may well have got the process id of an earlier one. */
function findEarlierServers(runFolder: string): readonly string[] {
  const pids = readLines(path.join(runFolder, 'pids'))
  return [...new Set(pids)].filter((pid) => pid !== pids.at(-1) && isServing(pid, runFolder))
}

/**
 * A dead process that nobody has collected yet has no command line. Ids come round again, and then may be those of threads of the
 * process that serves: under them the kernel tells its command line, too.
 */
function isServing(pid: string, runFolder: string): boolean {
  try {
    const isProcess = readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nTgid:\t${pid}\n`)
    return isProcess && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`serve.mjs\0${runFolder}\0`)
  } catch {
    return false
  }
}

export function otherVersion(version: Version): Version {
  return version === 'one' ? 'two' : 'one'
}

function writeSources(scratch: Scratch, { partBytes, port, layout }: FaultPlace): Readonly<Record<Version, string>> {
  const sources = { one: scratch.next('one'), two: scratch.next('two') }
  for (const version of ['one', 'two'] as const) {
    const part = renderPart(version, partBytes)
    scratch.write(sources[version], Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`part/${index}.txt`, part])))
    scratch.write(sources[version], { 'version.txt': version, 'same.txt': 'same', [`only-${version}.txt`]: version })
    if (port !== undefined) scratch.write(sources[version], { ...servingProgram, ...(layout === 'releases' ? { [`${SHARED}/`]: '' } : {}) })
  }
  return sources
}

function renderPart(version: Version, partBytes: FaultPlace['partBytes']): string {
  return version.repeat(Math.ceil((partBytes?.[version] ?? version.length) / version.length))
}

function describeLive(running: string, partBytes: FaultPlace['partBytes']): string {
  if (!existsSync(path.join(running, 'version.txt'))) {
    const rest = list(running).filter((name) => !['.deploy-kit', 'releases', 'shared', VISITOR].includes(name))
    return rest.length === 0 ? 'nothing' : `a part of something: ${rest.slice(0, 3).join(', ')}`
  }
  const read = (file: string): string => (existsSync(path.join(running, file)) ? readFileSync(path.join(running, file), 'utf8') : 'missing')
  const version = read('version.txt')
  if (version !== 'one' && version !== 'two') return `a mixture: version.txt is ${JSON.stringify(version)}`
  const other = otherVersion(version)
  const wrong = [
    ...Array.from({ length: FILES }, (_, index) => `part/${index}.txt`).filter((file) => read(file) !== renderPart(version, partBytes)),
    ...['built.txt', 'built/file'].filter((file) => read(file) !== version),
    ...(read(`built/only-${version}`) === '' || existsSync(path.join(running, VISITOR)) ? [] : [`built/only-${version} is missing`]),
    ...(existsSync(path.join(running, `built/only-${other}`)) ? [`built/only-${other} is there`] : []),
    ...(read('same.txt') === 'same' ? [] : ['same.txt']),
    ...(read(`only-${version}.txt`) === version || existsSync(path.join(running, VISITOR)) ? [] : [`only-${version}.txt is missing`]),
    ...(existsSync(path.join(running, `only-${other}.txt`)) ? [`only-${other}.txt is there`] : []),
    ...(read('.env') === `TOKEN=${version}\n` ? [] : [`.env is ${read('.env')}`])
  ]
  return wrong.length === 0 ? version : `a mixture: version ${version}, but ${wrong.length} things are not: ${wrong.slice(0, 3).join(', ')}`
}

/** Locks, claims, halves of files, and, of layout `in-place`, whatever lies in the working folder that no release brought. */
function findLeftoverFiles(root: string, running: string, layout: Layout): readonly string[] {
  const everywhere = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : []
  const halves = everywhere.filter((name) => /(\.partial|\.next|\.stdin\.\d+|\.deploy-kit\/lock[^/]*)$/.test(name) && !name.includes('.partial/'))
  const known = /^(\.deploy-kit|\.env|part|built|built\.txt|(same|version|only-(one|two)|visitor)\.txt|(restart|stop)\.sh|serve\.mjs|uploads)$/
  const foreign = [...list(running), ...(layout === 'in-place' ? list(root) : [])].filter((name) => !known.test(name))
  return [...halves, ...new Set(foreign)]
}

function readLines(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : []
}

function list(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
