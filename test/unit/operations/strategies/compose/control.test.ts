import { expect, test } from '@jest/globals'
import type { Command } from '../../../../../packages/core/index.ts'
import { controlByCompose } from '../../../../../packages/operations/strategies/compose/control.ts'
import type { ComposeSettings } from '../../../../../packages/operations/strategies/compose/settings.ts'
import { makeTarget, readSource } from '../../../../support/compose-source.ts'

const FILES = {
  'deploy/compose.yaml': `services:
  db: { image: "postgres:15-alpine" }
  migrate: { image: "api:1", depends_on: [db] }
  api: { image: "api:1", depends_on: [db], scale: 2 }
  worker: { image: "api:1" }
`,
  'deploy/live.yaml': 'services: {}\n'
}
const INPUTS = {
  path: '/srv/Video API/',
  'compose-files': 'deploy/compose.yaml\ndeploy/live.yaml',
  'one-shot': 'migrate',
  'start-first': 'api:8000',
  proxy: 'db',
  'shared-paths': 'upstreams/',
  drain: '1500ms',
  'command-timeout': '2m'
}

const { settings } = await readSource(FILES, INPUTS)

test('inputs and files give settings that hold nothing of a host', () => {
  expect(settings).toEqual({
    strategy: 'compose',
    project: 'video-api',
    files: ['deploy/compose.yaml', 'deploy/live.yaml'],
    steps: [
      { kind: 'up', services: ['db'] },
      { kind: 'one-shot', service: 'migrate' },
      { kind: 'start-first', service: 'api', port: 8000, replicas: 2 },
      { kind: 'up', services: ['worker'] }
    ],
    proxy: 'db',
    upstreams: 'upstreams',
    drainSeconds: 1.5,
    timeoutSeconds: 120
  } satisfies ComposeSettings)
  expect(JSON.parse(JSON.stringify(settings))).toEqual(settings)
})

const control = controlByCompose(settings, makeTarget().place)

/** What a program is given; the program itself is proven on a host. */
function argumentsOf(command: Command | undefined): readonly unknown[] {
  if (command?.kind !== 'exec') throw new TypeError('Not a single command')
  return [...command.argv.slice(4), ...(command.env === undefined ? [] : [command.env])]
}

test('activate: the records, the live folder, the proxy, and the steps in order', () => {
  expect(argumentsOf(control.activate?.command)).toEqual([
    '/srv/shop/.deploy-kit/compose/r2',
    'video-api',
    '/srv/shop/current/deploy',
    '115',
    'db',
    '/srv/shop/current/upstreams',
    '/srv/shop/.deploy-kit/compose/times',
    'up:db',
    'one-shot:migrate',
    'start-first:api 2 8000',
    'up:worker',
    {
      COMPOSE_PROJECT_NAME: 'video-api',
      COMPOSE_FILE: '/srv/shop/current/deploy/compose.yaml:/srv/shop/current/deploy/live.yaml:/srv/shop/.deploy-kit/compose/r2/override.yaml',
      COMPOSE_PATH_SEPARATOR: ':'
    }
  ])
})

test('in the layout in-place the working folder is the live one', () => {
  const inPlace = controlByCompose(settings, makeTarget({ layout: 'in-place' }).place)
  expect(argumentsOf(inPlace.activate?.command).slice(2, 6)).toEqual(['/srv/shop/deploy', '115', 'db', '/srv/shop/upstreams'])
})

test('retire drains, deactivate does not wait', () => {
  const common = ['video-api', 'r2', '/srv/shop/.deploy-kit/compose', '/srv/shop/current', '/srv/shop/current/upstreams', '/srv/shop/.deploy-kit/compose/times']
  expect(argumentsOf(control.retire?.command)).toEqual([...common, '2'])
  expect(argumentsOf(control.deactivate?.command)).toEqual([...common, ''])
  expect(control.withdraw).toEqual(control.deactivate)
})

test('the check names every service that runs on, the one-shot services not', () => {
  expect(control.checks).toEqual([
    expect.objectContaining({ kind: 'command', title: 'compose services db, api, worker', required: true, argv: expect.arrayContaining(['video-api', 'db', 'api', 'worker']) })
  ])
})

test('a guard that runs it alone is given no standard input', () => {
  for (const action of [control.activate, control.deactivate, control.retire]) expect(action?.command).not.toHaveProperty('stdin')
})

test.each([
  ['one-shot', { 'one-shot': 'migrat' }, 'deploy/compose.yaml, deploy/live.yaml have no service migrat; there are db, migrate, api, worker'],
  ['a proxy', { proxy: 'nginx' }, 'deploy/compose.yaml, deploy/live.yaml have no service nginx; there are db, migrate, api, worker'],
  ['half a login', { 'registry-username': 'ana' }, 'registry-password is missing']
])('%s that cannot be right is refused before a host is asked', async (_name, changes, message) => {
  await expect(readSource(FILES, { ...INPUTS, ...changes })).rejects.toMatchObject({ code: 'DK_INPUT_INVALID', message })
})

test('a source without a compose file is refused', async () => {
  await expect(readSource({ 'README.md': 'empty' })).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID' })
})
