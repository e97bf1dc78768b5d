import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { deflateRawSync, gzip } from 'node:zlib'
import type { FileEntry, TreeEntry } from '../core/index.ts'
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
  /** What a relative source starts from. */
  readonly workingFolder?: string | undefined
}

/**
 * The stream of an upload step, for the program of `receiveTree`: one line that says how the archive is compressed
 * (`gzip` or `plain`), then a tar archive of exactly these entries and an end mark.
 *
 * Holds a few megabytes whatever the size of the tree. Fails with DK_SOURCE_INVALID when the source has changed since it
 * was scanned.
 */
export function createTarStream(source: string, entries: readonly TreeEntry[], options: TarStreamOptions = {}): Readable {
  const location = path.resolve(options.workingFolder ?? '.', source)
  return Readable.from(generate(location, entries, options), { objectMode: false, highWaterMark: 1024 * 1024 })
}

async function* generate(source: string, entries: readonly TreeEntry[], { onBytes }: TarStreamOptions): AsyncGenerator<Buffer> {
  const batches = packTree(source, entries)
  const isWorthIt = isCompressible(source, entries)
  yield Buffer.from(isWorthIt ? 'gzip\n' : 'plain\n')
  let rawBytes = 0
  let sentBytes = 0
  for await (const { raw, packed } of isWorthIt ? compress(batches) : asTheyAre(batches)) {
    rawBytes += raw
    sentBytes += packed.length
    onBytes?.({ rawBytes, sentBytes })
    yield packed
  }
}

interface Packed {
  readonly raw: number
  readonly packed: Buffer
}

async function* asTheyAre(batches: AsyncIterable<Buffer>): AsyncGenerator<Packed> {
  for await (const batch of batches) yield { raw: batch.length, packed: batch }
}

/** Two threads compress while one batch is sent. */
const AHEAD = 3

/**
 * Each batch becomes a gzip member of its own (RFC 1952, 2.2: members follow each other), so that several processors can
 * work, and a batch of images is not pressed in vain.
 */
async function* compress(batches: AsyncIterable<Buffer>): AsyncGenerator<Packed> {
  const pending: Promise<Packed>[] = []
  for await (const batch of batches) {
    const packing = gzipBatch(batch)
    // Who stops listening in the middle must not leave an unhandled rejection behind.
    packing.catch(() => undefined)
    pending.push(packing)
    const first = pending.length >= AHEAD ? pending.shift() : undefined
    if (first !== undefined) yield await first
  }
  for (const packing of pending) yield await packing
}

function gzipBatch(batch: Buffer): Promise<Packed> {
  const level = compressedShare(sliceSamples(batch)) < WORTH_IT ? 1 : 0
  return new Promise((resolve, reject) => {
    gzip(batch, { level, chunkSize: 256 * 1024 }, (error, packed) => {
      if (error === null) resolve({ raw: batch.length, packed })
      else reject(error)
    })
  })
}

/** Above this share of its size, compression costs more time than it saves, on any link. */
const WORTH_IT = 0.9

const SAMPLE_BYTES = 4096

function sliceSamples(batch: Buffer): readonly Buffer[] {
  const places = batch.length <= 3 * SAMPLE_BYTES ? [0] : [0.1, 0.5, 0.9].map((share) => Math.floor(share * (batch.length - SAMPLE_BYTES)))
  return places.map((place) => batch.subarray(place, place + SAMPLE_BYTES))
}

function compressedShare(samples: readonly Buffer[]): number {
  const sample = Buffer.concat([...samples])
  return sample.length === 0 ? 0 : deflateRawSync(sample, { level: 1 }).length / sample.length
}

const SAMPLED_FILES = 40

/**
 * Whether the files as a whole are worth compressing, by samples that weigh each file by its size. A stream that is not
 * compressed spares the host a gzip, which is slower than the network when there is nothing to gain.
 */
function isCompressible(source: string, entries: readonly TreeEntry[]): boolean {
  const files = entries.filter((entry) => entry.type === 'file')
  const samples = pickBySize(files, SAMPLED_FILES).map((file) => readSample(`${source}/${file.path}`, file.sizeBytes))
  return compressedShare(samples) < WORTH_IT
}

function pickBySize(files: readonly FileEntry[], count: number): readonly FileEntry[] {
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const picked: FileEntry[] = []
  let passed = 0
  for (const file of files) {
    passed += file.sizeBytes
    while (total > 0 && picked.length < count && passed >= ((picked.length + 0.5) / count) * total) picked.push(file)
  }
  return picked
}

/** Empty when it cannot be read, as out of a package: the sending itself tells what is wrong. */
function readSample(file: string, sizeBytes: number): Buffer {
  try {
    const descriptor = openSync(file, READ_ONLY)
    try {
      const sample = Buffer.allocUnsafeSlow(SAMPLE_BYTES)
      const start = Math.max(0, Math.floor((sizeBytes - SAMPLE_BYTES) / 2))
      return sample.subarray(0, readSync(descriptor, sample, 0, SAMPLE_BYTES, start))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return Buffer.alloc(0)
  }
}
