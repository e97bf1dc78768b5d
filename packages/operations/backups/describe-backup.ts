import { renderDuration } from '../../core/index.ts'
import { storedBytesOf } from '../backup/manifest.ts'
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

/** `3.0 h ago`. */
export function renderAge(at: number | undefined, now: number): string {
  return at === undefined ? 'never' : `${renderDuration(Math.max(0, now - at))} ago`
}
