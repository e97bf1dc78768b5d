import { query, script, type Observer, type OpenedFiles, type Problem, type Query, type SealedFile, type StorageFolder } from '../../core/index.ts'
import type { Chosen } from '../backup/choose-components.ts'
import type { ComponentLook } from '../backup/look-at-component.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import { backupsFolder, lookAtComponents, projectOf } from '../backup/observe.ts'
import type { BackupFolder, KeptBackup } from '../backup/read-backups.ts'
import { askSlot, type BackupSlot } from '../backup/slots.ts'
import { normalizePath } from '../target-inputs.ts'
import type { HostState } from '../tools/read-host.ts'
import type { RestoreValues } from './inputs.ts'

/** What of the inputs says how data is brought back: the same for a restore and for a rollback with data. */
export type DataValues = Pick<
  RestoreValues,
  'path' | 'layout' | 'backup-path' | 'identity' | 'recipients' | 'backup-timeout' | 'time-zone' | 'unsafe-skip-emergency-backup'
>

/** A backup and what it would replace, on one host. */
export interface DataFacts {
  readonly state: HostState
  readonly folder: BackupFolder
  /** Name of the Compose project that is live. */
  readonly project: string | undefined
  /** The one to bring back; undefined when there is none. */
  readonly backup: KeptBackup | undefined
  readonly chosen: Chosen
  /** Of the chosen components, as they are now. */
  readonly looks: Readonly<Record<string, ComponentLook>>
  readonly slot: BackupSlot
  readonly opened: OpenedFiles
}

interface DataQuestion {
  readonly values: DataValues
  readonly observer: Observer
  /** Where a copy is that is not on the host yet. */
  readonly place?: StorageFolder | undefined
}

/** Looks at what would be replaced, and opens the backup. */
export async function observeData(host: string, found: Pick<DataFacts, 'state' | 'folder' | 'backup' | 'chosen'>, { values, observer, place }: DataQuestion): Promise<DataFacts> {
  const { state, folder, backup, chosen } = found
  const project = projectOf(state)
  const looks = await lookAtComponents(observer, host, { components: chosen.components, root: normalizePath(values.path), project })
  const slot = await observer.ask(host, askSlot({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }))
  const opened = backup === undefined ? NOTHING_SEALED : await openBackup(host, { values, observer, manifest: backup.manifest, place })
  return { ...found, project, looks, slot, opened }
}

const NOTHING_SEALED: OpenedFiles = { headers: '', key: undefined }

interface Opening {
  readonly values: Pick<DataValues, 'path' | 'backup-path' | 'identity'>
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

/** The beginnings of files of a backup; those that are not there are left out. */
export function readBeginnings(folder: string, names: readonly string[]): Query<readonly SealedFile[]> {
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

/** Why the data cannot be brought back, once there is a backup. */
export function findDataProblems(host: string, { backup, chosen, looks }: DataFacts, values: DataValues): readonly Problem[] {
  if (backup === undefined) return []
  const problems: Problem[] = [...chosen.problems]
  const refuse = (code: Problem['code'], message: string, remedy: string): void => void problems.push({ code, host, message, remedy })
  const { manifest } = backup
  if (manifest.path !== normalizePath(values.path)) refuse('DK_BACKUP_UNKNOWN', `${manifest.id} is a backup of ${manifest.path}, not of ${values.path}`, 'Choose another one, or restore it by hand: its RECOVERY.md says how')
  if (manifest.recipients.length > 0 && values.identity === undefined) refuse('DK_INPUT_INVALID', `${manifest.id} is sealed: it needs the private key of one of its recipients`, 'Give it as identity')
  if (values['unsafe-skip-emergency-backup']) return problems
  for (const { name } of chosen.components) {
    const look = looks[name]
    if (look?.problem === undefined || look.isAbsent) continue
    refuse('DK_BACKUP_SOURCE', `${name} cannot be backed up before it is replaced: ${look.problem}`, 'Mend it, leave it out with skip, or give unsafe-skip-emergency-backup: then what is there now is gone')
  }
  return problems
}
