import { expect, test } from '@jest/globals'
import { sealTree } from '../../../../../packages/core/index.ts'
import type { SystemdFacts } from '../../../../../packages/operations/strategies/systemd/observe.ts'
import { planSystemd } from '../../../../../packages/operations/strategies/systemd/plan.ts'
import type { SystemdSource } from '../../../../../packages/operations/strategies/systemd/read-source.ts'
import type { StrategyTarget } from '../../../../../packages/operations/strategies/strategy-plan.ts'
import { hostPaths } from '../../../../../packages/operations/tools/host-paths.ts'

const UNIT = '[Service]\nUser={user}\nExecStart={current}/app {port}\n'
const RENDERED = '[Service]\nUser=deploy\nExecStart=/srv/app/current/app 8001\n'

const PLAIN: SystemdSource = {
  strategy: 'systemd',
  settings: {
    strategy: 'systemd',
    cutover: 'restart',
    units: [{ name: 'app.service', sha256: '1', isInstallable: false, runsFromRelease: true }],
    site: undefined,
    ports: [8001],
    python: undefined,
    settleSeconds: 5,
    drainSeconds: 10,
    timeoutSeconds: 60
  },
  units: [{ name: 'app.service', text: UNIT }],
  site: undefined
}
const TWOFOLD: SystemdSource = {
  strategy: 'systemd',
  settings: {
    ...PLAIN.settings,
    cutover: 'ports',
    units: [{ name: 'app@.service', sha256: '1', isInstallable: true, runsFromRelease: true }],
    site: { name: 'app.conf', sha256: '2' },
    ports: [8001, 8002]
  },
  units: [{ name: 'app@.service', text: '[Service]\nExecStart={release}/app {port}\n' }],
  site: { name: 'app.conf', text: 'upstream app { server 127.0.0.1:{port}; }\n' }
}
const FACTS: SystemdFacts = {
  strategy: 'systemd',
  user: 'deploy',
  hasSystemd: true,
  hasNginx: true,
  python: 'Python 3.11.2',
  units: {},
  site: undefined,
  restartSeconds: {},
  stopLimits: {},
  listening: [],
  running: [],
  refused: []
}
const LIVE = { id: 'r1', state: 'good', manifest: undefined } as const

function target(changes: Partial<StrategyTarget> = {}, served: Readonly<Record<number, string>> = {}): StrategyTarget {
  const live = 'live' in changes ? changes.live : LIVE
  return {
    host: 'web1',
    place: { host: 'web1', paths: hostPaths('/srv/app', 'releases'), id: 'r2', commit: undefined, live: live?.id, served },
    live,
    buildSeconds: 900,
    uploadSeconds: 3600,
    tree: sealTree([]),
    ...changes
  }
}

test('a unit that is the same is neither shown nor a reason to deploy', () => {
  const plan = planSystemd(PLAIN, { ...FACTS, units: { 'app.service': RENDERED } }, target())
  expect(plan).toMatchObject({ tables: [], differs: false, problems: [] })
  expect(plan.prepare.map(({ id }) => id)).toEqual(['write-units'])
})

test('a unit that differs is shown line by line', () => {
  const plan = planSystemd(PLAIN, { ...FACTS, units: { 'app.service': RENDERED.replace('deploy', 'root') } }, target())
  expect(plan.differs).toBe(true)
  expect(plan.tables).toEqual([
    { title: 'app.service differs from what is installed on web1', columns: ['- installed, + new'], rows: [[' [Service]'], ['-User=root'], ['+User=deploy'], [' ExecStart=/srv/app/current/app 8001']] }
  ])
})

test.each([
  [PLAIN, { live: undefined }, {}, 'plain start: nothing is live yet'],
  [PLAIN, {}, {}, 'plain restart, because there is no .socket unit, and no template unit with two ports and an nginx-site: nothing answers while app.service restarts. Expected downtime: how long is not known yet'],
  [PLAIN, {}, { restartSeconds: { 'app.service': 1.5 } }, 'Expected downtime: about 1.5 s, as when it was restarted last'],
  [PLAIN, {}, { restartSeconds: { 'app.service': 1.5 }, stopLimits: { 'app.service': '1min 30s' } }, 'Expected downtime: about 1.5 s, as when it was restarted last; its stop may take 1min 30s'],
  [{ ...PLAIN, settings: { ...PLAIN.settings, cutover: 'socket' as const } }, {}, {}, 'socket activation, because there is a .socket unit: systemd keeps listening while app.service restarts, and requests wait (how long is not known yet). Expected downtime: none'],
  [TWOFOLD, {}, {}, 'blue/green, because there are a template unit, two ports and an nginx-site: app@8001.service starts beside what is live, and nginx is led to it. Expected downtime: none']
] as const)('%#: the way, the reason and the expected downtime', (source, changes, facts, note) => {
  expect(planSystemd(source, { ...FACTS, ...facts }, target(changes)).notes[0]).toContain(note)
})

test('two ports: the unit is the same for all releases, the site leads to the idle port, and another port alone is no reason to deploy', () => {
  const site = (port: number): string => `upstream app { server 127.0.0.1:${port}; }\n`
  const unit = '[Service]\nExecStart=/srv/app/current-%i/app %i\n'
  const plan = planSystemd(TWOFOLD, { ...FACTS, units: { 'app@.service': unit }, site: site(8001) }, target({}, { 8001: 'r1' }))
  expect(plan.differs).toBe(false)
  expect(plan.tables.map(({ rows }) => rows.flat())).toEqual([[`-${site(8001).trim()}`, `+${site(8002).trim()}`]])
  expect(plan.prepare.map(({ id }) => id)).toEqual(['write-units', 'test-site'])
})

test.each([
  [PLAIN, { hasSystemd: false }, 'DK_PREFLIGHT_FAILED', 'web1 is not run by systemd'],
  [TWOFOLD, { hasNginx: false }, 'DK_PREFLIGHT_FAILED', 'There is no nginx on web1'],
  [{ ...PLAIN, settings: { ...PLAIN.settings, python: { requirements: 'requirements.txt', pipOptions: [] } } }, { python: undefined }, 'DK_PREFLIGHT_FAILED', 'no Python on web1 that can make environments'],
  [TWOFOLD, { listening: [8001] }, 'DK_PREFLIGHT_FAILED', 'Port 8001 on web1 is taken by something else than app@8001.service'],
  [PLAIN, { refused: ['systemctl restart app.service', 'rm -f /etc/systemd/system/app.service'] }, 'DK_SUDO_PASSWORD', 'sudo on web1 does not let deploy run without a password: systemctl restart app.service']
] as const)('%#: is refused before anything is changed', (source, facts, code, message) => {
  const { problems } = planSystemd(source, { ...FACTS, ...facts }, target())
  expect(problems).toEqual([expect.objectContaining({ code, host: 'web1', message: expect.stringContaining(message) })])
})

test('rights that this deploy does not need are not asked for', () => {
  const refused = ['systemctl daemon-reload', 'systemctl enable -q app@8001.service']
  expect(planSystemd(PLAIN, { ...FACTS, units: { 'app.service': RENDERED }, refused: refused.slice(0, 1) }, target()).problems).toEqual([])
  expect(planSystemd(PLAIN, { ...FACTS, refused: refused.slice(0, 1) }, target()).problems).toHaveLength(1)
})
