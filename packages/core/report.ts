import type { CheckResult } from './health-check.ts'
import type { DeployKitError } from './errors.ts'
import type { Plan } from './plan.ts'

/** What happened. Logs, summary, outputs, ledger, notification and exit code derive from it. */
export interface Report {
  readonly plan: Plan
  /**
   * `planned`: only printed. `unchanged`: nothing to do. `undone`: failed, and all that was done was taken back.
   * `failed`: failed before anything was changed, or onFailure is `stop`. `undo-failed`: look at the host.
   */
  readonly outcome: 'planned' | 'succeeded' | 'unchanged' | 'failed' | 'undone' | 'undo-failed'
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly durationMs: number
  readonly steps: readonly StepReport[]
  readonly checks: readonly CheckResult[]
  /** What an undo made live again; empty where nothing was undone, or nothing can be asked. */
  readonly restored: readonly RestoredHealth[]
  readonly probes: readonly ProbeReport[]
  readonly warnings: readonly string[]
  /** Set unless the outcome is planned, succeeded or unchanged. */
  readonly error: DeployKitError | undefined
  /** What is live per host as far as known; undefined = unknown or nothing. */
  readonly live: Readonly<Record<string, string | undefined>>
  readonly evidence: readonly EvidenceReport[]
  /** Standard outputs of steps that asked to keep them, by `<host>/<answer>`. */
  readonly answers: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  /** Totals over all uploads. */
  readonly sentBytes: number
}

export interface StepReport {
  readonly id: string
  readonly title: string
  readonly host: string
  readonly phase: string
  readonly outcome: 'succeeded' | 'failed' | 'skipped' | 'undone' | 'undo-failed'
  /** Milliseconds after the start of the run. */
  readonly startedMs: number
  readonly durationMs: number
  /** `3 files, 12.1 KiB sent, 19 980 reused`. */
  readonly detail: string
  readonly error: DeployKitError | undefined
}

/** Whether a release that is live again after an undo is healthy. */
export interface RestoredHealth {
  readonly host: string
  readonly release: string
  /** Every required check passed. */
  readonly passed: boolean
  /** Empty when nobody could be asked. */
  readonly checks: readonly CheckResult[]
}

export interface ProbeReport {
  readonly host: string
  readonly url: string
  readonly requests: number
  readonly failures: number
  /** From the last good answer before a failure to the first good one after it; 0 without failure. */
  readonly longestGapMs: number
  readonly worstLatencyMs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

export interface EvidenceReport {
  readonly title: string
  readonly host: string
  readonly text: string
}
