import { parseTreeText, type Commit, type Observer, type Tree } from '../../core/index.ts'
import { observePreDeploy, type PreDeployFacts } from '../backup/pre-deploy.ts'
import { hostPaths, type HostPaths } from '../tools/host-paths.ts'
import { readHook, type Hook } from '../tools/hooks.ts'
import { readLiveEnvironment, type LiveEnvironment } from '../tools/env-file.ts'
import { ledgerRun, type LedgerRun } from '../tools/ledger.ts'
import { readExistingTree, readStagedTree, type ExistingTree } from '../tools/existing-tree.ts'
import { readHost, type HostState } from '../tools/read-host.ts'
import { readReleaseSecrets } from '../tools/release-secrets.ts'
import { readSeenDowntime, type SeenDowntime } from '../tools/seen-downtime.ts'
import { isWithin } from '../tools/shared-paths.ts'
import { readLiveTree } from '../tools/verify-tree.ts'
import { askStrategy, readStrategySource, type StrategyFacts, type StrategySource } from '../strategies/deploy-strategy.ts'
import { normalizePath } from '../target-inputs.ts'
import type { SshDeployValues } from './inputs.ts'

export interface HostFacts extends HostState {
  /** Files of the live release as they were deployed; undefined when nothing is live. */
  readonly liveTree: Tree | undefined
  /** Paths of the live release that were changed or deleted on the host since. */
  readonly changedByHand: readonly string[]
  /** Layout `in-place`: paths of the live release whose staged files are not as they were sent, for its build changed them. */
  readonly rebuilt: readonly string[]
  readonly environment: LiveEnvironment
  readonly strategy: StrategyFacts
  /** What the last deploy that was measured let visitors wait for. */
  readonly seenDowntime: SeenDowntime | undefined
  /** What is backed up before; undefined when nothing is. */
  readonly backup: PreDeployFacts | undefined
  /** Layout `in-place`, before the first deploy: the files that are there already. */
  readonly existing: ExistingTree | undefined
  /** Whether the commit to deploy is older than the live one; undefined when git cannot tell. */
  readonly isOlder: boolean | undefined
}

export type HookName = 'before-upload' | 'after-upload' | 'before-cutover' | 'after-cutover' | 'on-failure'

export interface SshDeployFacts {
  readonly runId: string
  readonly startedAt: number
  readonly run: LedgerRun
  readonly hosts: readonly string[]
  readonly perHost: Readonly<Record<string, HostFacts>>
  readonly tree: Tree
  readonly commit: Commit | undefined
  readonly envTemplate: string | undefined
  readonly strategy: StrategySource
  readonly hooks: Readonly<Record<HookName, Hook | undefined>>
}

export async function observeSshDeploy(values: SshDeployValues, observer: Observer): Promise<SshDeployFacts> {
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const reading = readStrategySource(values, observer.local)
  const [tree, commit, envTemplate, hooks, strategy, states] = await Promise.all([
    observer.local.readTree(values.source, { exclude: values.exclude ?? [], include: values.include ?? [] }),
    observer.local.findCommit(values.source),
    values['env-template'] === undefined ? undefined : observer.local.readText(values['env-template']),
    readHooks(values, observer),
    reading,
    Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, paths, strategy: await reading })] as const))
  ])
  const perHost = await Promise.all(
    states.map(async ([host, state]) => [host, { ...state, isOlder: await isOlderThanLive(values, observer, { commit, state }) }] as const)
  )
  return {
    runId: observer.runId,
    startedAt: observer.startedAt,
    run: ledgerRun(observer.identity, observer.runId),
    hosts: observer.hosts,
    perHost: Object.fromEntries(perHost),
    tree,
    commit,
    envTemplate,
    strategy,
    hooks
  }
}

interface HostQuestion {
  readonly values: SshDeployValues
  readonly observer: Observer
  readonly paths: HostPaths
  readonly strategy: StrategySource
}

async function observeHost(host: string, { values, observer, paths, strategy }: HostQuestion): Promise<Omit<HostFacts, 'isOlder'>> {
  const { state, stored, secrets, ...answers } = await observer.askAll(host, {
    state: readHost(paths.root, values.layout),
    stored: readLiveTree(paths),
    environment: readLiveEnvironment(paths.environments, paths.current),
    secrets: readReleaseSecrets(paths, paths.current),
    strategy: askStrategy(strategy, paths),
    seenDowntime: readSeenDowntime(paths.ledger),
    existing: readExistingTree(paths, values['protected-paths'] ?? [])
  })
  observer.hide?.(secrets)
  const isStaged = state.releases.some((release) => release.id === state.live)
  const listed = stored === undefined || !isStaged ? undefined : parseTreeText(stored.text)
  // In place, a release whose list was lost is read from its staged files: without, nobody could tell what to remove or restore.
  const isLost = listed === undefined && isStaged && values.layout === 'in-place'
  return {
    ...state,
    ...answers,
    backup: await observePreDeploy(host, values, { observer, state }),
    liveTree: isLost ? await observer.ask(host, readStagedTree(paths, state.live ?? '')) : listed,
    // What the first release brought to a shared path is no longer in it.
    rebuilt: stored?.rebuilt ?? [],
    changedByHand: listed === undefined ? [] : (stored?.touched ?? []).filter((path) => !isWithin(path, values['shared-paths'] ?? []))
  }
}

interface LiveCommit {
  readonly commit: Commit | undefined
  readonly state: Omit<HostFacts, 'isOlder'>
}

async function isOlderThanLive(values: SshDeployValues, observer: Observer, { commit, state }: LiveCommit): Promise<boolean | undefined> {
  const live = state.releases.find((release) => release.id === state.live)?.manifest?.commit
  if (commit === undefined || live === undefined) return undefined
  return live === commit.id ? false : observer.local.isAncestor(values.source, commit.id, live)
}

async function readHooks(values: SshDeployValues, observer: Observer): Promise<Readonly<Record<HookName, Hook | undefined>>> {
  const read = (argv: readonly string[] | undefined): Promise<Hook | undefined> => readHook(argv, observer.local)
  return {
    'before-upload': await read(values['before-upload']),
    'after-upload': await read(values['after-upload']),
    'before-cutover': await read(values['before-cutover']),
    'after-cutover': await read(values['after-cutover']),
    'on-failure': await read(values['on-failure'])
  }
}
