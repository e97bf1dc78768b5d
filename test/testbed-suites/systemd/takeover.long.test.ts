import { afterAll, beforeAll, expect, test } from '@jest/globals'
import path from 'node:path'

import { runInputs } from '../../support/deploy-run.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'
import { PLAIN_UNIT } from './other-units.ts'

let host: TargetHost
let desk: Helpdesk
const INSTALLED = '/etc/systemd/system/helpdesk.service'
const BY_HAND = '[Service]\nUser=deploy\nWorkingDirectory=/srv/helpdesk/current\nExecStart=/usr/bin/python3 -m http.server 8001\n'

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-takeover' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk.service', ports: '8001' })
  desk.write({ 'deploy/helpdesk.service': PLAIN_UNIT })
  await host.writeFile(INSTALLED, BY_HAND)
  await host.exec('systemctl daemon-reload')
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

/** As it was before: the unit was made by hand, and restarted by a command. */
const byCommands = (): Promise<string> => {
  const { host: address = '', 'private-key': key = '', 'known-hosts': knownHosts = '', source = '', path: root = '' } = desk.texts
  const texts = { host: address, 'private-key': key, 'known-hosts': knownHosts, source, path: root, 'shared-paths': 'data/' }
  const restart = { 'restart-command': 'sudo -n systemctl restart helpdesk', 'health-check': 'http http://127.0.0.1:8001/requirements.txt', attempts: '10', delay: '500ms' }
  return runInputs('ssh-deploy', { ...texts, ...restart }).then(({ report }) => tell(report))
}

test('a unit made by hand is given back when the first release of this strategy is undone, and by a rollback', async () => {
  expect(await byCommands()).toBe('succeeded')
  const before = await desk.live()
  desk.write({ 'helpdesk/__init__.py': BREAKS['answers 500'](readExample('helpdesk/__init__.py')) })
  expect(tell(await desk.deploy())).toMatch(/^undone/)
  desk.mend()
  expect(await desk.read(INSTALLED)).toBe(BY_HAND)
  expect([await desk.live(), await desk.isActive('helpdesk')]).toEqual([before, true])
  expect((await host.ask('ls /etc/nginx/sites-enabled/helpdesk.conf')).stdout).toBe('')
  expect(await host.exec('python3 -c "import urllib.request as u; print(u.urlopen(\'http://127.0.0.1:8001/requirements.txt\').status)"')).toBe('200')

  expect(tell(await desk.deploy())).toBe('succeeded')
  expect((await desk.health()).release).toBe(await desk.live())
  expect(await desk.read(INSTALLED)).toContain('gunicorn')
  expect(tell(await desk.rollback({ 'health-check': 'http http://127.0.0.1:8001/requirements.txt' }))).toBe('succeeded')
  expect(await desk.read(INSTALLED)).toBe(BY_HAND)
  expect([await desk.live(), await desk.isActive('helpdesk')]).toEqual([before, true])
}, 180_000)

test('a package brings its units, too', async () => {
  const output = path.join(desk.scratch.folder, 'helpdesk.tar.gz')
  expect(tell((await runInputs('package', { source: desk.texts['source'] ?? '', output })).report)).toBe('succeeded')
  expect(tell(await desk.deploy({ source: output }))).toBe('succeeded')
  expect((await desk.health()).release).toBe(await desk.live())
}, 120_000)

test('layout in-place: the unit runs in the working folder, which keeps its database', async () => {
  await host.exec('systemctl disable --now helpdesk; install -d -o deploy -g deploy /srv/in-place /srv/in-place/data')
  const inPlace = { path: '/srv/in-place', layout: 'in-place', 'shared-paths': '', 'protected-paths': 'data', 'health-check': 'http http://localhost/health' }
  expect(tell(await desk.deploy(inPlace))).toBe('succeeded')
  await desk.openTicket('The coffee is cold')
  desk.write({ 'version.txt': 'two', 'requirements.txt': `${readExample('requirements.txt')}# another\n` })
  expect(tell(await desk.deploy(inPlace))).toBe('succeeded')
  desk.write({ 'requirements.txt': readExample('requirements.txt'), 'helpdesk/__init__.py': BREAKS['does not start'](readExample('helpdesk/__init__.py')) })
  const environment = await host.exec('readlink /srv/in-place/.venv')
  expect(tell(await desk.deploy(inPlace))).toMatch(/^undone/)
  expect(await host.exec('readlink /srv/in-place/.venv')).toBe(environment)
  expect(await desk.health()).toMatchObject({ status: 200, tickets: 1 })
  expect(tell(await desk.rollback({ path: '/srv/in-place', layout: 'in-place', 'health-check': 'http http://localhost/health' }))).toBe('succeeded')
  expect(await desk.ticketTexts()).toEqual(['The coffee is cold'])
}, 240_000)
