import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gatherContents, type Contents } from './contents.ts'
import type { PostgresServer } from './postgres-server.ts'
import { runClient } from './run-client.ts'

/** Makes a database and fills it with everything that a backup must bring back (postgres-sample.sql). */
export async function createPostgresSample(server: PostgresServer, database: string): Promise<void> {
  await server.sql(`CREATE DATABASE "${database}"`)
  await server.sql(readFileSync(SAMPLE, 'utf8'), database)
}

/**
 * Everything in a database, and the roles of its cluster; the database's name and what differs between two equal ones (OIDs)
 * are not in it. In one snapshot, so exact also while others write.
 */
export async function readPostgres(server: PostgresServer, database: string): Promise<Contents> {
  const output = await runClient({
    program: path.join(server.binFolder, 'psql'),
    args: ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '--field-separator-zero', '--record-separator-zero', '-f', CONTENTS, '-d', database],
    environment: server.environment
  })
  return gatherContents(readPairs(output.split('\0')))
}

const SAMPLE = path.join(import.meta.dirname, 'postgres-sample.sql')
const CONTENTS = path.join(import.meta.dirname, 'postgres-contents.sql')

function* readPairs(fields: readonly string[]): Iterable<readonly [string, string]> {
  for (let at = 0; at + 1 < fields.length; at += 2) yield [fields[at] ?? '', fields[at + 1] ?? '']
}
