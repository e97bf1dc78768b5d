// needs: postgres, setpriv, sqlite3, zstd, age, age-keygen
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Event } from '../../../packages/core/index.ts'
import { makeBackupApplication, type BackupApplication } from '../../support/backup-application.ts'
import { makeBackupTrial } from '../../support/backup-trial.ts'
import { startPostgres, type PostgresServer } from '../../support/databases/postgres-server.ts'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { killQuietly } from '../../support/marked-processes.ts'
import { makeScratch } from '../../support/scratch.ts'

const scratch = makeScratch()
let postgres: PostgresServer
let app: BackupApplication

beforeAll(async () => {
  postgres = await startPostgres()
  app = await makeBackupApplication(postgres, scratch.next('app'), 'app')
  // So much that a program is seen in the middle of its work.
  await postgres.sql("create table filling as select n, md5(n::text) || md5((n * 7)::text) as text from generate_series(1, 200000) n", 'app')
  await app.write('saved')
  const { report } = await run('backup', { components: app.components, 'backup-name': 'good' })
  if (report.outcome !== 'succeeded') throw new Error(describeReport(report))
  await app.write('live')
}, 120_000)
afterAll(async () => {
  await postgres.stop()
  scratch.remove()
}, 60_000)

const run = (name: 'backup' | 'restore', texts: Readonly<Record<string, string>>, listen?: (event: Event) => void): ReturnType<typeof runInputs> =>
  runInputs(name, { host: 'local', path: app.root, ...texts }, listen === undefined ? {} : { listen })

/** Processes of this run that are well on their way, by their command lines. */
function findProgram(words: RegExp): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const isOurs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PGPORT=${postgres.port}`)
      const [, read, written] = /^rchar: (\d+)\nwchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8')) ?? []
      if (isOurs && words.test(line) && Number(read) + Number(written) > 2_000_000) return Number(pid)
    } catch {
      // It has ended.
    }
  }
  return undefined
}

/** Kills a program in the middle of its work in a step. */
function killing(step: string, words: RegExp): { readonly listen: (event: Event) => void; readonly wasKilled: () => boolean } {
  let isKilled = false
  let isOver = false
  const look = (): void => {
    const pid = isOver ? undefined : findProgram(words)
    if (pid !== undefined) {
      killQuietly(pid, 'SIGKILL')
      isKilled = true
    } else if (!isOver) setTimeout(look, 1)
  }
  return {
    listen: (event) => {
      if (!('step' in event) || event.step.id !== step) return
      if (event.type === 'step-started') look()
      if (event.type === 'step-finished') isOver = true
    },
    wasKilled: () => isKilled
  }
}

async function expectGood(): Promise<void> {
  expect(app.backups()).toEqual(['good'])
  expect(await makeBackupTrial({ app, identity: undefined }).ask(app.backupFolder('good'), 'read')).toBe('not refused')
  const checks = path.join(app.backupFolder('good'), '.checks')
  expect(existsSync(checks) ? readFileSync(checks, 'utf8') : '').toBe('')
  expect(await app.read()).toBe('live')
  expect(await app.leftovers()).toEqual([])
}

async function backUpWithout(words: RegExp): Promise<void> {
  const { listen, wasKilled } = killing('dump-db', words)
  const { report } = await run('backup', { components: app.components }, listen)
  expect(wasKilled()).toBe(true)
  expect(describeReport(report)).toMatch(/^undone \| DK_BACKUP_FAILED \| .*older ones are untouched/s)
  await expectGood()
}

async function restoreWithout(words: RegExp): Promise<void> {
  const { listen, wasKilled } = killing('stage-db', words)
  const { report } = await run('restore', { backup: 'good', 'unsafe-skip-emergency-backup': 'true' }, listen)
  expect(wasKilled()).toBe(true)
  expect(describeReport(report)).toMatch(/^undone \| DK_RESTORE_UNDONE \| .*The data that was live before is live/s)
  await expectGood()
}

test('a backup whose pg_dump is killed in the middle is none, and says that the older ones are there', () => backUpWithout(/pg_dump.*--snapshot/), 60_000)
test('a restore whose zstd is killed in the middle touches nothing, and does not call the backup damaged', () => restoreWithout(/^zstd -d/), 60_000)

testInLongRun('a backup whose compression is killed', () => backUpWithout(/^zstd -3/), 60_000)
testInLongRun('a backup whose check is killed', () => backUpWithout(/^zstd -d/), 60_000)
testInLongRun('a backup whose writer is killed', () => backUpWithout(/^dd of=/), 60_000)
testInLongRun('a restore whose pg_restore is killed', () => restoreWithout(/pg_restore/), 60_000)
testInLongRun('a restore whose reader is killed', () => restoreWithout(/^cat .*db\.dump/), 60_000)

testInLongRun('a restore of a sealed backup whose reader is killed: what decrypts it sees only a part, and that is no verdict', async () => {
  const keyFile = scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  const recipients = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  const { report } = await run('backup', { components: app.components, 'backup-name': 'sealed', recipients })
  expect(describeReport(report)).toMatch(/^succeeded/)
  const { listen, wasKilled } = killing('stage-db', /^tail -c .*db\.dump/)
  const restored = await run('restore', { backup: 'sealed', identity: readFileSync(keyFile, 'utf8'), 'unsafe-skip-emergency-backup': 'true' }, listen)
  expect(wasKilled()).toBe(true)
  expect(describeReport(restored.report)).toMatch(/^undone \| DK_RESTORE_UNDONE \| .*The data that was live before is live/s)
  expect(existsSync(path.join(app.backupFolder('sealed'), '.checks'))).toBe(false)
  rmSync(app.backupFolder('sealed'), { recursive: true })
  await expectGood()
}, 60_000)
