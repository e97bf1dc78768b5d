// The MariaDB that the tests of backup and restore work on: it holds the sample, reads it exactly, and leaves nothing behind.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { sectionsThatDiffer } from '../../../support/databases/contents.ts'
import { createMariadbSample, readMariadb } from '../../../support/databases/mariadb-sample.ts'
import { startMariadb, type MariadbServer } from '../../../support/databases/mariadb-server.ts'
import { readMariadbWritten, startMariadbWriter } from '../../../support/databases/mariadb-writer.ts'
import { runClient } from '../../../support/databases/run-client.ts'
import type { Writer } from '../../../support/databases/writer.ts'

const writers: Writer[] = []
let server: MariadbServer

beforeAll(async () => {
  server = await startMariadb()
})

afterAll(() => server.stop())

afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop()
})

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

test('who connects over the network needs the password', async () => {
  const connect = (password: string): Promise<string> =>
    runClient({
      program: 'mariadb',
      args: ['--no-defaults', '--host=127.0.0.1', `--port=${server.port}`, `--user=${server.user}`, '--skip-column-names', '-e', 'SELECT current_user()'],
      environment: { MYSQL_PWD: password }
    })
  expect(await connect(server.password)).toBe('root@127.0.0.1\n')
  await expect(connect('wrong')).rejects.toThrow(/Access denied/)
})

test('the writer keeps its rule in a dump, and a mix of two moments breaks it', async () => {
  await server.sql('CREATE DATABASE written; CREATE DATABASE copy')
  const writer = await startMariadbWriter(server, 'written')
  writers.push(writer)
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
  const { pid } = server
  await server.stop()
  expect([existsSync(`/proc/${pid}`), existsSync(path.dirname(server.socket))]).toEqual([false, false])
})
