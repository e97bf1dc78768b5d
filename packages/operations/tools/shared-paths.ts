import { script, sealTree, type Command, type Tree } from '../../core/index.ts'

/**
 * What is wrong with a path inside the tree (a shared or a protected one), or undefined.
 */
export function findInnerPathProblem(path: string): string | undefined {
  const shown = JSON.stringify(path)
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return `must not contain control characters: ${shown}`
  if (/[*?]/.test(path)) return `must be a path, not a pattern: ${shown}`
  if (path.startsWith('/')) return `must be relative to the deploy path, not ${shown}`
  const parts = trimSlash(path).split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return `must not contain empty, . or .. parts: ${shown}`
  if (parts[0] === '.deploy-kit') return `belongs to deploy-kit itself: ${shown}`
  return undefined
}

/** Whether `path` is one of `paths`, or lies in one of them. */
export function isWithin(path: string, paths: readonly string[]): boolean {
  return paths.map(trimSlash).some((outer) => path === outer || path.startsWith(`${outer}/`))
}

/**
 * Links each shared path into a release: folders end with `/` and are made when they are missing; files are linked even when
 * they do not exist yet. What the first release brings under such a path becomes the first shared content.
 */
export function linkShared(release: string, shared: string, paths: readonly string[]): Command {
  return script(LINK_SHARED_PROGRAM, [release, shared, ...paths])
}

const LINK_SHARED_PROGRAM = `
set -eu
release=$1 shared=$2
shift 2
for path in "$@"; do
  name=\${path%/}
  target=$shared/$name
  inner=$release/$name
  mkdir -p "$(dirname "$target")" "$(dirname "$inner")"
  if [ ! -e "$target" ] && [ ! -L "$target" ]; then
    if [ -e "$inner" ] && [ ! -L "$inner" ]; then
      cp -Rp "$inner" "$target.partial"
      mv "$target.partial" "$target"
    elif [ "$name" != "$path" ]; then
      mkdir "$target"
    fi
  fi
  rm -rf "$inner"
  ln -s "$target" "$inner"
done
`

/** `a/b/c` lies in `a` and `a/b`. */
export function listParents(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

export function trimSlash(path: string): string {
  return path.replace(/\/+$/, '')
}

/** What belongs to the host is not part of the release: protected paths never, shared ones only as first content. */
export function withoutHostPaths(tree: Tree, hostPaths: readonly string[]): Tree {
  return hostPaths.length === 0 ? tree : sealTree(tree.entries.filter((entry) => !isWithin(entry.path, hostPaths)))
}
