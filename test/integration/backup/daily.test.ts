// needs: postgres, setpriv, sqlite3, zstd, age, age-keygen
// What operators do from day to day: how large it is, whether the key fits, one table, SQL to read.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OperationName } from '../../../packages/operations/index.ts'
import { sectionsThatDiffer } from '../../support/databases/contents.ts'
import { createPostgresSample, readPostgres } from '../../support/databases/postgres-sample.ts'
import { startPostgres, type PostgresServer } from '../../support/databases/postgres-server.ts'
import { describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'

const scratch = makeScratch()
let postgres: PostgresServer
let root: string

const SHOP = `create type mood as enum ('good', 'bad'); create schema "Odd schema";
  create table users (id int generated always as identity primary key, name text not null, mood mood default 'good', upper text generated always as (upper(name)) stored);
  insert into users (name, mood) select 'user ' || n, case when n % 3 = 0 then 'bad' else 'good' end::mood from generate_series(1, 2000) n;
  insert into users (name) values (E'tab\\t and \\\\. and a\\nline');
  create table orders (id serial primary key, "user" int references users (id)); insert into orders ("user") select id from users;
  create table more_users (extra text) inherits (users); insert into more_users (id, name, extra) values (9999, 'heir', 'x');
  create table "Odd schema"."A ""table""" (a int); insert into "Odd schema"."A ""table""" values (7);
  create table parts (day int) partition by range (day); create table parts_1 partition of parts for values from (1) to (9); insert into parts values (3)`

beforeAll(async () => {
  postgres = await startPostgres()
  await postgres.sql('create database shop')
  await postgres.sql(SHOP, 'shop')
  root = scratch.next('app')
  mkdirSync(path.join(root, 'shared'), { recursive: true })
  const desk = new DatabaseSync(path.join(root, 'shared/desk.sqlite'))
  desk.exec("create table tickets (id integer primary key, title text); insert into tickets (title) values ('printer'), ('mouse')")
  desk.close()
  writeFileSync(path.join(root, '.env'), 'SECRET=x\n')
}, 60_000)
afterAll(async () => {
  await postgres.stop()
  scratch.remove()
}, 60_000)

const line = (database: string): string => `postgres database=${database} user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`
const components = (): string => [line('shop'), 'sqlite shared/desk.sqlite', 'files .env'].join('\n')

async function run(name: OperationName, texts: Readonly<Record<string, string>> = {}): Promise<DeployRun & { readonly told: string }> {
  const ended = await runInputs(name, { host: 'local', path: root, ...texts })
  return { ...ended, told: `${describeReport(ended.report)} ${ended.report.error?.stderrTail ?? ''}` }
}

const newKey = (name: string): { readonly file: string; readonly recipient: string } => {
  const file = scratch.next(name)
  execFileSync('age-keygen', ['-o', file], { stdio: 'ignore' })
  return { file, recipient: execFileSync('age-keygen', ['-y', file], { encoding: 'utf8' }).trim() }
}

test('sizes of databases and tables, and how they have grown since the last backups', async () => {
  expect((await run('backup', { components: components(), 'backup-name': 'small' })).told).toMatch(/^succeeded/)
  await postgres.sql("create table grown as select n, repeat('x', 500) as words from generate_series(1, 5000) n; analyze", 'shop')
  const { report, told } = await run('backups size', { components: components() })
  expect(told).toMatch(/^succeeded/)
  const [sizes, growth] = report.plan.tables
  const rowOf = (part: string): readonly string[] | undefined => sizes?.rows.find(([, component, what]) => `${component} ${what}`.startsWith(part))
  expect(rowOf('shop public.grown')).toEqual(['local', 'shop', 'public.grown', expect.stringMatching(/MiB$/), '5000', ''])
  expect(rowOf('shop public.users')).toEqual(['local', 'shop', 'public.users', expect.stringMatching(/KiB$/), '2001', '2001'])
  expect(rowOf('desk tickets')).toEqual(['local', 'desk', 'tickets', '4.0 KiB', '2', '2'])
  expect(rowOf('files .env')?.[3]).toBe('4.0 KiB')
  expect(growth?.rows.map(([, component, backup]) => `${component} ${backup}`)).toEqual(['shop small', 'desk small', 'files small'])
  expect(growth?.rows[0]?.at(-1)).toMatch(/^\+\d+\.\d MiB \(\+\d+ %\)$/)
  expect(growth?.rows[1]?.at(-1)).toBe('+0 B (+0 %)')
  expect((await run('backups size', { components: line('missing') })).report.plan.tables[0]?.rows).toEqual([['local', 'missing', expect.stringContaining('does not exist'), '', '', '']])
}, 60_000)

test('a key is proven to open the backups, and one that does not open the newest is told by the exit code', async () => {
  const [kept, other] = [newKey('kept.txt'), newKey('other.txt')]
  const check = (file: string, recipients: string) => run('backups export-key-check', { identity: readFileSync(file, 'utf8'), recipients })
  expect((await run('backup', { components: 'files .env', 'backup-name': 'sealed', recipients: kept.recipient })).told).toMatch(/^succeeded/)
  const { report } = await check(kept.file, kept.recipient)
  expect(report.outcome).toBe('succeeded')
  expect(report.plan.tables[1]?.rows.map((row) => row.slice(1).join(' '))).toEqual([expect.stringMatching(/^sealed .* opens$/), expect.stringMatching(/^small .* not sealed$/)])
  expect(report.plan.answer).toMatchObject({ publicKeys: [kept.recipient], recipients: [{ isOurs: true }], hosts: { local: [{ id: 'sealed', opens: true }, { id: 'small', opens: true }] } })
  expect(JSON.stringify(report)).not.toContain('AGE-SECRET-KEY')
  const wrong = await check(other.file, kept.recipient)
  expect(wrong.told).toMatch(/^failed \| DK_BACKUP_KEY_WRONG \| .*will not open the backups that are made from now on.*The newest backup sealed on local is not opened/s)
  expect(wrong.report.error?.processExitCode).toBe(2)
  expect((await check(kept.file, other.recipient)).told).toMatch(/^failed \| DK_BACKUP_KEY_WRONG \| The recipients of the configuration are/)
  writeFileSync(path.join(root, '.deploy-kit/backups/sealed', readdirSync(path.join(root, '.deploy-kit/backups/sealed')).find((name) => name.endsWith('.age')) ?? ''), 'age-encryption.org/v1\n')
  expect((await check(kept.file, kept.recipient)).told).toMatch(/^failed \| DK_BACKUP_DAMAGED/)
}, 60_000)

test('one table comes into a schema beside the live ones, and nothing live is changed', async () => {
  await postgres.sql('delete from orders; delete from only users where id > 100', 'shop')
  const dump = async (): Promise<unknown> => ({ ...(await readPostgres(postgres, 'shop')) })
  const before = await dump()
  const { report, told } = await run('restore', { backup: 'small', only: 'shop', table: 'users' })
  expect(told).toMatch(/^succeeded/)
  const [schema = ''] = (await postgres.sql("select nspname from pg_namespace where nspname like 'restored%'", 'shop')).trim().split('\n')
  expect(schema).toMatch(/^restored_\d{8}_\d{6}$/)
  const next = report.plan.afterwards ?? []
  expect(next.join('\n')).toContain(`select * from ${schema}.users`)
  expect(await postgres.sql(`select count(*), max(upper), count(distinct mood) from ${schema}.users`, 'shop')).toBe(await postgres.sql(`select 2001, upper(max(upper)), 2 from ${schema}.users`, 'shop'))
  expect((await postgres.sql(`select name from ${schema}.users where name like 'tab%'`, 'shop')).includes('\\. and a')).toBe(true)
  // The live tables, without what was added.
  await postgres.sql(`drop schema ${schema} cascade`, 'shop')
  expect(await dump()).toEqual(before)
  expect((await postgres.sql("select datname from pg_database where datname like 'dk%'")).trim()).toBe('')

  expect((await run('restore', { backup: 'small', table: '"Odd schema"."A ""table"""' })).told).toMatch(/^succeeded/)
  const [odd = ''] = (await postgres.sql("select nspname from pg_namespace where nspname like 'restored%'", 'shop')).trim().split('\n')
  expect((await postgres.sql(`select a from ${odd}."A ""table"""`, 'shop')).trim()).toBe('7')
  await postgres.sql(`drop schema ${odd} cascade`, 'shop')
  expect((await run('restore', { backup: 'small', table: 'public.user' })).told).toMatch(/^failed \| DK_INPUT_INVALID \| \S+ small has no table public\.user /)
  expect((await run('restore', { backup: 'small', only: 'desk', table: 'tickets' })).told).toMatch(/^failed \| DK_INPUT_INVALID \| \S+ One table can be restored of a PostgreSQL database only, and this is desk \(sqlite\)/)
}, 90_000)

test('a dump as SQL is restored by restore, and by psql alone', async () => {
  if (isExhaustive) await createPostgresSample(postgres, 'app')
  else await postgres.sql('create database app template shop')
  const before = await readPostgres(postgres, 'app')
  const { report, told } = await run('backup', { components: `${line('app')} format=plain`, 'backup-name': 'plain' })
  expect(told).toMatch(/^succeeded/)
  const folder = report.outputs['folder'] ?? ''
  expect(execFileSync('sh', ['-c', 'zstd -dc "$1" | grep -c "^DROP TABLE IF EXISTS"', 'sh', path.join(folder, 'app.sql.zst')], { encoding: 'utf8' }).trim()).not.toBe('0')
  await postgres.sql('create database byhand template template0')
  const recovery = readFileSync(path.join(folder, 'RECOVERY.md'), 'utf8')
  const [command = ''] = /zstd -d <app\.sql\.zst \| psql .*$/m.exec(recovery) ?? []
  expect(command).toContain('-d restored')
  execFileSync('sh', ['-c', command.replace('-d restored', '-d byhand -o /dev/null')], { cwd: folder, env: { ...process.env, PGHOST: postgres.socketFolder, PGPORT: String(postgres.port), PGUSER: postgres.user }, stdio: ['ignore', 'ignore', 'inherit'] })
  expect(sectionsThatDiffer(before, await readPostgres(postgres, 'byhand')).filter((section) => !/database|settings|grants/i.test(section))).toEqual([])
  await postgres.sql('create table later (id int)', 'app')
  expect((await run('restore', { backup: 'plain' })).told).toMatch(/^succeeded/)
  expect(sectionsThatDiffer(before, await readPostgres(postgres, 'app'))).toEqual([])
}, 90_000)
