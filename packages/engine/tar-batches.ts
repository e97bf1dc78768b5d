import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FileEntry, TreeEntry } from '../core/index.ts'
import { READ_ONLY } from './local-files/hash-files.ts'
import { normalizeEntryPath, readPackageEntries } from './local-files/package-entries.ts'
import { describeFailure, sourceError } from './local-files/source-problems.ts'
import { BLOCK_BYTES, HEADER_BYTES_MAX, roundUp, writeTarHeader, type TarEntry } from './tar-header.ts'

/** Big enough that a chunk costs little, small enough that four of them are nothing. */
const BATCH_BYTES = 1024 * 1024

/**
 * The last entry of every upload: an empty file by which the host knows that nothing was cut off. A cut can leave a valid
 * archive, for tar needs no end.
 */
const UPLOAD_END: FileEntry = { type: 'file', path: '.deploy-kit-upload-end', mode: 0o600, sizeBytes: 0, sha256: '' }

/** GNU tar writes and reads records of this size. */
const RECORD_BYTES = 20 * BLOCK_BYTES

/**
 * A tar archive of exactly the given entries of a folder or package, in buffers that the receiver owns. Reads files of a
 * folder synchronously into them: for small files that is several times cheaper than any other way.
 *
 * Throws DK_SOURCE_INVALID when a file is no longer what the scan saw.
 */
export async function* packTree(source: string, entries: readonly TreeEntry[]): AsyncGenerator<Buffer> {
  const isFolder = await stat(source).then((stats) => stats.isDirectory(), () => false)
  const writer = new BatchWriter()
  if (isFolder) {
    for (const entry of entries) {
      writer.addHeader(entry)
      if (entry.type === 'file') yield* packFile(writer, `${source}/${entry.path}`, entry)
      if (writer.isFull) yield writer.take()
    }
  } else {
    yield* packFromPackage(writer, source, entries)
  }
  writer.addHeader(UPLOAD_END)
  yield writer.takeLast()
}

/** Collects headers and contents into buffers of about a megabyte. */
class BatchWriter {
  #buffer = Buffer.allocUnsafeSlow(BATCH_BYTES)
  #used = 0
  #total = 0

  /** There is no room for the headers of another entry. */
  get isFull(): boolean {
    return this.#used > BATCH_BYTES - HEADER_BYTES_MAX
  }

  /** Needs `isFull` to be false. */
  addHeader(entry: TarEntry): void {
    this.#used = writeTarHeader(this.#buffer, this.#used, entry)
  }

  /** Lets `read` fill at most `wantedBytes` of what is free; it returns how much it filled. */
  fill(wantedBytes: number, read: (buffer: Buffer, offset: number, bytes: number) => number): number {
    const filled = read(this.#buffer, this.#used, Math.min(wantedBytes, BATCH_BYTES - this.#used))
    this.#used += filled
    return filled
  }

  /** Zeros up to the next block. The size of a batch is a multiple of a block, so they always fit. */
  pad(): void {
    const end = roundUp(this.#used)
    this.#buffer.fill(0, this.#used, end)
    this.#used = end
  }

  get hasRoom(): boolean {
    return this.#used < BATCH_BYTES
  }

  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#used)
    this.#total += this.#used
    this.#buffer = Buffer.allocUnsafeSlow(BATCH_BYTES)
    this.#used = 0
    return taken
  }

  /** With the end of the archive: two blocks of zeros, filled up to a record. */
  takeLast(): Buffer {
    const rest = this.take()
    const endBytes = 2 * BLOCK_BYTES
    return Buffer.concat([rest, Buffer.alloc(endBytes + ((RECORD_BYTES - ((this.#total + endBytes) % RECORD_BYTES)) % RECORD_BYTES))])
  }
}

function* packFile(writer: BatchWriter, file: string, entry: FileEntry): Generator<Buffer> {
  const descriptor = openFile(file, entry)
  try {
    let remaining = entry.sizeBytes
    while (remaining > 0) {
      if (!writer.hasRoom) yield writer.take()
      const read = writer.fill(remaining, (buffer, offset, bytes) => readSync(descriptor, buffer, offset, bytes, null))
      if (read === 0) throw changedWhileSent(entry.path)
      remaining -= read
    }
    writer.pad()
  } finally {
    closeSync(descriptor)
  }
}

function openFile(file: string, entry: FileEntry): number {
  let descriptor: number
  try {
    descriptor = openSync(file, READ_ONLY)
  } catch (failure) {
    throw changedWhileSent(entry.path, describeFailure(failure))
  }
  const stats = fstatSync(descriptor)
  if (stats.isFile() && stats.size === entry.sizeBytes) return descriptor
  closeSync(descriptor)
  throw changedWhileSent(entry.path)
}

/** Folders and links come from the list, the contents of files from the package in its own order. */
async function* packFromPackage(writer: BatchWriter, source: string, entries: readonly TreeEntry[]): AsyncGenerator<Buffer> {
  const missing = new Map<string, FileEntry>()
  for (const entry of entries) {
    if (entry.type === 'file') missing.set(entry.path, entry)
    else writer.addHeader(entry)
    if (writer.isFull) yield writer.take()
  }
  const links = missing.size === 0 ? new Map<string, string[]>() : await findHardLinks(source, missing)
  if (missing.size > 0) {
    for await (const packed of readPackageEntries(source)) {
      const path = normalizeEntryPath(packed.path)
      const wanted = packed.type === 'Link' ? [] : [path, ...(links.get(path) ?? [])].flatMap((name) => missing.get(name) ?? [])
      const [first, ...others] = wanted
      if (first === undefined) {
        packed.resume()
        continue
      }
      if (packed.size !== first.sizeBytes) throw changedWhileSent(first.path)
      writer.addHeader(first)
      for await (const chunk of packed) yield* packChunk(writer, chunk)
      writer.pad()
      for (const { path: name, mode } of others) {
        if (writer.isFull) yield writer.take()
        writer.addHeader({ type: 'hard-link', path: name, target: first.path, mode })
      }
      for (const { path: name } of wanted) missing.delete(name)
      if (writer.isFull) yield writer.take()
    }
  }
  const [lost] = missing.keys()
  if (lost !== undefined) throw changedWhileSent(lost, 'it is no longer in the package')
}

function* packChunk(writer: BatchWriter, chunk: Buffer): Generator<Buffer> {
  let done = 0
  while (done < chunk.length) {
    if (!writer.hasRoom) yield writer.take()
    done += writer.fill(chunk.length - done, (buffer, offset, bytes) => chunk.copy(buffer, offset, done, done + bytes))
  }
}

/** By the path of each file with content: the wanted paths that are hard links to it (packages of pnpm trees have many). */
async function findHardLinks(source: string, wanted: ReadonlyMap<string, FileEntry>): Promise<ReadonlyMap<string, string[]>> {
  const links = new Map<string, string[]>()
  for await (const packed of readPackageEntries(source)) {
    packed.resume()
    const path = normalizeEntryPath(packed.path)
    if (packed.type !== 'Link' || !wanted.has(path)) continue
    const target = normalizeEntryPath(packed.linkpath ?? '')
    links.set(target, [...(links.get(target) ?? []), path])
  }
  return links
}

function changedWhileSent(path: string, reason?: string): Error {
  const detail = reason === undefined ? '' : ` (${reason})`
  return sourceError(`${path} was changed while being sent${detail}`, 'Deploy again when nothing writes into the source any more')
}
