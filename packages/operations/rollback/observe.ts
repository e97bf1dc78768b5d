import { parseTreeText, query, script, type Observer, type Problem, type Tree } from '../../core/index.ts'
import { backupsFolder } from '../backup/observe.ts'
import { readBackups } from '../backup/read-backups.ts'
import { observeData, type DataFacts } from '../restore/backup-facts.ts'
import { normalizePath } from '../target-inputs.ts'
import { readStagedTree } from '../tools/existing-tree.ts'
import { readHook, type Hook } from '../tools/hooks.ts'
import { hostPaths, type HostPaths } from '../tools/host-paths.ts'
import { ledgerRun, type LedgerRun } from '../tools/ledger.ts'
import { readHost, type HostState } from '../tools/read-host.ts'
import { readReleaseSecrets } from '../tools/release-secrets.ts'
import { storedTree } from '../tools/release-steps.ts'
import { readLiveTree, readTreeText } from '../tools/verify-tree.ts'
import { withoutReleaseFiles } from './components-back.ts'
import { findTarget, type Target } from './find-target.ts'
import { findFitting, type Leaving } from './fitting-backup.ts'
import type { RollbackValues } from './inputs.ts'

export interface RollbackHostFacts {
  readonly state: HostState
  readonly target: Target
  /** Layout `in-place`: the files of both ends, and what was changed by hand. */
  readonly liveTree: Tree | undefined
  readonly targetTree: Tree | undefined
  readonly changedByHand: readonly string[]
  /** With data: the backup that fits, or why there is none. */
  readonly data: DataFacts | Problem | undefined
}

export interface RollbackFacts {
  readonly runId: string
  readonly run: LedgerRun
  readonly hosts: readonly string[]
  readonly perHost: Readonly<Record<string, RollbackHostFacts>>
  readonly hooks: Readonly<Record<'before-cutover' | 'after-cutover' | 'on-failure', Hook | undefined>>
}

export async function observeRollback(values: RollbackValues, observer: Observer): Promise<RollbackFacts> {
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const commit = values.to === undefined ? undefined : await observer.local.resolveCommit('.', values.to)
  const perHost = await Promise.all(
    observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, paths, commit })] as const)
  )
  return {
    runId: observer.runId,
    run: ledgerRun(observer.identity, observer.runId),
    hosts: observer.hosts,
    perHost: Object.fromEntries(perHost),
    hooks: {
      'before-cutover': await readHook(values['before-cutover'], observer.local),
      'after-cutover': await readHook(values['after-cutover'], observer.local),
      'on-failure': await readHook(values['on-failure'], observer.local)
    }
  }
}

interface HostQuestion {
  readonly values: RollbackValues
  readonly observer: Observer
  readonly paths: HostPaths
  readonly commit: string | undefined
}

const NOTHING = query(script(':'), () => undefined)

async function observeHost(host: string, { values, observer, paths, commit }: HostQuestion): Promise<RollbackHostFacts> {
  const state = await observer.ask(host, readHost(paths.root, values.layout))
  const target = findTarget({ host, releases: state.releases, live: state.live, to: values.to, commit })
  if (!('found' in target)) return { state, target, liveTree: undefined, targetTree: undefined, changedByHand: [], data: undefined }
  const isInPlace = values.layout === 'in-place'
  const { secretsBefore, secretsAfter, ...trees } = await observer.askAll(host, {
    live: isInPlace && state.live !== undefined ? readLiveTree(paths) : NOTHING,
    target: isInPlace ? readTreeText(storedTree(paths, target.found.id)) : NOTHING,
    secretsBefore: readReleaseSecrets(paths, paths.current),
    secretsAfter: readReleaseSecrets(paths, target.found.id)
  })
  observer.hide?.([...secretsBefore, ...secretsAfter])
  const readTree = async (release: string, text: string | undefined): Promise<Tree | undefined> => {
    if (text !== undefined) return parseTreeText(text)
    // Its list was lost: without, nobody could tell what to remove or restore.
    return isInPlace ? await observer.ask(host, readStagedTree(paths, release)) : undefined
  }
  return {
    state,
    target,
    liveTree: state.live === undefined ? undefined : await readTree(state.live, trees.live?.text),
    targetTree: await readTree(target.found.id, trees.target),
    changedByHand: trees.live?.touched ?? [],
    data: values['with-data'] ? await findData({ host, state, target: target.found }, { values, observer }) : undefined
  }
}

async function findData(leaving: Leaving & { readonly state: HostState }, { values, observer }: Pick<HostQuestion, 'values' | 'observer'>): Promise<DataFacts | Problem> {
  const { host, state } = leaving
  const folder = await observer.ask(host, readBackups(backupsFolder(values)))
  const fitting = findFitting(leaving, folder)
  if ('problem' in fitting) return fitting.problem
  const chosen = { components: withoutReleaseFiles(fitting.found.manifest.components), problems: [] }
  return await observeData(host, { state, folder, backup: fitting.found, chosen }, { values, observer })
}
