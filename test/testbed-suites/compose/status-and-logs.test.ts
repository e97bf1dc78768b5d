import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { renderPlanText, type Report } from '../../../packages/core/index.ts'
import { connectionTexts, runInputs } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await pushApi('status', 'one')
  host = await testbed.startTarget({ name: 'co-status', docker: true })
  await host.exec('install -d -o deploy /srv/looked-at')
  video = makeVideoProject(scratch, host, { root: '/srv/looked-at', port: 80, isStartFirst: true })
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

/** Without any input but where it is. */
const ask = async (operation: OperationName, more: Readonly<Record<string, string>> = {}): Promise<Report> =>
  (await runInputs(operation, { ...connectionTexts(host), path: video.root, ...more })).report

const rowsOf = ({ plan }: Report): readonly (readonly string[])[] =>
  (plan.tables.find(({ title }) => title === 'What runs')?.rows ?? []).map(([, name = '', state = '', since = '', restarts = '', serves = '']) => [name, state, /^\d{4}-/.test(since) ? 'since' : '', restarts, serves])
const applicationOf = ({ plan }: Report): string | undefined => plan.tables[0]?.rows[0]?.[4]

test('status tells the containers, their health, since when and how often they were restarted', async () => {
  expect(tell(await video.deploy({ variables: 'API_TAG=status' }))).toBe('succeeded')
  const report = await ask('status')
  expect(applicationOf(report)).toBe('runs')
  expect(rowsOf(report).toSorted()).toEqual([
    [expect.stringMatching(/^looked-at-api-\d$/), 'running, healthy', 'since', '0', ''],
    ['looked-at-db-1', 'running, healthy', 'since', '0', ''],
    ['looked-at-proxy-1', 'running', 'since', '0', 'port 80'],
    [expect.stringMatching(/^looked-at-worker-\d$/), expect.stringMatching(/^running/), 'since', '0', '']
  ])
}, 180_000)

test('health-check checks the services without being told them', async () => {
  expect((await ask('health-check', { attempts: '5' })).checks).toMatchObject([{ title: expect.stringContaining('compose services'), passed: true }])
}, 60_000)

test('logs shows each service, so many lines as asked for, without the secrets of the release', async () => {
  // What the server does not understand, it logs.
  for (const n of [1, 2, 3, 4, 5]) await video.sql(`select 'the password is correct horse ${n}' from nothing`).catch(() => undefined)
  const report = await ask('logs', { lines: '4' })
  expect(report.plan.tables.map(({ title, rows }) => [title.replace(/ on .*/, ''), rows.length <= 4]).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'].map((service) => [`Logs of ${service}`, true]))
  expect(renderPlanText(report.plan)).toMatch(/the password is \*\*\* 5/)
  expect(JSON.stringify(report)).not.toContain('correct horse')
}, 60_000)

test('a container that is gone, and one that was restarted', async () => {
  const worker = await video.container('worker')
  await host.exec(`docker rm -f ${worker.id}`)
  const proxy = await video.container('proxy')
  await host.exec(`docker exec ${proxy.id} sh -c 'kill -9 -1' || true`)
  await host.exec(`kill -9 $(docker inspect --format '{{.State.Pid}}' ${proxy.id}) || true`)
  await waitUntil('the restart', async () => Number(await host.exec(`docker inspect --format '{{.RestartCount}}' ${proxy.id}`)) > 0, 30)
  await waitUntil('the proxy', async () => (await host.exec(`docker inspect --format '{{.State.Status}}' ${proxy.id}`)).trim() === 'running', 30)
  const report = await ask('status')
  expect(applicationOf(report)).toBe('not well: worker: no container of this release')
  expect(rowsOf(report)).toContainEqual(['worker', 'no container of this release', '', '', ''])
  expect(rowsOf(report)).toContainEqual(['looked-at-proxy-1', 'running', 'since', expect.stringMatching(/^[1-9]/), 'port 80'])
  expect(await ask('health-check', { attempts: '1' })).toMatchObject({ error: { code: 'DK_UNHEALTHY' }, checks: [{ passed: false, detail: expect.stringContaining('worker has no container') }] })
}, 120_000)

test('an engine that does not answer is told as that, and not as containers that are missing', async () => {
  await host.exec('systemctl stop docker.socket docker')
  expect(applicationOf(await ask('status'))).toMatch(/^not well: looked-at: docker does not tell its containers/)
  await host.exec('systemctl start docker')
}, 60_000)
