import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Event } from '../../../packages/core/index.ts'
import { startDelayingProxy } from '../../support/delaying-proxy.ts'
import { runAndDie } from '../../support/killed-runner.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { askDocker, docker } from '../../testbed/docker.ts'
import { localName } from '../../testbed/image-recipes.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { cutOffRegistries, makeCarriedProject, type CarriedProject } from './carried-project.ts'
import { tell } from './video-project.ts'

const scratch = makeScratch()
const MIB = 1024 ** 2
const BIG = { payloadBytes: 24 * MIB }
let host: TargetHost
let api: CarriedProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['python', 'redis'] })
  host = await testbed.startTarget({ name: 'co-carried-long', docker: true, disks: { '/srv': 512, '/var/lib/docker': 2048 } })
  await cutOffRegistries(host)
  api = await makeCarriedProject(scratch, host, '/srv/carried')
  await api.build('one')
  expect(tell(await api.deploy('one'))).toBe('succeeded')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await api.remove()
  await host.stop()
}, 60_000)

let before: readonly string[]
beforeEach(async () => {
  before = await api.images()
})

const detailOf = ({ report }: Awaited<ReturnType<CarriedProject['deploy']>>): string | undefined => report.steps.find(({ id }) => id === 'carry-api')?.detail

/** Acts in the midst of the stream, while nothing else here goes on. */
const inTheMidst = (act: () => void): ((event: Event) => void) => {
  let isDone = false
  return (event) => {
    if (isDone || event.type !== 'step-progress' || event.step.id !== 'carry-api' || event.doneBytes < MIB) return
    isDone = true
    act()
  }
}

test('a plan reads only', async () => {
  await api.build('plan')
  const { report } = await api.deploy('plan', {}, { mode: 'plan' })
  expect(report.outcome).toBe('planned')
  expect(report.plan.steps.find(({ kind }) => kind === 'carry-image')?.title).toMatch(/:plan: 1 of 4 layers, /)
  expect(await api.images()).toEqual(before)
}, 60_000)

test('a tag that moves is a deploy, and what it led to is still there to go back to', async () => {
  await api.build('moved', { tag: 'latest' })
  expect(tell(await api.deploy('latest'))).toBe('succeeded')
  await api.build('moved again', { tag: 'latest' })
  expect(tell(await api.deploy('latest'))).toBe('succeeded')
  expect(await api.ask()).toBe('moved again')
  expect(tell(await api.rollback())).toBe('succeeded')
  expect(await api.ask()).toBe('moved')
}, 180_000)

test('a change of the configuration alone sends no layer', async () => {
  const context = scratch.write(scratch.next('image'), { Dockerfile: `FROM ${api.repository}:one\nENV MORE=1\n` })
  await docker(['build', '--quiet', '--tag', `${api.repository}:configured`, context])
  const run = await api.deploy('configured')
  expect(tell(run)).toBe('succeeded')
  expect(detailOf(run)).toMatch(/^0 of 4 layers/)
  expect(run.report.sentBytes).toBeLessThan(20_000)
}, 120_000)

test('what one image brings the next one need not bring', async () => {
  await api.build('base', { payloadBytes: 2 * MIB })
  const base = `${api.repository}:base`
  await api.build('pair', { base })
  await api.build('pair worker', { tag: 'pair-worker', base })
  const worker = `  worker: { image: "${api.repository}:\${API_TAG}-worker", restart: unless-stopped, command: ["sleep", "infinity"], init: true }\n`
  api.write({ 'pair.yaml': `services:\n${worker}` })
  const run = await api.deploy('pair', { 'carry-images': 'api\nworker', 'compose-files': 'compose.yaml\npair.yaml' })
  expect(tell(run)).toBe('succeeded')
  const steps = run.report.steps.filter(({ id }) => id.startsWith('carry-'))
  expect(steps.map(({ id, detail }) => `${id}: ${detail}`)).toEqual([expect.stringMatching(/^carry-api: 3 of 6 layers, .* MiB sent$/), expect.stringMatching(/^carry-worker: 1 of 6 layers, .* KiB sent$/)])
  expect(await api.ask()).toBe('pair')
}, 120_000)

test('layers are known from any image on the host, and a layer that was pruned meanwhile is sent after all', async () => {
  const base = localName('redis')
  await docker(['save', '--output', `${scratch.folder}/base.tar`, base])
  await docker(['cp', `${scratch.folder}/base.tar`, `${host.container}:/root/base.tar`])
  await host.exec('docker load --quiet --input /root/base.tar && rm /root/base.tar')
  // Not Python: its program does not run there, and is not meant to.
  await api.build('on redis', { tag: 'redis', base })
  let pruned = ''
  const run = await api.deploy('redis', {}, {
    listen: (event) => {
      if (event.type === 'planned') expect(event.plan.steps.find(({ id }) => id === 'carry-api')?.title).toMatch(/: 2 of \d layers, /)
      if (event.type === 'step-started' && event.step.id === 'carry-api') pruned = execFileSync('docker', ['exec', host.container, 'docker', 'rmi', base], { encoding: 'utf8' })
    }
  })
  expect(pruned).toContain('Untagged')
  expect(run.report.warnings).toEqual([expect.stringContaining('all of them are sent')])
  const image = run.report.steps.find(({ id }) => id === 'carry-api')
  expect([image?.outcome, image?.error]).toEqual(['succeeded', undefined])
  expect(image?.detail).toMatch(/^(\d) of \1 layers/)
  expect(run.report.outcome).toBe('undone')
  expect(await api.images()).toEqual(before)
}, 180_000)

test('an image for another machine is refused before it travels', async () => {
  await docker(['build', '--quiet', '--platform', 'linux/arm64', '--tag', `${api.repository}:arm`, scratch.write(scratch.next('image'), { Dockerfile: 'FROM scratch\nCOPY file /\n', file: 'x' })])
  const run = await api.deploy('arm')
  expect(run.report.outcome).toBe('failed')
  expect(tell(run)).toContain('is an image for linux/arm64')
  expect(await api.images()).toEqual(before)
}, 60_000)

test('a full disk is told before anything travels', async () => {
  await api.build('no room', { tag: 'room' })
  await host.fill('/var/lib/docker')
  const run = await api.deploy('room')
  await host.unfill('/var/lib/docker')
  expect(run.report.error?.code).toBe('DK_DISK_FULL')
  expect(run.report.outcome).toBe('failed')
  expect(await api.images()).toEqual(before)
}, 60_000)

test('the line is cut in the midst of the load: nothing of it is taken, and it is sent again', async () => {
  await api.build('cut', { ...BIG })
  const proxy = await startDelayingProxy({ target: host, sendBytesPerSecond: 8 * MIB })
  const [, ...key] = host.knownHostsLine.split(' ')
  let seen: readonly string[] = []
  try {
    const through = { host: `deploy@127.0.0.1:${proxy.port}`, 'known-hosts': `[127.0.0.1]:${proxy.port} ${key.join(' ')}` }
    const run = await api.deploy('cut', through, {
      listen: inTheMidst(() => {
        proxy.cut()
        seen = execFileSync('docker', ['exec', host.container, 'docker', 'images', '--all', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'], { encoding: 'utf8' }).trim().split('\n').toSorted()
      })
    })
    expect(tell(run)).toBe('succeeded')
  } finally {
    await proxy.close()
  }
  expect(seen).toEqual(before)
  expect(proxy.connections).toBeGreaterThan(1)
  expect(await api.ask()).toBe('cut')
}, 180_000)

test('the runner is killed in the midst of the load: the host has nothing of it, and the next run converges', async () => {
  await api.build('killed', { ...BIG })
  const loading = waitUntil('docker load to have received something', async () => (await host.ask('ls /var/lib/docker/tmp/docker-import-*/blobs/sha256/* 2>/dev/null | grep -q .')).code === 0, 60)
  const proxy = await startDelayingProxy({ target: host, sendBytesPerSecond: 4 * MIB })
  const [, ...key] = host.knownHostsLine.split(' ')
  try {
    const through = { host: `deploy@127.0.0.1:${proxy.port}`, 'known-hosts': `[127.0.0.1]:${proxy.port} ${key.join(' ')}` }
    await runAndDie(scratch, { operation: 'ssh-deploy', texts: api.texts('killed', through), death: { step: 'pin-images', moment: 'before' } }, loading)
  } finally {
    await proxy.close()
  }
  await waitUntil('the end of docker load', async () => (await host.ask('pgrep -x docker || ls -d /var/lib/docker/tmp/docker-import-*')).code !== 0, 30)
  expect(await api.images()).toEqual(before)
  await host.exec(`touch -d '3 minutes ago' ${api.root}/.deploy-kit/lock`)
  expect(tell(await api.deploy('killed'))).toBe('succeeded')
  expect(await api.ask()).toBe('killed')
}, 180_000)

test('cancelling ends it, and takes it back', async () => {
  await api.build('cancelled', { ...BIG })
  const stop = new AbortController()
  const run = await api.deploy('cancelled', {}, { signal: stop.signal, listen: inTheMidst(() => stop.abort()) })
  expect(run.report.outcome).toBe('undone')
  expect(run.report.steps.find(({ id }) => id === 'carry-api')?.error?.code).toBe('DK_CANCELLED')
  expect(await api.ask()).toBe('killed')
  expect(await api.images()).toEqual(before)
  expect((await askDocker(['ps', '--all', '--quiet', '--filter', `ancestor=${api.repository}:cancelled`])).stdout).toBe('')
}, 120_000)

test('an image that was pruned cannot be rolled back to, and the message says why', async () => {
  expect(tell(await api.deploy('one'))).toBe('succeeded')
  await host.exec('docker image prune --all --force')
  const run = await api.rollback()
  expect(run.report.outcome).toBe('undone')
  expect(tell(run)).toContain('because it was carried there: deploy this version again')
  expect(await api.ask()).toBe('one')
}, 120_000)
