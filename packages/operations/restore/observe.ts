import type { InputValues, Observer } from '../../core/index.ts'
import { chooseComponents, type Chosen } from '../backup/choose-components.ts'
import { lookAtComponent, type ComponentLook } from '../backup/look-at-component.ts'
import type { KeptBackup } from '../backup/read-backups.ts'
import { readBackups, type BackupFolder } from '../backup/read-backups.ts'
import { backupsFolder, projectOf } from '../backup/observe.ts'
import { normalizePath } from '../target-inputs.ts'
import { ledgerRun, type LedgerRun } from '../tools/ledger.ts'
import { readHost, type HostState } from '../tools/read-host.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import type { restoreInputs } from './inputs.ts'

export type RestoreValues = InputValues<typeof restoreInputs>

export interface RestoreHostFacts {
  readonly state: HostState
  readonly folder: BackupFolder
  readonly project: string | undefined
  /** The one to restore; undefined when there is none. */
  readonly backup: KeptBackup | undefined
  readonly chosen: Chosen
  /** Of the chosen components, as they are now. */
  readonly looks: Readonly<Record<string, ComponentLook>>
}

export interface RestoreFacts {
  readonly runId: string
  readonly run: LedgerRun
  readonly startedAt: number
  readonly hosts: readonly string[]
  readonly perHost: Readonly<Record<string, RestoreHostFacts>>
}

export async function observeRestore(values: RestoreValues, observer: Observer): Promise<RestoreFacts> {
  const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, values, observer)] as const))
  const { runId, identity, startedAt, hosts } = observer
  return { runId, run: ledgerRun(identity, runId), startedAt, hosts, perHost: Object.fromEntries(perHost) }
}

async function observeHost(host: string, values: RestoreValues, observer: Observer): Promise<RestoreHostFacts> {
  const root = normalizePath(values.path)
  const [{ state, folder }] = await Promise.all([
    observer.askAll(host, { state: readHost(root, values.layout), folder: readBackups(backupsFolder(values)) }),
    hideLiveSecrets(observer, host, root)
  ])
  const project = projectOf(state)
  const backup = findBackup(folder, values.backup)
  const chosen = backup === undefined ? { components: [], problems: [] } : chooseComponents(backup.manifest.components, values)
  const queries = Object.fromEntries(chosen.components.map((component) => [component.name, lookAtComponent(component, { root, project })]))
  return { state, folder, project, backup, chosen, looks: chosen.components.length === 0 ? {} : await observer.askAll(host, queries) }
}

/** The named one, or the newest that did not fail when it was last looked at. */
export function findBackup({ backups }: BackupFolder, id: string | undefined): KeptBackup | undefined {
  if (id !== undefined) return backups.find(({ manifest }) => manifest.id === id)
  return backups.find(({ checks }) => checks.at(-1)?.passed !== false)
}
