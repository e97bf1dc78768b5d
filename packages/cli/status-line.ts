import { textWidth, wrapText } from '../core/index.ts'
import type { Terminal } from './terminal.ts'

const CLEAR = '\r\u001b[2K'

/** The last line of a terminal, which is written over while something goes on. Where nobody looks, it does not exist. */
export class StatusLine {
  readonly #terminal: Terminal
  #text = ''

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  show(text: string): void {
    if (!this.#terminal.isLive) return
    const room = Math.max(10, (this.#terminal.columns ?? 80) - 2)
    this.#text = textWidth(text) <= room ? text : `${wrapText(text.replaceAll(' ', '\u00a0'), room - 1)[0] ?? ''}…`
    this.#terminal.err(`${CLEAR}${this.#text}`)
  }

  /** A line that stays, above the status. */
  printAbove(line: string): void {
    this.#terminal.err(this.#text === '' ? line : `${CLEAR}${line}${this.#text}`)
  }

  clear(): void {
    if (this.#text !== '') this.#terminal.err(CLEAR)
    this.#text = ''
  }
}
