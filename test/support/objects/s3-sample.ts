import { createHash } from 'node:crypto'
import { gatherContents, type Contents } from '../databases/contents.ts'
import { listKeys, requireS3, type S3Access } from './s3-client.ts'

/** Keys that programs misread, with what each object holds. */
const KEYS: readonly string[] = [
  'plain.txt',
  'deep/er/and deeper/x.mp4',
  'with blanks  and\ttab',
  'line\nbreak',
  'Größe/日本語/🎬.mov',
  'a+b&c=d?e#f%20g;h',
  `<tag> "quotes" 'single' \\ \`tick\` $(no) !*()[]{}|^~`,
  'dots.../..hidden/.x',
  'folder/',
  '-begins-with-a-dash',
  '%41 is no A',
  '1e5',
  '100000'
]

export async function makeBucket(access: S3Access, bucket: string): Promise<void> {
  await requireS3(access, { method: 'PUT', path: `/${bucket}` })
}

export async function putObject(access: S3Access, path: string, body: Buffer | string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  await requireS3(access, { method: 'PUT', path, headers, body: Buffer.from(body) })
}

/** A bucket with objects that are empty, full of zeros, as long as a block, larger than one, with all kinds of keys and headers. */
export async function createS3Sample(access: S3Access, bucket: string): Promise<void> {
  await makeBucket(access, bucket)
  for (const [index, key] of KEYS.entries()) await putObject(access, `/${bucket}/${key}`, `${key}\n\0\xff`.repeat(index), { 'content-type': `text/x-${index}` })
  const described = { 'content-type': 'video/mp4; codecs="avc1"', 'cache-control': 'max-age=60, private', 'content-disposition': 'attachment; filename="a b.mp4"', 'x-amz-meta-title': 'a & b = 100%', 'x-amz-meta-a-owner': 'me' }
  await putObject(access, `/${bucket}/described`, 'x', described)
  await putObject(access, `/${bucket}/block`, Buffer.alloc(512, 1))
  await putObject(access, `/${bucket}/zeros`, Buffer.alloc(300_000))
  await putObject(access, `/${bucket}/large`, Buffer.concat(Array.from({ length: 20_000 }, (_, index) => createHash('sha512').update(String(index)).digest())))
}

const HEADERS = ['content-type', 'cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

/** Everything that a bucket holds. */
export async function readBucket(access: S3Access, bucket: string): Promise<Contents> {
  const pairs: (readonly [string, string])[] = []
  for (const key of await listKeys(access, bucket)) {
    const { headers, body } = await requireS3(access, { method: 'GET', path: `/${bucket}/${key}` })
    const kept = Object.entries(headers).filter(([name]) => HEADERS.includes(name) || name.startsWith('x-amz-meta-'))
    pairs.push(['objects', `${JSON.stringify(key)} ${body.length} ${createHash('sha256').update(body).digest('hex')} ${JSON.stringify(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)))}`])
  }
  return gatherContents(pairs)
}
