import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Plan } from '../../../packages/core/index.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { describeVisit } from '../visitors/visit-during.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

/** Of the API: how Traefik finds it. */
const labels = (attempts: number, path = '/'): readonly string[] => [
  'labels:',
  '  traefik.enable: "true"',
  `  traefik.http.routers.api.rule: PathPrefix(\`${path}\`)`,
  '  traefik.http.routers.api.entrypoints: web',
  '  traefik.http.routers.api.middlewares: again',
  `  traefik.http.middlewares.again.retry.attempts: "${attempts}"`,
  '  traefik.http.services.api.loadbalancer.server.port: "8000"'
]

const api = (tag: string): { readonly variables: string } => ({ variables: `API_TAG=traefik-${tag}` })

const projectWith = (lines: readonly string[]): VideoProject => makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true, proxy: 'traefik', api: lines })

/** The row of the API in the plan's table of services. */
const tellApi = (plan: Plan): string => (plan.tables.flatMap(({ rows }) => rows).find(([name]) => name === 'api') ?? []).join(' | ')

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'traefik'], onProgress: (line) => process.stdout.write(`${line}\n`) })
  await Promise.all([pushApi('traefik-1', 'one'), pushApi('traefik-2', 'two'), pushApi('traefik-unhealthy', 'four', 'unhealthy'), pushApi('traefik-exits', 'three', 'exits')])
  host = await testbed.startTarget({ name: 'co-traefik', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = projectWith(labels(5))
  expect(tell(await video.deploy(api('1')))).toBe('succeeded')
  await waitUntil('Traefik leads to the API', async () => (await video.ask().catch(() => '')) === 'one\n', 30)
}, 1_800_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('the plan tells that Traefik finds the new container, and by which lines', async () => {
  const { report } = await video.deploy(api('2'), { mode: 'plan' })
  expect(tellApi(report.plan)).toMatch(/^api \| start-first \| Traefik finds the new container by its labels when it is healthy \(compose\.yaml:\d+\) \| none: Traefik asks another container \(compose\.yaml:\d+\)$/)
})

test('Traefik finds the new container and loses the old one without a failed request; a broken one never gets any', async () => {
  const proxy = await video.container('proxy')
  const tags = ['2', 'unhealthy', '1', 'exits', '2', '1']
  const { result: runs, visit } = await video.visitDuring(async () => {
    const ended = []
    for (const tag of tags) ended.push(await video.deploy(api(tag)))
    return [...ended, await video.rollback()]
  })
  console.log(`start-first behind Traefik: ${describeVisit(visit)}`)
  expect(runs.map(({ report }) => report.outcome)).toEqual(['succeeded', 'undone', 'succeeded', 'undone', 'succeeded', 'succeeded', 'succeeded'])
  expect(visit.failures).toEqual([])
  expect(visit.versions.toSorted()).toEqual(['one', 'two'])
  expect(visit.requests / visit.seconds).toBeGreaterThanOrEqual(50)
  expect(await video.ask()).toBe('two\n')
  expect(await video.container('proxy')).toEqual(proxy)
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
}, 600_000)

test('with other labels the service is stopped first, because Traefik would serve nobody while both are there; the plan says so', async () => {
  const relabelled = projectWith(labels(5, '/health'))
  const { report: planned } = await relabelled.deploy(api('2'), { mode: 'plan' })
  expect(tellApi(planned.plan)).toMatch(/^api \| stop-first \| its labels change, and Traefik serves nobody while two containers differ in them \| ./)
  const { result: run, visit } = await video.visitDuring(() => relabelled.deploy(api('2')))
  expect(tell(run)).toBe('succeeded')
  console.log(`other labels behind Traefik: ${describeVisit(visit)}`)
  expect(await video.ask()).toBe('two\n')
  await expect(video.ask('/slow')).rejects.toThrow('404')
  // The release gone back to has its own labels again.
  expect(tell(await relabelled.rollback())).toBe('succeeded')
  await waitUntil('the old labels are back', async () => (await video.ask('/slow').catch(() => '')) === 'two\n', 30)
}, 300_000)

test('a broken version with other labels leaves the old one with its own', async () => {
  const run = await projectWith(labels(5, '/health')).deploy(api('unhealthy'))
  expect(run.report.outcome).toBe('undone')
  await waitUntil('the old one is found again', async () => (await video.ask('/slow').catch(() => '')) === 'two\n', 30)
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
}, 300_000)

test('without a retry some requests may fail, and the plan tells which', async () => {
  const once = projectWith(labels(1))
  expect(tell(await once.deploy(api('1')))).toBe('succeeded')
  const { report: planned } = await once.deploy(api('2'), { mode: 'plan' })
  expect(tellApi(planned.plan)).toMatch(/^api \| start-first \| Traefik finds .* \| requests to the old container while it ends$/)
  expect(planned.plan.notes.join('\n')).toMatch(/requests that Traefik leads to the old container of api while it ends fail, .*retry middleware/)
  const { result: run, visit } = await video.visitDuring(() => once.deploy(api('2')))
  expect(tell(run)).toBe('succeeded')
  console.log(`start-first behind Traefik without a retry: ${describeVisit(visit)}`)
  expect(visit.longestGapMs).toBeLessThan(5000)
}, 300_000)
