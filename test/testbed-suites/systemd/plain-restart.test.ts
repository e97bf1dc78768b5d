import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isExhaustive, testInLongRun } from '../../support/long-run.ts'
import { runAndDie } from '../../support/killed-runner.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, evidenceOf, makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'
import { PLAIN_UNIT } from './other-units.ts'
import { visitDuring } from '../visitors/visit-during.ts'

let host: TargetHost
let desk: Helpdesk
const UNIT = 'deploy/helpdesk.service'
const INSTALLED = '/etc/systemd/system/helpdesk.service'
const noteOf = (notes: readonly string[]): string => notes.find((note) => note.includes('plain restart')) ?? notes.join('\n')

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-plain' })
  desk = await makeHelpdesk(host, { units: UNIT, ports: '8001' })
  desk.write({ [UNIT]: PLAIN_UNIT })
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

test('a first deploy that fails leaves nothing of it running or installed', async () => {
  desk.write({ 'helpdesk/__init__.py': BREAKS['does not start'](readExample('helpdesk/__init__.py')) })
  const report = await desk.deploy()
  expect(tell(report)).toMatch(/^undone/)
  expect(evidenceOf(report)).toContain('there is no way to start')
  expect((await host.ask(`ls ${INSTALLED} /etc/nginx/sites-enabled/helpdesk.conf ${desk.root}/current`)).stdout).toBe('')
  expect((await host.ask('systemctl is-enabled helpdesk')).stdout.trim()).not.toBe('enabled')
  desk.mend()
}, 120_000)

test('the second deploy restarts the unit, and tells beforehand how long that takes', async () => {
  expect(tell(await desk.deploy())).toBe('succeeded')
  await desk.openTicket('My mouse is gone')
  const first = await desk.live()
  expect(noteOf((await desk.deploy({}, { mode: 'plan' })).plan.notes)).toMatch(/plain restart, because there is no .socket unit, .* Expected downtime: how long is not known yet/)
  desk.write({ 'version.txt': 'two' })
  const second = await desk.deploy()
  expect(tell(second)).toBe('succeeded')
  expect(await desk.live()).not.toBe(first)
  expect((await desk.health()).release).toBe(await desk.live())
  expect(noteOf((await desk.deploy({}, { mode: 'plan' })).plan.notes)).toMatch(/Expected downtime: about [\d.]+ (ms|s)/)
  console.log(`plain restart: ${second.probes[0]?.failures} of ${second.probes[0]?.requests} requests failed, ${Math.round(second.probes[0]?.longestGapMs ?? 0)} ms; told: ${noteOf((await desk.deploy({}, { mode: 'plan' })).plan.notes)}`)
  expect(await host.exec(`ls ${desk.root}/.deploy-kit/venvs | wc -l`)).toBe('1')
}, 180_000)

test.each(Object.entries(BREAKS).filter(([how]) => isExhaustive || how === 'ends again and again'))('a release that %s is undone', async (how, breakIt) => {
  const before = await desk.live()
  desk.write({ 'helpdesk/__init__.py': breakIt(readExample('helpdesk/__init__.py')) })
  const report = await desk.deploy({ settle: '5s' })
  desk.mend()
  expect(tell(report)).toMatch(/^undone/)
  const wanted = { 'does not start': /there is no way to start/, 'answers 500': /HTTP 500/, 'ends again and again': /code=killed|does not stay up/ }[how]
  expect(`${evidenceOf(report)}${tell(report)}`).toMatch(wanted ?? /^$/)
  expect(evidenceOf(report)).toContain('helpdesk.service')
  expect(report.restored.map(({ passed }) => passed)).toEqual([true])
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
}, 180_000)

test('a unit that systemd cannot read leaves the old process as it was', async () => {
  const [before, pid] = [await desk.live(), await host.exec('systemctl show -p MainPID helpdesk')]
  desk.write({ [UNIT]: PLAIN_UNIT.replace(/^ExecStart=.*$/m, 'ExecStart=not/absolute') })
  const report = await desk.deploy()
  desk.write({ [UNIT]: PLAIN_UNIT })
  expect(tell(report)).toMatch(/^undone/)
  expect(report.error?.stderrTail ?? tell(report)).toMatch(/bad unit file setting/)
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
  expect(await desk.read(INSTALLED)).toContain('gunicorn')
  expect(await host.exec('systemctl show -p MainPID helpdesk')).not.toBe(pid)
}, 120_000)

test('a unit that failed too often to be started any more is started by the next deploy', async () => {
  const limited = PLAIN_UNIT.replace('[Unit]', '[Unit]\nStartLimitIntervalSec=1h\nStartLimitBurst=3')
  desk.write({ [UNIT]: limited })
  expect(tell(await desk.deploy())).toBe('succeeded')
  // More restarts by hand than it takes.
  expect((await host.ask('for n in 1 2 3 4 5; do systemctl restart helpdesk || exit 1; done')).code).not.toBe(0)
  expect(await host.exec('systemctl show -p Result -p ActiveState --value helpdesk')).toContain('start-limit-hit')
  desk.write({ 'version.txt': 'after the limit' })
  expect(tell(await desk.deploy())).toBe('succeeded')
  desk.write({ [UNIT]: PLAIN_UNIT })
  expect(tell(await desk.deploy())).toBe('succeeded')
}, 240_000)

test('a unit whose process does not run from the new release is undone, whatever it answers', async () => {
  const before = await desk.live()
  desk.write({ [UNIT]: PLAIN_UNIT.replace(/^ExecStart=\S+/m, `ExecStart=${desk.root}/releases/${before}/.venv/bin/gunicorn`).replace(/^WorkingDirectory=.*$/m, `WorkingDirectory=${desk.root}/releases/${before}`) })
  const report = await desk.deploy({ 'health-check': 'http http://localhost/health' })
  desk.write({ [UNIT]: PLAIN_UNIT })
  expect(tell(report)).toMatch(/^undone/)
  expect(report.checks.map(({ passed }) => passed)).toEqual([false, true])
  expect(report.checks[0]?.detail).toMatch(new RegExp(`helpdesk.service runs (in )?${desk.root}/releases/${before}\\S*, not (from|in)`))
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
}, 120_000)

test('a unit that is changed, and one that comes, are taken back by a rollback', async () => {
  const before = await desk.live()
  const worker = '[Service]\nUser={user}\nWorkingDirectory={current}\nExecStart=/bin/sleep infinity\n\n[Install]\nWantedBy=multi-user.target\n'
  desk.write({ [UNIT]: PLAIN_UNIT.replace('--workers 2', '--workers 1'), 'deploy/worker.service': worker })
  expect(tell(await desk.deploy({ units: `${UNIT}, deploy/worker.service` }))).toBe('succeeded')
  expect([await desk.isActive('worker'), await desk.isActive('helpdesk')]).toEqual([true, true])
  expect(await desk.read(INSTALLED)).toContain('--workers 1')
  expect(tell(await desk.rollback())).toBe('succeeded')
  expect([await desk.isActive('worker'), await desk.isActive('helpdesk')]).toEqual([false, true])
  expect((await host.ask('ls /etc/systemd/system/worker.service /etc/systemd/system/multi-user.target.wants/worker.service')).stdout).toBe('')
  expect(await desk.read(INSTALLED)).toContain('--workers 2')
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
  desk.write({ [UNIT]: PLAIN_UNIT })
}, 180_000)

testInLongRun('a unit with another name has the port of the one before, and gives it back', async () => {
  const before = await desk.live()
  desk.write({ 'deploy/desk.service': PLAIN_UNIT, 'deploy/desk.conf': readExample('deploy/helpdesk.conf').replaceAll('helpdesk', 'desk') })
  expect(tell(await desk.deploy({ units: 'deploy/desk.service', 'nginx-site': 'deploy/desk.conf' }))).toBe('succeeded')
  const listOurs = (): Promise<string> => host.exec('ls /etc/systemd/system /etc/nginx/sites-enabled | grep desk')
  expect(await listOurs()).toBe('desk.conf\ndesk.service')
  expect((await desk.health()).release).toBe(await desk.live())
  expect(tell(await desk.rollback())).toBe('succeeded')
  expect(await listOurs()).toBe('helpdesk.conf\nhelpdesk.service')
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
}, 120_000)

testInLongRun('from plain restart to blue/green and back, with the same port among the two', async () => {
  const before = await desk.live()
  // The first port is taken first: the other one has the old service.
  const twofold = { units: 'deploy/helpdesk@.service', ports: '8002, 8001' }
  const { visit, result } = await visitDuring(`${desk.url}/health`, () => desk.deploy(twofold))
  expect([tell(result), visit.failures.slice(0, 3)]).toEqual(['succeeded', []])
  expect([await desk.isActive('helpdesk@8002'), await desk.isActive('helpdesk')]).toEqual([true, false])
  desk.write({ 'version.txt': 'on the port of before' })
  expect(tell(await desk.deploy(twofold))).toBe('succeeded')
  expect(await desk.isActive('helpdesk@8001')).toBe(true)
  expect(tell(await desk.rollback({ to: before }))).toBe('succeeded')
  expect([await desk.isActive('helpdesk@8001'), await desk.isActive('helpdesk')]).toEqual([false, true])
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
}, 180_000)

test('a unit that was changed by hand is shown, and deployed again', async () => {
  await host.exec(`sed -i 's/--workers 2/--workers 4/' ${INSTALLED}`)
  const { plan } = await desk.deploy({}, { mode: 'plan' })
  expect(plan.tables.find(({ title }) => title.startsWith('helpdesk.service differs'))?.rows.flat().join('\n')).toMatch(/^-.*--workers 4/m)
  expect(tell(await desk.deploy())).toBe('succeeded')
  expect(await desk.read(INSTALLED)).toContain('--workers 2')
}, 120_000)

testInLongRun('the runner dies after the restart: the host brings unit, site and old release back', async () => {
  const [before, unit, site] = [await desk.live(), await desk.read(INSTALLED), await desk.read('/etc/nginx/sites-available/helpdesk.conf')]
  desk.write({ [UNIT]: PLAIN_UNIT.replace('--workers 2', '--workers 1'), 'deploy/helpdesk.conf': `# another\n${readExample('deploy/helpdesk.conf')}` })
  const runId = await runAndDie(desk.scratch, { operation: 'ssh-deploy', death: { step: 'restart', moment: 'after' }, texts: { ...desk.texts, 'confirm-timeout': '8s' } })
  expect(await desk.read(INSTALLED)).not.toBe(unit)
  expect(await desk.read('/etc/nginx/sites-available/helpdesk.conf')).not.toBe(site)
  await waitUntil('the guard went back', async () => (await host.ask(`test -e ${desk.root}/.deploy-kit/guards/${runId}/status`)).code === 0, 60)
  expect(await desk.read(INSTALLED)).toBe(unit)
  expect(await desk.read('/etc/nginx/sites-available/helpdesk.conf')).toBe(site)
  expect(await waitUntil('the application', async () => (await desk.health()).release === before, 10)).toBe(true)
  expect(await desk.ticketTexts()).toEqual(['My mouse is gone'])
  desk.mend()
}, 120_000)
