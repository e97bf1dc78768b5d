import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { connectionTexts, runInputs, type DeployRunOptions, type DeployRun } from './deploy-run.ts'
import type { TestServer } from './connection.ts'
import type { Scratch } from './scratch.ts'

export type Layout = 'releases' | 'in-place'

/** Files of version one and two, so many that old, new and a mixture of both can be told apart. */
const FILES = 30

/** An application on a host of which version one is live, and version two is to be deployed under faults. */
export interface FaultApplication {
  readonly root: string
  readonly texts: Readonly<Record<string, string>>
  deploy(version: 'one' | 'two', server?: TestServer, options?: DeployRunOptions): Promise<DeployRun>
  sourceOf(version: 'one' | 'two'): string
  /** `one` or `two` when every file that is live is of that version, otherwise what is wrong. */
  live(): string
  /** The versions that the restart command was run with, in order. */
  starts(): readonly string[]
}

export function makeFaultApplication(scratch: Scratch, server: TestServer, layout: Layout): FaultApplication {
  const root = scratch.next('app')
  const sources = { one: scratch.next('one'), two: scratch.next('two') }
  for (const [version, source] of Object.entries(sources)) {
    scratch.write(source, Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`part/${index}.txt`, version])))
    scratch.write(source, { 'version.txt': version, 'same.txt': 'same', [`only-${version}.txt`]: version })
  }
  const running = layout === 'releases' ? path.join(root, 'current') : root
  const texts = {
    path: root,
    layout,
    'restart-command': 'sh -c "sleep 0.1; cat version.txt >> $0/starts; echo >> $0/starts" ' + root,
    'after-upload': 'sh -c "echo built > built.txt"',
    'health-check': 'command test -e starts',
    attempts: '3',
    delay: '100ms',
    'confirm-timeout': '3s',
    secrets: 'TOKEN=one'
  }
  return {
    root,
    texts,
    deploy: (version, by = server, options = {}) =>
      runInputs('ssh-deploy', { ...texts, ...connectionTexts(by), source: sources[version], secrets: `TOKEN=${version}` }, options),
    sourceOf: (version) => sources[version],
    live: () => describeLive(running),
    starts: () => (existsSync(path.join(root, 'starts')) ? readFileSync(path.join(root, 'starts'), 'utf8').trim().split('\n') : [])
  }
}

function describeLive(running: string): string {
  if (!existsSync(path.join(running, 'version.txt'))) return 'nothing'
  const read = (file: string): string => (existsSync(path.join(running, file)) ? readFileSync(path.join(running, file), 'utf8') : 'missing')
  const version = read('version.txt')
  const other = version === 'one' ? 'two' : 'one'
  const parts = Array.from({ length: FILES }, (_, index) => read(`part/${index}.txt`))
  const wrong = [
    ...parts.filter((part) => part !== version),
    ...(read('same.txt') === 'same' ? [] : ['same.txt']),
    ...(read(`only-${version}.txt`) === version ? [] : [`only-${version}.txt is missing`]),
    ...(existsSync(path.join(running, `only-${other}.txt`)) ? [`only-${other}.txt is there`] : []),
    ...(read('.env') === `TOKEN=${version}\n` ? [] : [`.env is ${read('.env')}`])
  ]
  return wrong.length === 0 ? version : `a mixture: version ${version}, but ${wrong.length} things are not: ${wrong.slice(0, 3).join(', ')}`
}
