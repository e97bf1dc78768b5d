import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findFreePort } from './free-port.ts'
import type { OrdinaryUser } from './ordinary-user.ts'
import { endMarkedProcesses, findDescendants, findMarkedProcesses, killQuietly, readProgramName } from './marked-processes.ts'
import { waitUntil } from './wait-until.ts'

export type HostKeyType = 'ed25519' | 'ecdsa' | 'rsa'

export interface SshdOptions {
  /** Default: ed25519 only. */
  readonly hostKeyTypes?: readonly HostKeyType[]
  /** Lines for sshd_config, before ours (sshd takes the first value of a keyword). */
  readonly config?: readonly string[]
  /** Public keys that may log in, besides the generated one. */
  readonly authorizedKeys?: readonly string[]
  readonly maxSessions?: number
  /** A folder that this server has for itself, empty, as if it were another machine (root only, on Linux). See `viewOf`. */
  readonly ownFolder?: string
  /** Who the server runs as, and logs in; default: whoever runs the tests. */
  readonly asUser?: OrdinaryUser
}

/** A real OpenSSH server on a loopback port, with its own keys, into which the current user can log in. */
export interface Sshd {
  readonly address: string
  readonly port: number
  readonly user: string
  /** Public key (`ssh-ed25519 AAAA...`) of the first host key type. */
  readonly hostKey: string
  readonly hostKeys: Readonly<Partial<Record<HostKeyType, string>>>
  /** `[127.0.0.1]:PORT ssh-ed25519 AAAA...` */
  readonly knownHostsLine: string
  readonly privateKeyPath: string
  readonly privateKey: string
  /** Of the client key. */
  readonly publicKey: string
  /** Holds keys, configuration and log; removed by `stop`. Tests may put files there. */
  readonly folder: string
  /** $HOME of the commands, in `folder`. They start in the true home, though. */
  readonly home: string
  /** Of the listening process; changes with `restart`. */
  readonly pid: number
  log(): string
  /** Ends the listening process and starts it again on the same port; sessions go on. */
  restart(): Promise<void>
  /** Ends the listening process only. */
  stopListening(): Promise<void>
  /** No session is open, and nothing that one started still runs, detached or not. */
  isIdle(): boolean
  /** Breaks every connection; the commands that they run survive. */
  killSessions(): void
  /** Ends everything, also detached commands, and removes the folder. */
  stop(): Promise<void>
}

const MARK = 'DEPLOY_KIT_TEST_SSHD'
const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/sbin/sshd'].find((file) => existsSync(file)) ?? 'sshd'

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-sshd-'))
  chmodSync(folder, 0o700)
  // Where sshd, as root, separates privileges; packages make it in their service unit.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  mkdirSync(path.join(folder, 'home'))
  const hostKeyTypes = options.hostKeyTypes ?? ['ed25519']
  const hostKeys = Object.fromEntries(hostKeyTypes.map((type) => [type, generateKey(path.join(folder, `host_${type}`), type)]))
  const privateKeyPath = path.join(folder, 'client_key')
  const publicKey = generateKey(privateKeyPath, 'ed25519')
  writeFileSync(path.join(folder, 'authorized_keys'), [publicKey, ...(options.authorizedKeys ?? [])].join('\n') + '\n', { mode: 0o600 })
  const port = await findFreePort()
  writeFileSync(path.join(folder, 'sshd_config'), renderConfig({ folder, port, hostKeyTypes, options }))
  if (options.asUser !== undefined) execFileSync('chown', ['-R', `${options.asUser.uid}:${options.asUser.gid}`, folder])
  let listener = await listen(folder, port, options)

  const hostKey = hostKeys[hostKeyTypes[0] ?? 'ed25519'] ?? ''
  return {
    address: '127.0.0.1',
    port,
    user: options.asUser?.name ?? os.userInfo().username,
    hostKey,
    hostKeys,
    knownHostsLine: `[127.0.0.1]:${port} ${hostKey}`,
    privateKeyPath,
    privateKey: readFileSync(privateKeyPath, 'utf8'),
    publicKey,
    folder,
    home: path.join(folder, 'home'),
    get pid() {
      return listener.pid ?? 0
    },
    log: () => readFileSync(path.join(folder, 'log'), 'utf8'),
    async restart() {
      await end(listener)
      listener = await listen(folder, port, options)
    },
    stopListening: () => end(listener),
    isIdle: () => findDescendants(listener.pid ?? -1).length === 0 && findMarkedProcesses(MARK, folder).length === 0,
    killSessions: () => killSessions(listener),
    async stop() {
      killSessions(listener)
      await end(listener)
      endMarkedProcesses(MARK, folder)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Where this test sees a file that the server sees (see `ownFolder`). */
export function viewOf(server: Sshd, file: string): string {
  return `/proc/${server.pid}/root${file}`
}

/** Makes a key pair with ssh-keygen and returns the public key without its comment. */
export function generateKey(file: string, type: HostKeyType, passphrase = ''): string {
  const bits = type === 'rsa' ? ['-b', '2048'] : []
  execFileSync('ssh-keygen', ['-q', '-t', type, ...bits, '-N', passphrase, '-C', 'test', '-f', file])
  return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
}

interface ConfigParts {
  readonly folder: string
  readonly port: number
  readonly hostKeyTypes: readonly HostKeyType[]
  readonly options: SshdOptions
}

function renderConfig({ folder, port, hostKeyTypes, options }: ConfigParts): string {
  const lines = [
    ...(options.config ?? []),
    `ListenAddress 127.0.0.1:${port}`,
    ...hostKeyTypes.map((type) => `HostKey ${folder}/host_${type}`),
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'MaxStartups 100',
    `MaxSessions ${options.maxSessions ?? 10}`,
    // By the mark everything that the sessions start is found again, and ended with the server. The home has no
    // .bashrc, which bash reads when sshd starts it: what the developer has there would slow down and fail tests.
    `SetEnv ${MARK}=${folder} HOME=${folder}/home`,
    'LogLevel DEBUG1',
    ...(hasPenalties() ? ['PerSourcePenalties no'] : [])
  ]
  return lines.join('\n') + '\n'
}

/** OpenSSH 9.8 and later block an address after failed logins, which is what the tests do all the time. */
function hasPenalties(): boolean {
  const { stderr } = spawnText('ssh', ['-V'])
  const [, major, minor] = /OpenSSH_(\d+)\.(\d+)/.exec(stderr) ?? []
  return Number(major) * 100 + Number(minor) >= 908
}

function spawnText(program: string, args: readonly string[]): { readonly stderr: string } {
  const text = execFileSync('sh', ['-c', '"$@" 2>&1', 'sh', program, ...args], { encoding: 'utf8' })
  return { stderr: text }
}

async function listen(folder: string, port: number, options: SshdOptions): Promise<ChildProcess> {
  const log = path.join(folder, 'log')
  const command = [...surround(options), SSHD, '-D', '-f', path.join(folder, 'sshd_config'), '-E', log]
  const [program = SSHD, ...words] = command
  const child = spawn(program, words, { stdio: 'ignore' })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`sshd ended with ${code}: ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`)))
  })
  ended.catch(() => undefined)
  await Promise.race([ended, waitUntil('the greeting of sshd', () => hasGreeting(port))])
  return child
}

/** The words before the server's own ones. */
function surround({ ownFolder, asUser }: SshdOptions): readonly string[] {
  return [
    ...(ownFolder === undefined ? [] : ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs tmpfs "$0" && exec "$@"', ownFolder]),
    ...(asUser === undefined ? [] : ['setpriv', `--reuid=${asUser.uid}`, `--regid=${asUser.gid}`, '--clear-groups', '--'])
  ]
}

function hasGreeting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('data', (data) => {
      resolve(data.toString('latin1').startsWith('SSH-2.0-'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

function killSessions(listener: ChildProcess): void {
  for (const pid of findDescendants(listener.pid ?? -1)) {
    if (readProgramName(pid).startsWith('sshd')) killQuietly(pid, 'SIGKILL')
  }
}
