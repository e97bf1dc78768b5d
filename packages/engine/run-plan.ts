import type { DeployKitError, Step } from '../core/index.ts'
import { concludePlan, type PlanEnding } from './plan-ending.ts'
import { PlanRecord } from './plan-record.ts'
import { askRestored, listRestoring, markRestoring } from './restored-health.ts'
import { runStep } from './run-step.ts'
import { RunningProbes } from './running-probes.ts'
import type { StepContext } from './step-context.ts'
import { undoSteps } from './undo.ts'

/** Stops the plan from outside. */
export interface Interruption {
  readonly error: DeployKitError
  /** False when the hosts are no longer ours to change. */
  readonly mayUndo: boolean
}

export interface PlanRun {
  /** Its signal aborts when there is an interruption. */
  readonly context: StepContext
  /** For the undo, which is not ended by what began it. */
  readonly undoSignal: AbortSignal
  readonly findInterruption: () => Interruption | undefined
}

/**
 * Applies a plan: phase by phase, all hosts of a phase at the same time, the steps of a host one after the other. After a
 * failure the other hosts end their current step; then everything that was begun is undone, if the plan says so. Never throws.
 */
export async function runPlan(run: PlanRun): Promise<PlanEnding> {
  const { plan } = run.context
  const record = new PlanRecord(run.context)
  const probes = new RunningProbes(run.context)
  for (const phase of plan.phases) {
    if (isStopped(run, record)) break
    probes.beginPhase(phase)
    await runPhase(phase, { ...run, context: { ...run.context, lookAtProbes: (host) => probes.look(host) } }, record)
    if (!isStopped(run, record)) await probes.endPhase(phase)
    if (!isStopped(run, record) && plan.failing?.kept?.phase === phase) record.isKept = true
  }
  // What comes when all is done comes too late to stop anything.
  const interruption = record.isAllRun && record.failures.length === 0 ? undefined : run.findInterruption()
  if (record.failures.length === 0 && interruption !== undefined) record.failures.push(interruption.error)
  if (record.failures.length > 0 && !record.isKept) await undoPlan(run, record, interruption?.mayUndo !== false)
  return concludePlan(plan, record, await probes.finish())
}

async function runPhase(phase: string, run: PlanRun, record: PlanRecord): Promise<void> {
  const { hosts, steps } = run.context.plan
  await Promise.all(hosts.map((host) => runInSequence(steps.filter((step) => step.phase === phase && step.host === host), run, record)))
}

async function runInSequence(steps: readonly Step[], run: PlanRun, record: PlanRecord): Promise<void> {
  for (const step of steps) {
    if (isStopped(run, record)) return
    const end = record.begin(step)
    const ending = await runStep(step, run.context)
    end(ending, run.findInterruption()?.error)
  }
}

function isStopped(run: PlanRun, record: PlanRecord): boolean {
  return record.failures.length > 0 || run.findInterruption() !== undefined
}

async function undoPlan({ context, undoSignal }: PlanRun, record: PlanRecord, mayUndo: boolean): Promise<void> {
  if (context.plan.onFailure !== 'undo' || !record.begun.some(({ step }) => step.undo !== undefined)) return
  record.undo = 'incomplete'
  if (!mayUndo) return
  context.listen({ type: 'undo-started', reason: record.failures[0]?.message ?? '' })
  const undoing = { ...context, signal: undoSignal }
  // Beside the undo, which waits for nobody.
  const marks = markRestoring(listRestoring(record.begun.map(({ step }) => step)), undoing)
  const outcomes = await undoSteps(record.begun, undoing)
  for (const outcome of outcomes) record.recordUndo(outcome)
  if (record.notUndone.length === 0) record.undo = 'complete'
  const undone = outcomes.filter(({ error }) => error === undefined).map(({ step }) => step)
  record.restored.push(...(await askRestored(listRestoring(undone), { ...undoing, marks: await marks })))
}
