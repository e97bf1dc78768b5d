import { inspect } from 'node:util'

/** What the demo claims, and whether it was so. */
export class Expectations {
  readonly #lines: string[] = []
  #allHeld = true

  get allHeld(): boolean {
    return this.#allHeld
  }

  /** `seen` is shown when it does not hold. */
  that(claim: string, holds: boolean, seen?: unknown): void {
    this.#allHeld &&= holds
    this.#lines.push(holds ? `  ok      ${claim}` : `  FAILED  ${claim}${seen === undefined ? '' : `\n          ${inspect(seen, { depth: 3 })}`}`)
  }

  render(): string {
    return this.#lines.join('\n')
  }
}
