import type { Command } from '../../core/index.ts'

/** What a component is kept with. */
export const CODECS = ['zstd', 'pigz', 'gzip'] as const

export type Codec = (typeof CODECS)[number]

/** `rows`: counts and hashes of all rows, `count`: counts. */
export type FingerprintLevel = 'rows' | 'count' | 'off'

/** Where the dumps of one backup go, and what they are made with. */
export interface DumpPlace {
  /** Folder of the backup while it is made. */
  readonly work: string
  readonly codec: Codec
  /** Of the names of all files with data: `.zst.age`. */
  readonly suffix: string
  readonly fingerprint: FingerprintLevel
  /** Deploy path. */
  readonly root: string
  /** Name of the Compose project that is live. */
  readonly project: string | undefined
}

export interface Dump {
  readonly title: string
  /** Leaves the files of the component in `work`, whole and on the disk, or fails. */
  readonly command: Command
  /** Gives back what it may have left otherwise than it was, when it did not come to its end. */
  readonly undo?: Command
}

/** As the files are named, so that anybody knows how to open them. */
export function suffixOf(codec: Codec, isSealed: boolean): string {
  return `${codec === 'zstd' ? '.zst' : '.gz'}${isSealed ? '.age' : ''}`
}
