import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DeployKitError } from '../../../../packages/core/index.ts'
import { readPrivateKey } from '../../../../packages/engine/ssh/private-key.ts'

const PASSPHRASE = 'correct horse'
const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-keys-'))
const texts = new Map<string, string>()
const fingerprints = new Map<string, string>()

const FORMATS = ['ed25519 OpenSSH', 'ecdsa OpenSSH', 'rsa OpenSSH', 'rsa PEM', 'ec PEM', 'rsa PKCS8', 'ec PKCS8', 'ed25519 PKCS8'] as const
const ENCRYPTED = ['ed25519 OpenSSH', 'rsa OpenSSH', 'rsa PEM', 'ec PEM', 'rsa PKCS8', 'ed25519 PKCS8'] as const

const TRUNCATED = { code: 'DK_KEY_INVALID', message: 'The private key is truncated: a part of it is missing' }
const NO_BASE64 = 'The private key has characters between its BEGIN and END lines that do not belong there, or nothing at all'
const DAMAGED = 'The private key is damaged: its lines are there, but what is in them is not a key'

beforeAll(() => {
  for (const format of FORMATS) texts.set(format, makeKey(format, ''))
  for (const format of ENCRYPTED) texts.set(`${format} encrypted`, makeKey(format, PASSPHRASE))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Damage = readonly [name: string, damage: (text: string) => string, repairs: readonly string[]]

const HARMLESS: readonly Damage[] = [
  ['none', (text) => text, []],
  ['no final newline', (text) => text.trimEnd(), []],
  ['empty lines around', (text) => `\n\n${text}\n\n`, []],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n'), ['Windows line ends (CRLF)']],
  ['lone CR', (text) => text.replaceAll('\n', '\r'), ['line ends of old Macs (CR)']],
  ['blanks in place of newlines', (text) => text.trimEnd().replaceAll('\n', ' '), ['blanks in place of line ends']],
  ['literal \\n', (text) => text.replaceAll('\n', '\\n'), ['the two characters \\n in place of line ends']],
  ['literal \\r\\n', (text) => text.replaceAll('\n', '\\r\\n'), ['the two characters \\n in place of line ends']],
  ['base64 of the file', (text) => Buffer.from(text).toString('base64'), ['base64 of the whole file']],
  ['base64 of the file, in lines', (text) => toLines(Buffer.from(text).toString('base64'), 76), ['base64 of the whole file']],
  ['indentation', (text) => text.replaceAll(/^/gm, '    '), ['blanks around the lines']],
  ['trailing blanks', (text) => text.replaceAll(/$/gm, '  '), ['blanks around the lines']],
  ['byte order mark', (text) => `\uFEFF${text}`, ['a byte order mark before the key']],
  ['double quotes', (text) => `"${text}"`, ['quotes around the key']],
  ['single quotes', (text) => `'${text.trimEnd()}'`, ['quotes around the key']],
  ['as in JSON', (text) => JSON.stringify(text), ['quotes around the key', 'the two characters \\n in place of line ends']],
  ['no END line', (text) => text.replace(/-----END.*/, ''), ['no END line']],
  ['typographic dashes', (text) => text.replaceAll('-----', '\u2014\u2014\u2013'), ['typographic dashes']],
  ['text around', (text) => `The key of web1:\n\n${text}\nregards`, []],
  ['base64 of a file with CRLF', (text) => btoa(text.replaceAll('\n', '\r\n')), ['base64 of the whole file', 'Windows line ends (CRLF)']]
]

describe.each(FORMATS)('a key in the format %s', (format) => {
  test.each(HARMLESS)('with this damage is read: %s', (_, damage, repairs) => {
    const key = readPrivateKey(damage(textOf(format)))
    expect(key.fingerprint).toBe(fingerprints.get(format))
    expect(key.repairs).toEqual(repairs)
    expect(key.key.isPrivateKey()).toBe(true)
    expect(key.key.verify('words', key.key.sign('words'))).toBe(true)
  })

  test('without BEGIN and END lines is read', () => {
    const key = readPrivateKey(textOf(format).replaceAll(/-----.*-----/g, ''))
    expect(key.fingerprint).toBe(fingerprints.get(format))
    expect(key.repairs).toEqual(['no BEGIN line', 'no END line'])
  })

  // The whole key is one line in this format.
  const hasLines = format !== 'ed25519 PKCS8'
  test.each([
    ['its second half is missing', (text: string) => text.slice(0, text.length / 2)],
    ...(hasLines ? [['its second line is missing', withoutLine(2)] as const, ['its last line is missing', withoutLine(-2)] as const] : []),
    ['its last characters are missing', (text: string) => text.replace(/.{5}\n-----END/, '\n-----END')]
  ])('truncated: %s', (_, cut) => {
    expect(failureOf(cut(textOf(format)))).toEqual(TRUNCATED)
  })

  test('damaged: characters that do not belong there', () => {
    expect(failureOf(textOf(format).replace(/\n(.{10})/, '\n$1%'))).toMatchObject({
      code: 'DK_KEY_INVALID',
      message: expect.stringContaining('has characters between its BEGIN and END lines')
    })
  })

  test('a passphrase that is not needed does no harm', () => {
    expect(readPrivateKey(textOf(format), PASSPHRASE).fingerprint).toBe(fingerprints.get(format))
  })
})

describe.each(ENCRYPTED)('an encrypted key in the format %s', (format) => {
  const encrypted = `${format} encrypted`

  test.each(HARMLESS)('with this damage is read: %s', (_, damage, repairs) => {
    const key = readPrivateKey(damage(textOf(encrypted)), PASSPHRASE)
    expect(key.fingerprint).toBe(fingerprints.get(encrypted))
    expect(key.repairs).toEqual(repairs)
    expect(key.key.verify('words', key.key.sign('words'))).toBe(true)
  })

  test.each([
    ['missing', undefined, 'is encrypted, and no passphrase was given'],
    ['empty', '', 'is encrypted, and no passphrase was given'],
    ['wrong', 'wrong horse', 'is wrong'],
    ['almost right', `${PASSPHRASE}\n`, 'is wrong']
  ])('the passphrase is %s', (_, passphrase, words) => {
    expect(failureOf(textOf(encrypted), passphrase)).toMatchObject({ code: 'DK_KEY_PASSPHRASE', message: expect.stringContaining(words) })
  })

  test('truncated, which is not the fault of the passphrase', () => {
    const text = textOf(encrypted)
    expect(failureOf(text.replace(/.{5}\n-----END/, '\n-----END'), PASSPHRASE)).toEqual(TRUNCATED)
  })
})

describe('what is not a private key is named', () => {
  test.each([
    ['', 'The private key is empty'],
    [' \n ', 'The private key is empty'],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ me@laptop', 'This is a public key, not a private one'],
    ['ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYA me', 'This is a public key, not a private one'],
    ['"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ"', 'This is a public key, not a private one'],
    [Buffer.from('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ me@laptop').toString('base64'), 'This is a public key, not a private one'],
    ['-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----', 'This is a public key, not a private one'],
    ['---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----', 'This is a public key, not a private one'],
    ['PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', 'The private key is in the format of PuTTY (.ppk)'],
    ['PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: aes256-cbc\r\n', 'The private key is in the format of PuTTY (.ppk)'],
    ['~/.ssh/id_ed25519', 'The private key is the path of a file, not its content'],
    ['/home/me/.ssh/deploy_key', 'The private key is the path of a file, not its content'],
    ['${{ secrets.SSH_KEY }}', 'The private key is a placeholder that nothing was put in for'],
    ['$SSH_KEY', 'The private key is a placeholder that nothing was put in for'],
    ['***', 'The private key is a placeholder that nothing was put in for'],
    ['hunter2', 'The private key is neither in the format of OpenSSH nor PEM'],
    ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'The private key is neither in the format of OpenSSH nor PEM'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----', NO_BASE64],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----', DAMAGED]
  ])('%j', (text, message) => {
    expect(failureOf(text)).toEqual({ code: 'DK_KEY_INVALID', message })
  })

  test('keys that servers do not take', () => {
    const x25519 = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect(failureOf(x25519).message).toBe('The private key is of a type that SSH does not use (x25519)')
    const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString()
    expect(failureOf(secp256k1).message).toBe('The private key is of a type that SSH does not use (ec)')
  })
})

test('no error holds a part of the key, and every one has a remedy', () => {
  const text = textOf('ed25519 OpenSSH')
  const lines = text.split('\n').filter((line) => line.length > 8 && !line.startsWith('-'))
  const damages = [text.slice(0, 200), text.replace(/\n(.{10})/, '\n$1%'), text.replace('b3Bl', 'b3Bm')]
  const encrypted = ENCRYPTED.map((format) => textOf(`${format} encrypted`))
  for (const damaged of [...damages, textOf('rsa PEM').replace(/\n.{64}/, ''), ...encrypted]) {
    const error = catchError(() => readPrivateKey(damaged))
    expect(error.remedy).not.toBe('')
    const told = `${error.message} ${error.remedy} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`
    const damagedLines = damaged.split('\n').filter((part) => part.length > 20 && !part.startsWith('-'))
    for (const line of [...lines, ...damagedLines]) expect(told).not.toContain(line.slice(0, 20))
  }
})

test('the public key is the line for authorized_keys', () => {
  expect(readPrivateKey(textOf('ed25519 OpenSSH'))).toMatchObject({
    publicKeyType: 'ssh-ed25519',
    publicKey: readFileSync(path.join(folder, 'ed25519_OpenSSH.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
  })
})

function textOf(name: string): string {
  const text = texts.get(name)
  if (text === undefined) throw new Error(`No key ${name}`)
  return text
}

function failureOf(text: string, passphrase?: string): { code: string; message: string } {
  const { code, message } = catchError(() => readPrivateKey(text, passphrase))
  return { code, message }
}

function catchError(run: () => unknown): DeployKitError {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof DeployKitError) return thrown
    throw thrown
  }
  throw new Error('Nothing was thrown')
}

/** With the programs that people use; the fingerprint is what ssh-keygen says. */
function makeKey(format: string, passphrase: string): string {
  const [type = '', container] = format.split(' ')
  const file = path.join(folder, `${format.replace(' ', '_')}${passphrase === '' ? '' : '_encrypted'}`)
  if (type === 'ed25519' && container === 'PKCS8') {
    const { privateKey } = generateKeyPairSync('ed25519')
    const cipher = passphrase === '' ? {} : { cipher: 'aes-256-cbc', passphrase }
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }), { mode: 0o600 })
    // ssh-keygen cannot read this form: its fingerprint comes from the key in the form of OpenSSH.
    fingerprints.set(passphrase === '' ? format : `${format} encrypted`, readPrivateKey(readFileSync(file, 'utf8'), passphrase).fingerprint)
    return readFileSync(file, 'utf8')
  }
  const keyType = type === 'ec' ? 'ecdsa' : type
  copyFileSync(originalOf(keyType), file)
  copyFileSync(`${originalOf(keyType)}.pub`, `${file}.pub`)
  const form = container === 'PEM' ? ['-m', 'PEM'] : container === 'PKCS8' ? ['-m', 'PKCS8'] : []
  // One round, so that the tests do not spend their time on deriving keys.
  execFileSync('ssh-keygen', ['-q', '-p', '-a', '1', ...form, '-P', '', '-N', passphrase, '-f', file])
  const listed = execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' })
  fingerprints.set(passphrase === '' ? format : `${format} encrypted`, listed.split(' ')[1] ?? '')
  return readFileSync(file, 'utf8')
}

/** One key of each type, since making an RSA key takes long. */
function originalOf(type: string): string {
  const file = path.join(folder, type)
  const bits = type === 'rsa' ? ['-b', '2048'] : []
  if (!existsSync(file)) execFileSync('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-C', 'test', '-f', file])
  return file
}

function withoutLine(which: number): (text: string) => string {
  return (text) => text.trimEnd().split('\n').toSpliced(which, 1).join('\n')
}

function toLines(text: string, width: number): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')
}
