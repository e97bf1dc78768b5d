import { toDeployKitError, type DeployKitError, type RunStep, type Step, type StepReport } from '../core/index.ts'
import { findEndingError } from './ending-error.ts'
import { stopJournaled } from './journal.ts'
import { journalOf, runStepCommand } from './step-commands.ts'
import type { StepContext } from './step-context.ts'

/** A step that was begun, in the order of beginning. */
export interface BegunStep {
  readonly step: Step
  /** It may still run on the host. */
  readonly unsettled: boolean
}

export interface UndoOutcome {
  readonly step: Step
  /** Undefined: it was taken back. */
  readonly error: DeployKitError | undefined
}

/**
 * Takes back everything that was begun, on all hosts at the same time, on each backwards. Never throws.
 *
 * A failed undo does not keep the earlier steps from being undone; a host that is out of reach does, for all of its steps.
 */
export async function undoSteps(begun: readonly BegunStep[], context: StepContext): Promise<readonly UndoOutcome[]> {
  const hosts = [...new Set(begun.map(({ step }) => step.host))]
  const outcomes = await Promise.all(hosts.map((host) => undoHost(begun.filter(({ step }) => step.host === host), context)))
  return outcomes.flat()
}

async function undoHost(begun: readonly BegunStep[], context: StepContext): Promise<readonly UndoOutcome[]> {
  const outcomes: UndoOutcome[] = []
  let unreachable: DeployKitError | undefined
  for (const { step, unsettled } of begun.toReversed()) {
    if (unsettled) unreachable ??= await settle(step, context)
    if (step.undo === undefined) continue
    const error = unreachable ?? (await undoStep(step, context))
    if (error?.code === 'DK_CONNECTION_LOST') unreachable = error
    outcomes.push({ step, error })
  }
  return outcomes
}

/** What still runs, or is about to begin, would do its work after it was undone. */
async function settle(step: Step, context: StepContext): Promise<DeployKitError | undefined> {
  const journal = journalOf(step, context)
  if (journal === undefined) return undefined
  try {
    await stopJournaled(context.transportFor(step.host), journal)
    return undefined
  } catch (thrown) {
    return toDeployKitError(thrown)
  }
}

async function undoStep(step: Step, context: StepContext): Promise<DeployKitError | undefined> {
  const shown = describeUndo(step)
  if (shown === undefined) return undefined
  context.listen({ type: 'step-started', step: shown })
  const startedMs = context.clock.now() - context.startedAt
  const error = await runUndo(step, shown, context)
  const { id, title, host, phase } = shown
  const durationMs = context.clock.now() - context.startedAt - startedMs
  const outcome = error === undefined ? 'undone' : 'undo-failed'
  const result: StepReport = { id, title, host, phase, outcome, startedMs, durationMs, detail: '', error }
  context.listen({ type: 'step-finished', step: shown, result })
  return error
}

/** The undo as people see it: a step of its own. */
function describeUndo({ id, host, undo }: Step): RunStep | undefined {
  if (undo === undefined) return undefined
  const { title, command, timeoutSeconds } = undo
  return { kind: 'run', id: `${id}.undo`, title, host, phase: 'undo', effect: 'write', command, timeoutSeconds }
}

/**
 * Journaled like any write; but where there is no space left for a journal the undo runs without one, for it may be
 * what makes space.
 */
async function runUndo(step: Step, shown: RunStep, context: StepContext): Promise<DeployKitError | undefined> {
  const journal = journalOf(shown, context)
  const request = { ...shown, step: shown, journal, repeatable: journal === undefined }
  try {
    const result = await runStepCommand(request, context)
    const wasRun = !('begun' in result) || result.begun
    const settled = wasRun ? result : await runStepCommand({ ...request, journal: undefined, repeatable: true }, context)
    return findEndingError(settled, { title: shown.title, host: step.host, step: step.id, failures: step.undo?.failures })
  } catch (thrown) {
    return toDeployKitError(thrown)
  }
}
