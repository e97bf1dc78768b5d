import { expect, test } from '@jest/globals'
import { exec, parseInputs, type CheckResult, type Plan, type Report } from '../../../../packages/core/index.ts'
import { healthCheck } from '../../../../packages/operations/health-check/index.ts'
import { healthCheckInputs } from '../../../../packages/operations/health-check/inputs.ts'
import type { Services } from '../../../../packages/operations/strategies/control.ts'
import type { HealthCheckFacts } from '../../../../packages/operations/health-check/observe.ts'

const read = (inputs: Readonly<Record<string, string>>) => parseInputs(healthCheckInputs, [{ describe: (name) => name, texts: inputs }])
const plan = (inputs: Readonly<Record<string, string>>, facts: HealthCheckFacts): Plan => healthCheck.plan(read(inputs), facts)

test('without a host it looks from this machine', () => {
  const values = read({ 'health-check': 'http https://app.example.com/ body="a, b"' })
  expect(values.host).toEqual(['local'])
  expect(healthCheck.plan(values, { hosts: ['local'], live: {}, own: {} })).toMatchObject({
    hosts: ['local'],
    problems: [],
    steps: [{ kind: 'wait-healthy', host: 'local', effect: 'read', attempts: 30, delaySeconds: 2, checks: [{ body: 'a, b', host: 'local', timeoutSeconds: 5 }] }]
  })
})

test('one step per host, each with the release that is live there', () => {
  const inputs = { host: 'web1, web2', path: '/srv/app/', quick: 'true', 'health-check': 'http http://127.0.0.1/ body={release}\noptional tcp {host}:80' }
  const made = plan(inputs, { hosts: ['web1', 'web2'], live: { web1: 'r1', web2: 'r2' }, own: {} })
  expect(made.steps).toMatchObject([
    { host: 'web1', attempts: 5, checks: [{ body: 'r1' }, { address: 'web1', required: false }] },
    { host: 'web2', attempts: 5, checks: [{ body: 'r2' }, { address: 'web2', required: false }] }
  ])
  expect(made.tables[0]?.rows).toEqual([
    ['web1', 'http://127.0.0.1/', 'host', 'yes'],
    ['web1', 'tcp web1:80', 'runner', 'no'],
    ['web2', 'http://127.0.0.1/', 'host', 'yes'],
    ['web2', 'tcp web2:80', 'runner', 'no']
  ])
})

test('a release that is not known is a problem of that host', () => {
  const made = plan({ host: 'web1', path: '/srv/app', 'health-check': 'http http://127.0.0.1/{release}' }, { hosts: ['web1'], live: {}, own: {} })
  expect(made.problems).toMatchObject([{ code: 'DK_INPUT_INVALID', host: 'web1', message: expect.stringContaining('no release is live') }])
})

test('what the strategy of the live release asks comes first, also where nothing else is asked', () => {
  const check = { kind: 'command' as const, title: 'app.service runs', host: 'web1', required: true, timeoutSeconds: 15, argv: ['true'] }
  const own = { web1: { checks: [check], services: undefined, evidence: [{ title: 'Journal of app.service', host: 'web1', command: exec(['true']) }] } }
  const facts = { hosts: ['web1', 'web2'], live: { web1: 'r1' }, own }
  const asked = plan({ host: 'web1, web2', path: '/srv/app', 'health-check': 'tcp a:1' }, facts)
  expect(asked.steps).toMatchObject([{ checks: [check, { address: 'a' }], evidence: [{ title: 'Journal of app.service' }] }, { checks: [{ address: 'a' }], evidence: [] }])
  const unasked = plan({ host: 'web1, web2', path: '/srv/app' }, facts)
  expect(unasked.steps).toMatchObject([{ checks: [check] }, { checks: [] }])
  expect(unasked.problems).toMatchObject([{ code: 'DK_INPUT_INVALID', host: 'web2', message: expect.stringContaining('nothing to check') }])
})

test('a service is asked as the strategy of the live release says', () => {
  const services: Services = { names: ['db', 'api'], ask: (check) => ({ kind: 'command', title: `${check.title}!`, host: check.host, required: check.required, timeoutSeconds: 9, argv: ['true'] }), logs: (names) => ({ title: `Logs of ${names.join()}`, host: 'web1', command: exec(['true']) }) }
  const facts = { hosts: ['web1'], live: { web1: 'r1' }, own: { web1: { checks: [], evidence: [], services } } }
  expect(plan({ host: 'web1', path: '/srv/app', 'health-check': 'postgres db\ntcp a:1' }, facts).steps).toMatchObject([
    { checks: [{ title: 'postgres db!' }, { address: 'a' }], evidence: [{ title: 'Logs of db' }] }
  ])
  expect(plan({ host: 'web1', path: '/srv/app', 'health-check': 'postgres bd\nlog service=migrate' }, facts).problems).toMatchObject([
    { code: 'DK_INPUT_INVALID', host: 'web1', message: 'postgres bd: no service bd is kept running; there are db, api', remedy: 'Correct the check, or deploy-kit status --path /srv/app tells what is live on web1' },
    { message: 'log of migrate: no service migrate is kept running; there are db, api' }
  ])
})

test.each([
  [{ host: 'web1', path: '/srv/app' }, 'deploy-kit status --path /srv/app tells what is live on web1'],
  [{ host: 'web1' }, 'give the path of the application']
])('a service where compose runs nothing, with %j', (inputs, remedy) => {
  const message = 'postgres db asks the containers of the service db, which only a release of strategy compose has'
  expect(plan({ ...inputs, 'health-check': 'postgres db' }, { hosts: ['web1'], live: {}, own: {} }).problems).toMatchObject([{ message, remedy: expect.stringContaining(remedy) }])
})

test('logs and the situation are the evidence', () => {
  const inputs = { path: '/srv/app', 'health-check': 'tcp a:1', logs: 'var/app.log, /var/log/x', 'log-lines': '7', verbose: 'true' }
  expect(plan(inputs, { hosts: ['local'], live: {}, own: {} }).steps).toMatchObject([
    {
      evidence: [
        { title: 'End of var/app.log', command: { argv: ['tail', '-n', '7', '/srv/app/var/app.log'] } },
        { title: 'End of /var/log/x', command: { argv: ['tail', '-n', '7', '/var/log/x'] } },
        { title: 'Memory, disks and processes' }
      ]
    }
  ])
})

test.each([
  [{ 'health-check': 'htp http://a/' }, 'did you mean http?'],
  [{ 'health-check': 'tcp a:1', host: 'a b' }, 'is not a host'],
  [{ 'health-check': 'tcp a:1', path: 'srv' }, 'must be absolute']
])('refuses %j', (inputs, message) => {
  expect(() => read(inputs)).toThrow(message)
})

const result = (passed: boolean, required = true): CheckResult => ({ title: 'x', host: 'local', required, passed, detail: '', attempts: 1 })

test.each<[string, Partial<Report>, Readonly<Record<string, string>>]>([
  ['all passed', { outcome: 'succeeded', checks: [result(true), result(true)] }, { healthy: 'true', passed: '2', failed: '0' }],
  ['an optional one failed', { outcome: 'succeeded', checks: [result(true), result(false, false)] }, { healthy: 'true', passed: '1', failed: '1' }],
  ['a required one failed', { outcome: 'failed', checks: [result(true), result(false)] }, { healthy: 'false', passed: '1', failed: '1' }],
  ['nothing was looked at', { outcome: 'failed', checks: [] }, { healthy: 'false', passed: '0', failed: '0' }]
])('outputs when %s', (_name, part, expected) => {
  const values = read({ 'health-check': 'tcp a:1' })
  const report: Report = {
    plan: healthCheck.plan(values, { hosts: ['local'], live: {}, own: {} }),
    outcome: 'succeeded',
    startedAt: 0,
    durationMs: 0,
    steps: [],
    checks: [],
    restored: [],
    probes: [],
    warnings: [],
    error: undefined,
    live: {},
    evidence: [],
    answers: {},
    outputs: {},
    sentBytes: 0,
    ...part
  }
  expect(healthCheck.outputsAfter?.(values, report)).toMatchObject(expected)
})
