import { DeployKitError, toDeployKitError, type Identity, type InputDefinitions, type Plan } from '../core/index.ts'
import type { Clock } from './clock.ts'
import { createImageStream } from './docker/image-stream.ts'
import { markHealth } from './health/check-health.ts'
import { takeLeases, type HeldLeases } from './lease.ts'
import type { PlanEnding } from './plan-ending.ts'
import { planOperation, type Planning } from './plan-operation.ts'
import { runPlan, type Interruption } from './run-plan.ts'
import type { StepContext } from './step-context.ts'
import { createTarStream } from './tar-stream.ts'
import { cancelled, untilAborted } from './until-aborted.ts'

export interface Application<I extends InputDefinitions, F> {
  readonly planning: Planning<I, F>
  readonly run: { readonly runId: string; readonly startedAt: number; readonly clock: Clock }
  readonly identity: Identity
  readonly confirm: ((plan: Plan) => Promise<boolean>) | undefined
}

/**
 * Confirms, takes the leases, looks once more under them, and runs what is then the plan. The leases are always released.
 *
 * Throws DeployKitError when nothing was changed.
 */
export async function applyPlan<I extends InputDefinitions, F>(plan: Plan, application: Application<I, F>): Promise<Partial<PlanEnding>> {
  const { planning, confirm } = application
  if (plan.steps.length === 0) return describeNothing(planning, plan)
  if (confirm !== undefined && !(await confirm(plan))) throw notConfirmed()
  await untilAborted(planning.connections.connectAll(), planning.signal)
  if (changesNothing(plan)) return describeChecked(planning, await runSteps(plan, application, undefined))
  const leases = await takeLeasesOf(plan, application)
  if (leases === undefined) return await runSteps(plan, application, undefined)
  try {
    const latest = await planOperation(planning, plan)
    if (latest.steps.length === 0) return describeNothing(planning, latest)
    const ending = await runSteps(latest, application, leases)
    return changesNothing(latest) ? describeChecked(planning, ending) : ending
  } finally {
    await leases.release()
  }
}

/** Only operations that want one have a lease. */
async function takeLeasesOf<I extends InputDefinitions, F>(plan: Plan, application: Application<I, F>): Promise<HeldLeases | undefined> {
  const { planning, run, identity } = application
  const { operation, values, connections, listen, signal } = planning
  const owner = identity.runUrl ?? identity.who
  const leases = plan.hosts.flatMap((host) => {
    const lease = operation.lease?.(values, { runId: run.runId, owner, host })
    return lease === undefined ? [] : [{ transport: connections.get(host), lease }]
  })
  return leases.length === 0 ? undefined : await takeLeases({ leases, clock: run.clock, listen, signal })
}

async function runSteps<I extends InputDefinitions, F>(
  plan: Plan,
  { planning, run }: Application<I, F>,
  leases: HeldLeases | undefined
): Promise<PlanEnding> {
  const { connections, redactor, listen, signal } = planning
  const stop = leases === undefined ? signal : AbortSignal.any([signal, leases.lost])
  const transportFor = (host: string): ReturnType<typeof connections.get> => connections.get(host)
  const checks = plan.steps.flatMap((step) => (step.kind === 'wait-healthy' ? step.checks : []))
  const marks = await markHealth(checks, { transportFor, signal: stop })
  const context: StepContext = {
    ...{ plan, transportFor, redactor, listen, marks, signal: stop, clock: run.clock, startedAt: run.startedAt },
    openTree: ({ source, entries, acceptsZstd }, onProgress) =>
      createTarStream(source, entries, { compression: acceptsZstd === true ? 'zstd' : 'gzip', onBytes: ({ rawBytes }) => onProgress(rawBytes) }),
    openImage: ({ image, name, leaveOut }, onProgress) => createImageStream({ image, name, leaveOut, onBytes: onProgress })
  }
  const findInterruption = (): Interruption | undefined => {
    if (leases?.lost.aborted === true) return { error: toDeployKitError(leases.lost.reason), mayUndo: false }
    return signal.aborted ? { error: cancelled(), mayUndo: true } : undefined
  }
  return await runPlan({ context, undoSignal: new AbortController().signal, findInterruption })
}

/** Then no lease is needed: nobody is in the way of a look. */
function changesNothing(plan: Plan): boolean {
  return plan.steps.every((step) => step.effect === 'read')
}

/** A deploy that only had to check the live release is told as one with nothing to do. */
function describeChecked<I extends InputDefinitions, F>({ operation }: Planning<I, F>, ending: PlanEnding): PlanEnding {
  return ending.outcome === 'succeeded' && operation.danger !== 'read-only' ? { ...ending, outcome: 'unchanged' } : ending
}

/** An answer is a success; a deploy with nothing to do is told as such. */
function describeNothing<I extends InputDefinitions, F>({ operation }: Planning<I, F>, plan: Plan): Partial<PlanEnding> {
  const live = Object.fromEntries(Object.entries(plan.live).map(([host, { before }]) => [host, before]))
  return { outcome: operation.danger === 'read-only' ? 'succeeded' : 'unchanged', live }
}

function notConfirmed(): DeployKitError {
  return new DeployKitError('DK_CANCELLED', { message: 'It was not confirmed', remedy: 'Nothing has been changed' })
}
