import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit, type Alias, type Pair, type YAMLMap } from 'yaml'
import { closest, DeployKitError, type InputDefinitions, type InputSource } from '../core/index.ts'
import { renderConfigValue, type Located, type Reading } from './config-value.ts'

export interface ConfigFileOptions {
  /** The name of the file, for messages. */
  readonly file: string
  /** Which section of `environments` comes before the top level. */
  readonly environment?: string | undefined
  /** What `${NAME}` reads. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly definitions: InputDefinitions
  /** Inputs of other operations: the file serves them all, so these are passed over. */
  readonly otherNames?: readonly string[]
  /** Inputs that a flag or an action input has already set: their `${NAME}` need not exist. */
  readonly given?: readonly string[]
}

/**
 * The inputs in a `deploy-kit.yml`: first the section of the environment, then the top level.
 *
 * `${NAME}` in a value is the variable of that name, put in after the YAML was read, so that its text can never be
 * read as YAML; `$${NAME}` stays `${NAME}`. Lists, maps, numbers and booleans become the text that the input's parser
 * expects. Throws DK_CONFIG_INVALID with every problem and its line and column.
 */
export function parseConfigFile(text: string, options: ConfigFileOptions): readonly InputSource[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const reading: FileReading = { ...options, document, problems: [], at: (node) => locate(options.file, lines, node?.range?.[0] ?? 0) }
  for (const error of document.errors) reading.problems.push(`${locate(options.file, lines, error.pos[0])}: ${error.message}`)
  visit(document, { Alias: (_, alias) => checkAlias(reading, alias) })
  const sources = reading.problems.length > 0 ? [] : readSections(reading)
  if (reading.problems.length > 0) throw invalidConfig(options.file, reading.problems)
  return sources
}

/** Every input name that the file uses, in any section; none when it is not YAML. Never throws. */
export function listConfigKeys(text: string): readonly string[] {
  const root: unknown = parseDocument(text, { stringKeys: true }).contents
  const keys = (node: unknown): readonly string[] => (isMap(node) ? node.items.map(nameOf) : [])
  const sections = isMap(root) ? root.items.filter((pair) => nameOf(pair) === ENVIRONMENTS).map((pair) => pair.value) : []
  const inSections = sections.flatMap((section) => (isMap(section) ? section.items.flatMap((pair) => keys(pair.value)) : []))
  return [...keys(root).filter((key) => key !== ENVIRONMENTS), ...inSections]
}

type FileReading = Reading & ConfigFileOptions

const ENVIRONMENTS = 'environments'

function readSections(reading: FileReading): readonly InputSource[] {
  const { document, problems } = reading
  const root = document.contents
  if (root === null || (isScalar(root) && root.value === null)) return chooseNothing(reading)
  if (!isMap(root)) {
    problems.push(`${reading.at(root)}: must be a map of inputs, as in "host: web1.example.com"`)
    return []
  }
  const environment = findEnvironment(reading, root)
  const chosen = environment === undefined ? [] : [readSection(reading, environment, `${ENVIRONMENTS}.${reading.environment ?? ''}.`)]
  const overridden = [...(reading.given ?? []), ...chosen.flatMap((source) => Object.keys(source.texts))]
  return [...chosen, readSection({ ...reading, given: overridden }, root, '')]
}

/** An alias of nothing would otherwise be read as an absent value. */
function checkAlias(reading: FileReading, alias: Alias): void {
  if (alias.resolve(reading.document) !== undefined) return
  reading.problems.push(`${reading.at(asLocated(alias))}: there is no anchor &${alias.source}`)
}

function chooseNothing(reading: FileReading): readonly InputSource[] {
  if (reading.environment !== undefined) reading.problems.push(unknownEnvironment(reading.file, reading.environment, []))
  return []
}

function findEnvironment(reading: FileReading, root: YAMLMap): YAMLMap | undefined {
  const pair = root.items.find((item) => nameOf(item) === ENVIRONMENTS)
  const sections = pair === undefined ? undefined : resolve(reading, pair.value)
  if (sections !== undefined && !isMap(sections)) {
    const place = reading.at(asLocated(pair?.value) ?? asLocated(pair?.key))
    reading.problems.push(`${place}: environments must be a map, as in "environments: {production: {host: web1}}"`)
    return undefined
  }
  for (const section of sections?.items ?? []) checkSection(reading, section)
  if (reading.environment === undefined) return undefined
  const chosen = sections?.items.find((item) => nameOf(item) === reading.environment)
  if (chosen === undefined) {
    const where = pair === undefined ? reading.file : reading.at(asLocated(pair.key))
    reading.problems.push(unknownEnvironment(where, reading.environment, (sections?.items ?? []).map(nameOf)))
    return undefined
  }
  const section = resolve(reading, chosen.value)
  return isMap(section) ? section : undefined
}

/** Every section is checked, also those that are not used: a mistake in `production` should not wait for its day. */
function checkSection(reading: FileReading, pair: Pair): void {
  const section = resolve(reading, pair.value)
  if (isMap(section)) {
    if (nameOf(pair) !== reading.environment) checkNames(reading, section, [])
    return
  }
  if (section !== null && section !== undefined && !(isScalar(section) && section.value === null)) {
    reading.problems.push(`${reading.at(asLocated(pair.value))}: environments.${nameOf(pair)} must be a map of inputs`)
  }
}

function readSection(reading: FileReading, section: YAMLMap, prefix: string): InputSource {
  checkNames(reading, section, prefix === '' ? [ENVIRONMENTS] : [])
  const texts: Record<string, string> = {}
  const places: Record<string, string> = {}
  for (const pair of section.items) {
    const name = nameOf(pair)
    const input = Object.hasOwn(reading.definitions, name) ? reading.definitions[name] : undefined
    if (input === undefined || (reading.given ?? []).includes(name)) continue
    const key = asLocated(pair.key)
    const at = asLocated(pair.value) ?? key
    const text = renderConfigValue(reading, { ...input, name: `${prefix}${name}`, node: resolve(reading, pair.value), at })
    if (text === undefined) continue
    texts[name] = text
    places[name] = `${reading.at(key)} (${prefix}${name})`
  }
  return { texts, describe: (name) => places[name] ?? `${reading.file} (${prefix}${name})` }
}

function checkNames(reading: FileReading, section: YAMLMap, reserved: readonly string[]): void {
  const known = [...Object.keys(reading.definitions), ...(reading.otherNames ?? []), ...reserved]
  for (const pair of section.items) {
    const name = nameOf(pair)
    if (Object.hasOwn(reading.definitions, name) && reading.definitions[name]?.isTyped === true) {
      reading.problems.push(`${reading.at(asLocated(pair.key))}: ${name} is typed for each run, and cannot stand in a file`)
    }
    if (known.includes(name)) continue
    const meant = closest(name, known)
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`
    reading.problems.push(`${reading.at(asLocated(pair.key))}: ${name} is not known${hint}`)
  }
}

function unknownEnvironment(where: string, name: string, known: readonly string[]): string {
  const meant = closest(name, known)
  const list = known.length === 0 ? 'the file has no environments' : `known are ${known.join(', ')}`
  return `${where}: there is no environment ${name}: ${list}${meant === undefined ? '' : `; did you mean ${meant}?`}`
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
}

function resolve(reading: FileReading, node: unknown): unknown {
  return isAlias(node) ? node.resolve(reading.document) : node
}

function asLocated(node: unknown): Located | undefined {
  return typeof node === 'object' && node !== null && 'range' in node ? (node as Located) : undefined
}

function locate(file: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset)
  return `${file}:${line}:${col}`
}

function invalidConfig(file: string, problems: readonly string[]): DeployKitError {
  const message =
    problems.length === 1
      ? `The configuration is wrong: ${problems[0]}`
      : `The configuration has ${problems.length} problems:\n${problems.map((line) => `  - ${line}`).join('\n')}`
  return new DeployKitError('DK_CONFIG_INVALID', { message, remedy: `Correct ${file}; nothing has been changed on any host` })
}
