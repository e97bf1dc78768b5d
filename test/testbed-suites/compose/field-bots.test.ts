import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { copyExample, editFile, tell, type Example } from './example.ts'

const INTERVAL_SECONDS = 1
const BOTS = ['archiver', 'sampler', 'watcher']

const scratch = makeScratch()
let host: TargetHost
let bots: Example

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python'] })
  host = await testbed.startTarget({ name: 'co-bots', docker: true })
  await host.exec('install -d -o deploy -g deploy /srv/field-bots')
  const owner = (await host.exec('echo "$(id -u deploy):$(id -g deploy)"')).trim()
  bots = copyExample(scratch, 'field-bots', {
    host,
    secrets: { POSTGRES_PASSWORD: 'correct horse / battery@staple' },
    variables: `INTERVAL_SECONDS=${INTERVAL_SECONDS}\nBOT_USER=${owner}`
  })
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('preflight, and a first deploy builds the image on the host: every bot beats, and samples reach the archive', async () => {
  expect(tell(await bots.preflight())).toMatch(/^unchanged/)
  expect(tell(await bots.deploy())).toBe('succeeded')
  expect((await bots.containers()).map(serviceOf)).toEqual(['archiver', 'db', 'sampler', 'watcher'])
  expect(tell(await bots.checkHealth())).toBe('succeeded')
  const before = await archived()
  await waitUntil('another sample in the archive', async () => (await archived()) > before)
}, 240_000)

test('an update replaces all bots, and no sample is missing', async () => {
  const before = await bots.containers()
  editFile(bots.folder, 'bots/loop.py', (text) => text.replace('begins"', 'begins, version two"'))
  expect(tell(await bots.deploy())).toBe('succeeded')
  const after = await bots.containers()
  expect(after.map(serviceOf)).toEqual(['archiver', 'db', 'sampler', 'watcher'])
  expect(after.filter((container) => before.includes(container)).map(serviceOf)).toEqual(['db'])
  expect(await logOf('archiver')).toContain('archiver begins, version two')
  await requireBeats()
  // A sampler that was stopped before the next one had begun would leave out more than one.
  expect(Number(await sql("select max(gap) from (select extract(epoch from taken_at - lag(taken_at) over (order by taken_at)) gap from samples) gaps"))).toBeLessThanOrEqual(3 * INTERVAL_SECONDS)
}, 240_000)

test('an archiver that never beats is undone: the old one runs again on the same volume, and nothing is lost', async () => {
  const before = { containers: await bots.containers(), volumes: await bots.volumes(), samples: await archived() }
  const mend = editFile(bots.folder, 'bots/loop.py', (text) => text.replace('OWN_HEARTBEAT.touch()', 'name == "archiver" or OWN_HEARTBEAT.touch()'))
  const report = await bots.deploy({ attempts: '5' })
  mend()
  expect(report.outcome).toBe('undone')
  expect(tell(report)).toContain('archiver')
  expect(report.restored.map(({ passed }) => passed)).toEqual([true])
  const after = await bots.containers()
  expect(after.filter((container) => !before.containers.includes(container)).map(serviceOf)).toEqual(['archiver'])
  expect(after.map(serviceOf)).toEqual(['archiver', 'db', 'sampler', 'watcher'])
  expect(await logOf('archiver')).toContain('archiver begins, version two')
  expect(await bots.volumes()).toBe(before.volumes)
  expect(await archived()).toBeGreaterThanOrEqual(before.samples)
  await requireBeats()
}, 240_000)

testInLongRun('a sampler that crashes on start is found out before the archiver is touched', async () => {
  const before = await bots.containers()
  const mend = editFile(bots.folder, 'bots/sampler.py', (text) => `raise RuntimeError("no sensor")\n${text}`)
  const report = await bots.deploy()
  mend()
  expect(report.outcome).toBe('undone')
  expect(tell(report)).toContain('no sensor')
  expect(await bots.containers()).toEqual(before)
}, 240_000)

test('a rollback goes back to the first image, and the archive goes on', async () => {
  const before = await archived()
  expect(tell(await bots.rollback())).toBe('succeeded')
  expect((await bots.containers()).map(serviceOf)).toEqual(['archiver', 'db', 'sampler', 'watcher'])
  expect(await logOf('archiver')).not.toContain('version two')
  await waitUntil('another sample in the archive', async () => (await archived()) > before)
  expect(await sql('select count(*) from samples')).not.toBe('0')
  await requireBeats()
}, 240_000)

async function archived(): Promise<number> {
  const { samples } = JSON.parse(await host.exec('docker exec field-bots-archiver python -m bots.report')) as { readonly samples: number }
  return samples
}

function sql(query: string): Promise<string> {
  return host.exec(`docker exec field-bots-db-1 psql -qAtU bots -c "${query}" bots`).then((answer) => answer.trim())
}

function logOf(service: string): Promise<string> {
  return host.exec(`docker ps --quiet --filter label=com.docker.compose.project=field-bots --filter label=com.docker.compose.service=${service} | xargs docker logs 2>&1`)
}

/** Each bot touches its file on the host anew. */
async function requireBeats(): Promise<void> {
  const folder = '/srv/field-bots/shared/heartbeats'
  const since = (await host.exec('date +%s')).trim()
  for (const bot of BOTS) {
    await waitUntil(`a heartbeat of ${bot}`, async () => Number(await host.exec(`stat -c %Y ${folder}/${bot}`)) > Number(since), 20)
  }
}

function serviceOf(container: string): string {
  return container.split(' ')[0] ?? ''
}
