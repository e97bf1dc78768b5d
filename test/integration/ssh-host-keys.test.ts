import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ConnectionSettings, KnownHostsSource } from '../../packages/core/index.ts'
import { openTransport, scanHostKeys } from '../../packages/engine/index.ts'
import { hostOf, settingsFor } from '../support/connection.ts'
import { startEmbeddedSshServer } from '../support/embedded-ssh-server.ts'
import { generateKey, startSshd, type Sshd } from '../support/sshd.ts'

let server: Sshd
let otherKey: string

beforeAll(async () => {
  server = await startSshd({ hostKeyTypes: ['ed25519', 'ecdsa', 'rsa'] })
  otherKey = generateKey(path.join(server.folder, 'other'), 'ed25519')
}, 60_000)
afterAll(() => server.stop())

describe('a server with ed25519, ecdsa and rsa keys is trusted when known_hosts', () => {
  const cases: readonly (readonly [name: string, text: () => string])[] = [
    ['holds its ed25519 key', () => lineOf('ed25519')],
    ['holds only its rsa key', () => lineOf('rsa')],
    ['holds only its ecdsa key', () => lineOf('ecdsa')],
    ['holds all of them', () => [lineOf('rsa'), lineOf('ed25519'), lineOf('ecdsa')].join('\n')],
    ['is hashed by ssh-keygen -H', () => hashed(lineOf('ed25519'))],
    ['is hashed, and holds only rsa', () => hashed(lineOf('rsa'))],
    ['has a wildcard', () => `[127.0.0.*]:* ${server.hostKey}`],
    ['has a wildcard for everything', () => `* ${server.hostKey}`],
    ['has the host without a port', () => `127.0.0.1 ${server.hostKey}`],
    ['has several names, comments and CRLF', () => `# mine\r\nweb1,[127.0.0.1]:${server.port},web2 ${server.hostKey} me\r\n`],
    ['has a wrong key of another host', () => `[127.0.0.1]:1 ${otherKey}\n${lineOf('ed25519')}`],
    ['is what ssh-keyscan prints', scanWithOpenSsh]
  ]
  test.each(cases)('%s', async (_, text) => {
    expect(await greet({ text: text() })).toBe('hello\n')
  })
})

describe('fingerprints', () => {
  test.each(['ed25519', 'ecdsa', 'rsa'] as const)('of the %s key', async (type) => {
    expect(await greet({ fingerprints: [fingerprintOf(type)] })).toBe('hello\n')
  })

  test('a list, of which one is right', async () => {
    expect(await greet({ fingerprints: [fingerprintOf('rsa'), 'SHA256:AAAA'].reverse() })).toBe('hello\n')
  })

  test('none of them', async () => {
    await expect(greet({ fingerprints: ['SHA256:AAAA'] })).rejects.toMatchObject({
      code: 'DK_HOST_KEY_CHANGED',
      message: expect.stringContaining(`shows ssh-ed25519 ${fingerprintOf('ed25519')}, pinned is SHA256:AAAA`)
    })
  })
})

test('the unsafe way out', async () => {
  expect(await greet({ unsafeSkip: true })).toBe('hello\n')
})

describe('a server is refused', () => {
  test('that is unknown; the remedy holds the line that makes it known', async () => {
    const error: unknown = await greet({ text: `web2 ${otherKey}` }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'DK_HOST_KEY_UNKNOWN',
      host: 'web1',
      message: expect.stringContaining(fingerprintOf('ed25519')),
      remedy: expect.stringContaining(lineOf('ed25519'))
    })
    const line = /\[127\.0\.0\.1\]:\d+ .*$/.exec((error as { remedy: string }).remedy)?.[0] ?? ''
    expect(await greet({ text: line })).toBe('hello\n')
  })

  test('whose key has changed; both fingerprints are told', async () => {
    await expect(greet({ text: `[127.0.0.1]:${server.port} ${otherKey}` })).rejects.toMatchObject({
      code: 'DK_HOST_KEY_CHANGED',
      message: expect.stringMatching(new RegExp(`${escape(fingerprintOf('ed25519'))}, pinned is ssh-ed25519 SHA256:`))
    })
  })

  test('whose key is revoked', async () => {
    const pinnedAndRevoked = greet({ text: `${lineOf('ed25519')}\n@revoked * ${server.hostKey}` })
    await expect(pinnedAndRevoked).rejects.toMatchObject({ code: 'DK_HOST_KEY_CHANGED' })
    const letThrough = greet({ text: `@revoked * ${server.hostKey}`, unsafeSkip: true })
    await expect(letThrough).rejects.toMatchObject({ code: 'DK_HOST_KEY_CHANGED' })
  })

  test('that only a certificate authority vouches for', async () => {
    await expect(greet({ text: `@cert-authority * ${otherKey}` })).rejects.toMatchObject({
      code: 'DK_HOST_KEY_UNKNOWN',
      message: expect.stringContaining('certificate authority')
    })
  })

  test('before anything is sent to it: no login is tried', async () => {
    const before = server.log()
    await expect(greet({ text: '' })).rejects.toMatchObject({ code: 'DK_HOST_KEY_UNKNOWN' })
    expect(server.log().slice(before.length)).not.toMatch(/userauth|publickey/)
  })

  test('that was reinstalled with keys of other types', async () => {
    const rsaOnly = await startSshd({ hostKeyTypes: ['rsa'] })
    try {
      const text = `[127.0.0.1]:${rsaOnly.port} ${otherKey}`
      const settings = settingsFor(rsaOnly, { knownHosts: { text, fingerprints: [], unsafeSkip: false } })
      await expect(openTransport(hostOf(rsaOnly), settings)).rejects.toMatchObject({
        code: 'DK_HOST_KEY_CHANGED',
        message: expect.stringMatching(/shows ssh-rsa SHA256:\S+, pinned is ssh-ed25519 SHA256:/)
      })
    } finally {
      await rsaOnly.stop()
    }
  })

  test('that changes its key between two connections', async () => {
    const embedded = await startEmbeddedSshServer()
    try {
      const settings = settingsFor(embedded)
      const transport = await openTransport(hostOf(embedded), settings)
      await transport.close()
      embedded.changeHostKey()
      await expect(openTransport(hostOf(embedded), settings)).rejects.toMatchObject({ code: 'DK_HOST_KEY_CHANGED' })
      expect(embedded.connections).toBe(2)
    } finally {
      await embedded.close()
    }
  })
})

describe('scanning host keys', () => {
  test('finds what ssh-keyscan finds', async () => {
    const nothingPinned = { knownHosts: { text: '', fingerprints: [], unsafeSkip: false } }
    const keys = await scanHostKeys(hostOf(server), settingsFor(server, nothingPinned))
    const lines = scanWithOpenSsh().split('\n').filter((line) => line.startsWith('['))
    expect(keys.map(({ line }) => line).sort()).toEqual(lines.sort())
    expect(keys.map(({ algorithm, fingerprint }) => [algorithm, fingerprint])).toEqual([
      ['ssh-ed25519', fingerprintOf('ed25519')],
      ['ecdsa-sha2-nistp256', fingerprintOf('ecdsa')],
      ['ssh-rsa', fingerprintOf('rsa')]
    ])
  })

  test('needs no key to log in', async () => {
    const settings = settingsFor(server, { privateKey: undefined })
    expect(await scanHostKeys(hostOf(server), settings)).toHaveLength(3)
  })

  test('of a host that is not there', async () => {
    const host = { ...hostOf(server), port: 1 }
    await expect(scanHostKeys(host, settingsFor(server))).rejects.toMatchObject({ code: 'DK_HOST_UNREACHABLE' })
  })
})

function scanWithOpenSsh(): string {
  return execFileSync('ssh-keyscan', ['-p', String(server.port), '127.0.0.1'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

async function greet(knownHosts: Partial<KnownHostsSource>): Promise<string> {
  const settings: ConnectionSettings = settingsFor(server, { knownHosts: { text: '', fingerprints: [], unsafeSkip: false, ...knownHosts } })
  const transport = await openTransport(hostOf(server), settings)
  try {
    return (await transport.run({ line: 'echo hello' })).stdout
  } finally {
    await transport.close()
  }
}

function lineOf(type: 'ed25519' | 'ecdsa' | 'rsa'): string {
  return `[127.0.0.1]:${server.port} ${server.hostKeys[type] ?? ''}`
}

function fingerprintOf(type: 'ed25519' | 'ecdsa' | 'rsa'): string {
  return execFileSync('ssh-keygen', ['-lf', path.join(server.folder, `host_${type}.pub`)], { encoding: 'utf8' }).split(' ')[1] ?? ''
}

function hashed(line: string): string {
  const file = path.join(server.folder, 'known_hosts')
  writeFileSync(file, `${line}\n`)
  execFileSync('ssh-keygen', ['-H', '-f', file], { stdio: 'ignore' })
  const text = execFileSync('cat', [file], { encoding: 'utf8' })
  if (!text.startsWith('|1|')) throw new Error('Not hashed')
  return text
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
