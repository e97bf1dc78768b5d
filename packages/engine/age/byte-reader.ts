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
    const joined = join(this.#pieces, this.#size)
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
    const left = Math.max(0, this.#size - count)
    const taken = join(this.#pieces, this.#size - left)
    // What is left is of the piece that came last: those before it were not enough.
    this.#pieces = left === 0 ? [] : this.#pieces.slice(-1).map((last) => last.subarray(-left))
    this.#size = left
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

/** The first bytes of all the pieces; copied only where they are more than one piece. */
function join(pieces: readonly Uint8Array[], length: number): Buffer {
  const [first] = pieces
  if (pieces.length > 1 || first === undefined) return Buffer.concat(pieces, length)
  return Buffer.from(first.buffer, first.byteOffset, length)
}
