import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { connectionTexts, runInputs } from '../../support/deploy-run.ts'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import { startHttp, type RunningServer } from '../../support/http-servers.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
let sshd: Sshd
let server: RunningServer
let app: DeployPlace
let url: string

/** The application is away while this file is there. */
const away = path.join(scratch.folder, 'away')
const PAUSE = { 'restart-command': `sh -c 'touch "$0"; sleep 0.7; rm "$0"' ${away}` }

beforeAll(async () => {
  sshd = await startSshd()
  server = await startHttp((_request, response) => response.writeHead(existsSync(away) ? 503 : 200).end())
  url = `http://127.0.0.1:${server.port}/`
})

afterAll(async () => {
  await server.close()
  await sshd.stop()
  scratch.remove()
})

beforeEach(async () => {
  app = makeDeployPlace(scratch, connectionTexts(sshd), 'releases')
  expect(tellOutcome(await app.deploy())).toBe('succeeded')
  app.write({ 'version.txt': 'two' })
})

const liveVersion = (): string => readFileSync(path.join(app.root, 'current', 'version.txt'), 'utf8').trim()

test('a pause of the application is measured, told and kept in the ledger', async () => {
  const run = await app.deploy({ ...PAUSE, 'probe-url': url })
  expect(tellOutcome(run)).toBe('succeeded')
  const [probe] = run.report.probes
  expect(probe?.failures).toBeGreaterThanOrEqual(2)
  expect(probe?.longestGapMs).toBeGreaterThanOrEqual(600)
  expect(probe?.before.requests).toBeGreaterThanOrEqual(1)
  expect(run.report.steps.find(({ id }) => id === 'measure-downtime')).toMatchObject({ outcome: 'succeeded', detail: expect.stringMatching(/requests failed\) at http/) })
  const { path: root = '', ...connection } = app.texts
  const { host = '', 'private-key': key = '', 'known-hosts': known = '' } = connection
  const log = await runInputs('log', { path: root, host, 'private-key': key, 'known-hosts': known })
  const cells = log.report.plan.tables[0]?.rows.at(-1)
  expect(cells?.[6]).toMatch(/^\d+ of \d+ requests, up to \d+ ms$/)
  app.write({ 'version.txt': 'three' })
  const { plan } = (await app.deploy({}, { mode: 'plan' })).report
  expect(plan.notes.join('\n')).toMatch(/: measured when \S+ was deployed: http:\S+ gave no answer for up to [\d.]+ m?s/)
})

test('more failed requests than allowed undo the deploy', async () => {
  const run = await app.deploy({ ...PAUSE, 'probe-url': url, 'max-failed-requests': '0' })
  expect([run.report.outcome, liveVersion()]).toEqual(['undone', 'one'])
  expect(run.report.steps.find(({ error }) => error !== undefined)?.error).toMatchObject({
    code: 'DK_DOWNTIME',
    message: expect.stringMatching(/let requests fail, and at most 0 may: up to .* requests failed\)/)
  })
})

test('a deploy that lets no request fail may have such a limit, and says so in the ledger', async () => {
  const run = await app.deploy({ 'probe-url': url, 'max-failed-requests': '0' })
  expect([tellOutcome(run), liveVersion()]).toEqual(['succeeded', 'two'])
  expect(JSON.parse(readFileSync(path.join(app.root, '.deploy-kit/ledger.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '')).toMatchObject({
    outcome: 'deployed',
    downtime: [{ url, failures: 0, longestGapMs: 0 }]
  })
})

test('a rollback has the same limit', async () => {
  await app.deploy()
  const back = await app.rollback({ ...PAUSE, 'probe-url': url, 'max-failed-requests': '0' })
  // The release gone back to is started by its own command, which makes no pause.
  expect(tellOutcome(back)).toBe('succeeded')
  expect(back.report.plan.steps.map(({ id }) => id)).toContain('measure-downtime')
})

test('a limit without anything that measures is refused', async () => {
  await app.deploy()
  for (const run of [await app.deploy({ 'max-failed-requests': '0' }), await app.rollback({ 'max-failed-requests': '0' })]) {
    expect([run.report.error?.code, run.report.error?.message]).toEqual(['DK_INPUT_INVALID', expect.stringContaining('max-failed-requests needs a probe-url')])
  }
})
