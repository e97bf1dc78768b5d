import { expect, test } from '@jest/globals'
import { findStartFirstProblems, noteStartFirst, tellReplacement } from '../../../../../packages/operations/strategies/compose/replacement.ts'
import type { ComposeSource } from '../../../../../packages/operations/strategies/compose/read-source.ts'
import { readSource } from '../../../../support/compose-source.ts'

const FILE = `services:
  api:
    image: api:1
    healthcheck: { test: [CMD, "true"] }
    labels:
      traefik.enable: "true"
      traefik.http.routers.api.rule: PathPrefix(\`/\`)
      traefik.http.routers.api.middlewares: auth@file, api-retry
      traefik.http.middlewares.api-retry.retry.attempts: "4"
`
const INPUTS = { 'start-first': 'api' }
const RETRIED = ['start-first', 'Traefik finds the new container by its labels when it is healthy (compose.yaml:6)', 'none: Traefik asks another container (compose.yaml:9)']
const NOT_RETRIED = [RETRIED[0], RETRIED[1], 'requests to the old container while it ends']

const read = (text: string): Promise<ComposeSource> => readSource({ 'compose.yaml': text }, INPUTS)
const tell = (source: ComposeSource, labels?: readonly string[]): readonly string[] => {
  const found = source.services.find(({ name }) => name === 'api')
  if (found === undefined) throw new Error('There is no api')
  return tellReplacement(found, source, { labels })
}

test('a service that Traefik finds is one, without a proxy and a port', async () => {
  const source = await read(FILE)
  expect(findStartFirstProblems(source)).toEqual([])
  expect(source.settings.steps).toEqual([{ kind: 'start-first', service: 'api', port: undefined, byLabels: true, replicas: 1 }])
  expect(tell(source)).toEqual(RETRIED)
  expect(noteStartFirst(source)).toEqual([])
})

test.each([
  ['in any case', FILE.replace('traefik.http.middlewares.api-retry', 'Traefik.HTTP.middlewares.API-Retry')],
  ['of the provider by name', FILE.replace('auth@file, api-retry', 'api-retry@docker')],
  ['of another service', `${FILE.replace(/ +traefik.http.middlewares.*\n/, '')}    init: true\n  proxy:\n    labels: ["traefik.http.middlewares.api-retry.retry.attempts=4"]\n`]
])('a retry middleware is known %s', async (_name, text) => {
  expect(tell(await read(text))[2]).toMatch(/^none: Traefik asks another container/)
})

test.each([
  ['is not used', FILE.replace('auth@file, api-retry', 'auth@file')],
  ['tries once', FILE.replace('attempts: "4"', 'attempts: "1"')],
  ['is used by one router of two', `${FILE}      traefik.http.routers.old.rule: Path(\`/old\`)\n`]
])('a retry middleware that %s is none, and the plan says what fails', async (_name, text) => {
  const source = await read(text)
  expect(findStartFirstProblems(source)).toEqual([])
  expect(tell(source)).toEqual(NOT_RETRIED)
  expect(noteStartFirst(source)).toEqual([expect.stringMatching(/^requests that Traefik leads to the old container of api while it ends fail, .*traefik\.http\.middlewares\.api-retry\.retry\.attempts=5/)])
})

test.each([
  ['enable is false', FILE.replace('enable: "true"', 'enable: "false"')],
  ['there are other labels only', FILE.replaceAll(/ +traefik.*\n/g, '').replace('labels:\n', 'labels: [com.example.team=shop]\n')]
])('Traefik does not find it when %s', async (_name, text) => {
  const source = await read(text)
  expect(source.settings.steps).toEqual([{ kind: 'start-first', service: 'api', port: undefined, replicas: 1 }])
  expect(tell(source)).toEqual(['start-first', 'named in start-first', 'none'])
})

test.each([[FILE.replace(/ +healthcheck.*\n/, '')], [FILE.replace('{ test: [CMD, "true"] }', '{ disable: true }')]])('without a healthcheck it is refused', async (text) => {
  expect(findStartFirstProblems(await read(text))).toEqual([
    { message: expect.stringMatching(/^compose\.yaml:[56]: Traefik finds api, which has no healthcheck: /), remedy: 'Write a healthcheck for api' }
  ])
})

const LABELS = ['traefik.enable=true', 'traefik.http.routers.api.rule=PathPrefix(`/`)', 'traefik.http.routers.api.middlewares=auth@file, api-retry', 'traefik.http.middlewares.api-retry.retry.attempts=4']

test('labels that are the same are no obstacle, in whatever order; others are', async () => {
  const source = await read(FILE)
  expect(tell(source, LABELS.toReversed())).toEqual(RETRIED)
  for (const labels of [LABELS.slice(1), [...LABELS, 'traefik.http.routers.api.tls=true'], LABELS.map((label) => label.replace('/', '/v1'))]) {
    expect(tell(source, labels)).toEqual(['stop-first', 'its labels change, and Traefik serves nobody while two containers differ in them', 'its stop (at most 10s) and its start'])
  }
})

test('of labels with a value that only the host knows nothing is said', async () => {
  expect(tell(await read(FILE.replace('PathPrefix(`/`)', 'Host(`${DOMAIN}`)')), LABELS)).toEqual(RETRIED)
})

test('Traefik as the proxy of a port is refused: it is not led', async () => {
  const source = await readSource({ 'compose.yaml': `${FILE}  front:\n    image: traefik:v3.6\n` }, { 'start-first': 'api:8000', proxy: 'front', 'shared-paths': 'upstreams/' })
  expect(findStartFirstProblems(source)).toEqual([
    { message: 'compose.yaml:10: front is Traefik, which is not led to containers: it finds them by their labels', remedy: 'Take away proxy and the port in start-first' }
  ])
})
