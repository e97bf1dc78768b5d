import { randomBytes, type KeyObject } from 'node:crypto'
import { Secret } from '../../core/index.ts'
import { parseBech32, renderBech32 } from './bech32.ts'
import { keyInvalid } from './file-problem.ts'
import { recipientOf, type AgeRecipient } from './recipient.ts'
import { KEY_BYTES, privateKeyOf, publicBytesOf } from './x25519.ts'

/** Who can decrypt. The key object prints and serialises as nothing. */
export interface AgeIdentity {
  readonly recipient: AgeRecipient
  readonly privateKey: KeyObject
}

const PREFIX = 'age-secret-key-'

/**
 * Reads identities of the kind X25519 (age-encryption.org/v1, "The X25519 recipient type"): one alone, or a key file as `age-keygen` writes
 * it, with comments, empty lines and as many identities as one likes.
 *
 * Throws DK_BACKUP_KEY_INVALID, which names the line and never shows it.
 */
export function parseIdentities(keyFile: Secret): readonly AgeIdentity[] {
  const identities = keyFile
    .reveal()
    .split('\n')
    .map((line) => line.trim())
    .flatMap((line, index) => (line === '' || line.startsWith('#') ? [] : [parseIdentity(line, `Line ${index + 1} of ${keyFile.name}`)]))
  if (identities.length === 0) throw keyInvalid(`There is no key in ${keyFile.name}`, GIVE_KEY_FILE)
  return identities
}

/** A new identity, as text for a key file or a standard input. `name` is the name of the Secret. */
export function generateIdentity(name: string): { readonly identity: Secret; readonly recipient: AgeRecipient } {
  const bytes = randomBytes(KEY_BYTES)
  const text = renderBech32({ prefix: PREFIX, bytes }).toUpperCase()
  return { identity: new Secret(name, text), recipient: recipientOf(publicBytesOf(privateKeyOf(bytes))) }
}

function parseIdentity(line: string, place: string): AgeIdentity {
  const decoded = line === line.toUpperCase() ? parseBech32(line) : undefined
  if (decoded?.prefix !== PREFIX || decoded.bytes.length !== KEY_BYTES) throw keyInvalid(...describe(line, place))
  const privateKey = privateKeyOf(decoded.bytes)
  return { privateKey, recipient: recipientOf(publicBytesOf(privateKey)) }
}

const GIVE_KEY_FILE = 'Give the key file that age-keygen has written, or its line that begins with AGE-SECRET-KEY-1'

function describe(line: string, place: string): readonly [message: string, remedy: string] {
  if (line.startsWith('age1')) return [`${place} is a recipient (age1...), which can only encrypt`, GIVE_KEY_FILE]
  if (line === '-----BEGIN AGE ENCRYPTED FILE-----') return [`${place} begins a key file with a passphrase`, 'Give it decrypted: age -d KEY-FILE']
  if (line.startsWith('-----BEGIN')) return [`${place} begins a key that is not of age`, GIVE_KEY_FILE]
  if (/^AGE-(PLUGIN|SECRET-KEY-PQ)-/.test(line)) return [`${place} is a key of another kind than X25519, the only one that is supported`, GIVE_KEY_FILE]
  if (/^AGE-SECRET-KEY-1/i.test(line)) return [`${place} is mistyped, or a part of it is missing`, `${GIVE_KEY_FILE}; as it is, in capitals`]
  return [`${place} is not a key of age`, GIVE_KEY_FILE]
}
