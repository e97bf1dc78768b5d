// needs: age, age-keygen
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, describe, expect, test } from '@jest/globals'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Secret } from '../../../packages/core/index.ts'
import { decryptAge } from '../../../packages/engine/age/decrypt.ts'
import { encryptAge } from '../../../packages/engine/age/encrypt.ts'
import { generateIdentity, parseIdentities } from '../../../packages/engine/age/identity.ts'
import { parseRecipient } from '../../../packages/engine/age/recipient.ts'
import { rewrapHeader } from '../../../packages/engine/age/rewrap.ts'
import { collect, inPieces } from '../../support/byte-streams.ts'
import { makeScratch } from '../../support/scratch.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())

const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 5_000_000]

function run(words: readonly [string, ...string[]], stdin?: Buffer): { readonly code: number | null; readonly stdout: Buffer; readonly stderr: string } {
  const [program, ...args] = words
  const { status, stdout, stderr } = spawnSync(program, args, { input: stdin, maxBuffer: 64 * 1024 * 1024 })
  return { code: status, stdout, stderr: stderr.toString() }
}

function writeSecret(name: string, text: string): string {
  const file = scratch.next(name)
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

const keyFile = writeSecret('backup.key', run(['age-keygen']).stdout.toString())
const identities = parseIdentities(new Secret('backup key', run(['cat', keyFile]).stdout.toString()))
const recipientText = run(['age-keygen', '-y', keyFile]).stdout.toString().trim()
const opening = { identities, name: 'db.age' }

function encrypt(plain: Buffer, ...recipients: readonly string[]): Promise<Buffer> {
  return collect(encryptAge(inPieces(plain, 100_000), recipients.map(parseRecipient)))
}

function decrypt(bytes: Buffer): Promise<Buffer> {
  return collect(decryptAge(inPieces(bytes, 100_000), opening))
}

describe('with the program age', () => {
  test('keys are the same', () => {
    expect(identities.map(({ recipient }) => recipient.text)).toEqual([recipientText])
    const made = generateIdentity('new key')
    expect(run(['age-keygen', '-y'], Buffer.from(made.identity.reveal())).stdout.toString().trim()).toBe(made.recipient.text)
  })

  test.each(SIZES)('it decrypts what we encrypt, and we what it encrypts: %d bytes', async (size) => {
    const plain = randomBytes(size)
    const other = generateIdentity('other key').recipient.text
    expect(run(['age', '-d', '-i', keyFile], await encrypt(plain, other, recipientText)).stdout.equals(plain)).toBe(true)
    expect((await decrypt(run(['age', '-r', other, '-r', recipientText], plain).stdout)).equals(plain)).toBe(true)
  })

  test('files go through a pipeline, which fails where the file is damaged', async () => {
    const [plain, sealed, opened] = [scratch.next('plain'), scratch.next('sealed.age'), scratch.next('opened')]
    writeFileSync(plain, randomBytes(300_000))
    await pipeline(createReadStream(plain), (pieces) => encryptAge(pieces, identities.map(({ recipient }) => recipient)), createWriteStream(sealed))
    expect(run(['age', '-d', '-i', keyFile, sealed]).stdout.equals(readFileSync(plain))).toBe(true)
    await pipeline(createReadStream(sealed), (pieces) => decryptAge(pieces, opening), createWriteStream(opened))
    expect(readFileSync(opened).equals(readFileSync(plain))).toBe(true)
    truncateSync(sealed, statSync(sealed).size - 1)
    const again = pipeline(createReadStream(sealed), (pieces) => decryptAge(pieces, opening), createWriteStream(opened))
    await expect(again).rejects.toMatchObject({ code: 'DK_BACKUP_DAMAGED', message: 'db.age is damaged: it was changed or truncated, after 262144 bytes of its content' })
  })

  test('it refuses, as we do, what is truncated where a chunk ends', async () => {
    const bytes = await encrypt(randomBytes(3 * 65_536), recipientText)
    expect(run(['age', '-d', '-i', keyFile], bytes.subarray(0, -65_552)).code).toBe(1)
    await expect(decrypt(bytes.subarray(0, -65_552))).rejects.toMatchObject({ code: 'DK_BACKUP_DAMAGED' })
  })

  test('a file with a passphrase, in armour or for an SSH key is refused by name', async () => {
    const sshKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN'
    await expect(decrypt(run(['age', '-r', sshKey], Buffer.from('content')).stdout)).rejects.toMatchObject({
      code: 'DK_BACKUP_KEY_WRONG',
      message: 'db.age was not encrypted for a key that deploy-kit can use (X25519), but for: ssh-ed25519'
    })
    await expect(decrypt(run(['age', '--armor', '-r', recipientText], Buffer.from('content')).stdout)).rejects.toMatchObject({
      code: 'DK_BACKUP_DAMAGED',
      message: expect.stringContaining('without --armor')
    })
  })
})

describe('a new header for one file and one use', () => {
  // What a host is given: the new header, the one-time key, and how much of its own file it replaces.
  const DECRYPT = '{ cat "$1"; tail -c "+$2" "$3"; } | age -d -i "$4"'

  test.each([0, 1, 65_536, 1_000_000])('lets a host decrypt its file without the key: %d bytes', async (size) => {
    const plain = randomBytes(size)
    const stored = scratch.next('db.age')
    const other = generateIdentity('other key').recipient.text
    writeFileSync(stored, run(['age', '-r', other, '-r', recipientText, '-r', other], plain).stdout)
    const { header, identity, replacedBytes } = rewrapHeader(run(['head', '-c', '16384', stored]).stdout, opening)
    const oneTimeKey = writeSecret('one-time.key', identity.reveal())
    const headerFile = writeSecret('header', header.toString('latin1'))
    const { code, stdout } = run(['sh', '-c', DECRYPT, 'sh', headerFile, String(replacedBytes + 1), stored, oneTimeKey])
    expect({ code, isSame: stdout.equals(plain) }).toEqual({ code: 0, isSame: true })
    expect(run(['age', '-d', '-i', oneTimeKey, stored])).toMatchObject({ code: 1, stderr: expect.stringContaining('no identity matched') })
  })
})

describe('with the package age-encryption', () => {
  test.each(SIZES)('it decrypts what we encrypt, and we what it encrypts: %d bytes', async (size) => {
    const plain = randomBytes(size)
    const identity = await generateX25519Identity()
    const recipient = await identityToRecipient(identity)
    const [decrypter, encrypter] = [new Decrypter(), new Encrypter()]
    decrypter.addIdentity(identity)
    encrypter.addRecipient(recipient)
    encrypter.addRecipient(recipientText)
    expect(Buffer.from(await decrypter.decrypt(await encrypt(plain, recipientText, recipient))).equals(plain)).toBe(true)
    expect((await decrypt(Buffer.from(await encrypter.encrypt(plain)))).equals(plain)).toBe(true)
  })
})

test('200 MiB are encrypted and decrypted in a constant amount of memory', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const held = (): number => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return (heapUsed + arrayBuffers) / 2 ** 20
  }
  const piece = randomBytes(2 ** 20)
  async function* source(): AsyncGenerator<Buffer> {
    for (let count = 0; count < 200; count += 1) yield piece
  }
  const before = held()
  const growth: number[] = []
  let bytes = 0
  for await (const plain of decryptAge(encryptAge(source(), [parseRecipient(recipientText)]), opening)) {
    bytes += plain.length
    if (bytes % (50 * 2 ** 20) === 0) growth.push(held() - before)
  }
  expect(bytes).toBe(200 * 2 ** 20)
  expect(growth).toHaveLength(4)
  // Of what others in this process hold, and of 200: far more than chance, and far less than what went through.
  expect(Math.max(...growth)).toBeLessThan(32)
})
