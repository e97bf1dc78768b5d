import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findDescendants } from '../marked-processes.ts'
import { waitUntil } from '../wait-until.ts'

/** Who a database server runs as: several refuse to run as root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** The user that the server's package made when we are root, otherwise whoever runs the tests. */
export function findAccount(packageUser: string): Account {
  const { username, uid, gid } = os.userInfo()
  if (uid !== 0) return { name: username, uid, gid }
  const id = (option: string): number => Number(execFileSync('id', [option, packageUser], { encoding: 'utf8' }))
  return { name: packageUser, uid: id('-u'), gid: id('-g') }
}

/** A new folder that belongs to the account, with a name short enough for the path of a socket in it (107 bytes). */
export function makeServerFolder(name: string, account: Account): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `dk-${name}-`))
  execFileSync('chown', [`${account.uid}:${account.gid}`, folder])
  return folder
}

/** The words that run a program as the account. */
export function wordsAs(account: Account, ...command: readonly string[]): readonly [string, ...string[]] {
  if (process.getuid?.() !== 0) return ['env', ...command]
  return ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--', ...command]
}

export interface ServerCommand {
  readonly account: Account
  readonly words: readonly string[]
  /** Takes the server's log. */
  readonly folder: string
  isReady(): Promise<boolean>
}

/** A server as a process of the tests. */
export interface ServerProcess {
  readonly pid: number
  isRunning(): boolean
  /** Ends it with a signal, and waits until nothing that it started is left. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts a server in the foreground and waits until it answers; a server that ends is told with its log. */
export async function startServer({ account, words, folder, isReady }: ServerCommand): Promise<ServerProcess> {
  const log = path.join(folder, 'log')
  // Ends with the tests, also when they are killed.
  const [program, ...args] = ['setpriv', '--pdeathsig', 'QUIT', '--', ...words]
  const [first, ...rest] = wordsAs(account, program, ...args)
  const output = openSync(log, 'a')
  const child = spawn(first, rest, { stdio: ['ignore', output, output], cwd: folder })
  closeSync(output)
  const ended = endOf(child).then((status) => {
    throw new Error(`${words[0]} ended with ${status}: ${readFileSync(log, 'utf8').slice(-3000)}`)
  })
  ended.catch(() => undefined)
  await Promise.race([ended, waitUntil(`an answer of ${words[0]}`, isReady, 60)])
  return { pid: child.pid ?? 0, isRunning: () => isRunning(child), end: (signal) => end(child, signal) }
}

export function removeServerFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return
  const started = findDescendants(child.pid ?? -1)
  const ended = endOf(child)
  child.kill(signal)
  await ended
  // What a killed server leaves behind notices it by itself, and until then holds the data folder.
  await waitUntil('the end of what the server started', () => started.every((pid) => !isAlive(pid)))
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

async function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(String(code ?? signal)))
  })
}

function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
