// needs: mariadbd, mariadb-dump, setpriv
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { findFreePort } from '../free-port.ts'
import { runClient } from './run-client.ts'
import { findAccount, makeServerFolder, removeServerFolder, startServer, wordsAs, type Account, type ServerProcess } from './server-process.ts'

/** A MariaDB server of its own. */
export interface MariadbServer {
  /** A Unix socket, where whoever says to be root is believed. */
  readonly socket: string
  /** On 127.0.0.1, where root's password is asked for. */
  readonly port: number
  readonly user: string
  readonly password: string
  /** For programs that connect over the socket: their first word is `--defaults-file=<this>`. */
  readonly defaultsFile: string
  /** Of the server; changes with `restart`. */
  readonly pid: number
  /** Runs statements until the first error, which it throws; gives the rows as text, columns parted by tabs. */
  sql(text: string, database?: string): Promise<string>
  /** Ends the server, killed or not, and starts it again on the same port, with the same data. */
  restart(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  /** Ends the server and removes its data. */
  stop(): Promise<void>
}

export async function startMariadb(): Promise<MariadbServer> {
  const account = findAccount('nobody')
  const folder = makeServerFolder('my', account)
  const place = { account, folder, port: await findFreePort(), defaultsFile: path.join(folder, 'client.cnf') }
  writeFileSync(place.defaultsFile, `[client]\nuser=root\nsocket=${socketOf(folder)}\ndefault-character-set=utf8mb4\n`)
  await initialise(place)
  let server = await listen(place)
  const password = randomBytes(9).toString('hex')
  const sql = (text: string, database = 'mysql'): Promise<string> =>
    runClient({ program: 'mariadb', args: [`--defaults-file=${place.defaultsFile}`, '--batch', '--skip-column-names', database], input: text })
  await sql(`CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION`)
  return {
    socket: socketOf(folder),
    port: place.port,
    user: 'root',
    password,
    defaultsFile: place.defaultsFile,
    get pid() {
      return server.pid
    },
    sql,
    async restart() {
      await server.end('SIGTERM')
      server = await listen(place)
    },
    kill: () => server.end('SIGKILL'),
    async stop() {
      // The data is thrown away.
      await server.end('SIGKILL')
      removeServerFolder(folder)
    }
  }
}

interface Place {
  readonly account: Account
  readonly folder: string
  readonly port: number
  readonly defaultsFile: string
}

/** Its files outlive every kill of the server, though not of the machine. */
const SETTINGS = ['--debug-no-sync', '--innodb-log-file-size=8M', '--innodb-buffer-pool-size=32M', '--skip-log-bin']

async function initialise({ account, folder }: Place): Promise<void> {
  const [program, ...args] = wordsAs(
    account,
    ...['mariadb-install-db', '--no-defaults', `--datadir=${folder}/data`, `--tmpdir=${folder}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...SETTINGS]
  )
  await runClient({ program, args })
}

function listen({ account, folder, port, defaultsFile }: Place): Promise<ServerProcess> {
  // A server that starts removes the temporary tables of all others in the same folder.
  const place = [`--datadir=${folder}/data`, `--tmpdir=${folder}`, `--socket=${socketOf(folder)}`, `--pid-file=${folder}/pid`, '--bind-address=127.0.0.1', `--port=${port}`]
  const text = ['--character-set-server=utf8mb4', '--collation-server=utf8mb4_general_ci', '--skip-name-resolve']
  return startServer({
    account,
    folder,
    words: ['/usr/sbin/mariadbd', '--no-defaults', ...place, ...text, ...SETTINGS],
    isReady: () => isReady(defaultsFile)
  })
}

async function isReady(defaultsFile: string): Promise<boolean> {
  return runClient({ program: 'mariadb-admin', args: [`--defaults-file=${defaultsFile}`, 'ping'] }).then(
    () => true,
    () => false
  )
}

function socketOf(folder: string): string {
  return path.join(folder, 'socket')
}
