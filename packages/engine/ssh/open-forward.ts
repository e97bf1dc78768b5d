import type { Duplex } from 'node:stream'
import type { Client } from 'ssh2'
import { DeployKitError } from '../../core/index.ts'

/** RFC 4254, 5.1. */
const ADMINISTRATIVELY_PROHIBITED = 1

/** The server does not allow TCP forwarding, or not to there. */
export class ForwardingRefused extends Error {}

/** Nothing answers there. `code` is that of a socket. */
class ConnectFailed extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/**
 * A TCP stream that starts at the other end of an SSH connection. Throws {@link ForwardingRefused}, or an Error that has the
 * `code` of a failed socket (ECONNREFUSED, ETIMEDOUT, ...).
 */
export function openForward(client: Client, address: string, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    // Throws when the connection is closed already.
    client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
      if (error === undefined) {
        // A reset of the far end must not end this process; whoever uses the stream sees it close.
        channel.on('error', () => undefined)
        resolve(channel)
      } else {
        reject(explain(error, `${address}:${port}`))
      }
    })
  })
}

export function forwardingRefused(host: string, cause: unknown): DeployKitError {
  return new DeployKitError('DK_FORWARDING_REFUSED', {
    host,
    message: `The SSH server of ${host} does not allow TCP forwarding`,
    remedy: [
      'Allow it for the deploy user: in sshd_config AllowTcpForwarding local, and PermitOpen if it is set;',
      'in authorized_keys neither "no-port-forwarding" nor "restrict"'
    ].join(' '),
    cause
  })
}

function explain(error: Error, target: string): Error {
  const reason = 'reason' in error ? error.reason : undefined
  if (reason === undefined) return new ConnectFailed('the SSH connection was closed', 'ECONNRESET')
  const text = error.message.replace('(SSH) Channel open failure: ', '').toLowerCase() || 'connect failed'
  if (reason === ADMINISTRATIVELY_PROHIBITED) return new ForwardingRefused(`${target}: ${text}`)
  return new ConnectFailed(`${target}: ${text}`, codeOf(text))
}

/** The server tells only in words why it could not connect. */
function codeOf(text: string): string {
  if (text.includes('timed out')) return 'ETIMEDOUT'
  if (text.includes('no route') || text.includes('unreachable')) return 'EHOSTUNREACH'
  if (text.includes('name') || text.includes('resolve')) return 'ENOTFOUND'
  return 'ECONNREFUSED'
}
