import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { describeLoad, underLoad } from './load.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

const CUTOVERS = isExhaustive ? 20 : 3
const SECONDS_EACH = 40

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await Promise.all([pushApi('1', 'one'), pushApi('2', 'two')])
  host = await testbed.startTarget({ name: 'co-cutovers', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  expect(tell(await video.deploy())).toBe('succeeded')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test(
  `${CUTOVERS} start-first cutovers, one after the other, fail no request`,
  async () => {
    const { result: runs, ...load } = await underLoad(video, async () => {
      const ended = []
      for (let count = 1; count <= CUTOVERS; count += 1) ended.push(await video.deploy({ variables: `API_TAG=${count % 2 === 0 ? 1 : 2}` }))
      return ended
    })
    const seconds = runs.map(({ report }) => (report.durationMs / 1000).toFixed(1))
    console.log(`start-first: ${CUTOVERS} cutovers, ${describeLoad(load)}; deploys took ${seconds.join(', ')} s`)
    expect(runs.map(tell)).toEqual(runs.map(() => 'succeeded'))
    expect(load.failures).toEqual([])
    expect(load.perSecond).toBeGreaterThanOrEqual(50)
    expect(load.versions).toEqual(['one', 'two'])
    expect((await video.containers()).map(({ service }) => service).toSorted()).toEqual(['api', 'db', 'proxy', 'worker'])
    expect(await video.sql('select count(*) from runs')).toBe(String(CUTOVERS + 1))
  },
  CUTOVERS * SECONDS_EACH * 1000
)
