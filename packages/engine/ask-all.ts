import { randomUUID } from 'node:crypto'
import { DeployKitError, render, type Answer, type Command, type Queries, type Query } from '../core/index.ts'
import { findEndingError } from './ending-error.ts'
import { runRepeatable } from './run-repeatable.ts'
import { readSignal } from './signals.ts'
import type { Transport } from './transports/transport.ts'

/** One argument of a process may have 128 KiB on Linux; the shell line is one. */
const MAX_SCRIPT_BYTES = 96 * 1024
const TIMEOUT_SECONDS = 300
/** A manifest of many thousand files is an answer too. */
const KEEP_BYTES = 128 * 1024 * 1024

export interface AskOptions {
  readonly signal?: AbortSignal | undefined
  /** Something of the login profile printed before the first answer. */
  readonly onNoise?: ((text: string) => void) | undefined
}

/**
 * Asks many questions in one round trip: one script on one channel, each question in a subshell of its own, its output
 * framed by lines with a random marker. So neither the end of an output nor a chatty login profile is taken for an answer.
 *
 * Throws DeployKitError: when the host cannot be asked, and what the parsers of the queries throw.
 */
export async function askAll<T>(transport: Transport, queries: Queries<T>, options: AskOptions = {}): Promise<T> {
  const asked: (readonly [string, Query<unknown>])[] = Object.entries(queries)
  const commands = asked.map(([, { command }]) => command)
  const answers = (await Promise.all(splitIntoScripts(commands).map((part) => answerScript(transport, part, options)))).flat()
  const facts = asked.map(([name, { parse }], index) => [name, parseAnswer(parse, answers[index], { name, host: transport.host })])
  // Each fact has the type of the query of its name.
  return Object.fromEntries(facts) as T
}

interface HostAnswer extends Answer {
  readonly stderr: string
}

function splitIntoScripts(commands: readonly Command[]): readonly (readonly string[])[] {
  const scripts: string[][] = []
  let sizeBytes = Infinity
  for (const command of commands) {
    const { line, stdin } = render(command)
    if (stdin !== undefined) throw new RangeError('A query has no standard input')
    // The size as it will be once the line is a quoted word of another line.
    const lineBytes = Buffer.byteLength(line) + 200
    if (sizeBytes + lineBytes > MAX_SCRIPT_BYTES) {
      scripts.push([])
      sizeBytes = 0
    }
    scripts.at(-1)?.push(line)
    sizeBytes += lineBytes
  }
  return scripts
}

async function answerScript(transport: Transport, lines: readonly string[], { signal, onNoise }: AskOptions): Promise<readonly HostAnswer[]> {
  const marker = randomUUID()
  const line = lines
    .map((query) => `printf '\\n%s\\n' ${marker}; printf '\\n%s\\n' ${marker} >&2; ( ${query} ) </dev/null; printf '\\n%s\\n' "${marker} $?"`)
    .join('; ')
  const result = await runRepeatable(transport, { line, effect: 'read', timeoutSeconds: TIMEOUT_SECONDS, keepStdoutBytes: KEEP_BYTES, signal })
  const [noise = '', ...framed] = result.stdout.split(`\n${marker}\n`)
  const [, ...complaints] = result.stderr.split(`\n${marker}\n`)
  if (framed.length > 0 && noise.trim() !== '') onNoise?.(noise.trim())
  const answers = framed.map((frame, index) => readFrame(frame, marker, complaints[index] ?? ''))
  const whole = answers.filter((answer) => answer !== undefined)
  if (whole.length === lines.length) return whole
  const error = findEndingError(result, { title: 'Look at the host', host: transport.host })
  throw error ?? silent(transport.host, result.stderr)
}

/** Undefined when the query was not answered to its end. */
function readFrame(frame: string, marker: string, stderr: string): HostAnswer | undefined {
  const at = frame.lastIndexOf(`\n${marker} `)
  if (at < 0) return undefined
  return { stdout: frame.slice(0, at), exitCode: Number(frame.slice(at + marker.length + 2).trim()), stderr }
}

/** A shell that is none (`/usr/sbin/nologin`, a restricted menu) ends well and answers nothing. */
function silent(host: string, stderr: string): DeployKitError {
  return new DeployKitError('DK_COMMAND_UNKNOWN_END', {
    message: `${host} did not answer as a POSIX shell does`,
    remedy: 'Give the deploy user an ordinary login shell, without forced command',
    host,
    stderrTail: stderr.trim() === '' ? undefined : stderr.trim()
  })
}

interface Question {
  readonly name: string
  readonly host: string
}

function parseAnswer(parse: (answer: Answer) => unknown, answer: HostAnswer | undefined, { name, host }: Question): unknown {
  if (answer === undefined) throw silent(host, '')
  const { stderr, ...told } = answer
  const signal = readSignal(answer.exitCode)
  const killed = signal === undefined ? undefined : findEndingError({ ending: { kind: 'signalled', signal }, stderr }, { title: `Find ${name}`, host })
  if (killed !== undefined) throw killed
  try {
    return parse(told)
  } catch (error) {
    if (!(error instanceof DeployKitError)) throw error
    throw new DeployKitError(error.code, {
      message: error.message,
      remedy: error.remedy,
      step: error.step,
      host: error.host ?? host,
      exitCode: error.exitCode ?? (answer.exitCode === 0 ? undefined : answer.exitCode),
      stderrTail: error.stderrTail ?? (stderr.trim() === '' ? undefined : stderr.trim()),
      cause: error.cause
    })
  }
}
