import type { RestoredHealth, Step, StepReport, UndoHealth, WaitHealthyStep } from '../core/index.ts'
import { markHealth } from './health/check-health.ts'
import type { LogMarks } from './health/log-check.ts'
import { redactError } from './redact-error.ts'
import { runStep } from './run-step.ts'
import type { StepContext } from './step-context.ts'

/** Steps whose undo makes an older release live again, and what to ask of it. */
interface Restoring {
  readonly step: Step
  readonly health: UndoHealth
}

export function listRestoring(steps: readonly Step[]): readonly Restoring[] {
  return steps.flatMap((step) => (step.undo?.health === undefined ? [] : [{ step, health: step.undo.health }]))
}

/**
 * How far the logs go when the undo begins, so that the release that failed is not taken for the one that comes back. Never
 * throws: where it cannot be told, the ends of the logs are searched.
 */
export async function markRestoring(restoring: readonly Restoring[], { transportFor, signal }: StepContext): Promise<LogMarks> {
  const nothing: LogMarks = new Map()
  const marks = await Promise.all(restoring.map(({ health }) => markHealth(health.checks, { transportFor, signal }).catch(() => nothing)))
  return new Map(marks.flatMap((ofHost) => [...ofHost]))
}

/** Asks all hosts at the same time. Told as a step of its own on each. Never throws. */
export async function askRestored(restoring: readonly Restoring[], context: StepContext): Promise<readonly RestoredHealth[]> {
  return await Promise.all(restoring.map((restored) => askOne(restored, context)))
}

async function askOne({ step: { id, host }, health }: Restoring, context: StepContext): Promise<RestoredHealth> {
  const { release, ...wait } = health
  const step: WaitHealthyStep = {
    ...{ kind: 'wait-healthy', id: `${id}.health`, title: `Check whether ${release} is healthy`, host, phase: 'undo', effect: 'read' },
    ...wait,
    evidence: []
  }
  const now = (): number => context.clock.now() - context.startedAt
  const startedMs = now()
  context.listen({ type: 'step-started', step })
  const { error, checks = [], detail = '' } = await runStep(step, context)
  const result: StepReport = {
    ...{ id: step.id, title: step.title, host, phase: step.phase, startedMs, durationMs: now() - startedMs, detail },
    outcome: error === undefined ? 'succeeded' : 'failed',
    error: error === undefined ? undefined : redactError(error, context.redactor)
  }
  context.listen({ type: 'step-finished', step, result })
  return { host, release, passed: error === undefined, checks }
}
