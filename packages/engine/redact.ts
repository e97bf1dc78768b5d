import { isWorthHiding, Secret } from '../core/index.ts'

/** Lines of a key are hidden by themselves from this length on. */
const SHORTEST_LINE = 6
/** Below it, every long word has the inner characters of some encoding. */
const SHORTEST_INNER_BASE64 = 8

/** Not the last line of a base64 text (`AAAA==`). */
const ASSIGNMENT = /^(?:export\s+)?[A-Za-z_]\w*=([^=].*)$/
const ARMOR = /^-----/

/**
 * Replaces secrets by `***` in everything that leaves the engine, also when they are written in base64, hex, as a part
 * of a URL, of JSON, of XML, or quoted for a shell. Secrets are added as they become known.
 */
export class Redactor {
  readonly #forms = new Set<string>()
  #pattern: RegExp | undefined

  add(secrets: Iterable<Secret>): void {
    const before = this.#forms.size
    for (const secret of secrets) {
      for (const text of secret.revealParts().flatMap(findSecretTexts)) for (const form of renderForms(text)) this.#forms.add(form)
    }
    if (this.#forms.size !== before) this.#pattern = undefined
  }

  redact(text: string): string {
    if (this.#forms.size === 0) return text
    this.#pattern ??= makePattern([...this.#forms])
    return text.replaceAll(this.#pattern, '***')
  }
}

/** All secrets in a value, however deep. */
export function findSecrets(value: unknown, seen = new Set<object>()): readonly Secret[] {
  if (value instanceof Secret) return [value]
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  const members = value instanceof Map ? [...value.values()] : Object.values(value)
  return members.flatMap((member) => findSecrets(member, seen))
}

/** The whole, its lines, and the values of an env file or of a JSON object. */
function findSecretTexts(secret: string): readonly string[] {
  const lines = listLines(secret)
  const values = [...lines.flatMap((line) => ASSIGNMENT.exec(line)?.slice(1) ?? []).map(unquote), ...findJsonTexts(secret)]
  // Of a line `NAME=value` only the value is hidden, so that one can see which variable is meant.
  const ownLines = lines.length === 1 ? [] : keepLong(lines.filter((line) => !ASSIGNMENT.test(line)))
  const texts = [secret, secret.trim(), ...ownLines, ...findUrlPasswords(secret), ...values.flatMap(findValueTexts)]
  return texts.filter(isWorthHiding)
}

/** A value may be a key of many lines, or an address with a password. */
function findValueTexts(value: string): readonly string[] {
  const lines = listLines(value)
  return [value, ...(lines.length === 1 ? [] : keepLong(lines)), ...findUrlPasswords(value)]
}

function listLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trim())
}

function keepLong(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.length >= SHORTEST_LINE && !ARMOR.test(line))
}

function unquote(text: string): string {
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
}

function findJsonTexts(secret: string): readonly string[] {
  if (!secret.trimStart().startsWith('{')) return []
  const texts: string[] = []
  try {
    JSON.parse(secret, (_key, member: unknown) => {
      if (typeof member === 'string') texts.push(member)
    })
  } catch {
    return []
  }
  return texts
}

/** `postgres://app:password@db/app`: programs print the parts of an address by themselves. */
function findUrlPasswords(secret: string): readonly string[] {
  return [...secret.matchAll(/:\/\/[^\s/?#@:]*:([^\s/?#@]+)@/g)].flatMap(([, password = '']) => [password, decodePercent(password)])
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function renderForms(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const url = encodeURIComponent(bytes.toString())
  const base64 = [bytes.toString('base64'), bytes.toString('base64').replace(/=+$/, ''), ...renderInnerBase64(bytes)]
  const forms = [
    text,
    JSON.stringify(text).slice(1, -1),
    url,
    url.replaceAll('%20', '+'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    // In single and in double quotes of a shell; the latter also of an env file.
    text.replaceAll("'", "'\\''"),
    text.replaceAll(/[\\"$`]/g, '\\$&'),
    text.replaceAll(/[&<>"']/g, (mark) => XML[mark] ?? mark)
  ]
  return forms.filter(isWorthHiding)
}

/** How the secret looks inside the base64 of a longer text (`user:password`): three ways, without the characters at its edges. */
function renderInnerBase64(bytes: Buffer): readonly string[] {
  return [1, 2, 0]
    .map((offset) => {
      const whole = Math.floor((offset + bytes.length) / 3) * 3
      const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(0, whole).toString('base64')
      return encoded.slice(offset === 0 ? 0 : 4)
    })
    .filter((form) => form.length >= SHORTEST_INNER_BASE64)
}

/** Longest first, so that a part never leaves the rest of the whole behind. */
function makePattern(forms: readonly string[]): RegExp {
  const sorted = [...forms].sort((left, right) => right.length - left.length)
  return new RegExp(sorted.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
}
