import type { InputValues, Observer } from '../../core/index.ts'
import type { backupPlaceInputs } from '../backup/backup-inputs.ts'
import { backupsFolder } from '../backup/observe.ts'
import { readCopies, type Copies, type CopiesRequest } from '../storage/read-copies.ts'
import { readBackups, type BackupFolder } from '../backup/read-backups.ts'

export interface BackupsOfHost {
  readonly host: string
  readonly folder: BackupFolder
}

/** With what is in the storage. */
export interface BackupsAnywhere extends BackupsOfHost {
  /** Undefined: no storage is asked for. */
  readonly copies: Copies | undefined
}

/** The backups on every host, and their copies. */
export async function observeAnywhere(values: Parameters<typeof observeBackups>[0] & CopiesRequest['values'], observer: Observer): Promise<readonly BackupsAnywhere[]> {
  const [found, copies] = await Promise.all([observeBackups(values, observer), Promise.all(observer.hosts.map((host) => readCopies(host, { values, observer })))])
  return found.map((each, index) => ({ ...each, copies: copies[index] }))
}

/** The backups on every host. */
export async function observeBackups(values: Pick<InputValues<typeof backupPlaceInputs>, 'path' | 'backup-path'>, observer: Observer): Promise<readonly BackupsOfHost[]> {
  return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, readBackups(backupsFolder(values))) })))
}
