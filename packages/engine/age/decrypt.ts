import { ByteReader } from './byte-reader.ts'
import { damaged } from './file-problem.ts'
import { describeMissingHeader, findHeaderLength, MAX_HEADER_BYTES } from './header.ts'
import { openHeader, type Opening } from './open-header.ts'
import { CHUNK_BYTES, FILE_NONCE_BYTES, openChunk, payloadKeyOf, SEALED_CHUNK_BYTES, type ChunkPlace } from './payload.ts'

/**
 * Decrypts a stream in the binary format of age-encryption.org/v1. To be put between others:
 * `pipeline(source, (chunks) => decryptAge(chunks, opening), target)`. Holds two chunks of 64 KiB, whatever the size.
 *
 * What it gives out was authenticated, and is the content from its beginning on; only when it ends without an error was it the whole content. So
 * nothing may be done with it that cannot be undone before that. Throws as {@link openHeader} does, and DK_BACKUP_DAMAGED when the file was
 * truncated, changed, or goes on after its end.
 */
export async function* decryptAge(source: AsyncIterable<Uint8Array>, opening: Opening): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  try {
    const fileKey = openHeader(await takeHeader(reader, opening.name), opening)
    const key = payloadKeyOf(fileKey, await reader.take(FILE_NONCE_BYTES))
    let isLast = false
    for (let index = 0; !isLast; index += 1) {
      const sealed = await reader.take(SEALED_CHUNK_BYTES)
      isLast = await reader.isAtEnd()
      const plain = openChunk(key, { index, isLast }, sealed)
      if (plain !== undefined) yield plain
      else yield* endEarly(key, { index, isLast }, { sealed, name: opening.name })
    }
  } finally {
    await reader.close()
  }
}

/** Gives out what is content all the same: a chunk that is in its place, but says that it is the last one and is not, or the reverse. Always throws. */
function* endEarly(key: Buffer, { index, isLast }: ChunkPlace, { sealed, name }: { readonly sealed: Buffer; readonly name: string }): Generator<Buffer> {
  const plain = openChunk(key, { index, isLast: !isLast }, sealed)
  if (plain === undefined) throw damaged(name, `it was changed or truncated, after ${index * CHUNK_BYTES} bytes of its content`)
  yield plain
  throw damaged(name, isLast ? `it was truncated, after ${(index + 1) * CHUNK_BYTES} bytes of its content` : 'it goes on after its end')
}

async function takeHeader(reader: ByteReader, name: string): Promise<Buffer> {
  for (;;) {
    const { arrived } = reader
    const length = findHeaderLength(arrived)
    if (length !== undefined) return reader.take(length)
    if (arrived.length >= MAX_HEADER_BYTES || !(await reader.fill())) throw damaged(name, describeMissingHeader(arrived))
  }
}
