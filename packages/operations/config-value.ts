import { isAlias, isMap, isScalar, isSeq, type Document, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { renderListText, type InputKind } from '../core/index.ts'

/** The file that is being read, and the problems found so far. */
export interface Reading {
  readonly document: Document.Parsed
  /** What `${NAME}` reads. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly problems: string[]
  /** `deploy-kit.yml:12:3`. */
  readonly at: (node: Located | undefined) => string
}

/** A node of the YAML document: offsets of its start, the end of its value, and its end. */
export interface Located {
  readonly range?: readonly [number, number, number] | null | undefined
}

/** One value of the file, and what it is for. */
export interface ConfigValue {
  /** With its section: `environments.production.host`. */
  readonly name: string
  readonly kind: InputKind
  /** Of the input. */
  readonly isCommand: (item: string) => boolean
  readonly node: unknown
  readonly at: Located | undefined
}

/** The text that the parser of the input expects; undefined when the value is absent (`host:`) or wrong (a problem was noted). */
export function renderConfigValue(reading: Reading, value: ConfigValue): string | undefined {
  const { node, kind } = value
  if (node === null || node === undefined || (isScalar(node) && node.value === null)) return undefined
  if (isScalar(node)) return renderScalar(reading, value, node)
  if (isSeq(node) && ['list', 'argv', 'text', 'secret'].includes(kind)) return renderSequence(reading, value, node)
  if (isMap(node) && ['list', 'text', 'secret'].includes(kind)) return renderMap(reading, value, node)
  const wanted = kind === 'argv' ? 'one line or a list of words' : 'a single value'
  return refuse(reading, value, `must be ${wanted}, not a ${isMap(node) ? 'map' : 'list'}`)
}

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File/

function renderScalar(reading: Reading, value: ConfigValue, scalar: Scalar): string | undefined {
  const text = writtenText(scalar)
  if (PRIVATE_KEY.test(text)) return refuse(reading, value, 'holds a private key: keep it in a variable and write ${NAME}')
  if (value.kind === 'secret' && !REFERENCE.test(text)) {
    return refuse(reading, value, 'is a secret and must not stand in the file: keep it in a variable and write ${NAME}')
  }
  return expand(reading, value, text)
}

function renderSequence(reading: Reading, value: ConfigValue, sequence: YAMLSeq): string | undefined {
  const items = sequence.items.map((item) => renderItem(reading, value, item))
  const texts = items.filter((item) => item !== undefined)
  if (texts.length < items.length) return undefined
  if (value.kind === 'argv') return JSON.stringify(texts)
  if (value.kind !== 'list') return texts.join('\n')
  const isBad = texts.some((item) => item.includes('\n') || item.trim().startsWith('#'))
  if (isBad) return refuse(reading, value, 'has an item with a newline or a # in front, which a list cannot hold')
  return renderListText(texts)
}

/** A list within a list is a command: `[[./migrate, --all], [./warm-up]]`. */
function renderItem(reading: Reading, value: ConfigValue, item: unknown): string | undefined {
  const node = isAlias(item) ? item.resolve(reading.document) : item
  const inner: ConfigValue = { ...value, node, at: isScalar(node) || isSeq(node) ? node : value.at }
  if (isScalar(node) && node.value !== null) return renderScalar(reading, inner, node)
  if (isSeq(node) && value.kind !== 'argv') {
    const isCommand = value.isCommand(node.items.map((word) => (isScalar(word) ? writtenText(word) : '')).join(' '))
    return renderSequence(reading, { ...inner, kind: 'argv', isCommand: () => isCommand }, node)
  }
  return refuse(reading, inner, 'has an item that is not a single value')
}

/** A value that KEY=VALUE lines would not give back as it is: more than one line, a quote, a comment, space around it. */
const NOT_PLAIN = /[\n\r'"#\\]|^\s|\s$/

/** KEY=VALUE lines; a JSON object when a value could not be read back from them. */
function renderMap(reading: Reading, value: ConfigValue, map: YAMLMap): string | undefined {
  const entries = map.items.map((pair): readonly [string, string | undefined] => {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const node = isAlias(pair.value) ? pair.value.resolve(reading.document) : pair.value
    const inner: ConfigValue = { ...value, name: `${value.name}.${key}`, node, at: isScalar(node) ? node : value.at }
    if (isScalar(node)) return [key, node.value === null ? '' : renderScalar(reading, inner, node)]
    return [key, refuse(reading, inner, 'must be a single value')]
  })
  const pairs = entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined)
  if (pairs.length < entries.length) return undefined
  if (value.kind !== 'list' && pairs.some(([, text]) => NOT_PLAIN.test(text))) return JSON.stringify(Object.fromEntries(pairs))
  const lines = pairs.map(([key, text]) => `${key}=${text}`)
  if (value.kind !== 'list') return lines.join('\n')
  if (lines.some((line) => line.includes('\n'))) return refuse(reading, value, 'has a value with a newline, which a list cannot hold')
  return renderListText(lines)
}

/** As it was written: `1.10` is a version and `022` a mode, which YAML would read as 1.1 and 22. */
function writtenText(scalar: Scalar): string {
  if (typeof scalar.value === 'string') return scalar.value
  return scalar.source ?? String(scalar.value)
}

const REFERENCE = /(?<!\$)\$\{/
const PLACE = /\$\$\{|\$\{([^}]*)\}?/g
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

function expand(reading: Reading, value: ConfigValue, text: string): string | undefined {
  const lines = text.split('\n').map((line) => expandLine(reading, value, line))
  for (const problem of new Set(lines.flatMap(({ problems }) => problems))) refuse(reading, value, problem)
  return lines.some(({ problems }) => problems.length > 0) ? undefined : lines.map(({ expanded }) => expanded).join('\n')
}

function expandLine({ variables }: Reading, { isCommand }: ConfigValue, line: string): { readonly expanded: string; readonly problems: readonly string[] } {
  const problems: string[] = []
  const names: string[] = []
  const expanded = line.replaceAll(PLACE, (whole, name: string | undefined) => {
    if (name === undefined) return '${'
    if (NAME.test(name) && whole.endsWith('}')) names.push(name)
    else problems.push(`has ${whole}, which is not understood: write \${NAME}, or $\${ for a literal \${`)
    return variables[name] ?? ''
  })
  // A variable may hold the whole line.
  if (names.length > 0 && [line, ...expanded.split('\n')].some(isCommand)) return { expanded, problems: [...problems, ...names.map(describeWord)] }
  const missing = names.filter((name) => variables[name] === undefined)
  return { expanded, problems: [...problems, ...missing.map((name) => `needs the environment variable ${name}, which is not set`)] }
}

function describeWord(name: string): string {
  return [
    `holds \${${name}} in a command, whose words are seen in plans, logs and process lists:`,
    `give ${name} in variables or secrets (the env file) and let the command read it on the host, or write $\${${name}} for a shell there`
  ].join(' ')
}

function refuse(reading: Reading, { name, at }: ConfigValue, problem: string): undefined {
  reading.problems.push(`${reading.at(at)}: ${name} ${problem}`)
  return undefined
}
