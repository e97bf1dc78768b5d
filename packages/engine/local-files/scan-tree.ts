import { lstatSync, readdirSync, readFileSync, readlinkSync, type Dirent, type Stats } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { sealTree, type FileEntry, type Tree, type TreeEntry, type TreeOptions } from '../../core/index.ts'
import { fileMode, folderMode, linkProblems, nameProblem } from './entry-rules.ts'
import { createExcludes, IGNORE_FILE, type Excludes } from './excludes.ts'
import type { HashCache } from './hash-cache.ts'
import { digestBytes, hashBigFile, readSmallFile, SMALL_BYTES } from './hash-files.ts'
import { classifyName, holdsPrivateKey } from './refused-files.ts'
import { describeFailure, sourceError, SourceProblems } from './source-problems.ts'

export interface ScanRequest extends TreeOptions {
  /** As the user wrote it, for messages. */
  readonly name: string
  readonly cache: HashCache | undefined
  /** Path in the folder of a package that is to be made of it: left out. */
  readonly packagePath?: string | undefined
}

/** The tree of a folder. All problems are told at once, in one DK_SOURCE_INVALID. */
export async function scanTree(folder: string, request: ScanRequest): Promise<Tree> {
  const ignoreFileText = await readFile(path.join(folder, IGNORE_FILE), 'utf8').catch(() => '')
  const scan: Scan = {
    root: folder,
    excludes: createExcludes(request, ignoreFileText),
    problems: new SourceProblems(request.name),
    cache: request.cache,
    entries: [],
    bigFiles: []
  }
  await walk(scan)
  await hashBigFiles(scan)
  for (const problem of linkProblems(scan.entries)) scan.problems.add(problem)
  scan.problems.throwIfAny()
  if (!scan.entries.some(({ type }) => type !== 'folder')) {
    throw sourceError(`The source ${request.name} holds nothing to deploy`, 'Build the application first, or look at the exclude patterns')
  }
  await scan.cache?.save()
  return sealTree(scan.entries)
}

interface Scan {
  readonly root: string
  readonly excludes: Excludes
  readonly problems: SourceProblems
  readonly cache: HashCache | undefined
  readonly entries: TreeEntry[]
  readonly bigFiles: FoundFile[]
}

interface FoundFile {
  readonly path: string
  readonly stats: Stats
}

/** Working in slices keeps connections alive and progress moving while thousands of small files are read. */
const SLICE_MS = 10

/**
 * File operations are synchronous on purpose: for files in the page cache, each takes a few microseconds, and a trip
 * through the thread pool ten times that.
 */
async function walk(scan: Scan): Promise<void> {
  const folders = ['']
  let sliceEnd = performance.now() + SLICE_MS
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const child of readFolder(scan, folder)) {
      const entryPath = folder === '' ? child.name : `${folder}/${child.name}`
      if (addChild(scan, entryPath, child) === 'folder') folders.push(entryPath)
      if (performance.now() < sliceEnd) continue
      await yieldToOthers()
      sliceEnd = performance.now() + SLICE_MS
    }
  }
}

function readFolder(scan: Scan, folder: string): readonly Dirent[] {
  const absolute = path.join(scan.root, folder)
  try {
    const children = readdirSync(absolute, { withFileTypes: true })
    const damaged = children.some(({ name }) => name.includes('\uFFFD')) ? readDamagedNames(absolute) : new Set<string>()
    for (const name of damaged) scan.problems.add(`the name ${JSON.stringify(path.posix.join(folder, name))} is not valid UTF-8`)
    return damaged.size === 0 ? children : children.filter(({ name }) => !damaged.has(name))
  } catch (failure) {
    scan.problems.add(`${folder === '' ? 'the folder' : folder} cannot be read: ${describeFailure(failure)}`)
    return []
  }
}

/** Names whose bytes are not UTF-8, as Node shows them. */
function readDamagedNames(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder, { encoding: 'buffer' })
  return new Set(names.filter((name) => !Buffer.from(name.toString('utf8')).equals(name)).map((name) => name.toString('utf8')))
}

function addChild(scan: Scan, entryPath: string, child: Dirent): 'folder' | undefined {
  const wrongName = nameProblem(entryPath)
  if (wrongName !== undefined) {
    scan.problems.add(wrongName)
    return undefined
  }
  try {
    if (scan.excludes.isExcluded(entryPath, child.isDirectory())) return undefined
    return addEntry(scan, entryPath)
  } catch (failure) {
    scan.problems.add(`${entryPath} cannot be read: ${describeFailure(failure)}`)
    return undefined
  }
}

function addEntry(scan: Scan, entryPath: string): 'folder' | undefined {
  const absolute = `${scan.root}/${entryPath}`
  const stats = lstatSync(absolute)
  if (stats.isDirectory()) {
    scan.entries.push({ type: 'folder', path: entryPath, mode: folderMode(stats.mode) })
    return 'folder'
  }
  const named = classifyName(entryPath)
  const kind = named === undefined || scan.excludes.isIncluded(entryPath) ? undefined : named
  if (kind === 'env' || kind === 'key') scan.problems.addSecret(entryPath)
  else if (stats.isSymbolicLink()) scan.entries.push({ type: 'link', path: entryPath, target: readlinkSync(absolute) })
  else if (stats.isFile()) addFile(scan, { path: entryPath, stats }, kind === 'by-content')
  else scan.problems.add(`${entryPath} is a ${specialKind(stats)}, which cannot be deployed`)
  return undefined
}

/** Nothing bigger is a key. */
const KEY_SEARCH_BYTES = 16 * 1024 * 1024

function addFile(scan: Scan, file: FoundFile, mayBeKey: boolean): void {
  const absolute = `${scan.root}/${file.path}`
  const sizeBytes = file.stats.size
  if (mayBeKey && sizeBytes <= KEY_SEARCH_BYTES && holdsPrivateKey(readFileSync(absolute))) {
    scan.problems.addSecret(file.path)
    return
  }
  const known = scan.cache?.find(file.path, file.stats)
  if (known !== undefined) scan.entries.push(fileEntry(file, known))
  else if (sizeBytes > SMALL_BYTES) scan.bigFiles.push(file)
  else addHash(scan, file, digestBytes(readSmallFile(absolute, sizeBytes)))
}

/** As many as the pool of threads has threads: one more would only hold memory. */
const LANES = 4

async function hashBigFiles(scan: Scan): Promise<void> {
  const queue = scan.bigFiles.values()
  const lane = async (): Promise<void> => {
    for (const file of queue) {
      try {
        addHash(scan, file, await hashBigFile(`${scan.root}/${file.path}`, file.stats.size))
      } catch (failure) {
        scan.problems.add(`${file.path} cannot be read: ${describeFailure(failure)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

function addHash(scan: Scan, file: FoundFile, sha256: string): void {
  scan.cache?.remember(file.path, file.stats, sha256)
  scan.entries.push(fileEntry(file, sha256))
}

function fileEntry({ path: entryPath, stats }: FoundFile, sha256: string): FileEntry {
  return { type: 'file', path: entryPath, mode: fileMode(stats.mode), sizeBytes: stats.size, sha256 }
}

function specialKind(stats: Stats): string {
  if (stats.isSocket()) return 'socket'
  return stats.isFIFO() ? 'named pipe' : 'device'
}
