import type { Problem } from '../../core/index.ts'
import type { BackupFolder, KeptBackup } from '../backup/read-backups.ts'
import { noSuchBackup } from '../backups/show.ts'
import type { HostState } from '../tools/read-host.ts'
import type { Release } from '../tools/release-manifest.ts'

export interface Leaving {
  readonly host: string
  readonly state: Pick<HostState, 'live' | 'releases'>
  readonly target: Release
}

/**
 * The release that took the place of the target: the next one that was good, or is live. What lies between was rolled back from, so the
 * target was live once more before this one came. Undefined when the target is newer than what is live, or that is not known.
 */
export function findSuccessor({ state: { live, releases }, target }: Leaving): Release | undefined {
  const [from, to] = [releases.findIndex(({ id }) => id === target.id), releases.findIndex(({ id }) => id === live)]
  if (from < 0 || to <= from) return undefined
  return releases.slice(from + 1, to + 1).find(({ id, state, manifest }) => manifest !== undefined && (id === live || state === 'good'))
}

export type Fitting = { readonly found: KeptBackup } | { readonly problem: Problem }

/**
 * The backup that was made of the target's data when another release took its place: that one and no other fits its code. An older one would lose
 * more than has to be lost, and a newer one is of another release.
 */
export function findFitting(leaving: Leaving, folder: BackupFolder): Fitting {
  const { host, target } = leaving
  const successor = findSuccessor(leaving)
  const refuse = (code: Problem['code'], message: string): Fitting => ({ problem: { code, host, message, remedy: WITHOUT } })
  if (successor === undefined) return refuse('DK_BACKUP_UNKNOWN', `No release took the place of ${target.id} on ${host}, so no backup is known that fits it`)
  const id = successor.manifest?.backup
  if (id === undefined) return refuse('DK_BACKUP_UNKNOWN', `No backup was made on ${host} before ${successor.id} took the place of ${target.id}`)
  const found = folder.backups.find(({ manifest }) => manifest.id === id)
  if (found === undefined) {
    return folder.damaged.includes(id)
      ? { problem: noSuchBackup(host, id, folder) }
      : refuse('DK_BACKUP_UNKNOWN', `The backup ${id}, which was made before ${successor.id} took the place of ${target.id}, is not on ${host} any more`)
  }
  const last = found.checks.at(-1)
  if (last?.passed === false) return refuse('DK_BACKUP_DAMAGED', `${id} on ${host} is damaged: ${last.words}`)
  if (found.manifest.release !== target.id) {
    return refuse('DK_BACKUP_UNKNOWN', `${id} on ${host} was made when ${found.manifest.release ?? 'nothing'} was live, not ${target.id}: its data does not fit`)
  }
  return { found }
}

const WITHOUT = 'Nothing has been changed. Go back without the data (leave out with-data), and restore what you choose: deploy-kit backups list, deploy-kit restore --backup NAME'
