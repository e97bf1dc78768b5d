/** Many small chunks cost more memory than their bytes. */
const MOST_CHUNKS = 4096

/** Keeps the last bytes of a stream, and no more memory than about twice that. */
export class TailCapture {
  readonly #keepBytes: number
  #chunks: Buffer[] = []
  #size = 0
  #isCut = false

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes
  }

  add(chunk: Buffer): void {
    if (this.#keepBytes === 0) return
    this.#chunks.push(chunk)
    this.#size += chunk.length
    // Not at every chunk: cutting copies what is kept.
    if (this.#size > 2 * this.#keepBytes || this.#chunks.length > MOST_CHUNKS) this.#compact()
  }

  /** As UTF-8, without the rest of a character that was cut in two. */
  toString(): string {
    this.#compact()
    const [bytes = Buffer.alloc(0)] = this.#chunks
    const start = bytes.subarray(0, 3).findIndex((byte) => (byte & 0xc0) !== 0x80)
    return bytes.toString('utf8', this.#isCut ? Math.max(0, start) : 0)
  }

  #compact(): void {
    const joined = Buffer.concat(this.#chunks)
    this.#isCut ||= joined.length > this.#keepBytes
    // A copy, because a part would keep the whole in memory.
    const kept = joined.length > this.#keepBytes ? Buffer.from(joined.subarray(joined.length - this.#keepBytes)) : joined
    this.#chunks = [kept]
    this.#size = kept.length
  }
}
