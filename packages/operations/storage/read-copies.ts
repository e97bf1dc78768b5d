import { createHash } from 'node:crypto'
import { DeployKitError, type FolderMarks, type Observer, type StorageFolder, type StoredFolder } from '../../core/index.ts'
import { BACKUP_ID, parseBackupManifest, type BackupManifest } from '../backup/manifest.ts'
import type { BackupFolder, KeptBackup } from '../backup/read-backups.ts'
import { normalizePath } from '../target-inputs.ts'
import { MISSING_KEY, readStorage, type StorageValues } from './storage-inputs.ts'

const MANIFEST = 'manifest.json'
const SUMS = 'SHA256SUMS'
export const PIN = '.pinned'

/** Of a copy of a backup. */
export const COPY_MARKS: FolderMarks = { first: '.slot', last: MANIFEST }

/** What is in the storage of one deploy path on one host. */
export interface Copies {
  /** `s3://company-backups/app/web1.example.com/srv/app`, for people. */
  readonly shown: string
  /** Undefined: there is no key. */
  readonly place: StorageFolder | undefined
  /** Whole ones, newest first. */
  readonly copies: readonly Copy[]
  /** Names of those that are no more what was copied. */
  readonly damaged: readonly string[]
  /** Why it could not be read; undefined when it was. */
  readonly problem: string | undefined
}

/** A backup in the storage: whole, as far as its list of files tells. */
export interface Copy {
  readonly backup: KeptBackup
  /** With SHA256SUMS itself. */
  readonly files: readonly CopiedFile[]
}

export interface CopiedFile {
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
}

export interface CopiesRequest {
  readonly values: StorageValues & { readonly path: string; readonly 'storage-host'?: string | undefined }
  readonly observer: Pick<Observer, 'storage'>
}

/** Undefined: no storage is asked for. A storage that cannot be read is told by `problem`: what is on the host is there without it. */
export async function readCopies(host: string, { values, observer }: CopiesRequest): Promise<Copies | undefined> {
  const given = readStorage(values)
  if (given === undefined) return undefined
  const path = normalizePath(values.path)
  const below = `${values['storage-host'] ?? host}${path}`
  const shown = `${given.shown}/${below}`
  const nothing = { shown, copies: [], damaged: [] }
  if (given.storage === undefined) return { ...nothing, place: undefined, problem: MISSING_KEY }
  const place: StorageFolder = { storage: given.storage, folder: given.prefix === '' ? below : `${given.prefix}/${below}` }
  try {
    const found = (await observer.storage.list(place, [MANIFEST, SUMS, PIN])).filter(({ files }) => files.some(({ name }) => name === MANIFEST))
    const copies = found.flatMap((folder) => parseCopy(folder, path) ?? [])
    const isRead = ({ name }: StoredFolder): boolean => copies.some(({ backup }) => backup.manifest.id === name)
    return { ...nothing, place, copies: copies.toSorted(byAge), damaged: found.filter((folder) => !isRead(folder)).map(({ name }) => name), problem: undefined }
  } catch (thrown) {
    if (!(thrown instanceof DeployKitError)) throw thrown
    return { ...nothing, place, problem: `${thrown.message}. ${thrown.remedy}` }
  }
}

function byAge({ backup: { manifest: left } }: Copy, { backup: { manifest: right } }: Copy): number {
  return right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1)
}

/** Undefined when anything does not fit together: the manifest with its checksum, files with their list and sizes. */
function parseCopy({ name, files, texts }: StoredFolder, path: string): Copy | undefined {
  const text = texts[MANIFEST] ?? ''
  const sums = texts[SUMS] ?? ''
  const manifest = parseBackupManifest(text)
  if (manifest?.id !== name || !BACKUP_ID.test(name) || manifest.path !== path) return undefined
  const listed = parseSums(sums)
  if (listed.get(MANIFEST) !== digest(text) || !isListed(manifest, listed)) return undefined
  const copied = [...listed, [SUMS, digest(sums)] as const].map(([file, sha256]) => ({ name: file, sha256, sizeBytes: files.find((each) => each.name === file)?.sizeBytes ?? -1 }))
  const isWhole = copied.every(({ sizeBytes }) => sizeBytes >= 0) && manifest.files.every((file) => copied.some((each) => each.name === file.path && each.sizeBytes === file.storedBytes))
  if (!isWhole) return undefined
  return { backup: { manifest, checks: [], pin: files.some((file) => file.name === PIN) ? (texts[PIN] ?? '').trim() || 'in the storage' : undefined }, files: copied }
}

function isListed({ files }: BackupManifest, listed: ReadonlyMap<string, string>): boolean {
  return files.every(({ path, sha256 }) => listed.get(path) === sha256)
}

/** Names that another backup must not have. */
export function copyNames(copies: Copies | undefined): readonly string[] {
  return copies === undefined ? [] : [...copies.copies.map(({ backup }) => backup.manifest.id), ...copies.damaged]
}

/** By names of files, each of which is one word without a slash. */
export function parseSums(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^([0-9a-f]{64}) {2}([A-Za-z0-9_.@:+-]+)$/gm)].map(([, sum = '', name = '']) => [name, sum]))
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A backup, and where it has to come from. */
export interface FoundBackup {
  readonly backup: KeptBackup
  /** The copy that is to be fetched; undefined: it is whole on the host. */
  readonly copy: Copy | undefined
}

/**
 * The named one, or the newest that is whole somewhere. What is on the host is taken there, unless it is damaged. What was there before a
 * restore is only brought back by its name.
 */
export function findBackupAnywhere(folder: BackupFolder, copies: Copies | undefined, id: string | undefined): FoundBackup | undefined {
  const here = folder.backups.map((backup): FoundBackup => ({ backup, copy: undefined }))
  const isGood = ({ backup }: FoundBackup): boolean => backup.checks.at(-1)?.passed !== false
  const isGoodHere = (name: string): boolean => here.some((found) => found.backup.manifest.id === name && isGood(found))
  const there = (copies?.copies ?? []).filter(({ backup }) => !isGoodHere(backup.manifest.id)).map((copy): FoundBackup => ({ backup: copy.backup, copy }))
  const all = [...here, ...there]
  if (id !== undefined) return all.filter(({ backup }) => backup.manifest.id === id).toSorted((left, right) => Number(isGood(right)) - Number(isGood(left)))[0]
  return all.filter((found) => isGood(found) && found.backup.manifest.type !== 'emergency').toSorted((left, right) => right.backup.manifest.createdAt - left.backup.manifest.createdAt)[0]
}
