import net from 'node:net'
import { DeployKitError } from '../../core/index.ts'
import type { Endpoint } from './host-key-check.ts'
import { codeOf, messageOf } from './thrown-error.ts'

/**
 * A TCP connection that sends every packet at once: with Nagle's algorithm each command over SSH would wait for
 * an acknowledgement, which more than doubles the time of a deploy.
 *
 * Throws DK_HOST_UNREACHABLE.
 */
export async function openSocket(endpoint: Endpoint, timeoutSeconds: number): Promise<net.Socket> {
  const socket = net.connect({ host: endpoint.address, port: endpoint.port, noDelay: true })
  const timer = setTimeout(() => socket.destroy(new TimedOut()), timeoutSeconds * 1000)
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return socket
  } catch (thrown) {
    socket.destroy()
    throw unreachable(endpoint, thrown, timeoutSeconds)
  } finally {
    clearTimeout(timer)
  }
}

class TimedOut extends Error {
  readonly code = 'DEADLINE'
}

const DEADLINE_REMEDY = 'Check that the host is up and that a firewall or security group lets this machine through to the port'

const REASONS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ECONNREFUSED: ['the connection was refused', 'Check the port, and that the SSH server runs: systemctl status ssh'],
  ENOTFOUND: ['the name is not known to DNS', 'Check the spelling of the address, and that the name is known outside your network, too'],
  EAI_AGAIN: ['DNS does not answer', 'Check the name resolution of the machine that runs deploy-kit, and try again'],
  EHOSTUNREACH: ['there is no route to it', 'Check that the host is up and that this network can reach it (VPN, jump host)'],
  ENETUNREACH: ['there is no route to its network', 'Check that this network can reach it (VPN, jump host, IPv6)'],
  ECONNRESET: ['the connection was reset', 'A firewall or the server closes connections from here: check its rules and the log of sshd']
}

function unreachable(endpoint: Endpoint, thrown: unknown, timeoutSeconds: number): DeployKitError {
  const code = codeOf(thrown)
  const timedOut = code === 'DEADLINE' || code === 'ETIMEDOUT'
  const [what, remedy] = timedOut
    ? [`no answer within ${timeoutSeconds} s`, DEADLINE_REMEDY]
    : (REASONS[code] ?? [messageOf(thrown), 'Check the address and the port'])
  return new DeployKitError('DK_HOST_UNREACHABLE', {
    host: endpoint.name,
    message: `Cannot reach ${endpoint.name} at ${endpoint.address} port ${endpoint.port}: ${what}`,
    remedy,
    cause: thrown
  })
}
