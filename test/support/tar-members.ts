import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { writeTarHeader, type TarEntry } from '../../packages/engine/tar-header.ts'

/** One entry of a `.tar.gz` with short names, as its bytes. */
export interface Member {
  readonly name: string
  readonly header: Buffer
  readonly body: Buffer
}

const BLOCK = 512

export function readMembers(file: string): readonly Member[] {
  const archive = gunzipSync(readFileSync(file))
  const members: Member[] = []
  for (let at = 0; archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK)
    const sizeBytes = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
    members.push({ name, header, body: archive.subarray(at + BLOCK, at + BLOCK + sizeBytes) })
    at += BLOCK + Math.ceil(sizeBytes / BLOCK) * BLOCK
  }
  return members
}

export function writeMembers(file: string, members: readonly Member[]): string {
  const blocks = members.flatMap(({ header, body }) => [header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)])
  writeFileSync(file, gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)])))
  return file
}

export function makeMember(entry: TarEntry, text = ''): Member {
  const buffer = Buffer.alloc(4096)
  const body = Buffer.from(text)
  const sized = entry.type === 'file' ? { ...entry, sizeBytes: body.length } : entry
  return { name: entry.path, header: buffer.subarray(0, writeTarHeader(buffer, 0, sized)), body }
}
