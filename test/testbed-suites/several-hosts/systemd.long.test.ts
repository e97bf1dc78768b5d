import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeReport } from '../../support/deploy-run.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { expectBothAsBefore, expectSecondGoesBackAlone, makePair, takePort, type Pair } from './pair.ts'

/** Starts on a host where a file has the name of its version. */
const UNIT = `[Service]
User={user}
WorkingDirectory={current}
ExecStartPre=/bin/sh -c 'test -e /srv/state/$(cat site/version)'
ExecStart=/usr/bin/python3 -m http.server {port} --directory site
Restart=on-failure
RestartSec=200ms

[Install]
WantedBy=multi-user.target
`

let pair: Pair

beforeAll(async () => {
  const testbed = await requireTestbed()
  pair = await makePair(testbed, {
    name: 'systemd',
    target: { ports: [8001] },
    port: 8001,
    inputs: { strategy: 'systemd', units: 'deploy/site.service', ports: '8001' },
    files: { 'deploy/site.service': UNIT },
    listRunning: 'systemctl show -p ActiveState site; readlink "/proc/$(systemctl show -p MainPID --value site)/cwd"'
  })
  await Promise.all(pair.hosts.flatMap((host) => [pair.allow(host, 'one'), pair.allow(host, 'three')]))
}, 600_000)
afterAll(() => pair.close(), 60_000)

test('both are deployed to', async () => {
  expect(describeReport(await pair.deploy('one'))).toMatch(/^succeeded/)
  expect(await pair.served()).toEqual(['one', 'one'])
}, 120_000)

test('one whose port is taken takes both back', async () => {
  await takePort(pair.hosts[1], 8002)
  const before = await pair.state()
  const report = await pair.deploy('three', { inputs: { ports: '8002', 'health-check': 'http http://127.0.0.1:8002/version', attempts: '2' } })
  expect(await pair.served()).toEqual(['one', 'one'])
  expect(await pair.state()).toEqual(before)
  expect(describeReport(report)).toMatch(/^undone \| DK_DEPLOY_UNDONE/)
}, 120_000)

test('one on which the new version does not start takes both back', async () => {
  await pair.allow(pair.hosts[0], 'two')
  const before = await pair.state()
  const report = await pair.deploy('two')
  expect(await pair.served()).toEqual(['one', 'one'])
  await expectBothAsBefore(pair, report, before)
  expect(report.error?.host).toBe(report.plan.hosts[1])
}, 120_000)

test('one that is gone in the midst goes back by itself, and the report does not claim to know', () => expectSecondGoesBackAlone(pair), 300_000)
