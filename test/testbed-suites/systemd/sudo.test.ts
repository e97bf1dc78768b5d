import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createLocalFiles } from '../../../packages/engine/index.ts'
import { parseInputs } from '../../../packages/core/index.ts'
import { sshDeployInputs } from '../../../packages/operations/ssh-deploy/inputs.ts'
import { readSystemdSource } from '../../../packages/operations/strategies/systemd/read-source.ts'
import { sudoVerbs, type SudoVerb } from '../../../packages/operations/strategies/systemd/sudo-verbs.ts'
import { hostPaths } from '../../../packages/operations/tools/host-paths.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, makeHelpdesk, readExample, tell, type Helpdesk } from './helpdesk.ts'

let host: TargetHost
let desk: Helpdesk
let verbs: readonly SudoVerb[]

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-sudo' })
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002' })
  const values = parseInputs(sshDeployInputs, [{ describe: (input) => input, texts: desk.texts }])
  const { settings } = await readSystemdSource(values, createLocalFiles())
  verbs = sudoVerbs(settings, hostPaths(desk.root, 'releases'))
}, 600_000)
afterAll(async () => {
  await host.stop()
  desk.scratch.remove()
}, 60_000)

const allow = async (lines: readonly string[]): Promise<void> => {
  await host.writeFile('/etc/sudoers.d/deploy', `${lines.map((line) => `deploy ALL=(root) NOPASSWD: ${line}`).join('\n')}\n`)
  await host.exec('chmod 440 /etc/sudoers.d/deploy && visudo -c -q')
}

/** As sudoers wants it: with the whole path of the program, and some signs escaped. */
const lineOf = async ({ words }: SudoVerb): Promise<string> => {
  const [program = '', ...rest] = words
  const file = await host.exec(`PATH=/usr/sbin:/usr/bin command -v ${program}`)
  return [file.trim(), ...rest.map((word) => word.replaceAll(/[\\:,=]/g, '\\$&'))].join(' ')
}

test('what sudo refuses is told before anything is done, to the letter', async () => {
  await allow(['/usr/bin/systemctl daemon-reload'])
  const report = await desk.deploy()
  expect(report.error?.code).toBe('DK_SUDO_PASSWORD')
  expect(report.error?.message).toContain('systemctl start helpdesk@8001.service')
  expect(report.error?.message).toContain(`install -o root -g root -m 0644 ${desk.root}/.deploy-kit/units/live/helpdesk@.service /etc/systemd/system/helpdesk@.service`)
  expect(report.error?.message).not.toContain('daemon-reload')
  expect(report.steps).toEqual([])
  expect((await host.ask(`ls ${desk.root}`)).stdout).toBe('')
}, 60_000)

test('with these commands allowed and no others: a first deploy that fails, deploys, a broken one, and a rollback', async () => {
  await allow(await Promise.all(verbs.map(lineOf)))
  desk.write({ 'helpdesk/__init__.py': BREAKS['does not start'](readExample('helpdesk/__init__.py')) })
  expect(tell(await desk.deploy())).toMatch(/^undone[^]*there is no way to start/)
  expect((await host.ask('ls /etc/systemd/system/helpdesk@.service /etc/nginx/sites-enabled/helpdesk.conf')).stdout).toBe('')
  expect((await host.ask("systemctl list-units --plain --no-legend 'helpdesk@*'")).stdout).toBe('')
  desk.mend()
  expect(tell(await desk.deploy())).toBe('succeeded')
  const first = await desk.live()
  desk.write({ 'deploy/helpdesk@.service': readExample('deploy/helpdesk@.service').replace('--workers 2', '--workers 1') })
  expect(tell(await desk.deploy())).toBe('succeeded')
  desk.write({ 'helpdesk/__init__.py': BREAKS['does not start'](readExample('helpdesk/__init__.py')) })
  expect(tell(await desk.deploy())).toMatch(/^undone[^]*there is no way to start/)
  expect(tell(await desk.rollback())).toBe('succeeded')
  expect(await desk.health()).toEqual({ status: 200, release: first, tickets: 0 })
}, 240_000)

test('when the units are as they are, a deploy may do without the right to install them', async () => {
  desk.mend()
  desk.write({ 'version.txt': 'again' })
  await allow(await Promise.all(verbs.filter(({ needed }) => needed !== 'install' && needed !== 'remove').map(lineOf)))
  expect(tell(await desk.deploy())).toBe('succeeded')
  desk.write({ 'deploy/helpdesk@.service': readExample('deploy/helpdesk@.service').replace('--workers 2', '--workers 3') })
  expect((await desk.deploy()).error?.message).toMatch(/install .* systemctl daemon-reload/)
}, 120_000)
