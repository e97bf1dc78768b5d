// needs: postgres, setpriv, sqlite3, zstd, age, age-keygen
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { createPostgresSample, readPostgres } from '../../support/databases/postgres-sample.ts'
import { startPostgres, type PostgresServer } from '../../support/databases/postgres-server.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'

const scratch = makeScratch()
let postgres: PostgresServer
let root: string
let keyFile: string

beforeAll(async () => {
  postgres = await startPostgres()
  await createPostgresSample(postgres, 'app')
  root = scratch.next('app')
  mkdirSync(path.join(root, 'shared/data'), { recursive: true })
  keyFile = scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  desk("pragma journal_mode = wal; create table tickets (id integer primary key, title text); insert into tickets (title) values ('printer'), ('mouse')")
  writeFileSync(path.join(root, '.env'), 'SECRET=x\n')
}, 60_000)
afterAll(async () => {
  await postgres.stop()
  scratch.remove()
}, 60_000)

function desk(sql: string): readonly unknown[] {
  const database = new DatabaseSync(path.join(root, 'shared/data/desk.sqlite'))
  try {
    if (!sql.startsWith('select')) database.exec(sql)
    return sql.startsWith('select') ? database.prepare(sql).all() : []
  } finally {
    database.close()
  }
}

const place = (): Readonly<Record<string, string>> => ({ host: 'local', path: root })
const components = (): string =>
  [`postgres database=app user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`, 'sqlite shared/data/desk.sqlite', 'files .env'].join('\n')

async function run(name: OperationName, texts: Readonly<Record<string, string>> = {}): Promise<DeployRun & { readonly told: string }> {
  const ended = await runInputs(name, { ...place(), ...texts })
  const { error } = ended.report
  return { ...ended, told: `${describeReport(ended.report)} ${error?.stderrTail ?? ''}` }
}

/** Everything that is live. */
async function readAll(): Promise<unknown> {
  return { database: await readPostgres(postgres, 'app'), desk: desk('select * from tickets order by id'), env: readFileSync(path.join(root, '.env'), 'utf8') }
}

async function change(): Promise<void> {
  await postgres.sql('create table if not exists later (id int); insert into later values (1)', 'app')
  desk("insert into tickets (title) values ('later'); delete from tickets where title = 'mouse'")
  writeFileSync(path.join(root, '.env'), 'SECRET=later\n')
}

// Plain ones, of every kind of component, are restored in sources.test.ts.
test.each(isExhaustive ? ([['plain', false], ['sealed', true]] as const) : ([['sealed', true]] as const))('a %s backup brings everything back as it was, and keeps what it replaces', async (_kind, isSealed) => {
  const before = await readAll()
  const recipient = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  const backup = await run('backup', { components: components(), ...(isSealed ? { recipients: recipient } : {}) })
  expect(backup.told).toMatch(/^succeeded/)
  await change()
  const changed = await readAll()
  expect(changed).not.toEqual(before)
  const { report, told } = await run('restore', { identity: isSealed ? readFileSync(keyFile, 'utf8') : '' })
  expect(told).toMatch(/^succeeded/)
  expect(report.outputs['backup']).toBe(backup.report.outputs['backup'])
  expect(await readAll()).toEqual(before)
  const emergency = await run('restore', { backup: report.outputs['emergency-backup'] ?? '', identity: isSealed ? readFileSync(keyFile, 'utf8') : '' })
  expect(emergency.told).toMatch(/^succeeded/)
  expect(await readAll()).toEqual(changed)
  expect((await run('restore', { backup: backup.report.outputs['backup'] ?? '', identity: isSealed ? readFileSync(keyFile, 'utf8') : '' })).told).toMatch(/^succeeded/)
  expect(await readAll()).toEqual(before)
  expect((await postgres.sql("select datname from pg_database where datname like 'dk%'")).trim()).toBe('')
  expect(readdirSync(path.join(root, '.deploy-kit/restores'))).toEqual([])
  expect(existsSync(path.join(root, 'shared/data/desk.sqlite-wal'))).toBe(false)
}, 120_000)

test('an application that does not work with what was restored gets back what it had', async () => {
  const backup = await run('backup', { components: components() })
  await change()
  const changed = await readAll()
  const { report, told } = await run('restore', { backup: backup.report.outputs['backup'] ?? '', 'health-check': 'command false', attempts: '1' })
  expect(told).toMatch(/^undone/)
  expect(report.outcome).toBe('undone')
  expect(await readAll()).toEqual(changed)
  expect((await postgres.sql("select datname from pg_database where datname like 'dk%'")).trim()).toBe('')
}, 120_000)

test('what is kept is listed, shown, verified, and restored for a trial', async () => {
  const recipient = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  const identity = readFileSync(keyFile, 'utf8')
  const { report } = await run('backup', { components: components(), recipients: recipient, 'backup-name': 'named' })
  expect(describeReport(report)).toMatch(/^succeeded/)
  const before = await readAll()
  expect((await run('backups verify', { backup: 'named' })).told).toMatch(/^succeeded/)
  expect((await run('backups verify', { backup: 'named', identity })).told).toMatch(/^succeeded/)
  expect((await run('backups drill', { backup: 'named' })).told).toMatch(/^failed \| DK_INPUT_INVALID \| .*sealed/)
  expect((await run('backups drill', { backup: 'named', identity })).told).toMatch(/^succeeded/)
  expect(await readAll()).toEqual(before)
  const { plan } = (await run('backups list')).report
  expect(JSON.stringify(plan.answer)).toMatch(/"id":"named".*"lastDrilled":\d+/)
  expect((await run('backups show', { backup: 'named' })).report.plan.tables.map(({ rows }) => rows.length)).toEqual([expect.any(Number), 5, 3])
  expect((await postgres.sql("select datname from pg_database where datname like 'dk%'")).trim()).toBe('')
}, 120_000)

test('a plan that was approved stays the same while the application goes on writing', async () => {
  const hash = async (name: OperationName, texts: Readonly<Record<string, string>>): Promise<string> => (await runInputs(name, { ...place(), ...texts }, { mode: 'plan' })).report.plan.hash
  const plans = async (): Promise<readonly string[]> => [await hash('backup', { components: components() }), await hash('restore', { backup: 'named', identity: readFileSync(keyFile, 'utf8') })]
  const before = await plans()
  await postgres.sql("create table more (words text); insert into more select repeat('x', 1000) from generate_series(1, 2000)", 'app')
  await waitUntil('the next second', () => Date.now() % 1000 < 100)
  expect(await plans()).toEqual(before)
}, 60_000)
