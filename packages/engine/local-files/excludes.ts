import ignore, { type Ignore } from 'ignore'
import type { TreeOptions } from '../../core/index.ts'

/** Which paths of a source stay at home. Paths are relative to the source. */
export interface Excludes {
  isExcluded(path: string, isFolder: boolean): boolean
  /** Named by the user although such files are refused otherwise. */
  isIncluded(path: string): boolean
}

/** A file of this name in the source adds patterns, one a line. It is not deployed itself. */
export const IGNORE_FILE = '.deployignore'

/** History and our own records: never part of an application, and no pattern brings them back. */
const ALWAYS_EXCLUDED: ReadonlySet<string> = new Set(['.git', '.deploy-kit'])

/** Follows the name of a package while it is written; then comes a word that is unique. */
export const PARTIAL = '.partial-'

export interface ExcludeOptions extends TreeOptions {
  /** A package that is to be made of the tree. */
  readonly packagePath?: string | undefined
}

/** `exclude` comes after the lines of the ignore file, so it can take them back (`!dist/`). */
export function createExcludes(options: ExcludeOptions, ignoreFileText = ''): Excludes {
  const { packagePath } = options
  const excluded = compile([ignoreFileText, ...options.exclude])
  const included = compile(options.include)
  return {
    isExcluded(path, isFolder) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      if (ALWAYS_EXCLUDED.has(name) || path === IGNORE_FILE) return true
      if (packagePath !== undefined && (path === packagePath || path.startsWith(packagePath + PARTIAL))) return true
      return excluded?.ignores(isFolder ? `${path}/` : path) ?? false
    },
    isIncluded: (path) => included?.ignores(path) ?? false
  }
}

/** Undefined without any pattern: asking costs time for each of thousands of files. Git's patterns are case-sensitive. */
function compile(texts: readonly string[]): Ignore | undefined {
  const patterns = texts.flatMap((text) => text.split(/\r?\n/)).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return patterns.length === 0 ? undefined : ignore({ ignorecase: false }).add(patterns)
}
