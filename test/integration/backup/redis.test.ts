// needs: redis-server, setpriv
// What the contract of all sources does not ask of Redis.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { render, type Command } from '../../../packages/core/index.ts'
import { factOf, parseBackupManifest, type BackupManifest } from '../../../packages/operations/backup/manifest.ts'
import { restoredPart } from '../../../packages/operations/backup/restore-component.ts'
import type { RestoredPart } from '../../../packages/operations/backup/restored-part.ts'
import { suffixOf } from '../../../packages/operations/backup/source.ts'
import { createRedisSample, readRedis } from '../../support/databases/redis-sample.ts'
import { startRedis, type RedisServer } from '../../support/databases/redis-server.ts'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { findDescendants } from '../../support/marked-processes.ts'
import { makeScratch } from '../../support/scratch.ts'
import { runLine, type Shell } from '../../support/shells.ts'

const scratch = makeScratch()
const plainShell: Shell = { name: 'sh', argv: ['sh'] }
const root = scratch.next('app')
let server: RedisServer

beforeAll(async () => {
  server = await startRedis({ appendOnly: true })
  await server.command('CONFIG', 'SET', 'repl-diskless-sync-delay', '0')
  await createRedisSample(server)
}, 60_000)
afterAll(async () => {
  await server.stop()
  scratch.remove()
})

async function backUp(): Promise<BackupManifest> {
  const { report } = await runInputs('backup', { host: 'local', path: root, components: `redis address=${server.socket}` })
  expect(describeReport(report)).toMatch(/^succeeded/)
  const manifest = parseBackupManifest(readFileSync(path.join(root, '.deploy-kit/backups', report.outputs['backup'] ?? '', 'manifest.json'), 'utf8'))
  if (manifest === undefined) throw new Error('no manifest')
  return manifest
}

test('whatever is repeated or broken off, the server has the one or the other, whole, and its settings', async () => {
  await server.command('SET', 'soon', 'gone', 'PX', '2000')
  const manifest = await backUp()
  expect(factOf(manifest, 'redis', 'keyspace')).toMatch(/^database 0: \d+, database 3: 501, database 15: \d+$/)
  await server.command('DEL', 'soon')
  const restored = await readRedis(server)
  const part = partOf(manifest)
  await server.commands('FUNCTION FLUSH\nSET number 7\nSELECT 15\nFLUSHDB\nSELECT 7\nSET later x')
  const live = await readRedis(server)
  const expectLive = async (expected: unknown, ...commands: readonly Command[]): Promise<void> => {
    commands.forEach(runHere)
    const found = await readRedis(server)
    // A key that had an end when it was dumped is there until then.
    expect({ ...found, 'database 0': found['database 0']?.filter((entry) => !entry.startsWith('soon ')) }).toEqual(expected)
  }
  await expectLive(live, part.swapBack, part.stage.command, part.swapBack)
  await expectLive(restored, part.swap.command, part.swap.command)
  await expectLive(live, part.swapBack, part.swapBack)
  await expectLive(restored, part.swap.command)
  // As if it had been broken off while the server took the data.
  await server.commands('FLUSHALL\nREPLICAOF 127.0.0.1 1\nCONFIG SET masterauth x')
  await expectLive(live, part.swapBack)
  await expectLive(restored, part.swap.command, part.removeOld, part.unstage)
  expect(await server.command('CONFIG', 'GET', 'masterauth')).toBe('masterauth\n\n')
  expect(await server.command('INFO', 'replication')).toMatch(/^role:master\r$/m)
  expect(readdirSync(path.join(root, 'work')).filter((name) => name.endsWith('.scratch') || name.endsWith('.rdb'))).toEqual([])
  expect(findDescendants(process.pid)).toEqual([server.pid])
}, 120_000)

test('a replica is not restored, nor what has other keys than the dump had', async () => {
  const manifest = await backUp()
  const part = partOf(manifest)
  await server.command('REPLICAOF', '127.0.0.1', '1')
  expect(tellHere(part.stage.command)).toMatch(/is a replica: restore the one that it follows/)
  await server.command('REPLICAOF', 'NO', 'ONE')
  writeFileSync(path.join(folderOf(manifest), 'redis.fingerprint'), '1 0\n')
  expect(tellHere(part.stage.command)).toMatch(/what was restored is not what was backed up/)
}, 60_000)

function folderOf({ id }: BackupManifest): string {
  return path.join(root, '.deploy-kit/backups', id)
}

function partOf(manifest: BackupManifest): RestoredPart {
  const [component] = manifest.components
  if (component === undefined) throw new Error('no component')
  const place = { manifest, folder: folderOf(manifest), work: path.join(root, 'work'), suffix: suffixOf(manifest.codec, false), runId: 'a1b2', root, project: undefined }
  return restoredPart(component, { ...place, opened: { headers: '', key: undefined } })
}

function runHere(command: Command): void {
  const { code, stderr } = runLine(plainShell, render(command).line)
  expect([code, stderr]).toEqual([0, ''])
}

function tellHere(command: Command): string {
  const { code, stderr } = runLine(plainShell, render(command).line)
  expect(code).not.toBe(0)
  return stderr
}
