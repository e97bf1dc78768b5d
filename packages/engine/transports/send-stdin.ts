import { once } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import { Secret } from '../../core/index.ts'
import type { RunRequest } from './transport.ts'

/** Fewer, larger writes: an upload over SSH is a third faster than with the 64 KiB chunks of a file stream. */
const WRITE_BYTES = 256 * 1024

export interface StdinTarget {
  readonly stdin: Writable
  /** Aborted when the command has ended: nobody reads any more. */
  readonly ended: AbortSignal
  /** Called around every write. */
  readonly corked: (send: () => boolean) => boolean
}

/**
 * Writes all of it and closes the standard input, no faster than the command reads. A command may end without
 * reading everything; that is no error. Rejects only when the source itself fails: the input is not closed then, since the
 * command would take what it got for all.
 */
export async function sendStdin(source: RunRequest['stdin'], target: StdinTarget): Promise<void> {
  if (source instanceof Readable) {
    const stop = (): void => void source.destroy()
    target.ended.addEventListener('abort', stop, { once: true })
    if (target.ended.aborted) stop()
  }
  try {
    for await (const chunk of gather(source)) {
      if (target.ended.aborted) return
      const isFull = !target.corked(() => target.stdin.write(chunk))
      if (isFull && !(await hasDrained(target))) return
    }
    target.stdin.end()
  } catch (thrown) {
    if (!target.ended.aborted) throw thrown
  }
}

/** False when the command reads no more. */
async function hasDrained({ stdin, ended }: StdinTarget): Promise<boolean> {
  return once(stdin, 'drain', { signal: ended }).then(
    () => true,
    () => false
  )
}

async function* gather(source: RunRequest['stdin']): AsyncGenerator<Uint8Array> {
  if (source === undefined) return
  if (!(source instanceof Readable)) {
    const text = source instanceof Secret ? source.reveal() : source
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    for (let start = 0; start < bytes.length; start += WRITE_BYTES) yield bytes.subarray(start, start + WRITE_BYTES)
    return
  }
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of source as AsyncIterable<string | Uint8Array>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    waiting.push(bytes)
    size += bytes.length
    if (size < WRITE_BYTES && source.readableLength > 0) continue
    yield waiting.length === 1 ? bytes : Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}
