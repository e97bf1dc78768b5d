import type { Duplex } from 'node:stream'
import { DeployKitError, type ConnectionSettings, type HostAddress } from '../../core/index.ts'
import { ForwardingRefused, forwardingRefused, openForward } from '../ssh/open-forward.ts'
import { openSession, type OpenedSession, type StartedCommand } from '../ssh/open-session.ts'
import { SessionLimit } from '../ssh/session-limit.ts'
import { connect, type ConnectionOptions, type SshConnection } from '../ssh/ssh-connection.ts'
import { endUnstarted, followSession, stopEarly, type Session } from './follow-session.ts'
import type { Ending, RunRequest, RunResult, Transport } from './transport.ts'

/** Below the 10 of a server with default settings (MaxSessions), so that a person can still log in on a shared connection. */
const MOST_SESSIONS = 8

/**
 * Connects to a host over SSH: one TCP connection, host keys strictly checked, nothing tried twice.
 *
 * Throws DK_HOST_UNREACHABLE, DK_HOST_KEY_UNKNOWN, DK_HOST_KEY_CHANGED, DK_AUTHENTICATION_FAILED, DK_FORWARDING_REFUSED (of a
 * jump host), DK_KEY_INVALID, DK_KEY_PASSPHRASE.
 */
export async function openSsh(host: HostAddress, settings: ConnectionSettings, options: ConnectionOptions = {}): Promise<Transport> {
  return new SshTransport(host.name, await connect(host, settings, options))
}

class SshTransport implements Transport {
  readonly host: string
  readonly #connection: SshConnection
  readonly #limit = new SessionLimit(MOST_SESSIONS)

  constructor(host: string, connection: SshConnection) {
    this.host = host
    this.#connection = connection
  }

  async run(request: RunRequest): Promise<RunResult> {
    const startedMs = performance.now()
    const opening = openSession({ connection: this.#connection, limit: this.#limit, line: request.line, signal: request.signal })
    const stopped = await findStop(opening, request)
    if (stopped !== undefined) {
      // A dead link answers late or never; what it opens then is closed at once.
      opening.then((late) => this.#abandon(late)).catch(() => undefined)
      return endUnstarted(stopped, startedMs)
    }
    const opened = await opening
    if (opened.kind === 'cancelled') return endUnstarted({ kind: 'cancelled' }, startedMs)
    if (opened.kind === 'lost') return endUnstarted({ kind: 'connection-lost', sent: opened.sent }, startedMs)
    try {
      return await followSession(followChannel(this.#connection, opened), request, startedMs)
    } finally {
      this.#limit.ended()
    }
  }

  async forward(address: string, port: number): Promise<Duplex> {
    if (this.#connection.isLost) throw connectionLost(this.host)
    try {
      return await openForward(this.#connection.client, address, port)
    } catch (thrown) {
      if (this.#connection.isLost) throw connectionLost(this.host)
      throw thrown instanceof ForwardingRefused ? forwardingRefused(this.host, thrown) : thrown
    }
  }

  close(): Promise<void> {
    return this.#connection.close()
  }

  #abandon(late: OpenedSession): void {
    if (late.kind !== 'opened') return
    late.channel.close()
    this.#limit.ended()
  }
}

/** How the run was stopped, when it was, before the promise is settled. */
async function findStop(opening: Promise<OpenedSession>, request: RunRequest): Promise<Ending | undefined> {
  const early = stopEarly(request)
  const opened = opening.then(
    () => undefined,
    () => undefined
  )
  return Promise.race([opened, early.ending]).finally(early.forget)
}

function followChannel(connection: SshConnection, { channel, told }: StartedCommand): Session {
  return {
    stdin: channel,
    stdout: channel,
    stderr: channel.stderr,
    // The exit code may have come, but not the rest of the output.
    ended: told.then((ending) => (connection.isLost ? { kind: 'connection-lost', sent: true } : ending)),
    close: () => channel.close(),
    corked: (send) => connection.corked(send)
  }
}

function connectionLost(host: string): DeployKitError {
  return new DeployKitError('DK_CONNECTION_LOST', {
    host,
    message: `The SSH connection to ${host} is closed`,
    remedy: 'Check the network and the log of the SSH server, and run it again'
  })
}
