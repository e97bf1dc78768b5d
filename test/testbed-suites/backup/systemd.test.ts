import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { connectionTexts } from '../../support/deploy-run.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeHelpdesk, tell, type Helpdesk } from '../systemd/helpdesk.ts'
import { visitDuring } from '../visitors/visit-during.ts'

let host: TargetHost
let desk: Helpdesk
let place: Readonly<Record<string, string>>

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'bk-systemd' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002' })
  place = { ...connectionTexts(host), path: desk.root }
  expect(tell(await desk.deploy())).toBe('succeeded')
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

test('tickets of a help desk, sealed for a key that is never on the host, come back as they were', async () => {
  const keyFile = desk.scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  const recipients = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  await desk.openTicket('The printer is on fire')
  await desk.openTicket('The mouse has run away')
  const { visit, result: backup } = await visitDuring(`${desk.url}/health`, () => desk.run('backup', { ...place, components: 'sqlite shared/data/helpdesk.sqlite as=desk', recipients }), { ticketsPerSecond: 5 })
  expect(tell(backup)).toBe('succeeded')
  expect(visit.failures).toEqual([])
  const dump = await host.exec(`head -c 21 ${backup.outputs['folder'] ?? ''}/desk.sqlite.*age`)
  expect(dump).toBe('age-encryption.org/v1')
  await desk.openTicket('This one is gone afterwards')
  const restored = await desk.run('restore', { ...place, identity: readFileSync(keyFile, 'utf8'), 'health-check': 'http http://localhost/health', delay: '500ms' })
  expect(tell(restored)).toBe('succeeded')
  const { integrity, texts } = await desk.readDatabase()
  expect(integrity).toBe('ok')
  expect(texts).toEqual(expect.arrayContaining(['The printer is on fire', 'The mouse has run away']))
  expect(texts).not.toContain('This one is gone afterwards')
  // Those that came while it was backed up: the ones before that moment.
  const during = texts.filter((text) => visit.tickets.includes(text))
  expect(during).toEqual(visit.tickets.slice(0, during.length))
  await desk.openTicket('And it goes on')
  expect((await host.ask(`grep -rl AGE-SECRET-KEY ${desk.root}/.deploy-kit /tmp /home 2>/dev/null`)).stdout).toBe('')
}, 180_000)
