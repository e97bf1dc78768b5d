import path from 'node:path'
import type { PostgresServer } from './postgres-server.ts'
import { feed, startWriter, type Writer, type Written } from './writer.ts'

/** Books orders and their payments until it is stopped: every snapshot has as many and as much of both. */
export async function startPostgresWriter(server: PostgresServer, database: string, perSecond = 100): Promise<Writer> {
  await server.sql(TABLES, database)
  return startWriter({
    words: feed(
      `${TRANSACTION} SELECT pg_sleep(${1 / perSecond});`,
      ...[path.join(server.binFolder, 'psql'), '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database]
    ),
    environment: { ...server.environment, PGAPPNAME: 'writer' },
    read: () => readPostgresWritten(server, database),
    hasSession: async () => (await server.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'writer'")) !== '0\n'
  })
}

/** Of any database that the writer wrote into, or a copy of one. */
export async function readPostgresWritten(server: PostgresServer, database: string): Promise<Written> {
  const [transactions, isConsistent] = (await server.sql(WRITTEN, database)).trim().split('|')
  return { transactions: Number(transactions), isConsistent: isConsistent === 't' }
}

/** The tables are far from each other in the order of names, in which pg_dump copies them. */
const TABLES = `
  CREATE SCHEMA IF NOT EXISTS writing;
  CREATE TABLE IF NOT EXISTS writing.a_orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, amount integer NOT NULL);
  CREATE TABLE IF NOT EXISTS writing.m_account (total bigint NOT NULL);
  CREATE TABLE IF NOT EXISTS writing.z_payments (order_id integer PRIMARY KEY REFERENCES writing.a_orders, amount integer NOT NULL);
  INSERT INTO writing.m_account SELECT 0 WHERE NOT EXISTS (SELECT FROM writing.m_account);`

const TRANSACTION = [
  'BEGIN;',
  'INSERT INTO writing.a_orders (amount) VALUES (floor(random() * 1000));',
  "INSERT INTO writing.z_payments SELECT id, amount FROM writing.a_orders WHERE id = currval('writing.a_orders_id_seq');",
  "UPDATE writing.m_account SET total = total + (SELECT amount FROM writing.z_payments WHERE order_id = currval('writing.a_orders_id_seq'));",
  'COMMIT;'
].join(' ')

const WRITTEN = `
  SELECT o.n, (o.n, o.total) = (p.n, p.total) AND o.total = a.total
    FROM (SELECT count(*) n, coalesce(sum(amount), 0) total FROM writing.a_orders) o,
         (SELECT count(*) n, coalesce(sum(amount), 0) total FROM writing.z_payments) p, writing.m_account a`
