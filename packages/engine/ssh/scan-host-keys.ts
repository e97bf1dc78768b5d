import ssh2, { type ServerHostKeyAlgorithm } from 'ssh2'
import { DeployKitError, type ConnectionSettings, type HostAddress, type ScannedHostKey } from '../../core/index.ts'
import { hostKeyAlgorithms } from './host-key-check.ts'
import { renderKnownHostsLine } from './known-hosts.ts'
import { fingerprintOf, keyTypeOf } from './public-key.ts'
import { closingOnFailure, connectJumps, openStream, type SshConnection } from './ssh-connection.ts'

/**
 * The host keys of a server, one handshake for each type of key, without login. They are as trustworthy as the network:
 * someone must compare the fingerprints. Jump hosts on the way must be pinned already.
 *
 * Throws DK_HOST_UNREACHABLE, and what connecting to a jump host throws.
 */
export async function scanHostKeys(host: HostAddress, settings: ConnectionSettings): Promise<readonly ScannedHostKey[]> {
  const via = await connectJumps(settings)
  return closingOnFailure(via, async () => {
    const keys: ScannedHostKey[] = []
    // One after the other: servers count unfinished connections from an address.
    for (const algorithm of hostKeyAlgorithms) {
      const key = await readHostKey(host, algorithm, { via, timeoutSeconds: settings.connectTimeoutSeconds })
      if (key !== undefined) keys.push(describe(host, key))
    }
    await via?.close()
    return keys
  })
}

interface Route {
  readonly via: SshConnection | undefined
  readonly timeoutSeconds: number
}

/** Undefined when the server has no key for the algorithm. */
async function readHostKey(host: HostAddress, algorithm: ServerHostKeyAlgorithm, route: Route): Promise<Buffer | undefined> {
  const stream = await openStream(host, route.via, route.timeoutSeconds)
  const client = new ssh2.Client()
  try {
    return await new Promise((resolve, reject) => {
      client.on('error', (error) => {
        if (error.message.includes('no matching host key')) resolve(undefined)
        else reject(handshakeFailed(host, error.message))
      })
      client.once('close', () => reject(handshakeFailed(host, 'the connection was closed')))
      client.connect({
        sock: stream,
        username: host.user,
        readyTimeout: route.timeoutSeconds * 1000,
        algorithms: { serverHostKey: [algorithm] },
        hostVerifier(key: Buffer) {
          resolve(Buffer.from(key))
          return false
        }
      })
    })
  } finally {
    stream.destroy()
  }
}

function describe(host: HostAddress, key: Buffer): ScannedHostKey {
  const line = renderKnownHostsLine(host.address, host.port, key)
  return { algorithm: keyTypeOf(key), key: key.toString('base64'), fingerprint: fingerprintOf(key), line }
}

function handshakeFailed(host: HostAddress, words: string): DeployKitError {
  return new DeployKitError('DK_HOST_UNREACHABLE', {
    host: host.name,
    message: `${host.name} (${host.address} port ${host.port}) answered, but showed no host key: ${words}`,
    remedy: 'Check that this is the port of an SSH server'
  })
}
