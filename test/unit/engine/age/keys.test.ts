import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { DeployKitError, Secret } from '../../../../packages/core/index.ts'
import { generateIdentity, parseIdentities } from '../../../../packages/engine/age/identity.ts'
import { parseRecipient } from '../../../../packages/engine/age/recipient.ts'

/** The pair of the specification, "The X25519 recipient type". */
const IDENTITY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'
const RECIPIENT = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'

function parse(text: string): ReturnType<typeof parseIdentities> {
  return parseIdentities(new Secret('backup-key', text))
}

/** Its code, and all that is shown of it. */
function failureOf(run: () => unknown): { readonly code: unknown; readonly text: string } {
  try {
    run()
  } catch (thrown) {
    return { code: thrown instanceof DeployKitError ? thrown.code : undefined, text: inspect(thrown, { depth: 9, showHidden: true }) }
  }
  return { code: undefined, text: '' }
}

describe('a recipient', () => {
  test('is read as it is, also with blanks around it', () => {
    expect(parseRecipient(` ${RECIPIENT}\r\n`)).toEqual({ text: RECIPIENT, publicKey: parse(IDENTITY)[0]?.recipient.publicKey })
  })

  test.each([
    ['', /is empty/],
    [RECIPIENT.toUpperCase(), /does not begin with age1/],
    [RECIPIENT.slice(0, -1), /mistyped, or a part of it is missing/],
    [RECIPIENT.replace('zvk', 'zvq'), /mistyped/],
    [`${RECIPIENT},${RECIPIENT}`, /mistyped/],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN', /SSH key/],
    ['age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e', /of the kind age1tag/],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', /does not begin with age1/]
  ])('%s is refused', (text, expected) => {
    expect(failureOf(() => parseRecipient(text))).toEqual({ code: 'DK_BACKUP_KEY_INVALID', text: expect.stringMatching(expected) })
  })

  test.each([IDENTITY, IDENTITY.toLowerCase(), IDENTITY.slice(0, 40)])('a secret key in its place is refused and not shown: %#', (text) => {
    const failure = failureOf(() => parseRecipient(text))
    expect(failure.text).toMatch(/is a secret key, which must never be there/)
    expect(failure.text.toUpperCase()).not.toContain('GFPYYSJZ')
  })
})

describe('an identity', () => {
  test('has the recipient that age-keygen -y shows', () => {
    expect(parse(IDENTITY).map(({ recipient }) => recipient.text)).toEqual([RECIPIENT])
  })

  test('is read out of a key file with comments and several keys, as Windows writes it too', () => {
    const other = generateIdentity('other')
    const file = `\uFEFF# created: 2026-11-21T07:00:00Z\r\n# public key: ${RECIPIENT}\r\n${IDENTITY}\r\n\r\n  ${other.identity.reveal()}`
    expect(parse(file).map(({ recipient }) => recipient.text)).toEqual([RECIPIENT, other.recipient.text])
  })

  test('that was generated is another one each time', () => {
    const [first, second] = [generateIdentity('one'), generateIdentity('one')]
    expect(first.identity.reveal()).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/)
    expect(parse(first.identity.reveal())[0]?.recipient.text).toBe(first.recipient.text)
    expect(first.recipient.text).not.toBe(second.recipient.text)
  })

  test('is shown nowhere', () => {
    const identity = parse(IDENTITY)[0]
    expect(inspect(identity, { depth: 9, showHidden: true })).not.toMatch(/GFPYY|424242/i)
    expect(JSON.stringify(identity)).not.toMatch(/GFPYY|4242|QkJC/)
    expect(inspect(generateIdentity('one-time key'))).not.toContain('AGE-SECRET')
  })

  test.each([
    ['', /There is no key in backup-key/],
    ['# only a comment\n', /There is no key/],
    [`# a comment\n${RECIPIENT}`, /Line 2 of backup-key is a recipient/],
    [IDENTITY.toLowerCase(), /Line 1 of backup-key is mistyped/],
    [IDENTITY.slice(0, -3), /is mistyped, or a part of it is missing/],
    [IDENTITY.replace('ZGFPQ', 'ZGFPP'), /is mistyped/],
    [`${IDENTITY} ${IDENTITY}`, /is mistyped/],
    ['AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR', /of another kind than X25519/],
    ['AGE-PLUGIN-YUBIKEY-1QQPSXQYPXQYPXQYPXQ', /of another kind than X25519/],
    ['-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCg==', /with a passphrase/],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=', /not of age/],
    ['correct horse battery staple', /is not a key of age/]
  ])('%# is refused by its line, which is not shown', (text, expected) => {
    const failure = failureOf(() => parse(text))
    expect(failure).toEqual({ code: 'DK_BACKUP_KEY_INVALID', text: expect.stringMatching(expected) })
    expect(failure.text).not.toMatch(/GFPYY|XX76JRA|QQPSX|YWdl|b3Bl|horse/i)
  })
})
