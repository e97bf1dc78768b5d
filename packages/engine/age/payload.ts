import { deriveKey } from './hkdf.ts'
import { seal, TAG_BYTES, unseal } from './seal.ts'

/** What follows the header: it makes the payload key another one for each file. */
export const FILE_NONCE_BYTES = 16

export const CHUNK_BYTES = 64 * 1024

export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

/** Where a chunk stands: a chunk that was moved, left out, or is not the last one that it says it is, does not open. */
export interface ChunkPlace {
  readonly index: number
  readonly isLast: boolean
}

/** The key of all chunks: age-encryption.org/v1, "Payload". */
export function payloadKeyOf(fileKey: Buffer, fileNonce: Buffer): Buffer {
  return deriveKey(fileKey, fileNonce, 'payload')
}

export function sealChunk(key: Buffer, place: ChunkPlace, plain: Buffer): Buffer {
  return seal(key, nonceOf(place), plain)
}

/** Undefined when it is not the chunk that was written for this place. Only the last one may be shorter, and empty only when it is the first. */
export function openChunk(key: Buffer, { index, isLast }: ChunkPlace, sealed: Buffer): Buffer | undefined {
  const isTooShort = isLast ? sealed.length === TAG_BYTES && index > 0 : sealed.length < SEALED_CHUNK_BYTES
  return isTooShort ? undefined : unseal(key, nonceOf({ index, isLast }), sealed)
}

/** 11 bytes of counter, big endian (of which 6 count to 2^48 chunks, 16 EiB), and the mark of the last chunk. */
function nonceOf({ index, isLast }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 5, 6)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}
