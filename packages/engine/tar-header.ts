import type { TreeEntry } from '../core/index.ts'

/** Everything in a tar archive comes in blocks of this size. */
export const BLOCK_BYTES = 512

/** The longest that the headers of an entry can be: its own, and two long names with theirs. */
export const HEADER_BYTES_MAX = 5 * BLOCK_BYTES + 2 * 8192

/** A file, link or folder, or a hard link to a file that came before. */
export type TarEntry = TreeEntry | { readonly type: 'hard-link'; readonly path: string; readonly target: string; readonly mode: number }

/**
 * Writes the headers of an entry (POSIX.1-1988 ustar) at `offset` and returns where they end. Names that are too long
 * go into GNU `L` and `K` entries rather than into pax ones, which the tar of busybox skips.
 *
 * Owner, group and time are zero: the host decides them, and the same tree is the same stream.
 */
export function writeTarHeader(buffer: Buffer, offset: number, entry: TarEntry): number {
  const name = entry.type === 'folder' ? `${entry.path}/` : entry.path
  const target = entry.type === 'link' || entry.type === 'hard-link' ? entry.target : ''
  let at = offset
  if (Buffer.byteLength(target) > NAME_BYTES) at = writeLongName(buffer, at, { type: 'K', text: target })
  if (Buffer.byteLength(name) > NAME_BYTES) at = writeLongName(buffer, at, { type: 'L', text: name })
  const sizeBytes = entry.type === 'file' ? entry.sizeBytes : 0
  const mode = entry.type === 'link' ? 0o777 : entry.mode
  return writeBlock(buffer, at, { name, target, mode, sizeBytes, type: TYPE_FLAGS[entry.type] })
}

const NAME_BYTES = 100

const TYPE_FLAGS = { file: '0', 'hard-link': '1', link: '2', folder: '5' } as const

function writeLongName(buffer: Buffer, offset: number, { type, text }: { readonly type: string; readonly text: string }): number {
  const sizeBytes = Buffer.byteLength(text) + 1
  const start = writeBlock(buffer, offset, { name: '././@LongLink', target: '', mode: 0o644, sizeBytes, type })
  const end = start + roundUp(sizeBytes)
  buffer.fill(0, start, end)
  buffer.write(text, start)
  return end
}

interface Block {
  readonly name: string
  readonly target: string
  readonly mode: number
  readonly sizeBytes: number
  readonly type: string
}

/** What all blocks share: owner, group and time 0, and the magic. */
const BLANK = makeBlank()

function writeBlock(buffer: Buffer, offset: number, { name, target, mode, sizeBytes, type }: Block): number {
  BLANK.copy(buffer, offset)
  buffer.write(name, offset, NAME_BYTES)
  buffer.write(octal(mode, 7), offset + 100, 'latin1')
  writeSize(buffer, offset + 124, sizeBytes)
  buffer.write(type, offset + 156, 'latin1')
  if (target !== '') buffer.write(target, offset + 157, NAME_BYTES)
  let sum = 0
  for (let index = offset; index < offset + BLOCK_BYTES; index += 1) sum += buffer[index] ?? 0
  buffer.write(`${octal(sum, 6)}\0 `, offset + 148, 'latin1')
  return offset + BLOCK_BYTES
}

/** From 8 GiB on in base 256, as GNU tar does. */
function writeSize(buffer: Buffer, offset: number, sizeBytes: number): void {
  if (sizeBytes < 8 ** 11) {
    buffer.write(octal(sizeBytes, 11), offset, 'latin1')
    return
  }
  buffer[offset] = 0x80
  buffer.writeBigUInt64BE(BigInt(sizeBytes), offset + 4)
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function makeBlank(): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES)
  block.write('0000000', 108, 'latin1')
  block.write('0000000', 116, 'latin1')
  block.write('00000000000', 136, 'latin1')
  block.fill(' ', 148, 156, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  return block
}

export function roundUp(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES
}
