/**
 * A value that must never be shown. It prints as `***` in strings, JSON and inspections;
 * only {@link Secret.reveal} and {@link Secret.revealParts} give the text: to write it to a standard input or a 0600 file, to mask it,
 * or to compose another Secret of it. Nothing else may call it.
 */
export class Secret {
  readonly name: string
  readonly #text: string
  readonly #parts: readonly string[] | undefined

  /** `parts`: what of the text is secret, where not all of it is (an env file). */
  constructor(name: string, text: string, parts?: readonly string[]) {
    this.name = name
    this.#text = text
    this.#parts = parts
  }

  reveal(): string {
    return this.#text
  }

  /** The texts to hide; as secret as the whole. */
  revealParts(): readonly string[] {
    return this.#parts ?? [this.#text]
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${this.name})`
  }
}
