import { renderDuration } from '../../core/index.ts'
import { storedBytesOf } from '../backup/manifest.ts'
import type { BackupsAnywhere } from './observe.ts'
import type { BackupCheck, KeptBackup } from '../backup/read-backups.ts'

/** A backup as scripts get it. */
export interface BackupSummary {
  readonly id: string
  readonly type: string
  readonly createdAt: number
  readonly bytes: number
  readonly components: readonly string[]
  readonly isSealed: boolean
  readonly pin: string | undefined
  /** Seconds since 1970. Every backup is read back while it is made, and is not published otherwise. */
  readonly lastVerified: number | undefined
  readonly lastDrilled: number | undefined
  /** What the last look at it said, when that was bad. */
  readonly problem: string | undefined
}

export interface PlacedBackup extends BackupSummary {
  readonly where: 'host' | 'storage' | 'host and storage'
}

export function summarizeBackup({ manifest, checks, pin }: KeptBackup): BackupSummary {
  const last = checks.at(-1)
  return {
    id: manifest.id,
    type: manifest.type,
    createdAt: Math.floor(manifest.createdAt / 1000),
    bytes: storedBytesOf(manifest),
    components: manifest.components.map(({ name }) => name),
    isSealed: manifest.recipients.length > 0,
    pin,
    lastVerified: lastPassed(checks, 'verify') ?? lastPassed(checks, 'drill') ?? manifest.finishedAt,
    lastDrilled: lastPassed(checks, 'drill'),
    problem: last?.passed === false ? last.words : undefined
  }
}

function lastPassed(checks: readonly BackupCheck[], kind: BackupCheck['kind']): number | undefined {
  return checks.findLast((check) => check.kind === kind && check.passed)?.at
}

/** Every backup of a host, wherever it is whole, newest first. */
export function placeBackups({ folder, copies }: Pick<BackupsAnywhere, 'folder' | 'copies'>): readonly PlacedBackup[] {
  const copied = (copies?.copies ?? []).map(({ backup }) => backup)
  const isCopied = (id: string): boolean => copied.some(({ manifest }) => manifest.id === id)
  const here = folder.backups.map((backup) => ({ ...summarizeBackup(backup), where: isCopied(backup.manifest.id) ? ('host and storage' as const) : ('host' as const) }))
  const there = copied.filter(({ manifest }) => !here.some(({ id }) => id === manifest.id)).map((backup) => ({ ...summarizeBackup(backup), where: 'storage' as const }))
  return [...here, ...there].toSorted((left, right) => right.createdAt - left.createdAt)
}

/** What there is to say about the storage of a host. */
export function describeCopies({ host, copies }: Pick<BackupsAnywhere, 'host' | 'copies'>): readonly string[] {
  if (copies === undefined) return []
  return [
    ...(copies.problem === undefined ? [] : [`${host}: ${copies.shown} is NOT looked at: ${copies.problem}`]),
    ...copies.damaged.map((name) => `${host}: ${name} in ${copies.shown} is DAMAGED: its files are not what was copied, so it is neither fetched nor removed by deploy-kit`)
  ]
}

/** `3.0 h ago`. */
export function renderAge(at: number | undefined, now: number): string {
  return at === undefined ? 'never' : `${renderDuration(Math.max(0, now - at))} ago`
}
