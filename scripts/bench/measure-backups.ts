import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startPostgres, type PostgresServer } from '../../test/support/databases/postgres-server.ts'
import type { Arena } from './contestants.ts'
import { runQuietly } from './run-quietly.ts'
import type { Times } from './take-turns.ts'

/** What was measured of one database. */
export interface BackupMeasure {
  readonly databaseBytes: number
  readonly backups: Times
  readonly restores: Times
  /** By the name of the contestant. */
  readonly storedBytes: ReadonlyMap<string, number>
  /** The most memory of the process that runs deploy-kit, for the whole database and for a tenth of it. */
  readonly memoryBytes: { readonly whole: number; readonly tenth: number }
}

export const GLUED_BACKUP = '`pg_dump \\| gzip`'
export const GLUED_RESTORE = '`dropdb`, `createdb`, `gunzip \\| psql`'

interface Way {
  readonly name: string
  run(): Promise<void>
  /** Of what it left. */
  measureBytes?(): number
}

/** A database of a GB (or a share of it) by the tools' own commands and by deploy-kit over SSH, in turn. */
export async function measureBackups(arena: Arena, { share, rounds }: { readonly share: number; readonly rounds: number }): Promise<BackupMeasure> {
  const postgres = await startPostgres()
  try {
    await fill(postgres, 'app', share)
    await fill(postgres, 'small', share / 10)
    const databaseBytes = Number(await postgres.sql("select pg_database_size('app')"))
    const kit = prepareKit(arena, postgres)
    const storedBytes = new Map<string, number>()
    const backups = await runInTurn([...gluedBackups(arena, postgres), ...kit.backups], { rounds, storedBytes })
    const restores = await runInTurn([gluedRestore(arena, postgres), ...kit.restores], { rounds, storedBytes: new Map() })
    return { databaseBytes, backups, restores, storedBytes, memoryBytes: { whole: await kit.measureMemory('app'), tenth: await kit.measureMemory('small') } }
  } finally {
    await postgres.stop()
  }
}

async function runInTurn(ways: readonly Way[], { rounds, storedBytes }: { readonly rounds: number; readonly storedBytes: Map<string, number> }): Promise<Times> {
  const times = new Map<string, number[]>(ways.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [index] of ways.entries()) {
      const way = ways[(index + round) % ways.length]
      if (way === undefined) continue
      await runQuietly(['sync'])
      const start = performance.now()
      await way.run()
      times.get(way.name)?.push((performance.now() - start) / 1000)
      console.log(`${way.name}: ${((performance.now() - start) / 1000).toFixed(2)} s`)
      if (way.measureBytes !== undefined) storedBytes.set(way.name, way.measureBytes())
    }
  }
  return times
}

/** Accounts with their history and foreign keys, articles as text and JSON, and what cannot be compressed. */
async function fill(postgres: PostgresServer, database: string, share: number): Promise<void> {
  await postgres.sql(`create database ${database}`)
  await runQuietly([path.join(postgres.binFolder, 'pgbench'), '-q', '-i', '--foreign-keys', '-s', String(Math.max(1, Math.round(45 * share))), database], { ...process.env, ...postgres.environment })
  await postgres.sql(
    `create extension if not exists pgcrypto;
    create table articles (id int primary key, title text, body text, tags jsonb, at timestamptz);
    insert into articles select n, 'Article ' || n, (select string_agg(md5((n * 31 + w)::text) || ' the quick brown fox ', '') from generate_series(1, 16) w),
      jsonb_build_object('n', n, 'hash', md5(n::text), 'list', array[n, n + 1]), timestamptz '2026-01-01' + n * interval '1 min' from generate_series(1, ${Math.round(330_000 * share)}) n;
    create index on articles (at);
    create table blobs (id int primary key, content bytea);
    insert into blobs select n, (select string_agg(gen_random_bytes(1024), ''::bytea) from generate_series(1, 8) w where n > 0) from generate_series(1, ${Math.round(6000 * share)}) n`,
    database
  )
  await postgres.sql('vacuum analyze', database)
}

function gluedBackups(arena: Arena, postgres: PostgresServer): readonly Way[] {
  const environment = { ...process.env, ...postgres.environment }
  const pgDump = path.join(postgres.binFolder, 'pg_dump')
  const way = (name: string, file: string, program: string): Way => {
    const target = path.join(arena.scratch, file)
    return {
      name,
      run: async () => void (await runQuietly(['sh', '-c', program, 'sh', pgDump, target], environment)),
      measureBytes: () => statSync(target).size
    }
  }
  return [way(GLUED_BACKUP, 'glued.sql.gz', '"$1" app | gzip > "$2"'), way('`pg_dump -Fc`', 'glued.dump', '"$1" -Fc -f "$2" app')]
}

function gluedRestore(arena: Arena, postgres: PostgresServer): Way {
  const program = 'PATH=$1:$PATH; dropdb --if-exists glued && createdb glued && gunzip -c "$2" | psql -X -q -o /dev/null -d glued'
  return {
    name: GLUED_RESTORE,
    run: async () => void (await runQuietly(['sh', '-c', program, 'sh', postgres.binFolder, path.join(arena.scratch, 'glued.sql.gz')], { ...process.env, ...postgres.environment }))
  }
}

interface Kit {
  readonly backups: readonly Way[]
  readonly restores: readonly Way[]
  measureMemory(database: string): Promise<number>
}

function prepareKit({ server, scratch, dist }: Arena, postgres: PostgresServer): Kit {
  const keyFile = path.join(scratch, 'key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  const recipient = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  const knownHosts = path.join(scratch, 'known-hosts-backup')
  writeFileSync(knownHosts, `${server.knownHostsLine}\n`)
  const host = `${server.user}@${server.address}:${server.port}`
  const place = (database: string): string => path.join(scratch, `target-${database}`)
  const run = async (operation: readonly string[], { database = 'app', memoryFile = '' }: { readonly database?: string; readonly memoryFile?: string } = {}): Promise<void> => {
    mkdirSync(place(database), { recursive: true })
    const words = ['--host', host, '--path', place(database), '--private-key-file', server.privateKeyPath, '--known-hosts-file', knownHosts, '--quiet']
    const watch = memoryFile === '' ? [] : ['--import', `data:text/javascript,import fs from 'node:fs';process.on('exit',()=>fs.writeFileSync(${JSON.stringify(memoryFile)},String(process.resourceUsage().maxRSS)))`]
    await runQuietly([process.execPath, ...watch, path.join(dist, 'cli.js'), ...operation, ...words], { PATH: process.env['PATH'], HOME: scratch })
  }
  const backup = (database: string, ...more: readonly string[]): readonly string[] => {
    const component = `postgres database=${database} user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`
    return ['backup', '--components', component, '--recipients', recipient, '--keep-backups', '1', '--keep-daily', '0', '--keep-weekly', '0', '--keep-monthly', '0', '--yes', ...more]
  }
  const restore = (...more: readonly string[]): readonly string[] => ['restore', '--identity-file', keyFile, '--confirm', `${server.address}:${server.port}`, '--yes', ...more]
  const measureBytes = (): number => {
    const folder = path.join(place('app'), '.deploy-kit/backups')
    const newest = readdirSync(folder).filter((name) => name.startsWith('manual_')).toSorted().at(-1) ?? ''
    return readdirSync(path.join(folder, newest)).reduce((sum, file) => sum + statSync(path.join(folder, newest, file)).size, 0)
  }
  const way = (name: string, ...operations: readonly (readonly string[])[]): Way => ({
    name,
    run: async () => {
      for (const operation of operations) await run(operation)
    }
  })
  return {
    backups: [
      { ...way('deploy-kit backup', backup('app')), measureBytes },
      { ...way('deploy-kit backup, `compare: off`', backup('app', '--compare', 'off')), measureBytes },
      way('deploy-kit backup and drill', backup('app'), ['backups', 'drill', '--identity-file', keyFile])
    ],
    restores: [way('deploy-kit restore', restore()), way('deploy-kit restore, no emergency backup', restore('--unsafe-skip-emergency-backup'))],
    async measureMemory(database) {
      const memoryFile = path.join(scratch, 'memory')
      rmSync(memoryFile, { force: true })
      await run(backup(database), { database, memoryFile })
      return Number(readFileSync(memoryFile, 'utf8')) * 1024
    }
  }
}
