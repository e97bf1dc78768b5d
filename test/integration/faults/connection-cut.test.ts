import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Event } from '../../../packages/core/index.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { startDelayingProxy, type DelayingProxy } from '../../support/delaying-proxy.ts'
import { makeFaultApplication, type Layout } from '../../support/fault-application.ts'
import { isExhaustive, writeFaultSection } from '../../support/fault-matrix.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

const moments = ['before', 'during', 'after'] as const
type Moment = (typeof moments)[number]

const steps: Readonly<Record<Layout, readonly string[]>> = {
  releases: ['begin', 'upload', 'link-unchanged', 'verify', 'write-environment', 'link-environment', 'publish', 'after-upload', 'arm-guard', 'switch', 'restart', 'wait-healthy', 'confirm', 'clean-up'],
  'in-place': ['begin', 'upload', 'verify', 'publish', 'store-forward', 'store-back', 'arm-guard', 'switch', 'restart', 'confirm']
}

test.each(Object.entries(steps) as [Layout, readonly string[]][])('the steps that are cut are those of the plan (%s)', async (layout, listed) => {
  const app = makeFaultApplication(scratch, sshd, { layout })
  await app.deploy('one')
  const { report } = await app.deploy('two', { mode: 'plan' })
  const planned = report.plan.steps.map((step) => step.id)
  expect(planned).toEqual(expect.arrayContaining([...listed]))
  if (layout === 'releases') expect(listed).toEqual(planned)
})

/** In `npm test` all steps of a deploy are cut in one run; by itself, one after the other, in the exhaustive suite. */
const rows: string[][] = []

afterAll(() => {
  writeFaultSection(
    {
      name: 'connection-cut',
      title: 'The connection is cut',
      text: 'Every TCP connection is broken at that moment, once; new ones can be made. The runner goes on, and nothing runs twice.',
      columns: ['layout', 'cut', 'step', 'outcome', 'live afterwards', 'started', 're-run']
    },
    rows
  )
})

describe.each(Object.entries(steps) as [Layout, readonly string[]][])('the connection is cut, layout %s', (layout, listed) => {
  const groups = isExhaustive ? listed.map((step) => [step]) : [listed]
  test.each(groups.flatMap((group) => moments.map((moment) => [moment, group.length === 1 ? (group[0] ?? '') : 'every step', group] as const)))(
    '%s %s: nothing runs twice, and the deploy goes on',
    async (moment, title, group) => {
      const app = makeFaultApplication(scratch, sshd, { layout })
      await app.deploy('one')
      const proxy = await startDelayingProxy({ target: { address: sshd.address, port: sshd.port } })
      const server = { ...sshd, port: proxy.port, knownHostsLine: sshd.knownHostsLine.replace(String(sshd.port), String(proxy.port)) }
      try {
        const { report } = await app.deploy('two', { server, listen: cutOnceIn(proxy, { group, moment }) })
        expect(describeReport(report)).toMatch(/^succeeded/)
        expect(proxy.connections).toBeGreaterThan(group.length / 2)
        expect(app.live()).toBe('two')
        expect(app.starts()).toEqual(['one', 'two'])
        const again = await app.deploy('two')
        expect(again.report.outcome).toBe('unchanged')
        rows.push([layout, moment, `\`${title}\``, report.outcome, app.live(), app.starts().join(', '), again.report.outcome])
      } finally {
        await proxy.close()
      }
    },
    120_000
  )
})

/** Breaks every connection at one moment of each step of a group: as it starts, in its midst, or when it has ended. */
function cutOnceIn(proxy: DelayingProxy, { group, moment }: { readonly group: readonly string[]; readonly moment: Moment }): (event: Event) => void {
  const left = new Set(group)
  const cut = (id: string): void => {
    if (left.delete(id)) proxy.cut()
  }
  return (event) => {
    if (!('step' in event)) return
    const { id } = event.step
    if (moment === 'before' && event.type === 'step-started') cut(id)
    if (moment === 'during' && event.type === 'step-started') setTimeout(() => cut(id), 12)
    if (moment === 'after' && event.type === 'step-finished') cut(id)
  }
}
