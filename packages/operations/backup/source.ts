import type { Command } from '../../core/index.ts'
import type { Component } from './component.ts'
import { dumpFiles } from './files-dump.ts'
import { dumpMysql } from './mysql-dump.ts'
import { dumpPostgres } from './postgres-dump.ts'
import { dumpRedis } from './redis-dump.ts'
import { dumpSqlite } from './sqlite-dump.ts'

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
}

/** How a component is read. */
export function dumpOf(component: Component, place: DumpPlace): Dump {
  switch (component.kind) {
    case 'postgres':
      return dumpPostgres(component, place)
    case 'mysql':
      return dumpMysql(component, place)
    case 'redis':
      return dumpRedis(component, place)
    case 'sqlite':
      return dumpSqlite(component, place)
    case 'files':
      return dumpFiles(component, place)
  }
}

/** As the files are named, so that anybody knows how to open them. */
export function suffixOf(codec: Codec, isSealed: boolean): string {
  return `${codec === 'zstd' ? '.zst' : '.gz'}${isSealed ? '.age' : ''}`
}
