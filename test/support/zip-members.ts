import { inflateRawSync } from 'node:zlib'

/** The files of a zip archive, in its order. Throws when it is not whole. Only for archives below 4 GB. */
export function readZipMembers(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (end < 0) throw new Error('There is no end of a zip archive')
  const members = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error(`There is no entry of the directory at ${at}`)
    const [nameLength, extraLength, commentLength] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)]
    members.set(archive.toString('utf8', at + 46, at + 46 + nameLength), readMember(archive, at))
    at += 46 + nameLength + extraLength + commentLength
  }
  return members
}

/** The entry of the directory knows the length; the header before the bytes may not. */
function readMember(archive: Buffer, entry: number): Buffer {
  const header = archive.readUInt32LE(entry + 42)
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
  const stored = archive.subarray(start, start + archive.readUInt32LE(entry + 20))
  return archive.readUInt16LE(entry + 10) === 0 ? stored : inflateRawSync(stored)
}
