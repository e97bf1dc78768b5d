import { createHash, hash, webcrypto } from 'node:crypto'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** Files up to this size are hashed where they are found: reading them costs less than handing them to a thread. */
export const SMALL_BYTES = 256 * 1024

/** No link is followed that took the place of a file a moment ago, and no pipe waited for. */
export const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** One buffer for all small files. */
const small = Buffer.allocUnsafeSlow(SMALL_BYTES + 1)

/**
 * The content of a small file, valid until the next call. Throws an Error when the file no longer has `sizeBytes` bytes.
 */
export function readSmallFile(file: string, sizeBytes: number): Buffer {
  const descriptor = openSync(file, READ_ONLY)
  try {
    // One byte more than expected, so that a file that has grown is noticed. Nearly always the first read gives everything.
    let length = readSync(descriptor, small, 0, sizeBytes + 1, null)
    while (length < sizeBytes) {
      const more = readSync(descriptor, small, length, sizeBytes + 1 - length, null)
      if (more === 0) break
      length += more
    }
    if (length !== sizeBytes) throw changed()
    return small.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

export function digestBytes(bytes: Buffer): string {
  return hash('sha256', bytes, 'hex')
}

/** Files up to this size are hashed in one piece by a thread of the pool, so that several processors work. */
const MEDIUM_BYTES = 8 * 1024 * 1024

/** SHA-256 of a big file, hex. Throws an Error when the file no longer has `sizeBytes` bytes. */
export async function hashBigFile(file: string, sizeBytes: number): Promise<string> {
  const handle = await open(file, READ_ONLY)
  try {
    return sizeBytes <= MEDIUM_BYTES ? await hashAtOnce(handle, sizeBytes) : await hashInParts(handle, sizeBytes)
  } finally {
    await handle.close()
  }
}

async function hashAtOnce(handle: FileHandle, sizeBytes: number): Promise<string> {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length)
    length += bytesRead
    if (bytesRead === 0 || length > sizeBytes) break
  }
  if (length !== sizeBytes) throw changed()
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes.subarray(0, length))).toString('hex')
}

const PART_BYTES = 1024 * 1024

/** The next part is read while this one is hashed. */
async function hashInParts(handle: FileHandle, sizeBytes: number): Promise<string> {
  const digest = createHash('sha256')
  let free = Buffer.allocUnsafeSlow(PART_BYTES)
  let length = 0
  let reading = handle.read(Buffer.allocUnsafeSlow(PART_BYTES), 0, PART_BYTES)
  for (;;) {
    const { bytesRead, buffer } = await reading
    if (bytesRead === 0) break
    length += bytesRead
    if (length > sizeBytes) throw changed()
    reading = handle.read(free, 0, PART_BYTES)
    digest.update(buffer.subarray(0, bytesRead))
    free = buffer
  }
  if (length !== sizeBytes) throw changed()
  return digest.digest('hex')
}

function changed(): Error {
  return new Error('it was changed while being read')
}
