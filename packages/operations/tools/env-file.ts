import { createHash } from 'node:crypto'
import { DeployKitError, query, script, Secret, type Command, type Query } from '../../core/index.ts'

/** Names and values of an environment, in the order in which they are written. */
export type Variables = ReadonlyMap<string, string>

export interface EnvSources {
  /** A committed template such as `.env.production.example`: its names are required, its values are defaults. */
  readonly template: string | undefined
  readonly variables: Variables
  readonly secrets: Variables
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Values in a template that only hold a place. */
const PLACEHOLDER = /^(<.*>|change[-_ ]?me|todo|xxx+)$/i

/**
 * The environment of a release: the template's names in its order, then the given variables that it does not name.
 * Given values win over the template's. Of the secrets only those are taken that the template names (all of them without
 * a template): a whole secret store must not land on the server.
 *
 * Throws DK_ENV_INCOMPLETE that lists every name without a value.
 */
export function composeEnvironment({ template, variables, secrets }: EnvSources): Variables {
  const named = template === undefined ? new Map<string, string>() : parseVariables(template, 'The env template')
  const composed = new Map<string, string>()
  const missing: string[] = []
  for (const [name, preset] of named) {
    const value = secrets.get(name) ?? variables.get(name) ?? (PLACEHOLDER.test(preset) ? undefined : preset)
    if (value === undefined || value === '') missing.push(name)
    else composed.set(name, value)
  }
  if (missing.length > 0) throw incomplete(missing)
  for (const [name, value] of [...variables, ...(template === undefined ? secrets : [])]) composed.set(name, value)
  return composed
}

function incomplete(missing: readonly string[]): DeployKitError {
  return new DeployKitError('DK_ENV_INCOMPLETE', {
    message: `The env template names ${missing.length === 1 ? 'a variable that has' : `${missing.length} variables that have`} no value: ${missing.join(', ')}`,
    remedy: 'Give them in the inputs `variables` or `secrets`, or a default in the template'
  })
}

/**
 * `KEY=VALUE` lines (with `export`, quotes and `#` comments as in .env files) or a JSON object of strings.
 * Throws DK_INPUT_INVALID that names the line, never its value.
 */
export function parseVariables(text: string, origin: string): Variables {
  try {
    return readVariables(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DeployKitError('DK_INPUT_INVALID', { message: `${origin} ${error.message}`, remedy: 'Write KEY=VALUE lines, or a JSON object of texts' })
  }
}

/** What is wrong with such a text, or undefined; for the \`check\` of an input. */
export function findVariablesProblem(text: string): string | undefined {
  try {
    readVariables(text)
    return undefined
  } catch (error) {
    return error instanceof RangeError ? `${error.message}: write KEY=VALUE lines, or a JSON object of texts` : String(error)
  }
}

function readVariables(text: string): Variables {
  return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLines(text)
}

function parseJsonVariables(text: string): Variables {
  const value = parseJson(text)
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {})
  return new Map(
    entries.map(([name, member]) => {
      if (!NAME.test(name)) throw new RangeError(`has a name that no variable can have: ${JSON.stringify(name)}`)
      if (typeof member !== 'string' && typeof member !== 'number' && typeof member !== 'boolean') throw new RangeError(`has no text for ${name}`)
      if (String(member).includes('\0')) throw new RangeError(`has a NUL character in ${name}, which no file of variables can hold`)
      return [name, String(member)]
    })
  )
}

/** Of the words of JSON.parse only the place is told: they quote the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
    throw new RangeError(`is not valid JSON${line === undefined ? '' : ` (line ${line}, column ${column})`}`)
  }
}

const LINE = /^(?:export\s+)?(?<name>[^=\s]+)\s*=\s*(?:'(?<single>[^']*)'(?:[ \t]+#.*)?|"(?<double>(?:[^"\\]|\\[\s\S])*)"(?:[ \t]+#.*)?|(?<plain>[^\n]*?))[ \t]*$/

function parseLines(text: string): Variables {
  const variables = new Map<string, string>()
  for (const { line, number } of joinQuotedLines(text)) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    if (findOpenQuote(line) !== undefined) throw new RangeError(`has a quote that is not closed in line ${number}`)
    const groups = LINE.exec(line.trim())?.groups
    const name = groups?.['name']
    if (groups === undefined || name === undefined || !NAME.test(name)) throw new RangeError(`is not KEY=VALUE in line ${number}`)
    variables.set(name, readValue(groups))
  }
  return variables
}

function readValue({ single, double, plain }: Readonly<Record<string, string | undefined>>): string {
  if (single !== undefined) return single
  if (double !== undefined) return double.replaceAll(/\\([\s\S])/g, (_, character: string) => (character === 'n' ? '\n' : character))
  return (plain ?? '').replace(/(^|\s)#.*$/, '').trim()
}

interface Entry {
  readonly line: string
  /** Of its first line, from 1. */
  readonly number: number
}

/** A quoted value may go on over several lines (a key in PEM). */
function joinQuotedLines(text: string): readonly Entry[] {
  const entries: Entry[] = []
  for (const [index, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
    const last = entries.at(-1)
    const isOpen = last !== undefined && findOpenQuote(last.line) !== undefined
    if (isOpen) entries[entries.length - 1] = { ...last, line: `${last.line}\n${line}` }
    else entries.push({ line, number: index + 1 })
  }
  return entries
}

function findOpenQuote(line: string): string | undefined {
  const value = /^\s*(?:export\s+)?[^=\s#]+\s*=\s*(['"])([\s\S]*)$/.exec(line)
  const [, quote, rest = ''] = value ?? []
  if (quote === undefined) return undefined
  const closed = quote === "'" ? rest.includes("'") : /(^|[^\\])(\\\\)*"/.test(rest)
  return closed ? undefined : quote
}

/** The text of an env file that Compose, systemd, dotenv and `node --env-file` read alike. */
export function renderEnvironment(variables: Variables): string {
  return [...variables].map(([name, value]) => `${name}=${quoteValue(value)}\n`).join('')
}

function quoteValue(value: string): string {
  if (/^[A-Za-z0-9_@%+:,./=-]*$/.test(value)) return value
  if (!value.includes("'")) return `'${value}'`
  return `"${value.replaceAll(/[\\"$`]/g, '\\$&')}"`
}

/** What is known of the environment of the live release. It is compared in memory and never printed. */
export interface LiveEnvironment {
  /** SHA-256 of the file, hex; undefined when there is none. */
  readonly sha256: string | undefined
  readonly names: readonly string[]
}

export function readLiveEnvironment(environments: string, current: string): Query<LiveEnvironment> {
  return query(script(READ_ENVIRONMENT_PROGRAM, [environments, current]), ({ stdout }) => {
    const [sha256 = '', ...names] = stdout.split('\n').filter((line) => line !== '')
    return { sha256: sha256 === '' ? undefined : sha256, names }
  })
}

const READ_ENVIRONMENT_PROGRAM = `
live=$(readlink "$2" 2>/dev/null) || exit 0
live=\${live%/}
version=$(cat "$1/\${live##*/}.version" 2>/dev/null) || exit 0
[ -f "$1/$version.env" ] || exit 0
sha256sum < "$1/$version.env" | cut -d ' ' -f 1
sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p' "$1/$version.env"
`

export function digestEnvironment(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** An env file that is to be written. */
export interface EnvironmentText {
  readonly text: string
  /** Its values that are secret: the others may be printed. */
  readonly secrets: readonly string[]
}

/** Writes a version of the env file, 0600, whole or not at all. */
export function writeEnvironment(folder: string, version: string, { text, secrets }: EnvironmentText): Command {
  return script(WRITE_ENVIRONMENT_PROGRAM, [folder, version], { stdin: new Secret('environment', text, secrets) })
}

const WRITE_ENVIRONMENT_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
chmod 700 "$1"
cat > "$1/$2.env.partial"
mv -f "$1/$2.env.partial" "$1/$2.env"
`
