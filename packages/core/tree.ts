/** One entry of a tree of files. `path` is relative, with `/`, without `.` or `..` parts, newline or NUL. */
export type TreeEntry = FileEntry | LinkEntry | FolderEntry

export interface FileEntry {
  readonly type: 'file'
  readonly path: string
  /** Permission bits, 0 to 0o777. */
  readonly mode: number
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

export interface LinkEntry {
  readonly type: 'link'
  readonly path: string
  /** Relative, and never out of the tree. */
  readonly target: string
}

export interface FolderEntry {
  readonly type: 'folder'
  readonly path: string
  readonly mode: number
}

/** A tree of files, sorted by path (code units), with the SHA-256 of its canonical text. */
export interface Tree {
  readonly entries: readonly TreeEntry[]
  readonly digest: string
}
