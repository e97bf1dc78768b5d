import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { quote } from '../../../packages/core/index.ts'
import { GRANT_PROGRAM } from '../../../packages/operations/init-host/programs.ts'
import { renderRule } from '../../../packages/operations/init-host/sudoers.ts'
import { runInputs, type DeployRunOptions } from '../../support/deploy-run.ts'
import { runCliHere } from '../../support/cli-here.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { BREAKS, makeHelpdesk, readExample, tell as tellDeploy, type Helpdesk } from '../systemd/helpdesk.ts'
import { PLAIN_UNIT } from '../systemd/other-units.ts'
import { findTrouble, letRootIn, makeKey, ssh, tell, type KeyPair } from './operator.ts'
import type { Report } from '../../../packages/core/index.ts'

// needs: ssh-keygen

type Texts = Readonly<Record<string, string>>

const scratch = makeScratch()
const USER = 'shipper'
const PATH = '/srv/apps/helpdesk'
const SUDOERS = '/etc/sudoers.d/deploy-kit-shipper-srv-apps-helpdesk'

let host: TargetHost
let desk: Helpdesk
let rootKey: KeyPair
let deployKey: KeyPair
let common: Texts

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'ih-systemd' })
  rootKey = makeKey(scratch, 'admin')
  deployKey = makeKey(scratch, 'ci')
  await letRootIn(host, rootKey)
  desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002' })
  const { source = '', strategy = '', units = '', ports = '' } = desk.texts
  const checks = { 'health-check': desk.texts['health-check'] ?? '', 'probe-url': desk.texts['probe-url'] ?? '' }
  common = { host: `${USER}@${host.address}:${host.port}`, 'known-hosts': host.knownHostsLine, path: PATH, source, strategy, units, 'nginx-site': 'deploy/helpdesk.conf', ports, ...checks }
}, 600_000)
afterAll(async () => {
  desk.scratch.remove()
  scratch.remove()
  await host.stop()
}, 60_000)

const init = async (more: Texts = {}, options: DeployRunOptions = {}): Promise<Report> =>
  (await runInputs('init-host', { ...common, 'private-key': rootKey.privateKey, 'public-key': deployKey.publicKey, ...more }, options)).report

const asDeployUser = (): Texts => ({ host: common['host'] ?? '', 'private-key': deployKey.privateKey, path: PATH })

const preflight = async (): Promise<Report> => {
  const { 'health-check': _health, 'probe-url': _probe, ...texts } = common
  return (await runInputs('preflight', { ...texts, ...asDeployUser(), 'python-requirements': 'requirements.txt', 'disk-margin': '20M' })).report
}

const ORDER = ['getent passwd', 'getent group', 'ls -lnR /srv /etc/sudoers.d', 'ls /home'].join('; ')

/** Of `ls -l`: a file that was put back is a new one. */
const withoutTimes = (text: string): string => text.replaceAll(/ [A-Z][a-z]{2} +\d+ \d\d:\d\d /g, ' ')

test('a plan shows what would be done and does nothing', async () => {
  const before = await host.exec(ORDER)
  const { plan } = await init({}, { mode: 'plan' })
  expect(plan.problems).toEqual([])
  expect(plan.steps.map(({ id }) => id)).toEqual(['make-user', 'let-in', 'make-folders', 'grant', 'ask-rights'])
  expect(plan.tables.flatMap(({ rows }) => rows.flat())).toContain(`+${USER} ALL=(root) NOPASSWD: /usr/bin/systemctl start helpdesk@8001.service`)
  expect(await host.exec(ORDER)).toBe(before)
}, 60_000)

test('a plan says that sshd would not let the user in', async () => {
  await host.writeFile('/etc/ssh/sshd_config.d/zz-users.conf', 'AllowUsers root ana\n')
  const { plan } = await init({}, { mode: 'plan' })
  await host.exec('rm /etc/ssh/sshd_config.d/zz-users.conf')
  expect(plan.notes.join('\n')).toContain(`sshd only lets in root, ana (AllowUsers): add ${USER}`)
}, 60_000)

test('a step that fails leaves the host as it was', async () => {
  const before = await host.exec(ORDER)
  // A later file that takes away what was granted: sudo counts the last line that fits.
  await host.writeFile('/etc/sudoers.d/zz-site', 'ALL ALL=(root) !/usr/bin/systemctl\n')
  await host.exec('chmod 440 /etc/sudoers.d/zz-site')
  const report = await init()
  await host.exec('rm /etc/sudoers.d/zz-site')
  expect(report.outcome).toBe('undone')
  expect(tell(report)).toContain(`sudo does not let ${USER} run: systemctl start helpdesk@8001.service`)
  expect(await host.exec(ORDER)).toBe(before)
}, 60_000)

test('a fresh host is prepared, and the new user deploys with these rights and no others', async () => {
  expect(tell(await init())).toBe('succeeded')
  expect(await host.exec(`getent passwd ${USER} | cut -d : -f 7; getent shadow ${USER} | cut -d : -f 2; id -Gn ${USER}`)).toBe(`/bin/sh\n*\n${USER}`)
  expect(await host.exec(`stat -c '%U %a' /home/${USER}/.ssh /home/${USER}/.ssh/authorized_keys ${PATH} ${PATH}/shared /srv/apps ${SUDOERS}`)).toBe(
    [`${USER} 700`, `${USER} 600`, `${USER} 755`, `${USER} 755`, 'root 755', 'root 440'].join('\n')
  )
  await host.exec('visudo -c -q')
  expect(await host.exec(`sudo -l -U ${USER} | grep -c 'NOPASSWD: ALL'; true`)).toBe('0')
  expect(findTrouble(await preflight())).toEqual([])
  await host.exec('systemctl stop nginx')
  expect(tellDeploy(await desk.deploy(asDeployUser()))).toBe('succeeded')
  desk.write({ 'version.txt': 'two' })
  const second = await desk.deploy(asDeployUser())
  expect(tellDeploy(second)).toBe('succeeded')
  // There is no curl on the host: the probe went through the connection.
  expect(second.probes[0]?.requests).toBeGreaterThan(10)
  expect(second.probes[0]?.failures).toBe(0)
  expect(await host.exec("systemctl show -p User --value 'helpdesk@800*' | grep . | sort -u")).toBe(USER)
  expect((await desk.health()).status).toBe(200)
}, 240_000)

test('a second run changes nothing and says so', async () => {
  const stamps = `stat -c '%n %i %Y %Z' ${SUDOERS} /home/${USER}/.ssh/authorized_keys ${PATH} /etc/passwd`
  const before = await host.exec(stamps)
  const report = await init()
  expect(tell(report)).toBe('unchanged')
  expect(report.plan.notes[0]).toMatch(/all is as it should be, nothing to do$/)
  expect(await host.exec(stamps)).toBe(before)
}, 60_000)

test.each([
  ['that every deploy runs', 'systemctl start helpdesk@8001.service', 'problem'],
  ['for changed units', 'systemctl daemon-reload', 'warning']
])('preflight names a command %s when it was taken away, and what to do', async (_name, words, result) => {
  await host.exec(`sed -i '/${words}$/d' ${SUDOERS}`)
  const report = await preflight()
  const trouble = findTrouble(report)
  expect(trouble).toHaveLength(1)
  expect(trouble[0]).toContain(`${result} | ${USER} may not run: ${words} | With the same configuration: deploy-kit init-host --host ${USER}@`)
  expect(tell(await init())).toBe('succeeded')
  expect(findTrouble(await preflight())).toEqual([])
}, 60_000)

test('a later run that fails leaves keys and rights as they were', async () => {
  const [unit, files] = ['deploy/mail.service', `${SUDOERS} /home/${USER}/.ssh/authorized_keys`]
  desk.write({ [unit]: '[Service]\nExecStart=/bin/sleep infinity\n' })
  const before = await host.exec(`cat ${files}; ${ORDER}`)
  await host.writeFile('/etc/sudoers.d/zz-site', 'ALL ALL=(root) !/usr/bin/systemctl restart mail.service\n')
  const report = await init({ units: `deploy/helpdesk@.service, ${unit}`, 'public-key': `${rootKey.publicKey}\n${deployKey.publicKey}` })
  await host.exec('rm /etc/sudoers.d/zz-site')
  desk.remove(unit)
  expect(report.outcome).toBe('undone')
  expect(report.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['let-in undone', 'grant undone', 'ask-rights failed'])
  expect(await host.exec(`cat ${files}; ${ORDER}`).then(withoutTimes)).toBe(withoutTimes(before))
}, 60_000)

test('what is no longer needed is taken away, and a key that was let in with more is restricted', async () => {
  await host.exec(`echo '${USER} ALL=(root) NOPASSWD: ALL' >> ${SUDOERS}`)
  await host.exec(`printf '# ci\\n${deployKey.publicKey}\\n${rootKey.publicKey}' > /home/${USER}/.ssh/authorized_keys`)
  expect(tell(await init())).toBe('succeeded')
  expect((await host.ask(`sudo -n -l -U ${USER} -- /bin/sh`)).code).not.toBe(0)
  const lines = (await host.readFile(`/home/${USER}/.ssh/authorized_keys`)).trimEnd().split('\n')
  expect(lines).toEqual(['# ci', rootKey.publicKey, expect.stringMatching(/^restrict,port-forwarding,permitlisten="localhost:1",permitopen="localhost:80",.* ci$/)])
}, 60_000)

describe('the key', () => {
  const asUser = (words: readonly string[]): ReturnType<typeof ssh> => ssh(host, USER, { scratch, key: deployKey, words })

  test('runs commands, and gives no terminal', () => {
    expect(asUser(['HOST', 'id -un'])).toMatchObject({ code: 0, stdout: `${USER}\n` })
    expect(asUser(['-tt', 'HOST', 'tty']).stderr).toContain('PTY allocation request failed')
  })

  test('opens no connection but those that the checks ask', () => {
    expect(asUser(['-W', 'localhost:22', 'HOST']).stderr).toContain('administratively prohibited')
    expect(asUser(['-W', '127.0.0.1:80', 'HOST']).stderr).toContain('administratively prohibited')
    expect(asUser(['-W', 'localhost:80', 'HOST'])).toMatchObject({ code: 0, stderr: '' })
  })

  test('opens no port on the host', () => {
    const { code, stderr } = asUser(['-o', 'ExitOnForwardFailure=yes', '-R', '9000:localhost:22', 'HOST', 'true'])
    expect([code, stderr]).toEqual([255, expect.stringContaining('remote port forwarding failed')])
  })
})

describe('sudoers', () => {
  const grantOn = async (...rules: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> =>
    host.ask(['sh', '-c', GRANT_PROGRAM, 'deploy-kit', '/etc/sudoers.d/deploy-kit-test', USER, 'a test', ...rules].map(quote).join(' '))
  const mayRun = async (...words: readonly string[]): Promise<boolean> => (await host.ask(`sudo -n -l -U ${USER} -- ${words.map(quote).join(' ')}`)).code === 0

  test.each([
    ['a syntax error', 'systemctl restart a:b, (c)'],
    ['a program that is not there', 'no-such-program --now']
  ])('with %s never lands, and what was there stays', async (_name, rule) => {
    expect(await grantOn('systemctl restart good.service')).toMatchObject({ code: 0 })
    const before = await host.readFile('/etc/sudoers.d/deploy-kit-test')
    const { code, stderr } = await grantOn('systemctl restart good.service', rule)
    expect([code, stderr]).toEqual([1, expect.stringMatching(/syntax error|There is no program no-such-program/)])
    expect(await host.readFile('/etc/sudoers.d/deploy-kit-test')).toBe(before)
    expect(await host.exec('ls -A /etc/sudoers.d')).not.toMatch(/^\.deploy-kit/m)
    await host.exec('visudo -c -q')
  }, 60_000)

  test('with signs that mean something allows that command to the letter, and nothing near it', async () => {
    const path = '/srv/a,b:c=d*e?f[gh]#i!j^k@l%m'
    const words = ['install', '-m', '0644', `${path}/x`, '/etc/systemd/system/x.service']
    expect(await grantOn(renderRule({ words }), renderRule({ words: ['reboot'] }))).toMatchObject({ code: 0 })
    expect(await mayRun(...words)).toBe(true)
    const near = (change: (file: string) => string): Promise<boolean> => mayRun(...words.map((word) => (word === `${path}/x` ? change(word) : word)))
    const others = await Promise.all([
      near((file) => file.replace('*', 'anything')),
      near((file) => file.replace('*', '*/other')),
      near((file) => file.replace('?', 'z')),
      near((file) => file.replace('[gh]', 'g')),
      near((file) => file.slice(0, file.indexOf(','))),
      near((file) => file.slice(0, file.indexOf('#'))),
      mayRun(...words, '/etc/shadow'),
      mayRun(...words.slice(0, -1)),
      mayRun('install', '/etc/shadow', '/tmp/x'),
      mayRun('reboot', '--force')
    ])
    expect(others).toEqual(others.map(() => false))
    expect(await mayRun('reboot')).toBe(true)
    expect(await grantOn()).toMatchObject({ code: 0 })
    expect((await host.ask('ls /etc/sudoers.d/deploy-kit-test')).code).not.toBe(0)
  }, 60_000)
})

test('when units are replaced, the rights of before stay until the deploy has done so, and going back works', async () => {
  const plain = { units: 'deploy/helpdesk.service', ports: '8001' }
  const before = await desk.health()
  desk.write({ 'deploy/helpdesk.service': PLAIN_UNIT })
  expect(tell(await init(plain))).toBe('succeeded')
  desk.write({ 'helpdesk/__init__.py': BREAKS['does not start'](readExample('helpdesk/__init__.py')) })
  expect(tellDeploy(await desk.deploy({ ...asDeployUser(), ...plain }))).toMatch(/^undone[^]*there is no way to start/)
  expect(await desk.health()).toEqual(before)
  desk.mend()
  expect(tellDeploy(await desk.deploy({ ...asDeployUser(), ...plain }))).toBe('succeeded')
  expect((await host.ask("systemctl is-active 'helpdesk@*' helpdesk")).stdout.trim()).toBe('active')
  expect((await desk.health()).status).toBe(200)
  expect(await host.readFile(SUDOERS)).toContain('helpdesk@')
  expect(tell(await init(plain))).toBe('succeeded')
  expect(await host.readFile(SUDOERS)).not.toContain('helpdesk@')
  expect(tell(await init(plain))).toBe('unchanged')
}, 180_000)

test('with components in the configuration the user may install the timers of backups, by exactly these rights', async () => {
  const components = 'sqlite shared/data/helpdesk.sqlite as=desk'
  const schedule = async (name: 'backups schedule' | 'backups schedule remove', more: Texts = {}): Promise<string> => tell((await runInputs(name, { ...asDeployUser(), 'known-hosts': host.knownHostsLine, ...more })).report)
  expect(await schedule('backups schedule', { components })).toMatch(/DK_PREFLIGHT_FAILED.*sudo does not let shipper run: install .*there is no program crontab/)
  expect(tell(await init({ components }))).toBe('succeeded')
  expect(await schedule('backups schedule', { components })).toBe('succeeded')
  await host.exec('systemctl start deploy-kit-backup-srv-apps-helpdesk.service && systemctl start deploy-kit-watch-srv-apps-helpdesk.service')
  expect(await host.exec(`stat -c %U ${PATH}/.deploy-kit/backups/scheduled_*`)).toBe(USER)
  expect(await schedule('backups schedule remove')).toBe('succeeded')
  expect((await host.ask('ls /etc/systemd/system | grep deploy-kit')).stdout).toBe('')
}, 120_000)

test('the printed script does the same, without anybody logging in as root', async () => {
  const folder = scratch.write(scratch.next('project'), {})
  const words = Object.entries({ ...common, host: `printed@${host.address}:${host.port}`, path: '/srv/printed', 'public-key': deployKey.publicKey })
  const flags = words.map(([name, value]) => `--${name}=${value}`)
  const { code, stdout, stderr } = await runCliHere(['init-host', '--print', ...flags], folder)
  expect([code, stderr]).toEqual([0, ''])
  await host.writeFile('/root/init-host.sh', stdout)
  expect(await host.exec('sh /root/init-host.sh')).toBe('printed can deploy to /srv/printed')
  const before = await host.exec(ORDER)
  expect(await host.exec('sh /root/init-host.sh')).toBe('printed can deploy to /srv/printed')
  expect(await host.exec(ORDER)).toBe(before)
  expect(tell(await init({ host: `printed@${host.address}:${host.port}`, path: '/srv/printed' }))).toBe('unchanged')
}, 60_000)

test('one who may not be root is told how to go on', async () => {
  const report = await init({ 'login-user': USER, 'private-key': deployKey.privateKey })
  expect(report.error?.code).toBe('DK_SUDO_PASSWORD')
  expect(report.error?.remedy).toContain('--print > init-host.sh')
}, 60_000)
