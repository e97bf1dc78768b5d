import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './source-files.ts'

/** A lock file with addresses of one registry cannot be installed where another one is used. */
export async function lockFileProblems(): Promise<readonly string[]> {
  const lines = (await readFile(path.join(root, 'package-lock.json'), 'utf8')).split('\n')
  return lines.flatMap((line, index) =>
    /^\s*"resolved": "https?:/.test(line) ? [`package-lock.json:${index + 1} names a registry (omit-lockfile-registry-resolved is not in force)`] : []
  )
}
