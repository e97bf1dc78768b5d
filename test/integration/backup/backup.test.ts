// needs: postgres, setpriv, sqlite3, zstd
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { startPostgres, type PostgresServer } from '../../support/databases/postgres-server.ts'
import { makeScratch } from '../../support/scratch.ts'

const scratch = makeScratch()
let postgres: PostgresServer
let root: string

beforeAll(async () => {
  postgres = await startPostgres()
  await postgres.sql('create database app')
  await postgres.sql("create table items (id int primary key, name text); insert into items select n, 'item ' || n from generate_series(1, 5000) n", 'app')
  root = scratch.next('app')
  mkdirSync(path.join(root, 'shared/data'), { recursive: true })
  const database = new DatabaseSync(path.join(root, 'shared/data/desk.sqlite'))
  database.exec("pragma journal_mode = wal; create table tickets (id integer primary key, title text); insert into tickets (title) values ('printer'), ('mouse')")
  database.close()
  writeFileSync(path.join(root, '.env'), 'SECRET=x\n')
}, 60_000)
afterAll(async () => {
  await postgres.stop()
  scratch.remove()
}, 60_000)

const texts = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  host: 'local',
  path: root,
  components: [`postgres database=app user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`, 'sqlite shared/data/desk.sqlite', 'files .env'].join('\n'),
  ...more
})

test('a backup of a database, a file database and files is whole, and says what it is', async () => {
  const { report } = await runInputs('backup', texts())
  expect(describeReport(report)).toMatch(/^succeeded/)
  const folder = report.outputs['folder'] ?? ''
  expect(readdirSync(folder).toSorted()).toEqual(
    ['.slot', 'RECOVERY.md', 'SHA256SUMS', 'app.dump.zst', 'app.fingerprint', 'app.roles.sql.zst', 'app.settings.sql.zst', 'desk.fingerprint', 'desk.sqlite.zst', 'files.tar.zst', 'manifest.json'].toSorted()
  )
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder })
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ schema: 1, type: 'manual', path: root })
  expect(existsSync(path.join(path.dirname(folder), '.partial'))).toBe(false)
}, 60_000)

test('only and skip choose components, and each set of them has its own retention', async () => {
  const ids = async (): Promise<readonly string[]> => {
    const { report } = await runInputs('backups list', { host: 'local', path: root })
    return (report.plan.answer as Readonly<Record<string, readonly { readonly id: string }[]>>)['local']?.map(({ id }) => id) ?? []
  }
  const few = { 'keep-backups': '1', 'keep-daily': '0', 'keep-weekly': '0', 'keep-monthly': '0' }
  const [whole = ''] = await ids()
  for (const name of ['a', 'b']) {
    const { report } = await runInputs('backup', texts({ only: 'files', 'backup-name': name }))
    expect(describeReport(report)).toMatch(/^succeeded/)
    expect(readdirSync(report.outputs['folder'] ?? '')).toEqual(['.slot', 'RECOVERY.md', 'SHA256SUMS', 'files.tar.zst', 'manifest.json'])
  }
  expect((await ids()).toSorted()).toEqual(['a', 'b', whole].toSorted())
  const planned = (await runInputs('backups prune', { host: 'local', path: root, ...few }, { mode: 'plan' })).report.plan
  expect(planned.tables[0]?.rows.filter((row) => row.includes('REMOVED')).map(([, id]) => id)).toEqual(['a'])
  expect(await ids()).toContain('a')
  expect(describeReport((await runInputs('backups prune', { host: 'local', path: root, ...few })).report)).toMatch(/^succeeded/)
  expect((await ids()).toSorted()).toEqual(['b', whole].toSorted())
  // A backup removes by itself what its rules do not keep.
  const { report } = await runInputs('backup', texts({ skip: 'postgres, sqlite', 'backup-name': 'c', ...few }))
  expect(describeReport(report)).toMatch(/^succeeded/)
  expect((await ids()).toSorted()).toEqual(['c', whole].toSorted())
  const wrong = await runInputs('backup', texts({ only: 'file' }))
  expect(describeReport(wrong.report)).toMatch(/^failed \| DK_INPUT_INVALID \| There is no component file/)
}, 60_000)
