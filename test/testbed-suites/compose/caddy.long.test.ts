import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { describeVisit } from '../visitors/visit-during.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'caddy'] })
  await Promise.all([pushApi('1', 'one'), pushApi('2', 'two'), pushApi('unhealthy', 'four', 'unhealthy')])
  host = await testbed.startTarget({ name: 'co-caddy', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true, proxy: 'caddy' })
  expect(tell(await video.deploy())).toBe('succeeded')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('Caddy is led to the new container, and back, without a failed request', async () => {
  const proxy = await video.container('proxy')
  const { result: runs, visit } = await video.visitDuring(async () => [await video.deploy({ variables: 'API_TAG=2' }), await video.deploy({ variables: 'API_TAG=unhealthy' }), await video.rollback()])
  console.log(`start-first behind Caddy: ${describeVisit(visit)}`)
  expect(runs.map(({ report }) => report.outcome)).toEqual(['succeeded', 'undone', 'succeeded'])
  expect(visit.failures).toEqual([])
  expect(visit.versions).toEqual(['one', 'two'])
  expect(await video.ask()).toBe('one\n')
  expect(await video.container('proxy')).toEqual(proxy)
}, 240_000)
