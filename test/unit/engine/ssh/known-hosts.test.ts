import { describe, expect, test } from '@jest/globals'
import { createHmac } from 'node:crypto'
import { findKnownHosts, parseKnownHosts, renderKnownHostsLine } from '../../../../packages/engine/ssh/known-hosts.ts'

const KEY = wireKey('ssh-ed25519', 'one')
const BASE64 = KEY.toString('base64')

describe('a line of known_hosts matches a host', () => {
  const cases: readonly (readonly [hosts: string, address: string, port: number, matches: boolean])[] = [
    ['web1.example.com', 'web1.example.com', 22, true],
    ['web1.example.com', 'WEB1.Example.com', 22, true],
    ['WEB1.example.com', 'web1.example.com', 22, true],
    ['web1.example.com', 'web2.example.com', 22, false],
    ['web1.example.com', 'web1.example.com', 2222, false],
    ['[web1.example.com]:2222', 'web1.example.com', 2222, true],
    ['[web1.example.com]:2222', 'web1.example.com', 22, false],
    ['[web1.example.com]:2222', 'web1.example.com', 2223, false],
    ['web1,10.0.0.1,::1', '10.0.0.1', 22, true],
    ['web1,10.0.0.1,::1', '::1', 22, true],
    ['[::1]:2222', '::1', 2222, true],
    ['*.example.com', 'web1.example.com', 22, true],
    ['*.example.com', 'a.b.example.com', 22, true],
    ['*.example.com', 'example.com', 22, false],
    ['*.example.com', 'web1.exampleXcom', 22, false],
    ['*.example.com,!secret.example.com', 'secret.example.com', 22, false],
    ['!secret.example.com,*.example.com', 'web1.example.com', 22, true],
    ['!secret.example.com', 'web1.example.com', 22, false],
    ['[*.example.com]:2222', 'web1.example.com', 2222, true],
    ['web?', 'web1', 22, true],
    ['web?', 'web10', 22, false],
    ['*', 'web1', 2222, true],
    ['web.*', 'web1', 22, false],
    [hashed('web1.example.com'), 'web1.example.com', 22, true],
    [hashed('web1.example.com'), 'WEB1.example.com', 22, true],
    [hashed('web1.example.com'), 'web2.example.com', 22, false],
    [hashed('web1.example.com'), 'web1.example.com', 2222, false],
    [hashed('[web1.example.com]:2222'), 'web1.example.com', 2222, true],
    ['|2|abc|def', 'web1', 22, false],
    ['|1|abc', 'web1', 22, false]
  ]
  test.each(cases)('%s and %s port %i: %s', (hosts, address, port, matches) => {
    const known = parseKnownHosts(`${hosts} ssh-ed25519 ${BASE64} comment with blanks\n`)
    expect(findKnownHosts(known, address, port)).toHaveLength(matches ? 1 : 0)
  })
})

describe('the text of known_hosts', () => {
  test.each([
    ['comments and empty lines', `# comment\n\n   \nweb1 ssh-ed25519 ${BASE64}\n#web1 ssh-ed25519 ${BASE64}`],
    ['CRLF', `# comment\r\nweb1 ssh-ed25519 ${BASE64}\r\n`],
    ['CR', `# comment\rweb1 ssh-ed25519 ${BASE64}\r`],
    ['the characters \\n', `# comment\\nweb1 ssh-ed25519 ${BASE64}\\n`],
    ['indentation, tabs and a byte order mark', `\uFEFF  web1\tssh-ed25519 \t${BASE64}  `]
  ])('with %s', (_, text) => {
    const known = parseKnownHosts(text)
    expect(known.problems).toEqual([])
    expect(findKnownHosts(known, 'web1', 22).map(({ key }) => key)).toEqual([KEY])
  })

  test('markers', () => {
    const hosts = ['@revoked web1', '@cert-authority *.example.com', 'web2']
    const known = parseKnownHosts(hosts.map((host) => `${host} ssh-ed25519 ${BASE64}`).join('\n'))
    expect(known.entries.map(({ line, marker }) => [line, marker])).toEqual([[1, 'revoked'], [2, 'cert-authority'], [3, undefined]])
  })

  test('several keys of one host', () => {
    const rsa = wireKey('ssh-rsa', 'two')
    const known = parseKnownHosts(`web1 ssh-ed25519 ${BASE64}\nweb1,web2 ssh-rsa ${rsa.toString('base64')}`)
    expect(findKnownHosts(known, 'web1', 22).map(({ key }) => key)).toEqual([KEY, rsa])
  })

  test.each([
    ['web1 ssh-ed25519', 'line 1: a line needs a host, a key type and a key'],
    [`ssh-ed25519 ${BASE64}`, 'line 1: a line needs a host, a key type and a key'],
    [`\nweb1 ssh-ed25519 ${BASE64.slice(8)}`, 'line 2: the key is not a complete ssh-ed25519 key in base64'],
    [`web1 ssh-rsa ${BASE64}`, 'line 1: the key is not a complete ssh-rsa key in base64'],
    [`@trusted web1 ssh-ed25519 ${BASE64}`, 'line 1: unknown marker @trusted']
  ])('a line that cannot be read pins nothing and is named: %j', (text, problem) => {
    expect(parseKnownHosts(text)).toEqual({ entries: [], problems: [problem] })
  })

  test('a rendered line is read back', () => {
    expect(renderKnownHostsLine('web1', 22, KEY)).toBe(`web1 ssh-ed25519 ${BASE64}`)
    const line = renderKnownHostsLine('10.0.0.1', 2222, KEY)
    expect(line).toBe(`[10.0.0.1]:2222 ssh-ed25519 ${BASE64}`)
    expect(findKnownHosts(parseKnownHosts(line), '10.0.0.1', 2222)).toHaveLength(1)
  })
})

/** A key in wire format that is a key in its first field only. */
function wireKey(type: string, rest: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(type.length)
  return Buffer.concat([length, Buffer.from(type + rest)])
}

function hashed(name: string): string {
  const salt = Buffer.alloc(20, 7)
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`
}
