import { bech32 } from '@scure/base'

export interface Bech32 {
  readonly prefix: string
  readonly bytes: Uint8Array
}

/** In lower case, without the limit of length of BIP 173 (age-encryption.org/v1, "Conventions"). */
export function renderBech32({ prefix, bytes }: Bech32): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false)
}

/**
 * Undefined when the checksum is not right, which finds every mistyped character. The text may be a secret, which the library's errors would
 * quote: so those of its functions are used that throw none.
 */
export function parseBech32(text: string): Bech32 | undefined {
  const decoded = bech32.decodeUnsafe(text, false)
  if (decoded === undefined) return undefined
  const bytes = bech32.fromWordsUnsafe(decoded.words)
  return bytes instanceof Uint8Array ? { prefix: decoded.prefix, bytes } : undefined
}
