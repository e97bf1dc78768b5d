import type { Command, Evidence, HealthCheck, RunStep, UndoHealth } from '../../core/index.ts'
import type { Control } from '../strategies/control.ts'
import type { Guard } from './guard.ts'
import type { Hook } from './hooks.ts'
import { guardFolder, type HostPaths } from './host-paths.ts'
import type { LedgerEntry } from './ledger.ts'
import type { InPlaceChanges } from './working-folder.ts'

export const PHASES = ['prepare', 'cutover', 'verify', 'measure', 'confirm', 'finish'] as const

/** One end of a cutover. */
export interface CutoverRelease {
  readonly id: string
  readonly commit: string | undefined
  readonly control: Control
}

/** Making another release live on one host: the same for a deploy and for a rollback. */
export interface Cutover {
  readonly host: string
  readonly paths: HostPaths
  readonly runId: string
  /** What is live now; undefined on a first deploy: then there is nothing to return to. */
  readonly from: CutoverRelease | undefined
  readonly to: CutoverRelease
  /** Layout `in-place` only: the change of the working folder, and its reverse. */
  readonly change: InPlaceChanges | undefined
  readonly hooks: { readonly beforeCutover: Hook | undefined; readonly afterCutover: Hook | undefined; readonly onFailure: Hook | undefined }
  readonly hookTimeoutSeconds: number
  readonly health: CutoverHealth | undefined
  /** Of what is live now, when it is live again after an undo. */
  readonly healthBefore: UndoHealth | undefined
  readonly confirmTimeoutSeconds: number
  /** Where a probe watches the cutover on this host: how many requests may fail. */
  readonly downtime: { readonly maxFailedRequests: number | undefined } | undefined
  readonly data?: CutoverData | undefined
  /** What becomes of a release that did not stay live: a new one is kept apart, an old one is marked bad if it was unhealthy. */
  readonly onBad: 'set-aside' | 'mark-bad'
  /** When the new release is confirmed, the old one is marked bad (a rollback leaves a bad release). */
  readonly marksFromBad: boolean
  readonly entry: LedgerEntry
}

/** Data that changes places together with the release, under the same guard. It was staged before. */
export interface CutoverData {
  /** Noted with the arming of the guard. */
  readonly armed: Command
  /** The steps between the guard and the switch, in order: what writes is stopped, the data changes places. Each may only begin while the host is undecided. */
  readonly swap: readonly Pick<RunStep, 'id' | 'title' | 'command' | 'timeoutSeconds'>[]
  /**
   * Stops what writes, and gives the data back. When it fails, the release is neither switched back nor started: nothing runs on data that is
   * not its own. Safe to repeat, also when nothing has changed places.
   */
  readonly back: Command
  readonly backSeconds: number
}

export interface CutoverHealth {
  readonly checks: readonly HealthCheck[]
  readonly attempts: number
  readonly delaySeconds: number
  readonly evidence: readonly Evidence[]
}

export function guardOf({ paths, runId }: Pick<Cutover, 'paths' | 'runId'>): Guard {
  return { folder: guardFolder(paths, runId), kit: paths.kit, runId }
}
