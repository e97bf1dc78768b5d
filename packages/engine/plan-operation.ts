import { DeployKitError, type InputDefinitions, type InputValues, type Listener, type Observer, type Operation, type Plan } from '../core/index.ts'
import type { HostConnections } from './host-connections.ts'
import { findProblemError } from './plan-problems.ts'
import { redactPlan } from './redact-plan.ts'
import { findSecrets, type Redactor } from './redact.ts'
import { cancelled, untilAborted } from './until-aborted.ts'

export interface Planning<I extends InputDefinitions, F> {
  readonly operation: Operation<I, F>
  readonly values: InputValues<I>
  readonly observer: Observer
  readonly connections: HostConnections
  readonly redactor: Redactor
  readonly listen: Listener
  readonly signal: AbortSignal
  readonly approvedHash: string | undefined
  /** Every plan, also one that is refused. */
  readonly onPlan: (plan: Plan) => void
}

/**
 * Looks and decides; changes nothing. `before` is a plan that was told already: the same one is not told again.
 *
 * Throws DeployKitError: all hosts that cannot be reached in one, all problems of the plan in one, DK_PLAN_DRIFTED,
 * DK_CANCELLED.
 */
export async function planOperation<I extends InputDefinitions, F>(planning: Planning<I, F>, before?: Plan): Promise<Plan> {
  const { operation, values, redactor, listen, approvedHash, onPlan } = planning
  const planned = operation.plan(values, await observe(planning))
  redactor.add(findSecrets(planned))
  const plan = redactPlan(planned, redactor)
  onPlan(plan)
  if (plan.hash !== before?.hash) {
    if (before !== undefined) listen({ type: 'warning', message: 'The hosts have changed since the first look: the plan was made anew' })
    listen({ type: 'planned', plan })
  }
  const problem = findProblemError(plan)
  if (problem !== undefined) throw problem
  if (approvedHash !== undefined && approvedHash !== plan.hash) throw drifted(approvedHash, plan)
  return plan
}

async function observe<I extends InputDefinitions, F>({ operation, values, observer, connections, signal }: Planning<I, F>): Promise<F> {
  try {
    return await untilAborted(operation.observe(values, observer), signal)
  } catch (thrown) {
    if (signal.aborted) throw cancelled()
    // One host was asked first; the others may be out of reach too, and all are told.
    const unreachable = await untilAborted(connections.findFailure(), signal)
    throw unreachable ?? thrown
  }
}

function drifted(approvedHash: string, plan: Plan): DeployKitError {
  return new DeployKitError('DK_PLAN_DRIFTED', {
    message: `The plan is not the approved one: it has the hash ${plan.hash}, and ${approvedHash} was approved`,
    remedy: 'Nothing has been changed. Look at the new plan (--plan), and approve that one'
  })
}
