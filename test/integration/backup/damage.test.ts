// needs: postgres, setpriv, sqlite3, zstd, age, age-keygen
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeBackupApplication, type BackupApplication } from '../../support/backup-application.ts'
import { makeBackupTrial, type Refusal } from '../../support/backup-trial.ts'
import {
  addBytes,
  addFile,
  both,
  changeSums,
  damageOf,
  flipBit,
  flipBitAt,
  listTruncations,
  removeFile,
  RENEWED_MANIFEST,
  RENEWED_SUMS,
  swapFiles,
  takeFrom,
  type Damage
} from '../../support/damages.ts'
import { startPostgres, type PostgresServer } from '../../support/databases/postgres-server.ts'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { seededRandom, times } from '../../support/generated-words.ts'
import { isExhaustive, testInLongRun } from '../../support/long-run.ts'
import { openWith } from '../../support/open-with.ts'
import { makeScratch } from '../../support/scratch.ts'
import { makeToolsWithout } from '../../support/tools-without.ts'

const scratch = makeScratch()
let postgres: PostgresServer
let app: BackupApplication
let identity: string
let recipient: string
let withoutZstd: string

type Kind = `${'plain' | 'sealed'}, ${'zstd' | 'gzip'}`
const KINDS: readonly Kind[] = isExhaustive ? ['plain, zstd', 'sealed, gzip', 'sealed, zstd', 'plain, gzip'] : ['plain, zstd', 'sealed, gzip']

const idOf = (kind: Kind): string => kind.replace(', ', '-')
const isSealed = (kind: Kind): boolean => kind.startsWith('sealed')

async function backUp(kind: Kind, id: string): Promise<void> {
  const open = kind.endsWith('gzip') ? { open: openWith({ PATH: withoutZstd }) } : {}
  const sealing = isSealed(kind) ? { recipients: recipient } : {}
  const { report } = await runInputs('backup', { host: 'local', path: app.root, components: app.components, 'backup-name': id, ...sealing }, open)
  if (report.outcome !== 'succeeded') throw new Error(describeReport(report))
}

beforeAll(async () => {
  postgres = await startPostgres()
  app = await makeBackupApplication(postgres, scratch.next('app'), 'app')
  withoutZstd = makeToolsWithout(scratch.next('tools'), ['zstd', 'pigz'])
  const keyFile = scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  identity = readFileSync(keyFile, 'utf8')
  recipient = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  await app.write('earlier')
  for (const kind of KINDS) await backUp(kind, `earlier-${idOf(kind)}`)
  await app.write('saved')
  for (const kind of KINDS) await backUp(kind, idOf(kind))
  await app.write('live')
}, 120_000)
afterAll(async () => {
  await postgres.stop()
  scratch.remove()
}, 60_000)

/** Everything but what later runs note beside a backup. */
const filesOf = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name !== '.checks')

interface Found {
  readonly refusal: Refusal
  readonly names: readonly string[]
}

/** Damages copies of a backup, and asks the commands of the product for each, in their order. */
async function tryAll(kind: Kind, damages: readonly Damage[], depth: 'sums' | 'read' | 'stage'): Promise<readonly Found[]> {
  const trial = makeBackupTrial({ app, identity: isSealed(kind) ? identity : undefined })
  const found: Found[] = []
  const queue = [...damages]
  const work = async (): Promise<void> => {
    for (let damage = queue.shift(); damage !== undefined; damage = queue.shift()) {
      const folder = path.join(scratch.next('case'), idOf(kind))
      cpSync(app.backupFolder(idOf(kind)), folder, { recursive: true })
      damage.apply(folder)
      found.push({ refusal: await trial.ask(folder, depth), names: [damage.name] })
      rmSync(path.dirname(folder), { recursive: true, force: true })
    }
  }
  // What is staged has the same name each time.
  await Promise.all(times(depth === 'stage' ? 1 : 3, work))
  return found
}

const refusedBy = (found: readonly Found[], refusal: Refusal): readonly string[] => found.filter((each) => each.refusal === refusal).flatMap(({ names }) => names)

async function expectUntouched(): Promise<void> {
  expect(await app.read()).toBe('live')
  expect(await app.leftovers()).toEqual([])
}

function listDamages(kind: Kind, flips: number): readonly Damage[] {
  const random = seededRandom(4 + KINDS.indexOf(kind))
  const folder = app.backupFolder(idOf(kind))
  const files = filesOf(folder)
  const sizeOf = (file: string): number => statSync(path.join(folder, file)).size
  const other = (file: string): string => files[(files.indexOf(file) + 1) % files.length] ?? ''
  const line = (lines: readonly string[], index: number): readonly string[] => lines.slice(index, index + 1)
  return [
    ...files.flatMap((file) => times(flips, () => flipBit(random, file, sizeOf(file)))),
    ...files.flatMap((file) => listTruncations(random, file, sizeOf(file)).slice(0, flips)),
    ...files.flatMap((file) => [removeFile(file), addBytes(file, '\n'), swapFiles(file, other(file)), ...listOtherFile(kind, file)]),
    ...['db.dump', 'x', 'a b', '-n', 'db.dump.zst.partial', 'new\nline', '*'].map(addFile),
    ...times(4, (index) => changeSums(`line ${index} twice`, (lines) => [...lines, ...line(lines, index)])),
    ...times(4, (index) => changeSums(`line ${index} left out`, (lines) => lines.toSpliced(index, 1))),
    ...files.filter((file) => file !== 'SHA256SUMS').map((file) =>
      both(flipBit(random, file, sizeOf(file)), changeSums(`nothing of ${file}`, (lines) => lines.filter((each) => !each.endsWith(`  ${file}`))))
    ),
    changeSums('nothing', () => []),
    changeSums('comments before all lines', (lines) => lines.map((each) => `#${each}`)),
    changeSums('sums of nothing', (lines) => lines.map((each) => each.replace(/^[0-9a-f]+/, ''))),
    ...['db.dump', 'desk.sqlite'].map((start) => files.find((file) => file.startsWith(start)) ?? '').map((file) => both(flipBit(random, file, sizeOf(file)), RENEWED_SUMS))
  ]
}

function listOtherFile(kind: Kind, file: string): readonly Damage[] {
  const [own, other] = [app.backupFolder(idOf(kind)), app.backupFolder(`earlier-${idOf(kind)}`)]
  const isSame = readFileSync(path.join(own, file)).equals(readFileSync(path.join(other, file)))
  return isSame ? [] : [takeFrom(other, file)]
}

describe.each(KINDS)('a backup, %s', (kind) => {
  test('is restored when it is whole', async () => {
    expect((await tryAll(kind, [{ name: 'nothing', apply: () => undefined }], 'stage')).map(({ refusal }) => refusal)).toEqual(['not refused'])
    await expectUntouched()
  }, 60_000)

  test('is refused by its checksums whatever is changed in its folder', async () => {
    const found = await tryAll(kind, listDamages(kind, isExhaustive ? 40 : 2), 'sums')
    expect(refusedBy(found, 'not refused')).toEqual([])
    expect(found.length).toBeGreaterThan(100)
    await expectUntouched()
  }, 600_000)

  test('with damaged contents and right checksums is refused while it is read or restored beside', async () => {
    const random = seededRandom(40 + KINDS.indexOf(kind))
    const folder = app.backupFolder(idOf(kind))
    const stored = filesOf(folder).filter((file) => /\.(zst|gz)/.test(file))
    const damages = stored.flatMap((file) =>
      times(isExhaustive ? 40 : 1, () => both(damageOf(random, file, statSync(path.join(folder, file)).size), RENEWED_MANIFEST))
    )
    const found = await tryAll(kind, damages, 'stage')
    // A bit that says nothing (the time in the header of gzip) may be another one: then all that is restored is as it was.
    expect(refusedBy(found, 'not refused').filter((name) => !/^bit \d of byte [0-9] of .*gz flipped/.test(name) || isSealed(kind))).toEqual([])
    await expectUntouched()
  }, 3_600_000)

  testInLongRun('with a whole file of another backup and right checksums is refused when it is compared', async () => {
    const folder = app.backupFolder(idOf(kind))
    const stored = filesOf(folder).filter((file) => /^(db\.dump|desk)/.test(file))
    const found = await tryAll(kind, stored.map((file) => both(takeFrom(app.backupFolder(`earlier-${idOf(kind)}`), file), RENEWED_MANIFEST)), 'stage')
    expect(refusedBy(found, 'not refused')).toEqual([])
    await expectUntouched()
  }, 600_000)
})

describe('the operations', () => {
  const kind = 'sealed, gzip'

  test.each([
    ['restore', 'bit', /DK_BACKUP_DAMAGED/],
    ['backups verify', 'bit', /DK_BACKUP_DAMAGED/],
    ['restore', 'manifest', /DK_BACKUP_DAMAGED/],
    ['restore', 'content', /DK_BACKUP_DAMAGED/]
  ] as const)('%s refuses a damaged %s, and touches nothing', async (name, what, told) => {
    const id = idOf(kind)
    const folder = app.backupFolder(id)
    const kept = scratch.next('kept')
    cpSync(folder, kept, { recursive: true })
    try {
      const data = 'db.dump.gz.age'
      const random = seededRandom(7)
      // Behind the header of age, whose damage is told as a wrong key.
      const flip = what === 'manifest' ? flipBit(random, 'manifest.json', statSync(path.join(folder, 'manifest.json')).size) : flipBitAt(data, statSync(path.join(folder, data)).size - 20)
      ;(what === 'content' ? both(flip, RENEWED_MANIFEST) : flip).apply(folder)
      const { report } = await runInputs(name, { host: 'local', path: app.root, backup: id, identity, ...(name === 'restore' ? { 'unsafe-skip-emergency-backup': what === 'content' ? 'false' : 'true' } : {}) })
      expect(describeReport(report)).toMatch(told)
      expect(['failed', 'undone']).toContain(report.outcome)
      await expectUntouched()
    } finally {
      rmSync(folder, { recursive: true })
      cpSync(kept, folder, { recursive: true })
    }
  }, 60_000)

  test('one whose manifest is damaged counts for nothing when others are to go, and is not removed', async () => {
    const id = idOf(kind)
    const folder = app.backupFolder(id)
    const [kept, manifest] = [readFileSync(path.join(folder, 'manifest.json')), path.join(folder, 'manifest.json')]
    const decide = async (): Promise<string> => JSON.stringify((await runInputs('backups prune', { host: 'local', path: app.root, 'keep-backups': '1' }, { mode: 'plan' })).report.plan.answer)
    try {
      expect(await decide()).toContain(`"id":"${id}"`)
      // So that it can still be read.
      writeFileSync(manifest, kept.toString('utf8').replace('"type":"manual"', '"type":"Manual"'))
      expect(await decide()).not.toContain(`"id":"${id}"`)
      expect(app.backups()).toContain(id)
    } finally {
      writeFileSync(manifest, kept)
    }
  }, 60_000)
})
