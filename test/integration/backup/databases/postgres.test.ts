// The PostgreSQL that the tests of backup and restore work on: it holds the sample, reads it exactly, and leaves nothing behind.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { sectionsThatDiffer } from '../../../support/databases/contents.ts'
import { createPostgresSample, readPostgres } from '../../../support/databases/postgres-sample.ts'
import { startPostgres, type PostgresServer } from '../../../support/databases/postgres-server.ts'
import { readPostgresWritten, startPostgresWriter } from '../../../support/databases/postgres-writer.ts'
import { runClient } from '../../../support/databases/run-client.ts'
import type { Writer } from '../../../support/databases/writer.ts'

const writers: Writer[] = []
let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})

afterAll(() => server.stop())

afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop()
})

test('the sample reads the same twice, and every change of it shows', async () => {
  await createPostgresSample(server, 'app')
  const before = await readPostgres(server, 'app')
  expect(await readPostgres(server, 'app')).toEqual(before)
  const changes: Readonly<Record<string, string>> = {
    'rows of shop.big': "UPDATE shop.big SET body = overlay(body placing 'X' from 2000000) WHERE name = 'text'",
    'rows of public.duplicates': 'INSERT INTO public.duplicates VALUES (0, NULL)',
    'large objects': "SELECT lo_put(70002, 500000, '\\x00')",
    sequences: "SELECT setval('shop.set_back', 42, true)",
    grants: 'REVOKE UPDATE (changes) ON shop.invoices FROM "sample reader"',
    owners: 'ALTER SEQUENCE shop.set_back OWNER TO sample_owner',
    settings: "ALTER DATABASE app SET work_mem = '6MB'",
    comments: 'COMMENT ON LARGE OBJECT 70001 IS NULL',
    triggers: 'ALTER TABLE shop.invoices ENABLE TRIGGER never_active',
    types: "ALTER TYPE shop.mood ADD VALUE 'bah'",
    'default privileges': 'ALTER DEFAULT PRIVILEGES IN SCHEMA shop REVOKE SELECT ON TABLES FROM "sample reader"'
  }
  await server.sql(Object.values(changes).join(';\n'), 'app')
  expect(sectionsThatDiffer(before, await readPostgres(server, 'app'))).toEqual(Object.keys(changes).sort())
})

test('who connects over the network needs the password', async () => {
  const connect = (password: string): Promise<string> =>
    runClient({
      program: path.join(server.binFolder, 'psql'),
      args: ['-X', '-w', '-A', '-t', '-h', '127.0.0.1', '-c', 'SELECT current_user'],
      environment: { ...server.environment, PGPASSWORD: password }
    })
  expect(await connect(server.password)).toBe(`${server.user}\n`)
  await expect(connect('wrong')).rejects.toThrow(/password authentication failed/)
})

test('the writer keeps its rule in a dump, and a mix of two moments breaks it', async () => {
  await server.sql('CREATE DATABASE written; CREATE DATABASE copy')
  const writer = await startPostgresWriter(server, 'written')
  writers.push(writer)
  await writer.goOn(10)
  const dump = (...args: readonly string[]): Promise<string> =>
    runClient({ program: path.join(server.binFolder, 'pg_dump'), args, environment: server.environment })
  await server.sql(await dump('written'), 'copy')
  const copy = await readPostgresWritten(server, 'copy')
  await writer.goOn(10)
  await writer.stop()
  const end = await writer.read()
  expect([copy.isConsistent, copy.transactions >= 10, copy.transactions < end.transactions]).toEqual([true, true, true])
  expect([end.isConsistent, await writer.read()]).toEqual([true, end])
  await server.sql(`DELETE FROM writing.m_account; ${await dump('--data-only', '--table=writing.m_account', 'written')}`, 'copy')
  expect(await readPostgresWritten(server, 'copy')).toMatchObject({ isConsistent: false })
})

test('killed, it comes back with its data; stopped, it leaves nothing behind', async () => {
  await server.sql('CREATE TABLE kept AS SELECT generate_series(1, 3) AS n')
  const first = server.pid
  await server.kill()
  expect(existsSync(`/proc/${first}`)).toBe(false)
  await expect(server.sql('SELECT 1')).rejects.toThrow(/connection to server/)
  await server.restart()
  expect(await server.sql('SELECT count(*) FROM kept')).toBe('3\n')
  await expect(server.sql('SELECT 1; SELECT wrong; CREATE TABLE never ()')).rejects.toThrow(/column "wrong" does not exist/)
  expect(await server.sql("SELECT to_regclass('never') IS NULL")).toBe('t\n')
  const { pid } = server
  await server.stop()
  expect([existsSync(`/proc/${pid}`), existsSync(server.socketFolder)]).toEqual([false, false])
})
