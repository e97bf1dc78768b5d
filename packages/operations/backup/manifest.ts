import { createHash } from 'node:crypto'
import type { LedgerRun } from '../tools/ledger.ts'
import type { Component } from './component.ts'
import type { BackupSlot } from './slots.ts'
import type { Codec, FingerprintLevel } from './source.ts'

export const BACKUP_TYPES = ['manual', 'scheduled', 'pre-deploy', 'emergency'] as const

export type BackupType = (typeof BACKUP_TYPES)[number]

/** What is known of a backup before it is made. */
export interface BackupHead {
  readonly schema: 1
  readonly id: string
  readonly type: BackupType
  /** Milliseconds since 1970, host clock. */
  readonly createdAt: number
  /** What it counts for. */
  readonly slot: BackupSlot
  readonly host: string
  /** Deploy path. */
  readonly path: string
  /** What was live. */
  readonly release: string | undefined
  readonly commit: string | undefined
  readonly codec: Codec
  /** age recipients; none: it is not sealed. */
  readonly recipients: readonly string[]
  readonly fingerprint: FingerprintLevel
  readonly components: readonly Component[]
  readonly tool: string
  readonly run: LedgerRun
}

/** What a backup IS: `manifest.json` in its folder. */
export interface BackupManifest extends BackupHead {
  /** Seconds since 1970, host clock. */
  readonly finishedAt: number
  readonly files: readonly BackupFile[]
  /** Component, name, value. */
  readonly facts: readonly (readonly [string, string, string])[]
}

export interface BackupFile {
  readonly path: string
  /** Before compression. */
  readonly plainBytes: number
  readonly storedBytes: number
  /** Of what is stored; lower-case hex. */
  readonly sha256: string
}

/** Undefined for anything that is not a manifest with all that later runs rely on. */
export function parseBackupManifest(text: string): BackupManifest | undefined {
  try {
    const manifest = JSON.parse(text) as BackupManifest
    const { schema, id, createdAt, files, facts, components } = manifest
    const isWhole = schema === 1 && typeof id === 'string' && typeof createdAt === 'number' && [files, facts, components].every(Array.isArray)
    return isWhole ? manifest : undefined
  } catch {
    return undefined
  }
}

/** `manual_20261121_070000` (UTC). `taken` names are avoided by a counter. */
export function nameBackup(type: BackupType, startedAt: number, taken: readonly string[]): string {
  const stamp = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
  const base = `${type}_${stamp}`
  const candidates = [base, ...Array.from({ length: taken.length + 1 }, (_, index) => `${base}-${index + 2}`)]
  return candidates.find((candidate) => !taken.includes(candidate)) ?? base
}

/** A name that can be a folder's, and cannot be mistaken for an option or a hidden file. */
export const BACKUP_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** The set of components that it is of: backups of other sets are never counted, or removed, instead of it. */
export function setOf({ components }: Pick<BackupManifest, 'components'>): string {
  const names = components.map(({ kind, name }) => `${kind} ${name}`).toSorted()
  return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12)
}

/** What `list_kept` reads, but for the bytes. `seconds`: when it was made, since 1970. */
export function slotLine(head: Pick<BackupHead, 'type' | 'createdAt' | 'slot' | 'components'>, seconds = String(Math.floor(head.createdAt / 1000))): string {
  const { type, slot } = head
  return [type, setOf(head), seconds, slot.day, slot.week, slot.month].join('\t')
}

export function storedBytesOf({ files }: Pick<BackupManifest, 'files'>): number {
  return files.reduce((sum, { storedBytes }) => sum + storedBytes, 0)
}

export function factOf({ facts }: Pick<BackupManifest, 'facts'>, component: string, name: string): string | undefined {
  return facts.find(([of, key]) => of === component && key === name)?.[2]
}
