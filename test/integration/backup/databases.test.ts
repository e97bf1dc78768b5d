// The servers that the tests of backup and restore work on: they start, hold the sample, and leave nothing behind.
import { afterEach, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { startPostgres } from '../../support/databases/postgres-server.ts'

const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

test('PostgreSQL starts, is killed and comes back with its data, and leaves nothing behind', async () => {
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
