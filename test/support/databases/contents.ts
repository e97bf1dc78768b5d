import { createHash } from 'node:crypto'

/**
 * All that a database holds, so that two can be compared with toEqual: sections with sorted entries. What is long is
 * shortened, with a digest of the whole.
 */
export type Contents = Readonly<Record<string, readonly string[]>>

export function gatherContents(pairs: Iterable<readonly [section: string, entry: string]>): Contents {
  const sections = new Map<string, string[]>()
  for (const [section, entry] of pairs) {
    const entries = sections.get(section) ?? []
    sections.set(section, entries)
    entries.push(shorten(entry))
  }
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([section, entries]) => [section, entries.sort()]))
}

/** The sections that one of them does not have, or has otherwise. */
export function sectionsThatDiffer(before: Contents, after: Contents): readonly string[] {
  const sections = Object.keys({ ...before, ...after })
  return sections.filter((section) => JSON.stringify(before[section]) !== JSON.stringify(after[section])).sort()
}

/** A row of several megabytes would make a difference unreadable. */
function shorten(entry: string): string {
  if (entry.length <= 2000) return entry
  return `${entry.slice(0, 200)}... ${entry.length} characters, ${createHash('sha256').update(entry).digest('hex')}`
}
