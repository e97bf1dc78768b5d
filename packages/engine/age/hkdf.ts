import { hkdfSync } from 'node:crypto'

const DERIVED_BYTES = 32

/** A key of 32 bytes by HKDF-SHA-256 (RFC 5869): all that age derives. */
export function deriveKey(secret: Buffer, salt: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, purpose, DERIVED_BYTES))
}
