import path from 'node:path'
import { isTreePath, type TreeEntry } from '../../core/index.ts'

/** What is wrong with the name of an entry, or undefined. */
export function nameProblem(entryPath: string): string | undefined {
  if (Buffer.byteLength(entryPath) > PATH_BYTES_MAX) return `the name ${entryPath.slice(0, 80)}... is too long`
  if (isTreePath(entryPath)) return undefined
  return `the name ${JSON.stringify(entryPath)} cannot be deployed (it is absolute, or has \`..\`, a newline, a carriage return or NUL in it)`
}

/** PATH_MAX of Linux. */
const PATH_BYTES_MAX = 4096

/** The owner must be able to read what it verifies, and to fill and remove folders; other special bits do not travel. */
export function fileMode(mode: number): number {
  return (mode & 0o777) | 0o400
}

export function folderMode(mode: number): number {
  return (mode & 0o777) | 0o700
}

/**
 * What is wrong with the targets of links. A target may not leave the tree, be it by going through another link:
 * `up/../x` with a link `up` leads somewhere else than its text says.
 */
export function linkProblems(entries: readonly TreeEntry[]): readonly string[] {
  const links = entries.filter((entry) => entry.type === 'link')
  const linkPaths = new Set(links.map((link) => link.path))
  return links.flatMap(({ path: link, target }) => {
    if (target === '' || /[\0\n\r]/.test(target)) return [`the link ${link} has a target that cannot be deployed`]
    const leaves = target.startsWith('/') || leavesTree(link, target) || climbsThroughLink(link, target, linkPaths)
    return leaves ? [`the link ${link} points out of the tree (${target})`] : []
  })
}

function leavesTree(link: string, target: string): boolean {
  const resolved = path.posix.join(path.posix.dirname(link), target)
  return resolved === '..' || resolved.startsWith('../')
}

function climbsThroughLink(link: string, target: string, linkPaths: ReadonlySet<string>): boolean {
  let at = path.posix.dirname(link)
  let passedLink = false
  for (const part of target.split('/')) {
    if (part === '..' && passedLink) return true
    at = path.posix.join(at, part)
    passedLink ||= linkPaths.has(at)
  }
  return false
}
