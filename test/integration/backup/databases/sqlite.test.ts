// The SQLite that the tests of backup and restore work on: it holds the sample, reads it exactly, and copes with a writer.
import { afterAll, afterEach, expect, test } from '@jest/globals'
import { sectionsThatDiffer } from '../../../support/databases/contents.ts'
import { createSqliteSample, readSqlite, runSqlite } from '../../../support/databases/sqlite-sample.ts'
import { readSqliteWritten, startSqliteWriter } from '../../../support/databases/sqlite-writer.ts'
import type { Writer } from '../../../support/databases/writer.ts'
import { makeScratch } from '../../../support/scratch.ts'

const writers: Writer[] = []
const scratch = makeScratch()

afterAll(() => scratch.remove())

afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop()
})

test('the sample reads the same in a vacuumed copy, but for the journal, and every change of it shows', async () => {
  const [file, copy] = [scratch.next('app.db'), scratch.next('copy.db')]
  await createSqliteSample(file)
  const before = readSqlite(file)
  await runSqlite(file, `VACUUM INTO '${copy}'`)
  expect(sectionsThatDiffer(before, readSqlite(copy))).toEqual(['pragma journal_mode'])
  const changes: Readonly<Record<string, string>> = {
    'rows of big': "UPDATE big SET body = replace(body, char(10) || '00000000', 'x') || char(0) WHERE name = 'text'",
    'rows of duplicates': 'INSERT INTO duplicates VALUES (0, NULL)',
    'rows of many': 'UPDATE many SET remainder = 1.5 WHERE id = 1',
    'rows of sqlite_sequence': "UPDATE sqlite_sequence SET seq = 78 WHERE name = 'nothing_in_it'",
    'pragma user_version': 'PRAGMA user_version = 43',
    definitions: 'DROP TRIGGER into_view'
  }
  await runSqlite(file, Object.values(changes).join(';\n'))
  expect(sectionsThatDiffer(before, readSqlite(file))).toEqual(Object.keys(changes).sort())
})

test('the writer keeps its rule in a copy, and a mix of two moments breaks it', async () => {
  const [file, copy] = [scratch.next('written.db'), scratch.next('copy.db')]
  await runSqlite(file, 'PRAGMA journal_mode = WAL')
  const writer = await startSqliteWriter(file)
  writers.push(writer)
  await writer.goOn(10)
  await runSqlite(file, `VACUUM INTO '${copy}'`)
  await writer.goOn(10)
  await writer.stop()
  expect([writer.isWriting(), readSqliteWritten(copy).isConsistent, (await writer.read()).isConsistent]).toEqual([false, true, true])
  await runSqlite(copy, `ATTACH '${file}' AS late; UPDATE m_account SET total = (SELECT total FROM late.m_account)`)
  expect(readSqliteWritten(copy)).toMatchObject({ isConsistent: false })
})
