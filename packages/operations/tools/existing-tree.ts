import { isTreePath, script, query, sealTree, type Query, type Tree, type TreeEntry } from '../../core/index.ts'
import type { HostPaths } from './host-paths.ts'
import { trimSlash } from './shared-paths.ts'

/**
 * Layout `in-place`, before the first deploy: the files that are in the folder already, without the protected ones.
 * Undefined when the folder is ours already, is missing, or is empty.
 */
export function readExistingTree(paths: HostPaths, protectedPaths: readonly string[]): Query<Tree | undefined> {
  if (paths.layout === 'releases') return query(script(':'), () => undefined)
  return query(script(EXISTING_PROGRAM, [paths.root, paths.current, ...protectedPaths.map(trimSlash)]), ({ stdout }) => parseExisting(stdout))
}

/** Four lists: files with modes and sizes, their hashes, folders, links with their targets. */
const EXISTING_PROGRAM = `
root=$1
[ ! -L "$2" ] && cd "$root" 2>/dev/null || exit 0
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

function parseExisting(text: string): Tree | undefined {
  const lines = text.split('\n')
  const hashes = new Map<string, string>()
  for (const line of lines) {
    const [, hash, path] = /^hash ([0-9a-f]{64}) [ *]\.\/(.+)$/.exec(line) ?? []
    if (hash !== undefined && path !== undefined) hashes.set(path, hash)
  }
  const entries = lines.map((line) => parseEntry(line, hashes)).filter((entry) => entry !== undefined && isTreePath(entry.path))
  return entries.some((entry) => entry?.type !== 'folder') ? sealTree(entries.filter((entry) => entry !== undefined)) : undefined
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
