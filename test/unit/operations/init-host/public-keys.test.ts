import { describe, expect, test } from '@jest/globals'
import { parseInputs } from '../../../../packages/core/index.ts'
import { listForwards } from '../../../../packages/operations/init-host/forwards.ts'
import { initHostInputs } from '../../../../packages/operations/init-host/inputs.ts'
import { findKeyProblem, findLinesOf, parsePublicKey, renderAuthorizedKey } from '../../../../packages/operations/init-host/public-keys.ts'

const BLOB = 'AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'
const KEY = `ssh-ed25519 ${BLOB} ci@example.com`

describe('a line that is given as public key', () => {
  test.each([
    ['is one', KEY, undefined],
    ['without a comment', `ssh-ed25519 ${BLOB}`, undefined],
    ['begins a private key', '-----BEGIN OPENSSH PRIVATE KEY-----', /^is a private key\. Give the public one .* make a new pair$/],
    ['begins a key of PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519', /^is a private key/],
    ['has options', `restrict ${KEY}`, 'has options before the key: give the key alone'],
    ['was cut off', KEY.slice(0, 70), 'is not a whole public key: was it cut off when it was copied?'],
    ['has the key of another type', `ssh-rsa ${BLOB}`, 'is not a whole public key: was it cut off when it was copied?'],
    ['has no key', 'ssh-ed25519', 'is not a whole public key: was it cut off when it was copied?'],
    ['is something else', 'hunter2', 'is not a public key: a line begins with ssh-ed25519 or ssh-rsa']
  ])('%s', (_name, line, problem) => {
    const found = findKeyProblem(line)
    if (problem instanceof RegExp) expect(found).toMatch(problem)
    else expect(found).toBe(problem)
  })

  test('is never told when it is refused, for it may be private', () => {
    const texts = { host: 'web1', path: '/srv/app', 'public-key': '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAhunter2\n-----END RSA PRIVATE KEY-----' }
    const refused = (): unknown => parseInputs(initHostInputs, [{ describe: (name) => name, texts }])
    expect(refused).toThrow(/public-key is a private key/)
    expect(refused).not.toThrow(/hunter2/)
  })
})

describe('the line of authorized_keys', () => {
  test.each([
    ['for commands alone', [], `restrict ssh-ed25519 ${BLOB} ci@example.com`],
    [
      'with addresses that are asked on the host',
      [
        { address: 'localhost', port: 80 },
        { address: '::1', port: 8001 }
      ],
      `restrict,port-forwarding,permitlisten="localhost:1",permitopen="localhost:80",permitopen="[::1]:8001" ssh-ed25519 ${BLOB} ci@example.com`
    ]
  ])('%s', (_name, forwards, line) => {
    expect(renderAuthorizedKey(parsePublicKey(KEY), forwards)).toBe(line)
  })

  test('is found whatever its options and its comment are, but not in a comment', () => {
    const old = `command="a  b" ssh-ed25519 ${BLOB} old`
    expect(findLinesOf(BLOB, `# ${KEY}\nssh-ed25519 AAAA other\n${old}\n`)).toEqual([old])
  })
})

describe('what may be reached through the connection', () => {
  const forwardsOf = (inputs: Readonly<Record<string, string>>): readonly string[] => {
    const texts = { host: 'web1', path: '/srv/app', ...inputs }
    return listForwards(parseInputs(initHostInputs, [{ describe: (name) => name, texts }])).map(({ address, port }) => `${address} ${port}`)
  }

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['nothing without checks', {}, []],
    ['nothing for what the runner asks', { 'health-check': 'http https://app.example.com/\ncommand ./check', 'probe-url': 'https://app.example.com/' }, []],
    ['what the host is asked for, once', { 'health-check': 'http http://localhost/health\ntcp 127.0.0.1:5432', 'probe-url': 'http://localhost/health' }, ['localhost 80', '127.0.0.1 5432']],
    ['TLS and IPv6', { 'health-check': 'http https://[::1]/' }, ['::1 443']],
    [
      'both ports of a service that is checked before it serves',
      { strategy: 'systemd', ports: '8001, 8002', 'health-check': 'http http://localhost/health' },
      ['localhost 80', '127.0.0.1 8001', '127.0.0.1 8002']
    ],
    ['nothing for the containers of a service', { strategy: 'compose', 'health-check': 'http http://127.0.0.1:8000/ service=api\ns3 storage:9000\npostgres db' }, []],
    ['never a pattern', { 'health-check': 'http http://*:80/ from=host' }, []]
  ])('%s', (_name, inputs, forwards) => {
    expect(forwardsOf(inputs)).toEqual(forwards)
  })
})
