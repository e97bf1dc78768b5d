import type { InputValues, Observer } from '../../core/index.ts'
import type { backupPlaceInputs } from '../backup/backup-inputs.ts'
import { backupsFolder } from '../backup/observe.ts'
import { readBackups, type BackupFolder } from '../backup/read-backups.ts'

export interface BackupsOfHost {
  readonly host: string
  readonly folder: BackupFolder
}

/** The backups on every host. */
export async function observeBackups(values: Pick<InputValues<typeof backupPlaceInputs>, 'path' | 'backup-path'>, observer: Observer): Promise<readonly BackupsOfHost[]> {
  return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, readBackups(backupsFolder(values))) })))
}
