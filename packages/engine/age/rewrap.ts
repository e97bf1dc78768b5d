import type { Secret } from '../../core/index.ts'
import { damaged } from './file-problem.ts'
import { describeMissingHeader, findHeaderLength, renderHeader } from './header.ts'
import { generateIdentity } from './identity.ts'
import { openHeader, type Opening } from './open-header.ts'
import { wrapFileKey } from './x25519-stanza.ts'

/** How one file, and no other, can be decrypted without the identity that it was encrypted for. */
export interface RewrappedHeader {
  /** To be put in the place of the old one. Not secret. */
  readonly header: Buffer
  /** Opens the new header, so the content of this file. To be thrown away after use. */
  readonly identity: Secret
  /** The length of the old header: what follows it in the file stays as it is. */
  readonly replacedBytes: number
}

/**
 * Wraps the file key anew, for an identity that is made for this one use. A host decrypts its file with it by
 * `{ print the new header; tail -c +$((replacedBytes + 1)) FILE; } | age -d -i IDENTITY`, and never sees the identity that opens all the others.
 * The key of the payload is derived from the file key and the nonce behind the header (age-encryption.org/v1, "Payload"), which both stay.
 *
 * `beginning`: the first 16 KiB of the file, or all of it when it is shorter. Throws as {@link openHeader} does. Knows nothing of the payload:
 * whether that is whole, only decrypting it tells.
 */
export function rewrapHeader(beginning: Buffer, opening: Opening): RewrappedHeader {
  const replacedBytes = findHeaderLength(beginning)
  if (replacedBytes === undefined) throw damaged(opening.name, describeMissingHeader(beginning))
  const fileKey = openHeader(beginning.subarray(0, replacedBytes), opening)
  const { identity, recipient } = generateIdentity('one-time key')
  return { header: renderHeader([wrapFileKey(fileKey, recipient)], fileKey), identity, replacedBytes }
}
