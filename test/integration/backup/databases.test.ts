// The servers that the tests of backup and restore work on: they start, hold the sample, and leave nothing behind.
import { afterEach, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createPostgresSample, readPostgres } from '../../support/databases/postgres-sample.ts'
import { startPostgres } from '../../support/databases/postgres-server.ts'
import { readPostgresWritten, startPostgresWriter } from '../../support/databases/postgres-writer.ts'
import { runClient } from '../../support/databases/run-client.ts'

const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

test('PostgreSQL: killed, it comes back with its data; stopped, it leaves nothing behind', async () => {
  const server = await startPostgres()
  stops.push(() => server.stop())
  await server.sql('CREATE TABLE kept AS SELECT generate_series(1, 3) AS n')
  const first = server.pid
  await server.kill()
  expect(existsSync(`/proc/${first}`)).toBe(false)
  await expect(server.sql('SELECT 1')).rejects.toThrow(/connection to server/)
  await server.restart()
  expect(await server.sql('SELECT count(*) FROM kept')).toBe('3\n')
  await expect(server.sql('SELECT 1; SELECT wrong; CREATE TABLE never ()')).rejects.toThrow(/column "wrong" does not exist/)
  expect(await server.sql("SELECT to_regclass('never') IS NULL")).toBe('t\n')
  const last = server.pid
  await server.stop()
  expect([existsSync(`/proc/${last}`), existsSync(server.socketFolder)]).toEqual([false, false])
})

test('PostgreSQL: the sample reads the same twice, and every change of it shows', async () => {
  const server = await startPostgres()
  stops.push(() => server.stop())
  await createPostgresSample(server, 'app')
  const before = await readPostgres(server, 'app')
  expect(await readPostgres(server, 'app')).toEqual(before)
  const changes: Readonly<Record<string, string>> = {
    'rows of shop.big': "UPDATE shop.big SET body = overlay(body placing 'X' from 2000000) WHERE name = 'text'",
    'rows of public.duplicates': "INSERT INTO public.duplicates VALUES (0, NULL)",
    'large objects': "SELECT lo_put(70002, 500000, '\\x00')",
    sequences: "SELECT setval('shop.set_back', 42, true)",
    grants: 'REVOKE UPDATE (changes) ON shop.invoices FROM "sample reader"',
    owners: 'ALTER TABLE shop.customers OWNER TO postgres',
    settings: "ALTER DATABASE app SET work_mem = '6MB'",
    comments: 'COMMENT ON LARGE OBJECT 70001 IS NULL',
    triggers: 'ALTER TABLE shop.invoices ENABLE TRIGGER never_active',
    types: "ALTER TYPE shop.mood RENAME VALUE 'meh' TO 'bah'",
    'default privileges': 'ALTER DEFAULT PRIVILEGES IN SCHEMA shop REVOKE SELECT ON TABLES FROM "sample reader"'
  }
  await server.sql(Object.values(changes).join(';\n'), 'app')
  const after = await readPostgres(server, 'app')
  const changed = Object.keys({ ...before, ...after }).filter((section) => JSON.stringify(before[section]) !== JSON.stringify(after[section]))
  expect(changed).toEqual(expect.arrayContaining(Object.keys(changes)))
})

test('PostgreSQL: the writer keeps its rule in a dump, and a mix of two moments breaks it', async () => {
  const server = await startPostgres()
  stops.push(() => server.stop())
  await server.sql('CREATE DATABASE app; CREATE DATABASE copy')
  const writer = await startPostgresWriter(server, 'app')
  stops.push(() => writer.stop())
  await writer.goOn(10)
  const { binFolder, environment } = server
  const dump = await runClient({ program: path.join(binFolder, 'pg_dump'), args: ['app'], environment })
  await writer.goOn(10)
  await writer.stop()
  const end = await writer.read()
  await server.sql(dump, 'copy')
  const copy = await readPostgresWritten(server, 'copy')
  expect([copy.isConsistent, copy.transactions >= 10, copy.transactions < end.transactions]).toEqual([true, true, true])
  expect([end.isConsistent, await writer.read()]).toEqual([true, end])
  const late = await runClient({ program: path.join(binFolder, 'pg_dump'), args: ['--data-only', '--table=writing.m_account', 'app'], environment })
  await server.sql(`DELETE FROM writing.m_account; ${late}`, 'copy')
  expect(await readPostgresWritten(server, 'copy')).toMatchObject({ isConsistent: false })
})
