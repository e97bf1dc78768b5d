import type { InputValues, Observer } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { ledgerRun, type LedgerRun } from '../tools/ledger.ts'
import { readHost, type HostState } from '../tools/read-host.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import type { backupInputs } from './backup-inputs.ts'
import { chooseComponents, type Chosen } from './choose-components.ts'
import { lookAtComponent, type ComponentLook } from './look-at-component.ts'
import { parseComponents } from './parse-components.ts'
import { readBackups, type BackupFolder } from './read-backups.ts'

export type BackupValues = InputValues<typeof backupInputs>

export interface BackupHostFacts {
  readonly state: HostState
  readonly folder: BackupFolder
  /** Name of the Compose project that is live. */
  readonly project: string | undefined
  readonly looks: Readonly<Record<string, ComponentLook>>
}

export interface BackupFacts {
  readonly runId: string
  readonly run: LedgerRun
  readonly startedAt: number
  readonly hosts: readonly string[]
  readonly chosen: Chosen
  readonly perHost: Readonly<Record<string, BackupHostFacts>>
}

export async function observeBackup(values: BackupValues, observer: Observer): Promise<BackupFacts> {
  const chosen = chooseComponents(parseComponents(values.components), values)
  const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, chosen })] as const))
  const { runId, identity, startedAt, hosts } = observer
  return { runId, run: ledgerRun(identity, runId), startedAt, hosts, chosen, perHost: Object.fromEntries(perHost) }
}

/** The folder of the backups of a deploy path. */
export function backupsFolder(values: { readonly path: string; readonly 'backup-path': string | undefined }): string {
  const given = values['backup-path']
  return given === undefined ? `${hostPaths(normalizePath(values.path), 'releases').kit}/backups` : normalizePath(given)
}

/** The Compose project that is live; undefined when something else is, or nothing. */
export function projectOf({ live, releases }: HostState): string | undefined {
  const strategy = releases.find(({ id }) => id === live)?.manifest?.strategy
  return strategy?.strategy === 'compose' ? strategy.project : undefined
}

async function observeHost(
  host: string,
  { values, observer, chosen }: { readonly values: BackupValues; readonly observer: Observer; readonly chosen: Chosen }
): Promise<BackupHostFacts> {
  const root = normalizePath(values.path)
  const [{ state, folder }] = await Promise.all([
    observer.askAll(host, { state: readHost(root, values.layout), folder: readBackups(backupsFolder(values)) }),
    hideLiveSecrets(observer, host, root)
  ])
  const project = projectOf(state)
  const queries = Object.fromEntries(chosen.components.map((component) => [component.name, lookAtComponent(component, { root, project })]))
  return { state, folder, project, looks: chosen.components.length === 0 ? {} : await observer.askAll(host, queries) }
}
