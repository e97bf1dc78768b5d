import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { connectionTexts, runInputs, type DeployRunOptions } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { findTrouble, makeKey, tell, type KeyPair } from './operator.ts'
import type { Report } from '../../../packages/core/index.ts'

// needs: ssh-keygen

type Texts = Readonly<Record<string, string>>

const scratch = makeScratch()
const COMPOSE = 'services:\n  web:\n    image: nginx:alpine\n    restart: unless-stopped\n    ports: ["8080:80"]\n'

let host: TargetHost
let key: KeyPair
let project: Texts

beforeAll(async () => {
  host = await (await requireTestbed({ images: ['nginx'] })).startTarget({ name: 'ih-compose', docker: true })
  key = makeKey(scratch, 'ci')
  const source = scratch.write(scratch.next('web'), { 'compose.yaml': COMPOSE })
  project = { ...connectionTexts(host), host: `carrier@${host.address}:${host.port}`, path: '/srv/web', source, strategy: 'compose' }
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

// The key opens the first address alone.
const CHECK = { 'health-check': 'http http://localhost:8080/\nhttp http://web/ service=web' }
const init = async (options: DeployRunOptions = {}): Promise<Report> => {
  const { source: _unused, ...texts } = project
  // By a user with sudo, who is not root.
  return (await runInputs('init-host', { ...texts, ...CHECK, 'login-user': 'deploy', 'public-key': key.publicKey }, options)).report
}
const preflight = async (more: Texts = {}): Promise<Report> => (await runInputs('preflight', { ...project, 'private-key': key.privateKey, 'disk-margin': '20M', ...more })).report

test('the plan says that the group docker is as good as root', async () => {
  const { plan } = await init({ mode: 'plan' })
  expect(plan.steps.map(({ id }) => id)).toEqual(['make-user', 'join-group', 'let-in', 'make-folders'])
  expect(plan.notes.join()).toContain('A member of the group docker can become root at any time')
}, 60_000)

test('the new user deploys, and needs no sudo', async () => {
  expect(tell(await init())).toBe('succeeded')
  expect((await host.ask('sudo -n -l -U carrier')).stdout).toContain('not allowed to run sudo')
  expect((await host.ask('ls /etc/sudoers.d | grep carrier')).stdout).toBe('')
  expect(findTrouble(await preflight())).toEqual([])
  const { report } = await runInputs('ssh-deploy', { ...project, ...CHECK, 'private-key': key.privateKey, attempts: '20', delay: '500ms' })
  expect(tell(report)).toBe('succeeded')
  expect(tell(await init())).toBe('unchanged')
}, 180_000)

test('preflight tells everything at once that is wrong with Docker', async () => {
  scratch.write(project['source'] ?? '', { 'compose.yaml': COMPOSE.replace('nginx:alpine', 'dk-registry:5999/nginx:alpine') })
  expect(findTrouble(await preflight({ 'disk-margin': '900TB' })).filter((row) => /^(disk for images|registry)/.test(row))).toEqual([
    expect.stringMatching(/^disk for images \| problem \| .* free on /),
    expect.stringMatching(/^registry dk-registry:5999 \| problem \| dk-registry:5999 does not answer/)
  ])
  scratch.write(project['source'] ?? '', { 'compose.yaml': COMPOSE })
  await host.exec('gpasswd -d carrier docker')
  const [trouble] = findTrouble(await preflight())
  await host.exec('gpasswd -a carrier docker')
  expect(trouble).toMatch(/^docker \| problem \| carrier cannot use it: .*permission denied.* \| With the same configuration: deploy-kit init-host --host carrier@/)
  await host.exec('systemctl stop docker.socket docker.service')
  const [stopped] = findTrouble(await preflight())
  await host.exec('systemctl start docker')
  expect(stopped).toMatch(/^docker \| problem \| .* \| Start it on the host: sudo systemctl start docker$/)
}, 120_000)
