import { Secret, type FolderMarks, type StorageFolder, type StorageReader, type StoredFolder } from '../../core/index.ts'
import type { Bucket } from './bucket.ts'
import { useBucket } from './load-bucket.ts'

const MAX_TEXT_BYTES = 1024 * 1024
const BEGINNING_BYTES = 16 * 1024
/** Requests under way at the same time. */
const WIDTH = 16

/** See `StorageReader`. */
export function createStorageReader(signal: AbortSignal): StorageReader {
  return {
    list: (place, texts) => useBucket(place.storage, signal, (bucket) => listFolders(bucket, place, texts)),
    readBeginnings: ({ storage, folder }, names) =>
      useBucket(storage, signal, (bucket) =>
        inTurns(names, async (name) => ({ name, beginning: (await bucket.read(`${folder}/${name}`, BEGINNING_BYTES)).toString('base64') }))
      ),
    presign: ({ storage, folder }, names, seconds) =>
      useBucket(storage, signal, async (bucket) => {
        const addresses = await inTurns(names, (name) => bucket.presignRead(`${folder}/${name}`, seconds))
        return new Secret('addresses in the storage', names.map((name, index) => `${name}\t${addresses[index] ?? ''}\n`).join(''), addresses)
      })
  }
}

/** See `StorageReader.list`. */
export async function listFolders(bucket: Bucket, { folder }: Pick<StorageFolder, 'folder'>, texts: readonly string[]): Promise<readonly StoredFolder[]> {
  const found = new Map<string, { readonly name: string; readonly sizeBytes: number }[]>()
  for (const { key, sizeBytes } of await bucket.list(`${folder}/`)) {
    const [name = '', file, ...deeper] = key.slice(folder.length + 1).split('/')
    if (name === '' || file === undefined || file === '' || deeper.length > 0) continue
    found.set(name, [...(found.get(name) ?? []), { name: file, sizeBytes }])
  }
  const wanted = [...found].flatMap(([name, files]) => files.filter((file) => texts.includes(file.name) && file.sizeBytes > 0 && file.sizeBytes <= MAX_TEXT_BYTES).map((file) => ({ name, file: file.name })))
  const read = await inTurns(wanted, async ({ name, file }) => ({ name, file, text: (await bucket.read(`${folder}/${name}/${file}`, MAX_TEXT_BYTES)).toString('utf8') }))
  return [...found].map(([name, files]) => ({ name, files, texts: Object.fromEntries(read.filter((each) => each.name === name).map(({ file, text }) => [file, text])) }))
}

/** Removes the files of a folder, in an order in which the rest of them can be told from a whole one, and from what is not ours. */
export async function removeFolder(bucket: Bucket, { folder, name, files }: StoredFolder & Pick<StorageFolder, 'folder'>, { first, last }: FolderMarks): Promise<void> {
  const names = files.map((file) => file.name)
  const remove = (file: string): Promise<void> => bucket.remove(`${folder}/${name}/${file}`)
  for (const file of names.filter((each) => each === last)) await remove(file)
  await inTurns(names.filter((each) => each !== first && each !== last), remove)
  for (const file of names.filter((each) => each === first)) await remove(file)
}

/** A few of them at a time; results in the order of the items. */
export async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += WIDTH) results.push(...(await Promise.all(items.slice(at, at + WIDTH).map(act))))
  return results
}
