import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { MariadbServer } from './databases/mariadb-server.ts'
import type { PostgresServer } from './databases/postgres-server.ts'
import type { RedisServer } from './databases/redis-server.ts'

/** An application that keeps its version in a database, in a file database and in a file, so that a mixture of them is seen. */
export interface BackupApplication {
  readonly root: string
  /** The lines of the input `components`. */
  readonly components: string
  /** Writes a version into all of its parts. */
  write(version: string): Promise<void>
  /** The version, when it is the same everywhere and everything is whole; otherwise what each part has. */
  read(): Promise<string>
  /** What runs have left that no run needs any more. */
  leftovers(): Promise<readonly string[]>
  /** The names of backups: whoever reads the folder takes them for whole. */
  backups(): readonly string[]
  backupFolder(id: string): string
  record(kind: 'guards' | 'steps', runId: string, ...more: readonly string[]): string
  isLocked(): boolean
  /** As if the run that holds the lock had been silent for long. */
  expireLock(): void
}

const ROWS = 400

/** Besides PostgreSQL: what a short run has no time for. */
export interface MoreServers {
  readonly mariadb: MariadbServer
  readonly redis: RedisServer
}

export async function makeBackupApplication(postgres: PostgresServer, root: string, database: string, more?: MoreServers): Promise<BackupApplication> {
  const kit = path.join(root, '.deploy-kit')
  const backupsFolder = path.join(kit, 'backups')
  const desk = path.join(root, 'shared/data/desk.sqlite')
  mkdirSync(path.dirname(desk), { recursive: true })
  await postgres.sql(`create database ${database}`)
  await postgres.sql('create table content (id int primary key, version text, filling text)', database)
  inDesk('create table content (id integer primary key, version text, filling text)')
  await more?.mariadb.sql('create database shop; create table shop.content (id int primary key, version varchar(20), filling text); create view shop.versions as select distinct version from shop.content')

  function inDesk(sql: string): readonly Readonly<Record<string, unknown>>[] {
    const opened = new DatabaseSync(desk)
    try {
      if (sql.startsWith('select')) return opened.prepare(sql).all()
      opened.exec(sql)
      return []
    } finally {
      opened.close()
    }
  }

  const readDatabase = async (): Promise<string> => (await postgres.sql("select string_agg(distinct version, '+') || ' ' || count(*) from content", database)).trim()
  const readDesk = (): string => {
    const [row] = existsSync(desk) ? inDesk("select (select group_concat(distinct version) from content) || ' ' || count(*) as said from content") : []
    return String(row?.['said'])
  }

  return {
    root,
    components: [
      `postgres database=${database} as=db user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`,
      ...(more === undefined ? [] : [`mysql database=shop user=${more.mariadb.user} address=${more.mariadb.socket}`, `redis as=cache address=${more.redis.socket}`]),
      'sqlite shared/data/desk.sqlite',
      'files .env'
    ].join('\n'),
    async write(version) {
      const rows = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})`
      await postgres.sql(`truncate content; insert into content ${rows} select i, '${version}', md5(i || '${version}') from n`, database)
      inDesk(`begin; delete from content; insert into content ${rows} select i, '${version}', hex(i * 7919) || '${version}' from n; commit`)
      writeFileSync(path.join(root, '.env'), `VERSION=${version}\n`)
      await more?.mariadb.sql(`delete from content; insert into content ${rows} select i, '${version}', md5(concat(i, '${version}')) from n`, 'shop')
      await more?.redis.commands(['FLUSHALL', ...Array.from({ length: ROWS }, (_, index) => `HSET content:${index} version ${version}`), `SET version ${version}`].join('\n'))
    },
    async read() {
      const parts = [await readDatabase(), ...(more === undefined ? [] : [await readShop(more), await readCache(more)]), readDesk(), existsSync(path.join(root, '.env')) ? readFileSync(path.join(root, '.env'), 'utf8').trim().replace('VERSION=', '') : 'nothing']
      const [version = ''] = parts[0]?.split(' ') ?? []
      const isWhole = parts.slice(0, -1).every((part) => part === `${version} ${ROWS}`) && parts.at(-1) === version
      return isWhole ? version : `a mixture: ${parts.join(', ')}`
    },
    async leftovers() {
      const databases = (await postgres.sql("select datname from pg_database where datname like 'dk\\_%'")).split('\n').filter((name) => name !== '')
      const entries = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : [])
      return [
        ...databases,
        ...(more === undefined ? [] : (await more.mariadb.sql("select schema_name from information_schema.schemata where schema_name like 'dk%'")).split('\n').filter((name) => name !== '')),
        ...entries(path.dirname(desk)).filter((name) => name !== 'desk.sqlite'),
        ...entries(path.join(kit, 'restores')).map((name) => `restores/${name}`),
        ...entries(backupsFolder).filter((name) => name.startsWith('.')),
        ...entries(kit).filter((name) => name.startsWith('lock'))
      ]
    },
    backups: () => (existsSync(backupsFolder) ? readdirSync(backupsFolder).filter((name) => !name.startsWith('.')) : []),
    backupFolder: (id) => path.join(backupsFolder, id),
    record: (kind, runId, ...more) => path.join(kit, kind, runId, ...more),
    isLocked: () => existsSync(path.join(kit, 'lock')),
    expireLock() {
      const long = new Date(Date.now() - 3_600_000)
      if (existsSync(path.join(kit, 'lock'))) utimesSync(path.join(kit, 'lock'), long, long)
    }
  }
}

async function readShop({ mariadb }: MoreServers): Promise<string> {
  return (await mariadb.sql("select concat((select group_concat(version) from versions), ' ', count(*)) from content", 'shop')).trim()
}

async function readCache({ redis }: MoreServers): Promise<string> {
  const versions = await redis.commands(Array.from({ length: ROWS }, (_, index) => `HGET content:${index} version`).join('\n'))
  const known = new Set([...versions.trim().split('\n'), (await redis.command('GET', 'version')).trim()])
  return `${[...known].join('+')} ${Number(await redis.command('DBSIZE')) - 1}`
}
