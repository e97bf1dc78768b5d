import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A folder for one test file, removed at its end. */
export interface Scratch {
  readonly folder: string
  /** A new path that does not exist yet. */
  next(name: string): string
  /** Writes files (`path: text`; a text that begins with `->` makes a link, a path that ends with `/` a folder). */
  write(folder: string, files: Readonly<Record<string, string>>): string
  remove(): void
}

export function makeScratch(): Scratch {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-test-'))
  let count = 0
  return {
    folder,
    next: (name) => path.join(folder, `${(count += 1)}-${name}`),
    write: (target, files) => {
      for (const [name, text] of Object.entries(files)) writeEntry(path.join(target, name), name, text)
      return target
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

function writeEntry(file: string, name: string, text: string): void {
  mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true })
  if (name.endsWith('/')) return
  if (text.startsWith('->')) return symlinkSync(text.slice(2), file)
  writeFileSync(file, text)
  if (text.startsWith('#!')) chmodSync(file, 0o755)
}
