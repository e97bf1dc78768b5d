import { spawn, type ChildProcessByStdio } from 'node:child_process'
import net from 'node:net'
import os from 'node:os'
import type { Duplex, Readable, Writable } from 'node:stream'
import type { HostAddress } from '../../core/index.ts'
import { endUnstarted, followSession, type Session } from './follow-session.ts'
import type { Ending, RunRequest, RunResult, Transport } from './transport.ts'

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * As over SSH, a command gets few variables: the environment of a runner holds the secrets of the whole job.
 */
const IN_CLEAN_ENVIRONMENT = [
  'exec env -i "HOME=$HOME" "PATH=$PATH" ${USER:+"USER=$USER"} ${LOGNAME:+"LOGNAME=$LOGNAME"}',
  '${LANG:+"LANG=$LANG"} ${LC_ALL:+"LC_ALL=$LC_ALL"} ${TMPDIR:+"TMPDIR=$TMPDIR"}',
  '${XDG_RUNTIME_DIR:+"XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR"} ${DOCKER_HOST:+"DOCKER_HOST=$DOCKER_HOST"} sh -c "$1"'
].join(' ')

/** Runs commands on this very machine, in the home folder as SSH does, each in a process group of its own. */
export function openLocal(host: HostAddress): Transport {
  return new LocalTransport(host.name)
}

class LocalTransport implements Transport {
  readonly host: string
  readonly #endings = new Set<() => void>()
  #isClosed = false

  constructor(host: string) {
    this.host = host
  }

  async run(request: RunRequest): Promise<RunResult> {
    const startedMs = performance.now()
    if (this.#isClosed) return endUnstarted({ kind: 'connection-lost', sent: false }, startedMs)
    if (request.signal?.aborted === true) return endUnstarted({ kind: 'cancelled' }, startedMs)
    const words = ['-c', IN_CLEAN_ENVIRONMENT, 'deploy-kit', request.line]
    const child = spawn('sh', words, { cwd: os.homedir(), detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
    let lose = (): void => undefined
    const lost = new Promise<Ending>((resolve) => {
      lose = () => {
        endGroup(child)
        resolve({ kind: 'connection-lost', sent: true })
      }
    })
    this.#endings.add(lose)
    try {
      return await followSession(followChild(child, lost), request, startedMs)
    } finally {
      this.#endings.delete(lose)
    }
  }

  async forward(address: string, port: number): Promise<Duplex> {
    const socket = net.connect({ host: address, port, noDelay: true, allowHalfOpen: true })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    socket.on('error', () => undefined)
    return socket
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const lose of this.#endings) lose()
    return Promise.resolve()
  }
}

function followChild(child: Child, lost: Promise<Ending>): Session {
  // Writing to a command that does not read is no error: its exit code tells.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined)
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', () => resolve({ kind: 'unknown' }))
    child.once('close', (code, signal) => {
      if (code !== null) resolve({ kind: 'exited', code })
      else resolve(signal === null ? { kind: 'unknown' } : { kind: 'signalled', signal })
    })
  })
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    ended: Promise.race([ended, lost]),
    close: () => endGroup(child),
    corked: (send) => send()
  }
}

/** Nobody waits for it any more. What detached itself (a journaled step) is in another group and goes on. */
function endGroup(child: Child): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}
