import { errorCatalogue, type Report } from '../core/index.ts'

/**
 * The exit code of a run that has a report (see `exitCodes`). What happened to the host weighs more than why: a health
 * check that failed and was undone is 6, not 8. A plan that would be refused has the code of its first problem.
 */
export function findExitCode({ outcome, error, plan }: Report): number {
  switch (outcome) {
    case 'succeeded':
    case 'unchanged':
      return 0
    case 'planned':
      return error?.processExitCode ?? (plan.problems[0] === undefined ? 0 : errorCatalogue[plan.problems[0].code].exitCode)
    case 'undone':
      return error?.code === 'DK_CANCELLED' ? errorCatalogue.DK_CANCELLED.exitCode : errorCatalogue.DK_DEPLOY_UNDONE.exitCode
    case 'undo-failed':
      return errorCatalogue.DK_UNDO_INCOMPLETE.exitCode
    case 'failed':
      return error?.processExitCode ?? 1
  }
}
