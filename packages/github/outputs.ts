import { errorCatalogue, type DeployKitError, type Report } from '../core/index.ts'

/** Outputs of the step after a run, failed or not. Those of the operation are among them. */
export function toOutputs(report: Report): Readonly<Record<string, string>> {
  return {
    ...report.plan.outputs,
    ...report.outputs,
    outcome: report.outcome,
    ...(hasPlan(report) ? { 'plan-hash': report.plan.hash } : {}),
    ...toErrorOutputs(report.error)
  }
}

/** A run that failed before there was a plan reports an empty one. */
function hasPlan({ plan }: Report): boolean {
  return plan.steps.length + plan.tables.length + plan.notes.length > 0
}

/** Outputs of a run that failed before there was a plan. */
export function toFailureOutputs(error: DeployKitError): Readonly<Record<string, string>> {
  return { outcome: 'failed', ...toErrorOutputs(error) }
}

function toErrorOutputs(error: DeployKitError | undefined): Readonly<Record<string, string>> {
  return error === undefined ? {} : { 'error-code': error.code, 'error-owner': errorCatalogue[error.code].owner }
}
