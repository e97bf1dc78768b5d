import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Bytes that a seal adds: the tag of Poly1305. */
export const TAG_BYTES = 16

const NAME = 'chacha20-poly1305'
const OPTIONS = { authTagLength: TAG_BYTES } as const

/** ChaCha20-Poly1305 (RFC 8439, 2.8) without additional data: the ciphertext, then the tag. One nonce must never seal twice with the same key. */
export function seal(key: Buffer, nonce: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(NAME, key, nonce, OPTIONS)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined when it was not sealed with this key and nonce, or was changed since; nothing of it is given out then. */
export function unseal(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv(NAME, key, nonce, OPTIONS)
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}
