// Restores a backup as its RECOVERY.md says, with nothing of deploy-kit.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gatherContents, type Contents } from './databases/contents.ts'
import { createMariadbSample, readMariadb } from './databases/mariadb-sample.ts'
import { startMariadb } from './databases/mariadb-server.ts'
import { createPostgresSample, readPostgres } from './databases/postgres-sample.ts'
import { startPostgres } from './databases/postgres-server.ts'
import { createRedisSample, readRedis } from './databases/redis-sample.ts'
import { startRedis } from './databases/redis-server.ts'
import { createSqliteSample, readSqlite } from './databases/sqlite-sample.ts'
import { describeReport, runInputs } from './deploy-run.ts'
import { openWith } from './open-with.ts'
import { makeScratch } from './scratch.ts'
import { makeToolsWithout } from './tools-without.ts'

export const RECOVERY_KINDS = ['postgres', 'mysql', 'redis', 'sqlite', 'files'] as const

export type RecoveryKind = (typeof RECOVERY_KINDS)[number]

/** A source that is backed up, and the empty place into which a person restores it. */
interface RecoverySource {
  readonly component: string
  readonly before: Contents
  /** What a person's shell has, to reach the empty server. */
  readonly environment: Readonly<Record<string, string>>
  /** Folders with programs of this source. */
  readonly programs?: readonly string[]
  readRestored(folder: string): Promise<Contents>
  stop(): Promise<void>
}

interface RecoveryCase {
  readonly kinds: readonly RecoveryKind[]
  readonly isSealed: boolean
  /** A program that the host of the backup does not have. */
  readonly without?: string
}

export function testRecovery(name: string, { kinds, isSealed, without }: RecoveryCase): void {
  describe(name, () => {
    const scratch = makeScratch()
    const root = scratch.next('app')
    const sources: RecoverySource[] = []
    beforeAll(async () => {
      mkdirSync(path.join(root, 'shared'), { recursive: true })
      for (const kind of kinds) sources.push(await starters[kind](root))
    }, 120_000)
    afterAll(async () => {
      await Promise.all(sources.map((source) => source.stop()))
      scratch.remove()
    }, 60_000)

    test('comes back by the commands that lie beside it, and nothing else', async () => {
      const key = scratch.next('key.txt')
      execFileSync('age-keygen', ['-o', key], { stdio: 'ignore' })
      const recipients = isSealed ? execFileSync('age-keygen', ['-y', key], { encoding: 'utf8' }).trim() : ''
      const open = without === undefined ? {} : { open: openWith({ PATH: makeToolsWithout(scratch.next('tools'), [without]) }) }
      const { report } = await runInputs('backup', { host: 'local', path: root, components: sources.map(({ component }) => component).join('\n'), recipients }, open)
      expect(describeReport(report)).toMatch(/^succeeded/)

      const folder = scratch.next('elsewhere')
      cpSync(report.outputs['folder'] ?? '', folder, { recursive: true })
      if (isSealed) cpSync(key, path.join(folder, 'key.txt'))
      const commands = listCommands(readFileSync(path.join(folder, 'RECOVERY.md'), 'utf8'))
      expect(commands.length).toBeGreaterThan(kinds.length)
      const bin = linkPrograms(scratch.next('bin'), sources.flatMap(({ programs = [] }) => programs))
      const environment = { PATH: bin, HOME: folder, LANG: 'C.UTF-8', ...Object.fromEntries(sources.flatMap((source) => Object.entries(source.environment))) }
      runAsWritten(commands, { folder, environment })
      for (const source of sources) expect(await source.readRestored(folder)).toEqual(source.before)
    }, 180_000)
  })
}

/** What a person would copy out of it, line by line. */
function listCommands(markdown: string): readonly string[] {
  return markdown.split('\n').flatMap((line) => /^ {7}(\S.*)$/.exec(line)?.[1] ?? [])
}

/** All that RECOVERY.md may rely on. */
const PROGRAMS = ['sh', 'sha256sum', 'mkdir', 'sleep', 'sed', 'grep', 'gzip', 'zstd', 'age', 'tar', 'psql', 'createdb', 'pg_restore', 'mariadb', 'sqlite3', 'redis-server', 'redis-cli', 'redis-check-rdb']

function linkPrograms(bin: string, folders: readonly string[]): string {
  mkdirSync(bin)
  const places = [...folders, ...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin']
  for (const program of PROGRAMS) {
    const found = places.map((place) => path.join(place, program)).find((file) => existsSync(file))
    if (found !== undefined) symlinkSync(found, path.join(bin, program))
  }
  return bin
}

/** One line after the other until one fails, where the ports of this machine are not in the way; what they have left running ends with them. */
function runAsWritten(commands: readonly string[], { folder, environment }: { readonly folder: string; readonly environment: Readonly<Record<string, string>> }): void {
  const alone = ['--net', '--pid', '--fork', '--kill-child', 'sh', '-c', 'ip link set lo up && PATH=$1 exec sh -ex', 'sh', environment['PATH'] ?? '']
  execFileSync('unshare', alone, { cwd: folder, env: { ...environment, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }, input: `${commands.join('\n')}\n`, stdio: ['pipe', 'pipe', 'pipe'] })
}

const starters: Readonly<Record<RecoveryKind, (root: string) => Promise<RecoverySource>>> = {
  async postgres() {
    const [server, empty] = await Promise.all([startPostgres(), startPostgres()])
    await createPostgresSample(server, 'app')
    return {
      component: `postgres database=app user=${server.user} address=${server.socketFolder} port=${server.port} as=db`,
      before: withoutPasswords(await readPostgres(server, 'app')),
      environment: empty.environment,
      programs: [server.binFolder],
      readRestored: async () => withoutPasswords(await readPostgres(empty, 'restored_db')),
      stop: async () => {
        await Promise.all([server.stop(), empty.stop()])
      }
    }
  },
  async mysql() {
    const [server, empty] = await Promise.all([startMariadb(), startMariadb()])
    const home = path.dirname(empty.defaultsFile)
    cpSync(empty.defaultsFile, path.join(home, '.my.cnf'))
    await createMariadbSample(server, 'app')
    return {
      component: `mysql database=app user=root address=${server.socket} as=shop`,
      before: withoutAccounts(await readMariadb(server, 'app')),
      environment: { HOME: home },
      readRestored: async () => withoutAccounts(await readMariadb(empty, 'restored_shop')),
      stop: async () => {
        await Promise.all([server.stop(), empty.stop()])
      }
    }
  },
  async redis() {
    const [server, empty] = await Promise.all([startRedis({ appendOnly: true }), startRedis({ appendOnly: true })])
    await createRedisSample(server)
    await server.command('CONFIG', 'SET', 'repl-diskless-sync-delay', '0')
    return {
      component: `redis address=${server.socket} as=cache`,
      before: await readRedis(server),
      environment: {},
      readRestored: async (folder) => {
        await empty.kill()
        for (const name of readdirSync(empty.dataFolder)) rmSync(path.join(empty.dataFolder, name), { recursive: true })
        for (const name of ['dump.rdb', 'appendonlydir']) renameSync(path.join(folder, name), path.join(empty.dataFolder, name))
        execFileSync('chown', ['-R', '--reference', empty.dataFolder, empty.dataFolder])
        await empty.restart()
        return readRedis(empty)
      },
      stop: async () => {
        await Promise.all([server.stop(), empty.stop()])
      }
    }
  },
  async sqlite(root) {
    const file = path.join(root, 'shared/app.sqlite')
    await createSqliteSample(file)
    return {
      component: 'sqlite shared/app.sqlite as=desk',
      before: withoutJournalMode(readSqlite(file)),
      environment: {},
      readRestored: (folder) => Promise.resolve(withoutJournalMode(readSqlite(path.join(folder, 'restored_desk.sqlite')))),
      stop: () => Promise.resolve()
    }
  },
  files(root) {
    const names = ['conf/a file', 'conf/Größe.txt', 'conf/deep/er/x']
    for (const name of names) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
      writeFileSync(path.join(root, name), `${name}\n\0\xff`, { mode: 0o640 })
    }
    return Promise.resolve({
      component: 'files conf as=conf',
      before: readTree(root, 'conf'),
      environment: {},
      readRestored: (folder) => Promise.resolve(readTree(path.join(folder, 'restored_conf'), 'conf')),
      stop: () => Promise.resolve()
    })
  }
}

/** They are not in a backup. */
function withoutPasswords(contents: Contents): Contents {
  return Object.fromEntries(Object.entries(contents).map(([section, entries]) => [section, entries.map((entry) => entry.replace(/"rolpassword": ("[^"]*"|null)/, '"rolpassword": null'))]))
}

/** Accounts are the server's, and not in a backup of a database; the comment of the database is to be had from the manifest. */
function withoutAccounts(contents: Contents): Contents {
  const kept = Object.entries(contents).filter(([section]) => section !== 'grants' && section !== 'users')
  return Object.fromEntries(kept.map(([section, entries]) => [section, section === 'database' ? entries.map((entry) => entry.replace(/\t[^\t]*$/, '')) : entries]))
}

/** A copy is in no mode yet: who opens it chooses. */
function withoutJournalMode(contents: Contents): Contents {
  return Object.fromEntries(Object.entries(contents).filter(([section]) => section !== 'pragma journal_mode'))
}

/** Modes, owners and contents of all files under a path. */
function readTree(root: string, top: string): Contents {
  const words = ['-c', 'find "$1" -type f -exec stat -c "%n %a %u:%g" {} + -exec sha256sum {} +', 'sh', top]
  return gatherContents(execFileSync('sh', words, { cwd: root, encoding: 'utf8' }).trim().split('\n').map((line) => [top, line]))
}
