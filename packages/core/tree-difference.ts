import type { FileEntry, Tree, TreeEntry } from './tree.ts'

/** What must travel to make `next` out of what a host already has. */
export interface TreeDifference {
  /** All folders and links, and the files that are new, changed, or not to be trusted. Sorted by path. */
  readonly send: readonly TreeEntry[]
  /** Files with the same path, content and mode as on the host. Sorted by path. */
  readonly reuse: readonly FileEntry[]
  /** Paths of files and links. */
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  /** Sums of file sizes. */
  readonly sendBytes: number
  readonly reuseBytes: number
}

/** Without `previous`, everything is sent. `distrusted`: paths of `previous` that the host no longer has as recorded. */
export function differTree(previous: Tree | undefined, next: Tree, distrusted: ReadonlySet<string> = new Set()): TreeDifference {
  const before = new Map((previous?.entries ?? []).filter(isContent).map((entry) => [entry.path, entry]))
  const send: TreeEntry[] = []
  const reuse: FileEntry[] = []
  const added: string[] = []
  const changed: string[] = []
  for (const entry of next.entries) {
    const old = before.get(entry.path)
    before.delete(entry.path)
    if (old === undefined && isContent(entry)) added.push(entry.path)
    if (old !== undefined && !isSame(old, entry)) changed.push(entry.path)
    if (entry.type === 'file' && old !== undefined && isSame(old, entry) && !distrusted.has(entry.path)) reuse.push(entry)
    else send.push(entry)
  }
  const removed = [...before.keys()]
  return { send, reuse, added, changed, removed, sendBytes: sumSizes(send), reuseBytes: sumSizes(reuse) }
}

function isContent(entry: TreeEntry): boolean {
  return entry.type !== 'folder'
}

function isSame(left: TreeEntry, right: TreeEntry): boolean {
  if (left.type === 'file' && right.type === 'file') return left.sha256 === right.sha256 && left.mode === right.mode
  return left.type === 'link' && right.type === 'link' && left.target === right.target
}

function sumSizes(entries: readonly TreeEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0)
}
