import type { StrategySettings } from '../strategies/strategy.ts'
import type { LedgerRun } from './ledger.ts'
import type { Layout } from './host-paths.ts'

/** `prepared`: uploaded, never confirmed. `good`: was confirmed healthy. `bad`: failed, or was rolled back from. */
export type ReleaseState = 'prepared' | 'good' | 'bad'

/** What a release IS. Written once, next to it the list of its files (`<id>.files.gz`) and its state (`<id>.state`). */
export interface ReleaseManifest {
  readonly schema: 1
  readonly id: string
  /** Milliseconds since 1970, runner clock. */
  readonly createdAt: number
  readonly layout: Layout
  readonly commit: string | undefined
  readonly subject: string | undefined
  /** Digest of the tree (see core tree-text). */
  readonly treeDigest: string
  readonly files: number
  readonly sizeBytes: number
  /** Id of the env file's version in `.deploy-kit/env/`, when the release has one. */
  readonly environment: string | undefined
  readonly environmentFile: string | undefined
  /** Names of the variables in it whose values are secrets, so that later runs hide them as well. */
  readonly environmentSecrets?: readonly string[]
  readonly sharedPaths: readonly string[]
  /** Layout `in-place`; absent in manifests of earlier versions. */
  readonly protectedPaths?: readonly string[]
  /** How its application is run. */
  readonly strategy: StrategySettings
  /** Digest of all that makes a release besides its files and env: a deploy that changes nothing is recognised by it. */
  readonly settingsDigest: string
  /** Name of the backup that was made before it was deployed: the data that fits the release before. */
  readonly backup?: string
  readonly run: LedgerRun
}

export interface Release {
  readonly id: string
  readonly state: ReleaseState
  /** Undefined when the folder exists but its manifest does not (made by hand, or by another tool). */
  readonly manifest: ReleaseManifest | undefined
}

/** Undefined for anything that is not a manifest with all that later runs rely on. */
export function parseManifest(text: string): ReleaseManifest | undefined {
  try {
    const manifest = JSON.parse(text) as ReleaseManifest
    const { schema, createdAt, strategy, run } = manifest
    const isWhole = schema === 1 && typeof createdAt === 'number' && isRecord(strategy) && isRecord(run)
    return isWhole ? manifest : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** Oldest first. Not by name alone: two releases can be made within a second. */
export function compareReleases(left: Release, right: Release): number {
  const [before, after] = [left.manifest?.createdAt ?? 0, right.manifest?.createdAt ?? 0]
  return before === after ? (left.id < right.id ? -1 : 1) : before - after
}

/** `2026-11-21 07:00:00` UTC of a moment in milliseconds. */
export function renderMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * A name that sorts by time and says what it holds: `20261121-070000-2f3a1c9` (UTC, then the commit or the tree's digest).
 * `taken` names are avoided by a counter.
 */
export function nameRelease(startedAt: number, revision: string, taken: readonly string[]): string {
  const stamp = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const base = `${stamp}-${revision.slice(0, 7)}`
  const candidates = [base, ...Array.from({ length: taken.length + 1 }, (_, index) => `${base}-${index + 2}`)]
  return candidates.find((candidate) => !taken.includes(candidate)) ?? base
}

export const RELEASE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/
