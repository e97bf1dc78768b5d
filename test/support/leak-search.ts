/** Texts by name: secrets that must not be seen, or places where they must not be. */
export type NamedTexts = Readonly<Record<string, string>>

/** Below it a form stands in many texts by chance. */
const SHORTEST_FORM = 4
/** Likewise for encodings, of which every text with long words is full. */
const SHORTEST_INNER_BASE64 = 8
/** A shorter line of a key or certificate is not worth searching by itself. */
const SHORTEST_LINE = 8

/** How a program may write a secret down. Made without a look at the kit's own redaction. */
const ENCODINGS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  plain: (text) => [text],
  base64: (text) => [wholeBase64(text), ...innerBase64(text)],
  base64url: (text) => [wholeBase64(text), ...innerBase64(text)].map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  hex: (text) => [Buffer.from(text).toString('hex'), Buffer.from(text).toString('hex').toUpperCase()],
  url: (text) => [encodeURIComponent(text), encodeURIComponent(text).replaceAll('%20', '+')],
  json: (text) => [JSON.stringify(text).slice(1, -1)],
  shell: (text) => [text.replaceAll("'", "'\\''"), text.replaceAll(/[\\"$`]/g, '\\$&')],
  xml: (text) => [text.replaceAll(/[&<>"']/g, (mark) => XML[mark] ?? mark)]
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

export const encodingNames: readonly string[] = Object.keys(ENCODINGS)

/** All ways in which a secret may be written, as a program would print it: whole, and each of its lines. */
export function encodeSecret(secret: string): readonly string[] {
  const forms = listPieces(secret).flatMap((piece) => {
    // Before a short one in base64 there is too little of it left to find.
    const texts = piece.length < SHORTEST_LINE ? [piece] : [piece, `u${piece}`, `us${piece}`]
    const base64 = texts.flatMap((text) => [Buffer.from(text).toString('base64'), Buffer.from(text).toString('base64url')])
    return [piece, ...base64, ...['hex', 'url', 'json', 'shell', 'xml'].flatMap((name) => ENCODINGS[name]?.(piece) ?? [])]
  })
  return [...new Set(forms)]
}

/**
 * One line for each secret that stands in a place in any encoding; as it is, also when it was broken over lines (a table,
 * a folded log). Empty: nothing leaked.
 */
export function findLeaks(secrets: NamedTexts, places: NamedTexts): readonly string[] {
  const forms = Object.entries(secrets).flatMap(([name, secret]) => listForms(secret).map((form) => ({ name, ...form })))
  return Object.entries(places).flatMap(([place, text]) => {
    const squeezed = squeeze(text)
    const found = forms.flatMap(({ name, encoding, form }) => {
      const at = text.indexOf(form)
      if (at < 0 && !isBroken(encoding, form, squeezed)) return []
      const context = at < 0 ? 'broken over lines' : JSON.stringify(text.slice(Math.max(0, at - 60), at + form.length + 20).slice(0, 240))
      return [`${name} as ${encoding} in ${place}: ${context}`]
    })
    return found
  })
}

function isBroken(encoding: string, form: string, squeezed: string): boolean {
  const short = encoding === 'plain' ? squeeze(form) : ''
  return short.length >= SHORTEST_LINE && squeezed.includes(short)
}

/** The texts in a JSON document as they are when it is read, so that escapes in it hide nothing. */
export function decodeJson(text: string): string {
  const texts: string[] = []
  JSON.parse(text, (name, member: unknown) => {
    texts.push(name, typeof member === 'string' ? member : '')
  })
  return texts.join('\n')
}

interface Form {
  readonly encoding: string
  readonly form: string
}

/** A text without special characters is the same in many encodings: it has the name of the first. */
function listForms(secret: string): readonly Form[] {
  const forms = new Map<string, Form>()
  for (const piece of listPieces(secret)) {
    for (const [encoding, encode] of Object.entries(ENCODINGS)) {
      for (const form of encode(piece)) if (form.length >= SHORTEST_FORM && !forms.has(form)) forms.set(form, { encoding, form })
    }
  }
  return [...forms.values()]
}

/** The boundary lines of a key are the same in all keys. */
function listPieces(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim())
  return lines.length === 1 ? [secret] : [secret.trim(), ...lines.filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'))]
}

function wholeBase64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '')
}

/** What the secret contributes to the base64 of a longer text, wherever it begins in it. */
function innerBase64(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2]
    .map((offset) => {
      const skipped = (3 - offset) % 3
      const whole = bytes.subarray(skipped, skipped + Math.floor((bytes.length - skipped) / 3) * 3)
      return whole.toString('base64')
    })
    .filter((form) => form.length >= SHORTEST_INNER_BASE64)
}

function squeeze(text: string): string {
  return text.replaceAll(/[\s|]+/g, '')
}
