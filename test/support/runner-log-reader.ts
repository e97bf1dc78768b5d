import type { RunnerSecretMasker } from './runner-secret-masker.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

const ANNOTATIONS_PER_LEVEL = 10
const ANNOTATION_CHARACTERS = 4096

/** Reads the output of one step as the runner does: obeys workflow commands, masks the rest. */
export class RunnerLogReader {
  readonly commands: WorkflowCommand[] = []
  readonly annotations: Annotation[] = []
  /** Those beyond the limits of a step. */
  readonly droppedAnnotations: Annotation[] = []
  readonly lines: string[] = []
  readonly #masker: RunnerSecretMasker
  readonly #debug: boolean
  #rest = ''
  #stopToken: string | undefined

  constructor(masker: RunnerSecretMasker, debug: boolean) {
    this.#masker = masker
    this.#debug = debug
  }

  /** A line ends at `\r`, `\n` or `\r\n`, as for .NET's StreamReader. */
  feed(chunk: string): void {
    const text = this.#rest + chunk
    // A `\r` at the end may be the first half of `\r\n`.
    const complete = /^[\s\S]*(?:\r\n|\n|\r(?!$))/.exec(text)?.[0] ?? ''
    this.#rest = text.slice(complete.length)
    if (complete !== '') for (const line of complete.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/)) this.#read(line)
  }

  end(): void {
    if (this.#rest !== '') for (const line of this.#rest.replace(/[\r\n]+$/, '').split(/\r\n|\r|\n/)) this.#read(line)
    this.#rest = ''
  }

  get text(): string {
    return this.lines.join('\n')
  }

  #read(line: string): void {
    const command = parseCommand(line)
    if (this.#stopToken !== undefined) {
      if (command?.name === this.#stopToken) this.#stopToken = undefined
      else this.#show(line)
      return
    }
    if (command === undefined) return this.#show(line)
    this.commands.push(command)
    this.#obey(command, line)
  }

  #obey(command: WorkflowCommand, line: string): void {
    const { name, message, properties } = command
    switch (name) {
      case 'add-mask':
        // Not echoed, also with echoing on.
        return this.#masker.add(message)
      case 'debug':
        return this.#debug ? this.#show(`##[debug]${message}`) : undefined
      case 'error':
      case 'warning':
      case 'notice':
        this.#annotate({ level: name, title: this.#masker.mask(properties['title'] ?? ''), message: this.#masker.mask(message) })
        return this.#show(`##[${name}]${message}`)
      case 'group':
      case 'endgroup':
        return this.#show(`##[${name}]${message}`)
      case 'stop-commands':
        this.#stopToken = message
        return
      default:
        return this.#show(line)
    }
  }

  #annotate(annotation: Annotation): void {
    const same = this.annotations.filter(({ level }) => level === annotation.level)
    const list = same.length < ANNOTATIONS_PER_LEVEL ? this.annotations : this.droppedAnnotations
    list.push({ ...annotation, message: annotation.message.slice(0, ANNOTATION_CHARACTERS) })
  }

  #show(line: string): void {
    this.lines.push(this.#masker.mask(line))
  }
}

/** Both syntaxes: `::name key=value::message` after white space only, and the old `##[name key=value;]message` anywhere. */
function parseCommand(line: string): WorkflowCommand | undefined {
  const now = /^[\s\u0085]*::([\w-]+)(?:\s+([^:]*(?::(?!:)[^:]*)*?))?::([\s\S]*)$/.exec(line)
  if (now !== null) return { name: now[1] ?? '', properties: parseProperties(now[2] ?? '', ','), message: unescape(now[3] ?? '') }
  const old = /##\[([\w-]+)(?:\s+([^\]]*))?\](.*)$/.exec(line)
  return old === null ? undefined : { name: old[1] ?? '', properties: parseProperties(old[2] ?? '', ';'), message: unescape(old[3] ?? '') }
}

function parseProperties(text: string, separator: string): Readonly<Record<string, string>> {
  const pairs = text.split(separator).map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)] as const)
  return Object.fromEntries(pairs.filter(([key]) => key !== '').map(([key, value]) => [key, unescape(value)]))
}

function unescape(text: string): string {
  return text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
