import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { PostgresServer } from './databases/postgres-server.ts'

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

export async function makeBackupApplication(postgres: PostgresServer, root: string, database: string): Promise<BackupApplication> {
  const kit = path.join(root, '.deploy-kit')
  const backupsFolder = path.join(kit, 'backups')
  const desk = path.join(root, 'shared/data/desk.sqlite')
  mkdirSync(path.dirname(desk), { recursive: true })
  await postgres.sql(`create database ${database}`)
  await postgres.sql('create table content (id int primary key, version text, filling text)', database)
  inDesk('create table content (id integer primary key, version text, filling text)')

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
    components: [`postgres database=${database} as=db user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`, 'sqlite shared/data/desk.sqlite', 'files .env'].join('\n'),
    async write(version) {
      const rows = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})`
      await postgres.sql(`truncate content; insert into content ${rows} select i, '${version}', md5(i || '${version}') from n`, database)
      inDesk(`begin; delete from content; insert into content ${rows} select i, '${version}', hex(i * 7919) || '${version}' from n; commit`)
      writeFileSync(path.join(root, '.env'), `VERSION=${version}\n`)
    },
    async read() {
      const parts = [await readDatabase(), readDesk(), existsSync(path.join(root, '.env')) ? readFileSync(path.join(root, '.env'), 'utf8').trim().replace('VERSION=', '') : 'nothing']
      const [version = ''] = parts[0]?.split(' ') ?? []
      const isWhole = parts.join() === [`${version} ${ROWS}`, `${version} ${ROWS}`, version].join()
      return isWhole ? version : `a mixture: ${parts.join(', ')}`
    },
    async leftovers() {
      const databases = (await postgres.sql("select datname from pg_database where datname like 'dk\\_%'")).split('\n').filter((name) => name !== '')
      const entries = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : [])
      return [
        ...databases,
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
