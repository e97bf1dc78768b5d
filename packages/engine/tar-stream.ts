import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { FileEntry, TreeEntry } from '../core/index.ts'
import { compress, compressedShare, COMPRESSORS, SAMPLE_BYTES, WORTH_IT, type Packed } from './compress-batches.ts'
import { READ_ONLY } from './local-files/hash-files.ts'
import { packTree } from './tar-batches.ts'

export interface TarProgress {
  /** Of the archive before compression. */
  readonly rawBytes: number
  /** What was handed to the transport. */
  readonly sentBytes: number
}

export interface TarStreamOptions {
  /** Called for each chunk that leaves, about once a megabyte. */
  readonly onBytes?: ((progress: TarProgress) => void) | undefined
  /**
   * `zstd` where the host is known to have it: half of the work for both sides, and fewer bytes. Default, and where this
   * Node has no zstd: `gzip`, which every host has. Neither is used when nothing can be compressed.
   */
  readonly compression?: 'gzip' | 'zstd' | undefined
  /** What a relative source starts from. */
  readonly workingFolder?: string | undefined
}

/**
 * The stream of an upload step, for the program of `receiveTree`: one line that says how the archive is compressed
 * (`gzip`, `zstd` or `plain`), then a tar archive of exactly these entries and an end mark.
 *
 * Holds a few megabytes whatever the size of the tree. Fails with DK_SOURCE_INVALID when the source has changed since it
 * was scanned.
 */
export function createTarStream(source: string, entries: readonly TreeEntry[], options: TarStreamOptions = {}): Readable {
  const location = path.resolve(options.workingFolder ?? '.', source)
  return Readable.from(generate(location, entries, options), { objectMode: false, highWaterMark: 1024 * 1024 })
}

async function* generate(source: string, entries: readonly TreeEntry[], { onBytes, compression = 'gzip' }: TarStreamOptions): AsyncGenerator<Buffer> {
  const batches = packTree(source, entries)
  const isWorthIt = isCompressible(source, entries)
  const zstd = compression === 'zstd' ? COMPRESSORS.zstd : undefined
  yield Buffer.from(`${isWorthIt ? (zstd === undefined ? 'gzip' : 'zstd') : 'plain'}\n`)
  let rawBytes = 0
  let sentBytes = 0
  for await (const { raw, packed } of isWorthIt ? compress(batches, zstd ?? COMPRESSORS.gzip) : asTheyAre(batches)) {
    rawBytes += raw
    sentBytes += packed.length
    onBytes?.({ rawBytes, sentBytes })
    yield packed
  }
}

async function* asTheyAre(batches: AsyncIterable<Buffer>): AsyncGenerator<Packed> {
  for await (const batch of batches) yield { raw: batch.length, packed: batch }
}

const SAMPLES = 40

/**
 * Whether the files as a whole are worth compressing, by samples that weigh each file by its size. A stream that is not
 * compressed spares the host a gzip, which is slower than the network when there is nothing to gain.
 */
function isCompressible(source: string, entries: readonly TreeEntry[]): boolean {
  const files = entries.filter((entry) => entry.type === 'file')
  const samples = placeSamples(files).map((place) => readSample(`${source}/${place.path}`, place.start))
  return compressedShare(samples) < WORTH_IT
}

interface SamplePlace {
  readonly path: string
  readonly start: number
}

/** At equal distances over all bytes, so never twice at the same place: that would look compressible. */
function placeSamples(files: readonly FileEntry[]): readonly SamplePlace[] {
  const distance = Math.max(SAMPLE_BYTES, files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / SAMPLES)
  const places: SamplePlace[] = []
  let passed = 0
  for (const { path: file, sizeBytes } of files) {
    for (let next = places.length * distance; next < passed + sizeBytes; next += distance) {
      places.push({ path: file, start: Math.floor(Math.max(0, next - passed)) })
    }
    passed += sizeBytes
  }
  return places
}

/** Empty when it cannot be read, as out of a package: the sending itself tells what is wrong. */
function readSample(file: string, start: number): Buffer {
  try {
    const descriptor = openSync(file, READ_ONLY)
    try {
      const sample = Buffer.allocUnsafeSlow(SAMPLE_BYTES)
      return sample.subarray(0, readSync(descriptor, sample, 0, SAMPLE_BYTES, start))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return Buffer.alloc(0)
  }
}
