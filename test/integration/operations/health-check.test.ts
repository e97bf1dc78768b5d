import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { parseInputs, type Event, type Report } from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/index.ts'
import { runOperation } from '../../../packages/engine/run-operation.ts'
import { healthCheck } from '../../../packages/operations/health-check/index.ts'
import { healthCheckInputs } from '../../../packages/operations/health-check/inputs.ts'
import { toConnectionSettings } from '../../../packages/operations/index.ts'
import { startHttp, type RunningServer } from '../../support/http-servers.ts'

let folder: string
let server: RunningServer
let version: string
let asked: number

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-health-check-'))
  mkdirSync(path.join(folder, 'releases/20261121-070000-2f3a1c9'), { recursive: true })
  symlinkSync('releases/20261121-070000-2f3a1c9', path.join(folder, 'current'))
  writeFileSync(path.join(folder, 'app.log'), 'started\nERROR: no database\n')
  version = 'old'
  asked = 0
  server = await startHttp((_request, response) => {
    if (++asked === 3) version = '20261121-070000-2f3a1c9'
    response.end(version)
  })
})

afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(inputs: Readonly<Record<string, string>>, events: Event[] = []): Promise<Report> {
  const texts = { path: folder, delay: '10ms', ...inputs }
  const values = parseInputs(healthCheckInputs, [{ describe: (name) => name, texts }])
  return runOperation({
    operation: healthCheck,
    values,
    connection: toConnectionSettings(values),
    local: createLocalFiles(folder),
    identity: { who: 'ana@laptop', runUrl: undefined, machine: 'laptop', processId: 1 },
    mode: 'apply',
    listen: (event) => events.push(event)
  })
}

test('waits until the live release answers', async () => {
  const events: Event[] = []
  const report = await run({ 'health-check': `http http://127.0.0.1:${server.port}/ body={release}\noptional command false` }, events)
  expect(report).toMatchObject({
    outcome: 'succeeded',
    outputs: { healthy: 'true', passed: '1', failed: '1' },
    checks: [
      { passed: true, required: true, attempts: 3 },
      { passed: false, required: false }
    ]
  })
  expect(events.filter(({ type }) => type === 'checked')).toHaveLength(3)
  expect(JSON.parse(report.outputs['results'] ?? '')).toHaveLength(2)
})

test('tells what is not healthy, and shows the log', async () => {
  const inputs = { 'health-check': 'log app.log without=ERROR\nfile app.log max-age=1h', logs: 'app.log', attempts: '2', verbose: 'true' }
  const report = await run(inputs)
  expect(report).toMatchObject({
    outcome: 'failed',
    error: { code: 'DK_UNHEALTHY' },
    outputs: { healthy: 'false', passed: '1', failed: '1' },
    checks: [{ passed: false, detail: 'found: ERROR: no database', attempts: 2 }, { passed: true }]
  })
  expect(report.evidence).toMatchObject([
    { title: 'End of app.log', text: expect.stringContaining('ERROR: no database') },
    { title: 'Memory, disks and processes', text: expect.stringMatching(/Mem[\s\S]*Filesystem/) }
  ])
})

test('a plan looks at nothing', async () => {
  const values = { 'health-check': `http http://127.0.0.1:${server.port}/{release}` }
  const parsed = parseInputs(healthCheckInputs, [{ describe: (name) => name, texts: { path: folder, ...values } }])
  const report = await runOperation({
    operation: healthCheck,
    values: parsed,
    connection: toConnectionSettings(parsed),
    local: createLocalFiles(folder),
    identity: { who: 'ana@laptop', runUrl: undefined, machine: 'laptop', processId: 1 },
    mode: 'plan',
    listen: () => undefined
  })
  expect(report.outcome).toBe('planned')
  expect(report.plan.tables[0]?.rows).toEqual([['local', `http://127.0.0.1:${server.port}/20261121-070000-2f3a1c9`, 'host', 'yes']])
  expect(asked).toBe(0)
})
