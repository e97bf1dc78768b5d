// needs: postgres, mariadbd, mariadb-dump, redis-server, sqlite3, setpriv, zstd
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gatherContents } from '../../support/databases/contents.ts'
import { createMariadbSample, readMariadb } from '../../support/databases/mariadb-sample.ts'
import { startMariadb } from '../../support/databases/mariadb-server.ts'
import { readMariadbWritten, startMariadbWriter } from '../../support/databases/mariadb-writer.ts'
import { createPostgresSample, readPostgres } from '../../support/databases/postgres-sample.ts'
import { startPostgres } from '../../support/databases/postgres-server.ts'
import { readPostgresWritten, startPostgresWriter } from '../../support/databases/postgres-writer.ts'
import { createRedisSample, readRedis } from '../../support/databases/redis-sample.ts'
import { startRedis } from '../../support/databases/redis-server.ts'
import { readRedisWritten, startRedisWriter } from '../../support/databases/redis-writer.ts'
import { createSqliteSample, readSqlite, runSqlite } from '../../support/databases/sqlite-sample.ts'
import { readSqliteWritten, startSqliteWriter } from '../../support/databases/sqlite-writer.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { testSource, type LiveSource } from './sources.contract.ts'

testSource('postgres', async () => {
  const server = await startPostgres()
  await createPostgresSample(server, 'app')
  return {
    component: `postgres database=app user=${server.user} address=${server.socketFolder} port=${server.port}`,
    read: () => readPostgres(server, 'app'),
    change: async () => {
      await server.sql('create table later (id int); insert into later values (1); delete from many', 'app')
    },
    startWriter: () => startPostgresWriter(server, 'app'),
    readWritten: () => readPostgresWritten(server, 'app'),
    findLeft: async () => wordsOf(await server.sql("select datname from pg_database where datname like 'dk%'")),
    stop: () => server.stop()
  }
})

testSource('mysql', async () => {
  const server = await startMariadb()
  await createMariadbSample(server, 'app')
  return {
    component: `mysql database=app user=root address=${server.socket}`,
    read: () => readMariadb(server, 'app'),
    change: async () => {
      await server.sql(MYSQL_CHANGES, 'app')
    },
    startWriter: () => startMariadbWriter(server, 'app'),
    readWritten: () => readMariadbWritten(server, 'app'),
    findLeft: async () => wordsOf(await server.sql("select schema_name from information_schema.schemata where schema_name like 'dk%'")),
    stop: () => server.stop()
  }
})

const MYSQL_CHANGES = `
  CREATE TABLE later (id int PRIMARY KEY, customer int, FOREIGN KEY (customer) REFERENCES customers (id));
  INSERT INTO later VALUES (1, 2);
  DELETE FROM duplicates; DROP TABLE in_aria; DROP VIEW a_view; DROP TRIGGER stamp_again; DROP EVENT asleep; DROP FUNCTION fold; ALTER PROCEDURE tidy COMMENT 'later';
  CREATE VIEW later_view AS SELECT * FROM later;
  CREATE TRIGGER later_stamp BEFORE INSERT ON later FOR EACH ROW SET NEW.id = NEW.id + 1;
  CREATE FUNCTION later_function() RETURNS int DETERMINISTIC RETURN 1;
  CREATE EVENT later_event ON SCHEDULE EVERY 1 YEAR STARTS '2036-01-01 02:30:00' DO DELETE FROM later;
  ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci`

describeRedis(true)
if (isExhaustive) describeRedis(false)

function describeRedis(appendOnly: boolean): void {
  testSource(`redis with${appendOnly ? '' : 'out'} a log`, async (root) => {
    const server = await startRedis({ appendOnly })
    await createRedisSample(server)
    // Replicas wait for others by default: five seconds.
    await server.command('CONFIG', 'SET', 'repl-diskless-sync-delay', '0')
    return {
      component: `redis address=127.0.0.1 port=${server.port}`,
      read: async () => {
        // What counts is what the server has after a restart, too.
        await server.restart()
        await server.command('CONFIG', 'SET', 'repl-diskless-sync-delay', '0')
        return readRedis(server)
      },
      change: async () => {
        await server.commands('HSET "big hash" 3000 x\nSELECT 3\nPEXPIREAT key:500 4102444800000\nSELECT 15\nDEL only\nXADD only2 1-1 a b\nFUNCTION FLUSH')
      },
      startWriter: () => Promise.resolve(startRedisWriter(server)),
      readWritten: () => readRedisWritten(server),
      findLeft: async () => [
        ...readdirSync(path.join(root, '.deploy-kit/restores')),
        ...(await server.command('CONFIG', 'GET', 'masterauth')).trim().split('\n').slice(1),
        ...(await server.command('INFO', 'replication')).split('\r\n').filter((line) => line.startsWith('role:') && line !== 'role:master')
      ],
      stop: () => server.stop()
    }
  })
}

testSource('sqlite', async (root) => {
  const file = path.join(root, 'shared/app.sqlite')
  await createSqliteSample(file)
  return {
    component: 'sqlite shared/app.sqlite',
    // A copy is in no mode yet: who opens it chooses.
    read: () => Promise.resolve(Object.fromEntries(Object.entries(readSqlite(file)).filter(([section]) => section !== 'pragma journal_mode'))),
    change: async () => {
      await runSqlite(file, 'DELETE FROM duplicates; PRAGMA user_version = 43; CREATE TABLE later (id)')
    },
    startWriter: () => startSqliteWriter(file),
    readWritten: () => Promise.resolve(readSqliteWritten(file)),
    findLeft: () => Promise.resolve(readdirSync(path.dirname(file)).filter((name) => name.includes('.dk-'))),
    stop: () => Promise.resolve()
  }
})

testSource('files', (root): Promise<LiveSource> => {
  const folder = path.join(root, 'conf')
  const names = ['a file', 'Größe.txt', 'deep/er/x']
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), `${name}\n\0\xff`)
  }
  const list = (): readonly string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
  return Promise.resolve({
    component: 'files conf/',
    read: () => Promise.resolve(gatherContents(list().map((file) => [path.relative(folder, file), readFileSync(file, 'hex')]))),
    change: () => {
      rmSync(path.join(folder, 'deep'), { recursive: true })
      writeFileSync(path.join(folder, 'later'), 'x')
      return Promise.resolve()
    },
    findLeft: () => Promise.resolve(readdirSync(path.join(root, '.deploy-kit/restores'))),
    stop: () => Promise.resolve()
  })
})

function wordsOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => line !== '')
}
