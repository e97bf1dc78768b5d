import { expect, test } from '@jest/globals'
import { DeployKitError, type ErrorCode, type Report } from '../../../packages/core/index.ts'
import { findExitCode } from '../../../packages/cli/exit-code.ts'
import { samplePlan, sampleReport } from '../../support/sample-plan.ts'

function failed(outcome: Report['outcome'], code: ErrorCode): Report {
  return { ...sampleReport, outcome, error: new DeployKitError(code, { message: 'x', remedy: 'y' }) }
}

test.each<[string, Report, number]>([
  ['succeeded', sampleReport, 0],
  ['nothing to do', { ...sampleReport, outcome: 'unchanged' }, 0],
  ['planned', { ...sampleReport, outcome: 'planned' }, 0],
  ['a plan that would be refused', { ...sampleReport, outcome: 'planned', plan: { ...samplePlan, problems: [{ code: 'DK_DISK_FULL', message: 'x', remedy: 'y' }] } }, 3],
  ['failed before anything was changed', failed('failed', 'DK_LOCK_HELD'), 5],
  ['a health check of its own', failed('failed', 'DK_UNHEALTHY'), 8],
  ['unhealthy and undone', failed('undone', 'DK_UNHEALTHY'), 6],
  ['cancelled and undone', failed('undone', 'DK_CANCELLED'), 130],
  ['not undone', failed('undo-failed', 'DK_CANCELLED'), 7]
])('%s', (_, report, code) => {
  expect(findExitCode(report)).toBe(code)
})
