/** Keeps the last bytes of a stream. */
export class TextTail {
  #chunks: Buffer[] = []
  #sizeBytes = 0
  #receivedBytes = 0
  readonly #keepBytes: number

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes
  }

  /** All bytes that ever came, kept or not. */
  get receivedBytes(): number {
    return this.#receivedBytes
  }

  push(chunk: Buffer): void {
    this.#receivedBytes += chunk.length
    this.#chunks.push(Buffer.from(chunk))
    this.#sizeBytes += chunk.length
    // Twice as much may pile up, so that not every chunk has to move all the others.
    if (this.#sizeBytes > 2 * this.#keepBytes) this.#trim()
  }

  get text(): string {
    this.#trim()
    return Buffer.concat(this.#chunks).toString('utf8')
  }

  #trim(): void {
    const joined = Buffer.concat(this.#chunks)
    const kept = joined.subarray(Math.max(0, joined.length - this.#keepBytes))
    this.#chunks = kept.length === 0 ? [] : [Buffer.from(kept)]
    this.#sizeBytes = kept.length
  }
}

/** The end of a text, in whole lines where it can be; what is missing is said. */
export function tailText(text: string, keepBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= keepBytes) return text
  const kept = bytes.subarray(bytes.length - keepBytes)
  const newline = kept.indexOf(10)
  const whole = newline < 0 || newline === kept.length - 1 ? kept : kept.subarray(newline + 1)
  return `[... ${bytes.length - whole.length} bytes left out]\n${whole.toString('utf8')}`
}
