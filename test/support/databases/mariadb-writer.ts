import type { MariadbServer } from './mariadb-server.ts'
import { feed, startWriter, type Writer, type Written } from './writer.ts'

/** Books orders and their payments until it is stopped: every snapshot has as many and as much of both. */
export async function startMariadbWriter(server: MariadbServer, database: string, perSecond = 100): Promise<Writer> {
  await server.sql(TABLES, database)
  return startWriter({
    words: feed(`${TRANSACTION} DO sleep(${1 / perSecond});`, 'mariadb', `--defaults-file=${server.defaultsFile}`, database),
    read: () => readMariadbWritten(server, database),
    hasSession: async () => (await server.sql("SELECT is_used_lock('writer') IS NOT NULL")) === '1\n'
  })
}

/** Of any database that the writer wrote into, or a copy of one. */
export async function readMariadbWritten(server: MariadbServer, database: string): Promise<Written> {
  const [transactions, isConsistent] = (await server.sql(WRITTEN, database)).trim().split('\t')
  return { transactions: Number(transactions), isConsistent: isConsistent === '1' }
}

/** The tables are far from each other in the order of names, in which mariadb-dump reads them. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS a_orders (id int AUTO_INCREMENT PRIMARY KEY, amount int NOT NULL);
  CREATE TABLE IF NOT EXISTS m_account (total bigint NOT NULL);
  CREATE TABLE IF NOT EXISTS z_payments (order_id int PRIMARY KEY, amount int NOT NULL, FOREIGN KEY (order_id) REFERENCES a_orders (id));
  INSERT INTO m_account SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM m_account);`

/** The lock tells that the session lives. */
const TRANSACTION = [
  "DO get_lock('writer', 0);",
  'START TRANSACTION;',
  'INSERT INTO a_orders (amount) VALUES (floor(rand() * 1000));',
  'INSERT INTO z_payments SELECT id, amount FROM a_orders WHERE id = last_insert_id();',
  'UPDATE m_account SET total = total + (SELECT amount FROM z_payments WHERE order_id = last_insert_id());',
  'COMMIT;'
].join(' ')

const WRITTEN = `
  SELECT o.n, o.n = p.n AND o.total = p.total AND o.total = a.total
    FROM (SELECT count(*) n, ifnull(sum(amount), 0) total FROM a_orders) o,
         (SELECT count(*) n, ifnull(sum(amount), 0) total FROM z_payments) p, m_account a`
