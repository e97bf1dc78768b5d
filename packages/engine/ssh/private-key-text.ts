/** A private key as text, after repair. */
export interface KeyText {
  /** `OPENSSH PRIVATE KEY`, `RSA PRIVATE KEY`, ...; undefined when the text had no BEGIN line. */
  readonly label: string | undefined
  /** Of a PEM file that is encrypted in the old way. */
  readonly headers: readonly string[]
  /** What is between the lines. */
  readonly bytes: Buffer
  /** Neither the END line nor the closing dashes are there: the text may have been cut. */
  readonly hasEnd: boolean
  /** What was wrong with it, for people: `Windows line ends`. */
  readonly repairs: readonly string[]
}

export type KeyTextProblem = 'empty' | 'public' | 'putty' | 'path' | 'placeholder' | 'not-a-key' | 'no-base64'

type Repair = readonly [name: string, repair: (text: string) => string]

/** In this order: each one sees the text that the ones before have mended. */
const REPAIRS: readonly Repair[] = [
  ['a byte order mark before the key', (text) => text.replace(/^\s*(?:\uFEFF|\u00EF\u00BB\u00BF)/, '')],
  ['quotes around the key', (text) => text.replace(/^\s*(["'`])([\s\S]*)\1\s*$/, '$2')],
  ['the two characters \\n in place of line ends', (text) => text.replaceAll(/(?:\\r)?\\n/g, '\n')],
  ['Windows line ends (CRLF)', (text) => text.replaceAll('\r\n', '\n')],
  ['line ends of old Macs (CR)', (text) => text.replaceAll('\r', '\n')],
  ['blanks around the lines', (text) => text.replaceAll(/^[ \t]+|[ \t]+$/gm, '')],
  ['base64 of the whole file', unwrapBase64]
]

/** Reads the text of a private key, however it was damaged on its way through a settings page, as far as it can be mended. */
export function readKeyText(text: string): KeyText | KeyTextProblem {
  const repairs: string[] = []
  let mended = text
  // Twice, because what was wrapped in base64 may be damaged itself.
  for (const [name, repair] of [...REPAIRS, ...REPAIRS]) {
    const result = repair(mended)
    if (result !== mended && !repairs.includes(name)) repairs.push(name)
    mended = result
  }
  return findProblem(mended) ?? readArmour(mended, repairs)
}

/** The text with its lines, as every program reads it. */
export function renderPem({ label, headers }: { readonly label: string; readonly headers: readonly string[] }, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...(headers.length === 0 ? [] : [...headers, '']), ...lines, `-----END ${label}-----`, ''].join('\n')
}

function findProblem(text: string): KeyTextProblem | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return 'empty'
  if (/^(ssh-|ecdsa-sha2-|sk-)[^ ]* +AAAA/m.test(trimmed) || /BEGIN (SSH2 |RSA )?PUBLIC KEY/.test(trimmed)) return 'public'
  if (trimmed.startsWith('PuTTY-User-Key-File')) return 'putty'
  if (/^\$\{\{?.*\}?\}$|^\$[A-Z_]+$|^\*+$/.test(trimmed)) return 'placeholder'
  if (/^(~|\.{0,2})\/[\w./~-]*$/.test(trimmed) && trimmed.length < 200) return 'path'
  return undefined
}

/** Also with the dashes that word processors and chats make of hyphens. */
const BEGIN = /[-\u2010-\u2015\u2212]*[ \t]*BEGIN ([A-Z0-9 ]*PRIVATE KEY)[ \t]*[-\u2010-\u2015\u2212]*/
const END = /[-\u2010-\u2015\u2212]*[ \t]*END [A-Z0-9 ]*PRIVATE KEY[ \t]*[-\u2010-\u2015\u2212]*/
const HEADERS = /Proc-Type:\s*4,\s*ENCRYPTED\s+DEK-Info:\s*([A-Za-z0-9-]+)\s*,\s*([0-9A-Fa-f]+)\s/

function readArmour(text: string, repairs: readonly string[]): KeyText | KeyTextProblem {
  const begin = BEGIN.exec(text)
  const end = END.exec(text)
  if (/BEGIN CERTIFICATE/.test(text) && begin === null) return 'not-a-key'
  const inside = text.slice(begin === null ? 0 : begin.index + begin[0].length, end?.index)
  const encryption = HEADERS.exec(inside)
  const body = encryption === null ? inside : inside.slice(encryption.index + encryption[0].length)
  const base64 = body.replaceAll(/\s+/g, '').replace(/-+$/, '')
  if (base64 === '' || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return begin === null && end === null ? 'not-a-key' : 'no-base64'
  return {
    label: begin?.[1],
    headers: encryption === null ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${encryption[1]},${encryption[2]}`],
    bytes: Buffer.from(base64, 'base64'),
    hasEnd: end !== null,
    repairs: [
      ...repairs,
      ...(begin === null ? ['no BEGIN line'] : []),
      ...(end === null ? ['no END line'] : []),
      ...(/[^-\w \t]/.test((begin?.[0] ?? '') + (end?.[0] ?? '')) ? ['typographic dashes'] : []),
      ...(begin !== null && !/^\s*\n/.test(inside) ? ['blanks in place of line ends'] : [])
    ]
  }
}

function unwrapBase64(text: string): string {
  const joined = text.replaceAll(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+=*$/.test(joined)) return text
  const inside = Buffer.from(joined, 'base64').toString('utf8')
  return /BEGIN|PuTTY-User-Key-File|^(ssh-|ecdsa-)/.test(inside) ? inside : text
}
