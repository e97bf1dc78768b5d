import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { encodeSecret } from '../../support/leak-search.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { askDocker, docker } from '../../testbed/docker.ts'
import { localName } from '../../testbed/image-recipes.ts'
import { LABEL, NETWORK, stateFolder } from '../../testbed/names.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
const REGISTRY = `dk-private-${randomBytes(3).toString('hex')}`
const ADDRESS = `${REGISTRY}:5000`
const PASSWORD = `pull-${randomBytes(12).toString('hex')}`
let host: TargetHost
let video: VideoProject

/** What the registry of the test bed has, from one that asks who is there. */
async function startPrivateRegistry(): Promise<void> {
  const words = ['run', '--detach', '--name', REGISTRY, '--label', LABEL, '--network', NETWORK, '--volume', `${path.join(stateFolder, 'registry')}:/var/lib/registry:ro`]
  const settings = ['REGISTRY_AUTH=htpasswd', 'REGISTRY_AUTH_HTPASSWD_REALM=private', 'REGISTRY_AUTH_HTPASSWD_PATH=/htpasswd']
  const serve = 'htpasswd -Bbn puller "$1" >/htpasswd && exec docker-registry serve /etc/docker/registry/config.yml'
  await docker([...words, ...settings.flatMap((setting) => ['--env', setting]), '--entrypoint', 'sh', localName('registry'), '-c', serve, 'sh', PASSWORD])
}

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await pushApi('1', 'one')
  await startPrivateRegistry()
  host = await testbed.startTarget({ name: 'co-login', docker: true })
  await host.exec(`sed -i 's/"dk-registry:5000"\\]/"dk-registry:5000", "${ADDRESS}"]/' /etc/docker/daemon.json && systemctl restart docker && install -d -o deploy /srv/video`)
  await waitUntil('the private registry', async () => (await host.ask(`python3 -c "import urllib.request as u; u.urlopen('http://${ADDRESS}/v2/')" 2>&1`)).stdout.includes('401'), 30)
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  video.write({ 'compose.yaml': readFileSync(`${video.source}/compose.yaml`, 'utf8').replace('dk-registry:5000/', `${ADDRESS}/`) })
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await askDocker(['rm', '--force', '--volumes', REGISTRY])
  await host.stop()
}, 60_000)

const login = (password: string): Readonly<Record<string, string>> => ({ registry: ADDRESS, 'registry-username': 'puller', 'registry-password': password })

/** Everything that the host has on its disks, and in its journal, that looks like the password. */
async function findPassword(): Promise<string> {
  const forms = encodeSecret(PASSWORD).concat(encodeSecret(`puller:${PASSWORD}`))
  await host.writeFile('/dev/shm/forms', `${forms.join('\n')}\n`)
  const found = await host.ask(
    'journalctl --no-pager >/dev/shm/journal 2>&1; grep -rlaFf /dev/shm/forms /srv /home /root /tmp /var /etc /run /dev/shm/journal --exclude-dir=overlay2 2>/dev/null; rm -f /dev/shm/forms /dev/shm/journal'
  )
  return found.stdout
}

test('without a login, and with a wrong password, nothing is pulled and the reason is told', async () => {
  const without = await video.deploy()
  expect(without.report.outcome).toBe('undone')
  expect(tell(without)).toContain('cannot be pulled')
  const wrong = await video.deploy(login('not-this-one'))
  expect(wrong.report.outcome).toBe('undone')
  expect(tell(wrong)).toMatch(/unauthorized|401/)
  expect(await video.containers()).toEqual([])
}, 120_000)

test('with the password it is, and nothing of it is anywhere afterwards, nor in argv or an environment meanwhile', async () => {
  // Every process of the host, again and again.
  await host.exec(
    'touch /dev/shm/seen; nohup sh -c \'while [ ! -e /dev/shm/stop ]; do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | sort -u - /dev/shm/seen -o /dev/shm/seen; done; touch /dev/shm/stopped\' >/dev/null 2>&1 &'
  )
  const { report, events } = await video.deploy(login(PASSWORD))
  await host.exec('touch /dev/shm/stop; while [ ! -e /dev/shm/stopped ]; do sleep 0.1; done')
  expect(tell({ report, events })).toBe('succeeded')
  expect(await video.ask()).toBe('one\n')
  expect((await host.ask('grep -qax login /dev/shm/seen')).code).toBe(0)
  for (const form of [PASSWORD, ...encodeSecret(`puller:${PASSWORD}`)]) {
    await host.writeFile('/dev/shm/form', form)
    expect((await host.ask('grep -qaFf /dev/shm/form /dev/shm/seen')).code).toBe(1)
  }
  await host.exec('rm -f /dev/shm/seen /dev/shm/form /dev/shm/stop /dev/shm/stopped')
  expect(await findPassword()).toBe('')
  expect(JSON.stringify([report, events])).not.toContain(PASSWORD)
  expect((await host.ask('ls /home/deploy/.docker/config.json')).code).not.toBe(0)
}, 240_000)

test('the login of a run that was killed in the midst of the pull is gone with the next one', async () => {
  await host.exec(`install -d -o deploy -m 700 ${video.root}/.deploy-kit/compose/killed/docker`)
  await host.writeFile(`${video.root}/.deploy-kit/compose/killed/docker/config.json`, Buffer.from(`puller:${PASSWORD}`).toString('base64'))
  expect(await findPassword()).toContain('killed/docker/config.json')
  expect(tell(await video.deploy({ ...login(PASSWORD), variables: 'API_TAG=1\nMORE=1' }))).toBe('succeeded')
  expect(await findPassword()).toBe('')
}, 120_000)
