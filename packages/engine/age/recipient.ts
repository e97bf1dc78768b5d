import { parseBech32, renderBech32 } from './bech32.ts'
import { keyInvalid } from './file-problem.ts'
import { KEY_BYTES } from './x25519.ts'

/** For whom a file is encrypted: the public half of an identity. Not secret. */
export interface AgeRecipient {
  /** `age1...`, as `age-keygen -y` shows it. */
  readonly text: string
  readonly publicKey: Uint8Array
}

const PREFIX = 'age'
const HOW_TO_GET = 'Give the line of the key file that begins with "# public key:" (age1...), or what this prints: age-keygen -y KEY-FILE'

/**
 * Reads a recipient of the kind X25519 (age-encryption.org/v1, "The X25519 recipient type").
 *
 * Throws DK_BACKUP_KEY_INVALID, which shows nothing that could be a secret.
 */
export function parseRecipient(text: string): AgeRecipient {
  const trimmed = text.trim()
  const decoded = parseBech32(trimmed)
  // In capitals it would be valid Bech32, but no program of age takes it.
  const isRecipient = decoded?.prefix === PREFIX && trimmed.startsWith(PREFIX) && decoded.bytes.length === KEY_BYTES
  if (!isRecipient) throw keyInvalid(describe(trimmed, decoded?.prefix), HOW_TO_GET)
  return { text: trimmed, publicKey: decoded.bytes }
}

export function recipientOf(publicKey: Uint8Array): AgeRecipient {
  return { text: renderBech32({ prefix: PREFIX, bytes: publicKey }), publicKey }
}

function describe(text: string, prefix: string | undefined): string {
  const recipient = 'A recipient for the encryption of backups'
  if (text === '') return `${recipient} is empty`
  if (/^age-/i.test(text)) return `${recipient} is a secret key, which must never be there`
  if (/^(ssh|ecdsa|sk)-/.test(text)) return `${recipient} is an SSH key; only X25519 keys of age are supported (age1...)`
  if (prefix?.startsWith('age1') === true) return `${recipient} is of the kind ${prefix}; only X25519 keys are supported (age1 and 58 more characters)`
  return text.startsWith('age1') ? `The recipient ${text} is mistyped, or a part of it is missing` : `${recipient} does not begin with age1`
}
