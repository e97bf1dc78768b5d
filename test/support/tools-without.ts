import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'

/** A folder for PATH with all programs of this machine but those. */
export function makeToolsWithout(folder: string, missing: readonly string[]): string {
  mkdirSync(folder)
  const seen = new Set(missing)
  for (const bin of (process.env['PATH'] ?? '').split(':')) {
    for (const name of listPrograms(bin)) {
      if (!seen.has(name)) symlinkSync(path.join(bin, name), path.join(folder, name))
      seen.add(name)
    }
  }
  return folder
}

function listPrograms(bin: string): readonly string[] {
  try {
    return readdirSync(bin)
  } catch {
    return []
  }
}
