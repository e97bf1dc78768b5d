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
export class BatchWriter {
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

export function* packFile(writer: BatchWriter, file: string, entry: FileEntry): Generator<Buffer> {
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

/**
 * Folders and links come from the list, the contents of files from the package in its own order. A hard link (packages of
 * pnpm trees have many) whose target does not travel gets the content of the target in a second reading.
 */
async function* packFromPackage(writer: BatchWriter, source: string, entries: readonly TreeEntry[]): AsyncGenerator<Buffer> {
  const wanted: Wanted = new Map()
  for (const entry of entries) {
    if (entry.type === 'file') wanted.set(entry.path, [entry])
    else writer.addHeader(entry)
    if (writer.isFull) yield writer.take()
  }
  const lostLinks: Wanted = new Map()
  yield* pick(writer, source, { wanted, lostLinks })
  yield* pick(writer, source, { wanted: lostLinks, lostLinks: new Map() })
  const [lost] = [...wanted.values(), ...lostLinks.values()].flat()
  if (lost !== undefined) throw changedWhileSent(lost.path, 'it is no longer in the package')
}

/** Entries to send, by the path under which the package has their content. Emptied while they are found. */
type Wanted = Map<string, readonly FileEntry[]>

interface Picking {
  readonly wanted: Wanted
  /** Gets the links whose target was not sent. */
  readonly lostLinks: Wanted
}

async function* pick(writer: BatchWriter, source: string, { wanted, lostLinks }: Picking): AsyncGenerator<Buffer> {
  if (wanted.size === 0) return
  const sent = new Map<string, string>()
  for await (const packed of readPackageEntries(source)) {
    const path = normalizeEntryPath(packed.path)
    const [first, ...others] = wanted.get(path) ?? []
    wanted.delete(path)
    const target = packed.type === 'Link' ? normalizeEntryPath(packed.linkpath ?? '') : undefined
    const sentAs = sent.get(target ?? '')
    if (first === undefined || target !== undefined) packed.resume()
    if (first !== undefined && target !== undefined) {
      if (sentAs === undefined) lostLinks.set(target, [...(lostLinks.get(target) ?? []), first])
      else writer.addHeader({ type: 'hard-link', path: first.path, target: sentAs, mode: first.mode })
    } else if (first !== undefined) {
      if (packed.size !== first.sizeBytes) throw changedWhileSent(first.path)
      sent.set(path, first.path)
      writer.addHeader(first)
      for await (const chunk of packed) yield* packChunk(writer, chunk)
      writer.pad()
    }
    for (const { path: link, mode } of others) {
      if (writer.isFull) yield writer.take()
      writer.addHeader({ type: 'hard-link', path: link, target: first?.path ?? '', mode })
    }
    if (writer.isFull) yield writer.take()
  }
}

/** The whole content of an entry. */
export function* packBytes(writer: BatchWriter, bytes: Buffer): Generator<Buffer> {
  yield* packChunk(writer, bytes)
  writer.pad()
}

/** A part of the content of an entry; `pad` comes after the last. */
export function* packChunk(writer: BatchWriter, chunk: Buffer): Generator<Buffer> {
  let done = 0
  while (done < chunk.length) {
    if (!writer.hasRoom) yield writer.take()
    done += writer.fill(chunk.length - done, (buffer, offset, bytes) => chunk.copy(buffer, offset, done, done + bytes))
  }
}

function changedWhileSent(path: string, reason?: string): Error {
  const detail = reason === undefined ? '' : ` (${reason})`
  return sourceError(`${path} was changed while being sent${detail}`, 'Deploy again when nothing writes into the source any more')
}
