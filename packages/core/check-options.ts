import { closest } from './closest.ts'
import { parseDuration } from './duration.ts'

const NAMES = {
  http: ['status', 'body', 'header', 'tls-days', 'from', 'server-name', 'unsafe-skip-tls-check', 'service', 'timeout'],
  tcp: ['from', 'service', 'timeout'],
  command: ['output', 'service', 'timeout'],
  process: ['timeout'],
  file: ['max-age', 'service', 'timeout'],
  log: ['without', 'max-age', 'service', 'timeout'],
  postgres: ['user', 'database', 'timeout'],
  redis: ['timeout'],
  s3: ['timeout'],
  celery: ['app', 'node', 'timeout'],
  flower: ['timeout'],
  prometheus: ['timeout'],
  grafana: ['timeout']
} as const satisfies Readonly<Record<string, readonly string[]>>

export type CheckKind = keyof typeof NAMES

/** As Compose has it. */
export const SERVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

export function optionNames(kind: CheckKind): readonly string[] {
  return NAMES[kind]
}

/** The `name=value` words of one check. What is wrong with them goes to `problems`; readers then return undefined. */
export class CheckOptions {
  readonly #values = new Map<string, readonly string[]>()
  readonly #problems: string[]

  constructor(kind: CheckKind, words: readonly string[], problems: string[]) {
    this.#problems = problems
    for (const word of words) this.#add(kind, word)
  }

  #add(kind: CheckKind, word: string): void {
    const name = /^([a-z][a-z-]*)=/.exec(word)?.[1]
    const known = optionNames(kind)
    if (name === undefined) {
      this.#problems.push(`has an unexpected word ${JSON.stringify(word)}: options are written name=value; quote texts with blanks`)
    } else if (!known.includes(name)) {
      const suggestion = closest(name, known)
      const hint = suggestion === undefined ? `it has ${known.join(', ')}` : `did you mean ${suggestion}?`
      this.#problems.push(`${name} is not an option of ${kind}; ${hint}`)
    } else {
      const values = this.#values.get(name) ?? []
      if (values.length > 0 && name !== 'without') this.#problems.push(`${name} is given twice`)
      this.#values.set(name, [...values, word.slice(name.length + 1)])
    }
  }

  texts(name: string): readonly string[] {
    return (this.#values.get(name) ?? []).flatMap((value) => this.#check(name, value, (text) => (text === '' ? undefined : text)) ?? [])
  }

  text(name: string): string | undefined {
    return this.texts(name)[0]
  }

  /** The service whose containers are asked. */
  service(): string | undefined {
    return this.#read('service', (text) => (SERVICE_NAME.test(text) ? text : undefined))
  }

  from(): 'runner' | 'host' | undefined {
    return this.#read('from', (text) => (text === 'runner' || text === 'host' ? text : undefined))
  }

  flag(name: string): boolean {
    return this.#read(name, (text) => (text === 'true' ? true : undefined)) ?? false
  }

  integer(name: string): number | undefined {
    return this.#read(name, (text) => (/^\d{1,5}$/.test(text) ? Number(text) : undefined))
  }

  /** More than nothing. */
  duration(name: string): number | undefined {
    return this.#read(name, (text) => parseDuration(text) || undefined)
  }

  header(name: string): { readonly name: string; readonly text: string } | undefined {
    return this.#read(name, (text) => {
      const match = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*(.*)$/.exec(text)
      return match ? { name: (match[1] ?? '').toLowerCase(), text: match[2] ?? '' } : undefined
    })
  }

  statuses(name: string): readonly (readonly [number, number])[] | undefined {
    return this.#read(name, (text) => {
      const ranges = text.split(',').map(parseStatusRange)
      return ranges.every((range) => range !== undefined) ? ranges : undefined
    })
  }

  #read<T>(name: string, parse: (text: string) => T | undefined): T | undefined {
    const value = this.#values.get(name)?.[0]
    return value === undefined ? undefined : this.#check(name, value, parse)
  }

  #check<T>(name: string, value: string, parse: (text: string) => T | undefined): T | undefined {
    const parsed = parse(value)
    if (parsed === undefined) this.#problems.push(`${name}=${value} is wrong: write ${EXAMPLES[name] ?? `${name}=TEXT`}`)
    return parsed
  }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  from: 'from=runner or from=host',
  timeout: 'timeout=5s',
  'max-age': 'max-age=60s',
  service: 'service=NAME, as it is in the compose file',
  app: 'app=video.tasks',
  node: 'node=video@%h',
  'tls-days': 'tls-days=14',
  header: 'header="x-version: 3"',
  status: 'status=200-299 or status=200,404',
  'unsafe-skip-tls-check': 'unsafe-skip-tls-check=true, or leave it out'
}

function parseStatusRange(text: string): readonly [number, number] | undefined {
  const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(text.trim())
  if (!match) return undefined
  const first = Number(match[1])
  const last = Number(match[2] ?? first)
  return first <= last ? [first, last] : undefined
}
