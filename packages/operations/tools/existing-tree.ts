import { isTreePath, script, query, sealTree, type Query, type Tree, type TreeEntry } from '../../core/index.ts'
import { releaseFolder, type HostPaths } from './host-paths.ts'
import { trimSlash } from './shared-paths.ts'

/** What is in a folder on a host, as it is found there. */
export interface ExistingTree {
  readonly tree: Tree
  /** Files that the user may not read: they can be replaced, but not kept. */
  readonly unreadable: readonly string[]
}

/**
 * Layout `in-place`, when no staged release is live: the files that are in the folder already, without the protected ones.
 * Undefined when the folder is ours, is missing, or is empty.
 */
export function readExistingTree(paths: HostPaths, protectedPaths: readonly string[]): Query<ExistingTree | undefined> {
  if (paths.layout === 'releases') return query(script(':'), () => undefined)
  return query(script(EXISTING_PROGRAM, [paths.root, paths.current, ...protectedPaths.map(toPattern)]), ({ stdout }) => parseExisting(stdout))
}

/** What a staged release holds, for one whose list of files was lost. */
export function readStagedTree(paths: HostPaths, release: string): Query<Tree | undefined> {
  return query(script(EXISTING_PROGRAM, [releaseFolder(paths, release), '']), ({ stdout }) => parseExisting(stdout)?.tree)
}

/** `find -path` takes patterns. Stars are in no such path (see `findInnerPathProblem`). */
function toPattern(path: string): string {
  return trimSlash(path).replaceAll(/[[\]\\]/g, '\\$&')
}

/** Four lists: files with modes and sizes, their hashes, folders, links with their targets. */
const EXISTING_PROGRAM = `
root=$1
[ ! -e "$2" ] && cd "$root" 2>/dev/null || exit 0
shift 2
count=$#
for path in "$@"; do set -- "$@" -o -path "./$path"; done
shift "$count"
entries() {
  kind=$1
  shift
  find . -mindepth 1 \\( -path ./.deploy-kit "$@" \\) -prune -o -type "$kind" -print0
}
entries f "$@" | xargs -0 -r stat -c 'file %a %s %n'
entries f "$@" | xargs -0 -r sha256sum -- | sed 's/^/hash /'
entries d "$@" | xargs -0 -r stat -c 'folder %a %n'
entries l "$@" | tr '\\0' '\\n' | while IFS= read -r link; do printf 'link %s//%s\\n' "$link" "$(readlink "$link")"; done
`

function parseExisting(text: string): ExistingTree | undefined {
  const lines = text.split('\n')
  const hashes = parseHashes(lines)
  const entries = lines.map((line) => parseEntry(line, hashes)).filter((entry) => entry !== undefined && isTreePath(entry.path))
  const unreadable = lines.map((line) => ENTRY.exec(line)?.groups?.['file']).filter((file) => file !== undefined && !hashes.has(file))
  if (unreadable.length === 0 && entries.every((entry) => entry?.type === 'folder')) return undefined
  return { tree: sealTree(entries.filter((entry) => entry !== undefined)), unreadable: unreadable.filter((file) => file !== undefined) }
}

/** sha256sum writes a backslash before a line in which it escaped the name. */
function parseHashes(lines: readonly string[]): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>()
  for (const line of lines) {
    const [, escaped, hash, path] = /^hash (\\?)([0-9a-f]{64}) [ *]\.\/(.+)$/.exec(line) ?? []
    if (hash !== undefined && path !== undefined) hashes.set(escaped === '' ? path : path.replaceAll('\\\\', '\\'), hash)
  }
  return hashes
}

function parseEntry(line: string, hashes: ReadonlyMap<string, string>): TreeEntry | undefined {
  const { mode = '', folderMode = '', size, file, folder, link, target } = ENTRY.exec(line)?.groups ?? {}
  const readMode = (octal: string): number => Number.parseInt(octal, 8) & 0o777
  const sha256 = hashes.get(file ?? '')
  if (file !== undefined && sha256 !== undefined) return { type: 'file', path: file, mode: readMode(mode), sizeBytes: Number(size), sha256 }
  if (folder !== undefined) return { type: 'folder', path: folder, mode: readMode(folderMode) }
  return link !== undefined && target !== undefined ? { type: 'link', path: link, target } : undefined
}

const ENTRY =
  /^(?:file (?<mode>[0-7]+) (?<size>\d+) \.\/(?<file>.+)|folder (?<folderMode>[0-7]+) \.\/(?<folder>.+)|link \.\/(?<link>.+?)\/\/(?<target>.+))$/
