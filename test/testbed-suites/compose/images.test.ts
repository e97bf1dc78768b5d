import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { inspect } from '../../testbed/docker.ts'
import { NETWORK, REGISTRY } from '../../testbed/names.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await Promise.all([pushApi('1', 'one'), pushApi('2', 'two'), pushApi('3', 'three'), pushApi('unhealthy', 'four', 'unhealthy')])
  host = await testbed.startTarget({ name: 'co-images', docker: true, disks: { '/srv': 512, '/var/lib/docker': 3072 } })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  expect(tell(await video.deploy())).toBe('succeeded')
  expect(tell(await video.deploy({ variables: 'API_TAG=2' }))).toBe('succeeded')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('the registry is gone: a deploy changes nothing, a rollback does not need it', async () => {
  const address = await inspect(REGISTRY, `{{(index .NetworkSettings.Networks "${NETWORK}").IPAddress}}`)
  await host.exec(`iptables -I OUTPUT -d ${address} -p tcp --dport 5000 -j REJECT --reject-with tcp-reset`)
  try {
    const before = await video.containers()
    const run = await video.deploy({ variables: 'API_TAG=3' })
    expect(run.report.outcome).toBe('undone')
    expect(tell(run)).toMatch(/of \w+ cannot be pulled/)
    expect(await video.containers()).toEqual(before)
    const { result, visit } = await video.visitDuring(() => video.rollback())
    expect(tell(result)).toBe('succeeded')
    expect(visit.failures).toEqual([])
    expect(await video.ask()).toBe('one\n')
  } finally {
    await host.exec(`iptables -D OUTPUT -d ${address} -p tcp --dport 5000 -j REJECT --reject-with tcp-reset`)
  }
}, 180_000)

test('a failed deploy leaves no image behind', async () => {
  const before = await video.images()
  expect((await video.deploy({ variables: 'API_TAG=unhealthy' })).report.outcome).toBe('undone')
  expect(await video.images()).toEqual(before)
  expect((await video.deploy({ variables: 'API_TAG=nothing' })).report.outcome).toBe('undone')
  expect(await video.images()).toEqual(before)
}, 180_000)

test('a disk without space is found out before the pull, and nothing is changed', async () => {
  const before = await video.containers()
  await host.fill('/var/lib/docker')
  const run = await video.deploy({ variables: 'API_TAG=3' })
  await host.unfill('/var/lib/docker')
  expect(run.report.steps.find(({ id }) => id === 'bring-images')?.error?.code).toBe('DK_DISK_FULL')
  expect(tell(run)).toMatch(/Images need about \d+ MiB, 0 MiB are free/)
  expect(await video.containers()).toEqual(before)
  expect(await video.ask()).toBe('one\n')
  expect(await video.sql('select count(*) > 0 from runs')).toBe('t')
}, 120_000)

test('images that no kept release needs are removed, by all of their names', async () => {
  await pushApi('5', 'five')
  await host.exec('docker pull --quiet redis:7-alpine || true')
  for (const tag of ['3', '5']) expect(tell(await video.deploy({ variables: `API_TAG=${tag}`, keep: '1' }))).toBe('succeeded')
  const names = (await video.images()).map((line) => line.split(' ')[0] ?? '')
  // 2 was rolled back from, and stays as evidence; 3 is what one would go back to.
  expect(names.flatMap((name) => /\/api:(.*)$/.exec(name)?.[1] ?? [])).toEqual(['2', '3', '5'])
  expect(names.filter((name) => name.startsWith('deploy-kit/video:api-'))).toHaveLength(3)
  expect(names.filter((name) => name.startsWith('deploy-kit/video:db-'))).toHaveLength(1)
  // What was not pulled by deploy-kit is not its to remove.
  expect(names).toContain('redis:7-alpine')
  expect(names.filter((name) => name.startsWith('<none>'))).toEqual([])
}, 180_000)

testInLongRun('an image that somebody has pruned is brought back by its digest', async () => {
  expect(tell(await video.deploy({ variables: 'API_TAG=1' }))).toBe('succeeded')
  const images = await video.images()
  await host.exec('docker image prune --all --force')
  expect(await video.images()).not.toEqual(images)
  expect(tell(await video.rollback())).toBe('succeeded')
  expect(await video.ask()).toBe('five\n')
}, 180_000)

const BUILT = {
  'compose.yaml': `services:
  api:
    build: .
    restart: unless-stopped
    ports: ["443:8000"]
    healthcheck: { test: ["CMD", "python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2)"], interval: 1s, timeout: 3s, retries: 10 }
`,
  Dockerfile: 'FROM python:3.11-slim\nCOPY api.py version.py /app/\nCMD ["python3", "-u", "/app/api.py"]\n',
  'api.py': `import http.server, signal, sys, version
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(version.VERSION)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.HTTPServer(("", 8000), Handler).serve_forever()
`
}

test('an image that is built on the host: deploy, update, a build that fails, rollback', async () => {
  await host.exec('install -d -o deploy /srv/built')
  const built = makeVideoProject(scratch, host, { root: '/srv/built', port: 443, isStartFirst: false })
  const deploy = (version: string): ReturnType<VideoProject['deploy']> => {
    built.write({ ...BUILT, 'version.py': `VERSION = b"${version}"\n` })
    return built.deploy({ 'one-shot': '', variables: '', secrets: '', 'shared-paths': '' })
  }
  expect(tell(await deploy('one'))).toBe('succeeded')
  expect(await built.ask()).toBe('one')
  expect(tell(await deploy('two'))).toBe('succeeded')
  expect(await built.ask()).toBe('two')
  const before = await built.containers()
  built.write({ Dockerfile: 'FROM python:3.11-slim\nRUN echo there is no license >&2; exit 1\n' })
  const failed = await built.deploy({ 'one-shot': '', variables: '', secrets: '', 'shared-paths': '' })
  expect(failed.report.outcome).toBe('undone')
  expect(tell(failed)).toContain('there is no license')
  expect(await built.containers()).toEqual(before)
  expect(tell(await built.rollback())).toBe('succeeded')
  expect(await built.ask()).toBe('one')
}, 240_000)

test('a one-shot service that fails: nothing that runs is touched', async () => {
  const before = await video.containers()
  const version = await video.ask()
  const compose = readFileSync(`${video.source}/compose.yaml`, 'utf8')
  video.write({ 'compose.yaml': compose.replace('insert into runs default values', 'insert into walks default values') })
  const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: 'API_TAG=2' }))
  video.write({ 'compose.yaml': compose })
  expect(run.report.outcome).toBe('undone')
  expect(tell(run)).toContain('relation "walks" does not exist')
  expect(tell(run)).toContain('The one-shot service migrate failed')
  expect(visit.failures).toEqual([])
  expect(await video.containers()).toEqual(before)
  expect(await video.ask()).toBe(version)
}, 120_000)
