import { describe, expect, test } from '@jest/globals'
import type { HostFacts } from '../../../../packages/operations/preflight/facts.ts'
import { judgeStrategy } from '../../../../packages/operations/preflight/judge-strategy.ts'
import { findRegistry, type StrategyNeeds } from '../../../../packages/operations/preflight/strategy-needs.ts'
import type { ComposeHostFacts, SystemdHostFacts } from '../../../../packages/operations/preflight/strategy-queries.ts'
import type { SudoVerb } from '../../../../packages/operations/strategies/systemd/sudo-verbs.ts'

const GIB = 1024 ** 3
const REMEDY = 'With the same configuration: deploy-kit init-host --host deploy@web1 (it logs in as root; or add --print for a script)'

const verb = (needed: SudoVerb['needed'], ...words: readonly string[]): SudoVerb => ({ needed, words })
const start = verb('run', 'systemctl', 'start', 'app@8001.service')
const enable = verb('enable', 'systemctl', 'enable', '-q', 'app.service')
const reload = verb('install', 'systemctl', 'daemon-reload')
const remove = verb('remove', 'rm', '-f', '/etc/systemd/system/app.service')

const systemdNeeds: StrategyNeeds = { strategy: 'systemd', verbs: [start, enable, reload, remove], hasSite: true, hasPython: true }
const systemd: SystemdHostFacts = { strategy: 'systemd', hasSystemd: true, nginx: 'nginx/1.22.1', python: 'Python 3.11.2', refused: [] }
const composeNeeds: StrategyNeeds = { strategy: 'compose', registries: ['default'] }
const compose: ComposeHostFacts = {
  strategy: 'compose',
  client: 'Docker version 26.1.5',
  engine: '26.1.5',
  problem: '',
  compose: '2.26.1',
  storage: { freeBytes: 5 * GIB, mountPoint: '/' },
  registries: [{ name: 'default', address: 'mirror:5000', isReachable: true }]
}

function judge(needs: StrategyNeeds | undefined, strategy: HostFacts['strategy'], live?: string): readonly (readonly string[])[] {
  const space = { freeBytes: GIB, freeInodes: undefined, mountPoint: '/', isReadOnly: false }
  const place = { user: 'deploy', kind: 'folder', nearest: '/srv/app', closed: [], path: space, temporary: space, lock: undefined, live, releases: 0, partial: 0, foreign: 0 } as const
  const facts = { roundTripMs: 1, clockAheadSeconds: 0, place, tools: {}, ports: [], noise: '', sudo: undefined, strategy }
  return judgeStrategy(needs, facts, { host: 'web1', margin: GIB }).map(({ check, result, found, remedy }) => [check, result, found, remedy])
}

test('strategy commands adds nothing', () => {
  expect(judge(undefined, undefined)).toEqual([])
})

describe('systemd', () => {
  test('a host that has all of it', () => {
    expect(judge(systemdNeeds, systemd)).toEqual([
      ['systemd', 'ok', 'runs the host', ''],
      ['nginx', 'ok', 'nginx/1.22.1', ''],
      ['python', 'ok', 'Python 3.11.2, with venv', ''],
      ['sudo', 'ok', 'deploy may run all 4 commands', '']
    ])
  })

  test('what is missing is told at once', () => {
    const found = judge(systemdNeeds, { ...systemd, hasSystemd: false, nginx: undefined, python: undefined, refused: [start] })
    expect(found.map(([check, result]) => `${check} ${result}`)).toEqual(['systemd problem', 'nginx problem', 'python problem', 'sudo problem'])
  })

  test('what is not asked for is not looked at', () => {
    expect(judge({ ...systemdNeeds, hasSite: false, hasPython: false }, { ...systemd, nginx: undefined, python: undefined }).map(([check]) => check)).toEqual(['systemd', 'sudo'])
  })

  test('before the first deploy all that it runs is needed', () => {
    expect(judge(systemdNeeds, { ...systemd, refused: [start, enable, reload, remove] }).slice(3)).toEqual([
      ['sudo', 'problem', 'deploy may not run: systemctl start app@8001.service; systemctl enable -q app.service; systemctl daemon-reload', REMEDY],
      ['sudo for changed units', 'warning', 'deploy may not run: rm -f /etc/systemd/system/app.service', REMEDY]
    ])
  })

  test('later only what every deploy runs', () => {
    expect(judge(systemdNeeds, { ...systemd, refused: [start, reload] }, 'r1').slice(3).map(([check, result, found]) => [check, result, found])).toEqual([
      ['sudo', 'problem', 'deploy may not run: systemctl start app@8001.service'],
      ['sudo for changed units', 'warning', 'deploy may not run: systemctl daemon-reload']
    ])
  })
})

describe('compose', () => {
  test('a host that has all of it', () => {
    expect(judge(composeNeeds, compose)).toEqual([
      ['docker', 'ok', '26.1.5', ''],
      ['docker compose', 'ok', '2.26.1', ''],
      ['disk for images', 'ok', '5.0 GiB free on /', ''],
      ['registry', 'ok', 'mirror:5000 answers', '']
    ])
  })

  test.each<[string, Partial<ComposeHostFacts>, readonly string[]]>([
    ['no Docker', { client: undefined }, ['docker', 'problem', 'not found', 'Install Docker and Docker Compose on the host']],
    ['a user who is not let in', { engine: undefined, problem: 'permission denied while trying' }, ['docker', 'problem', 'deploy cannot use it: permission denied while trying', REMEDY]],
    ['an engine that does not run', { engine: undefined, problem: 'Cannot connect' }, ['docker', 'problem', 'deploy cannot use it: Cannot connect', 'Start it on the host: sudo systemctl start docker']],
    ['an old Compose', { compose: '2.3.3' }, ['docker compose', 'problem', '2.3.3', 'Install Docker Compose 2.24 or newer: the package docker-compose-plugin']],
    ['a full disk', { storage: { freeBytes: 1, mountPoint: '/var' } }, ['disk for images', 'problem', '1 B free on /var', 'At least 1.0 GiB: remove what is not needed (old logs, images, releases)']],
    [
      'a registry that is gone',
      { registries: [{ name: 'r.example:5000', address: 'r.example:5000', isReachable: false }] },
      ['registry r.example:5000', 'problem', 'r.example:5000 does not answer', 'Check the name, the network and the firewall between the host and it']
    ]
  ])('%s', (_name, facts, row) => {
    expect(judge(composeNeeds, { ...compose, ...facts }).filter(([, result]) => result !== 'ok')).toEqual([row])
  })

  test('a registry that cannot be asked stops nothing', () => {
    const unknown = [{ name: 'default', address: 'r:443', isReachable: undefined }]
    expect(judge(composeNeeds, { ...compose, registries: unknown }).at(-1)?.slice(0, 2)).toEqual(['registry', 'ok'])
  })
})

test.each([
  ['postgres:15-alpine', 'default'],
  ['minio/minio', 'default'],
  ['ghcr.io/org/app:1', 'ghcr.io'],
  ['dk-registry:5000/app', 'dk-registry:5000'],
  ['localhost/app', 'localhost']
])('the registry of %s', (image, registry) => {
  expect(findRegistry(image)).toBe(registry)
})
