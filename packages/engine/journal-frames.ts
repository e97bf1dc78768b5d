/** How the host says that a journaled step ended: its exit code, never begun, or begun and nothing more known. */
export type JournalEnd = { readonly kind: 'exited'; readonly code: number } | { readonly kind: 'not-begun' } | { readonly kind: 'unknown' }

/** Where what was received goes. */
export interface FrameSink {
  readonly onStdout: (chunk: Buffer) => void
  readonly onStderr: (chunk: Buffer) => void
}

/**
 * Reads what START_OR_ATTACH_PROGRAM prints, in chunks of any size. Counts the payload that has arrived, so that the
 * next attachment goes on exactly there, also when the connection was cut in the middle of a frame.
 */
export class JournalFrames {
  #end: JournalEnd | undefined
  #sawMarker = false
  #pending = Buffer.alloc(0)
  #payload: { readonly stream: 'o' | 'e'; left: number } | undefined
  readonly #marker: Buffer
  readonly #sink: FrameSink

  constructor(marker: string, sink: FrameSink) {
    this.#marker = Buffer.from(`\n${marker}\n`)
    this.#sink = sink
  }

  /** Undefined until the host has told the end. */
  get end(): JournalEnd | undefined {
    return this.#end
  }

  /** Whether the program has begun to answer. */
  get sawMarker(): boolean {
    return this.#sawMarker
  }

  push(chunk: Buffer): void {
    let rest: Buffer = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    for (let taken = -1; taken !== 0 && rest.length > 0; ) {
      taken = this.#take(rest)
      rest = rest.subarray(taken)
    }
    this.#pending = Buffer.from(rest)
  }

  /** How many bytes of the buffer are understood; 0 when more are needed. */
  #take(buffer: Buffer): number {
    if (!this.#sawMarker) return this.#skipNoise(buffer)
    if (this.#payload === undefined) return this.#takeHeader(buffer)
    const { stream, left } = this.#payload
    const part = buffer.subarray(0, left)
    this.#payload = part.length < left ? { stream, left: left - part.length } : undefined
    if (stream === 'o') this.#sink.onStdout(part)
    else this.#sink.onStderr(part)
    return part.length
  }

  #skipNoise(buffer: Buffer): number {
    const at = buffer.indexOf(this.#marker)
    if (at < 0) return Math.max(0, buffer.length - this.#marker.length)
    this.#sawMarker = true
    return at + this.#marker.length
  }

  #takeHeader(buffer: Buffer): number {
    const newline = buffer.indexOf(10)
    if (newline < 0) return 0
    const [kind, number] = buffer.toString('latin1', 0, newline).trim().split(/ +/)
    if (kind === 'o' || kind === 'e') this.#payload = { stream: kind, left: Number(number) }
    else this.#end = kind === 'x' ? { kind: 'exited', code: Number(number) } : { kind: kind === 'c' ? 'not-begun' : 'unknown' }
    return newline + 1
  }
}
