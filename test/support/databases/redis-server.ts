// needs: redis-server, setpriv
import path from 'node:path'
import { findFreePort } from '../free-port.ts'
import { runClient } from './run-client.ts'
import { findAccount, makeServerFolder, removeServerFolder, startServer, wordsAs, type Account, type ServerProcess } from './server-process.ts'

/** A Redis server of its own, without a password. */
export interface RedisServer {
  readonly socket: string
  /** On 127.0.0.1. */
  readonly port: number
  /** Holds dump.rdb and appendonlydir. */
  readonly dataFolder: string
  /** Of the server; changes with `restart`. */
  readonly pid: number
  /** Runs one command with redis-cli; gives the answer as it prints it, throws when it is an error. */
  command(...words: readonly string[]): Promise<string>
  /** Runs commands, one a line, in redis-cli's notation, and throws with every error that is answered. */
  commands(text: string): Promise<string>
  /** Ends the server as an operator does, killed or not, and starts it again on the same port, with the files that it left. */
  restart(change?: RedisOptions): Promise<void>
  /** SIGKILL: what is not in the files is lost. */
  kill(): Promise<void>
  /** Ends the server and removes its data. */
  stop(): Promise<void>
}

export interface RedisOptions {
  /** The setting `appendonly`. */
  readonly appendOnly: boolean
}

export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const account = findAccount('nobody')
  const folder = makeServerFolder('redis', account)
  const place = { account, folder, port: await findFreePort() }
  await makeDataFolder(place)
  let current = options
  let server = await listen(place, current)
  const cli = async (args: readonly string[], input?: string): Promise<string> =>
    refuseErrors(await runClient({ program: 'redis-cli', args: ['-s', socketOf(folder), '-e', ...args], ...(input === undefined ? {} : { input }) }))
  return {
    socket: socketOf(folder),
    port: place.port,
    dataFolder: dataOf(folder),
    get pid() {
      return server.pid
    },
    command: (...words) => cli(words),
    commands: (text) => cli([], text),
    async restart(change = current) {
      await server.end('SIGTERM')
      current = change
      server = await listen(place, current)
    },
    kill: () => server.end('SIGKILL'),
    async stop() {
      await server.end('SIGKILL')
      removeServerFolder(folder)
    }
  }
}

interface Place {
  readonly account: Account
  readonly folder: string
  readonly port: number
}

function listen({ account, folder, port }: Place, { appendOnly }: RedisOptions): Promise<ServerProcess> {
  const place = ['--dir', dataOf(folder), '--unixsocket', socketOf(folder), '--bind', '127.0.0.1', '--port', String(port)]
  return startServer({
    account,
    folder,
    words: ['redis-server', ...place, '--appendonly', appendOnly ? 'yes' : 'no'],
    isReady: () => isReady(socketOf(folder))
  })
}

/** While it loads its files, it answers with an error. */
async function isReady(socket: string): Promise<boolean> {
  return runClient({ program: 'redis-cli', args: ['-s', socket, '-e', 'PING'] }).then(
    (answer) => answer === 'PONG\n',
    () => false
  )
}

/** Of commands from its input, redis-cli tells errors, but does not fail. */
function refuseErrors(output: string): string {
  const errors = output.split('\n').filter((line) => /^(ERR|WRONGTYPE|NOSCRIPT|NOGROUP|BUSYGROUP|EXECABORT|OOM|MISCONF|LOADING)\b/.test(line))
  if (errors.length > 0) throw new Error(`redis-cli: ${errors.join('; ')}`)
  return output
}

async function makeDataFolder({ account, folder }: Place): Promise<void> {
  const [program, ...args] = wordsAs(account, 'mkdir', dataOf(folder))
  await runClient({ program, args })
}

function dataOf(folder: string): string {
  return path.join(folder, 'data')
}

function socketOf(folder: string): string {
  return path.join(folder, 'socket')
}
