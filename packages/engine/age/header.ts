import { createHmac } from 'node:crypto'
import { parseBase64, renderBase64 } from './base64.ts'
import { deriveKey } from './hkdf.ts'
import { parseStanza, renderStanza, type Stanza } from './stanza.ts'

export interface AgeHeader {
  readonly stanzas: readonly Stanza[]
  readonly mac: Buffer
  /** What the MAC is made of: everything up to the mark of its line. */
  readonly authenticated: Buffer
}

const VERSION_LINE = 'age-encryption.org/v1'
const MAC_MARK = '---'

/** More than a hundred recipients. Of what claims more, nothing is read into memory and nothing computed. */
export const MAX_HEADER_BYTES = 16 * 1024

/** The header of a file: age-encryption.org/v1, "Header". */
export function renderHeader(stanzas: readonly Stanza[], fileKey: Buffer): Buffer {
  const authenticated = Buffer.from([VERSION_LINE, ...stanzas.flatMap(renderStanza), MAC_MARK].join('\n'))
  return Buffer.concat([authenticated, Buffer.from(` ${renderBase64(computeMac(authenticated, fileKey))}\n`)])
}

/** HMAC-SHA-256 (RFC 2104), with a key that only who has the file key can make. */
export function computeMac(authenticated: Buffer, fileKey: Buffer): Buffer {
  return createHmac('sha256', deriveKey(fileKey, Buffer.alloc(0), 'header')).update(authenticated).digest()
}

/** The length of the header with which the bytes begin; undefined when its last line is not whole. Safe to ask again with more bytes. */
export function findHeaderLength(beginning: Buffer): number | undefined {
  const mark = beginning.indexOf(`\n${MAC_MARK}`)
  const newline = mark < 0 ? -1 : beginning.indexOf('\n', mark + 1)
  return newline < 0 || newline >= MAX_HEADER_BYTES ? undefined : newline + 1
}

/** Why {@link findHeaderLength} finds no header in all that there is, or in more than the longest. */
export function describeMissingHeader(beginning: Buffer): string {
  if (beginning.length === 0) return 'it is empty'
  const first = beginning.toString('latin1', 0, VERSION_LINE.length + 1)
  if (!`${VERSION_LINE}\n`.startsWith(first)) return describeVersion(first)
  return beginning.length < MAX_HEADER_BYTES ? 'it ends within its header' : 'its header has no end'
}

/** Reads a whole header. A text when it breaks the grammar ("ABNF definition of file header"): what is wrong with it. */
export function parseHeader(bytes: Buffer): AgeHeader | string {
  const [version = '', ...lines] = bytes.toString('latin1').split('\n')
  if (version !== VERSION_LINE) return describeVersion(version)
  const end = lines.findIndex((line) => line.startsWith(MAC_MARK))
  const mac = /^--- ([A-Za-z0-9+/]{43})$/.exec(lines[end] ?? '')?.[1]
  const macBytes = mac === undefined ? undefined : parseBase64(mac)
  const stanzas = splitStanzas(lines.slice(0, end)).map(parseStanza)
  const whole = stanzas.filter((stanza) => stanza !== undefined)
  if (macBytes === undefined || whole.length === 0 || whole.length < stanzas.length) return 'its header is malformed'
  return { stanzas: whole, mac: macBytes, authenticated: bytes.subarray(0, bytes.indexOf(`\n${MAC_MARK}`) + 1 + MAC_MARK.length) }
}

function describeVersion(line: string): string {
  return line.startsWith('age-encryption.org/')
    ? 'it is in another version of the format of age than v1'
    : 'it does not begin as a file of age does (in its binary form, without --armor)'
}

/** Each begins with its arguments. Lines before the first are a stanza without, which none may be. */
function splitStanzas(lines: readonly string[]): readonly (readonly string[])[] {
  const starts = lines.flatMap((line, index) => (index === 0 || line.startsWith('->') ? [index] : []))
  return starts.map((start, index) => lines.slice(start, starts[index + 1]))
}
