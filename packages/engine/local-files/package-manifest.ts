import { createHash } from 'node:crypto'
import { DeployKitError, parseTreeText, renderStableJson, renderTreeText, type Commit, type Tree, type TreeEntry } from '../../core/index.ts'
import { sourceError } from './source-problems.ts'

/** Folders of this name are in no tree, so that nothing of these files is ever deployed. */
const MANIFEST = '.deploy-kit/manifest'
const RECORD = '.deploy-kit/record.json'
const SUMS = '.deploy-kit/SHA256SUMS'

/** At the beginning of every package that deploy-kit makes, in this order. */
const OWN_FILES: readonly string[] = [MANIFEST, RECORD, SUMS]

export interface OwnFile {
  readonly path: string
  readonly bytes: Buffer
}

/**
 * The files that a package has besides its tree: the canonical text of the tree, a record of where it comes from, and the
 * SHA-256 of both (for `sha256sum -c` in the unpacked package). The same tree and commit give the same bytes.
 */
export function renderOwnFiles(entries: readonly TreeEntry[], commit: Commit | undefined): readonly OwnFile[] {
  const manifest = renderTreeText(entries)
  const record = `${renderStableJson({ schema: 1, commit })}\n`
  const texts = [manifest, record, renderSums(manifest, record)]
  return OWN_FILES.map((path, index) => ({ path, bytes: Buffer.from(texts[index] ?? '') }))
}

export function isOwnFile(path: string): boolean {
  return OWN_FILES.includes(path)
}

/** An entry as a package has it; `text` of our own files. */
export interface FoundEntry {
  readonly path: string
  readonly entry?: TreeEntry
  readonly text?: string
}

/**
 * Throws DK_SOURCE_INVALID when a package that deploy-kit made is no longer what was made. A package without a manifest
 * (made by tar) is what it is. `found`: everything in it, in its order.
 */
export function requireAsMade(found: readonly FoundEntry[], name: string): void {
  if (!found.some(({ path }) => isOwnFile(path))) return
  const problems = findProblems(found)
  if (problems.length === 0) return
  const shown = problems.slice(0, SHOWN).join('; ')
  throw sourceError(
    `The package ${name} is not as it was made: ${shown}${problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : ''}`,
    'Make it again with deploy-kit package, and look at how it came here. To deploy files that were changed on purpose, package their folder'
  )
}

const SHOWN = 10

function findProblems(found: readonly FoundEntry[]): readonly string[] {
  const own = found.slice(0, OWN_FILES.length)
  if (!OWN_FILES.every((path, index) => own[index]?.path === path)) return ['its manifest is not complete, or not at its beginning']
  const [manifest = '', record = '', sums] = own.map(({ text }) => text)
  if (sums !== renderSums(manifest, record)) return ['its manifest was changed']
  try {
    parseRecord(record)
    return compareTree(parseTreeText(manifest), found.slice(OWN_FILES.length))
  } catch (thrown) {
    if (thrown instanceof DeployKitError) return ['its manifest is damaged, or of a later version of deploy-kit']
    throw thrown
  }
}

/** Before anything is left out by a pattern: what was added to a package is found even where it would be excluded. */
function compareTree(tree: Tree, found: readonly FoundEntry[]): readonly string[] {
  const expected = new Map(tree.entries.map((entry) => [entry.path, renderTreeText([entry])]))
  const problems: string[] = []
  const seen = new Set<string>()
  for (const { path, entry } of found) {
    const text = expected.get(path)
    if (seen.has(path)) problems.push(`${path} is in it twice`)
    else if (text === undefined) problems.push(`${path} was added`)
    else if (entry === undefined || renderTreeText([entry]) !== text) problems.push(`${path} was changed`)
    seen.add(path)
  }
  return [...problems, ...tree.entries.flatMap(({ path }) => (seen.has(path) ? [] : [`${path} is missing`]))]
}

/** Where a package comes from. Throws DK_SOURCE_INVALID for anything that `renderOwnFiles` would not have written. */
export function parseRecord(text: string): { readonly commit: Commit | undefined } {
  const { schema, commit } = toRecord(parseJson(text)) ?? {}
  const parsed = commit === undefined ? undefined : parseCommit(commit)
  if (schema !== 1 || (commit !== undefined && parsed === undefined)) throw sourceError('The record of the package is damaged', 'Make the package again')
  return { commit: parsed }
}

function parseCommit(value: unknown): Commit | undefined {
  const { id, subject, isDirty } = toRecord(value) ?? {}
  if (typeof id !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return undefined
  return typeof subject === 'string' && typeof isDirty === 'boolean' ? { id, subject, isDirty } : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

function renderSums(manifest: string, record: string): string {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
  return `${digest(manifest)}  ${MANIFEST}\n${digest(record)}  ${RECORD}\n`
}
