import { parseArgv } from './argv.ts'
import { parseDuration } from './duration.ts'
import { Secret } from './secret.ts'
import { parseSize } from './size.ts'

export type InputKind = 'text' | 'secret' | 'boolean' | 'integer' | 'duration' | 'size' | 'choice' | 'list' | 'argv'

/**
 * One declared input: the source of its type, its parser, `action.yml`, the flag and its help, the README tables,
 * the JSON schema of `deploy-kit.yml` and the inputs of the reusable workflows.
 */
export interface Input<T> {
  readonly kind: InputKind
  /** Whole sentences, for people. */
  readonly description: string
  /** Shown in help and tables; must parse. */
  readonly example: string | undefined
  /** As it would be written by a user; must parse. */
  readonly default: string | undefined
  readonly required: boolean
  readonly choices: readonly string[]
  /** Heading under which help and tables show it. */
  readonly group: InputGroup
  /**
   * Whether this text, or this item of a list, becomes the words of a command: they are seen in plans, logs and process lists,
   * so the configuration file may not put environment variables into them.
   */
  readonly isCommand: (item: string) => boolean
  /** Whether it is given anew for each run, by whoever starts it: the configuration file may not answer for them. */
  readonly isTyped: boolean
  /** Of a secret: the environment variable that gives it, where other tools have a name for that. */
  readonly variable: string | undefined
  /** Throws RangeError whose message completes "host: ...". */
  readonly parse: (text: string) => T
}

export type InputGroup = 'Connection' | 'Source' | 'Target' | 'Environment' | 'Commands' | 'Strategy' | 'Health' | 'Backup' | 'Behaviour'

export type InputDefinitions = Readonly<Record<string, Input<unknown>>>

export type InputValues<I extends InputDefinitions> = { readonly [K in keyof I]: I[K] extends Input<infer T> ? T : never }

export interface InputOptions<T> {
  readonly description: string
  readonly group: InputGroup
  readonly example?: string
  /** Returns what is wrong with the value ("must be absolute"), or undefined. */
  readonly check?: (value: T) => string | undefined
  /** Default: never, but for `argv` always. */
  readonly isCommand?: (item: string) => boolean
  /** Default: false. */
  readonly isTyped?: boolean
  /** Default for a secret: `DEPLOY_KIT_` and its name, on the command line only. */
  readonly variable?: string
}

type Presence = { readonly required: true } | { readonly default: string } | { readonly required?: false }

/** With `required: true` or a default the value is always there; otherwise it may be undefined. */
type Present<T, P extends Presence> = P extends { required: true } | { default: string } ? T : T | undefined

type Builder<T> = <const P extends Presence>(options: InputOptions<T> & P) => Input<Present<T, P>>

/** Keeps the literal types of a set of inputs. */
export function defineInputs<const I extends InputDefinitions>(inputs: I): I {
  return inputs
}

export const text: Builder<string> = (options) => build('text', options, (value) => value)

/** Never printed; on the command line only from an environment variable or a file, never from a flag's value. */
export const secret: Builder<Secret> = (options) => build('secret', options, (value) => new Secret('input', value))

export const boolean: Builder<boolean> = (options) => build('boolean', options, parseBoolean)

export const duration: Builder<number> = (options) =>
  build('duration', options, (value) => required(parseDuration(value), `is not a duration: ${value} (write 90s, 2m or 1h30m)`))

export const size: Builder<number> = (options) =>
  build('size', options, (value) => required(parseSize(value), `is not a size: ${value} (write 500M or 2GiB)`))

/** One item a line, or separated by commas when there is only one line. Empty items and `#` comment lines are dropped. */
export const list: Builder<readonly string[]> = (options) => build('list', options, parseList)

/** One item a line, also when there is only one: for items that hold commas. Empty lines and `#` comment lines are dropped. */
export const lines: Builder<readonly string[]> = (options) => build('list', options, (value) => cleanItems(value.split('\n')))

/** A program and its arguments: words with quotes as in a shell but without expansion, or a JSON array of strings. */
export const argv: Builder<readonly string[]> = (options) => build('argv', { ...options, isCommand: () => true }, parseArgv)

export function integer<const P extends Presence>(
  options: InputOptions<number> & P & { readonly min: number; readonly max: number }
): Input<Present<number, P>> {
  const { min, max } = options
  return build('integer', options, (value) => {
    const number = /^-?\d+$/.test(value) ? Number(value) : undefined
    if (number === undefined || number < min || number > max) {
      throw new RangeError(`must be a whole number from ${min} to ${max}, not ${value}`)
    }
    return number
  })
}

export function choice<const C extends readonly string[], const P extends Presence>(
  choices: C,
  options: InputOptions<C[number]> & P
): Input<Present<C[number], P>> {
  const parse = (value: string): C[number] =>
    required(choices.find((known) => known === value), `must be one of ${choices.join(', ')}, not ${value}`)
  return { ...build('choice', options, parse), choices }
}

function build<T, const P extends Presence>(
  kind: InputKind,
  options: InputOptions<T> & P,
  parse: (text: string) => T
): Input<Present<T, P>> {
  const presence: { required?: boolean; default?: string } = options
  const input: Input<T> = {
    kind,
    description: options.description,
    example: options.example,
    default: presence.default,
    required: presence.required === true,
    choices: [],
    group: options.group,
    isCommand: options.isCommand ?? (() => false),
    isTyped: options.isTyped === true,
    variable: options.variable,
    parse: (value) => checked(parse(value), options.check)
  }
  // The parser only runs on present values; absence is decided by `required` and `default`.
  return input
}

function checked<T>(value: T, check: ((value: T) => string | undefined) | undefined): T {
  const problem = check?.(value)
  if (problem !== undefined) throw new RangeError(problem)
  return value
}

function required<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new RangeError(problem)
  return value
}

function parseBoolean(value: string): boolean {
  if (/^(true|yes|on|1)$/i.test(value)) return true
  if (/^(false|no|off|0)$/i.test(value)) return false
  throw new RangeError(`must be true or false, not ${value}`)
}

function parseList(value: string): readonly string[] {
  const items = value.includes('\n') ? value.split('\n') : value.split(',')
  return cleanItems(items)
}

function cleanItems(items: readonly string[]): readonly string[] {
  return items.map((item) => item.trim()).filter((item) => item !== '' && !item.startsWith('#'))
}
