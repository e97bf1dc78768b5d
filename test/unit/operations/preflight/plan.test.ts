import { describe, expect, test } from '@jest/globals'
import { DeployKitError, parseInputs, render, type Plan } from '../../../../packages/core/index.ts'
import type { HostFacts, PlaceFacts, PreflightFacts } from '../../../../packages/operations/preflight/facts.ts'
import { preflightInputs } from '../../../../packages/operations/preflight/inputs.ts'
import { planPreflight } from '../../../../packages/operations/preflight/plan.ts'

const MIB = 1024 ** 2

const place: PlaceFacts = {
  user: 'deploy',
  kind: 'folder',
  nearest: '/srv/app',
  closed: [],
  path: { freeBytes: 5000 * MIB, freeInodes: 1_000_000, mountPoint: '/', isReadOnly: false },
  temporary: { freeBytes: 500 * MIB, freeInodes: 100_000, mountPoint: '/tmp', isReadOnly: false },
  lock: undefined,
  live: undefined,
  releases: 0,
  partial: 0,
  foreign: 0
}

const host: HostFacts = {
  roundTripMs: 12,
  clockAheadSeconds: 0,
  place,
  tools: { sh: { isThere: true, text: '' } },
  ports: [],
  noise: '',
  sudo: undefined,
  strategy: undefined
}

function plan(inputs: Readonly<Record<string, string>>, facts: Partial<HostFacts> | DeployKitError, more: Partial<PreflightFacts> = {}): Plan {
  const texts = { host: 'web1', path: '/srv/app', 'require-tools': 'sh', ...inputs }
  const values = parseInputs(preflightInputs, [{ describe: (name) => name, texts }])
  const byHost = { web1: facts instanceof DeployKitError ? facts : { ...host, ...facts } }
  return planPreflight(values, { hosts: ['web1'], source: undefined, strategy: undefined, template: undefined, byHost, ...more })
}

const rowsOf = ({ tables }: Plan): readonly (readonly string[])[] => tables.flatMap(({ rows }) => rows)
const rowOf = (made: Plan, check: string): readonly string[] | undefined => rowsOf(made).find(([name]) => name === check)

test('a host that is ready', () => {
  const made = plan({ ports: '8080' }, {})
  expect(made.tables).toEqual([
    {
      title: 'Preflight: web1',
      columns: ['check', 'result', 'found', 'needed'],
      rows: [
        ['connection', 'ok', 'logged in as deploy, round trip 12 ms', ''],
        ['clock', 'ok', 'agrees', ''],
        ['login profile', 'ok', 'silent', ''],
        ['layout', 'ok', 'nothing of ours is live', ''],
        ['write permission', 'ok', 'deploy may write in /srv/app', ''],
        ['disk', 'ok', '4.9 GiB free on /', ''],
        ['inodes', 'ok', '1000000 free on /', ''],
        ['disk for temporary files', 'ok', '500.0 MiB free on /tmp', ''],
        ['inodes for temporary files', 'ok', '100000 free on /tmp', ''],
        ['sh', 'ok', 'found', ''],
        ['port 8080', 'ok', 'free', ''],
        ['deploy lock', 'ok', 'free', '']
      ]
    }
  ])
  expect(made).toMatchObject({ problems: [], steps: [], notes: ['Ready'], outputs: { ready: 'true', problems: '[]' } })
})

const closed = { ...place, closed: [{ folder: '/srv/app', owner: 'root' }] }
const holder = { port: 8080, uid: '33', pid: '812', isOurs: false, command: 'nginx' }

describe('finds', () => {
  test.each<[string, string, string, string, Readonly<Record<string, string>>, Partial<HostFacts>]>([
    ['a clock that is off', 'clock', 'warning', '40 s ahead of this machine', {}, { clockAheadSeconds: 40 }],
    ['a clock that is far off', 'clock', 'problem', '301 s behind this machine', {}, { clockAheadSeconds: -301 }],
    ['a noisy profile', 'login profile', 'warning', 'prints "Welcome to web1" for every command', {}, { noise: 'Welcome\nto web1' }],
    ['a file at the path', 'layout', 'problem', '/srv/app is not a folder', {}, { place: { ...place, kind: 'other' } }],
    ['a first deploy', 'layout', 'ok', '/srv/app does not exist yet: first deploy', {}, { place: { ...place, kind: 'absent', nearest: '/srv' } }],
    [
      'what is there',
      'layout',
      'ok',
      'r7 is live, 5 releases, 1 unfinished uploads, 2 other entries',
      {},
      { place: { ...place, live: 'r7', releases: 5, partial: 1, foreign: 2 } }
    ],
    ['a closed path', 'write permission', 'problem', 'deploy may not write in /srv/app (of root)', {}, { place: closed }],
    ['a read-only disk', 'write permission', 'problem', 'the file system of /srv/app is mounted read-only', {}, { place: { ...place, path: { ...place.path, isReadOnly: true } } }],
    ['a full disk', 'disk', 'problem', '199.0 MiB free on /', {}, { place: { ...place, path: { ...place.path, freeBytes: 199 * MIB } } }],
    ['a margin of its own', 'disk', 'ok', '199.0 MiB free on /', { 'disk-margin': '100M' }, { place: { ...place, path: { ...place.path, freeBytes: 199 * MIB } } }],
    ['no inodes left', 'inodes', 'problem', '7 free on /', {}, { place: { ...place, path: { ...place.path, freeInodes: 7 } } }],
    ['a full /tmp', 'disk for temporary files', 'problem', '1.0 MiB free on /tmp', {}, { place: { ...place, temporary: { ...place.temporary, freeBytes: MIB } } }],
    ['a silent df', 'disk', 'warning', 'df does not tell', {}, { place: { ...place, path: { ...place.path, freeBytes: undefined } } }],
    ['a missing tool', 'docker', 'problem', 'not found', { 'require-tools': 'docker>=24' }, { tools: { docker: { isThere: false, text: '' } } }],
    ['an old tool', 'docker', 'problem', '20.10.1', { 'require-tools': 'docker>=24' }, { tools: { docker: { isThere: true, text: 'Docker version 20.10.1, build 1' } } }],
    ['a new tool', 'docker', 'ok', '24.0.7', { 'require-tools': 'docker>=24' }, { tools: { docker: { isThere: true, text: 'Docker version 24.0.7' } } }],
    ['a tool without version', 'x', 'warning', 'does not tell its version', { 'require-tools': 'x>=2' }, { tools: { x: { isThere: true, text: 'usage' } } }],
    ['a port of someone else', 'port 8080', 'problem', 'held by process 812: nginx', { ports: '8080' }, { ports: [holder] }],
    ['a port that may be the old application', 'port 8080', 'warning', 'held by process 812: nginx', { ports: '8080' }, { ports: [holder], place: { ...place, live: 'r7' } }],
    ['a port of this application', 'port 8080', 'ok', 'held by process 812: nginx, of this application', { ports: '8080' }, { ports: [{ ...holder, isOurs: true }] }],
    ['a port whose holder is hidden', 'port 8080', 'warning', 'held by a process of user id 33', { ports: '8080' }, { ports: [{ ...holder, pid: undefined, command: '' }] }],
    ['ports that cannot be told', 'port 8080', 'warning', 'cannot be told on this host', { ports: '8080' }, { ports: 'unknown' }],
    ['a held lock', 'deploy lock', 'warning', 'held by ana@laptop', {}, { place: { ...place, lock: 'ana@laptop' } }]
  ])('%s', (_name, check, result, found, inputs, facts) => {
    const made = plan(inputs, facts)
    expect(rowOf(made, check)?.slice(0, 3)).toEqual([check, result, found])
    expect(made.problems.map(({ message }) => message)).toEqual(result === 'problem' ? [`${check}: ${found}`] : [])
    expect(made.outputs['ready']).toBe(String(result !== 'problem'))
  })
})

test('all problems at once, each with its code and remedy', () => {
  const full = { ...place, kind: 'absent' as const, nearest: '/srv', closed: [{ folder: '/srv', owner: 'root' }], path: { ...place.path, freeBytes: 0 } }
  const made = plan({ 'require-tools': 'docker' }, { place: full, tools: {} })
  expect(made.problems).toEqual([
    {
      code: 'DK_PERMISSION_DENIED',
      host: 'web1',
      message: 'write permission: deploy may not write in /srv (of root)',
      remedy: 'On the host: sudo mkdir -p /srv/app && sudo chown deploy /srv/app, or use repair-permissions'
    },
    { code: 'DK_DISK_FULL', host: 'web1', message: 'disk: 0 B free on /', remedy: expect.stringMatching(/^At least 200\.0 MiB/) },
    { code: 'DK_PREFLIGHT_FAILED', host: 'web1', message: 'docker: not found', remedy: expect.stringMatching(/^Install docker/) }
  ])
  expect(made.notes).toEqual(['Not ready: 3 problems'])
  expect(JSON.parse(made.outputs['problems'] ?? '')).toHaveLength(3)
})

test('a host that cannot be asked is one problem', () => {
  const made = plan({}, new DeployKitError('DK_HOST_UNREACHABLE', { message: 'No answer from web1', remedy: 'Check the address' }))
  expect(made.problems).toEqual([{ code: 'DK_HOST_UNREACHABLE', host: 'web1', message: 'connection: No answer from web1', remedy: 'Check the address' }])
})

test('the source says how much space is needed', () => {
  const source = { sizeBytes: 3000 * MIB, entries: 10 }
  const made = plan({ source: '.' }, {}, { source })
  expect(rowOf(made, 'source')).toEqual(['source', 'ok', '10 entries, 2.9 GiB', ''])
  expect(rowOf(made, 'disk')?.[1]).toBe('problem')
})

describe('repair', () => {
  test('is one step, and a warning', () => {
    const made = plan({ 'repair-permissions': 'true' }, { place: closed, sudo: 'ready' })
    expect(rowOf(made, 'write permission')).toEqual([
      'write permission',
      'warning',
      'deploy may not write in /srv/app (of root)',
      'Repaired by: sudo -n chown deploy /srv/app'
    ])
    expect(made.problems).toEqual([])
    expect(made.steps).toMatchObject([{ id: 'repair-permissions', host: 'web1', effect: 'write', repeatable: true }])
    const [step] = made.steps
    expect(step?.kind === 'run' ? render(step.command).line : '').toMatch(/ deploy-kit \/srv\/app \/srv\/app$/)
  })

  test('makes a missing path, and never takes over its parent', () => {
    const absent = { ...closed, kind: 'absent' as const, nearest: '/srv', closed: [{ folder: '/srv', owner: 'root' }] }
    const [step] = plan({ 'repair-permissions': 'true' }, { place: absent, sudo: 'ready' }).steps
    expect(step?.kind === 'run' ? render(step.command).line : '').toMatch(/ deploy-kit \/srv\/app \/srv\/app$/)
  })

  test.each([
    ['missing', 'there is no sudo'],
    ['password', 'sudo asks for a password']
  ] as const)('without usable sudo (%s) it is a problem', (sudo, why) => {
    const made = plan({ 'repair-permissions': 'true' }, { place: closed, sudo })
    expect(made.steps).toEqual([])
    expect(made.problems[0]?.remedy).toContain(why)
  })

  test.each([
    ['it was not asked for', {}, { place: closed }],
    ['nothing is closed', { 'repair-permissions': 'true' }, { sudo: 'ready' as const }]
  ])('no step when %s', (_name, inputs, facts) => {
    expect(plan(inputs, facts).steps).toEqual([])
  })
})

describe('variables', () => {
  test.each([
    ['all are given', { 'require-variables': 'A, B', variables: 'A=1', secrets: '{"B":"2"}' }, undefined, []],
    ['the template has one', { 'require-variables': 'A', variables: 'B=1' }, 'A=1\n', []],
    ['some are missing', { 'require-variables': 'A, B, C', variables: 'A=1\nC=' }, undefined, ['variables: without a value: B, C']],
    ['the template needs one', { variables: 'B=1' }, 'A=\nB=\n', ['env template: The env template names a variable that has no value: A']],
    ['they cannot be read', { variables: 'no' }, undefined, ['variables: The input variables is not KEY=VALUE in line 1']]
  ])('%s', (_name, inputs, template, messages) => {
    expect(plan(inputs, {}, { template }).problems.map(({ message }) => message)).toEqual(messages)
  })

  test('no value is ever shown', () => {
    const made = plan({ 'require-variables': 'B', secrets: '{"A":"hunter2"}', variables: 'C=hunter2' }, {})
    expect(JSON.stringify(made)).not.toContain('hunter2')
  })
})

test.each([
  ['ports', '0', 'port'],
  ['ports', '80, http', 'http'],
  ['require-variables', 'A-B', 'A-B'],
  ['require-tools', 'tar; reboot', 'tar; reboot'],
  ['path', '/', "application's own"]
])('input %s refuses %s', (name, value, message) => {
  expect(() => plan({ [name]: value }, {})).toThrow(message)
})
