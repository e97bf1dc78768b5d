import { expect, test } from '@jest/globals'
import type { ComposeFacts } from '../../../../../packages/operations/strategies/compose/observe.ts'
import { planCompose } from '../../../../../packages/operations/strategies/compose/plan.ts'
import { makeTarget, readSource } from '../../../../support/compose-source.ts'
import { makeRelease } from '../../../../support/sample-release.ts'

const FILE = `services:
  db:
    image: postgres@sha256:${'1'.repeat(64)}
    restart: always
  worker:
    image: worker:1
  migrate:
    image: worker:1
`
const INPUTS = { 'one-shot': 'migrate' }
const FACTS: ComposeFacts = { strategy: 'compose', engine: '26.1.5', compose: '2.26.1', problem: '', foreign: [], labels: {}, times: {}, images: undefined }

const source = await readSource({ 'compose.yaml': FILE, 'compose.override.yaml': 'services: {}\n' }, INPUTS)
const liveWith = (project: string): ReturnType<typeof makeRelease> => makeRelease('r1', 'good', { strategy: { ...source.settings, project } })

test('images are brought and pinned before anything is switched, and removed at the end', () => {
  const { prepare, finish, problems, differs } = planCompose(source, FACTS, makeTarget())
  expect(prepare.map(({ id, phase, effect }) => [id, phase, effect])).toEqual([
    ['bring-images', 'prepare', 'write'],
    ['pin-images', 'prepare', 'write']
  ])
  expect(finish.map(({ id, phase, optional }) => [id, phase, optional])).toEqual([
    ['retire-others', 'finish', true],
    ['remove-images', 'finish', true]
  ])
  expect(problems).toEqual([])
  // The tag of the worker may lead to another image than it did.
  expect(differs).toBe(true)
})

test('with nothing but digests there is nothing to deploy when the files are the same', async () => {
  const pinned = await readSource({ 'compose.yaml': `services:\n  db:\n    image: postgres@sha256:${'1'.repeat(64)}\n` })
  expect(planCompose(pinned, FACTS, makeTarget()).differs).toBe(false)
})

test('what was started by this strategy is retired by its own release', () => {
  expect(planCompose(source, FACTS, makeTarget({ live: liveWith('shop') })).finish.map(({ id }) => id)).toEqual(['remove-images'])
})

test('the notes tell what people would not expect', () => {
  expect(planCompose(source, { ...FACTS, foreign: ['shop-db-1', 'shop-worker-1'] }, makeTarget()).notes).toEqual([
    'web1: compose.override.yaml is not used: name it in compose-files if it is meant for this host',
    'web1: without a restart policy, after a reboot worker will stay down: write restart: unless-stopped',
    'web1: takes over 2 containers of the project shop: each is made anew once, also a database (its volumes stay)'
  ])
})

test.each<readonly [string, Partial<ComposeFacts>, string]>([
  ['no engine', { engine: undefined, problem: 'permission denied' }, 'The user cannot use Docker on web1: permission denied'],
  ['no Compose', { compose: undefined }, 'Docker Compose on web1 is not installed; 2.24 or newer is needed'],
  ['an old Compose', { compose: 'v2.23.3' }, 'Docker Compose on web1 is v2.23.3; 2.24 or newer is needed'],
  ['a very old one', { compose: '1.29.2' }, 'Docker Compose on web1 is 1.29.2; 2.24 or newer is needed']
])('%s is a problem', (_name, changes, message) => {
  expect(planCompose(source, { ...FACTS, ...changes }, makeTarget()).problems.map((problem) => problem.message)).toEqual([message])
})

test.each(['2.24.0', '2.30.1', 'v5.0.0'])('Compose %s is new enough', (compose) => {
  expect(planCompose(source, { ...FACTS, compose }, makeTarget()).problems).toEqual([])
})

test('another project than the live one would leave its volumes behind', () => {
  expect(planCompose(source, FACTS, makeTarget({ live: liveWith('video') })).problems).toEqual([
    {
      code: 'DK_INPUT_INVALID',
      host: 'web1',
      message: 'The live release is the project video, not shop: its volumes would be left behind',
      remedy: 'Set compose-project: video'
    }
  ])
})
