import type { SealedFile } from './sealed-file.ts'
import type { Secret } from './secret.ts'

/** A bucket of an S3-compatible storage, and who may use it. */
export interface Storage {
  readonly bucket: string
  /** `https://s3.example.com`, which is asked for buckets by path; undefined: AWS. */
  readonly endpoint: string | undefined
  readonly region: string
  readonly keyId: Secret
  readonly secretKey: Secret
  readonly sessionToken: Secret | undefined
}

/** A folder in a storage: what the keys of its files begin with, without a slash at either end. */
export interface StorageFolder {
  readonly storage: Storage
  readonly folder: string
}

/** Two files of every folder of a storage, so that a part of it is never taken for the whole, nor something else for a part of it. */
export interface FolderMarks {
  /** Written first and removed last: what has it is ours. */
  readonly first: string
  /** Written last and removed first: without it, it counts for nothing. */
  readonly last: string
}

/** One folder below another, with the files that lie in it and not deeper. */
export interface StoredFolder {
  readonly name: string
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[]
  /** Of the files that were asked for those that are there. */
  readonly texts: Readonly<Record<string, string>>
}

/** Reads a storage from the machine that runs deploy-kit. Everything throws DK_STORAGE_FAILED, in words for people. */
export interface StorageReader {
  /** The folders in a folder. `texts`: names of small files (up to 1 MiB) that are read in each. */
  list(place: StorageFolder, texts: readonly string[]): Promise<readonly StoredFolder[]>
  /** The first 16 KiB of each file. */
  readBeginnings(place: StorageFolder, names: readonly string[]): Promise<readonly SealedFile[]>
  /** Addresses that let whoever has them read the files for so long, without any key: lines `name TAB address`. */
  presign(place: StorageFolder, names: readonly string[], seconds: number): Promise<Secret>
}
