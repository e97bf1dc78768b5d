import { Readable, pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** RFC 1952, 2.3: deflate, no flags, no name, no time, system unknown. zlib would write the system that it was built for. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

const LEVEL = 6

/** One gzip member whose bytes follow from its content alone. `onBytes` gets the count of the bytes before compression. */
export async function* gzipStably(chunks: AsyncIterable<Buffer>, onBytes: (rawBytes: number) => void = () => undefined): AsyncGenerator<Buffer> {
  let checksum = 0
  let rawBytes = 0
  async function* count(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      checksum = crc32(chunk, checksum)
      rawBytes += chunk.length
      yield chunk
      onBytes(rawBytes)
    }
  }
  const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 256 * 1024 })
  // Whoever reads is told of a failure by the stream itself.
  pipeline(Readable.from(count()), deflate, () => undefined)
  yield HEADER
  for await (const chunk of deflate as AsyncIterable<Buffer>) yield chunk
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(checksum, 0)
  trailer.writeUInt32LE(rawBytes % 2 ** 32, 4)
  yield trailer
}
