// needs: postgres, setpriv
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findFreePort } from '../free-port.ts'
import { runClient } from './run-client.ts'
import { findAccount, makeServerFolder, removeServerFolder, startServer, wordsAs, type Account, type ServerProcess } from './server-process.ts'

/** A PostgreSQL cluster of its own. */
export interface PostgresServer {
  /** Holds the Unix socket, where whoever connects is believed. */
  readonly socketFolder: string
  /** On 127.0.0.1, where the password is asked for. */
  readonly port: number
  /** The superuser. */
  readonly user: string
  readonly password: string
  /** Of the server's own major version: pg_dump, pg_restore, psql, pgbench. */
  readonly binFolder: string
  /** For programs that connect over the socket: PGHOST, PGPORT, PGUSER. */
  readonly environment: Readonly<Record<string, string>>
  /** Of the postmaster; changes with `restart`. */
  readonly pid: number
  /** Runs statements with psql until the first error, which it throws; gives the rows as text, columns parted by `|`. */
  sql(text: string, database?: string): Promise<string>
  /** Ends the server, killed or not, and starts it again on the same port, with the same data. */
  restart(): Promise<void>
  /** SIGKILL of the postmaster: every session breaks off. */
  kill(): Promise<void>
  /** Ends the server and removes its data. */
  stop(): Promise<void>
}

const USER = 'postgres'

export async function startPostgres(): Promise<PostgresServer> {
  const account = findAccount('postgres')
  const folder = makeServerFolder('pg', account)
  const password = randomBytes(9).toString('hex')
  const cluster = { account, folder, port: await findFreePort(), binFolder: findBinFolder() }
  await initialise(cluster, password)
  let server = await listen(cluster)
  const environment = environmentOf(cluster)
  const sql = (text: string, database = 'postgres'): Promise<string> =>
    runClient({ program: path.join(cluster.binFolder, 'psql'), args: [...PSQL, '-d', database], input: text, environment })
  return {
    socketFolder: folder,
    port: cluster.port,
    user: USER,
    password,
    binFolder: cluster.binFolder,
    environment,
    get pid() {
      return server.pid
    },
    sql,
    async restart() {
      await server.end('SIGINT')
      server = await listen(cluster)
    },
    kill: () => server.end('SIGKILL'),
    async stop() {
      // Immediate: the data is thrown away.
      await server.end('SIGQUIT')
      removeServerFolder(folder)
    }
  }
}

/** No settings of the developer; unaligned, rows only, from the input; the first error is the end. */
const PSQL = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-']

interface Cluster {
  readonly account: Account
  readonly folder: string
  readonly port: number
  readonly binFolder: string
}

async function initialise({ account, folder, binFolder }: Cluster, password: string): Promise<void> {
  const passwordFile = path.join(folder, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o644 })
  const [program, ...args] = wordsAs(
    account,
    ...[path.join(binFolder, 'initdb'), '-D', path.join(folder, 'data'), '-U', USER, `--pwfile=${passwordFile}`],
    ...['--auth-local=trust', '--auth-host=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions']
  )
  await runClient({ program, args })
}

function listen(cluster: Cluster): Promise<ServerProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(cluster.port),
    unix_socket_directories: cluster.folder,
    // Its files outlive every kill of it, though not of the machine.
    fsync: 'off',
    shared_buffers: '32MB'
  }
  return startServer({
    account: cluster.account,
    folder: cluster.folder,
    words: [path.join(cluster.binFolder, 'postgres'), '-D', path.join(cluster.folder, 'data'), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    isReady: () => isReady(cluster)
  })
}

async function isReady(cluster: Cluster): Promise<boolean> {
  const answer = runClient({ program: path.join(cluster.binFolder, 'pg_isready'), args: ['-q'], environment: environmentOf(cluster) })
  return answer.then(
    () => true,
    () => false
  )
}

function environmentOf({ folder, port }: Cluster): Readonly<Record<string, string>> {
  return { PGHOST: folder, PGPORT: String(port), PGUSER: USER }
}

/** Debian keeps the server's programs out of the PATH, in a folder for each major version. */
function findBinFolder(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : []
  const debian = versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(DEBIAN, version, 'bin'))
  const found = [...debian, ...(process.env['PATH'] ?? '').split(':')].find((folder) => existsSync(path.join(folder, 'postgres')))
  if (found === undefined) throw new Error('No PostgreSQL server. Install the package postgresql.')
  return found
}

const DEBIAN = '/usr/lib/postgresql'
