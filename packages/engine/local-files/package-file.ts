import { normalizeEntryPath, readPackageEntries } from './package-entries.ts'
import { describeFailure, sourceError } from './source-problems.ts'

/** One file of a `.tar.gz` package; undefined when it is not in it. Throws DK_SOURCE_INVALID when the package cannot be read. */
export async function readPackageFile(archive: string, file: string): Promise<Buffer | undefined> {
  let found: Buffer | undefined
  try {
    for await (const entry of readPackageEntries(archive)) {
      const chunks: Buffer[] = []
      for await (const chunk of entry) if (normalizeEntryPath(entry.path) === file) chunks.push(chunk)
      // As when it is unpacked: the last one stays.
      if (normalizeEntryPath(entry.path) === file) found = Buffer.concat(chunks)
    }
  } catch (failure) {
    throw sourceError(`The package ${archive} cannot be read: ${describeFailure(failure)}`, 'Make the package again', failure)
  }
  return found
}
