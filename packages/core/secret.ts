/**
 * A value that must never be shown. It prints as `***` in strings, JSON and inspections;
 * only {@link Secret.reveal} gives the text: to write it to a standard input or a 0600 file, to mask it,
 * or to compose another Secret of it. Nothing else may call it.
 */
export class Secret {
  readonly name: string
  readonly #text: string

  constructor(name: string, text: string) {
    this.name = name
    this.#text = text
  }

  reveal(): string {
    return this.#text
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
