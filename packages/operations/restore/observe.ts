import type { Observer } from '../../core/index.ts'
import { chooseComponents } from '../backup/choose-components.ts'
import { backupsFolder } from '../backup/observe.ts'
import { readBackups, type BackupFolder, type KeptBackup } from '../backup/read-backups.ts'
import { findTableComponent, readTables } from '../backup/read-tables.ts'
import { presignCopy, type FetchedCopy } from '../storage/fetch-copy.ts'
import { findBackupAnywhere, readCopies, type Copies } from '../storage/read-copies.ts'
import { normalizePath } from '../target-inputs.ts'
import { ledgerRun, type LedgerRun } from '../tools/ledger.ts'
import { readHost } from '../tools/read-host.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import { observeData, type DataFacts } from './backup-facts.ts'
import type { RestoreValues } from './inputs.ts'

export interface RestoreHostFacts extends DataFacts {
  /** Undefined: no storage is asked for. */
  readonly copies: Copies | undefined
  /** What is to be brought to the host first. */
  readonly fetched: FetchedCopy | undefined
  /** For one table: the names of those that the database of the backup has. Empty where that is not known. */
  readonly tables: readonly string[]
}

export interface RestoreFacts {
  readonly runId: string
  readonly run: LedgerRun
  readonly hosts: readonly string[]
  readonly perHost: Readonly<Record<string, RestoreHostFacts>>
}

export async function observeRestore(values: RestoreValues, observer: Observer): Promise<RestoreFacts> {
  const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, values, observer)] as const))
  const { runId, identity, hosts } = observer
  return { runId, run: ledgerRun(identity, runId), hosts, perHost: Object.fromEntries(perHost) }
}

async function observeHost(host: string, values: RestoreValues, observer: Observer): Promise<RestoreHostFacts> {
  const root = normalizePath(values.path)
  const [{ state, folder }, copies] = await Promise.all([
    observer.askAll(host, { state: readHost(root, values.layout), folder: readBackups(backupsFolder(values)) }),
    readCopies(host, { values, observer }),
    hideLiveSecrets(observer, host, root)
  ])
  const meant = findBackupAnywhere(folder, copies, values.backup)
  const backup = meant?.backup
  const all = backup === undefined ? { components: [], problems: [] } : chooseComponents(backup.manifest.components, values)
  const component = values.table === undefined ? undefined : findTableComponent(all.components)
  const chosen = component === undefined ? all : { ...all, components: [component] }
  const place = meant?.copy === undefined ? undefined : copies?.place
  const fetched = meant?.copy === undefined || copies === undefined ? undefined : await presignCopy(copies, meant.copy, { observer, timeoutSeconds: values['backup-timeout'] })
  const data = { ...(await observeData(host, { state, folder, backup, chosen }, { values, observer, place })), copies, fetched }
  if (backup === undefined || component === undefined || place !== undefined) return { ...data, tables: [] }
  return { ...data, tables: Object.keys(await observer.ask(host, readTables(`${backupsFolder(values)}/${backup.manifest.id}`, component.name))) }
}

/** The named one, or the newest that did not fail when it was last looked at. What was there before a restore is only brought back by its name. */
export function findBackup({ backups }: BackupFolder, id: string | undefined): KeptBackup | undefined {
  if (id !== undefined) return backups.find(({ manifest }) => manifest.id === id)
  return backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && checks.at(-1)?.passed !== false)
}
