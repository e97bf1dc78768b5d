import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { Header, Pax } from 'tar'
import { packImage, type ImageChanges } from '../../../../packages/engine/docker/pack-image.ts'
import { readArchiveEntries } from '../../../../packages/engine/local-files/package-entries.ts'

const NAME = 'deploy-kit/shop:api-0123456789ab'
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The layers of an image, each a text here: docker does not look into them before all are there. */
const LAYERS = ['base', 'middle', 'top'.repeat(700_000)]
const blob = (text: string): string => `blobs/sha256/${digest(text)}`
const MANIFEST = [{ Config: blob('config'), RepoTags: ['shop-api:latest'], Layers: LAYERS.map(blob), LayerSources: {} }]
const INDEX = { schemaVersion: 2, manifests: [{ digest: `sha256:${digest('manifest')}`, annotations: { 'io.containerd.image.name': 'docker.io/library/shop-api:latest', kept: 'yes' } }] }

type Files = readonly (readonly [string, string])[]

/** As Docker 25 and newer save it: the layers by their digests, the lists behind them. */
const SAVED: Files = [
  ['blobs/', ''],
  ['blobs/sha256/', ''],
  ...[...LAYERS, 'config', 'manifest'].map((text) => [blob(text), text] as const).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  ['index.json', JSON.stringify(INDEX)],
  ['manifest.json', JSON.stringify(MANIFEST)],
  ['oci-layout', '{"imageLayoutVersion": "1.0.0"}'],
  ['repositories', '{"shop-api":{"latest":"0"}}']
]

interface Member {
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'CharacterDevice'
  readonly linkpath?: string
  /** The size stands in an extended header only, as that of a layer beyond 8 GiB. */
  readonly isExtended?: boolean
}

function archiveOf(files: Files, members: Readonly<Record<string, Member>> = {}): Buffer {
  const parts = files.flatMap(([path, text]) => {
    const { type = path.endsWith('/') ? 'Directory' : 'File', linkpath, isExtended = false } = members[path] ?? {}
    const body = Buffer.from(text)
    const header = new Header({ path, type, mode: 0o644, size: isExtended ? 0 : body.length, mtime: new Date(0), ...(linkpath === undefined ? {} : { linkpath }) })
    header.encode()
    const extended = isExtended ? [new Pax({ path, size: body.length, mtime: new Date(0) }).encode()] : []
    return [...extended, header.block ?? Buffer.alloc(0), body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

async function pack(archive: Buffer, changes: Partial<ImageChanges> = {}, chunkBytes = 64 * 1024): Promise<Buffer> {
  const chunks = Array.from({ length: Math.ceil(archive.length / chunkBytes) }, (_, index) => archive.subarray(index * chunkBytes, (index + 1) * chunkBytes))
  return buffer(Readable.from(packImage(readArchiveEntries(Readable.from(chunks)), { name: NAME, leaveOut: [], ...changes })))
}

async function unpack(archive: Buffer): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {}
  for await (const entry of readArchiveEntries(Readable.from([archive]))) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(chunk)
    files[entry.path] = entry.type === 'SymbolicLink' ? `-> ${entry.linkpath}` : Buffer.concat(chunks).toString()
  }
  return files
}

const parseList = (text: string | undefined): unknown => JSON.parse(text ?? '')

test.each([64 * 1024, 1000, 7])('everything travels, by the one name, read in chunks of %d bytes', async (chunkBytes) => {
  const files = await unpack(await pack(archiveOf(SAVED), {}, chunkBytes))
  expect(Object.keys(files)).toEqual(SAVED.map(([path]) => path).filter((path) => path !== 'repositories'))
  for (const text of [...LAYERS, 'config', 'manifest']) expect(digest(files[blob(text)] ?? '')).toBe(digest(text))
  expect(parseList(files['manifest.json'])).toEqual([{ ...MANIFEST[0], RepoTags: [NAME] }])
  expect(parseList(files['index.json'])).toEqual({
    ...INDEX,
    manifests: [{ ...INDEX.manifests[0], annotations: { 'io.containerd.image.name': `docker.io/${NAME}`, 'org.opencontainers.image.ref.name': 'api-0123456789ab', kept: 'yes' } }]
  })
})

test('layers that the host has are left out, and nothing else', async () => {
  const files = await unpack(await pack(archiveOf(SAVED), { leaveOut: [`sha256:${digest('base')}`, `sha256:${digest(LAYERS[2] ?? '')}`] }))
  const paths = Object.keys(files)
  expect(paths).not.toContain(blob('base'))
  expect(paths).not.toContain(blob(LAYERS[2] ?? ''))
  expect(paths).toEqual(expect.arrayContaining([blob('middle'), blob('config'), 'manifest.json']))
  expect(parseList(files['manifest.json'])).toMatchObject([{ Layers: LAYERS.map(blob) }])
})

test('the older format has other names, so all of it travels, with its links', async () => {
  const old: Files = [
    ['0a/', ''],
    ['0a/layer.tar', 'base'],
    ['0b/layer.tar', ''],
    ['config.json', '{}'],
    ['manifest.json', JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: ['0a/layer.tar', '0b/layer.tar'] }])]
  ]
  const archive = archiveOf(old, { '0b/layer.tar': { type: 'SymbolicLink', linkpath: '../0a/layer.tar' } })
  const files = await unpack(await pack(archive, { leaveOut: [`sha256:${digest('base')}`] }))
  expect(files).toMatchObject({ '0a/layer.tar': 'base', '0b/layer.tar': '-> ../0a/layer.tar' })
  expect(parseList(files['manifest.json'])).toMatchObject([{ RepoTags: [NAME] }])
})

test('a size that stands in an extended header counts, also of what is left out', async () => {
  const archive = archiveOf(SAVED, { [blob('base')]: { isExtended: true }, [blob('middle')]: { isExtended: true } })
  const files = await unpack(await pack(archive, { leaveOut: [`sha256:${digest('base')}`] }))
  expect(files[blob('middle')]).toBe('middle')
  expect(Object.keys(files)).toHaveLength(SAVED.length - 2)
})

const without = (name: string): Files => SAVED.filter(([path]) => path !== name)
const withList = (name: string, text: string): Files => SAVED.map(([path, before]) => [path, path === name ? text : before] as const)

test.each<readonly [string, Buffer, RegExp]>([
  ['nothing', Buffer.alloc(0), /Unrecognized archive/],
  ['no archive', Buffer.from('Error response from daemon: no space left on device\n'.repeat(20)), /./],
  ['no manifest', archiveOf(without('manifest.json')), /no manifest\.json/],
  ['two manifests', archiveOf([...SAVED, ['manifest.json', JSON.stringify(MANIFEST)]]), /2 manifest\.json/],
  ['a manifest of two images', archiveOf(withList('manifest.json', JSON.stringify([...MANIFEST, ...MANIFEST]))), /not of one image/],
  ['a manifest of none', archiveOf(withList('manifest.json', 'null')), /not of one image/],
  ['a manifest that is no JSON', archiveOf(withList('manifest.json', '[{')), /not JSON/],
  ['a manifest without end', archiveOf(withList('manifest.json', `[${' '.repeat(5_000_000)}]`)), /with 5000002 bytes/],
  ['a path out of the archive', archiveOf([['../escape', 'x'], ...SAVED]), /outside of its archive/],
  ['an absolute path', archiveOf([['/etc/passwd', 'x'], ...SAVED]), /outside of its archive/],
  ['a device', archiveOf([['tty', ''], ...SAVED], { tty: { type: 'CharacterDevice' } }), /unknown kind/],
  ['an archive that breaks off within a layer', archiveOf(SAVED).subarray(0, 100_000), /./],
  ['an archive that breaks off before its lists', archiveOf(SAVED.slice(0, 7)).subarray(0, -1024), /no manifest\.json/]
])('%s is refused, and its end is never handed out', async (_what, archive, reason) => {
  const packed: Buffer[] = []
  const reading = async (): Promise<void> => {
    for await (const batch of packImage(readArchiveEntries(Readable.from([archive])), { name: NAME, leaveOut: [] })) packed.push(batch)
  }
  await expect(reading()).rejects.toThrow(reason)
  expect(Buffer.concat(packed).includes('deploy-kit/shop')).toBe(false)
})
