import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { cutOffRegistries, makeCarriedProject, type CarriedProject } from './carried-project.ts'
import { tell } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let api: CarriedProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['python'] })
  host = await testbed.startTarget({ name: 'co-carried', docker: true, disks: { '/srv': 512 } })
  await cutOffRegistries(host)
  api = await makeCarriedProject(scratch, host, '/srv/carried')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await api.remove()
  await host.stop()
}, 60_000)

const MIB = 1024 ** 2

test('without a registry only what a host lacks travels, and a broken image leaves nothing behind', async () => {
  const missing = await api.deploy('one')
  expect(tell(missing)).toContain(`does not have the image ${api.repository}:one`)
  expect(missing.report.error).toMatchObject({ code: 'DK_SOURCE_INVALID', remedy: expect.stringContaining('docker build --tag') })

  const ids = { one: await api.build('one'), two: await api.build('two') }
  const first = await api.deploy('one')
  expect(tell(first)).toBe('succeeded')
  expect(first.report.steps.find(({ id }) => id === 'carry-api')?.detail).toMatch(/^4 of 4 layers, \d+\.\d MiB sent$/)
  expect(first.report.sentBytes).toBeGreaterThan(10 * MIB)
  expect(await api.ask()).toBe('one')
  expect(await api.images()).toEqual([`${ids.one} deploy-kit/carried:api-${ids.one.slice(7, 19)}`])

  const second = await api.deploy('two')
  expect(tell(second)).toBe('succeeded')
  expect(second.report.plan.tables.find(({ title }) => title.startsWith('Images carried to'))?.rows).toEqual([
    [`${api.repository}:two`, 'api', '1 of 4 layers', expect.stringMatching(/^1\.\d KiB of \d+\.\d MiB$/)]
  ])
  expect(second.report.steps.find(({ id }) => id === 'carry-api')?.detail).toMatch(/^1 of 4 layers/)
  expect(second.report.sentBytes).toBeLessThan(100_000)
  expect(await api.ask()).toBe('two')

  const same = await api.deploy('two')
  expect([same.report.outcome, same.report.sentBytes]).toEqual(['unchanged', 0])

  const before = await api.images()
  await api.build('three', { breaks: true })
  const broken = await api.deploy('three', { attempts: '4' })
  expect(broken.report.outcome).toBe('undone')
  expect(broken.report.evidence.map(({ text }) => text).join('\n')).toContain('it is broken')
  expect(await api.ask()).toBe('two')
  expect(await api.images()).toEqual(before)
}, 180_000)
