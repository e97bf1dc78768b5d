import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { DeployKitError } from '../../../../packages/core/index.ts'
import { decryptAge } from '../../../../packages/engine/age/decrypt.ts'
import { encryptAge } from '../../../../packages/engine/age/encrypt.ts'
import { findHeaderLength, renderHeader } from '../../../../packages/engine/age/header.ts'
import { generateIdentity, parseIdentities, type AgeIdentity } from '../../../../packages/engine/age/identity.ts'
import { CHUNK_BYTES, payloadKeyOf, sealChunk, SEALED_CHUNK_BYTES } from '../../../../packages/engine/age/payload.ts'
import { rewrapHeader } from '../../../../packages/engine/age/rewrap.ts'
import { renderBase64 } from '../../../../packages/engine/age/base64.ts'
import { wrapFileKey } from '../../../../packages/engine/age/x25519-stanza.ts'
import { collect, inPieces } from '../../../support/byte-streams.ts'
import { seededRandom } from '../../../support/generated-words.ts'

const ours = newIdentity()
const theirs = newIdentity()

function newIdentity(): AgeIdentity {
  const [identity] = parseIdentities(generateIdentity('test key').identity)
  if (identity === undefined) throw new Error('no identity')
  return identity
}

function encrypt(plain: Buffer, identities: readonly AgeIdentity[] = [ours]): Promise<Buffer> {
  return collect(encryptAge(inPieces(plain, 1_000_003), identities.map(({ recipient }) => recipient)))
}

interface Decrypted {
  /** What was given out, also before a failure. */
  readonly plain: Buffer
  readonly code: string | undefined
  readonly message: string
}

async function decrypt(pieces: AsyncIterable<Buffer>, identities: readonly AgeIdentity[] = [ours]): Promise<Decrypted> {
  const given: Buffer[] = []
  try {
    for await (const piece of decryptAge(pieces, { identities, name: 'db.age on web1' })) given.push(piece)
    return { plain: Buffer.concat(given), code: undefined, message: '' }
  } catch (thrown) {
    if (!(thrown instanceof DeployKitError)) throw thrown
    return { plain: Buffer.concat(given), code: thrown.code, message: thrown.message }
  }
}

function decryptWhole(bytes: Buffer, identities?: readonly AgeIdentity[]): Promise<Decrypted> {
  return decrypt(inPieces(bytes), identities)
}

function headerLengthOf(bytes: Buffer): number {
  const length = findHeaderLength(bytes)
  if (length === undefined) throw new Error('no header')
  return length
}

describe('what was encrypted', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 3_000_000])('is decrypted as it was, and has no more chunks than it needs: %d bytes', async (size) => {
    const plain = randomBytes(size)
    const bytes = await encrypt(plain)
    const decrypted = await decryptWhole(bytes)
    expect({ ...decrypted, plain: decrypted.plain.equals(plain) }).toEqual({ plain: true, code: undefined, message: '' })
    expect(bytes.length).toBe(headerLengthOf(bytes) + 16 + size + 16 * Math.max(1, Math.ceil(size / CHUNK_BYTES)))
  })

  test('does not depend on the pieces in which it comes', async () => {
    const plain = randomBytes(CHUNK_BYTES + 100)
    for (const sizes of [[1], [7, 0, 65_536, 3], [SEALED_CHUNK_BYTES], [1_000_000], [100, 1]]) {
      const bytes = await collect(encryptAge(inPieces(plain, ...sizes), [ours.recipient]))
      expect((await decrypt(inPieces(bytes, ...sizes))).plain.equals(plain)).toBe(true)
    }
  })

  test('opens with each of the keys that it was encrypted for, wherever that stands in the key file', async () => {
    const bytes = await encrypt(Buffer.from('for both'), [theirs, ours])
    for (const identities of [[ours], [theirs], [newIdentity(), ours]]) expect((await decryptWhole(bytes, identities)).plain.toString()).toBe('for both')
  })

  test('is another file each time', async () => {
    const [first, second] = [await encrypt(Buffer.from('same')), await encrypt(Buffer.from('same'))]
    expect(first.equals(second)).toBe(false)
    expect(first.subarray(headerLengthOf(first)).equals(second.subarray(headerLengthOf(second)))).toBe(false)
  })

  test('cannot be for nobody, or for more than a header may have', async () => {
    await expect(encrypt(Buffer.alloc(0), [])).rejects.toMatchObject({ code: 'DK_BACKUP_KEY_INVALID' })
    await expect(encrypt(Buffer.alloc(0), Array.from({ length: 170 }, () => ours))).rejects.toMatchObject({ code: 'DK_BACKUP_KEY_INVALID' })
    expect((await decryptWhole(await encrypt(Buffer.from('many'), Array.from({ length: 160 }, () => ours)))).plain.toString()).toBe('many')
  })

  test('for a key that everybody can compute is refused', async () => {
    const weak = { ...ours, recipient: { text: 'age1weak', publicKey: Buffer.alloc(32) } }
    await expect(encrypt(Buffer.alloc(0), [weak])).rejects.toMatchObject({ code: 'DK_BACKUP_KEY_INVALID' })
  })
})

describe('a wrong key', () => {
  test('is told apart from damage, with the recipients of the keys that were given', async () => {
    const { code, message, plain } = await decryptWhole(await encrypt(Buffer.from('secret')), [theirs])
    expect({ code, plain: plain.length }).toEqual({ code: 'DK_BACKUP_KEY_WRONG', plain: 0 })
    expect(message).toBe(`db.age on web1 is encrypted for other keys than what was given (${theirs.recipient.text}), or its header was changed`)
  })

  test.each([
    [['scrypt'], /but for: scrypt \(a passphrase\)$/],
    [['ssh-ed25519', 'mlkem768x25519', 'ssh-ed25519'], /but for: ssh-ed25519, mlkem768x25519$/]
  ])('of another kind is named: %s', async (kinds, expected) => {
    const stanzas = kinds.map((kind) => ({ kind, words: ['word'], body: Buffer.alloc(32) }))
    const { code, message } = await decryptWhole(renderHeader(stanzas, Buffer.alloc(16)))
    expect({ code, message }).toEqual({ code: 'DK_BACKUP_KEY_WRONG', message: expect.stringMatching(expected) })
  })

  test('beside a passphrase is refused, as the format wants it', async () => {
    const fileKey = randomBytes(16)
    const header = renderHeader([wrapFileKey(fileKey, ours.recipient), { kind: 'scrypt', words: ['salt', '18'], body: Buffer.alloc(32) }], fileKey)
    expect((await decryptWhole(header)).message).toBe('db.age on web1 is damaged: its header is malformed')
  })
})

describe('damage', () => {
  test('by truncation is found at every byte, also where a chunk ends', async () => {
    const small = await encrypt(Buffer.from('0123456789'))
    for (let length = 0; length < small.length; length += 1) {
      expect(await decryptWhole(small.subarray(0, length))).toMatchObject({ code: 'DK_BACKUP_DAMAGED', plain: Buffer.alloc(0) })
    }
    const plain = randomBytes(3 * CHUNK_BYTES)
    const large = await encrypt(plain)
    const start = headerLengthOf(large) + 16
    for (const chunks of [0, 1, 2]) {
      const { code, message, plain: given } = await decryptWhole(large.subarray(0, start + chunks * SEALED_CHUNK_BYTES))
      expect({ code, given: given.length }).toEqual({ code: 'DK_BACKUP_DAMAGED', given: chunks * CHUNK_BYTES })
      expect(message).toMatch(chunks === 0 ? / changed or truncated, after 0 bytes/ : new RegExp(` was truncated, after ${chunks * CHUNK_BYTES} bytes`))
    }
  })

  test('by a changed bit is found wherever it is, and what came before it is all that is given out', async () => {
    const plain = randomBytes(2 * CHUNK_BYTES + 5000)
    const bytes = await encrypt(plain)
    const start = headerLengthOf(bytes) + 16
    const random = seededRandom(20261121)
    // Some in the header and the nonce, which are small.
    const places = Array.from({ length: 400 }, (_, index) => Math.floor(random() * (index < 100 ? start : bytes.length)))
    for (const place of places) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(place) ^ (1 << Math.floor(random() * 8)), place)
      const { code, plain: given } = await decryptWhole(changed)
      expect(place < start - 16 ? ['DK_BACKUP_DAMAGED', 'DK_BACKUP_KEY_WRONG'] : ['DK_BACKUP_DAMAGED']).toContain(code)
      expect(given.length).toBe(place < start ? 0 : Math.floor((place - start) / SEALED_CHUNK_BYTES) * CHUNK_BYTES)
      expect(plain.subarray(0, given.length).equals(given)).toBe(true)
    }
  })

  test.each([1, 16, SEALED_CHUNK_BYTES - 5016, 100_000])('by %d bytes behind the end is found', async (count) => {
    const bytes = await encrypt(randomBytes(CHUNK_BYTES + 5000))
    expect((await decryptWhole(Buffer.concat([bytes, Buffer.alloc(count)]))).code).toBe('DK_BACKUP_DAMAGED')
    const full = await encrypt(Buffer.alloc(CHUNK_BYTES))
    expect((await decryptWhole(Buffer.concat([full, Buffer.alloc(count)]))).message).toBe('db.age on web1 is damaged: it goes on after its end')
  })

  test('by a swapped, doubled or missing chunk is found', async () => {
    const bytes = await encrypt(randomBytes(4 * CHUNK_BYTES))
    const start = headerLengthOf(bytes) + 16
    const chunk = (index: number): Buffer => bytes.subarray(start + index * SEALED_CHUNK_BYTES, start + (index + 1) * SEALED_CHUNK_BYTES)
    for (const order of [[1, 0, 2, 3], [2, 1, 0, 3], [0, 1, 1, 2, 3], [0, 2, 3], [0, 1, 3, 2], [3]]) {
      expect((await decryptWhole(Buffer.concat([bytes.subarray(0, start), ...order.map(chunk)]))).code).toBe('DK_BACKUP_DAMAGED')
    }
  })

  test('by the header of another file is found, though the key opens it', async () => {
    const [first, second] = [await encrypt(Buffer.from('first')), await encrypt(Buffer.from('second'))]
    const mixed = Buffer.concat([first.subarray(0, headerLengthOf(first)), second.subarray(headerLengthOf(second))])
    expect(await decryptWhole(mixed)).toMatchObject({ code: 'DK_BACKUP_DAMAGED', plain: Buffer.alloc(0) })
  })

  test('by a stanza that was added or taken away is found', async () => {
    const text = (await encrypt(Buffer.from('for both'), [theirs, ours])).toString('latin1')
    const [first = ''] = /-> X25519 .*\n.*\n/.exec(text) ?? []
    for (const changed of [text.replace(first, ''), text.replace(first, first + first), text.replace(first, `${first}-> grease\n\n`)]) {
      expect((await decryptWhole(Buffer.from(changed, 'latin1'))).message).toBe('db.age on web1 is damaged: its header was changed')
    }
  })

  test.each([
    ['an empty last chunk behind others', [[0, false, CHUNK_BYTES], [1, true, 0]]],
    ['a short chunk before the last', [[0, false, 100], [1, true, 100]]],
    ['no last chunk', [[0, false, 100]]],
    ['two last chunks', [[0, true, CHUNK_BYTES], [1, true, 100]]],
    ['a chunk that was left out', [[0, false, CHUNK_BYTES], [2, true, 100]]],
    ['a chunk that is longer', [[0, true, CHUNK_BYTES + 1]]]
  ] as const)('made with the right key is found: %s', async (_what, chunks) => {
    const [fileKey, nonce] = [randomBytes(16), randomBytes(16)]
    const key = payloadKeyOf(fileKey, nonce)
    const sealed = chunks.map(([index, isLast, size]) => sealChunk(key, { index, isLast }, Buffer.alloc(size)))
    const bytes = Buffer.concat([renderHeader([wrapFileKey(fileKey, ours.recipient)], fileKey), nonce, ...sealed])
    expect((await decryptWhole(bytes)).code).toBe('DK_BACKUP_DAMAGED')
  })

  test.each([
    ['one argument more', { words: [renderBase64(Buffer.alloc(32, 9)), 'more'], body: Buffer.alloc(32) }],
    ['no share', { words: [], body: Buffer.alloc(32) }],
    ['a short share', { words: [renderBase64(Buffer.alloc(31, 9))], body: Buffer.alloc(32) }],
    ['a long body', { words: [renderBase64(Buffer.alloc(32, 9))], body: Buffer.alloc(33) }],
    ['a share of low order', { words: [renderBase64(Buffer.alloc(32))], body: Buffer.alloc(32) }]
  ])('of an X25519 stanza is found even beside one that opens: %s', async (_what, stanza) => {
    const fileKey = randomBytes(16)
    const header = renderHeader([{ kind: 'X25519', ...stanza }, wrapFileKey(fileKey, ours.recipient)], fileKey)
    expect((await decryptWhole(header)).message).toMatch(/is damaged: its header (is malformed|was made to be read by everybody)/)
  })

  test('before the end of a source that fails leaves no file that counts as whole', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(CHUNK_BYTES)
      yield Buffer.alloc(CHUNK_BYTES)
      throw new Error('pg_dump was killed')
    }
    const given: Buffer[] = []
    const run = async (): Promise<void> => {
      for await (const piece of encryptAge(failing(), [ours.recipient])) given.push(piece)
    }
    await expect(run()).rejects.toThrow('pg_dump was killed')
    expect((await decryptWhole(Buffer.concat(given))).code).toBe('DK_BACKUP_DAMAGED')
  })
})

describe('a source', () => {
  test('is closed when nobody wants the rest, and when the file is refused', async () => {
    const closed: string[] = []
    async function* source(name: string, bytes: Buffer): AsyncGenerator<Buffer> {
      try {
        for (;;) yield bytes
      } finally {
        closed.push(name)
      }
    }
    for await (const piece of encryptAge(source('encrypt', Buffer.alloc(100_000)), [ours.recipient])) if (piece.length > 65_000) break
    const bytes = await encrypt(randomBytes(200_000))
    for await (const piece of decryptAge(source('decrypt', bytes), { identities: [ours], name: 'a' })) if (piece.length > 0) break
    await decrypt(source('no file of age', Buffer.alloc(10_000)))
    expect(closed).toEqual(['encrypt', 'decrypt', 'no file of age'])
  })
})

describe('a new header', () => {
  test('opens the one file, for a key that is made for it', async () => {
    const plain = randomBytes(CHUNK_BYTES + 1)
    const bytes = await encrypt(plain, [theirs, ours])
    const { header, identity, replacedBytes } = rewrapHeader(bytes.subarray(0, 16_384), { identities: [ours], name: 'db.age' })
    const rewrapped = Buffer.concat([header, bytes.subarray(replacedBytes)])
    expect((await decryptWhole(rewrapped, parseIdentities(identity))).plain.equals(plain)).toBe(true)
    expect((await decryptWhole(rewrapped, [ours, theirs])).code).toBe('DK_BACKUP_KEY_WRONG')
    expect((await decryptWhole(bytes, parseIdentities(identity))).code).toBe('DK_BACKUP_KEY_WRONG')
  })

  test('does not make a damaged file whole', async () => {
    const bytes = await encrypt(randomBytes(CHUNK_BYTES + 1))
    const { header, identity, replacedBytes } = rewrapHeader(bytes, { identities: [ours], name: 'db.age' })
    expect((await decryptWhole(Buffer.concat([header, bytes.subarray(replacedBytes, -1)]), parseIdentities(identity))).code).toBe('DK_BACKUP_DAMAGED')
  })

  test('is not made of one that is damaged, not whole, or for others', async () => {
    const bytes = await encrypt(Buffer.from('content'))
    const rewrap = (beginning: Buffer, identity = ours) => () => rewrapHeader(beginning, { identities: [identity], name: 'db.age' })
    const changed = Buffer.from(bytes.toString('latin1').replace('---', '-> grease\n\n---'), 'latin1')
    expect(rewrap(changed)).toThrow('db.age is damaged: its header was changed')
    expect(rewrap(bytes.subarray(0, 100))).toThrow('db.age is damaged: it ends within its header')
    expect(rewrap(bytes, theirs)).toThrow(expect.objectContaining({ code: 'DK_BACKUP_KEY_WRONG' }))
  })
})
