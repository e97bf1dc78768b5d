import { existsSync, type Stats } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { LocalFiles } from '../../core/index.ts'
import { findImages } from '../docker/find-images.ts'
import { findCommit, isAncestor, resolveCommit, type GitEnvironment } from './git.ts'
import { HashCache } from './hash-cache.ts'
import { readPackageCommit } from './package-commit.ts'
import { readPackage } from './package.ts'
import { readPackageFile } from './package-file.ts'
import { toPackagedTree } from './packaged-tree.ts'
import { scanTree } from './scan-tree.ts'
import { describeFailure, sourceError } from './source-problems.ts'

export interface LocalFilesOptions {
  /** Where hashes of files are remembered between runs. Absent: every file is read. */
  readonly cacheFolder?: string | undefined
  /** For git, which needs PATH and HOME. Absent: the usual places. */
  readonly environment?: GitEnvironment | undefined
  /** Milliseconds since 1970; default: the clock of the machine. */
  readonly now?: (() => number) | undefined
}

/** `workingFolder`: what relative paths start from; default: that of the process. */
export function createLocalFiles(workingFolder = '.', options: LocalFilesOptions = {}): LocalFiles {
  const { cacheFolder, environment = { PATH: USUAL_PATH, HOME: os.homedir() }, now = Date.now } = options
  const locate = (name: string): string => path.resolve(workingFolder, name)
  return {
    readText: (name) => readText(locate(name), name),
    async readSourceText(source, file) {
      const location = locate(source)
      if ((await findKind(location)) !== 'file') return readText(path.join(location, file), path.join(source, file))
      return requireText(await readPackageFile(location, file), `${file} of the package ${source}`)
    },
    exists: (name) => findKind(locate(name)),
    async readTree(source, treeOptions) {
      const location = locate(source)
      const kind = await findKind(location)
      if (kind === undefined) {
        const what = existsSync(location) ? 'is neither a folder nor a file' : 'is not there'
        throw sourceError(`The source ${source} ${what}`, 'Give a folder or a .tar.gz package, and build it first')
      }
      const request = { ...treeOptions, name: source }
      if (kind === 'file') return readPackage(location, request)
      const folder = await realpath(location)
      const cache = cacheFolder === undefined ? undefined : await HashCache.open(cacheFolder, folder, now())
      const { packageFile, include } = treeOptions
      if (packageFile === undefined) return scanTree(folder, { ...request, cache })
      const packagePath = await findPathInside(folder, locate(packageFile))
      return toPackagedTree(await scanTree(folder, { ...request, cache, packagePath }), { packagePath, include })
    },
    async findCommit(source, packageFile) {
      const { folder, file } = await gitPlace(locate(source))
      const made = file === undefined ? undefined : await readPackageCommit(locate(source))
      if (made !== undefined) return made.commit
      const without = packageFile === undefined ? undefined : await findPathInside(await realpath(folder), locate(packageFile))
      return findCommit(folder, { isFile: file !== undefined, without }, environment)
    },
    async isAncestor(source, ancestor, commit) {
      const { folder } = await gitPlace(locate(source))
      return isAncestor(folder, { ancestor, commit }, environment)
    },
    async resolveCommit(source, name) {
      const { folder } = await gitPlace(locate(source))
      return resolveCommit(folder, name, environment)
    },
    findImages
  }
}

const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin'

async function readText(location: string, name: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readFile(location)
  } catch (failure) {
    throw sourceError(`The file ${name} cannot be read: ${describeFailure(failure)}`, 'Check the path: it is relative to the working folder', failure)
  }
  return requireText(bytes, name)
}

function requireText(bytes: Buffer | undefined, name: string): string {
  if (bytes === undefined) throw sourceError(`The file ${name} is not there`, 'Check the path: it is relative to the source')
  const text = decodeText(bytes)
  if (text === undefined) throw sourceError(`The file ${name} is not text in UTF-8`, 'Save the file as UTF-8')
  return text
}

function decodeText(bytes: Buffer): string | undefined {
  try {
    return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

async function findKind(location: string): Promise<'file' | 'folder' | undefined> {
  let stats: Stats
  try {
    stats = await stat(location)
  } catch {
    return undefined
  }
  if (stats.isDirectory()) return 'folder'
  return stats.isFile() ? 'file' : undefined
}

/** The path of a file relative to a folder that it is in; undefined elsewhere. The file need not be there. */
async function findPathInside(folder: string, file: string): Promise<string | undefined> {
  const parent = await realpath(path.dirname(file)).catch(() => undefined)
  if (parent === undefined) return undefined
  const inside = path.relative(folder, path.join(parent, path.basename(file)))
  return inside === '..' || inside.startsWith('../') ? undefined : inside
}

/** git wants a folder; that of a package is where it lies. */
async function gitPlace(location: string): Promise<{ readonly folder: string; readonly file: string | undefined }> {
  const isFile = (await findKind(location)) === 'file'
  return isFile ? { folder: path.dirname(location), file: path.basename(location) } : { folder: location, file: undefined }
}
