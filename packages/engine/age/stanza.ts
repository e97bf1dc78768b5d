import { parseBase64, renderBase64 } from './base64.ts'

/** One wrapped copy of the file key. `kind` is its first argument: `X25519`, `scrypt`, ... */
export interface Stanza {
  readonly kind: string
  readonly words: readonly string[]
  readonly body: Buffer
}

const BODY_COLUMNS = 64

/** VCHAR of RFC 5234 between single blanks: no control characters, nothing beyond ASCII. */
const ARGUMENTS = /^->(?: [\x21-\x7e]+)+$/

/** The lines of a stanza (age-encryption.org/v1, "Recipient stanza"). The last one is shorter than the others, or empty. */
export function renderStanza({ kind, words, body }: Stanza): readonly string[] {
  const text = renderBase64(body)
  const full = text.match(/.{64}/g) ?? []
  return [`-> ${[kind, ...words].join(' ')}`, ...full, text.slice(full.length * BODY_COLUMNS)]
}

/** Undefined when the lines break the grammar. */
export function parseStanza([first = '', ...body]: readonly string[]): Stanza | undefined {
  if (!ARGUMENTS.test(first)) return undefined
  const [kind = '', ...words] = first.slice('-> '.length).split(' ')
  const last = body.at(-1)
  const isFolded = last !== undefined && last.length < BODY_COLUMNS && body.slice(0, -1).every((line) => line.length === BODY_COLUMNS)
  const bytes = isFolded ? parseBase64(body.join('')) : undefined
  return bytes === undefined ? undefined : { kind, words, body: bytes }
}
