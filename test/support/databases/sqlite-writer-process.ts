// Writes into the database file that is its first argument, with a pause of so many milliseconds, until it is killed. Ends with
// whoever started it.
import { DatabaseSync } from 'node:sqlite'

const [, , file = '', pauseMilliseconds = ''] = process.argv
const parent = process.ppid
const database = new DatabaseSync(file)
database.exec('PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON')
const clock = new Int32Array(new SharedArrayBuffer(4))
const order = database.prepare('INSERT INTO a_orders (amount) VALUES (abs(random() % 1000)) RETURNING id, amount')
const payment = database.prepare('INSERT INTO z_payments (order_id, amount) VALUES (?, ?)')
const account = database.prepare('UPDATE m_account SET total = total + ?')

while (process.ppid === parent) {
  database.exec('BEGIN IMMEDIATE')
  const { id = null, amount = null } = order.get() ?? {}
  payment.run(id, amount)
  account.run(amount)
  database.exec('COMMIT')
  Atomics.wait(clock, 0, 0, Number(pauseMilliseconds))
}
