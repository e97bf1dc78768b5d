import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OperationName } from '../../../packages/operations/index.ts'
import { connectionTexts, runInputs } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from '../compose/video-project.ts'
import { describeVisit } from '../visitors/visit-during.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await pushApi('backup-1', 'one')
  host = await testbed.startTarget({ name: 'bk-compose', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  expect(tell(await video.deploy({ variables: 'API_TAG=backup-1' }))).toBe('succeeded')
  await video.sql("create table visits (id int primary key, words text); insert into visits select n, md5(n::text) from generate_series(1, 20000) n")
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

async function run(operation: OperationName, texts: Readonly<Record<string, string>> = {}): ReturnType<typeof runInputs> {
  return await runInputs(operation, { ...connectionTexts(host), path: '/srv/video', ...texts })
}

const components = 'postgres service=db\nfiles current/compose.yaml current/.env as=config'

test('the database of a Compose project is backed up while visitors are served, and says what it is', async () => {
  const { visit, result } = await video.visitDuring(() => run('backup', { components, 'backup-name': 'first' }))
  expect(tell(result)).toBe('succeeded')
  expect(visit.failures).toEqual([])
  const { report } = await run('backups show', { backup: 'first' })
  expect(JSON.stringify(report.plan.answer)).toMatch(/"db","database","app".*"db","server","PostgreSQL 15/)
}, 120_000)

test('it comes back: what writes is stopped for a moment, the database goes on, and nothing runs twice', async () => {
  const before = await video.containers()
  await video.sql("delete from visits where id > 10; create table later (a int)")
  const { visit, result } = await video.visitDuring(() => run('restore', { backup: 'first', only: 'db', 'health-check': 'http http://127.0.0.1:80/health', delay: '500ms' }))
  expect(tell(result)).toBe('succeeded')
  console.log(`restore of a Compose project: ${describeVisit(visit)}`)
  expect(await video.sql('select count(*) from visits')).toBe('20000')
  expect(await video.sql("select count(*) from pg_tables where tablename = 'later'")).toBe('0')
  expect(await video.sql("select count(*) from pg_database where datname like 'dk%'")).toBe('0')
  const after = await video.containers()
  expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  expect(after.find(({ service }) => service === 'db')?.startedAt).toBe(before.find(({ service }) => service === 'db')?.startedAt)
}, 120_000)

test('an application that is not healthy with it gets back what it had', async () => {
  await video.sql("update visits set words = 'mine' where id = 1")
  const { visit, result } = await video.visitDuring(() => run('restore', { backup: 'first', only: 'db', 'health-check': 'http http://127.0.0.1:80/none status=404', attempts: '2', delay: '500ms' }))
  expect(tell(result)).toMatch(/^undone/)
  expect(await video.sql('select words from visits where id = 1')).toBe('mine')
  expect(await video.ask()).toBe('one\n')
  expect(visit.versions).toEqual(['one'])
}, 120_000)

test('a deploy is preceded by a backup, and a rollback says which data fits', async () => {
  video.write({ 'README.md': 'another' })
  const deployed = await video.deploy({ variables: 'API_TAG=backup-1', components: 'postgres service=db' })
  expect(tell(deployed)).toBe('succeeded')
  const backup = deployed.report.outputs['backup']
  expect(backup).toMatch(/^pre-deploy_\d{8}_\d{6}$/)
  const planned = await video.rollback({}, { mode: 'plan' })
  expect(planned.report.plan.notes.join('\n')).toContain(`as ${backup}: with --with-data they go back as well`)
  const refused = await video.deploy({ variables: 'API_TAG=backup-1', components: 'postgres service=nothing' })
  expect(tell(refused)).toMatch(/^failed \| DK_BACKUP_SOURCE \| nothing cannot be backed up before the deploy/)
  expect(refused.report.error?.remedy).toContain('unsafe-skip-backup')
  const skipped = await video.deploy({ variables: 'API_TAG=backup-1', components: 'postgres service=nothing', 'unsafe-skip-backup': 'true' }, { mode: 'plan' })
  expect(skipped.report.outcome).toBe('planned')
}, 180_000)

test('a rollback with data: the old release and its data come back together, and an old release that is not healthy takes neither', async () => {
  const visits = (): Promise<string> => video.sql('select count(*) from visits')
  const before = await visits()
  video.write({ 'README.md': 'a release that empties the table' })
  expect(tell(await video.deploy({ variables: 'API_TAG=backup-1', components: 'postgres service=db' }))).toBe('succeeded')
  await video.sql('delete from visits where id > 5')
  const undone = await video.rollback({ 'with-data': 'true', 'health-check': 'http http://127.0.0.1:80/none status=404', attempts: '2', delay: '500ms' })
  expect(tell(undone)).toMatch(/^undone/)
  expect(await visits()).toBe('5')
  expect(await video.ask()).toBe('one\n')
  // It is marked as bad now, so it has to be named.
  expect(tell(await video.rollback({ 'with-data': 'true', to: undone.report.outputs['release'] ?? '' }))).toBe('succeeded')
  expect(await visits()).toBe(before)
  expect(await video.ask()).toBe('one\n')
  expect(await video.sql("select count(*) from pg_database where datname like 'dk%'")).toBe('0')
}, 300_000)
