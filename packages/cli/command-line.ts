import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { closest, DeployKitError, globalFlags, type Flag } from '../core/index.ts'

/** What the words after `deploy-kit` say. */
export interface CommandLine {
  /** Texts of inputs, by input name. */
  readonly texts: Readonly<Record<string, string>>
  /** Paths of the files whose texts are inputs, by input name. */
  readonly files: Readonly<Record<string, { readonly path: string; readonly flag: string }>>
  readonly globals: GlobalSettings
}

/** The flags that every command has. */
export interface GlobalSettings {
  readonly plan: boolean
  readonly json: boolean
  readonly yes: boolean
  readonly verbose: boolean
  readonly quiet: boolean
  readonly version: boolean
  readonly help: boolean
  readonly config: string | undefined
  readonly environment: string | undefined
  readonly approvedHash: string | undefined
  readonly logFile: string | undefined
}

/** Takes the first word that is neither a flag of every command nor its value. The rest keeps its order. */
export function splitCommand(argv: readonly string[]): { readonly command: string | undefined; readonly rest: readonly string[] } {
  const { tokens } = parseArgs({ args: [...argv], options: toOptions(globalFlags), strict: false, allowPositionals: true, tokens: true })
  const first = tokens.find((token) => token.kind === 'positional')
  if (first === undefined) return { command: undefined, rest: argv }
  return { command: first.value, rest: argv.filter((_, index) => index !== first.index) }
}

/**
 * Reads the flags. `flags` are those of the command's inputs; an input that has the name of a flag of every command
 * (`verbose`) is given by it as well. Throws DK_INPUT_INVALID with every problem.
 */
export function parseCommandLine(argv: readonly string[], flags: readonly Flag[]): CommandLine {
  const all = [...flags, ...globalFlags.filter((flag) => flags.every((known) => known.name !== flag.name))]
  const { tokens } = parseArgs({ args: [...argv], options: toOptions(all), strict: false, allowPositionals: true, tokens: true })
  const found: Found = { values: new Map(), problems: [] }
  for (const token of tokens) {
    if (token.kind === 'option') readOption(found, token, all)
    // The word after an unknown flag is its value, which may be a secret: it is not repeated.
    if (token.kind !== 'positional' || isUnknown(argv[token.index - 1] ?? '', all)) continue
    found.problems.push(`${token.value} is not expected here: inputs are flags${suggestFlag(token.value, all)}`)
  }
  checkRepeated(found)
  if (found.problems.length > 0) throw wrongFlags(found.problems)
  return { ...toInputs(found, flags), globals: toGlobals(found) }
}

interface Found {
  /** Values by flag name, in the order given. */
  readonly values: Map<string, { readonly flag: Flag; readonly texts: string[] }>
  readonly problems: string[]
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function toOptions(flags: readonly Flag[]): ParseArgsOptionsConfig {
  const options: ParseArgsOptionsConfig = {}
  for (const { name, short, placeholder, negatable } of flags) {
    options[name] = { type: placeholder === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) }
    if (negatable) options[`no-${name}`] = { type: 'boolean' }
  }
  return options
}

function isUnknown(word: string, flags: readonly Flag[]): boolean {
  if (!word.startsWith('--') || word.includes('=')) return false
  return flags.every(({ name, negatable }) => word !== `--${name}` && !(negatable && word === `--no-${name}`))
}

function readOption({ values, problems }: Found, { name, rawName, value, inlineValue }: OptionToken, flags: readonly Flag[]): void {
  const flag = flags.find((known) => known.name === name || (known.negatable && `no-${known.name}` === name))
  if (flag === undefined) {
    problems.push(`${rawName} is not known${suggestFlag(name, flags)}`)
    return
  }
  const text = flag.placeholder === undefined ? switchText(flag, name, value) : value
  if (text === undefined || (flag.placeholder !== undefined && inlineValue !== true && /^--?[a-z]/.test(text))) {
    problems.push(flag.placeholder === undefined ? `${rawName} takes no value` : `${rawName} needs a value: ${rawName} ${flag.placeholder}`)
    return
  }
  const earlier = values.get(flag.name)
  if (earlier === undefined) values.set(flag.name, { flag, texts: [text] })
  else earlier.texts.push(text)
}

/** `--x` is true, `--no-x` is false, and `--x=false` is what it says (for scripts that fill in the value). */
function switchText(flag: Flag, name: string, value: string | undefined): string | undefined {
  if (name !== flag.name) return value === undefined ? 'false' : undefined
  if (value === undefined) return 'true'
  return flag.input === undefined ? undefined : value
}

function checkRepeated({ values, problems }: Found): void {
  for (const { flag, texts } of values.values()) {
    if (flag.repeatable || new Set(texts).size < 2) continue
    problems.push(flag.placeholder === undefined ? `--${flag.name} is given both ways` : `--${flag.name} is given more than once`)
  }
}

function suggestFlag(word: string, flags: readonly Flag[]): string {
  const secret = flags.find((flag) => flag.variable !== undefined && flag.input === word)
  if (secret !== undefined) {
    const ways = `--${secret.name} PATH or the environment variable ${secret.variable ?? ''}`
    return `: a secret on the command line could be seen by others; use ${ways}`
  }
  const meant = closest(
    word,
    flags.map((flag) => flag.name)
  )
  return meant === undefined ? '' : `; did you mean --${meant}?`
}

function toInputs({ values }: Found, flags: readonly Flag[]): Pick<CommandLine, 'texts' | 'files'> {
  const texts: Record<string, string> = {}
  const files: Record<string, { path: string; flag: string }> = {}
  for (const { flag, texts: given } of values.values()) {
    if (!flags.includes(flag) || flag.input === undefined) continue
    if (flag.isFile) files[flag.input] = { path: given.at(-1) ?? '', flag: `--${flag.name}` }
    else texts[flag.input] = (flag.repeatable ? given : given.slice(-1)).join('\n')
  }
  return { texts, files }
}

function toGlobals({ values }: Found): GlobalSettings {
  const text = (name: string): string | undefined => values.get(name)?.texts.at(-1)
  const isOn = (name: string): boolean => text(name) === 'true'
  return {
    plan: isOn('plan'),
    json: isOn('json'),
    yes: isOn('yes'),
    verbose: isOn('verbose'),
    quiet: isOn('quiet'),
    version: isOn('version'),
    help: isOn('help'),
    config: text('config'),
    environment: text('environment'),
    approvedHash: text('approved-hash'),
    logFile: text('log-file')
  }
}

function wrongFlags(problems: readonly string[]): DeployKitError {
  const list = problems.map((line) => `\n  - ${line}`).join('')
  const message = problems.length === 1 ? `Wrong flag: ${problems[0]}` : `${problems.length} flags are wrong:${list}`
  return new DeployKitError('DK_INPUT_INVALID', { message, remedy: 'Add --help to the command to see its flags; nothing has been changed' })
}
