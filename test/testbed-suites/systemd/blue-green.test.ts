import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { renderPlanText } from '../../../packages/core/index.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { runAndDie } from '../../support/killed-runner.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, evidenceOf, makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'
import { visitDuring } from './visitors.ts'

let host: TargetHost
let desk: Helpdesk
const INPUTS = { units: 'deploy/helpdesk@.service', ports: '8001, 8002' }

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-ports' })
  desk = await makeHelpdesk(host, INPUTS)
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

test('the first deploy installs, starts and enables everything', async () => {
  const report = await desk.deploy()
  expect(tell(report)).toBe('succeeded')
  expect(await desk.health()).toEqual({ status: 200, release: await desk.live(), tickets: 0 })
  expect(await host.exec('systemctl is-enabled helpdesk@8001; stat -c "%U %a" /etc/systemd/system/helpdesk@.service /etc/nginx/sites-available/helpdesk.conf')).toBe(
    'enabled\nroot 644\nroot 644'
  )
  await desk.openTicket('The printer is on fire')
}, 120_000)

test('three deploys fail no request, each on the other port, and the environment is built once', async () => {
  const { visit, result } = await visitDuring(`${desk.url}/health`, async () => {
    const reports = []
    for (const version of ['two', 'three', 'four']) {
      desk.write({ 'version.txt': version })
      reports.push(await desk.deploy())
    }
    return reports
  })
  expect(result.map(tell)).toEqual(['succeeded', 'succeeded', 'succeeded'])
  expect(result.map(({ probes }) => probes[0]?.failures)).toEqual([0, 0, 0])
  expect(visit.failures).toEqual([])
  expect(visit.requests).toBeGreaterThan(300)
  expect(visit.releases.at(-1)).toBe(await desk.live())
  console.log(`blue/green: ${visit.requests} requests over 3 deploys, ${visit.failures.length} failed, longest ${Math.round(visit.longestMs)} ms; ${result.map(({ durationMs }) => `${Math.round(durationMs)} ms`).join(', ')}`)
  expect(await host.exec(`ls ${desk.root}/.deploy-kit/venvs | wc -l`)).toBe('1')
  // 1 -> 2 -> 1 -> 2
  expect([await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk@8002')]).toEqual([false, true])
  expect((await host.ask('systemctl is-enabled helpdesk@8001')).stdout.trim()).toBe('disabled')
  expect(await desk.ticketTexts()).toEqual(['The printer is on fire'])
}, 180_000)

test.each(Object.entries(BREAKS))('a release that %s is never asked, and the journal tells why', async (how, breakIt) => {
  const before = await desk.live()
  desk.write({ 'helpdesk/__init__.py': breakIt(readExample('helpdesk/__init__.py')) })
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.deploy())
  desk.mend()
  expect(tell(result)).toMatch(/^undone/)
  const wanted = { 'does not start': /there is no way to start/, 'answers 500': /HTTP 500/, 'ends again and again': /code=killed|does not stay up/ }[how]
  expect(`${evidenceOf(result)}${tell(result)}`).toMatch(wanted ?? /^$/)
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
  expect(result.restored.map(({ passed }) => passed)).toEqual([true])
  expect(await desk.isActive('helpdesk@8001')).toBe(false)
  expect(visit.failures).toEqual([])
  console.log(`blue/green, ${how}: ${visit.requests} requests, ${visit.failures.length} failed, undone in ${Math.round(result.durationMs)} ms`)
}, 180_000)

test('a unit that changes is shown as a difference, installed, and brought back by a rollback', async () => {
  const unit = readExample('deploy/helpdesk@.service')
  const before = await desk.live()
  desk.write({ 'deploy/helpdesk@.service': unit.replace('--workers 2', '--workers 3') })
  const plan = renderPlanText((await desk.deploy({}, { mode: 'plan' })).plan)
  expect(plan).toContain('helpdesk@.service differs from what is installed')
  expect(plan).toMatch(/^-ExecStart=.*--workers 2/m)
  expect(plan).toMatch(/^\+ExecStart=.*--workers 3/m)
  expect(plan).toContain('blue/green, because there are a template unit, two ports and an nginx-site: helpdesk@8001.service')
  expect(tell(await desk.deploy())).toBe('succeeded')
  expect(await desk.read('/etc/systemd/system/helpdesk@.service')).toContain('--workers 3')
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.rollback())
  expect(tell(result)).toBe('succeeded')
  expect(visit.failures).toEqual([])
  expect(await desk.live()).toBe(before)
  expect(await desk.read('/etc/systemd/system/helpdesk@.service')).toContain('--workers 2')
  expect((await desk.health()).release).toBe(before)
  desk.mend()
}, 180_000)

test('nginx refuses the site: the old one is back before anything is switched', async () => {
  const [before, site] = [await desk.live(), await desk.read('/etc/nginx/sites-available/helpdesk.conf')]
  desk.write({ 'deploy/helpdesk.conf': readExample('deploy/helpdesk.conf').replace('proxy_pass', 'proxy_pazz') })
  const report = await desk.deploy()
  desk.mend()
  expect(tell(report)).toMatch(/^failed|^undone/)
  expect(report.error?.stderrTail).toContain('unknown directive "proxy_pazz"')
  expect(report.steps.find(({ id }) => id === 'start-beside')?.outcome).toBe('skipped')
  expect(await desk.read('/etc/nginx/sites-available/helpdesk.conf')).toBe(site)
  expect((await host.ask('nginx -t')).code).toBe(0)
  expect((await desk.health()).release).toBe(before)
}, 120_000)

test.each(['start-beside', 'restart'])('the runner dies after %s: the host leads back to the old release by itself', async (step) => {
  const [before, active] = [await desk.live(), await desk.isActive('helpdesk@8001')]
  desk.write({ 'version.txt': `dies after ${step}` })
  const { visit } = await visitDuring(`${desk.url}/health`, async () => {
    const runId = await runAndDie(desk.scratch, { operation: 'ssh-deploy', death: { step, moment: 'after' }, texts: { ...desk.texts, 'confirm-timeout': '8s' } })
    await waitUntil('the guard went back', async () => (await host.ask(`test -e ${desk.root}/.deploy-kit/guards/${runId}/status`)).code === 0, 60)
    expect((await host.exec(`cat ${desk.root}/.deploy-kit/guards/${runId}/status`)).trim()).toBe('0')
  })
  expect(visit.failures).toEqual([])
  expect(await desk.live()).toBe(before)
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
  expect([await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk@8002')]).toEqual([active, !active])
  expect(tell(await desk.deploy())).toBe('succeeded')
}, 180_000)

test('after a reboot the live release comes up, and nothing else', async () => {
  await host.reboot()
  const live = await desk.live()
  expect(await waitUntil('the application', async () => (await desk.health().catch(() => undefined))?.release === live, 30)).toBe(true)
  expect((await host.exec("systemctl list-units --plain --no-legend 'helpdesk@*.service' | wc -l")).trim()).toBe('1')
  expect(await desk.ticketTexts()).toEqual(['The printer is on fire'])
}, 120_000)
