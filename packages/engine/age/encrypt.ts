import { randomBytes } from 'node:crypto'
import { ByteReader } from './byte-reader.ts'
import { keyInvalid } from './file-problem.ts'
import { MAX_HEADER_BYTES, renderHeader } from './header.ts'
import { CHUNK_BYTES, FILE_NONCE_BYTES, payloadKeyOf, sealChunk } from './payload.ts'
import type { AgeRecipient } from './recipient.ts'
import { FILE_KEY_BYTES, wrapFileKey } from './x25519-stanza.ts'

/**
 * Encrypts a stream for each of the recipients, in the binary format of age-encryption.org/v1. To be put between others:
 * `pipeline(source, (chunks) => encryptAge(chunks, recipients), target)`. Holds two chunks of 64 KiB, whatever the size.
 *
 * When the source fails, so does this, and what was given out until then is refused by every reader as truncated. Throws DK_BACKUP_KEY_INVALID
 * when there is no recipient, or more than a header may have.
 */
export async function* encryptAge(source: AsyncIterable<Uint8Array>, recipients: readonly AgeRecipient[]): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  try {
    const fileKey = randomBytes(FILE_KEY_BYTES)
    const fileNonce = randomBytes(FILE_NONCE_BYTES)
    yield Buffer.concat([makeHeader(fileKey, recipients), fileNonce])
    const key = payloadKeyOf(fileKey, fileNonce)
    let isLast = false
    for (let index = 0; !isLast; index += 1) {
      const plain = await reader.take(CHUNK_BYTES)
      isLast = await reader.isAtEnd()
      yield sealChunk(key, { index, isLast }, plain)
    }
  } finally {
    await reader.close()
  }
}

function makeHeader(fileKey: Buffer, recipients: readonly AgeRecipient[]): Buffer {
  if (recipients.length === 0) throw keyInvalid('There is no recipient to encrypt the backup for', 'Name at least one recipient (age1...)')
  const header = renderHeader(recipients.map((recipient) => wrapFileKey(fileKey, recipient)), fileKey)
  if (header.length > MAX_HEADER_BYTES) throw keyInvalid(`${recipients.length} recipients are more than a file can have`, 'Name fewer recipients')
  return header
}
