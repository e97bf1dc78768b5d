import { createHash } from 'node:crypto'
import { sealTree, type Tree, type TreeEntry, type TreeOptions } from '../../core/index.ts'
import { fileMode, folderMode, linkProblems, nameProblem } from './entry-rules.ts'
import { createExcludes, IGNORE_FILE, type Excludes } from './excludes.ts'
import { normalizeEntryPath, readPackageEntries, type ReadEntry } from './package-entries.ts'
import { isOwnFile, requireAsMade } from './package-manifest.ts'
import { classifyName, holdsPrivateKey } from './refused-files.ts'
import { describeFailure, sourceError, SourceProblems } from './source-problems.ts'

/**
 * The tree of a `.tar.gz` package, read without unpacking it. One that deploy-kit made is refused when it was changed since.
 * `name` is as the user wrote it.
 */
export async function readPackage(file: string, request: TreeOptions & { readonly name: string }): Promise<Tree> {
  const records: PackageRecord[] = []
  let ignoreFileText = ''
  try {
    const foreign = (entry: { readonly path: string; readonly kind: string }): void =>
      void records.push({ path: normalizeEntryPath(entry.path), problem: `${entry.path} is a ${entry.kind}, which cannot be deployed` })
    for await (const entry of readPackageEntries(file, foreign)) {
      const record = await readRecord(entry)
      if (record.path === IGNORE_FILE) ignoreFileText = record.text ?? ''
      if (record.path !== '') records.push(record)
    }
  } catch (failure) {
    const reason = describePackageFailure(failure)
    throw sourceError(`The package ${request.name} cannot be read: ${reason}`, 'Make the package again: tar -czf deployment_package.tar.gz -C <folder> .', failure)
  }
  requireAsMade(records, request.name)
  const problems = new SourceProblems(request.name)
  const tree = assemble(records, createExcludes(request, ignoreFileText), problems)
  problems.throwIfAny()
  if (!tree.some(({ type }) => type !== 'folder')) {
    throw sourceError(`The package ${request.name} holds nothing to deploy`, 'Build the application first, or look at the exclude patterns')
  }
  return sealTree(tree)
}

/** The words of the decompressor and the parser, as people say it. */
function describePackageFailure(failure: unknown): string {
  const words = failure instanceof Error ? failure.message : ''
  if (/unexpected end of file|Truncated input/i.test(words)) return 'it is cut off'
  if (words.startsWith('zlib')) return 'it is damaged, or was changed after it was made'
  if (words.startsWith('TAR_')) return 'it is not a .tar.gz archive, or is damaged'
  return describeFailure(failure)
}

interface PackageRecord {
  readonly path: string
  readonly entry?: TreeEntry
  /** Path of an earlier file with the same content. */
  readonly hardLink?: string
  readonly mode?: number
  readonly problem?: string
  readonly holdsKey?: boolean
  readonly text?: string
}

async function readRecord(entry: ReadEntry): Promise<PackageRecord> {
  const path = normalizeEntryPath(entry.path)
  const mode = entry.mode ?? 0o644
  switch (entry.type) {
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      return readFileRecord(entry, path)
    case 'Directory':
      entry.resume()
      return { path, entry: { type: 'folder', path, mode: folderMode(mode) } }
    case 'SymbolicLink':
      entry.resume()
      return { path, entry: { type: 'link', path, target: entry.linkpath ?? '' } }
    case 'Link':
      entry.resume()
      return { path, hardLink: normalizeEntryPath(entry.linkpath ?? ''), mode }
    default:
      entry.resume()
      return { path, problem: `${entry.path} is a ${entry.type}, which cannot be deployed` }
  }
}

const KEPT_BYTES = 16 * 1024 * 1024

async function readFileRecord(entry: ReadEntry, path: string): Promise<PackageRecord> {
  const digest = createHash('sha256')
  const isText = path === IGNORE_FILE || isOwnFile(path)
  const isKept = isText || (classifyName(path) === 'by-content' && entry.size <= KEPT_BYTES)
  const kept: Buffer[] = []
  for await (const chunk of entry) {
    digest.update(chunk)
    if (isKept) kept.push(chunk)
  }
  const bytes = Buffer.concat(kept)
  return {
    path,
    entry: { type: 'file', path, mode: fileMode(entry.mode ?? 0o644), sizeBytes: entry.size, sha256: digest.digest('hex') },
    holdsKey: classifyName(path) === 'by-content' && holdsPrivateKey(bytes),
    ...(isText ? { text: bytes.toString('utf8') } : {})
  }
}

function assemble(records: readonly PackageRecord[], excludes: Excludes, problems: SourceProblems): readonly TreeEntry[] {
  const entries = new Map<string, TreeEntry>()
  const files = new Map(records.flatMap(({ path, entry }) => (entry?.type === 'file' ? [[path, entry] as const] : [])))
  for (const record of records) {
    const wrongName = nameProblem(record.path)
    if (wrongName !== undefined) problems.add(wrongName)
    else if (!isLeftOut(record, excludes)) addRecord(record, { entries, files, excludes, problems })
  }
  addParents(entries, problems)
  const found = [...entries.values()]
  for (const problem of linkProblems(found)) problems.add(problem)
  return found
}

function isLeftOut({ path, entry }: PackageRecord, excludes: Excludes): boolean {
  return excludes.isExcluded(path, entry?.type === 'folder') || parentsOf(path).some((parent) => excludes.isExcluded(parent, true))
}

interface Assembly {
  readonly entries: Map<string, TreeEntry>
  readonly excludes: Excludes
  readonly problems: SourceProblems
  /** What hard links may name. */
  readonly files: ReadonlyMap<string, TreeEntry>
}

function addRecord(record: PackageRecord, { entries, excludes, problems, files }: Assembly): void {
  const { path } = record
  const entry = record.entry ?? resolveHardLink(record, files)
  const kind = entry?.type === 'folder' || excludes.isIncluded(path) ? undefined : classifyName(path)
  const known = entries.get(path)
  if (record.problem !== undefined) problems.add(record.problem)
  else if (entry === undefined) problems.add(`${path} is a hard link to something that is not in the package before it`)
  else if (known !== undefined && (known.type !== 'folder' || entry.type !== 'folder')) problems.add(`${path} is in the package twice`)
  else if (kind === 'env' || kind === 'key' || (kind === 'by-content' && record.holdsKey === true)) problems.addSecret(path)
  else entries.set(path, entry)
}

function resolveHardLink({ path, hardLink }: PackageRecord, files: ReadonlyMap<string, TreeEntry>): TreeEntry | undefined {
  const target = files.get(hardLink ?? '')
  return target === undefined ? undefined : { ...target, path }
}

/** Packages may leave out the folders of their files. */
function addParents(entries: Map<string, TreeEntry>, problems: SourceProblems): void {
  for (const path of [...entries.keys()]) {
    for (const parent of parentsOf(path)) {
      const known = entries.get(parent)
      if (known === undefined) entries.set(parent, { type: 'folder', path: parent, mode: 0o755 })
      else if (known.type !== 'folder') problems.add(`${path} is inside of ${parent}, which is a ${known.type}`)
    }
  }
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
