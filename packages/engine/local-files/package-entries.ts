import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { ReadEntry } from 'tar'

export type { ReadEntry } from 'tar'

/** An entry of a package that no tree can hold: a device, a pipe, an unknown kind. */
export interface ForeignEntry {
  readonly path: string
  readonly kind: string
}

/** `./a/` as `a`; '' for the root folder itself. */
export function normalizeEntryPath(entryPath: string): string {
  return entryPath.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '').replace(/^\.$/, '')
}

/** {@link readArchiveEntries} of a file. */
export function readPackageEntries(file: string, onForeign?: (entry: ForeignEntry) => void): AsyncGenerator<ReadEntry> {
  // The parser unpacks a chunk at once, up to a thousand times its size.
  return readArchiveEntries(createReadStream(file, { highWaterMark: 64 * 1024 }), onForeign)
}

/**
 * The entries of a tar archive, compressed or not, in order, without unpacking it. Each must be consumed
 * (`for await`, or `resume()`) before the next one comes. Throws an Error for a damaged or cut archive, and destroys it at the end.
 */
export async function* readArchiveEntries(archive: Readable, onForeign: (entry: ForeignEntry) => void = () => undefined): AsyncGenerator<ReadEntry> {
  // Loaded only here: most deploys send a folder, and start faster without it.
  const { Parser } = await import('tar')
  const waiting: ReadEntry[] = []
  let wake = (): void => undefined
  const parser = new Parser({
    strict: true,
    // It is the user's own package: a file of zeros in it is no attack.
    maxDecompressionRatio: Number.POSITIVE_INFINITY,
    onReadEntry(entry) {
      // Told by the archive; without a listener the process would end.
      entry.on('error', () => undefined)
      waiting.push(entry)
      wake()
    }
  })
  // A damaged archive has many errors; whoever waits for the end gets the first one.
  parser.on('error', () => undefined)
  parser.on('ignoredEntry', (entry: ReadEntry) => onForeign({ path: entry.path, kind: entry.type }))
  let isEnded = false
  let failure: Error | undefined
  let current: ReadEntry | undefined
  feed(archive, parser)
    .catch((thrown: unknown) => {
      failure = thrown instanceof Error ? thrown : new Error(String(thrown))
      // Whoever reads an entry that is cut off would wait for its end for ever.
      current?.destroy(failure)
    })
    .finally(() => {
      isEnded = true
      wake()
    })
  try {
    for (;;) {
      if (failure !== undefined) throw failure
      current = waiting.shift()
      if (current !== undefined) yield current
      else if (isEnded) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    archive.destroy()
  }
}

interface Sink {
  write(chunk: Buffer): boolean
  end(): unknown
  on(name: string, listener: (failure: unknown) => void): unknown
  once(name: string, listener: () => void): unknown
}

async function feed(archive: AsyncIterable<Buffer>, parser: Sink & NodeJS.EventEmitter): Promise<void> {
  const ended = once(parser, 'end')
  ended.catch(() => undefined)
  for await (const chunk of archive) {
    if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), ended])
  }
  parser.end()
  await ended
}
