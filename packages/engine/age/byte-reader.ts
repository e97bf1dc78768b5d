/** Takes a stream of pieces of any size apart into parts of given sizes. Holds what was not taken yet, and at most one piece more than was asked for. */
export class ByteReader {
  #pieces: Uint8Array[] = []
  #size = 0
  readonly #source: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** All that has arrived and was not taken, to look at. */
  get arrived(): Buffer {
    const [first] = this.#pieces
    const joined = this.#pieces.length === 1 && first !== undefined ? asBuffer(first) : Buffer.concat(this.#pieces)
    this.#pieces = [joined]
    return joined
  }

  /** Waits for more to arrive; false at the end of the stream. Throws what the stream throws. */
  async fill(): Promise<boolean> {
    for (;;) {
      const next = await this.#source.next()
      if (next.done === true) return false
      if (next.value.length === 0) continue
      this.#pieces.push(next.value)
      this.#size += next.value.length
      return true
    }
  }

  /** The next bytes: fewer than `count` only at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    while (this.#size < count && (await this.fill()));
    const { arrived } = this
    const taken = arrived.subarray(0, count)
    this.#size -= taken.length
    // An empty piece would have the next one copied.
    this.#pieces = this.#size === 0 ? [] : [arrived.subarray(count)]
    return taken
  }

  /** Whether nothing more comes. */
  async isAtEnd(): Promise<boolean> {
    return this.#size === 0 && !(await this.fill())
  }

  /** Ends the stream where it is, so that what it reads from is closed. Safe to repeat, and after the end. */
  async close(): Promise<void> {
    await this.#source.return?.()
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
