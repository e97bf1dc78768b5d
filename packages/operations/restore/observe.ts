import { query, script, type InputValues, type Observer, type OpenedFiles, type Query, type SealedFile, type StorageFolder } from '../../core/index.ts'
import { chooseComponents, type Chosen } from '../backup/choose-components.ts'
import type { ComponentLook } from '../backup/look-at-component.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import { readBackups, type BackupFolder, type KeptBackup } from '../backup/read-backups.ts'
import { backupsFolder, lookAtComponents, projectOf } from '../backup/observe.ts'
import { askSlot, type BackupSlot } from '../backup/slots.ts'
import { presignCopy, type FetchedCopy } from '../storage/fetch-copy.ts'
import { findBackupAnywhere, readCopies, type Copies } from '../storage/read-copies.ts'
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
  /** Undefined: no storage is asked for. */
  readonly copies: Copies | undefined
  /** What is to be brought to the host first. */
  readonly fetched: FetchedCopy | undefined
  readonly chosen: Chosen
  /** Of the chosen components, as they are now. */
  readonly looks: Readonly<Record<string, ComponentLook>>
  readonly slot: BackupSlot
  readonly opened: OpenedFiles
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
  const project = projectOf(state)
  const found = findBackupAnywhere(folder, copies, values.backup)
  const backup = found?.backup
  const chosen = backup === undefined ? { components: [], problems: [] } : chooseComponents(backup.manifest.components, values)
  const looks = await lookAtComponents(observer, host, { components: chosen.components, root, project })
  const slot = await observer.ask(host, askSlot({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }))
  const place = found?.copy === undefined ? undefined : copies?.place
  const opened = backup === undefined ? NOTHING_SEALED : await openBackup(host, { values, observer, manifest: backup.manifest, place })
  const fetched = found?.copy === undefined || copies === undefined ? undefined : await presignCopy(copies, found.copy, { observer, timeoutSeconds: values['backup-timeout'] })
  return { state, folder, project, backup, copies, fetched, chosen, looks, slot, opened }
}

const NOTHING_SEALED: OpenedFiles = { headers: '', key: undefined }

interface Opening {
  readonly values: Pick<RestoreValues, 'path' | 'backup-path' | 'identity'>
  readonly observer: Observer
  readonly manifest: BackupManifest
  /** Where it is to be read; undefined: on the host. */
  readonly place?: StorageFolder | undefined
}

/** Of a sealed backup the headers are read, and wrapped anew. Without an identity nothing is opened; then the plan refuses. */
export async function openBackup(host: string, { values, observer, manifest, place }: Opening): Promise<OpenedFiles> {
  if (manifest.recipients.length === 0 || values.identity === undefined) return NOTHING_SEALED
  const names = manifest.files.map(({ path }) => path)
  const files =
    place === undefined
      ? await observer.ask(host, readBeginnings(`${backupsFolder(values)}/${manifest.id}`, names))
      : await observer.storage.readBeginnings({ ...place, folder: `${place.folder}/${manifest.id}` }, names)
  return observer.openSealed(files, values.identity)
}

function readBeginnings(folder: string, names: readonly string[]): Query<readonly SealedFile[]> {
  return query(script(READ_BEGINNINGS_PROGRAM, [folder, ...names]), ({ stdout }) =>
    stdout.split('\n').flatMap((line) => {
      const [name, beginning] = line.split('\t')
      return name === undefined || beginning === undefined ? [] : [{ name, beginning }]
    })
  )
}

const READ_BEGINNINGS_PROGRAM = `
cd "$1" || exit 1
shift
for name in "$@"; do printf '%s\\t%s\\n' "$name" "$(head -c 16384 "$name" | base64 | tr -d '\\n')"; done
`

/** The named one, or the newest that did not fail when it was last looked at. What was there before a restore is only brought back by its name. */
export function findBackup({ backups }: BackupFolder, id: string | undefined): KeptBackup | undefined {
  if (id !== undefined) return backups.find(({ manifest }) => manifest.id === id)
  return backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && checks.at(-1)?.passed !== false)
}
