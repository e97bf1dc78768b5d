import { DeployKitError, renderDowntime, type MeasureDowntimeStep } from '../core/index.ts'
import { findEndingError } from './ending-error.ts'
import { runStepCommand } from './step-commands.ts'
import type { StepContext, StepEnding } from './step-context.ts'

/** Tells what the probes saw, has it recorded on the host, and fails when it is more than is allowed. */
export async function measureDowntime(step: MeasureDowntimeStep, context: StepContext): Promise<StepEnding> {
  const reports = (await context.lookAtProbes?.(step.host)) ?? []
  const numbers = reports.map(({ host: _, ...measured }) => measured)
  const result = await runStepCommand({ ...step, step, command: step.record, journal: undefined, repeatable: true, stdin: `${JSON.stringify(numbers)}\n` }, context)
  const failures = reports.reduce((sum, report) => sum + report.failures, 0)
  const detail = context.redactor.redact(reports.map(renderDowntime).join('; '))
  const error = findEndingError(result, { ...step, step: step.id }) ?? (failures > (step.maxFailedRequests ?? Infinity) ? tooMuch(step, detail) : undefined)
  return { detail, error }
}

function tooMuch({ id, host, maxFailedRequests }: MeasureDowntimeStep, detail: string): DeployKitError {
  return new DeployKitError('DK_DOWNTIME', {
    step: id,
    host,
    message: `The cutover on ${host} let requests fail, and at most ${maxFailedRequests} may: ${detail}`,
    remedy: 'See in the plan what the cutover interrupts and why; a release that starts beside the old one needs no pause. Or allow more with max-failed-requests'
  })
}
