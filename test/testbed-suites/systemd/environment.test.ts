import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'

let host: TargetHost
let desk: Helpdesk
const REQUIREMENTS = readExample('requirements.txt')

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-python' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002' })
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

/** Names of the environments on the host. */
const listEnvironments = async (): Promise<readonly string[]> => (await host.exec(`ls ${desk.root}/.deploy-kit/venvs`)).split('\n').filter((name) => name !== '')
const environmentOf = async (release: string): Promise<string> => (await host.exec(`readlink ${desk.root}/releases/${release}/.venv`)).trim()

test('the connection is lost while the environment is built: it is built once, where it stays', async () => {
  let cutting: Promise<string> | undefined
  const events: string[] = []
  const report = await desk.deploy({}, {
    listen: (event) => {
      events.push(event.type)
      // When pip has begun to work.
      if (event.type === 'step-output' && event.step.id === 'build-environment') cutting ??= host.exec('pkill -KILL -u deploy -x sshd')
    }
  })
  await cutting
  expect(tell(report)).toBe('succeeded')
  expect(events).toContain('reconnecting')
  const [name] = await listEnvironments()
  expect(await environmentOf(await desk.live())).toBe(`${desk.root}/.deploy-kit/venvs/${name}`)
  // Its programs hold their path: it was not moved.
  expect(await host.exec(`head -n 1 ${desk.root}/.deploy-kit/venvs/${name}/bin/gunicorn`)).toBe(`#!${desk.root}/.deploy-kit/venvs/${name}/bin/python`)
  const built = await host.exec(`cat ${desk.root}/.deploy-kit/steps/*/build-environment/stdout`)
  expect(built.match(/Successfully installed/g)).toHaveLength(1)
  expect(built).not.toContain('is there already')
  await desk.openTicket('The door is locked')
}, 180_000)

test('packages that cannot be had: pip says which, nothing that is live is touched, no half of an environment is left to be used', async () => {
  const [before, environments] = [await desk.live(), await listEnvironments()]
  desk.write({ 'requirements.txt': `${REQUIREMENTS}not-a-package-of-anybody==1.0\n` })
  for (const attempt of ['first', 'second']) {
    const report = await desk.deploy()
    expect([attempt, report.outcome, report.error?.step]).toEqual([attempt, 'undone', 'build-environment'])
    expect(tell(report)).toContain('not-a-package-of-anybody')
  }
  expect(await desk.health()).toEqual({ status: 200, release: before, tickets: 1 })
  desk.mend()
  desk.write({ 'version.txt': 'mended' })
  expect(tell(await desk.deploy())).toBe('succeeded')
  expect(await listEnvironments()).toEqual(environments)
}, 180_000)

test('other requirements make another environment; a rollback has the one of its release; what no release needs is removed', async () => {
  const environment = await environmentOf(await desk.live())
  desk.write({ 'requirements.txt': REQUIREMENTS.replace(/^packaging==.*\n/m, '') })
  expect(tell(await desk.deploy())).toBe('succeeded')
  const [other, itsEnvironment] = [await desk.live(), await environmentOf(await desk.live())]
  expect(itsEnvironment).not.toBe(environment)
  expect(await listEnvironments()).toHaveLength(2)
  desk.mend()
  expect(tell(await desk.deploy())).toBe('succeeded')
  expect(await environmentOf(await desk.live())).toBe(environment)
  expect(tell(await desk.rollback())).toBe('succeeded')
  expect([await desk.live(), await environmentOf(other)]).toEqual([other, itsEnvironment])
  expect((await desk.health()).release).toBe(other)
  for (const version of ['one', 'two']) {
    desk.write({ 'version.txt': version })
    expect(tell(await desk.deploy({ keep: '1' }))).toBe('succeeded')
  }
  expect(await listEnvironments()).toEqual([environment.slice(environment.lastIndexOf('/') + 1)])
  expect(await desk.readDatabase()).toEqual({ integrity: 'ok', texts: ['The door is locked'] })
}, 240_000)
