import { expect } from '@jest/globals'
import type { Report } from '../../packages/core/index.ts'
import { describeReport } from './deploy-run.ts'
import type { FaultApplication } from './fault-application.ts'

/** Version `two` was to replace `one`, failed, and left nothing behind but the evidence. */
export function expectUndone(app: FaultApplication, report: Report): void {
  expect(describeReport(report)).toMatch(/^undone/)
  expect(app.live()).toBe('one')
  expect(app.isLocked()).toBe(false)
  expect(app.partials()).toEqual([])
  expect(Object.values(report.live)).toEqual(Object.values(report.plan.live).map(({ before }) => before))
}

/** Once the fault is gone, the same deploy makes `two` live, with one start. */
export async function expectRecovery(app: FaultApplication): Promise<void> {
  const started = app.starts().length
  expect(describeReport((await app.deploy('two')).report)).toMatch(/^succeeded/)
  expect(app.live()).toBe('two')
  expect(app.starts().slice(started)).toEqual(['two'])
  expect(app.isLocked()).toBe(false)
}
