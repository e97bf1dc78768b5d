import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, evidenceOf, makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'
import { SOCKET, SOCKET_SERVICE } from './other-units.ts'
import { visitDuring } from '../visitors/visit-during.ts'

let host: TargetHost
let desk: Helpdesk

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-socket' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk.socket, deploy/helpdesk.service', ports: '8001' })
  desk.write({ 'deploy/helpdesk.service': SOCKET_SERVICE, 'deploy/helpdesk.socket': SOCKET })
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

test('while the service restarts, requests wait at the socket: three deploys and a rollback fail none', async () => {
  const first = await desk.deploy()
  expect(tell(first)).toBe('succeeded')
  expect(first.plan.notes.join('\n')).toContain('socket activation, because there is a .socket unit')
  await desk.openTicket('The lift stands still')
  const { visit, result } = await visitDuring(`${desk.url}/health`, async () => {
    const reports = []
    for (const version of ['two', 'three', 'four']) {
      desk.write({ 'version.txt': version })
      reports.push(await desk.deploy())
    }
    return [...reports, await desk.rollback()]
  })
  expect(result.map(tell)).toEqual(result.map(() => 'succeeded'))
  expect(visit.failures.slice(0, 5)).toEqual([])
  expect(visit.versions).toHaveLength(4)
  expect((await desk.health()).release).toBe(await desk.live())
  console.log(`socket activation: ${visit.requests} requests over 4 cutovers, ${visit.failures.length} failed, longest ${Math.round(visit.longestMs)} ms`)
}, 240_000)

test('a release that does not start keeps requests waiting until the old one is back', async () => {
  const before = await desk.live()
  desk.write({ 'helpdesk/__init__.py': BREAKS['does not start'](readExample('helpdesk/__init__.py')) })
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.deploy())
  desk.mend()
  expect(tell(result)).toMatch(/^undone/)
  expect(evidenceOf(result)).toContain('there is no way to start')
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
  expect(await desk.isActive('helpdesk.socket')).toBe(true)
  expect(visit.failures.slice(0, 5)).toEqual([])
  console.log(`socket activation, does not start: ${visit.requests} requests, ${visit.failures.length} failed, longest ${Math.round(visit.longestMs)} ms; ${visit.failures.slice(0, 3).join(', ')}`)
}, 120_000)
