import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { describeVisit } from '../visitors/visit-during.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

/** An even number: the same version is live before and after. */
const CUTOVERS = isExhaustive ? 20 : 2

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await Promise.all([pushApi('1', 'one'), pushApi('2', 'two'), pushApi('exits', 'three', 'exits'), pushApi('unhealthy', 'four', 'unhealthy')])
  host = await testbed.startTarget({ name: 'co-first', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('a first deploy starts everything, after the migration', async () => {
  expect(tell(await video.deploy())).toBe('succeeded')
  expect(await video.ask()).toBe('one\n')
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
  expect(await video.sql('select count(*) from runs')).toBe('1')
}, 180_000)

test('a deploy of another API replaces nothing but the API and its worker, without a failed request', async () => {
  const [db, proxy, worker] = await Promise.all(['db', 'proxy', 'worker'].map((name) => video.container(name)))
  const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: 'API_TAG=2' }))
  expect(tell(run)).toBe('succeeded')
  expect(visit).toMatchObject({ failures: [], versions: ['one', 'two'] })
  expect(visit.requests).toBeGreaterThan(100)
  expect(await video.container('db')).toEqual(db)
  expect(await video.container('proxy')).toEqual(proxy)
  expect((await video.container('worker')).id).not.toBe(worker?.id)
  expect(await video.ask()).toBe('two\n')
  expect(await video.sql('select count(*) from runs')).toBe('2')
}, 180_000)

test(`${CUTOVERS} cutovers, one after the other, fail no request`, async () => {
  const { result: runs, visit } = await video.visitDuring(async () => {
    const ended = []
    for (let count = 1; count <= CUTOVERS; count += 1) ended.push(await video.deploy({ variables: `API_TAG=${count % 2 === 0 ? 2 : 1}` }))
    return ended
  })
  const seconds = runs.map(({ report }) => (report.durationMs / 1000).toFixed(1))
  console.log(`start-first: ${CUTOVERS} cutovers, ${describeVisit(visit)}; deploys took ${seconds.join(', ')} s`)
  expect(runs.map(tell)).toEqual(runs.map(() => 'succeeded'))
  expect(visit.failures).toEqual([])
  expect(visit.requests / visit.seconds).toBeGreaterThanOrEqual(50)
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
  expect(await video.sql('select count(*) from runs')).toBe(String(CUTOVERS + 2))
}, CUTOVERS * 60_000)

test.each([
  ['exits', 'FATAL: no license'],
  ['unhealthy', 'unhealthy']
])('an image that %s never gets a request, and what served goes on', async (tag, words) => {
  const before = await video.containers()
  const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: `API_TAG=${tag}` }))
  expect(run.report.outcome).toBe('undone')
  expect(tell(run)).toContain(words)
  expect(visit).toMatchObject({ failures: [], versions: ['two'] })
  expect(await video.containers()).toEqual(before)
}, 180_000)

const looksLike = async (container: string): Promise<string> => (await host.exec(`docker inspect --format '{{.State.Health.Status}}' ${container}`)).trim()

test('what served goes on serving, also when its own health check fails at the moment', async () => {
  const before = await video.containers()
  const { name } = await video.container('api')
  await host.exec(`docker exec --user 0 ${name} chmod a-x /usr/bin/python3`)
  try {
    await waitUntil('the API to look unhealthy', async () => (await looksLike(name)) === 'unhealthy', 30)
    const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: 'API_TAG=unhealthy' }))
    expect(tell(run)).toMatch(/^undone/)
    expect(run.report.restored.map(({ passed }) => passed)).toEqual([false])
    expect(visit).toMatchObject({ failures: [], versions: ['two'] })
    expect(await video.containers()).toEqual(before)
  } finally {
    await host.exec(`docker exec --user 0 ${name} chmod a+x /usr/bin/python3`)
  }
  await waitUntil('the API to look healthy', async () => (await looksLike(name)) === 'healthy', 30)
}, 180_000)

test('an image that does not exist changes nothing', async () => {
  const before = await video.containers()
  const run = await video.deploy({ variables: 'API_TAG=nothing' })
  expect(tell(run)).toContain('dk-registry:5000/dk-compose/api:nothing of api cannot be pulled')
  expect(await video.containers()).toEqual(before)
}, 60_000)

test('a rollback runs the very same image, although the tag has moved and the registry has nothing to say', async () => {
  await pushApi('1', 'moved')
  const [db, proxy] = await Promise.all(['db', 'proxy'].map((name) => video.container(name)))
  const runs = await video.sql('select count(*) from runs')
  const { result: run, visit } = await video.visitDuring(() => video.rollback())
  expect(tell(run)).toBe('succeeded')
  expect(visit).toMatchObject({ failures: [], versions: ['two', 'one'] })
  expect(await video.container('db')).toEqual(db)
  expect(await video.container('proxy')).toEqual(proxy)
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
  // Nothing was run again.
  expect(await video.sql('select count(*) from runs')).toBe(runs)
}, 180_000)
