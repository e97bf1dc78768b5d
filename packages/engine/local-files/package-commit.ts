import type { Commit } from '../../core/index.ts'
import { normalizeEntryPath, readPackageEntries } from './package-entries.ts'
import { isOwnFile, parseRecord } from './package-manifest.ts'

/**
 * The commit that a package of deploy-kit was made of; undefined for a package that was made by something else, or that
 * cannot be read: whoever reads its tree is told why.
 */
export async function readPackageCommit(file: string): Promise<{ readonly commit: Commit | undefined } | undefined> {
  try {
    for await (const entry of readPackageEntries(file)) {
      const path = normalizeEntryPath(entry.path)
      // Our files come first: of any other package no more than the beginning is read.
      if (!isOwnFile(path)) return undefined
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk)
      if (path.endsWith('.json')) return parseRecord(Buffer.concat(chunks).toString('utf8'))
    }
    return undefined
  } catch {
    return undefined
  }
}
