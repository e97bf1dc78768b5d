import { promisify } from 'node:util'
import zlib from 'node:zlib'

/** A part of a stream, before compression and after it. */
export interface Packed {
  readonly raw: number
  readonly packed: Buffer
}

/** Two threads compress while one batch is sent. */
const AHEAD = 3

export type Compressor = (batch: Buffer) => Promise<Buffer>

const gzipAsync = promisify(zlib.gzip)
/** Node has zstd since 22.15. */
const zstdAsync = 'zstdCompress' in zlib ? promisify(zlib.zstdCompress) : undefined

/** A batch of images is not pressed in vain; zstd finds that out by itself. */
export const COMPRESSORS: { readonly gzip: Compressor; readonly zstd: Compressor | undefined } = {
  gzip: (batch) => gzipAsync(batch, { level: compressedShare(sliceSamples(batch)) < WORTH_IT ? 1 : 0, chunkSize: CHUNK_BYTES }),
  zstd: zstdAsync && ((batch) => zstdAsync(batch, { chunkSize: CHUNK_BYTES, params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }))
}

const CHUNK_BYTES = 256 * 1024

/**
 * Each batch becomes a gzip member (RFC 1952, 2.2) or a zstd frame (RFC 8878, 3) of its own, which may follow each other, so
 * that several processors can work.
 */
export async function* compress(batches: AsyncIterable<Buffer>, compressor: Compressor): AsyncGenerator<Packed> {
  const pending: Promise<Packed>[] = []
  for await (const batch of batches) {
    const packing = compressor(batch).then((packed) => ({ raw: batch.length, packed }))
    // Who stops listening in the middle must not leave an unhandled rejection behind.
    packing.catch(() => undefined)
    pending.push(packing)
    const first = pending.length >= AHEAD ? pending.shift() : undefined
    if (first !== undefined) yield await first
  }
  for (const packing of pending) yield await packing
}

/** Above this share of its size, compression costs more time than it saves, on any link. */
export const WORTH_IT = 0.9

export const SAMPLE_BYTES = 4096

function sliceSamples(batch: Buffer): readonly Buffer[] {
  const places = batch.length <= 3 * SAMPLE_BYTES ? [0] : [0.1, 0.5, 0.9].map((share) => Math.floor(share * (batch.length - SAMPLE_BYTES)))
  return places.map((place) => batch.subarray(place, place + SAMPLE_BYTES))
}

/** What is left of it, from 0 to about 1. */
export function compressedShare(samples: readonly Buffer[]): number {
  const sample = Buffer.concat([...samples])
  return sample.length === 0 ? 0 : zlib.deflateRawSync(sample, { level: 1 }).length / sample.length
}
