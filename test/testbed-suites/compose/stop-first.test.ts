import { readFileSync } from 'node:fs'
import os from 'node:os'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parseDuration, type Event, type Plan } from '../../../packages/core/index.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { describeVisit } from '../visitors/visit-during.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

/** A deaf one is unhealthy as well. */
const KINDS = isExhaustive ? (['exits', 'deaf', 'unhealthy'] as const) : (['exits'] as const)

/** Of the API: what one container can have at a time. */
const API = ['ports: ["8080:8000"]', 'container_name: the-api', 'volumes: ["uploads:/srv/uploads"]']

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await Promise.all([pushApi('1', 'one'), pushApi('2', 'two'), ...KINDS.map((kind) => pushApi(kind, kind, kind))])
  host = await testbed.startTarget({ name: 'co-stop', docker: true, ports: [8080] })
  await host.exec('install -d -o deploy /srv/shop')
  video = makeVideoProject(scratch, host, { root: '/srv/shop', port: 80, isStartFirst: false, api: API, apiPort: 8080 })
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

/** The 5 s are those of a machine that has nothing else to do. */
const busyness = (): number => Math.max(1, (os.loadavg()[0] ?? 0) / os.availableParallelism() / 2)

/** The row of the API in the plan's table of services. */
const tellApi = (plan: Plan): readonly string[] => plan.tables.flatMap(({ rows }) => rows).find(([name]) => name === 'api') ?? []

const readUploads = (): Promise<string> => host.exec('docker exec the-api cat /srv/uploads/film')

test('the first deploy', async () => {
  expect(tell(await video.deploy())).toBe('succeeded')
  await host.exec("docker exec the-api sh -c 'echo a film >/srv/uploads/film'")
}, 180_000)

test('the plan tells why the API is stopped first, by which line, and for how long it is down', async () => {
  const [, how, why, downtime] = tellApi((await video.deploy({ variables: 'API_TAG=2' }, { mode: 'plan' })).report.plan)
  expect([how, why]).toEqual(['stop-first', expect.stringMatching(/^publishes port 8080 of the host \(compose\.yaml:\d+\)$/)])
  expect(downtime).toMatch(/^its stop \(at most 10s\), and about [\d.]+ m?s until it is healthy, as last time$/)
})

test.each([
  ['ports: ["8080:8000"]', 'publishes port 8080 of the host'],
  ['container_name: the-api', 'has the container_name the-api'],
  ['volumes: ["uploads:/srv/uploads"]', 'writes to the volume uploads:/srv/uploads']
])('start-first with %s is refused, and the line is told', async (line, reason) => {
  const only = makeVideoProject(scratch, host, { root: '/srv/shop', port: 80, isStartFirst: true, api: [line], apiPort: 8080 })
  const number = readFileSync(`${only.source}/compose.yaml`, 'utf8').split('\n').findIndex((text) => text.trim() === line) + 1
  expect(tell(await only.deploy({ 'start-first': 'api', proxy: '' }))).toContain(`api cannot be started beside itself: it ${reason} (compose.yaml:${number})`)
}, 60_000)

test('another version: down for its stop and its start, and what it wrote is still there', async () => {
  const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: 'API_TAG=2' }))
  expect(tell(run)).toBe('succeeded')
  console.log(`stop-first: ${describeVisit(visit)}`)
  expect(await video.ask()).toBe('two\n')
  expect(visit.longestGapMs).toBeLessThan(10_000 * busyness())
  expect(await readUploads()).toBe('a film')
  const downtime = tellApi((await video.deploy({}, { mode: 'plan' })).report.plan)[3] ?? ''
  console.log(`stop-first: the next plan expects ${downtime}`)
  const [, told = ''] = /^about ([\d.]+ m?s), as last time \([\d.]+ m?s of it until it was healthy\); its stop may take 10s$/.exec(downtime) ?? []
  // It answers while it ends its requests, and before the health check has asked again: told is at least what was felt.
  expect(parseDuration(told.replace(' ', '')) ?? 0).toBeGreaterThan(visit.longestGapMs / 1000 - 1.5 * busyness())
}, 180_000)

test.each(KINDS)('a version that %s: the old one answers again within 5 s of the failure being known', async (tag) => {
  const before = await video.live()
  let failedAt = 0
  const listen = (event: Event): void => {
    const isLastLook = event.type === 'checked' && event.attempt === event.attempts && event.results.some(({ required, passed }) => required && !passed)
    const isFailure = event.type === 'step-finished' && event.result.error !== undefined
    if (failedAt === 0 && (isLastLook || isFailure)) failedAt = Date.now()
  }
  const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: `API_TAG=${tag}`, attempts: '4' }, { listen }))
  expect(run.report.outcome).toBe('undone')
  const seconds = (visit.restoredAt - failedAt) / 1000
  console.log(`stop-first, ${tag}: answers again ${seconds.toFixed(1)} s after the failure was known; down for ${(visit.longestGapMs / 1000).toFixed(1)} s in all, of ${visit.requests} requests ${visit.failures.length} failed`)
  expect(seconds).toBeLessThan(5 * busyness())
  expect(await video.ask()).toBe('two\n')
  expect(await video.live()).toBe(before)
  expect(run.report.restored.map(({ passed }) => passed)).toEqual([true])
  expect(await readUploads()).toBe('a film')
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
}, 180_000)

test('a rollback brings the old version, and what was written in between stays', async () => {
  expect(tell(await video.rollback())).toBe('succeeded')
  expect(await video.ask()).toBe('one\n')
  expect(await readUploads()).toBe('a film')
}, 120_000)
