import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeReport } from '../../support/deploy-run.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { expectBothAsBefore, expectSecondGoesBackAlone, makePair, takePort, type Pair } from './pair.ts'

/** Healthy on a host where a file has the name of its version. */
const composeFile = (ports: string): string => `services:
  web:
    image: python:3.11-slim
    restart: unless-stopped
    command: ["python3", "-m", "http.server", "8000", "--directory", "/site"]
    stop_signal: SIGINT
    ports: [${ports}]
    volumes: ["./site:/site:ro", "/srv/state:/state:ro"]
    healthcheck: { test: ["CMD-SHELL", "test -e /state/$$(cat /site/version)"], interval: 500ms, timeout: 2s, retries: 20 }
`

let pair: Pair

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['python'] })
  pair = await makePair(testbed, {
    name: 'compose',
    target: { docker: true, ports: [8081] },
    port: 80,
    inputs: { strategy: 'compose' },
    files: { 'compose.yaml': composeFile('"80:8000"') },
    listRunning: `docker ps --all --format '{{.Label "deploy-kit.config"}} {{.State}}'`
  })
  await Promise.all(pair.hosts.flatMap((host) => [pair.allow(host, 'one'), pair.allow(host, 'three')]))
}, 600_000)
afterAll(() => pair.close(), 60_000)

test('both are deployed to', async () => {
  expect(describeReport(await pair.deploy('one'))).toMatch(/^succeeded/)
  expect(await pair.served()).toEqual(['one', 'one'])
}, 120_000)

test('one on which the new version never gets healthy takes both back', async () => {
  await pair.allow(pair.hosts[0], 'two')
  const before = await pair.state()
  const report = await pair.deploy('two', { inputs: { attempts: '8' } })
  expect(await pair.served()).toEqual(['one', 'one'])
  await expectBothAsBefore(pair, report, before)
  const [first, second] = report.plan.hosts
  expect(report.checks.filter(({ passed }) => !passed).map(({ host }) => host)).not.toContain(first)
  expect(report.error?.host).toBe(second)
}, 120_000)

testInLongRun('one whose port is taken takes both back', async () => {
  await takePort(pair.hosts[1], 8081)
  const before = await pair.state()
  const report = await pair.deploy('three', { files: { 'compose.yaml': composeFile('"80:8000", "8081:8000"') } })
  expect(await pair.served()).toEqual(['one', 'one'])
  await expectBothAsBefore(pair, report, before)
  expect(report.error?.stderrTail ?? '').toMatch(/8081.*(already in use|already allocated)/)
}, 120_000)

testInLongRun('one that is gone in the midst goes back by itself, and the report does not claim to know', () => expectSecondGoesBackAlone(pair), 300_000)
