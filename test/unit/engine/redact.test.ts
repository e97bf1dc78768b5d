import { describe, expect, test } from '@jest/globals'
import { DeployKitError, Secret } from '../../../packages/core/index.ts'
import { findSecrets, Redactor } from '../../../packages/engine/redact.ts'
import { redactError } from '../../../packages/engine/redact-error.ts'

function redactorOf(...texts: readonly string[]): Redactor {
  const redactor = new Redactor()
  redactor.add(texts.map((text) => new Secret('s', text)))
  return redactor
}

const PASSWORD = 'pä$$ w"ord/42+x'
const encode = (encoding: BufferEncoding, text = PASSWORD): string => Buffer.from(text).toString(encoding)

test.each([
  ['plain', PASSWORD],
  ['base64', encode('base64')],
  ['base64 without padding', encode('base64').replaceAll('=', '')],
  ['base64url', encode('base64url')],
  ['hex', encode('hex')],
  ['HEX', encode('hex').toUpperCase()],
  ['URL', encodeURIComponent(PASSWORD)],
  ['form', encodeURIComponent(PASSWORD).replaceAll('%20', '+')],
  ['JSON', JSON.stringify(PASSWORD).slice(1, -1)],
  ['a word in double quotes of a shell', 'pä\\$\\$ w\\"ord/42+x'],
  ['XML', 'pä$$ w&quot;ord/42+x']
])('hides a secret written as %s', (_name, form) => {
  expect(redactorOf(PASSWORD).redact(`before ${form} after`)).toBe('before *** after')
})

test.each(['', 'a', 'ab', 'user:', 'login='])('hides most of a secret in the base64 of a longer text that begins with %j', (prefix) => {
  const secret = 'correct-horse-battery-staple'
  const redacted = redactorOf(secret).redact(encode('base64', `${prefix}${secret} and more`))
  expect(redacted).toContain('***')
  expect(Buffer.from(redacted.replaceAll('*', 'A'), 'base64').toString('latin1')).not.toContain(secret.slice(4, 12))
})

describe('parts', () => {
  test('every long line of a secret of many lines', () => {
    const key = '-----BEGIN KEY-----\nabcdefgh\nshort\nijklmnop==\n-----END KEY-----\n'
    const redactor = redactorOf(key)
    expect(redactor.redact('abcdefgh short ijklmnop== -----BEGIN KEY-----')).toBe('*** short *** -----BEGIN KEY-----')
    expect(redactor.redact(key)).toBe('***')
  })

  test('the values of an env file, not its names, nor what is too short to be secret', () => {
    const redactor = redactorOf('DB_PASSWORD=swordfish\nexport TOKEN="quoted-token"\nDEBUG=true\n# comment\nEMPTY=\n')
    expect(redactor.redact('DB_PASSWORD is swordfish, TOKEN is quoted-token, DEBUG is true')).toBe('DB_PASSWORD is ***, TOKEN is ***, DEBUG is true')
  })

  test('the texts of a JSON object, however deep', () => {
    expect(redactorOf('{"a":"first-one","b":{"c":["second-one"]}}').redact('first-one second-one')).toBe('*** ***')
  })

  test('the lines of a key that is a value, and the password of an address', () => {
    const redactor = redactorOf(JSON.stringify({ key: '-----BEGIN X-----\nfirst-line\nsecond-line', url: 'redis://:p%40ssword@cache:6379' }))
    expect(redactor.redact('second-line first-line p@ssword p%40ssword -----BEGIN X-----')).toBe('*** *** *** *** -----BEGIN X-----')
  })

  test('short values, but no words of which logs are full', () => {
    expect(redactorOf('{"PIN":"7#x1","DEBUG":"true","PORT":"8080","ENV":"production"}').redact('7#x1 true 8080 production')).toBe('*** true 8080 production')
  })

  test('only what is secret in a text that says so', () => {
    const redactor = new Redactor()
    redactor.add([new Secret('environment', 'URL=https://app.example.com\nTOKEN=swordfish\n', ['swordfish'])])
    expect(redactor.redact('https://app.example.com swordfish')).toBe('https://app.example.com ***')
  })

  test('the longer secret is hidden before the shorter one in it', () => {
    expect(redactorOf('secret', 'secret-long').redact('secret-long secret')).toBe('*** ***')
  })
})

test("a quote that a shell's word in single quotes cannot hold", () => {
  expect(redactorOf("it's me").redact("'it'\\''s me'")).toBe("'***'")
})

test('characters with a meaning in patterns are plain', () => {
  expect(redactorOf('a.c*(').redact('abc a.c*(')).toBe('abc ***')
})

test('what is too short to be a secret does not shred the log', () => {
  expect(redactorOf('a', 'no', '').redact('a banana, no')).toBe('a banana, no')
})

test('secrets may be added later', () => {
  const redactor = redactorOf('first-secret')
  expect(redactor.redact('first-secret second-secret')).toBe('*** second-secret')
  redactor.add([new Secret('s', 'second-secret')])
  expect(redactor.redact('first-secret second-secret')).toBe('*** ***')
})

test('secrets are found in values, however deep and in circles', () => {
  const secret = new Secret('s', 'x')
  const circle: Record<string, unknown> = { list: [{ secret }], map: new Map([['a', secret]]) }
  circle['self'] = circle
  expect(findSecrets(circle)).toEqual([secret, secret])
})

test('errors are redacted with their causes', () => {
  const cause = new DeployKitError('DK_COMMAND_FAILED', { message: 'swordfish', remedy: 'r', cause: new Error('swordfish') })
  const error = new DeployKitError('DK_DEPLOY_UNDONE', { message: 'a swordfish', remedy: 'no swordfish', stderrTail: 'swordfish', host: 'web1', cause })
  const redacted = redactError(error, redactorOf('swordfish'))
  expect(redacted).toMatchObject({ code: 'DK_DEPLOY_UNDONE', message: 'a ***', remedy: 'no ***', stderrTail: '***', host: 'web1' })
  const inner = redacted.cause as DeployKitError
  expect([inner.message, (inner.cause as Error).message]).toEqual(['***', '***'])
  expect(inner.stack).not.toContain('swordfish')
})
