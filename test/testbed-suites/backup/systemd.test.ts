import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { connectionTexts } from '../../support/deploy-run.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeHelpdesk, tell, type Helpdesk } from '../systemd/helpdesk.ts'
import { visitDuring } from '../visitors/visit-during.ts'

let host: TargetHost
let desk: Helpdesk
let place: Readonly<Record<string, string>>

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'bk-systemd' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002' })
  place = { ...connectionTexts(host), path: desk.root }
  expect(tell(await desk.deploy())).toBe('succeeded')
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

test('tickets of a help desk, sealed for a key that is never on the host, come back as they were', async () => {
  const keyFile = desk.scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  const recipients = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  await desk.openTicket('The printer is on fire')
  await desk.openTicket('The mouse has run away')
  const { visit, result: backup } = await visitDuring(`${desk.url}/health`, () => desk.run('backup', { ...place, components: 'sqlite shared/data/helpdesk.sqlite as=desk', recipients }), { ticketsPerSecond: 5 })
  expect(tell(backup)).toBe('succeeded')
  expect(visit.failures).toEqual([])
  const dump = await host.exec(`head -c 21 ${backup.outputs['folder'] ?? ''}/desk.sqlite.*age`)
  expect(dump).toBe('age-encryption.org/v1')
  await desk.openTicket('This one is gone afterwards')
  const restored = await desk.run('restore', { ...place, identity: readFileSync(keyFile, 'utf8'), 'health-check': 'http http://localhost/health', delay: '500ms' })
  expect(tell(restored)).toBe('succeeded')
  const { integrity, texts } = await desk.readDatabase()
  expect(integrity).toBe('ok')
  expect(texts).toEqual(expect.arrayContaining(['The printer is on fire', 'The mouse has run away']))
  expect(texts).not.toContain('This one is gone afterwards')
  // Those that came while it was backed up: the ones before that moment.
  const during = texts.filter((text) => visit.tickets.includes(text))
  expect(during).toEqual(visit.tickets.slice(0, during.length))
  await desk.openTicket('And it goes on')
  expect((await host.ask(`grep -rl AGE-SECRET-KEY ${desk.root}/.deploy-kit /tmp /home 2>/dev/null`)).stdout).toBe('')
}, 180_000)

const COMPONENTS = 'sqlite shared/data/helpdesk.sqlite as=desk'
const BACKUP = 'deploy-kit-backup-srv-helpdesk'
const WATCH = 'deploy-kit-watch-srv-helpdesk'

const install = async (more: Readonly<Record<string, string>> = {}): Promise<string> => tell(await desk.run('backups schedule', { ...place, components: COMPONENTS, ...more }))
const listScheduled = async (): Promise<readonly string[]> => (await host.exec(`ls ${desk.root}/.deploy-kit/backups | grep ^scheduled_ || :`)).split('\n').filter((name) => name !== '')
const findUnits = async (): Promise<string> => (await host.ask('ls /etc/systemd/system /etc/systemd/system/timers.target.wants | grep deploy-kit')).stdout

test('a timer of systemd makes backups on the server alone, a watcher looks after them, and both are taken away again', async () => {
  expect(await install({ at: '03:30', 'time-zone': 'UTC' })).toBe('succeeded')
  expect(await host.exec(`systemctl is-enabled ${BACKUP}.timer ${WATCH}.timer; systemctl is-active ${BACKUP}.timer ${WATCH}.timer`)).toBe('enabled\nenabled\nactive\nactive')
  expect(await host.exec(`systemctl show -p NextElapseUSecRealtime ${BACKUP}.timer`)).toMatch(/ 03:3[01]:\d\d UTC/)
  const before = await listScheduled()
  await host.exec(`systemctl start ${BACKUP}.service`)
  const [id = ''] = (await listScheduled()).filter((name) => !before.includes(name))
  expect(await host.exec(`journalctl -q -o cat -u ${BACKUP}.service`)).toContain(`${id} is whole`)
  expect(await host.exec(`stat -c %U ${desk.root}/.deploy-kit/backups/${id}`)).toBe('deploy')
  await host.exec(`systemctl start ${WATCH}.service`)
  const { plan } = await desk.run('backups list', place)
  expect(plan.notes.join()).toMatch(/every day at 03:30 UTC, by systemd; the promise is kept/)
  // Another time replaces the timer, and nothing else.
  const changed = await desk.run('backups schedule', { ...place, components: COMPONENTS, at: '04:45', 'time-zone': 'UTC' })
  expect(changed.steps.map((step) => step.id)).toEqual(['write-backup.sh', 'install-timers', 'write-schedule.json'])
  expect(await host.exec(`systemctl show -p NextElapseUSecRealtime ${BACKUP}.timer`)).toMatch(/ 04:4[56]:\d\d UTC/)
  // A deploy of other components says that the script is of others.
  const deploy = await desk.deploy({ components: `${COMPONENTS}\nfiles .env`, 'allow-older': 'true' })
  expect(deploy.plan.notes.join()).toContain('the scheduled backups are made by another configuration')
  const { release, commit } = JSON.parse(await host.exec(`cat ${desk.root}/.deploy-kit/backups/${id}/manifest.json`)) as { readonly release?: string; readonly commit?: string }
  expect({ release, commit: typeof commit }).toEqual({ release: expect.stringMatching(/^\d{8}-\d{6}-/), commit: expect.stringMatching(/string|undefined/) })
  expect(tell(await desk.run('backups schedule remove', place))).toBe('succeeded')
  expect([await findUnits(), (await host.ask(`ls ${desk.root}/.deploy-kit/schedule`)).stdout, (await listScheduled()).includes(id)]).toEqual(['', '', true])
}, 180_000)

testInLongRun(
  'the timer fires at its time',
  async () => {
    const before = await listScheduled()
    const at = (await host.exec("date -u -d '+70 seconds' +%H:%M")).trim()
    expect(await install({ at, 'time-zone': 'UTC' })).toBe('succeeded')
    await waitUntil('the timer has made a backup', async () => (await listScheduled()).length > before.length, 180)
    expect(await findUnits()).toContain(`${BACKUP}.timer`)
    expect(tell(await desk.run('backups schedule remove', place))).toBe('succeeded')
  },
  240_000
)
