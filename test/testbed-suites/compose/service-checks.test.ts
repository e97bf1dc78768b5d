import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { tell } from './example.ts'
import { DATABASE, makeStationProject, REDIS, STATION, wordsOf, type StationProject } from './station-project.ts'

const scratch = makeScratch()
let host: TargetHost
let shop: StationProject

const CHECKS = [
  'postgres db',
  'redis redis',
  'http http://localhost:8000/health service=api body=localhost:8000',
  'file /tmp/heartbeat max-age=3s service=api',
  'log service=api',
  'command service=api output=VERSION= env'
]

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'redis', 'python'] })
  host = await testbed.startTarget({ name: 'co-checks', docker: true })
  await host.exec('install -d -o deploy /srv/shop')
  const compose = `${STATION}\nservices:${DATABASE}${REDIS}\n  api: *station\n`
  shop = makeStationProject(scratch, host, { root: '/srv/shop', compose, checks: CHECKS, texts: { 'start-first': 'api' } })
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('a misspelt service is told before anything is touched, with those that there are', async () => {
  const { error, plan } = await shop.deploy({ 'health-check': 'postgres bd\ntcp 127.0.0.1:8000 service=apy' })
  expect(plan.problems.map(({ message }) => message)).toEqual([
    'postgres bd: no service bd is kept running; there are api, db, redis',
    'tcp 127.0.0.1:8000 of apy: no service apy is kept running; there are api, db, redis'
  ])
  expect(error?.code).toBe('DK_INPUT_INVALID')
  expect((await host.exec('docker ps --all --quiet; ls -A /srv/shop')).trim()).toBe('')
}, 60_000)

test('each service of a healthy project is asked in its own way', async () => {
  const report = await shop.deploy()
  expect(tell(report)).toBe('succeeded')
  expect(wordsOf(report.checks)).toEqual({
    'compose services api, db, redis': 'passed: all 3 services run',
    'postgres db': 'passed: shop-db-1: answers a query of app in shop',
    'redis redis': 'passed: shop-redis-1: answers PONG',
    'http://localhost:8000/health of api': 'passed: shop-api-1: HTTP 200 in N ms',
    'file /tmp/heartbeat in api': 'passed: shop-api-1: changed N s ago',
    'log of api': 'passed: shop-api-1: nothing found since T',
    'env in api': expect.stringMatching(/^passed: shop-api-1: \w+=/)
  })
  expect(JSON.stringify(report)).not.toContain('correct horse')
}, 180_000)

test('what is broken is told of the container, in its own words, and the rest passes', async () => {
  await shop.inside('db', 'psql -q -U app -d postgres -c "alter database shop allow_connections false"')
  await shop.inside('redis', 'redis-cli config set requirepass other')
  await shop.inside('api', 'touch /tmp/broken /tmp/still')
  await shop.inside('api', `python -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/say?Traceback%20(most%20recent%20call%20last):')"`)
  await waitUntil('a heartbeat that is too old', async () => (await shop.look(['file /tmp/heartbeat max-age=3s service=api'])).some(({ passed }) => !passed))
  expect(wordsOf(await shop.look([...CHECKS, 'log service=api without=Nothing', 'command service=api sh -c "echo no; exit 3"']))).toEqual({
    'postgres db': expect.stringMatching(/^failed: shop-db-1: is up, but answers no query of app in shop: .*database "shop" is not currently accepting connections \(docker logs shop-db-1\)$/),
    'redis redis': 'failed: shop-redis-1: asks for a password: give its service the environment variable REDISCLI_AUTH (docker logs shop-redis-1)',
    'http://localhost:8000/health of api': 'failed: shop-api-1: HTTP 500 in N ms; expected 200-299; the body begins: "one for localhost:8000"',
    'file /tmp/heartbeat in api': expect.stringMatching(/^failed: shop-api-1: \/tmp\/heartbeat was changed N s ago, allowed are 3 s \(docker logs shop-api-1\)$/),
    'log of api': 'passed: shop-api-1: nothing found since T',
    'env in api': expect.stringMatching(/^passed/),
    "sh -c 'echo no; exit 3' in api": 'failed: shop-api-1: exit code 3: no (docker logs shop-api-1)'
  })
  expect(wordsOf(await shop.look(['log service=api']))).toEqual({ 'log of api': 'failed: shop-api-1: has written: Traceback (most recent call last): (docker logs shop-api-1)' })
}, 60_000)

test('an old container that still runs beside the new one is not asked', async () => {
  await shop.inside('db', 'psql -q -U app -d postgres -c "alter database shop allow_connections true"')
  await shop.inside('redis', 'REDISCLI_AUTH=other redis-cli config set requirepass ""')
  const [old] = await shop.containers('api')
  const report = await shop.deploy({ variables: 'VERSION=two' })
  expect(tell(report)).toBe('succeeded')
  const [asked = ''] = report.checks.filter(({ title }) => title.startsWith('http')).map(({ detail }) => detail.split(':')[0] ?? '')
  expect(asked).toMatch(/^shop-api-\d$/)
  expect(asked).not.toBe(old)
  expect(await shop.containers('api')).toEqual([asked])
}, 120_000)
