import { describe, expect, test } from '@jest/globals'
import { describeMissingHeader, findHeaderLength, MAX_HEADER_BYTES, parseHeader, renderHeader } from '../../../../packages/engine/age/header.ts'

const FILE_KEY = Buffer.from('YELLOW SUBMARINE')
const MAC = 'A'.repeat(43)
const FULL = 'A'.repeat(64)

function headerOf(...lines: readonly string[]): Buffer {
  return Buffer.from(['age-encryption.org/v1', ...lines, `--- ${MAC}`, ''].join('\n'), 'latin1')
}

describe('a header', () => {
  test.each([0, 1, 47, 48, 49, 96, 200])('is read as it was written, with a body of %d bytes', (size) => {
    const stanzas = [
      { kind: 'X25519', words: ['one', 'two'], body: Buffer.alloc(size, 0xa5) },
      { kind: 'example.com/enigma', words: [], body: Buffer.alloc(0) }
    ]
    const bytes = renderHeader(stanzas, FILE_KEY)
    expect(findHeaderLength(Buffer.concat([bytes, Buffer.from('--- and more\n')]))).toBe(bytes.length)
    expect(parseHeader(bytes)).toMatchObject({ stanzas, authenticated: bytes.subarray(0, -45) })
  })

  test.each([
    ['no stanza', headerOf()],
    ['an empty line', headerOf('')],
    ['a body without arguments', headerOf('AAAA')],
    ['no argument', headerOf('->', '')],
    ['an empty argument', headerOf('-> X25519 ', '')],
    ['two blanks', headerOf('-> X25519  one', '')],
    ['no blank', headerOf('->X25519', '')],
    ['a tabulator', headerOf('-> X25519\tone', '')],
    ['a letter beyond ASCII', headerOf('-> X25519 \u00e9', '')],
    ['Windows line ends', headerOf('-> X25519\r', '\r')],
    ['no body', headerOf('-> X25519')],
    ['no short last line', headerOf('-> X25519', FULL)],
    ['a line that is too long', headerOf('-> X25519', `${FULL}AAAA`, '')],
    ['two short lines', headerOf('-> X25519', 'AAAA', 'AAAA')],
    ['padding', headerOf('-> X25519', 'AAA=')],
    ['base64 that has a second spelling', headerOf('-> X25519', 'AB')],
    ['base64 for addresses', headerOf('-> X25519', 'AA-_')],
    ['a MAC of 31 bytes', Buffer.from('age-encryption.org/v1\n-> X25519\n\n--- ' + `${'A'.repeat(42)}\n`)],
    ['a MAC with a second spelling', Buffer.from('age-encryption.org/v1\n-> X25519\n\n--- ' + `${'A'.repeat(42)}B\n`)],
    ['a MAC without its blank', Buffer.from(`age-encryption.org/v1\n-> X25519\n\n---${MAC}\n`)],
    ['a blank behind the MAC', Buffer.from(`age-encryption.org/v1\n-> X25519\n\n--- ${MAC} \n`)]
  ])('with %s is malformed', (_what, bytes) => {
    expect(findHeaderLength(bytes)).toBe(bytes.length)
    expect(parseHeader(bytes)).toBe('its header is malformed')
  })

  test('of another version is told from what is no file of age', () => {
    expect(parseHeader(Buffer.from('age-encryption.org/v2\n-> X\n\n--- \n'))).toMatch(/another version/)
    expect(parseHeader(Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n'))).toMatch(/does not begin as a file of age/)
  })

  test('that is not whole is found as soon as it is, and not searched for without end', () => {
    const bytes = headerOf('-> X25519 one', 'AAAA')
    for (let length = 0; length < bytes.length; length += 1) expect(findHeaderLength(bytes.subarray(0, length))).toBeUndefined()
    const long = headerOf(...Array.from({ length: 1000 }, () => ['-> X25519 one', FULL, '']).flat())
    expect(long.length).toBeGreaterThan(MAX_HEADER_BYTES)
    expect(findHeaderLength(long)).toBeUndefined()
  })

  test.each([
    ['', 'it is empty'],
    ['age-encr', 'it ends within its header'],
    ['age-encryption.org/v1\n-> X25519 ', 'it ends within its header'],
    ['age-encryption.org/v1\n'.padEnd(MAX_HEADER_BYTES, '->'), 'its header has no end'],
    ['PGDMP', 'it does not begin as a file of age does (in its binary form, without --armor)'],
    ['age-encryption.org/v9\n', 'it is in another version of the format of age than v1']
  ])('that is missing is described: %#', (text, expected) => {
    expect(describeMissingHeader(Buffer.from(text))).toBe(expected)
  })
})
