import type { PruneStorageStep, Step } from '../../core/index.ts'
import { setOf, type BackupManifest } from '../backup/manifest.ts'
import type { BackupFolder } from '../backup/read-backups.ts'
import type { RetentionRequest } from '../backup/retention.ts'
import { decideCopies } from './copy-retention.ts'
import { listFilesOf, sendFilesOf, STORAGE_FAILURES } from './copy-programs.ts'
import { COPY_MARKS, copyNames, PIN, type Copies } from './read-copies.ts'

/** When the backups of all hosts are whole. */
export const COPY_PHASE = 'copy'

const PRUNE_SECONDS = 900

export interface CopyOrder {
  readonly host: string
  readonly copies: Copies
  /** Folder of the backups on the host. */
  readonly backups: string
  /** Names, in the order in which they are copied. */
  readonly ids: readonly string[]
  readonly timeoutSeconds: number
}

export function planCopies({ host, copies, backups, ids, timeoutSeconds }: CopyOrder): readonly Step[] {
  const { place } = copies
  if (place === undefined) return []
  return ids.map((id) => ({
    kind: 'copy-to-storage',
    id: `copy-${id}`,
    title: `Copy ${id} to ${copies.shown}`,
    host,
    phase: COPY_PHASE,
    effect: 'write',
    to: place,
    name: id,
    marks: COPY_MARKS,
    list: listFilesOf(`${backups}/${id}`),
    send: sendFilesOf(`${backups}/${id}`),
    timeoutSeconds,
    failures: STORAGE_FAILURES
  }))
}

/**
 * Earlier backups that ought to be in the storage and are not, oldest first: what is newer than the newest copy of its set. So what a failed
 * night has left out is made up for, what the storage has removed does not come back, and the first run does not send a year.
 */
export function findUncopied({ backups }: BackupFolder, found: Copies): readonly string[] {
  const { copies } = found
  const newest = new Map<string, number>()
  for (const { backup } of copies) {
    const { manifest } = backup
    newest.set(setOf(manifest), Math.max(manifest.createdAt, newest.get(setOf(manifest)) ?? 0))
  }
  const isCopied = (id: string): boolean => copyNames(found).includes(id)
  const isNewer = (manifest: BackupManifest): boolean => manifest.createdAt > (newest.get(setOf(manifest)) ?? Infinity)
  return backups
    .filter(({ manifest, checks }) => isToBeCopied(manifest) && checks.at(-1)?.passed !== false && isNewer(manifest) && !isCopied(manifest.id))
    .map(({ manifest }) => manifest.id)
    .toReversed()
}

/** What was made before a deploy or a restore is there to go back at once, on the host. */
function isToBeCopied({ type }: BackupManifest): boolean {
  return type === 'manual' || type === 'scheduled'
}

/** `only`: none for all that are decided to go. */
export function pruneCopiesStep(host: string, { place, shown }: Copies, order: { readonly backups: string; readonly request: RetentionRequest; readonly only: readonly string[]; readonly phase: string }): readonly PruneStorageStep[] {
  if (place === undefined) return []
  const { backups, request, only, phase } = order
  return [
    {
      kind: 'prune-storage',
      id: 'prune-storage',
      title: only.length === 0 ? `Remove the copies that nothing keeps from ${shown}` : `Remove ${only.join(', ')} from ${shown}`,
      host,
      phase,
      effect: 'write',
      from: place,
      marks: COPY_MARKS,
      pin: PIN,
      decide: decideCopies(backups, request),
      only,
      timeoutSeconds: PRUNE_SECONDS
    }
  ]
}
