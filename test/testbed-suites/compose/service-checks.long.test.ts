import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { pushImage, tell } from './example.ts'
import { makeStationProject, REDIS, STATION, wordsOf, type StationProject } from './station-project.ts'

const scratch = makeScratch()
let host: TargetHost
let shop: StationProject

const CHECKS = [
  'postgres db',
  'redis redis',
  'redis cache',
  's3 storage:9000',
  'required celery worker app=tasks',
  'required flower flower:5555/inside',
  'required prometheus prometheus:9090',
  'http http://127.0.0.1:8000/health service=api',
  'tcp 127.0.0.1:8000 service=beside',
  'http http://127.0.0.1:8000/ service=beside',
  'http http://127.0.0.1:8000/ service=outside',
  'log service=api'
]

const compose = (image: string, prometheus: string): string => `${STATION}
x-queue: &queue
  image: ${image}
  pull_policy: missing
  restart: unless-stopped
  depends_on: { redis: { condition: service_healthy } }
services:
  db:
    image: postgres:15-alpine
    pull_policy: missing
    restart: unless-stopped
    environment:
      POSTGRES_USER_FILE: /run/secrets/user
      POSTGRES_PASSWORD_FILE: /run/secrets/password
      POSTGRES_DB_FILE: /run/secrets/database
      POSTGRES_INITDB_ARGS: --auth-host=scram-sha-256
    volumes: ["./secrets:/run/secrets:ro"]
    healthcheck: { test: [CMD, pg_isready, -h, 127.0.0.1], interval: 1s, timeout: 3s, retries: 30 }
${REDIS}
  cache:
    image: redis:7-alpine
    pull_policy: missing
    restart: unless-stopped
    command: [redis-server, --requirepass, "\${POSTGRES_PASSWORD}"]
    environment: { REDIS_PASSWORD: "\${POSTGRES_PASSWORD}" }
  storage:
    image: minio/minio:latest
    pull_policy: missing
    restart: unless-stopped
    command: [server, /data]
    healthcheck: { test: [CMD, curl, -fsS, "http://127.0.0.1:9000/minio/health/live"], interval: 1s, timeout: 3s, retries: 60 }
  api:
    <<: *station
    scale: 2
  beside:
    <<: *station
    network_mode: service:redis
    depends_on: [redis]
  outside:
    <<: *station
    network_mode: host
  worker:
    <<: *queue
    command: [celery, -A, tasks, worker, --concurrency, "1", --loglevel, INFO]
    environment: { NOTE: "\${NOTE:-}" }
  flower:
    <<: *queue
    command: [celery, -A, tasks, flower, --port=5555, --url_prefix=inside]
  prometheus:
    image: ${prometheus}
    pull_policy: missing
    restart: unless-stopped
`

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'redis', 'python', 's3'] })
  const image = await pushImage(path.join(import.meta.dirname, 'station'), 'dk-compose/station', '1')
  const prometheus = await pushImage(path.join(import.meta.dirname, 'prometheus'), 'dk-compose/prometheus', '1')
  host = await testbed.startTarget({ name: 'co-checks-long', docker: true })
  await host.exec('install -d -o deploy /srv/shop')
  shop = makeStationProject(scratch, host, { root: '/srv/shop', compose: compose(image, prometheus), checks: CHECKS, texts: { attempts: '60', 'start-first': 'worker' } })
  scratch.write(shop.source, { 'secrets/user': 'app\n', 'secrets/password': 'correct horse\n', 'secrets/database': 'shop\n' })
}, 900_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

/** One check as it is seen now. */
async function see(line: string): Promise<string> {
  const [words = ''] = Object.values(wordsOf(await shop.look([line])))
  return words
}

/** From outside of the container: what stands still there does not hear of it. */
async function signal(service: string, name: 'STOP' | 'CONT'): Promise<void> {
  const [container = ''] = await shop.containers(service)
  await host.exec(`pkill --signal ${name} --parent $(docker inspect --format '{{.State.Pid}}' ${container}); kill -${name} $(docker inspect --format '{{.State.Pid}}' ${container})`)
}

test('every kind passes on a healthy project', async () => {
  const report = await shop.deploy()
  expect(tell(report)).toBe('succeeded')
  expect(wordsOf(report.checks)).toMatchObject({
    'postgres db': 'passed: shop-db-1: answers a query of app in shop',
    'redis redis': 'passed: shop-redis-1: answers PONG',
    'redis cache': 'passed: shop-cache-1: answers PONG',
    's3 storage:9000': 'passed: shop-storage-1: HTTP 200 in N ms',
    'celery worker': expect.stringMatching(/^passed: shop-worker-1: celery@[0-9a-f]{12} answers$/),
    'flower flower:5555/inside': 'passed: shop-flower-1: HTTP 200 in N ms',
    'prometheus prometheus:9090': 'passed: shop-prometheus-1: HTTP 200 in N ms',
    'http://127.0.0.1:8000/health of api': 'passed: shop-api-1: HTTP 200 in N ms; shop-api-2: HTTP 200 in N ms',
    'tcp 127.0.0.1:8000 of beside': 'passed: shop-beside-1: connected in N ms',
    'http://127.0.0.1:8000/ of beside': 'passed: shop-beside-1: HTTP 200 in N ms',
    'http://127.0.0.1:8000/ of outside': 'passed: shop-outside-1: HTTP 200 in N ms'
  })
  expect(JSON.stringify(report)).not.toContain('correct horse')
}, 600_000)

describe('PostgreSQL', () => {
  test('by another user, and in a database that is not there', async () => {
    await shop.inside('db', 'psql -q -U app -d shop -c "create role guest login" -c "create database other"')
    expect(await see('postgres db database=other')).toBe('passed: shop-db-1: answers a query of app in other')
    expect(await see('postgres db user=guest')).toMatch(/^failed: shop-db-1: is up, but answers no query of guest in shop: .*password authentication failed/)
    expect(await see('postgres db database=nothing')).toMatch(/answers no query of app in nothing: .*database "nothing" does not exist/)
  }, 60_000)

  test('that is up, but has no connection left', async () => {
    await shop.inside('db', `psql -q -U app -d shop -c "alter system set superuser_reserved_connections = 0" -c "alter system set max_connections = 10" -c "alter system set max_wal_senders = 0"`)
    const [name = ''] = await shop.containers('db')
    await host.exec(`docker restart ${name}`)
    await waitUntil('the database', async () => (await see('postgres db')).startsWith('passed'), 60)
    await host.exec(`for n in $(seq 12); do docker exec -d ${name} psql -U app -d shop -c "select pg_sleep(60)"; done`)
    await waitUntil('connections', async () => (await see('postgres db')).includes('sorry, too many clients already'), 30)
    expect(await see('command service=db pg_isready -h 127.0.0.1')).toBe('passed: shop-db-1: 127.0.0.1:5432 - accepting connections')
    await host.exec(`docker restart ${name}`)
    await waitUntil('the database', async () => (await see('postgres db')).startsWith('passed'), 60)
  }, 120_000)

  test('that hangs', async () => {
    await signal('db', 'STOP')
    expect(await see('postgres db')).toBe('failed: shop-db-1: is not ready: 127.0.0.1:5432 - no response (docker logs shop-db-1)')
    await signal('db', 'CONT')
  }, 60_000)
})

describe('Redis', () => {
  test('that loads its data', async () => {
    const [name = ''] = await shop.containers('redis')
    await shop.inside('redis', 'redis-cli eval "for i = 1, 20000 do redis.call(\\"set\\", i, i) end" 0; redis-cli config set key-load-delay 500')
    await host.exec(`docker exec -d ${name} redis-cli debug reload`)
    await waitUntil('it loads', async () => (await see('redis redis')).includes('still loads its data: give it time with attempts and delay'), 20)
    await waitUntil('it has loaded', async () => (await see('redis redis')) === 'passed: shop-redis-1: answers PONG', 60)
  }, 120_000)

  test('that does not take the password of its container', async () => {
    await shop.inside('cache', 'REDISCLI_AUTH=$REDIS_PASSWORD redis-cli config set requirepass other')
    expect(await see('redis cache')).toBe('failed: shop-cache-1: refuses the password that its container has in REDISCLI_AUTH or REDIS_PASSWORD (docker logs shop-cache-1)')
    await shop.inside('cache', 'REDISCLI_AUTH=other redis-cli config set requirepass "$REDIS_PASSWORD"')
    expect(await see('redis cache')).toBe('passed: shop-cache-1: answers PONG')
  }, 60_000)
})

test.each([
  ['celery', 'celery worker app=tasks timeout=8s', 'worker', /^failed: shop-worker-1: celery@[0-9a-f]{12} does not answer: Error: No nodes replied within time constraint/],
  ['s3', 's3 storage:9000 timeout=1s', 'storage', /^failed: shop-storage-1: no answer in 1 s$/],
  ['flower', 'flower flower:5555/inside timeout=1s', 'flower', /^failed: shop-flower-1: no answer in 1 s$/],
  ['prometheus', 'prometheus prometheus:9090 timeout=1s', 'prometheus', /^failed: shop-prometheus-1: no answer in 1 s$/]
])('%s that hangs', async (_name, line, service, expected) => {
  await signal(service, 'STOP')
  expect(await see(line)).toMatch(expected)
  // What is optional by default is told, and fails nothing.
  expect((await shop.run('health-check', { attempts: '1', 'health-check': `optional ${line}` })).outcome).toBe('succeeded')
  expect((await shop.run('health-check', { attempts: '1', 'health-check': `required ${line}` })).error?.code).toBe('DK_UNHEALTHY')
  await signal(service, 'CONT')
  await waitUntil(`${service} again`, async () => (await see(line)).startsWith('passed'), 60)
}, 120_000)

test('celery of a module that is not there, and a container without celery', async () => {
  expect(await see('celery worker app=nothing')).toMatch(/^failed: shop-worker-1: celery@[0-9a-f]{12} does not answer: .*nothing/)
  expect(await see('celery db app=tasks')).toBe('failed: shop-db-1: has no program celery in its PATH (docker logs shop-db-1)')
  expect(await see('celery worker app=tasks node=other@%h timeout=4s')).toMatch(/: other@[0-9a-f]{12} does not answer/)
}, 60_000)

test('of two containers the one that is broken', async () => {
  await host.exec('docker exec shop-api-2 touch /tmp/broken')
  expect(await see('http http://127.0.0.1:8000/health service=api')).toBe('failed: shop-api-2: HTTP 500 in N ms; expected 200-299; the body begins: "one for 127.0.0.1:8000"')
  expect(await see('command service=api test ! -e /tmp/broken')).toBe('failed: shop-api-2: exit code 1 (docker logs shop-api-2)')
  await host.exec('docker exec shop-api-2 rm /tmp/broken')
  await host.exec('docker pause shop-api-1')
  expect(await see('http http://127.0.0.1:8000/health service=api')).toMatch(/^failed: shop-api-1 does not run: Up .*\(Paused\)$/)
  await host.exec('docker unpause shop-api-1')
}, 60_000)

test('a command that hangs is ended in its container', async () => {
  expect(await see('command service=api timeout=1s sleep 1234')).toBe('failed: shop-api-1: did not end in 1 s (docker logs shop-api-1); shop-api-2: did not end in 1 s (docker logs shop-api-2)')
  expect(await shop.inside('api', 'cat /proc/[0-9]*/cmdline | tr "\\000" " " | grep -c "[s]leep 1234" || true')).toBe('00')
}, 60_000)

test('an image without stat and without a shell', async () => {
  const [name = ''] = await shop.containers('outside')
  await host.exec(`docker exec ${name} rm /usr/bin/stat`)
  expect(await see('file /tmp/heartbeat max-age=5s service=outside')).toBe('passed: shop-outside-1: changed N s ago')
  await host.exec(`docker exec ${name} touch -d @1000000000 /tmp/old`)
  expect(await see('file /tmp/old max-age=5s service=outside')).toMatch(/^failed: .*\/tmp\/old was changed N s ago, allowed are 5 s/)
  await host.exec(`docker exec ${name} ln -s old /tmp/link`)
  expect(await see('file /tmp/link max-age=5s service=outside')).toMatch(/^failed: .*\/tmp\/link was changed N s ago, allowed are 5 s/)
  expect(await see('file /tmp/none max-age=5s service=outside')).toMatch(/^failed: .*\/tmp\/none does not exist, or cannot be looked at from outside/)
  expect(await see('file /tmp/none service=api')).toMatch(/^failed: shop-api-1: \/tmp\/none does not exist .*; shop-api-2: /)
  await host.exec(`docker exec ${name} rm /bin/sh`)
  expect(await see('command service=outside output=VERSION=one env')).toMatch(/^passed/)
  expect(await see('command service=outside no-such-program')).toMatch(/^failed: shop-outside-1: exit code 12[67]: .*no-such-program.*not found/)
}, 60_000)

test('a server that forwards nothing: a program on the host asks', async () => {
  await host.exec('echo "AllowTcpForwarding no" > /etc/ssh/sshd_config.d/00-none.conf && systemctl reload ssh')
  expect(await see('http http://localhost:8000/health service=beside body=localhost:8000')).toBe('passed: shop-beside-1: HTTP 200 in N ms')
  expect(await see('http http://localhost:8001/health service=beside')).toBe('failed: shop-beside-1: connection refused')
  expect(await see('tcp 127.0.0.1:8000 service=beside')).toBe('passed: shop-beside-1: connected (by a program on the host)')
  await host.exec('rm /etc/ssh/sshd_config.d/00-none.conf && systemctl reload ssh')
}, 60_000)

test('what a container wrote before the release became live is not held against it', async () => {
  await shop.inside('api', `python -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/say?panic:%20at%20the%20disco')"`)
  expect(await see('log service=api')).toMatch(/^failed: shop-api-1: has written: panic: at the disco .*; shop-api-2: has written/)
  const before = await shop.containers('api')
  const report = await shop.deploy({ variables: 'VERSION=one\nNOTE=two' })
  expect(tell(report)).toBe('succeeded')
  expect(await shop.containers('api')).toEqual(before)
  expect(await see('log service=api')).toMatch(/^passed/)
}, 180_000)

test('a release that writes of something critical is undone, and the old one is asked the same and is healthy', async () => {
  const report = await shop.deploy({ variables: 'VERSION=three\nGREETING=[CRITICAL] no license', attempts: '4', 'health-check': [...CHECKS, 'log service=worker max-age=1h'].join('\n') })
  expect(report.outcome).toBe('undone')
  expect(wordsOf(report.checks)['log of api']).toMatch(/^failed: shop-api-\d: has written: \[CRITICAL\] no license/)
  expect(report.restored.map(({ passed }) => passed)).toEqual([true])
  expect(await see('http http://127.0.0.1:8000/health service=api')).toMatch(/^passed/)
}, 240_000)

test('a rollback to a release without a service that is asked for now goes back, and says so', async () => {
  scratch.write(shop.source, { 'compose.yaml': `${STATION}\nservices:\n  api: *station\n` })
  expect(tell(await shop.deploy({ 'health-check': CHECKS[7] ?? '', 'start-first': '' }))).toBe('succeeded')
  scratch.write(shop.source, { 'compose.yaml': `${STATION}\nservices:\n  api: *station\n  more: *station\n` })
  const check = { 'health-check': `${CHECKS[7]}\nhttp http://127.0.0.1:8000/health service=more` }
  expect(tell(await shop.deploy({ ...check, 'start-first': '' }))).toBe('succeeded')
  const report = await shop.run('rollback', check)
  expect(tell(report)).toBe('succeeded')
  expect(report.plan.notes.join('\n')).toMatch(/not asked of \S+: http:\/\/127.0.0.1:8000\/health of more: no service more is kept running; there are api/)
  expect(report.checks.map(({ title }) => title)).toEqual(['compose services api', 'http://127.0.0.1:8000/health of api'])
}, 180_000)
