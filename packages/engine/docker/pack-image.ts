import type { ReadEntry } from 'tar'
import type { TreeEntry } from '../../core/index.ts'
import { normalizeEntryPath } from '../local-files/package-entries.ts'
import { BatchWriter, packBytes, packChunk } from '../tar-batches.ts'

export interface ImageChanges {
  /** The only one that the image gets; those of this machine are nothing to the host. */
  readonly name: string
  /** Digests of layers that the host has: `docker load` does not look for their files. */
  readonly leaveOut: readonly string[]
}

/** The lists of an archive are a few kilobytes; a big one is none that Docker has written. */
const LIST_BYTES_MAX = 4 * 1024 * 1024

/** By this one `docker load` finds everything else. It is packed after all layers, so a cut archive has none. */
const MANIFEST = 'manifest.json'

/**
 * An archive of `docker save` of one image, with these changes, in buffers that the receiver owns. Layers are left out by the
 * names that Docker 25 and newer give them (`blobs/sha256/<digest>`).
 *
 * Throws an Error for what is no such archive; then its end, by which it is taken for whole, has not been handed out.
 */
export async function* packImage(entries: AsyncIterable<ReadEntry>, changes: ImageChanges): AsyncGenerator<Buffer> {
  const writer = new BatchWriter()
  const left = new Set(changes.leaveOut.map((digest) => `blobs/${digest.replace(':', '/')}`))
  let manifests = 0
  for await (const entry of entries) {
    const path = normalizeEntryPath(entry.path)
    // The list of Docker before 1.10 has names as well.
    if (left.has(path) || path === '' || path === 'repositories') entry.resume()
    else if (path === MANIFEST) {
      manifests += 1
      yield* packList(writer, path, renameManifest(await readList(entry), changes.name))
    } else if (path === 'index.json') yield* packList(writer, path, renameIndex(await readList(entry), changes.name))
    else {
      writer.addHeader(describeEntry(entry, path))
      for await (const chunk of entry) yield* packChunk(writer, chunk)
      writer.pad()
    }
    if (writer.isFull) yield writer.take()
  }
  if (manifests !== 1) throw new Error(`docker save wrote an archive with ${manifests === 0 ? 'no' : manifests} ${MANIFEST}`)
  yield writer.takeLast()
}

function describeEntry({ type, size, mode, linkpath = '' }: ReadEntry, path: string): TreeEntry {
  if (path.startsWith('/') || path.split('/').includes('..')) throw new Error(`docker save wrote an entry outside of its archive: ${path}`)
  if (type === 'Directory') return { type: 'folder', path, mode: 0o755 }
  if (type === 'SymbolicLink') return { type: 'link', path, target: linkpath }
  if (type === 'File' || type === 'OldFile') return { type: 'file', path, mode: (mode ?? 0o644) & 0o777, sizeBytes: size, sha256: '' }
  throw new Error(`docker save wrote an entry of an unknown kind: ${type} ${path}`)
}

function* packList(writer: BatchWriter, path: string, list: unknown): Generator<Buffer> {
  const bytes = Buffer.from(JSON.stringify(list))
  writer.addHeader({ type: 'file', path, mode: 0o644, sizeBytes: bytes.length, sha256: '' })
  yield* packBytes(writer, bytes)
}

async function readList(entry: ReadEntry): Promise<unknown> {
  if (entry.size > LIST_BYTES_MAX) throw new Error(`docker save wrote ${entry.path} with ${entry.size} bytes`)
  const chunks: Buffer[] = []
  for await (const chunk of entry) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (cause) {
    throw new Error(`docker save wrote ${entry.path} that is not JSON`, { cause })
  }
}

function renameManifest(list: unknown, name: string): unknown {
  const images: readonly unknown[] = Array.isArray(list) ? list : []
  const [image] = images
  if (!isRecord(image) || images.length > 1) throw new Error(`docker save wrote ${MANIFEST} that is not of one image`)
  return [{ ...image, RepoTags: [name] }]
}

/** Read by engines that keep images in containerd. Older ones write none for an image without a name. */
function renameIndex(index: unknown, name: string): unknown {
  const manifests = isRecord(index) && Array.isArray(index['manifests']) ? index['manifests'].filter(isRecord) : []
  if (!isRecord(index) || manifests.length === 0) return index
  const names = { 'io.containerd.image.name': `docker.io/${name}`, 'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1) }
  return { ...index, manifests: manifests.map((manifest) => ({ ...manifest, annotations: { ...toRecord(manifest['annotations']), ...names } })) }
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
