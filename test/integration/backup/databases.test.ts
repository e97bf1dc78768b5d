// The servers that the tests of backup and restore work on: they start, hold the sample, and leave nothing behind.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Contents } from '../../support/databases/contents.ts'
import { createMariadbSample, readMariadb } from '../../support/databases/mariadb-sample.ts'
import { startMariadb, type MariadbServer } from '../../support/databases/mariadb-server.ts'
import { readMariadbWritten, startMariadbWriter } from '../../support/databases/mariadb-writer.ts'
import { createPostgresSample, readPostgres } from '../../support/databases/postgres-sample.ts'
import { startPostgres, type PostgresServer } from '../../support/databases/postgres-server.ts'
import { readPostgresWritten, startPostgresWriter } from '../../support/databases/postgres-writer.ts'
import { runClient } from '../../support/databases/run-client.ts'

const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe('PostgreSQL', () => {
  let server: PostgresServer

  beforeAll(async () => {
    server = await startPostgres()
  })

  afterAll(() => server.stop())

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

  test('the writer keeps its rule in a dump, and a mix of two moments breaks it', async () => {
    await server.sql('CREATE DATABASE written; CREATE DATABASE copy')
    const writer = await startPostgresWriter(server, 'written')
    stops.push(() => writer.stop())
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
    await expectGone(server.pid, server.socketFolder, () => server.stop())
  })
})

describe('MariaDB', () => {
  let server: MariadbServer

  beforeAll(async () => {
    server = await startMariadb()
  })

  afterAll(() => server.stop())

  test('the sample reads the same twice, and every change of it shows', async () => {
    await createMariadbSample(server, 'app')
    const before = await readMariadb(server, 'app')
    expect(await readMariadb(server, 'app')).toEqual(before)
    const changes: Readonly<Record<string, string>> = {
      'rows of big': "UPDATE big SET bytes = insert(bytes, 1000000, 1, 'X') WHERE name = 'bytes'",
      'rows of duplicates': 'INSERT INTO duplicates VALUES (0, NULL)',
      'rows of kinds': 'UPDATE kinds SET single = 1.0000001e-37 WHERE id = 1000',
      'rows of counter': 'DO setval(counter, 1000)',
      nothing_in_it: 'ALTER TABLE nothing_in_it AUTO_INCREMENT = 78',
      in_aria: 'ALTER TABLE in_aria ENGINE = InnoDB',
      asleep: 'ALTER EVENT asleep ENABLE',
      stamp_again: "CREATE OR REPLACE TRIGGER stamp_again BEFORE INSERT ON invoices FOR EACH ROW FOLLOWS stamp SET NEW.secret = concat(NEW.secret, '🐟')",
      grants: "REVOKE UPDATE (changes) ON invoices FROM 'sample reader'@'%'",
      users: "ALTER USER 'sample reader'@'%' WITH MAX_USER_CONNECTIONS 8"
    }
    await server.sql(Object.values(changes).join(';\n'), 'app')
    expect(sectionsThatDiffer(before, await readMariadb(server, 'app'))).toEqual(Object.keys(changes).sort())
  })

  test('the writer keeps its rule in a dump, and a mix of two moments breaks it', async () => {
    await server.sql('CREATE DATABASE written; CREATE DATABASE copy')
    const writer = await startMariadbWriter(server, 'written')
    stops.push(() => writer.stop())
    await writer.goOn(10)
    const dump = (...args: readonly string[]): Promise<string> =>
      runClient({ program: 'mariadb-dump', args: [`--defaults-file=${server.defaultsFile}`, '--single-transaction', ...args] })
    await server.sql(await dump('written'), 'copy')
    const copy = await readMariadbWritten(server, 'copy')
    await writer.goOn(10)
    await writer.stop()
    const end = await writer.read()
    expect([copy.isConsistent, copy.transactions >= 10, copy.transactions < end.transactions]).toEqual([true, true, true])
    expect([end.isConsistent, await writer.read()]).toEqual([true, end])
    await server.sql(await dump('written', 'm_account'), 'copy')
    expect(await readMariadbWritten(server, 'copy')).toMatchObject({ isConsistent: false })
  })

  test('killed, it comes back with its data; stopped, it leaves nothing behind', async () => {
    await server.sql('CREATE DATABASE kept; CREATE TABLE kept.kept AS SELECT seq FROM mysql.seq_1_to_3')
    const first = server.pid
    await server.kill()
    expect(existsSync(`/proc/${first}`)).toBe(false)
    await expect(server.sql('SELECT 1')).rejects.toThrow(/Can't connect/)
    await server.restart()
    expect(await server.sql('SELECT count(*) FROM kept.kept')).toBe('3\n')
    await expect(server.sql('SELECT 1; SELECT wrong; CREATE TABLE kept.never (a int)')).rejects.toThrow(/Unknown column 'wrong'/)
    expect(await server.sql("SELECT count(*) FROM information_schema.tables WHERE table_name = 'never'")).toBe('0\n')
    await expectGone(server.pid, path.dirname(server.socket), () => server.stop())
  })
})

async function expectGone(pid: number, folder: string, stop: () => Promise<void>): Promise<void> {
  await stop()
  expect([existsSync(`/proc/${pid}`), existsSync(folder)]).toEqual([false, false])
}

function sectionsThatDiffer(before: Contents, after: Contents): readonly string[] {
  return Object.keys({ ...before, ...after })
    .filter((section) => JSON.stringify(before[section]) !== JSON.stringify(after[section]))
    .sort()
}
