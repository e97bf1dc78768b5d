import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { isExhaustive, testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { visitDuring, type Visited } from '../visitors/visit-during.ts'
import { copyExample, editFile, pushImage, tell, type Example } from './example.ts'

const scratch = makeScratch()
let host: TargetHost
let video: Example
let url = ''
const images: Record<string, string> = {}

interface VideoRow {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly size_bytes: number | null
  readonly sha256: string | null
  readonly measured_by: string | null
}

/** One that is measured at once, and one that the worker is busy with for longer than a deploy takes. */
const small = randomBytes(200_000)
const large = Buffer.alloc(20 * 1024 * 1024, 'frame')
const stored: VideoRow[] = []

const NOTE_MIGRATION = `
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("videos", sa.Column("note", sa.Text))
`

const KIT = '/srv/video-api/.deploy-kit'

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'redis', 'python', 'nginx', 's3'] })
  host = await testbed.startTarget({ name: 'co-video', docker: true })
  await host.exec('install -d -o deploy -g deploy /srv/video-api')
  url = `http://${host.address}:${host.portOf(80)}`
  video = copyExample(scratch, 'video-api', {
    host,
    secrets: { POSTGRES_PASSWORD: 'correct horse / battery@staple', S3_SECRET_KEY: 'nine-lives-of-a-cat' },
    variables: ''
  })
  images['one'] = await pushImage(video.folder, 'examples/video-api', 'one')
  images['two'] = await pushVersion('two', (text) => text)
  images['broken'] = await pushVersion('broken', (text) => text.replace('503 if problems else 200', '503'))
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

test('preflight, and a first deploy from nothing: a video is stored and measured', async () => {
  expect(tell(await video.preflight(flagsOf('one')))).toMatch(/^unchanged/)
  expect(tell(await deploy('one'))).toBe('succeeded')
  expect(await health()).toEqual({ version: 'one', problems: {} })
  const row = await upload('holiday.mp4', small)
  expect(await measured(row)).toMatchObject({ name: 'holiday.mp4', state: 'ready', size_bytes: small.length, sha256: sha256(small), measured_by: 'one' })
  expect(Buffer.compare(await download(row), small)).toBe(0)
  expect((await ask('/videos', { method: 'POST' })).status).toBe(400)
}, 240_000)

test('an update loses no request, migrates, and lets the old worker end its video', async () => {
  const before = await video.containers()
  const { visit, result } = await visitWhile(async () => {
    const deploying = deploy('two')
    await waitUntil('the migration', async () => (await host.exec(`ls ${KIT}/compose/*/ran.migrate | wc -l`)).trim() === '2', 120)
    const id = await upload('long.mp4', large)
    await waitUntil('the new version', async () => (await health()).version === 'two', 120)
    const state = (await read(id)).state
    return { report: await deploying, id, state }
  })
  expect(tell(result.report)).toBe('succeeded')
  expect(visit).toMatchObject({ failures: [], versions: ['one', 'two'] })
  // It was under way at the switch, and is done now that the deploy has stopped the old worker.
  expect([result.state, (await read(result.id)).state]).toEqual(['waiting', 'ready'])
  expect(await measured(result.id)).toMatchObject({ state: 'ready', size_bytes: large.length, sha256: sha256(large), measured_by: 'one' })
  expect(await schemaVersion()).toBe('0002')
  const after = await video.containers()
  expect(after.filter((container) => before.includes(container)).map(serviceOf)).toEqual(['db', 'proxy', 'redis', 'storage'])
  expect(after.map(serviceOf)).toEqual(['api', 'db', 'proxy', 'redis', 'storage', 'worker'])
  expect(await measured(await upload('new.mp4', small))).toMatchObject({ state: 'ready', measured_by: 'two' })
}, 240_000)

test.each([
  ['whose health never passes', 'broken', 'api did not become healthy'],
  ...(isExhaustive ? [['whose migrations fail, because it is too old for the database,', 'one', "Can't locate revision identified by '0002'"]] as const : [])
])('a version %s is undone: no request is lost, and no data', async (_, version, words) => {
  const before = await snapshot()
  const { visit, result: report } = await visitWhile(() => deploy(version))
  expect(tell(report)).toMatch(/^undone/)
  expect(tell(report)).toContain(words)
  expect(report.restored.map(({ passed }) => passed)).toEqual([true])
  expect(visit).toMatchObject({ failures: [], versions: ['two'] })
  expect(await snapshot()).toEqual(before)
}, 240_000)

test('a rollback goes back to the first image, on the newer schema', async () => {
  const before = await snapshot()
  const { visit, result: report } = await visitWhile(() => video.rollback())
  expect(tell(report)).toBe('succeeded')
  expect(visit).toMatchObject({ failures: [], versions: ['two', 'one'] })
  const after = await snapshot()
  expect({ rows: after.rows, objects: after.objects, volumes: after.volumes, schema: after.schema }).toEqual({
    rows: before.rows,
    objects: before.objects,
    volumes: before.volumes,
    schema: '0002'
  })
  expect(await measured(await upload('again.mp4', small))).toMatchObject({ state: 'ready', measured_by: 'one' })
}, 240_000)

test('rows and files come back from a backup', async () => {
  const before = await snapshot()
  const backup = await video.backup()
  expect(tell(backup)).toBe('succeeded')
  await host.exec('docker exec video-api-db-1 psql -qAtU video -c "delete from videos" video')
  const removeAll = 'from video.storage import Storage; s = Storage(); [s._client.remove_object(s._bucket, o.object_name) for o in s._client.list_objects(s._bucket, recursive=True)]'
  await host.exec(`docker exec $(docker ps --quiet --filter label=com.docker.compose.service=worker) python -c '${removeAll}'`)
  expect(tell(await video.restore(backup.outputs['backup'] ?? ''))).toBe('succeeded')
  const after = await snapshot()
  expect([after.rows, after.objects, after.volumes]).toEqual([before.rows, before.objects, before.volumes])
}, 240_000)

testInLongRun('after a reboot everything comes up by itself, and nginx finds the API again', async () => {
  await host.reboot()
  await waitUntil('the application', async () => (await health().catch(() => undefined))?.version === 'one', 90)
  expect((await video.containers()).map(serviceOf)).toEqual(['api', 'db', 'proxy', 'redis', 'storage', 'worker'])
  expect(await measured(await upload('after.mp4', small))).toMatchObject({ state: 'ready', measured_by: 'one' })
}, 240_000)

function flagsOf(version: string): Readonly<Record<string, string>> {
  return { variables: `IMAGE=${images[version]}\nREAD_MB_PER_SECOND=1` }
}

function deploy(version: string): ReturnType<Example['deploy']> {
  return video.deploy(flagsOf(version))
}

/** One with another API, and a migration more. */
async function pushVersion(version: string, changeApi: (text: string) => string): Promise<string> {
  const source = scratch.next(version)
  cpSync(video.folder, source, { recursive: true })
  editFile(source, 'video/api.py', (text) => `# Version ${version}.\n${changeApi(text)}`)
  scratch.write(source, { 'migrations/versions/0002_note.py': NOTE_MIGRATION })
  return pushImage(source, 'examples/video-api', version)
}

function ask(place: string, options: RequestInit = {}): Promise<Response> {
  return fetch(`${url}${place}`, { ...options, headers: { connection: 'close' }, signal: AbortSignal.timeout(20_000) })
}

async function health(): Promise<{ readonly version: string; readonly problems: object }> {
  return (await (await ask('/health')).json()) as { version: string; problems: object }
}

async function upload(name: string, content: Buffer): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), name)
  const answer = await ask('/videos', { method: 'POST', body })
  if (answer.status !== 201) throw new Error(`The video was not taken: ${answer.status} ${await answer.text()}`)
  const { id } = (await answer.json()) as { readonly id: string }
  return id
}

async function read(id: string): Promise<VideoRow> {
  return (await (await ask(`/videos/${id}`)).json()) as VideoRow
}

async function measured(id: string): Promise<VideoRow> {
  const row = await waitUntil(`the worker to measure ${id}`, async () => {
    const found = await read(id)
    return found.state !== 'waiting' && found
  }, 60)
  stored.push(row)
  return row
}

async function download(id: string): Promise<Buffer> {
  return Buffer.from(await (await ask(`/videos/${id}/file`)).arrayBuffer())
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Everything that a failed deploy must leave as it was: rows, the bytes of every object, volumes, containers. */
async function snapshot(): Promise<Readonly<Record<'rows' | 'objects' | 'volumes' | 'containers' | 'schema', unknown>>> {
  const rows = (await (await ask('/videos')).json()) as readonly VideoRow[]
  const objects = await Promise.all(rows.map(async ({ id }) => sha256(await download(id))))
  expect(objects.toSorted()).toEqual(stored.map((row) => row.sha256).toSorted())
  return { rows: rows.map(({ id, name, state, sha256: digest }) => [id, name, state, digest]), objects, volumes: await video.volumes(), containers: await video.containers(), schema: await schemaVersion() }
}

async function schemaVersion(): Promise<string> {
  return (await host.exec('docker exec video-api-db-1 psql -qAtU video -c "select version_num from alembic_version" video')).trim()
}

/** Each of these questions is three more, to the database, Redis and the storage. */
function visitWhile<T>(work: () => Promise<T>): Promise<Visited<T>> {
  return visitDuring(`${url}/health`, work, { perSecond: 15 })
}

function serviceOf(container: string): string {
  return container.split(' ')[0] ?? ''
}
