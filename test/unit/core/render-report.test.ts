import { expect, test } from '@jest/globals'
import { DeployKitError, renderErrorText, renderReportText, toDeployKitError } from '../../../packages/core/index.ts'
import { sampleReport, undoneReport } from '../../support/sample-plan.ts'

test('a run that succeeded', () => {
  expect(renderReportText(sampleReport)).toBe(`Succeeded in 4.2 s: Deploy 2f3a1c9 to web1, web2 (/srv/app)
  Live:      web1: r2
  Live:      web2: r2
  Sent:      12.1 KiB
  Downtime:  none (0 of 321 requests failed) at http://127.0.0.1:8080/ on web1`)
})

test('a run that failed and was undone tells what is live, what was undone, and the remedy', () => {
  expect(renderReportText(undoneReport)).toBe(`FAILED, and everything was undone in 4.2 s: Deploy 2f3a1c9 to web1, web2 (/srv/app)
  Live:      web1: r1
  Live:      web2: nothing known
  Sent:      12.1 KiB
  Downtime:  up to 850 ms (12 of 100 requests failed) at http://127.0.0.1:8080/ on web1
  Undone:    web1: Switch current
  Warning:   Old releases could not be removed

Health checks
Host  Check                   Result  Seen                Attempts
────  ──────────────────────  ──────  ──────────────────  ────────
web1  http://127.0.0.1:8080/  FAILED  connection refused        30

Log of the application on web1
  | Error: no database
  |   at start

DK_UNHEALTHY: The release did not become healthy
  at host web1, step health
  | line one
  | line ␛[31mtwo
-> Look at the log of the application: deploy-kit logs --host web1`)
})

test('after an undo it is told whether what is live is healthy', () => {
  const check = { host: 'web1', title: 'tcp db:5432', required: true, detail: 'connection refused', attempts: 5 }
  const restored = [
    { host: 'web1', release: 'r1', passed: true, checks: [{ ...check, passed: true }] },
    { host: 'web2', release: 'r0', passed: false, checks: [{ ...check, passed: false }, { ...check, passed: false, required: false }] },
    { host: 'web3', release: 'r0', passed: false, checks: [] }
  ]
  const report = renderReportText({ ...undoneReport, restored })
  expect(report).toContain(`
  Restored:  r1 is live again and healthy on web1 (1 of 1 checks)
  Restored:  r0 is live again on web2 but NOT healthy: tcp db:5432: connection refused
  Restored:  r0 is live again on web3 but NOT healthy: it could not be asked
`)
})

test('the chain of causes is only shown when asked for', () => {
  const inner = new Error('socket hang up')
  const error = new DeployKitError('DK_HOST_UNREACHABLE', { message: 'No answer', remedy: 'Wait', cause: new Error('connect', { cause: inner }) })
  expect(renderErrorText(error)).toBe('DK_HOST_UNREACHABLE: No answer\n-> Wait')
  expect(renderErrorText(error, { withCauses: true })).toMatch(/Caused by: Error: connect\n[\s\S]*Caused by: Error: socket hang up\n {2} {4}at /)
})

test('a chain of causes that bites its tail ends', () => {
  const loop = new Error('again')
  loop.cause = loop
  expect(renderErrorText(toDeployKitError(loop), { withCauses: true }).match(/Caused by/g)).toHaveLength(8)
})
