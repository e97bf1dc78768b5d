import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { tellOutcome } from '../../support/deploy-place.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

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
  expect(tellOutcome(await video.deploy())).toBe('succeeded')
  expect(await video.ask()).toBe('one\n')
  expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
  expect(await video.sql('select count(*) from runs')).toBe('1')
}, 180_000)
