import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { runSqlite } from './sqlite-sample.ts'
import { startWriter, type Writer, type Written } from './writer.ts'

/** Books orders and their payments until it is stopped: every snapshot has as many and as much of both. */
export async function startSqliteWriter(file: string, perSecond = 100): Promise<Writer> {
  await runSqlite(file, TABLES)
  const program = path.join(import.meta.dirname, 'sqlite-writer-process.ts')
  return startWriter({
    words: [process.execPath, '--no-warnings', program, file, String(1000 / perSecond)],
    read: () => Promise.resolve(readSqliteWritten(file))
  })
}

/** Of any database file that the writer wrote into, or a copy of one. */
export function readSqliteWritten(file: string): Written {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  try {
    const { transactions, isConsistent } = database.prepare(WRITTEN).get() ?? {}
    return { transactions: Number(transactions), isConsistent: isConsistent === 1 }
  } finally {
    database.close()
  }
}

const TABLES = `
  PRAGMA busy_timeout = 10000;
  CREATE TABLE IF NOT EXISTS a_orders (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS m_account (total INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS z_payments (order_id INTEGER PRIMARY KEY REFERENCES a_orders (id), amount INTEGER NOT NULL);
  INSERT INTO m_account SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM m_account);`

const WRITTEN = `
  SELECT o.n AS transactions, (o.n, o.total) = (p.n, p.total) AND o.total = a.total AS isConsistent
    FROM (SELECT count(*) n, ifnull(sum(amount), 0) total FROM a_orders) o,
         (SELECT count(*) n, ifnull(sum(amount), 0) total FROM z_payments) p, m_account a`
