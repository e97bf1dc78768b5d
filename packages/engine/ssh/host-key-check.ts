import type { ServerHostKeyAlgorithm } from 'ssh2'
import { DeployKitError, type KnownHostsSource } from '../../core/index.ts'
import { findKnownHosts, parseKnownHosts, renderHostName, renderKnownHostsLine, type KnownHost } from './known-hosts.ts'
import { describeKey, fingerprintOf, keyTypeOf } from './public-key.ts'

/** One end of an SSH connection: a host, or a jump host on the way. */
export interface Endpoint {
  /** `HostAddress.name`, for people; jump hosts have their address. */
  readonly name: string
  readonly address: string
  readonly port: number
  readonly user: string
}

/** What the pinned keys say about one host. */
export interface HostKeyCheck {
  /**
   * In the order to offer them. Algorithms of pinned keys come first, so that a server with several keys shows one that
   * we know; the others follow only so that a server that was reinstalled with other types gets a true message.
   */
  readonly algorithms: readonly ServerHostKeyAlgorithm[]
  /** Only fingerprints are pinned, and they do not tell their type: any key of the server may be the one. */
  readonly anyOf: boolean
  /** Undefined when the key is trusted. */
  check(key: Buffer): DeployKitError | undefined
}

const ALGORITHMS: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256']
}

/** One algorithm for each type of host key that a server may have. */
export const hostKeyAlgorithms: readonly ServerHostKeyAlgorithm[] = Object.values(ALGORITHMS).flatMap((names) => names.slice(0, 1))

export function makeHostKeyCheck(source: KnownHostsSource, endpoint: Endpoint): HostKeyCheck {
  const known = parseKnownHosts(source.text)
  const entries = findKnownHosts(known, endpoint.address, endpoint.port)
  const pinned = entries.filter(({ marker }) => marker === undefined).map(({ key }) => key)
  const pinnedTypes = Object.keys(ALGORITHMS).filter((type) => pinned.some((key) => keyTypeOf(key) === type))
  // As OpenSSH does: a key that is pinned for the host without a port is good for its other ports.
  const applicable = [...entries, ...findKnownHosts(known, endpoint.address, 22)]
  const has = (marker: KnownHost['marker'], key: Buffer): boolean =>
    applicable.some((entry) => entry.marker === marker && entry.key.equals(key))

  return {
    algorithms: [...new Set([...pinnedTypes, ...Object.keys(ALGORITHMS)])].flatMap((type) => ALGORITHMS[type] ?? []),
    anyOf: pinned.length === 0 && source.fingerprints.length > 0,
    check(key) {
      // Stronger than unsafeSkip: a revoked key is known to be in wrong hands.
      if (has('revoked', key)) return revokedKey(endpoint, key)
      if (source.unsafeSkip || has(undefined, key)) return undefined
      if (source.fingerprints.some((fingerprint) => isSameFingerprint(fingerprint, key))) return undefined
      const expected = [...pinned.map(describeKey), ...source.fingerprints]
      return expected.length > 0 ? changedKey(endpoint, key, expected) : unknownKey({ endpoint, key, entries, problems: known.problems })
    }
  }
}

/** The algorithms without those of the type of `key`: to ask a server for another one of its keys. */
export function withoutTypeOf(key: Buffer, algorithms: readonly ServerHostKeyAlgorithm[]): readonly ServerHostKeyAlgorithm[] {
  const shown = ALGORITHMS[keyTypeOf(key)] ?? []
  return algorithms.filter((algorithm) => !shown.includes(algorithm))
}

function isSameFingerprint(expected: string, key: Buffer): boolean {
  const bare = (text: string): string => text.trim().replace(/^SHA256:/i, '').replace(/=+$/, '')
  return bare(expected) === bare(fingerprintOf(key))
}

interface UnknownKey {
  readonly endpoint: Endpoint
  readonly key: Buffer
  readonly entries: readonly KnownHost[]
  readonly problems: readonly string[]
}

function unknownKey({ endpoint, key, entries, problems }: UnknownKey): DeployKitError {
  const host = renderHostName(endpoint.address, endpoint.port)
  const authority = entries.find(({ marker }) => marker === 'cert-authority')
  const why =
    authority !== undefined
      ? `known_hosts has a certificate authority for it (line ${authority.line}), which deploy-kit does not check, and no key`
      : `known_hosts has no key for ${host}`
  const unreadable = problems.length === 0 ? '' : `; it has lines that cannot be read (${problems.join('; ')})`
  return new DeployKitError('DK_HOST_KEY_UNKNOWN', {
    host: endpoint.name,
    message: `The host key of ${endpoint.name} is not pinned: the server shows ${describeKey(key)}, and ${why}${unreadable}`,
    remedy: [
      `Compare that fingerprint with the output of "${fingerprintCommand(key)}" on the server's console.`,
      `If they are equal, add this line to known-hosts (or run: ${trustCommand(endpoint)}): ${lineFor(endpoint, key)}`
    ].join(' ')
  })
}

function changedKey(endpoint: Endpoint, key: Buffer, expected: readonly string[]): DeployKitError {
  const shown = describeKey(key)
  return new DeployKitError('DK_HOST_KEY_CHANGED', {
    host: endpoint.name,
    message: `The host key of ${endpoint.name} is not the pinned one: the server shows ${shown}, pinned is ${expected.join(' or ')}`,
    remedy: [
      'Either the server was reinstalled, or someone is in between: nothing was sent.',
      `Compare the shown fingerprint with the output of "${fingerprintCommand(key)}" on the server's console.`,
      `Only if they are equal, replace the pinned key by this line (or run: ${trustCommand(endpoint)}): ${lineFor(endpoint, key)}`
    ].join(' ')
  })
}

function revokedKey(endpoint: Endpoint, key: Buffer): DeployKitError {
  return new DeployKitError('DK_HOST_KEY_CHANGED', {
    host: endpoint.name,
    message: `The host key of ${endpoint.name} is marked @revoked in known_hosts: the server shows ${describeKey(key)}`,
    remedy: 'Do not connect until the server has new host keys, and pin those. If the mark is wrong, remove that line from known-hosts.'
  })
}

function lineFor({ address, port }: Endpoint, key: Buffer): string {
  return renderKnownHostsLine(address, port, key)
}

function trustCommand({ address, port }: Endpoint): string {
  return `deploy-kit trust --host ${address}${port === 22 ? '' : ` --port ${port}`}`
}

/** What shows the fingerprint on the server itself; the file names are those of OpenSSH. */
function fingerprintCommand(key: Buffer): string {
  const type = keyTypeOf(key).startsWith('ecdsa') ? 'ecdsa' : keyTypeOf(key).replace('ssh-', '')
  return `ssh-keygen -lf /etc/ssh/ssh_host_${type}_key.pub`
}
