import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, timingSafeEqual, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import ssh2, { type Connection, type ParsedKey, type PublicKeyAuthContext, type ServerChannel, type Session } from 'ssh2'
import { readPrivateKey, renderPrivateKey } from '../../packages/engine/ssh/private-key.ts'
import { endMarkedProcesses, killQuietly } from './marked-processes.ts'

export interface EmbeddedSshServerOptions {
  /** Where commands run, as HOME and working folder. Default: a new temporary folder, removed by `close`. */
  readonly home?: string
  /** Variables for the commands, besides those of this process. */
  readonly env?: Readonly<Record<string, string>>
  readonly faults?: EmbeddedFaults
  readonly hostKeyType?: 'ed25519' | 'rsa' | 'ecdsa'
}

/** What the server does wrong. May be changed while it runs; numbers count from 1 over the life of the server. */
export interface EmbeddedFaults {
  /** The server does not open session number N. */
  refuseSession?: (session: number) => boolean
  /** The session is opened, but the command is not started. */
  refuseExec?: (exec: number) => boolean
  /** The connection breaks when it has got that many bytes from the client. */
  dropAfterReceivedBytes?: number
  /** The connection breaks when it has sent that many bytes to the client. */
  dropAfterSentBytes?: number
  /** What the client is told instead of the true end of a command; undefined is the true one. */
  ending?: (line: string) => { readonly code: number } | { readonly signal: string } | 'none' | undefined
  /** The key is never answered. */
  neverFinishAuthentication?: boolean
  refuseForwarding?: boolean
  /** Ignores the client, and never says a word, from the first byte. */
  silent?: boolean
}

export interface EmbeddedSshServer {
  readonly address: string
  readonly port: number
  readonly user: string
  /** `ssh-ed25519 AAAA...`; another one after `changeHostKey`. */
  readonly hostKey: string
  readonly knownHostsLine: string
  readonly privateKey: string
  /** Where commands run. */
  readonly home: string
  readonly faults: EmbeddedFaults
  /** How many connections were ever made. */
  readonly connections: number
  /** How many sessions were ever asked for. */
  readonly sessions: number
  /** Commands as they came. */
  readonly lines: readonly string[]
  /** New connections get another host key. */
  changeHostKey(): void
  /** Breaks every connection. The commands that they run survive. */
  dropConnections(): void
  /** Ends the connections and all commands, also detached ones. */
  close(): Promise<void>
}

const MARK = 'DEPLOY_KIT_EMBEDDED_SSHD'
const USER = 'deploy'

/** An SSH server inside this process: every command runs in `/bin/sh -c` as the current user. For tests and the demo. */
export async function startEmbeddedSshServer(options: EmbeddedSshServerOptions = {}): Promise<EmbeddedSshServer> {
  const home = options.home ?? mkdtempSync(path.join(os.tmpdir(), 'dk-embedded-'))
  const mark = `${process.pid}-${path.basename(home)}-${Math.random().toString(36).slice(2)}`
  const clientKey = makeKey('ed25519')
  const state: ServerState = {
    home,
    mark,
    env: options.env ?? {},
    faults: { ...options.faults },
    clientKey: clientKey.parsed,
    sockets: new Set(),
    children: new Set(),
    lines: [],
    connections: 0,
    sessions: 0,
    execs: 0
  }
  let hostKey = makeKey(options.hostKeyType ?? 'ed25519')
  let protocol = serve(state, hostKey.private)
  const listener = net.createServer({ noDelay: true }, (socket) => accept(state, protocol, socket))
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const dropConnections = (): void => {
    for (const socket of state.sockets) socket.destroy()
  }
  return {
    address: '127.0.0.1',
    port: address.port,
    user: USER,
    get hostKey() {
      return hostKey.public
    },
    get knownHostsLine() {
      return `[127.0.0.1]:${address.port} ${hostKey.public}`
    },
    privateKey: clientKey.private,
    home,
    faults: state.faults,
    get connections() {
      return state.connections
    },
    get sessions() {
      return state.sessions
    },
    lines: state.lines,
    changeHostKey() {
      hostKey = makeKey(options.hostKeyType ?? 'ed25519')
      protocol = serve(state, hostKey.private)
    },
    dropConnections,
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve))
      dropConnections()
      await closed
      for (const child of state.children) killQuietly(-(child.pid ?? 0), 'SIGKILL')
      endMarkedProcesses(MARK, mark)
      if (options.home === undefined) rmSync(home, { recursive: true, force: true })
    }
  }
}

interface ServerState {
  readonly home: string
  readonly mark: string
  readonly env: Readonly<Record<string, string>>
  readonly faults: EmbeddedFaults
  readonly clientKey: ParsedKey
  readonly sockets: Set<net.Socket>
  readonly children: Set<ChildProcess>
  readonly lines: string[]
  connections: number
  sessions: number
  execs: number
}

function accept(state: ServerState, protocol: ssh2.Server, socket: net.Socket): void {
  state.connections++
  state.sockets.add(socket)
  socket.on('error', () => undefined)
  socket.on('close', () => state.sockets.delete(socket))
  if (state.faults.silent === true) return
  let received = 0
  const write = socket.write.bind(socket)
  let sent = 0
  socket.prependListener('data', (chunk) => {
    received += chunk.length
    if (received > (state.faults.dropAfterReceivedBytes ?? Infinity)) socket.destroy()
  })
  socket.pause()
  socket.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    sent += chunk.length
    if (sent > (state.faults.dropAfterSentBytes ?? Infinity)) socket.destroy()
    // Only ssh2 writes here, and it gives no encoding.
    void rest
    return write(chunk)
  }
  protocol.injectSocket(socket)
}

function serve(state: ServerState, hostKey: string): ssh2.Server {
  return new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connection.on('error', () => undefined)
    connection.on('authentication', (context) => {
      if (context.method !== 'publickey') context.reject(['publickey'])
      else if (state.faults.neverFinishAuthentication === true) return
      else if (mayLogIn(state, context)) context.accept()
      else context.reject(['publickey'])
    })
    connection.on('session', (acceptSession, reject) => {
      if (state.faults.refuseSession?.(++state.sessions) === true) reject()
      else serveSession(state, acceptSession())
    })
    if (state.faults.refuseForwarding !== true) serveForwarding(connection)
  })
}

function mayLogIn({ clientKey }: ServerState, { key, signature, blob, hashAlgo }: PublicKeyAuthContext): boolean {
  const allowed = clientKey.getPublicSSH()
  if (key.data.length !== allowed.length || !timingSafeEqual(key.data, allowed)) return false
  return signature === undefined || blob === undefined || clientKey.verify(blob, signature, hashAlgo) === true
}

function serveSession(state: ServerState, session: Session): void {
  session.on('exec', (acceptExec, reject, { command }) => {
    if (state.faults.refuseExec?.(++state.execs) === true) {
      reject()
      return
    }
    state.lines.push(command)
    runCommand(state, command, acceptExec())
  })
}

function runCommand(state: ServerState, line: string, channel: ServerChannel): void {
  const env = { ...process.env, ...state.env, HOME: state.home, [MARK]: state.mark }
  // In a group of its own, so that nothing that happens to this process or the connection reaches it.
  const child = spawn('/bin/sh', ['-c', line], { cwd: state.home, env, detached: true })
  state.children.add(child)
  for (const stream of [channel, channel.stderr, child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined)
  channel.pipe(child.stdin)
  child.stdout.pipe(channel, { end: false })
  child.stderr.pipe(channel.stderr, { end: false })
  // The client is gone: as with sshd, the command goes on, and finds its streams closed.
  channel.on('close', () => {
    child.stdin.destroy()
    child.stdout.destroy()
    child.stderr.destroy()
  })
  child.on('exit', () => state.children.delete(child))
  child.on('close', (code, signal) => {
    channel.stderr.end(() => {
      tellEnding(channel, state.faults.ending?.(line) ?? (signal === null ? { code: code ?? 0 } : { signal }))
      channel.end()
    })
  })
}

function tellEnding(channel: ServerChannel, ending: { readonly code: number } | { readonly signal: string } | 'none'): void {
  if (ending === 'none') return
  if ('code' in ending) channel.exit(ending.code)
  else channel.exit(ending.signal.replace(/^SIG/, ''), false, '')
}

function serveForwarding(connection: Connection): void {
  connection.on('tcpip', (acceptStream, reject, { destIP, destPort }) => {
    if (!['127.0.0.1', 'localhost', '::1'].includes(destIP)) {
      reject()
      return
    }
    const target = net.connect({ port: destPort, host: destIP, noDelay: true, allowHalfOpen: true })
    target.once('error', reject)
    target.once('connect', () => {
      target.off('error', reject)
      const channel = acceptStream()
      channel.on('error', () => undefined)
      target.on('error', () => channel.close())
      channel.pipe(target).pipe(channel)
      channel.on('close', () => target.destroy())
    })
  })
}

interface KeyPair {
  readonly private: string
  readonly public: string
  readonly parsed: ParsedKey
}

/** Not with ssh2, which makes one Ed25519 key in 256 that cannot be read (it drops leading zeros). */
function makeKey(type: 'ed25519' | 'rsa' | 'ecdsa'): KeyPair {
  const text = renderPrivateKey(generateKeyObject(type))
  const { publicKey, key } = readPrivateKey(text)
  return { private: text, public: publicKey, parsed: key }
}

function generateKeyObject(type: 'ed25519' | 'rsa' | 'ecdsa'): KeyObject {
  if (type === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  if (type === 'ecdsa') return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  return generateKeyPairSync('ed25519').privateKey
}
