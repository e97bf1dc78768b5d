import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { renderPlanText, type Report } from '../../../packages/core/index.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeHelpdesk, tell, type Helpdesk } from './helpdesk.ts'

let host: TargetHost
let desk: Helpdesk

const WORKER = `[Service]
User={user}
EnvironmentFile={current}/.env
WorkingDirectory={current}
ExecStart=/bin/sh -c 'for n in 1 2 3 4 5 6 7 8 9; do echo "line $n"; done; echo "the key is $SECRET_KEY"; exec sleep infinity'
Restart=always
RestartSec=0

[Install]
WantedBy=multi-user.target
`
const JOB = '[Service]\nType=oneshot\nUser={user}\nExecStart=/bin/echo a job was done\n'
const TIMER = '[Timer]\nOnActiveSec=1s\nOnUnitActiveSec=1h\n\n[Install]\nWantedBy=timers.target\n'

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-status' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service, deploy/worker.service, deploy/report.service, deploy/report.timer', ports: '8001, 8002' })
  desk.write({ 'deploy/worker.service': WORKER, 'deploy/report.service': JOB, 'deploy/report.timer': TIMER })
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

/** The rows of the table of what runs, without host and time: those are checked by themselves. */
const rowsOf = ({ plan }: Report): readonly (readonly string[])[] =>
  (plan.tables.find(({ title }) => title === 'What runs')?.rows ?? []).map(([, name = '', state = '', , restarts = '', serves = '']) => [name, state, restarts, serves])
const applicationOf = ({ plan }: Report): string | undefined => plan.tables[0]?.rows[0]?.[4]

test('before anything is live, status and logs have nothing to tell, and the health check says so', async () => {
  expect(applicationOf(await desk.status())).toBe('not asked')
  expect((await desk.logs()).plan.notes.join()).toContain('nothing is live')
  expect((await desk.checkHealth()).error).toMatchObject({ code: 'DK_INPUT_INVALID', message: expect.stringContaining('nothing to check') })
}, 60_000)

test('status tells without any input what runs, since when, how often it was restarted, and on which port it serves', async () => {
  expect(tell(await desk.deploy())).toBe('succeeded')
  await waitUntil('the job', async () => (await host.ask('journalctl -u report.service')).stdout.includes('a job was done'), 20)
  const before = Math.floor(Number(await host.exec('date +%s')))
  const report = await desk.status()
  expect(applicationOf(report)).toBe('runs')
  expect(rowsOf(report)).toEqual([
    ['helpdesk@8001.service', 'active (running)', '0', 'port 8001, nginx leads to it'],
    ['worker.service', 'active (running)', '0', ''],
    ['report.service', 'inactive (dead)', '0', ''],
    ['report.timer', 'active (waiting)', '', '']
  ])
  const since = report.plan.tables.find(({ title }) => title === 'What runs')?.rows[0]?.[3] ?? ''
  const started = Number(await host.exec('date -d "$(systemctl show -p ActiveEnterTimestamp --value helpdesk@8001)" +%s'))
  expect(Math.abs(Date.parse(`${since.replace(' ', 'T')}Z`) / 1000 - started)).toBeLessThanOrEqual(1)
  expect(started).toBeLessThan(before)

  desk.write({ 'version.txt': 'two' })
  expect(tell(await desk.deploy())).toBe('succeeded')
  expect(rowsOf(await desk.status())[0]).toEqual(['helpdesk@8002.service', 'active (running)', '0', 'port 8002, nginx leads to it'])
}, 120_000)

test('a unit that ended by itself, and one that does not run', async () => {
  await host.exec('systemctl kill -s KILL worker')
  await waitUntil('the restart', async () => (await host.exec('systemctl show -p NRestarts -p ActiveState --value worker')).trim() === '1\nactive', 20)
  expect(rowsOf(await desk.status())[1]).toEqual(['worker.service', 'active (running)', '1', ''])
  expect(tell(await desk.checkHealth())).toBe('succeeded')

  await host.exec('systemctl stop worker')
  expect(applicationOf(await desk.status())).toBe('not well: worker.service: inactive (dead)')
  const unwell = await desk.checkHealth()
  expect(unwell.error?.code).toBe('DK_UNHEALTHY')
  expect(unwell.checks.map(({ title, passed, detail }) => [title.split(' ')[0], passed, detail.replace(/exit code 0 in .*/, '')])).toEqual([
    ['helpdesk@8002.service', true, ''],
    ['worker.service', false, expect.stringContaining('worker.service is inactive (dead)')]
  ])
  expect(unwell.evidence.find(({ title }) => title.includes('worker.service'))?.text).toContain('line 9')
  await host.exec('systemctl start worker')
  expect(tell(await desk.checkHealth({ 'health-check': 'http http://localhost/health body={release}' }))).toBe('succeeded')
}, 120_000)

test('logs shows the journal of each unit, so many lines as asked for, without the secrets of the release', async () => {
  const report = await desk.logs({ lines: '3' })
  const tables = report.plan.tables.map(({ title, rows }) => [title.replace(/ on .*/, ''), rows.length])
  expect(tables).toEqual([
    ['Journal of helpdesk@8002.service', 3],
    ['Journal of worker.service', 3],
    ['Journal of report.service', 3]
  ])
  const text = renderPlanText(report.plan)
  expect(text).toMatch(/line 9\n.*the key is \*\*\*/)
  expect(text).not.toContain('line 7')
  expect(JSON.stringify(report)).not.toContain('hidden-by-all-means')
  expect(renderPlanText((await desk.logs({ logs: 'shared/data/no-such.log' })).plan)).toMatch(/Journal of worker\.service[^]*no-such\.log .*cannot be read/)
}, 60_000)

test('a user who may not read the journal sees what sudo allows', async () => {
  await host.writeFile('/etc/sudoers.d/deploy', 'deploy ALL=(root) NOPASSWD: /usr/bin/journalctl -q --no-pager -o short-iso -n 200 -u worker.service\n')
  await host.exec('chmod 440 /etc/sudoers.d/deploy')
  const [few, many] = [await desk.logs({ lines: '2' }), await desk.logs({ lines: '500' })]
  const rowsIn = ({ plan }: Report): readonly string[] => plan.tables.find(({ title }) => title.includes('worker.service'))?.rows.flat() ?? []
  expect(rowsIn(few)).toHaveLength(2)
  expect(rowsIn(many)[0]).toBe('(sudo on this host lets nobody read more than 200 lines)')
  expect(rowsIn(many).join('\n')).toContain('line 9')
}, 60_000)

test('a release that is run by commands has nothing of this to tell', async () => {
  await host.writeFile('/etc/sudoers.d/deploy', 'deploy ALL=(ALL) NOPASSWD: ALL\n')
  const own = ['strategy', 'units', 'nginx-site', 'ports', 'python-requirements', 'pip-options', 'probe-url', 'settle', 'drain']
  const rest = Object.fromEntries(Object.entries(desk.texts).filter(([name]) => !own.includes(name)))
  desk.write({ 'version.txt': 'by commands' })
  expect(tell(await desk.run('ssh-deploy', { ...rest, 'restart-command': 'true', 'health-check': 'command true' }))).toBe('succeeded')
  const report = await desk.status()
  expect([applicationOf(report), rowsOf(report)]).toEqual(['not asked', []])
}, 60_000)
