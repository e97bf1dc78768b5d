import { isWorthHiding } from '../core/index.ts'
import { renderWorkflowCommand } from './workflow-commands.ts'

/**
 * Everything that must be masked because one secret is: the text, its parts that are secrets of their own (lines of a
 * key, fields of a JSON object, values of KEY=VALUE lines, passwords in URLs), and the encodings of these that the
 * runner does not find by itself (base64url, hex, and base64 and percent encoding of the whole).
 *
 * Trivial texts (`true`, `1`, `app`) are never among them: masking those makes a log unreadable and hides nothing.
 * Longest first, so that no mask breaks a longer one.
 */
export function deriveMasks(secret: string): readonly string[] {
  const parts = new Set<string>()
  collectParts(secret, parts, 0)
  const masks = new Set([...parts].flatMap((part) => [part, ...splitLines(part), ...encode(part)]).filter(isUsefulMask))
  return [...masks].sort((left, right) => right.length - left.length || (left < right ? -1 : 1))
}

/** Passwords in URLs of an input that is not declared secret: `postgres://app:password@db/app`. */
export function deriveUrlMasks(text: string): readonly string[] {
  const parts = new Set<string>()
  collectUrls(text, parts)
  return [...parts].filter(isUsefulMask)
}

/** Tells the runner to hide these texts from here on, in this step and all later ones. */
export function maskSecrets(masks: readonly string[], write: (line: string) => void): void {
  for (const mask of masks) write(renderWorkflowCommand('add-mask', mask))
}

/** A secret can hold others: base64 of a JSON object of URLs. Deeper than this nobody nests on purpose. */
const DEPTH_LIMIT = 4
/** Shorter lines of a key or text are common words; masking them would hide half of the log. */
const LINE_MINIMUM = 9
/** Of base64: fewer characters than this stand in many texts by chance. */
const INNER_MINIMUM = 12

function collectParts(text: string, parts: Set<string>, depth: number): void {
  const trimmed = text.trim()
  if (trimmed === '' || depth > DEPTH_LIMIT || parts.has(trimmed)) return
  parts.add(trimmed)
  if (text !== trimmed) parts.add(text)
  collectUrls(trimmed, parts)
  for (const inner of [...readJson(trimmed), ...readAssignments(trimmed), ...readBase64(trimmed), ...readKeyBody(trimmed)]) {
    collectParts(inner, parts, depth + 1)
  }
}

/** The boundary lines of a key are no secret, and messages about a damaged key quote them. */
function splitLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n|\\n/).map((line) => line.trim())
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= LINE_MINIMUM && !line.startsWith('-----'))
}

function readJson(text: string): readonly string[] {
  if (!/^[{["]/.test(text)) return []
  try {
    return findStrings(JSON.parse(text))
  } catch {
    return []
  }
}

function findStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(findStrings) : []
}

/** Values of an env file, quoted or not. A line of base64 ends with `=`, so names must look like names of variables. */
function readAssignments(text: string): readonly string[] {
  const found = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*(.+)$/gm)].map(([, value]) => (value ?? '').trim())
  return found.flatMap((value) => [value, value.replace(/^(["'])(.*)\1$/, '$2')]).filter((value) => !/^=*$/.test(value))
}

function readBase64(text: string): readonly string[] {
  const compact = text.replaceAll(/\s+/g, '')
  if (compact.length < 16 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return []
  const decoded = Buffer.from(compact, 'base64').toString('utf8')
  // Random bytes are not text: only what decodes to text is something that somebody encoded.
  return /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\s]+$/u.test(decoded) && !decoded.includes('\ufffd') ? [decoded] : []
}

/** The Base64 of a key on one line, whatever its line ends were. */
function readKeyBody(text: string): readonly string[] {
  const body = /-----BEGIN [A-Z ]+-----([\s\S]+?)-----END/.exec(text)?.[1]
  return body === undefined ? [] : [body.replaceAll(/\\n|\s+/g, '')]
}

const CREDENTIALS = /[a-z][a-z0-9+.-]*:\/\/([^\s/?#@:]*):([^\s/?#]*)@[^\s"'<>]+/gi
const SIGNED = /[?&](?:sig|signature|token|access_token|key|api_key|password|secret)=([^\s&#"'<>]+)/gi

function collectUrls(text: string, parts: Set<string>): void {
  for (const [url, user = '', password = ''] of text.matchAll(CREDENTIALS)) {
    for (const part of [url, `${user}:${password}`, password, decodePercent(password)]) parts.add(part)
  }
  for (const [, value = ''] of text.matchAll(SIGNED)) {
    for (const part of [value, decodePercent(value)]) parts.add(part)
  }
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function encode(text: string): readonly string[] {
  if (!isWorthHiding(text)) return []
  const bytes = Buffer.from(text, 'utf8')
  const base64 = bytes.toString('base64')
  const hex = bytes.toString('hex')
  const escaped = JSON.stringify(text).slice(1, -1)
  return [base64, base64.replace(/=+$/, ''), bytes.toString('base64url'), hex, hex.toUpperCase(), escaped, ...encodePercent(text), ...wrap(base64), ...wrap(text), ...encodeInner(bytes)]
}

function encodePercent(text: string): readonly string[] {
  // A lone surrogate would throw.
  const wellFormed = Buffer.from(text, 'utf8').toString('utf8')
  return [encodeURIComponent(wellFormed), new URLSearchParams({ '': wellFormed }).toString().slice(1)]
}

/**
 * What is the same wherever the text stands in a longer one that is base64 as a whole (`user:password`): one form for
 * each of the three alignments, without the characters that hold bits of its neighbours.
 */
function encodeInner(bytes: Buffer): readonly string[] {
  return [0, 1, 2]
    .map((shift) => {
      const skipped = (3 - shift) % 3
      const whole = bytes.subarray(skipped, skipped + Math.floor((bytes.length - skipped) / 3) * 3)
      return whole.toString('base64')
    })
    .filter((form) => form.length >= INNER_MINIMUM)
}

/** Base64 as `base64`, `openssl` and PEM writers break it: the runner would only find the unbroken text. */
function wrap(text: string): readonly string[] {
  if (text.length <= 64 || /[^A-Za-z0-9+/=]/.test(text)) return []
  return [64, 76].flatMap((width) => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter((line) => line.length >= LINE_MINIMUM)
}

/** The runner masks every line of a mask of several lines too, even a lone `{`; so each mask is one line. */
function isUsefulMask(mask: string): boolean {
  return isWorthHiding(mask) && !/[\r\n]/.test(mask)
}
