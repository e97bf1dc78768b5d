// Volumes and configuration of a Compose project, as a deploy user who may use Docker and is not root.
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OperationName } from '../../../packages/operations/index.ts'
import { connectionTexts, runInputs } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from '../compose/video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await pushApi('volumes-1', 'one')
  host = await testbed.startTarget({ name: 'bk-volumes', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  expect(tell(await video.deploy({ variables: 'API_TAG=volumes-1' }))).toBe('succeeded')
  await video.sql('create table visits (id int primary key); insert into visits select n from generate_series(1, 1000) n')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

const run = (operation: OperationName, texts: Readonly<Record<string, string>>): ReturnType<typeof runInputs> => runInputs(operation, { ...connectionTexts(host), path: '/srv/video', ...texts })

test('a volume is packed while only its database is stopped, and comes back', async () => {
  const before = await video.containers()
  const backup = await run('backup', { components: 'volume dbdata as=data', 'backup-name': 'first' })
  expect(tell(backup)).toBe('succeeded')
  expect(backup.report.plan.notes.join('\n')).toContain('data is a volume: the containers that write into it are stopped while it is packed')
  const after = await video.containers()
  expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  const restarted = after.filter(({ id, startedAt }) => before.find((each) => each.id === id)?.startedAt !== startedAt)
  expect(restarted.map(({ service }) => service)).toContain('db')
  expect(restarted.map(({ service }) => service)).not.toContain('proxy')
  await video.sql('delete from visits where id > 10')
  expect(tell(await run('restore', { backup: 'first', 'health-check': 'http http://127.0.0.1:80/health', delay: '500ms' }))).toBe('succeeded')
  expect(await video.sql('select count(*) from visits')).toBe('1000')
  expect((await host.exec('docker run --rm --network none --volume video_dbdata:/data --entrypoint ls postgres:15-alpine -A /data')).split('\n').filter((name) => name.startsWith('.dk-'))).toEqual([])
}, 240_000)

test('the configuration tells what Compose makes of its files, and which images run', async () => {
  expect(tell(await run('backup', { components: 'configuration', 'backup-name': 'second' }))).toBe('succeeded')
  expect(tell(await run('restore', { backup: 'second' }))).toBe('succeeded')
  const read = (file: string): Promise<string> => host.exec(`cat /srv/video/.deploy-kit/configuration/then/${file}`)
  expect(await read('compose/resolved.yaml')).toMatch(/^name: .*\n(.*\n)*services:/)
  expect(await read('compose/resolved.yaml')).toContain('volumes-1')
  expect(await read('compose/images.txt')).toMatch(/^sha256:[0-9a-f]{64}\t.*@sha256:/m)
  expect(await read('release.json')).toContain('"strategy":"compose"')
  expect((await host.exec('stat -c %a /srv/video/.deploy-kit/configuration')).trim()).toBe('700')
}, 120_000)
