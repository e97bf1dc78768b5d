import { generateKeyPairSync } from 'node:crypto'
import { parseBase64, renderBase64 } from './base64.ts'
import { deriveKey } from './hkdf.ts'
import { keyInvalid } from './file-problem.ts'
import type { AgeIdentity } from './identity.ts'
import type { AgeRecipient } from './recipient.ts'
import { seal, TAG_BYTES, unseal } from './seal.ts'
import type { Stanza } from './stanza.ts'
import { agree, KEY_BYTES, publicBytesOf } from './x25519.ts'

export const FILE_KEY_BYTES = 16

/** The kind of the stanzas that we write, and the only one that we open. */
export const X25519 = 'X25519'

/** Nothing else is ever sealed with the key that each stanza has for itself. */
const NONCE = Buffer.alloc(12)

/** Wraps the file key for a recipient: age-encryption.org/v1, "X25519 recipient stanza". Never twice the same. */
export function wrapFileKey(fileKey: Buffer, recipient: AgeRecipient): Stanza {
  const { privateKey } = generateKeyPairSync('x25519')
  const share = publicBytesOf(privateKey)
  const shared = agree(privateKey, recipient.publicKey)
  if (shared === undefined) throw keyInvalid(`Everybody could read what is encrypted for ${recipient.text}`, 'Make another key: age-keygen')
  return { kind: X25519, words: [renderBase64(share)], body: seal(wrapKeyOf({ shared, share, recipient }), NONCE, fileKey) }
}

/** A stanza of the kind X25519 that is well formed. */
export interface X25519Stanza {
  readonly share: Buffer
  readonly body: Buffer
}

/** Undefined when it has too many or too few arguments, or one of its parts is of another length. */
export function parseX25519Stanza({ words, body }: Stanza): X25519Stanza | undefined {
  const share = words.length === 1 ? parseBase64(words[0] ?? '') : undefined
  // A longer body could be made to open with several keys.
  return share?.length === KEY_BYTES && body.length === FILE_KEY_BYTES + TAG_BYTES ? { share, body } : undefined
}

/** Undefined when it is not for this identity; `low-order` when its share is one that would open for everybody. */
export function unwrapFileKey({ share, body }: X25519Stanza, { privateKey, recipient }: AgeIdentity): Buffer | 'low-order' | undefined {
  const shared = agree(privateKey, share)
  return shared === undefined ? 'low-order' : unseal(wrapKeyOf({ shared, share, recipient }), NONCE, body)
}

function wrapKeyOf({ shared, share, recipient }: { readonly shared: Buffer; readonly share: Buffer; readonly recipient: AgeRecipient }): Buffer {
  return deriveKey(shared, Buffer.concat([share, recipient.publicKey]), 'age-encryption.org/v1/X25519')
}
