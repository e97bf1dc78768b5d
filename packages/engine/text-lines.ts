import { StringDecoder } from 'node:string_decoder'

/** A line is cut here, so that a program that never ends its line cannot fill the memory. */
const LONGEST_LINE = 64 * 1024

/** Lines of a stream of bytes, without their ends. `end` gives out the last line when it has none. */
export class TextLines {
  #rest = ''
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  push(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#onLine(line.replace(/\r$/, ''))
    if (this.#rest.length > LONGEST_LINE) this.end()
  }

  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest)
    this.#rest = ''
  }
}
