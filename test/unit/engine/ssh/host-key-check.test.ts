import { describe, expect, test } from '@jest/globals'
import type { KnownHostsSource } from '../../../../packages/core/index.ts'
import { makeHostKeyCheck, withoutTypeOf } from '../../../../packages/engine/ssh/host-key-check.ts'
import { fingerprintOf } from '../../../../packages/engine/ssh/public-key.ts'

const ENDPOINT = { name: 'web1', address: '10.0.0.1', port: 2222, user: 'deploy' }
const ED25519 = wireKey('ssh-ed25519', 'server')
const OTHER = wireKey('ssh-ed25519', 'other')
const RSA = wireKey('ssh-rsa', 'server')
const ECDSA = wireKey('ecdsa-sha2-nistp256', 'server')

const ED = ['ssh-ed25519']
const P256 = ['ecdsa-sha2-nistp256']
const LARGE = ['ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521']
const RSA_SHA2 = ['rsa-sha2-512', 'rsa-sha2-256']

describe('which algorithms are asked for', () => {
  test.each([
    ['nothing is pinned', '', [...ED, ...P256, ...LARGE, ...RSA_SHA2]],
    ['an RSA key', line(RSA), [...RSA_SHA2, ...ED, ...P256, ...LARGE]],
    ['an ECDSA key', line(ECDSA), [...P256, ...ED, ...LARGE, ...RSA_SHA2]],
    ['an unknown type', line(wireKey('ssh-future', 'x')), [...ED, ...P256, ...LARGE, ...RSA_SHA2]],
    ['a revoked key does not count', `@revoked ${line(RSA)}`, [...ED, ...P256, ...LARGE, ...RSA_SHA2]]
  ])('%s', (_, text, algorithms) => {
    expect(makeHostKeyCheck(source({ text }), ENDPOINT).algorithms).toEqual(algorithms)
  })

  test('without the type of a key', () => {
    const { algorithms } = makeHostKeyCheck(source({}), ENDPOINT)
    expect(withoutTypeOf(RSA, algorithms)).toEqual([...ED, ...P256, ...LARGE])
  })
})

describe('whether a key is trusted', () => {
  test.each([
    ['the pinned key', { text: line(ED25519) }, undefined],
    ['one of two pinned keys', { text: `${line(OTHER)}\n${line(ED25519)}` }, undefined],
    ['pinned for the host without its port', { text: line(ED25519, '10.0.0.1') }, undefined],
    ['pinned by fingerprint', { fingerprints: ['SHA256:nonsense', fingerprintOf(ED25519)] }, undefined],
    ['pinned by fingerprint without its prefix, with padding', { fingerprints: [`${fingerprintOf(ED25519).slice(7)}=`] }, undefined],
    ['fingerprint as well as another key', { text: line(OTHER), fingerprints: [fingerprintOf(ED25519)] }, undefined],
    ['everything is let through', { unsafeSkip: true }, undefined],
    ['everything is let through, also changed keys', { text: line(OTHER), unsafeSkip: true }, undefined],
    ['nothing is pinned', {}, 'DK_HOST_KEY_UNKNOWN'],
    ['pinned for another host', { text: line(ED25519, '10.0.0.2') }, 'DK_HOST_KEY_UNKNOWN'],
    ['pinned for another port', { text: line(ED25519, '[10.0.0.1]:2223') }, 'DK_HOST_KEY_UNKNOWN'],
    ['another key is pinned for the host without its port', { text: line(OTHER, '10.0.0.1') }, 'DK_HOST_KEY_UNKNOWN'],
    ['as a certificate authority', { text: `@cert-authority ${line(ED25519)}` }, 'DK_HOST_KEY_UNKNOWN'],
    ['another key is pinned', { text: line(OTHER) }, 'DK_HOST_KEY_CHANGED'],
    ['a key of another type is pinned', { text: line(RSA) }, 'DK_HOST_KEY_CHANGED'],
    ['another fingerprint is pinned', { fingerprints: [fingerprintOf(OTHER)] }, 'DK_HOST_KEY_CHANGED'],
    ['revoked', { text: `${line(ED25519)}\n@revoked ${line(ED25519, '*')}` }, 'DK_HOST_KEY_CHANGED'],
    ['revoked, and everything is let through', { text: `@revoked ${line(ED25519)}`, unsafeSkip: true }, 'DK_HOST_KEY_CHANGED'],
    ['revoked for another host', { text: `${line(ED25519)}\n@revoked ${line(ED25519, '10.0.0.2')}` }, undefined]
  ])('%s', (_, changes, code) => {
    expect(makeHostKeyCheck(source(changes), ENDPOINT).check(ED25519)?.code).toBe(code)
  })

  test('an unknown key: the error has its fingerprint and the line to add', () => {
    const error = makeHostKeyCheck(source({ text: 'garbage' }), ENDPOINT).check(ED25519)
    expect(error?.host).toBe('web1')
    expect(error?.message).toBe(
      `The host key of web1 is not pinned: the server shows ssh-ed25519 ${fingerprintOf(ED25519)}, ` +
        'and known_hosts has no key for [10.0.0.1]:2222; ' +
        'it has lines that cannot be read (line 1: a line needs a host, a key type and a key)'
    )
    expect(error?.remedy).toContain('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')
    expect(error?.remedy).toContain('deploy-kit trust --host 10.0.0.1 --port 2222)')
    expect(error?.remedy.endsWith(line(ED25519))).toBe(true)
  })

  test('a changed key: the error has both fingerprints and the line', () => {
    const error = makeHostKeyCheck(source({ text: `${line(OTHER)}\n${line(RSA)}` }), ENDPOINT).check(ED25519)
    expect(error?.message).toBe(
      `The host key of web1 is not the pinned one: the server shows ssh-ed25519 ${fingerprintOf(ED25519)}, ` +
        `pinned is ssh-ed25519 ${fingerprintOf(OTHER)} or ssh-rsa ${fingerprintOf(RSA)}`
    )
    expect(error?.remedy.endsWith(line(ED25519))).toBe(true)
  })

  test('a certificate authority is named, since its host would be trusted by OpenSSH', () => {
    const error = makeHostKeyCheck(source({ text: `# one\n@cert-authority ${line(OTHER)}` }), ENDPOINT).check(ED25519)
    expect(error?.message).toContain('a certificate authority for it (line 2), which deploy-kit does not check')
  })
})

function source(changes: Partial<KnownHostsSource>): KnownHostsSource {
  return { text: '', fingerprints: [], unsafeSkip: false, ...changes }
}

function line(key: Buffer, host = '[10.0.0.1]:2222'): string {
  const type = key.toString('latin1', 4, 4 + key.readUInt32BE(0))
  return `${host} ${type} ${key.toString('base64')}`
}

/** A key in wire format that is a key in its first field only. */
function wireKey(type: string, rest: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(type.length)
  return Buffer.concat([length, Buffer.from(type + rest)])
}
