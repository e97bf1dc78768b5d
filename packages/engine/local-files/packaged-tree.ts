import { sealTree, type Tree, type TreeEntry } from '../../core/index.ts'
import { createExcludes } from './excludes.ts'
import { classifyName } from './refused-files.ts'

export interface Packaging {
  /** The package that is to be made of the tree, when it lies in the tree. */
  readonly packagePath: string | undefined
  readonly include: readonly string[]
}

/**
 * A tree as it goes into a package: it does not depend on the umask under which its files were made, nor on whether the
 * package was made before.
 */
export function toPackagedTree(tree: Tree, { packagePath = '', include }: Packaging): Tree {
  const { isIncluded } = createExcludes({ exclude: [], include })
  const isPrivate = (path: string): boolean => classifyName(path) !== undefined && isIncluded(path)
  const isOnTheWay = ({ path }: TreeEntry): boolean => packagePath.startsWith(`${path}/`)
  const isOnlyTheWay = (entry: TreeEntry): boolean =>
    isOnTheWay(entry) && !tree.entries.some((other) => other.path.startsWith(`${entry.path}/`) && !isOnTheWay(other))
  return sealTree(tree.entries.filter((entry) => !isOnlyTheWay(entry)).map((entry) => withOwnerMode(entry, isPrivate)))
}

/** Group and others get what the owner has, without writing; nothing of what was asked for although it may hold secrets. */
function withOwnerMode(entry: TreeEntry, isPrivate: (path: string) => boolean): TreeEntry {
  if (entry.type === 'link') return entry
  const owner = entry.mode & 0o700
  const readers = (owner & 0o500) >> 3
  return { ...entry, mode: entry.type === 'file' && isPrivate(entry.path) ? owner : owner | readers | (readers >> 3) }
}
