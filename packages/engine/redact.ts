import { Secret } from '../core/index.ts'

/** A shorter text would be found in half of all words, and is no secret. */
const SHORTEST_SECRET = 4
/** Parts of a secret (a line of a key, a value of an env file) are hidden by themselves from this length on. */
const SHORTEST_PART = 6
/** Below it, the inner characters of an encoding say nothing about the secret. */
const SHORTEST_INNER_BASE64 = 12

/** Not the last line of a base64 text (`AAAA==`). */
const ASSIGNMENT = /^(?:export\s+)?[A-Za-z_]\w*=([^=].*)$/
const ARMOR = /^-----/

/**
 * Replaces secrets by `***` in everything that leaves the engine, also when they are written in base64, hex, as a part
 * of a URL or of JSON. Secrets are added as they become known.
 */
export class Redactor {
  readonly #forms = new Set<string>()
  #pattern: RegExp | undefined

  add(secrets: Iterable<Secret>): void {
    const before = this.#forms.size
    for (const secret of secrets) {
      for (const text of findSecretTexts(secret.reveal())) for (const form of renderForms(text)) this.#forms.add(form)
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
  const lines = secret.split(/\r?\n/).map((line) => line.trim())
  const values = lines.flatMap((line) => ASSIGNMENT.exec(line)?.slice(1) ?? []).map(unquote)
  // Of a line `NAME=value` only the value is hidden, so that one can see which variable is meant.
  const whole = lines.length > 1 ? lines.filter((line) => !ASSIGNMENT.test(line) && !ARMOR.test(line)) : []
  const parts = [...whole, ...values, ...findJsonTexts(secret), ...findUrlPasswords(secret)]
  return [secret, secret.trim()].filter((text) => text.length >= SHORTEST_SECRET).concat(parts.filter((text) => text.length >= SHORTEST_PART))
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

function renderForms(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const url = encodeURIComponent(text)
  const forms = [
    text,
    JSON.stringify(text).slice(1, -1),
    url,
    url.replaceAll('%20', '+'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...renderInnerBase64(bytes)
  ]
  return forms.filter((form) => form.length >= SHORTEST_SECRET)
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
