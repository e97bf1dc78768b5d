import { expect, test } from '@jest/globals'
import { estimateDowntime, findStartFirstProblems, noteStartFirst, tellReplacement } from '../../../../../packages/operations/strategies/compose/replacement.ts'
import { readSource } from '../../../../support/compose-source.ts'

const service = (lines: string): string => `services:\n  api:\n${lines.includes('image:') ? '    # Another image\n' : '    image: api:1\n'}${lines}`

test.each([
  ['    ports: ["8000:8000"]\n', 'publishes port 8000 of the host (compose.yaml:4)'],
  ['    ports:\n      - "8000"\n      - target: 80\n        published: "80"\n', 'publishes port 80 of the host (compose.yaml:6)'],
  ['    container_name: the-api\n', 'has the container_name the-api (compose.yaml:4)'],
  ['    network_mode: host\n', 'uses the network of the host (compose.yaml:4)'],
  ['    volumes:\n      - config:/etc/api:ro\n      - uploads:/srv/uploads\n', 'writes to the volume uploads:/srv/uploads (compose.yaml:6)'],
  ['    volumes:\n      - ./data/shop.sqlite3:/srv/shop.sqlite3\n', 'writes to ./data/shop.sqlite3:/srv/shop.sqlite3 (compose.yaml:5), which looks like a database'],
  ['    volumes: ["/srv/jobs.db:/jobs.db"]\n', 'writes to /srv/jobs.db:/jobs.db (compose.yaml:4), which looks like a database'],
  ['    volumes: ["./data:/data"]\n    image: registry:5000/bitnami/postgresql:15\n', 'is a database (registry:5000/bitnami/postgresql:15) and writes to ./data:/data (compose.yaml:4)']
])('with %j it cannot be started first, and the line is the reason', async (lines, reason) => {
  const source = await readSource({ 'compose.yaml': service(lines) }, { 'start-first': 'api' })
  expect(findStartFirstProblems(source)).toEqual([
    { message: `api cannot be started beside itself: it ${reason}`, remedy: 'Take it out of start-first, or take away that line' }
  ])
})

test.each([
  ['    volumes: ["./heartbeats:/heartbeats", "./shop.sqlite:/shop.sqlite:ro", "/var/run/docker.sock:/var/run/docker.sock"]\n'],
  ['    volumes: ["./init:/init:ro"]\n    image: redis:7-alpine\n'],
  ['    volumes: ["./data:/data"]\n    image: shop/postgres-exporter:1\n']
])('with %j it can, as far as anybody can tell', async (lines) => {
  expect(findStartFirstProblems(await readSource({ 'compose.yaml': service(lines) }, { 'start-first': 'api' }))).toEqual([])
})

test.each([['    ports: ["8000"]\n'], ['    volumes: ["config:/etc/api:ro", "./nginx.conf:/etc/nginx.conf:ro"]\n'], ['    network_mode: bridge\n']])('with %j it can', async (lines) => {
  expect(findStartFirstProblems(await readSource({ 'compose.yaml': service(lines) }, { 'start-first': 'api' }))).toEqual([])
})

const SHOP = `services:
  migrate:
    image: api:1
  api:
    image: api:1
  web:
    image: web:1
    stop_grace_period: 30s
    ports: ["443:443"]
  worker:
    image: api:1
  proxy:
    image: nginx:alpine
    volumes:
      - ./upstreams:/etc/nginx/upstreams:ro
`
const INPUTS = { 'one-shot': 'migrate', 'start-first': 'api:8000', proxy: 'proxy', 'shared-paths': 'upstreams/' }

test('the plan tells of each service how it is replaced, why so, and for how long it is down', async () => {
  const source = await readSource({ 'compose.yaml': SHOP }, INPUTS)
  expect(findStartFirstProblems(source)).toEqual([])
  expect(source.services.map((found) => [found.name, ...tellReplacement(found, source)])).toEqual([
    ['migrate', 'one-shot', 'runs to its end once per release, before the others', 'none'],
    ['api', 'start-first', 'proxy is led to the new container when it is healthy', 'none'],
    ['web', 'stop-first', 'publishes port 443 of the host (compose.yaml:9)', 'its stop (at most 30s) and its start'],
    ['worker', 'stop-first', 'is not named in start-first', 'its stop (at most 10s) and its start'],
    ['proxy', 'stop-first', 'is not named in start-first', 'its stop (at most 10s) and its start']
  ])
})

test.each([
  ['no proxy', SHOP, { proxy: '' }, 'start-first names a port, but no proxy is given that could be led to it'],
  ['a folder that goes with its release', SHOP, { 'shared-paths': '' }, 'The folder upstreams is neither shared nor protected: it must stay when releases come and go'],
  ['a proxy that does not see the folder', SHOP.replace('./upstreams:', './conf:'), {}, 'compose.yaml:12: proxy does not mount ./upstreams, where it is told which containers serve']
])('%s is refused', async (_name, text, changes, message) => {
  const source = await readSource({ 'compose.yaml': text }, { ...INPUTS, ...changes })
  expect(findStartFirstProblems(source).map((problem) => problem.message)).toEqual([message])
})

test('what two containers may both write to is told, with its line', async () => {
  const source = await readSource({ 'compose.yaml': service('    volumes: ["./heartbeats:/heartbeats", "./a:/a:ro"]\n') }, { 'start-first': 'api' })
  expect(noteStartFirst(source)).toEqual(['two containers of api write to ./heartbeats:/heartbeats (compose.yaml:4) while it is replaced: they must not harm each other there'])
  expect(noteStartFirst(await readSource({ 'compose.yaml': service('    volumes: ["./heartbeats:/heartbeats"]\n') }))).toEqual([])
})

test.each([
  [{}, 'its stop (at most 1m) and its start'],
  [{ healthySeconds: 2.4 }, 'its stop (at most 1m), and about 2.4 s until it is healthy, as last time'],
  [{ replacedSeconds: 0.6 }, 'about 600 ms until it runs, as last time, and until it answers; its stop may take 1m'],
  [{ replacedSeconds: 0.6, healthySeconds: 2.4 }, 'about 3.0 s, as last time (2.4 s of it until it was healthy); its stop may take 1m']
])('the downtime, when %j is known', (times, words) => {
  expect(estimateDowntime({ stopPeriod: '1m' }, times)).toBe(words)
})
