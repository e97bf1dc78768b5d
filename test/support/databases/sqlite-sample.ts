// needs: sqlite3
import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { gatherContents, type Contents } from './contents.ts'
import { runClient } from './run-client.ts'

/** Makes a database file in WAL mode and fills it with everything that a backup must bring back (sqlite-sample.sql). */
export async function createSqliteSample(file: string): Promise<void> {
  await runSqlite(file, readFileSync(path.join(import.meta.dirname, 'sqlite-sample.sql'), 'utf8'))
}

/** Runs statements with sqlite3 until the first error, which it throws; gives the rows as text, columns parted by `|`. */
export function runSqlite(file: string, text: string): Promise<string> {
  return runClient({ program: 'sqlite3', args: ['-init', '/dev/null', '-batch', '-bail', file], input: text })
}

/** Everything in a database file, of one snapshot, so exact also while others write. */
export function readSqlite(file: string): Contents {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    database.exec('BEGIN')
    return gatherContents([...readPragmas(database), ...readRows(database, 'definitions', 'SELECT type, name, tbl_name, sql FROM sqlite_schema'), ...readTables(database)])
  } finally {
    database.close()
  }
}

const PRAGMAS = ['application_id', 'user_version', 'page_size', 'auto_vacuum', 'encoding', 'journal_mode']

function readPragmas(database: DatabaseSync): readonly Pair[] {
  return PRAGMAS.flatMap((name) => readRows(database, `pragma ${name}`, `PRAGMA ${name}`))
}

/** Also those of virtual tables, which lie in tables of their own. */
function readTables(database: DatabaseSync): readonly Pair[] {
  return readNames(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").flatMap((table) => {
    const columns = readNames(database, `SELECT name FROM pragma_table_xinfo('${table.replaceAll("'", "''")}')`).map(quoteName)
    return readRows(database, `rows of ${table}`, `SELECT ${columns.map(selectExactly).join(', ')} FROM ${quoteName(table)}`)
  })
}

/** Text as its bytes, because it need not be UTF-8, and its type, to tell it from bytes. */
function selectExactly(column: string): string {
  return `typeof(${column}), iif(typeof(${column}) = 'text', CAST(${column} AS BLOB), ${column})`
}

function readNames(database: DatabaseSync, query: string): readonly string[] {
  return database.prepare(query).all().map(({ name }) => String(name))
}

function readRows(database: DatabaseSync, section: string, query: string): readonly Pair[] {
  const statement = database.prepare(query)
  statement.setReadBigInts(true)
  // As an object, a row would have one value for columns of the same name.
  statement.setReturnArrays(true)
  return statement.all().map((row) => [section, Object.values(row).map(renderValue).join(' ')])
}

type Pair = readonly [string, string]

function renderValue(value: SQLOutputValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value !== 'object') return String(value)
  return isUtf8(value) && !value.includes(0) ? JSON.stringify(Buffer.from(value).toString()) : `x'${Buffer.from(value).toString('hex')}'`
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
