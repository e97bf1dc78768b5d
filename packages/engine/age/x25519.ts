import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'

/** Bytes of a private key, of a public key, and of a shared secret (RFC 7748, 5). */
export const KEY_BYTES = 32

/** What comes before the bytes of a key in its DER forms (RFC 8410, 4 and 7), the only ones that node:crypto takes without its other half. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

export function privateKeyOf(bytes: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, bytes]), format: 'der', type: 'pkcs8' })
}

/** The bytes of the public key that belongs to a private one. */
export function publicBytesOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length)
}

/** Undefined when the other side's point is of low order, so that the secret would be 0 for everybody (RFC 7748, 6.1). */
export function agree(privateKey: KeyObject, publicBytes: Uint8Array): Buffer | undefined {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicBytes]), format: 'der', type: 'spki' })
  try {
    const shared = diffieHellman({ privateKey, publicKey })
    return shared.some((byte) => byte !== 0) ? shared : undefined
  } catch {
    // OpenSSL refuses such a point by itself.
    return undefined
  }
}
