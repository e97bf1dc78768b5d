import { createHash } from 'node:crypto'
import { DeployKitError } from './errors.ts'
import type { Tree, TreeEntry } from './tree.ts'

/**
 * The canonical text of a tree: the same entries give the same bytes, on every machine. Version 1:
 *
 *     tree 1 <number of entries>
 *     d <mode> <path>
 *     f <mode> <size> <sha256> <path>
 *     l <path>//<target>
 *
 * One line per entry, sorted by path (code units); modes are three octal digits. Nothing needs quoting: no path has a
 * newline, and `//` occurs in no path, so that the first one ends it. Shell programs on the host read it with `sed`.
 */
export function renderTreeText(entries: readonly TreeEntry[]): string {
  const lines = sortEntries(entries).map(renderEntry)
  return `tree 1 ${lines.length}\n${lines.join('')}`
}

/** A tree of entries in any order. Throws RangeError when two have the same path. */
export function sealTree(entries: readonly TreeEntry[]): Tree {
  const sorted = sortEntries(entries)
  for (const [index, { path }] of sorted.entries()) {
    if (index > 0 && sorted[index - 1]?.path === path) throw new RangeError(`A tree cannot have two entries of the same path: ${path}`)
  }
  return { entries: sorted, digest: digestTree(sorted) }
}

/** SHA-256 of the canonical text, lower-case hex: what `sha256sum` says of the stored file. */
export function digestTree(entries: readonly TreeEntry[]): string {
  return digestText(renderTreeText(entries))
}

/** Throws DK_MANIFEST_CORRUPT for anything that `renderTreeText` would not have written, a missing end included. */
export function parseTreeText(text: string): Tree {
  const lines = text.split('\n')
  const count = /^tree 1 (\d+)$/.exec(lines[0] ?? '')?.[1]
  if (count === undefined) throw damaged(1, 'the first line is not that of a list of version 1')
  if (lines.length !== Number(count) + 2 || lines.at(-1) !== '') throw damaged(lines.length, `it should have ${count} entries`)
  const entries: TreeEntry[] = []
  let previous = ''
  for (let index = 1; index < lines.length - 1; index += 1) {
    const entry = parseEntry(lines[index] ?? '')
    if (entry === undefined || entry.path <= previous) throw damaged(index + 1, 'it is not an entry, or out of order')
    previous = entry.path
    entries.push(entry)
  }
  return { entries, digest: digestText(text) }
}

/** An empty part, `.`, `..`, an absolute path, or a character that would end a line in some tool. */
const WRONG_PATH = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\n\r]/

/** Whether a path may be in a tree: relative, normal, and without newline, carriage return or NUL. */
export function isTreePath(path: string): boolean {
  return !WRONG_PATH.test(path)
}

function renderEntry(entry: TreeEntry): string {
  switch (entry.type) {
    case 'file':
      return `f ${renderMode(entry.mode)} ${entry.sizeBytes} ${entry.sha256} ${entry.path}\n`
    case 'link':
      return `l ${entry.path}//${entry.target}\n`
    case 'folder':
      return `d ${renderMode(entry.mode)} ${entry.path}\n`
  }
}

function renderMode(mode: number): string {
  return mode.toString(8).padStart(3, '0')
}

const ENTRY =
  /^(?:f (?<fileMode>[0-7]{3}) (?<size>0|[1-9]\d{0,15}) (?<sha256>[0-9a-f]{64}) (?<file>.+)|d (?<folderMode>[0-7]{3}) (?<folder>.+)|l (?<link>.+?)\/\/(?<target>.+))$/s

function parseEntry(line: string): TreeEntry | undefined {
  const { fileMode, size, sha256, file, folderMode, folder, link, target } = ENTRY.exec(line)?.groups ?? {}
  const path = file ?? folder ?? link
  if (path === undefined || !isTreePath(path)) return undefined
  if (file !== undefined && fileMode !== undefined && sha256 !== undefined) {
    return { type: 'file', path, mode: Number.parseInt(fileMode, 8), sizeBytes: Number(size), sha256 }
  }
  if (folderMode !== undefined) return { type: 'folder', path, mode: Number.parseInt(folderMode, 8) }
  return target === undefined ? undefined : { type: 'link', path, target }
}

function sortEntries(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const isSorted = entries.every((entry, index) => index === 0 || (entries[index - 1]?.path ?? '') < entry.path)
  return isSorted ? entries : entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
}

function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function damaged(line: number, reason: string): DeployKitError {
  return new DeployKitError('DK_MANIFEST_CORRUPT', {
    message: `The file list of a release is damaged in line ${line}: ${reason}`,
    remedy: 'Remove that file list on the host: the next deploy then sends every file again'
  })
}
