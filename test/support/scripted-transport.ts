import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { parseArgv, Secret } from '../../packages/core/index.ts'
import { START_OR_ATTACH_PROGRAM, STOP_STEP_PROGRAM } from '../../packages/engine/journal-programs.ts'
import type { Ending, RunRequest, RunResult, Transport } from '../../packages/engine/transports/transport.ts'

export interface ScriptedReply {
  readonly stdout?: string
  readonly stderr?: string
  /** Default: exit code 0. */
  readonly code?: number
  readonly ending?: Ending
  /** The journal cannot be made, for this reason: the command is not begun. */
  readonly cannotBegin?: string
  /** The command runs until this resolves, or until it is stopped. */
  readonly until?: Promise<unknown>
}

/** What a line answers: always the same, one after the other (the last one stays), or made for the n-th time (from 1). */
export type ScriptedAnswer = ScriptedReply | readonly ScriptedReply[] | ((time: number, request: RunRequest) => ScriptedReply)

export interface ScriptedRun {
  readonly host: string
  /** Of a journaled step: the line that it runs; `stop FOLDER` for the end of one. */
  readonly line: string
  readonly isJournaled: boolean
  readonly stdin: string
  readonly effect: 'read' | 'write'
}

export interface ScriptedOptions {
  /** For several hosts: where all runs are noted in one order. */
  readonly log?: ScriptedRun[]
  /** Numbers (from 1) of runs whose connection is lost instead of answering. */
  readonly loseAt?: readonly number[]
}

/**
 * A host that knows exactly these lines. Any other command is noted in `unexpected` and answered by an Error: tests end
 * with `verify()`. Journaled steps are seen through: rules name the line that the step runs.
 */
export class ScriptedTransport implements Transport {
  readonly host: string
  readonly runs: ScriptedRun[] = []
  readonly unexpected: string[] = []
  isClosed = false
  readonly #rules: readonly (readonly [string | RegExp, ScriptedAnswer])[]
  readonly #options: ScriptedOptions
  readonly #times = new Map<string | RegExp, number>()
  readonly #stops = new Map<string, () => void>()

  constructor(host: string, rules: readonly (readonly [string | RegExp, ScriptedAnswer])[], options: ScriptedOptions = {}) {
    this.host = host
    this.#rules = rules
    this.#options = options
  }

  get lines(): readonly string[] {
    return this.runs.map(({ line }) => line)
  }

  /** Fails the test when a command was run that is not in the script. */
  verify(): void {
    if (this.unexpected.length > 0) throw new Error(`Unexpected commands on ${this.host}:\n${this.unexpected.join('\n')}`)
  }

  async run(request: RunRequest): Promise<RunResult> {
    const journaled = readJournaled(request.line)
    const line = journaled?.line ?? request.line
    const run = { host: this.host, line, isJournaled: journaled?.kind === 'start', stdin: await readStdin(request), effect: request.effect ?? 'write' }
    this.runs.push(run)
    this.#options.log?.push(run)
    if (this.#options.loseAt?.includes(this.runs.length) === true) return finish({ kind: 'connection-lost', sent: true })
    if (journaled?.kind === 'stop') {
      this.#stops.get(journaled.folder)?.()
      return finish({ kind: 'exited', code: 0 })
    }
    const reply = this.#findReply(line, request)
    if (journaled === undefined) return await answer(reply, request)
    const stopped = new Promise<void>((resolve) => this.#stops.set(journaled.folder, resolve))
    return await answerJournaled(reply, request, { marker: journaled.marker, stopped })
  }

  forward(): Promise<Duplex> {
    return Promise.reject(new Error('A scripted host has no network'))
  }

  close(): Promise<void> {
    this.isClosed = true
    return Promise.resolve()
  }

  #findReply(line: string, request: RunRequest): ScriptedReply {
    const rule = this.#rules.find(([pattern]) => (typeof pattern === 'string' ? pattern === line : pattern.test(line)))
    if (rule === undefined) {
      this.unexpected.push(line)
      throw new Error(`Unexpected command on ${this.host}: ${line}`)
    }
    const [pattern, answers] = rule
    const time = (this.#times.get(pattern) ?? 0) + 1
    this.#times.set(pattern, time)
    if (typeof answers === 'function') return answers(time, request)
    return isList(answers) ? (answers[Math.min(time, answers.length) - 1] ?? {}) : answers
  }
}

type Journaled =
  | { readonly kind: 'start'; readonly folder: string; readonly line: string; readonly marker: string }
  | { readonly kind: 'stop'; readonly folder: string; readonly line: string; readonly marker: string }

function readJournaled(line: string): Journaled | undefined {
  if (!line.includes('deploy-kit')) return undefined
  const [, , program, , folder = '', , , inner = '', , marker = ''] = parseArgv(line)
  if (program === START_OR_ATTACH_PROGRAM) return { kind: 'start', folder, line: inner, marker }
  return program === STOP_STEP_PROGRAM ? { kind: 'stop', folder, line: `stop ${folder}`, marker: '' } : undefined
}

async function answer(reply: ScriptedReply, request: RunRequest): Promise<RunResult> {
  const { stdout = '', stderr = '', code = 0, ending = { kind: 'exited', code }, until } = reply
  const aborted = new Promise<'aborted'>((resolve) => request.signal?.addEventListener('abort', () => resolve('aborted'), { once: true }))
  if (until !== undefined && (await Promise.race([until, aborted])) === 'aborted') return finish({ kind: 'cancelled' })
  if (stdout !== '') request.onStdout?.(Buffer.from(stdout))
  if (stderr !== '') request.onStderr?.(Buffer.from(stderr))
  return finish(ending, stdout, stderr)
}

interface JournalOfStep {
  readonly marker: string
  readonly stopped: Promise<void>
}

async function answerJournaled(reply: ScriptedReply, request: RunRequest, { marker, stopped }: JournalOfStep): Promise<RunResult> {
  const { stdout = '', stderr = '', code = 0, ending = { kind: 'exited', code }, until } = reply
  if (ending.kind === 'connection-lost') return finish(ending)
  if (reply.cannotBegin !== undefined) {
    request.onStdout?.(Buffer.from(`\n${marker}\nc\n`))
    request.onStderr?.(Buffer.from(`${reply.cannotBegin}\n`))
    return finish({ kind: 'exited', code: 0 })
  }
  const wasStopped = until !== undefined && (await Promise.race([until.then(() => false), stopped.then(() => true)]))
  const status = ending.kind === 'exited' ? `x ${wasStopped ? 143 : ending.code}` : 'u'
  const frame = (kind: string, text: string): string => (text === '' ? '' : `${kind} ${Buffer.byteLength(text)}\n${text}`)
  request.onStdout?.(Buffer.from(`\n${marker}\n${frame('o', stdout)}${frame('e', stderr)}${status}\n`))
  return finish({ kind: 'exited', code: 0 })
}

function finish(ending: Ending, stdout = '', stderr = ''): RunResult {
  return { ending, stdout, stderr, durationMs: 1 }
}

async function readStdin({ stdin }: RunRequest): Promise<string> {
  if (stdin === undefined) return ''
  if (stdin instanceof Readable) return await text(stdin)
  return stdin instanceof Secret ? stdin.reveal() : Buffer.from(stdin).toString('utf8')
}

function isList(answers: ScriptedAnswer): answers is readonly ScriptedReply[] {
  return Array.isArray(answers)
}
