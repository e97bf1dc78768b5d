import { describe, expect, test } from '@jest/globals'
import { deriveMasks, deriveUrlMasks, maskSecrets } from '../../../packages/github/masking.ts'
import { RunnerSecretMasker } from '../../support/runner-secret-masker.ts'

const BODY = Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 37 + 11) % 251)).toString('base64')
const KEY = `-----BEGIN OPENSSH PRIVATE KEY-----\n${(BODY.match(/.{1,70}/g) ?? []).join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`

/** What a log shows after the masks of this secret are known to the runner. */
function show(secret: string, text: string): string {
  const masker = new RunnerSecretMasker()
  for (const mask of deriveMasks(secret)) masker.add(mask)
  return masker.mask(text)
}

const hex = (text: string): string => Buffer.from(text).toString('hex')
const base64 = (text: string): string => Buffer.from(text).toString('base64')

describe('encodings of one value', () => {
  const value = 'p?ss wörd/~+1'
  const forms: readonly (readonly [string, string])[] = [
    ['as it is', value],
    ['base64', base64(value)],
    ['base64 without padding', base64(value).replace(/=+$/, '')],
    ['base64url', Buffer.from(value).toString('base64url')],
    ['hex', hex(value)],
    ['upper-case hex', hex(value).toUpperCase()],
    ['percent encoding', encodeURIComponent(value)],
    ['form encoding', new URLSearchParams({ a: value }).toString().slice(2)],
    ['JSON', JSON.stringify(`a"${value}`).slice(4, -1)]
  ]
  test.each(forms)('%s', (_name, form) => expect(show(value, `before ${form} after`)).toBe('before *** after'))
})

describe('parts of a secret', () => {
  const json = JSON.stringify({ DB_PASSWORD: 'hunter2hunter2', nested: { list: ['deep-secret-1'] }, url: 'https://bot:t0ken-x@example.com/r.git', port: 5432, on: true })
  const cases: readonly (readonly [string, string, string])[] = [
    ['a field of a JSON object', json, 'hunter2hunter2'],
    ['a nested field of a JSON object', json, 'deep-secret-1'],
    ['a password in a URL in a JSON object', json, 't0ken-x'],
    ['hex of a field of a JSON object', json, hex('deep-secret-1')],
    ['base64url of a JSON field', json, Buffer.from('hunter2hunter2').toString('base64url')],
    ['a value of an env file', 'A=one-value\nexport B="two value"\n', 'two value'],
    ['a line of an env file', 'A=one-value\nB=two', 'A=one-value'],
    ['the password of a URL', 'postgres://app:s%40cret@db:5432/app', 's%40cret'],
    ['the decoded password of a URL', 'postgres://app:s%40cret@db:5432/app', 's@cret'],
    ['user and password of a URL', 'postgres://app:s%40cret@db:5432/app', 'app:s%40cret'],
    ['basic authentication', 'https://app:pass-word@example.com', base64('app:pass-word')],
    ['the signature of a URL', 'https://hooks.example.com/x?sig=abcdef123', 'abcdef123'],
    ['what a base64 secret holds', base64('the text within it'), 'the text within it'],
    ['a line of a key', KEY, BODY.slice(0, 70)],
    ['the last line of a key', KEY, BODY.slice(-(BODY.length % 70))],
    ['a key on one line', KEY, BODY],
    ['a key with other line lengths', KEY, BODY.slice(0, 64)],
    ['a line of a key that was given as base64', base64(KEY), BODY.slice(70, 140)],
    ['a line of a key with literal \\n', KEY.replaceAll('\n', '\\n'), BODY.slice(70, 140)],
    ['a key as a JSON string', KEY, JSON.stringify(KEY).slice(1, -1)]
  ]
  test.each(cases)('%s', (_name, secret, part) => expect(show(secret, `<${part}>`)).toMatch(/^<(\*\*\*)+>$/))

  test('base64 of a key, as the program base64 breaks it', () => {
    const lines = base64(KEY).match(/.{1,76}/g) ?? []
    expect(show(KEY, lines.slice(0, -1).join('\n'))).toBe(lines.slice(0, -1).map(() => '***').join('\n'))
  })
})

describe('what is never masked', () => {
  const json = JSON.stringify({ DEBUG: 'true', PORT: 8080, EMPTY: '', USER: 'postgres', X: 'abc', KEY: 'really-secret' })
  test.each(['true', '8080', 'postgres', 'abc', '{', 'key', '-----BEGIN OPENSSH PRIVATE KEY-----'])('%s', (text) => {
    expect(show(json, text)).toBe(text)
    expect(show(KEY, text)).toBe(text)
  })

  test('a mask of several lines, of which the runner would mask every one', () => {
    const masks = deriveMasks('{\n  "a": "secret-one"\n}\n')
    expect(masks.filter((mask) => /[\r\n]/.test(mask))).toEqual([])
    expect(masks).toContain('secret-one')
    expect(masks).not.toContain('{')
  })

  test('an empty or a trivial secret gives no masks', () => {
    expect(['', '  \n', 'true', '12', 'abc'].flatMap(deriveMasks)).toEqual([])
  })
})

test.each(['', 'u', 'us', 'usr', 'user:'])('within the base64 of a longer text (after %j)', (before) => {
  expect(show('a-long-enough-password', base64(`${before}a-long-enough-password and more`))).toContain('***')
})

test('bytes that are not text do not disturb', () => {
  expect(deriveMasks(Buffer.from([0xff, 0xfe, 1, 2, 3, 200, 201, 202, 203, 204, 205, 206]).toString('base64'))).toContain('//4BAgPIycrLzM3O')
  expect(deriveMasks('lone \ud800 surrogate')).toContain('lone \ud800 surrogate')
})

test('longer masks come first', () => {
  const lengths = deriveMasks('A=one-value\nB=two-value').map((mask) => mask.length)
  expect(lengths).toEqual([...lengths].sort((left, right) => right - left))
})

test('passwords in inputs that are no secrets', () => {
  expect(deriveUrlMasks('DATABASE_URL=postgres://app:hunter22@db/app MODE=fast')).toEqual(['postgres://app:hunter22@db/app', 'app:hunter22', 'hunter22'])
  expect(deriveUrlMasks('https://example.com/path')).toEqual([])
})

test('a mask is one command, whatever it holds', () => {
  const lines: string[] = []
  maskSecrets(['50%\tsecret', 'two\nlines'], (line) => void lines.push(line))
  expect(lines).toEqual(['::add-mask::50%25\tsecret', '::add-mask::two%0Alines'])
})
