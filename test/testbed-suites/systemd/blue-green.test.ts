import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { renderPlanText, type Event } from '../../../packages/core/index.ts'
import { isExhaustive, testInLongRun } from '../../support/long-run.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { runAndDie } from '../../support/killed-runner.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, evidenceOf, makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'
import { describeVisit, visitDuring } from '../visitors/visit-during.ts'

let host: TargetHost
let desk: Helpdesk
let ticketCount = 1
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

// In the long run alone on the machine: beside other suites twenty take them the time that they need.
const CUTOVERS = isExhaustive ? 20 : 3

test(`${CUTOVERS} deploys under load fail no request and lose no ticket, each on the other port, and the environment is built once`, async () => {
  const { visit, result } = await visitDuring(
    `${desk.url}/health`,
    async () => {
      const reports = []
      for (let count = 1; count <= CUTOVERS; count++) {
        desk.write({ 'version.txt': String(count) })
        reports.push(await desk.deploy({ drain: '1s', ...(count % 2 === 0 ? { source: await desk.makePackage() } : {}) }))
      }
      return reports
    },
    { ticketsPerSecond: 2 }
  )
  expect(result.map(tell)).toEqual(result.map(() => 'succeeded'))
  expect(result.map(({ probes }) => probes[0]?.failures)).toEqual(result.map(() => 0))
  console.log(`blue/green, ${CUTOVERS} cutovers: ${describeVisit(visit)}; deploys took ${result.map(({ durationMs }) => (durationMs / 1000).toFixed(1)).join(', ')} s`)
  expect(visit.failures.slice(0, 5)).toEqual([])
  expect(visit.requests / visit.seconds).toBeGreaterThanOrEqual(50)
  expect(visit.versions).toHaveLength(CUTOVERS + 1)
  expect(visit.versions.at(-1)).toBe(await desk.live())
  expect(await host.exec(`ls ${desk.root}/.deploy-kit/venvs | wc -l`)).toBe('1')
  const [isFirst, isSecond] = [await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk@8002')]
  expect([isFirst, isSecond]).toEqual([CUTOVERS % 2 === 0, CUTOVERS % 2 === 1])
  expect((await host.ask(`systemctl is-enabled helpdesk@${isFirst ? 8002 : 8001}`)).stdout.trim()).toBe('disabled')
  const kept = await desk.readDatabase()
  expect(kept.integrity).toBe('ok')
  expect(kept.texts.toSorted()).toEqual(['The printer is on fire', ...visit.tickets].toSorted())
  ticketCount = kept.texts.length
}, CUTOVERS * 60_000)

test.each(Object.entries(BREAKS))('a release that %s is never asked, and the journal tells why', async (how, breakIt) => {
  const [before, active] = [await desk.live(), await desk.isActive('helpdesk@8001')]
  desk.write({ 'helpdesk/__init__.py': breakIt(readExample('helpdesk/__init__.py')) })
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.deploy({ settle: '5s' }))
  desk.mend()
  expect(tell(result)).toMatch(/^undone/)
  const wanted = { 'does not start': /there is no way to start/, 'answers 500': /HTTP 500/, 'ends again and again': /code=killed|does not stay up/ }[how]
  expect(`${evidenceOf(result)}${tell(result)}`).toMatch(wanted ?? /^$/)
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: ticketCount })
  expect(result.restored.map(({ passed }) => passed)).toEqual([true])
  expect([await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk@8002')]).toEqual([active, !active])
  expect(visit.failures.slice(0, 5)).toEqual([])
  // Of this start alone, not of those before.
  expect((evidenceOf(result).match(/Starting gunicorn/g) ?? []).length).toBeLessThan(how === 'ends again and again' ? 8 : 2)
  console.log(`blue/green, ${how}: ${describeVisit(visit)}; undone in ${Math.round(result.durationMs)} ms`)
}, 180_000)

test('a unit with a syntax error: the old release goes on, its unit is back', async () => {
  const [before, unit] = [await desk.live(), await desk.read('/etc/systemd/system/helpdesk@.service')]
  desk.write({ 'deploy/helpdesk@.service': readExample('deploy/helpdesk@.service').replace(/^ExecStart=.*$/m, 'ExecStart=not/absolute') })
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.deploy())
  desk.mend()
  expect(tell(result)).toMatch(/^undone/)
  expect(tell(result)).toMatch(/bad unit file setting/)
  expect(await desk.read('/etc/systemd/system/helpdesk@.service')).toBe(unit)
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: ticketCount })
  expect(visit.failures.slice(0, 5)).toEqual([])
}, 120_000)

test('a unit that changes is shown as a difference, installed, and brought back by a rollback', async () => {
  const unit = readExample('deploy/helpdesk@.service')
  const before = await desk.live()
  desk.write({ 'deploy/helpdesk@.service': unit.replace('--workers 2', '--workers 3') })
  const plan = renderPlanText((await desk.deploy({}, { mode: 'plan' })).plan)
  expect(plan).toContain('helpdesk@.service differs from what is installed')
  expect(plan).toMatch(/^-ExecStart=.*--workers 2/m)
  expect(plan).toMatch(/^\+ExecStart=.*--workers 3/m)
  expect(plan).toMatch(/blue\/green, because there are a template unit, two ports and an nginx-site: helpdesk@800[12]\.service/)
  expect(tell(await desk.deploy())).toBe('succeeded')
  expect(await desk.read('/etc/systemd/system/helpdesk@.service')).toContain('--workers 3')
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.rollback())
  expect(tell(result)).toBe('succeeded')
  expect(visit.failures.slice(0, 5)).toEqual([])
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

test('nginx has been broken by somebody else: nothing is touched, and it is said', async () => {
  const before = await desk.live()
  await host.writeFile('/etc/nginx/sites-enabled/other.conf', 'server { listen 81; proxy_pazz x; }\n')
  desk.write({ 'version.txt': 'behind a broken nginx' })
  const report = await desk.deploy()
  await host.exec('rm /etc/nginx/sites-enabled/other.conf')
  expect(report.error?.stderrTail).toMatch(/other\.conf[^]*with the site helpdesk\.conf nor without: repair it first/)
  expect(report.steps.find(({ id }) => id === 'start-beside')?.outcome).toBe('skipped')
  expect((await desk.health()).release).toBe(before)
  expect(tell(await desk.deploy())).toBe('succeeded')
}, 120_000)

test.each(isExhaustive ? ['start-beside', 'restart'] : ['restart'])('the runner dies after %s: the host leads back to the old release by itself', async (step) => {
  const [before, active] = [await desk.live(), await desk.isActive('helpdesk@8001')]
  desk.write({ 'version.txt': `dies after ${step}` })
  const { visit } = await visitDuring(`${desk.url}/health`, async () => {
    const runId = await runAndDie(desk.scratch, { operation: 'ssh-deploy', death: { step, moment: 'after' }, texts: { ...desk.texts, 'confirm-timeout': '8s' } })
    await waitUntil('the guard went back', async () => (await host.ask(`test -e ${desk.root}/.deploy-kit/guards/${runId}/status`)).code === 0, 60)
    const [status, log] = await Promise.all(['status', 'log'].map((name) => host.exec(`cat ${desk.root}/.deploy-kit/guards/${runId}/${name}`)))
    expect([status?.trim(), status?.trim() === '0' ? '' : log]).toEqual(['0', ''])
  })
  expect(visit.failures.slice(0, 5)).toEqual([])
  expect(await desk.live()).toBe(before)
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: ticketCount })
  expect([await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk@8002')]).toEqual([active, !active])
  expect(tell(await desk.deploy())).toBe('succeeded')
}, 180_000)

for (const [step, sign] of [['switch', 'guard'], ['start-beside', 'guard'], ['wait-beside', 'guard'], ['wait-beside', 'status'], ['restart', 'guard']] as const) {
  testInLongRun(`the runner is held up after ${step} until there is ${sign} of the guard: what it does late changes nothing`, async () => {
    const [before, active] = [await desk.live(), await desk.isActive('helpdesk@8001')]
    const runId = randomBytes(6).toString('hex')
    const guard = `${desk.root}/.deploy-kit/guards/${runId}`
    desk.write({ 'version.txt': `held up after ${step} until ${sign}` })
    const listen = (event: Event): void => {
      // Nothing else of this process goes on meanwhile.
      if (event.type === 'step-finished' && event.step.id === step) execFileSync('docker', ['exec', host.container, 'sh', '-c', `until [ -e ${guard}/${sign} ] || [ -e ${guard}/status ]; do sleep 0.1; done`])
    }
    const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.deploy({ 'confirm-timeout': '15s' }, { runId, listen }))
    expect(tell(result)).toMatch(/^undone/)
    expect(await host.exec(`cat ${guard}/status`)).toMatch(/^0/)
    expect(visit.failures.slice(0, 5)).toEqual([])
    expect(await desk.health()).toEqual({ status: 200, release: before, tickets: ticketCount })
    expect([await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk@8002')]).toEqual([active, !active])
  }, 120_000)
}

test('after a reboot the live release comes up, and nothing else', async () => {
  await host.reboot()
  const live = await desk.live()
  expect(await waitUntil('the application', async () => (await desk.health().catch(() => undefined))?.release === live, 30)).toBe(true)
  expect((await host.exec("systemctl list-units --plain --no-legend 'helpdesk@*.service' | wc -l")).trim()).toBe('1')
  expect(await desk.readDatabase()).toMatchObject({ integrity: 'ok', texts: expect.arrayContaining(['The printer is on fire']) })
  expect((await desk.health()).tickets).toBe(ticketCount)
}, 120_000)
