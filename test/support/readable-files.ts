import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs'
import path from 'node:path'

export interface ReadableFilesOptions {
  /** Only files that others than their owner may read or write. */
  readonly widerThan0600?: boolean
  /** Only files that were changed since, in milliseconds since 1970. */
  readonly since?: number
  /** Folders that are not looked into. */
  readonly except?: readonly string[]
  readonly depth?: number
}

const LARGEST_BYTES = 4 * 1024 * 1024

/** The texts of the files in a folder, by path; names and targets of links count as text. Files that vanish meanwhile are passed over. */
export function readFilesIn(folder: string, options: ReadableFilesOptions = {}): Readonly<Record<string, string>> {
  const { widerThan0600 = false, since = 0, except = [], depth = 20 } = options
  const texts: Record<string, string> = {}
  visit(folder, depth)
  return texts

  function visit(place: string, left: number): void {
    for (const name of quietly(() => readdirSync(place)) ?? []) {
      const file = path.join(place, name)
      const stats = quietly(() => lstatSync(file))
      if (stats === undefined || except.includes(file)) continue
      if (stats.isDirectory() && left > 0) visit(file, left - 1)
      if (stats.isFile() && isWanted(stats)) texts[file] = `${name}\n${quietly(() => readFileSync(file, 'utf8')) ?? ''}`
    }
  }

  function isWanted({ mode, size, mtimeMs }: Stats): boolean {
    return size <= LARGEST_BYTES && mtimeMs >= since && (!widerThan0600 || (mode & 0o077) !== 0)
  }
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
