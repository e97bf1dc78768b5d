import { createPrivateKey, type KeyObject } from 'node:crypto'
import ssh2, { type ParsedKey } from 'ssh2'
import { DeployKitError } from '../../core/index.ts'
import { isOpenSshKey, readOpenSshKey, renderEd25519Key } from './open-ssh-key.ts'
import { readKeyText, renderPem, type KeyText, type KeyTextProblem } from './private-key-text.ts'
import { fingerprintOf, keyTypeOf } from './public-key.ts'
import { codeOf } from './thrown-error.ts'

export interface PrivateKey {
  /** Decrypted; for ssh2. */
  readonly key: ParsedKey
  /** What was wrong with the text and could be mended, for people. */
  readonly repairs: readonly string[]
  /** `SHA256:...`, to compare with `ssh-keygen -lf ~/.ssh/authorized_keys`. */
  readonly fingerprint: string
  /** `ssh-ed25519`, `ssh-rsa`, ... */
  readonly publicKeyType: string
  /** For authorized_keys: `ssh-ed25519 AAAA...`. */
  readonly publicKey: string
}

/**
 * Reads a private key in the format of OpenSSH, PEM (RSA, EC) or PKCS #8, mends what copying it through settings pages does to it,
 * and names what cannot be mended. No message ever holds a part of the key.
 *
 * Throws DK_KEY_INVALID, DK_KEY_PASSPHRASE.
 */
export function readPrivateKey(text: string, passphrase?: string): PrivateKey {
  const keyText = readKeyText(text)
  if (typeof keyText === 'string') throw invalidText(keyText)
  // An empty passphrase is what an unset secret gives.
  const secret = passphrase === '' ? undefined : passphrase
  const key = isOpenSshKey(keyText.bytes) ? readOpenSsh(keyText, secret) : readPem(keyText, secret)
  const wire = key.getPublicSSH()
  return {
    key,
    repairs: keyText.repairs,
    fingerprint: fingerprintOf(wire),
    publicKeyType: keyTypeOf(wire),
    publicKey: `${keyTypeOf(wire)} ${wire.toString('base64')}`
  }
}

function readOpenSsh({ bytes }: KeyText, passphrase: string | undefined): ParsedKey {
  const outline = readOpenSshKey(bytes)
  if (outline === undefined) throw truncated()
  const type = keyTypeOf(outline.publicKey)
  if (type.startsWith('sk-')) throw invalid(`The private key is of a hardware token (${type}), which someone must touch`, NEW_KEY)
  if (type === 'ssh-dss') throw invalid('The private key is a DSA key, which SSH servers no longer accept', NEW_KEY)
  const isEncrypted = outline.cipher !== 'none'
  if (isEncrypted && passphrase === undefined) throw passphraseMissing(`SHA256 fingerprint ${fingerprintOf(outline.publicKey)}`)
  const parsed = ssh2.utils.parseKey(renderPem({ label: 'OPENSSH PRIVATE KEY', headers: [] }, bytes), passphrase)
  if (!(parsed instanceof Error)) return first(parsed)
  if (/unsupported cipher|unsupported kdf/i.test(parsed.message)) {
    const remedy = 'Encrypt it anew: ssh-keygen -p -Z aes256-ctr -f KEY'
    throw invalid(`The private key is encrypted with ${outline.cipher}, which deploy-kit cannot read`, remedy)
  }
  if (isEncrypted) throw passphraseWrong(`SHA256 fingerprint ${fingerprintOf(outline.publicKey)}`)
  throw damaged()
}

const PEM_LABELS = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'] as const

function readPem(keyText: KeyText, passphrase: string | undefined): ParsedKey {
  if (keyText.label === 'OPENSSH PRIVATE KEY') throw damaged()
  if (keyText.label === 'DSA PRIVATE KEY') throw invalid('The private key is a DSA key, which SSH servers no longer accept', NEW_KEY)
  if (keyText.label === undefined && keyText.bytes[0] !== DER_SEQUENCE) throw invalidText('not-a-key')
  const isEncryptedPem = keyText.headers.length > 0
  if (isEncryptedPem ? keyText.bytes.length % 8 !== 0 : !isWholeSequence(keyText.bytes)) throw truncated()
  const labels = keyText.label === undefined ? PEM_LABELS : [keyText.label]
  let isEncrypted = isEncryptedPem
  for (const label of labels) {
    const read = decode(renderPem({ label, headers: keyText.headers }, keyText.bytes), passphrase)
    if (read === 'encrypted') isEncrypted = true
    else if (read !== undefined) return toSshKey(read)
  }
  if (isEncrypted || keyText.label === 'ENCRYPTED PRIVATE KEY') {
    throw passphrase === undefined ? passphraseMissing('PEM') : passphraseWrong('PEM')
  }
  throw damaged()
}

/** `encrypted`: it needs a passphrase, or another one. */
function decode(pem: string, passphrase: string | undefined): KeyObject | 'encrypted' | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) })
  } catch (thrown) {
    return /PASSPHRASE|DECRYPT|INTERRUPTED_OR_CANCELLED/.test(codeOf(thrown)) ? 'encrypted' : undefined
  }
}

/** ssh2 reads the old PEM forms and that of OpenSSH, but not PKCS #8. */
function toSshKey(key: KeyObject): ParsedKey {
  const parsed = ssh2.utils.parseKey(renderPrivateKey(key))
  const type = key.asymmetricKeyType ?? 'unknown'
  if (parsed instanceof Error) throw invalid(`The private key is of a type that SSH does not use (${type})`, NEW_KEY)
  return first(parsed)
}

/** The text of a key as SSH programs take it; empty when they do not take its type. */
export function renderPrivateKey(key: KeyObject): string {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ type: 'pkcs1', format: 'pem' }).toString()
    case 'ec':
      return key.export({ type: 'sec1', format: 'pem' }).toString()
    case 'ed25519': {
      const { x = '', d = '' } = key.export({ format: 'jwk' })
      const bytes = renderEd25519Key(Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url'))
      return renderPem({ label: 'OPENSSH PRIVATE KEY', headers: [] }, bytes)
    }
    default:
      return ''
  }
}

const DER_SEQUENCE = 0x30

/** Whether the bytes are one DER sequence, as long as it says (X.690, 8.1.3). */
function isWholeSequence(bytes: Buffer): boolean {
  const first = bytes[1]
  if (bytes[0] !== DER_SEQUENCE || first === undefined) return false
  if (first < 0x80) return bytes.length === 2 + first
  const size = first & 0x7f
  if (size === 0 || size > 4 || bytes.length < 2 + size) return false
  return bytes.length === 2 + size + bytes.readUIntBE(2, size)
}

function first(parsed: ParsedKey | ParsedKey[]): ParsedKey {
  const key = Array.isArray(parsed) ? parsed[0] : parsed
  if (key === undefined || !key.isPrivateKey()) throw damaged()
  return key
}

const SET_SECRET = 'gh secret set SSH_PRIVATE_KEY < ~/.ssh/id_ed25519'
const COPY_AGAIN = `Copy the whole file again, from the BEGIN to the END line; for a GitHub secret: ${SET_SECRET}`
const NEW_KEY = 'Make a key for deploying: ssh-keygen -t ed25519 -N "" -f deploy_key, and add deploy_key.pub to authorized_keys'

const PROBLEMS: Readonly<Record<KeyTextProblem, readonly [message: string, remedy: string]>> = {
  empty: ['The private key is empty', `Set the secret: ${SET_SECRET}. Runs of pull requests from forks are not given secrets`],
  public: ['This is a public key, not a private one', `Give the file without .pub: ${SET_SECRET}`],
  putty: ['The private key is in the format of PuTTY (.ppk)', 'Convert it: puttygen KEY.ppk -O private-openssh -o KEY'],
  // The path is the secret here, and would be hidden in a command that names it.
  path: ['The private key is the path of a file, not its content', 'Give the content of that file; on the command line --private-key-file takes a path'],
  placeholder: ['The private key is a placeholder that nothing was put in for', 'Check the name of the secret, and how it is quoted'],
  'not-a-key': ['The private key is neither in the format of OpenSSH nor PEM', COPY_AGAIN],
  'no-base64': ['The private key has characters between its BEGIN and END lines that do not belong there, or nothing at all', COPY_AGAIN]
}

function invalidText(problem: KeyTextProblem): DeployKitError {
  return invalid(...PROBLEMS[problem])
}

function invalid(message: string, remedy: string): DeployKitError {
  return new DeployKitError('DK_KEY_INVALID', { message, remedy })
}

function truncated(): DeployKitError {
  return invalid('The private key is truncated: a part of it is missing', COPY_AGAIN)
}

function damaged(): DeployKitError {
  return invalid('The private key is damaged: its lines are there, but what is in them is not a key', COPY_AGAIN)
}

function passphraseMissing(which: string): DeployKitError {
  return new DeployKitError('DK_KEY_PASSPHRASE', {
    message: `The private key (${which}) is encrypted, and no passphrase was given`,
    remedy: 'Give the input passphrase, or make a key without one for deploying: ssh-keygen -t ed25519 -N "" -f deploy_key'
  })
}

function passphraseWrong(which: string): DeployKitError {
  return new DeployKitError('DK_KEY_PASSPHRASE', {
    message: `The passphrase of the private key (${which}) is wrong`,
    remedy: 'Check it with: ssh-keygen -y -f KEY. A secret must not end with a newline that is not a part of it'
  })
}
