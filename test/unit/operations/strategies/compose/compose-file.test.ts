import { expect, test } from '@jest/globals'
import { parseComposeFiles } from '../../../../../packages/operations/strategies/compose/compose-file.ts'

const FILE = `x-base: &base
  image: shop/api:\${TAG}
  restart: unless-stopped
services:
  api:
    <<: *base
    depends_on: [db]
    healthcheck: { test: "true" }
    deploy: { replicas: 2 }
  db:
    image: postgres:15-alpine
    stop_grace_period: 1m
    volumes:
      - dbdata:/var/lib/postgresql/data
      - type: bind
        source: ./init
        target: /init
        read_only: true
  proxy:
    build: ./proxy
    container_name: front
    network_mode: host
    ports:
      - "80:80"
      - target: 443
        published: "443"
    depends_on:
      api: { condition: service_healthy }
    profiles: [web]
    deploy: { restart_policy: { condition: on-failure } }
`

test('what a plan has to know, with the lines where it stands', () => {
  const services = parseComposeFiles([{ name: 'compose.yaml', text: FILE }], new Map([['TAG', '7']]))
  expect(services).toEqual([
    {
      name: 'api',
      image: 'shop/api:7',
      isBuilt: false,
      ports: [],
      containerName: undefined,
      hostNetwork: undefined,
      mounts: [],
      labels: [],
      dependsOn: ['db'],
      profiles: [],
      hasRestartPolicy: true,
      hasHealthcheck: true,
      replicas: 2,
      stopPeriod: '10s',
      place: 'compose.yaml:5'
    },
    {
      name: 'db',
      image: 'postgres:15-alpine',
      isBuilt: false,
      ports: [],
      containerName: undefined,
      hostNetwork: undefined,
      mounts: [
        {
          value: { kind: 'volume', source: 'dbdata', target: '/var/lib/postgresql/data', isReadOnly: false, text: 'dbdata:/var/lib/postgresql/data' },
          place: 'compose.yaml:14'
        },
        { value: { kind: 'bind', source: './init', target: '/init', isReadOnly: true, text: './init:/init' }, place: 'compose.yaml:15' }
      ],
      labels: [],
      dependsOn: [],
      profiles: [],
      hasRestartPolicy: false,
      hasHealthcheck: false,
      replicas: 1,
      stopPeriod: '1m',
      place: 'compose.yaml:10'
    },
    {
      name: 'proxy',
      image: undefined,
      isBuilt: true,
      ports: [
        { value: '80', place: 'compose.yaml:24' },
        { value: '443', place: 'compose.yaml:25' }
      ],
      containerName: { value: 'front', place: 'compose.yaml:21' },
      hostNetwork: { value: 'host', place: 'compose.yaml:22' },
      mounts: [],
      labels: [],
      dependsOn: ['api'],
      profiles: ['web'],
      hasRestartPolicy: true,
      hasHealthcheck: false,
      replicas: 1,
      stopPeriod: '10s',
      place: 'compose.yaml:19'
    }
  ])
})

test('a later file goes over an earlier one: lists grow, a mount replaces the one at the same place', () => {
  const later = `services:
  db:
    image: postgres:16
    ports: ["127.0.0.1:5432:5432"]
    volumes: ["/srv/db:/var/lib/postgresql/data"]
  api:
    depends_on: { cache: { condition: service_started } }
  cache:
    image: redis:7-alpine
`
  const services = parseComposeFiles([{ name: 'compose.yaml', text: FILE }, { name: 'compose.live.yaml', text: later }], new Map())
  const [api, db, , cache] = services
  expect(services.map(({ name }) => name)).toEqual(['api', 'db', 'proxy', 'cache'])
  expect(api).toMatchObject({ dependsOn: ['db', 'cache'], replicas: 2, hasRestartPolicy: true, image: 'shop/api:${TAG}' })
  expect(db).toMatchObject({ image: 'postgres:16', stopPeriod: '1m', ports: [{ value: '5432', place: 'compose.live.yaml:4' }] })
  expect(db?.mounts.map(({ value, place }) => `${value.text} ${place}`)).toEqual(['./init:/init compose.yaml:15', '/srv/db:/var/lib/postgresql/data compose.live.yaml:5'])
  expect(cache?.image).toBe('redis:7-alpine')
})

test('what cannot be read is told with the name of the file', () => {
  expect(() => parseComposeFiles([{ name: 'compose.yaml', text: 'services: [unclosed' }], new Map())).toThrow(
    expect.objectContaining({ code: 'DK_SOURCE_INVALID', message: expect.stringMatching(/^compose\.yaml cannot be read: /) })
  )
})

const parse = (...texts: readonly string[]): ReturnType<typeof parseComposeFiles> =>
  parseComposeFiles(texts.map((text, index) => ({ name: `${index + 1}.yaml`, text })), new Map([['HOST', 'shop.example.com']]))

test.each([
  ['a list', 'labels:\n      - traefik.enable=true\n      - traefik.http.routers.api.rule=Host(`${HOST}`) && Path(`/a=b`)\n      - alone'],
  ['a map', 'labels:\n      traefik.enable: true\n      traefik.http.routers.api.rule: Host(`${HOST}`) && Path(`/a=b`)\n      alone:']
])('labels as %s, each with its line', (_name, lines) => {
  expect(parse(`services:\n  api:\n    ${lines}\n`)[0]?.labels).toEqual([
    { value: { name: 'traefik.enable', value: 'true' }, place: '1.yaml:4' },
    { value: { name: 'traefik.http.routers.api.rule', value: 'Host(`shop.example.com`) && Path(`/a=b`)' }, place: '1.yaml:5' },
    { value: { name: 'alone', value: '' }, place: '1.yaml:6' }
  ])
})

test('a label of a later file replaces the one of its name', () => {
  const labels = parse('services: { api: { labels: { a: "1", b: "2" } } }', 'services: { api: { labels: [b=3, c=4] } }')[0]?.labels
  expect(labels?.map(({ value: { name, value } }) => `${name}=${value}`)).toEqual(['a=1', 'b=3', 'c=4'])
})

test.each([
  ['{ test: [CMD, "true"] }', true],
  ['{ interval: 1s }', true],
  ['{ test: [NONE] }', false],
  ['{ disable: true }', false]
])('the healthcheck %s: %s', (healthcheck, isThere) => {
  expect(parse(`services: { api: { healthcheck: ${healthcheck} } }`)[0]?.hasHealthcheck).toBe(isThere)
})
