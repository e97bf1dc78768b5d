// needs: mariadbd, mariadb-dump, setpriv
// What the contract of all sources does not ask of a MariaDB or MySQL database.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { render, type Command } from '../../../packages/core/index.ts'
import { factOf, parseBackupManifest, type BackupManifest } from '../../../packages/operations/backup/manifest.ts'
import { restoredPart } from '../../../packages/operations/backup/restore-component.ts'
import type { RestoredPart } from '../../../packages/operations/backup/restored-part.ts'
import { suffixOf } from '../../../packages/operations/backup/source.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import { readMariadb } from '../../support/databases/mariadb-sample.ts'
import { startMariadb, type MariadbServer } from '../../support/databases/mariadb-server.ts'
import { describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { runLine, type Shell } from '../../support/shells.ts'
import { makeSmallDisk, whyNoSmallDisk } from '../../support/small-disk.ts'

const scratch = makeScratch()
const plainShell: Shell = { name: 'sh', argv: ['sh'] }
let server: MariadbServer
let root: string

beforeAll(async () => {
  server = await startMariadb()
}, 60_000)
afterEach(async () => {
  await server.sql('DROP DATABASE IF EXISTS app')
})
afterAll(async () => {
  await server.stop()
  scratch.remove()
})

async function makeShop(more = ''): Promise<void> {
  root = scratch.next('app')
  await server.sql("CREATE DATABASE app CHARACTER SET latin1 COLLATE latin1_german1_ci COMMENT 'the shop''s'")
  await server.sql(`${SHOP}; ${more}`, 'app')
}

const SHOP = `CREATE TABLE items (id int PRIMARY KEY, name varchar(20)); INSERT INTO items VALUES (1, 'Ümläut'), (2, NULL);
  CREATE TABLE parts (item int, FOREIGN KEY (item) REFERENCES items (id)); INSERT INTO parts VALUES (1);
  CREATE VIEW named AS SELECT * FROM items WHERE name IS NOT NULL;
  CREATE TRIGGER shout BEFORE INSERT ON items FOR EACH ROW SET NEW.name = upper(NEW.name)`

async function run(name: OperationName, texts: Readonly<Record<string, string>> = {}): Promise<DeployRun & { readonly told: string }> {
  const ended = await runInputs(name, { host: 'local', path: root, ...texts })
  return { ...ended, told: `${describeReport(ended.report)} ${ended.report.error?.stderrTail ?? ''}` }
}

async function backUp(user = 'root'): Promise<BackupManifest> {
  const { report, told } = await run('backup', { components: `mysql database=app user=${user} address=${server.socket}` })
  expect(told).toMatch(/^succeeded/)
  const manifest = parseBackupManifest(readFileSync(path.join(root, '.deploy-kit/backups', report.outputs['backup'] ?? '', 'manifest.json'), 'utf8'))
  if (manifest === undefined) throw new Error('no manifest')
  return manifest
}

const schemas = async (): Promise<string> => server.sql("select schema_name from information_schema.schemata where schema_name = 'app' or schema_name like 'dk%'")

test('a database that is gone comes back, and goes again when the restore is undone', async () => {
  await makeShop()
  const before = await readMariadb(server, 'app')
  const { id } = await backUp()
  await server.sql('DROP DATABASE app')
  expect((await run('restore', { backup: id, 'health-check': 'command false', attempts: '1' })).told).toMatch(/^undone/)
  expect(await schemas()).toBe('')
  expect((await run('restore', { backup: id })).told).toMatch(/^succeeded/)
  expect(await readMariadb(server, 'app')).toEqual(before)
  expect(await schemas()).toBe('app\n')
}, 120_000)

test('whether the rows were counted in the snapshot of the dump is told, and so is what has no transactions', async () => {
  await makeShop('CREATE TABLE loose (id int) ENGINE = MyISAM')
  await server.sql("CREATE OR REPLACE USER reader@localhost; GRANT SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES ON app.* TO reader@localhost; GRANT SELECT ON mysql.* TO reader@localhost")
  const exact = await backUp()
  expect(factOf(exact, 'app', 'consistency')).toMatch(/^of one moment: /)
  expect(factOf(exact, 'app', 'warning')).toMatch(/: loose$/)
  const inexact = await backUp('reader')
  expect(factOf(inexact, 'app', 'consistency')).toMatch(/the rows not counted in it/)
  const before = await readMariadb(server, 'app')
  await server.sql('DELETE FROM parts; DROP TABLE loose', 'app')
  const part = partOf({ ...inexact, components: exact.components })
  for (const command of [part.stage.command, part.swap.command, part.removeOld]) runHere(command)
  expect(await readMariadb(server, 'app')).toEqual(before)
}, 120_000)

test('whatever is repeated or broken off, the database is the one or the other, whole', async () => {
  await makeShop()
  const restored = await readMariadb(server, 'app')
  const part = partOf(await backUp())
  await server.sql('DROP VIEW named; DROP TABLE parts; CREATE TABLE later (id int); CREATE TRIGGER later_on BEFORE INSERT ON later FOR EACH ROW SET NEW.id = 1', 'app')
  const live = await readMariadb(server, 'app')
  const expectLive = async (expected: unknown, ...commands: readonly Command[]): Promise<void> => {
    commands.forEach(runHere)
    expect(await readMariadb(server, 'app')).toEqual(expected)
  }
  await expectLive(live, part.swapBack, part.stage.command, part.swapBack)
  await expectLive(restored, part.swap.command, part.swap.command)
  await expectLive(live, part.swapBack, part.swapBack)
  await expectLive(restored, part.swap.command)
  // As if it had been broken off after the tables, and then before them.
  await server.sql('DROP TRIGGER shout; DROP VIEW named', 'app')
  await expectLive(live, part.swapBack)
  await expectLive(restored, part.swap.command, part.removeOld, part.removeOld, part.unstage)
  expect(await schemas()).toBe('app\n')
}, 120_000)

if (whyNoSmallDisk === undefined) {
  test('the way back needs no room: where the disk of the deploy path is full, what was live is back whole, and never dropped', async () => {
    const disk = makeSmallDisk(scratch.folder)
    try {
      await makeShop()
      root = path.join(disk.folder, 'app')
      const part = partOf(await backUp())
      await server.sql("DROP VIEW named; INSERT INTO items VALUES (3, 'later'); CREATE VIEW later AS SELECT * FROM items", 'app')
      const live = await readMariadb(server, 'app')
      runHere(part.stage.command)
      runHere(part.swap.command)
      disk.fill()
      runHere(part.swapBack)
      expect(await readMariadb(server, 'app')).toEqual(live)
      runHere(part.unstage)
      expect(await schemas()).toBe('app\n')
    } finally {
      disk.remove()
    }
  }, 60_000)
}

function partOf(manifest: BackupManifest): RestoredPart {
  const [component] = manifest.components
  if (component === undefined) throw new Error('no component')
  const folder = path.join(root, '.deploy-kit/backups', manifest.id)
  const place = { manifest, folder, work: path.join(root, 'work'), suffix: suffixOf(manifest.codec, false), runId: 'a1b2', root, project: undefined }
  return restoredPart(component, { ...place, opened: { headers: '', key: undefined } })
}

function runHere(command: Command): void {
  const { code, stderr } = runLine(plainShell, render(command).line)
  expect([code, stderr]).toEqual([0, ''])
}
