import { createHmac } from 'node:crypto'
import { keyTypeOf } from './public-key.ts'

/** One line of known_hosts (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export interface KnownHost {
  readonly line: number
  readonly marker: 'revoked' | 'cert-authority' | undefined
  /** The first field: names and patterns with commas, or one hashed name. */
  readonly hosts: string
  /** In SSH wire format. */
  readonly key: Buffer
}

export interface KnownHosts {
  readonly entries: readonly KnownHost[]
  /** Lines that cannot be read. They pin nothing, so whoever misses a key is told of them. */
  readonly problems: readonly string[]
}

/** Reads known_hosts. Also takes CRLF and the two characters `\n` for line ends, which secrets often hold. */
export function parseKnownHosts(text: string): KnownHosts {
  const entries: KnownHost[] = []
  const problems: string[] = []
  const lines = text.replaceAll('\\n', '\n').split(/\r\n|\r|\n/)
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/^\uFEFF/, '').trim()
    if (line === '' || line.startsWith('#')) continue
    const parsed = parseLine(line, index + 1)
    if (typeof parsed === 'string') problems.push(`line ${index + 1}: ${parsed}`)
    else entries.push(parsed)
  }
  return { entries, problems }
}

function parseLine(text: string, line: number): KnownHost | string {
  const words = text.split(/[ \t]+/)
  const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined
  if (marker !== undefined && marker !== '@revoked' && marker !== '@cert-authority') return `unknown marker ${marker}`
  const [hosts, type, base64] = words
  if (hosts === undefined || type === undefined || base64 === undefined) return 'a line needs a host, a key type and a key'
  const key = Buffer.from(base64, 'base64')
  if (keyTypeOf(key) !== type) return `the key is not a complete ${type} key in base64`
  return { line, marker: marker === '@revoked' ? 'revoked' : marker === undefined ? undefined : 'cert-authority', hosts, key }
}

/** The entries for a host, as OpenSSH finds them: `[host]:port` unless the port is 22. */
export function findKnownHosts(known: KnownHosts, address: string, port: number): readonly KnownHost[] {
  const name = renderHostName(address, port).toLowerCase()
  return known.entries.filter(({ hosts }) => matchesHosts(hosts, name))
}

/** The host as known_hosts names it. */
export function renderHostName(address: string, port: number): string {
  return port === 22 ? address : `[${address}]:${port}`
}

export function renderKnownHostsLine(address: string, port: number, key: Buffer): string {
  return `${renderHostName(address, port)} ${keyTypeOf(key)} ${key.toString('base64')}`
}

function matchesHosts(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return matchesHash(hosts, name)
  const patterns = hosts.toLowerCase().split(',')
  const matches = (negated: boolean): boolean =>
    patterns.some((pattern) => pattern.startsWith('!') === negated && matchesPattern(negated ? pattern.slice(1) : pattern, name))
  return matches(false) && !matches(true)
}

/** `|1|salt|hash`: HMAC-SHA1 of the name, so that a stolen file does not tell which hosts there are. */
function matchesHash(hosts: string, name: string): boolean {
  const [, version, salt, hash] = hosts.split('|')
  if (version !== '1' || salt === undefined || hash === undefined) return false
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}

/** `*` is any text, `?` any character; everything else, also `[`, is itself. */
function matchesPattern(pattern: string, name: string): boolean {
  const source = pattern.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(name)
}
