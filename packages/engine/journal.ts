import { randomUUID } from 'node:crypto'
import { render, script, Secret } from '../core/index.ts'
import type { Clock } from './clock.ts'
import { findEndingError } from './ending-error.ts'
import { JournalFrames } from './journal-frames.ts'
import { JOURNALED_STEP_PROGRAM, START_OR_ATTACH_PROGRAM, STOP_STEP_PROGRAM } from './journal-programs.ts'
import { runRepeatable } from './run-repeatable.ts'
import { readSignal } from './signals.ts'
import { TailCapture } from './transports/tail-capture.ts'
import type { Ending, RunResult, Transport } from './transports/transport.ts'

export interface JournaledCommand {
  /** Of this step on the host; its parent is the journal of the run. */
  readonly folder: string
  readonly line: string
  readonly stdin: string | Secret | undefined
  readonly timeoutSeconds: number
  readonly signal?: AbortSignal | undefined
  readonly onStdout?: ((chunk: Buffer) => void) | undefined
  readonly onStderr?: ((chunk: Buffer) => void) | undefined
}

export interface JournaledResult extends RunResult {
  /** False when the host could not begin it at all (no space, no permission): nothing was run, and `stderr` says why. */
  readonly begun: boolean
}

const KEEP_STDOUT_BYTES = 1024 * 1024
const KEEP_STDERR_BYTES = 64 * 1024
/** EX_CANTCREAT of sysexits.h. */
const CANNOT_CREATE = 73
/** Between TERM and KILL. */
const PATIENCE_SECONDS = 5
/** For the last output and the exit code, after a step was stopped. */
const FAREWELL_SECONDS = 2
/** Attachments in a row that end without a word of the journal. */
const MAX_MUTE_ATTACHMENTS = 5

/**
 * Runs a command exactly once, whatever happens to the connection meanwhile: it runs detached on the host, and its
 * output comes from files there, each byte once. After the timeout, or when the signal aborts, its whole process
 * group is stopped.
 *
 * Throws DeployKitError when the connection cannot be made again: the command may then still run on the host.
 */
export async function runJournaled(transport: Transport, command: JournaledCommand, clock: Clock): Promise<JournaledResult> {
  const began = clock.now()
  const detach = new AbortController()
  const ended = new AbortController()
  const attachment = new Attachment(transport, command, detach.signal)
  const [, stopped] = await Promise.all([
    attachment.followToEnd().finally(() => ended.abort()),
    stopInTime({ transport, command, clock, ended: ended.signal }).finally(() => detach.abort())
  ])
  const { ending } = attachment
  const succeeded = ending.kind === 'exited' && ending.code === 0
  return {
    ending: stopped === undefined || succeeded ? ending : { kind: stopped },
    begun: attachment.begun,
    stdout: attachment.stdout.toString(),
    stderr: attachment.stderr.toString(),
    durationMs: clock.now() - began
  }
}

/**
 * Ends a journaled command, or makes sure that it never begins. Nothing when it has ended.
 * Safe to repeat. Throws DeployKitError when the host cannot be reached, or does not say that it is done.
 */
export async function stopJournaled(transport: Transport, folder: string): Promise<void> {
  const { line } = render(script(STOP_STEP_PROGRAM, [folder, String(PATIENCE_SECONDS * 10)]))
  const result = await runRepeatable(transport, { line, effect: 'write', timeoutSeconds: PATIENCE_SECONDS + 30 })
  const error = findEndingError(result, { title: 'Stop the running command', host: transport.host })
  if (error !== undefined) throw error
}

/** Follows one command over as many connections as it takes. */
class Attachment {
  ending: Ending = { kind: 'unknown' }
  begun = true
  readonly stdout = new TailCapture(KEEP_STDOUT_BYTES)
  stderr = new TailCapture(KEEP_STDERR_BYTES)
  readonly #received = { stdout: 0, stderr: 0 }
  readonly #transport: Transport
  readonly #command: JournaledCommand
  readonly #detach: AbortSignal

  constructor(transport: Transport, command: JournaledCommand, detach: AbortSignal) {
    this.#transport = transport
    this.#command = command
    this.#detach = detach
  }

  async followToEnd(): Promise<void> {
    for (let mute = 0; mute < MAX_MUTE_ATTACHMENTS && !this.#detach.aborted; mute++) {
      const marker = randomUUID()
      const frames = new JournalFrames(marker, {
        onStdout: (chunk) => {
          this.#received.stdout += chunk.length
          this.stdout.add(chunk)
          this.#command.onStdout?.(chunk)
        },
        onStderr: (chunk) => {
          this.#received.stderr += chunk.length
          this.stderr.add(chunk)
          this.#command.onStderr?.(chunk)
        }
      })
      const complaints = new TailCapture(KEEP_STDERR_BYTES)
      const result = await this.#transport.run({
        line: this.#renderLine(marker),
        stdin: this.#command.stdin,
        effect: 'write',
        signal: this.#detach,
        keepStdoutBytes: 0,
        onStdout: (chunk) => frames.push(chunk),
        onStderr: (chunk) => complaints.add(chunk)
      })
      if (frames.end?.kind === 'exited') return this.#finish(readEnding(frames.end.code))
      if (frames.end?.kind === 'unknown') return this.#finish({ kind: 'unknown' })
      // Input that was cut off by a lost connection is not begun either: that one is tried again.
      if (frames.end?.kind === 'not-begun' && result.ending.kind === 'exited') {
        this.begun = false
        this.stderr = complaints
        return this.#finish({ kind: 'exited', code: CANNOT_CREATE })
      }
      if (frames.sawMarker) mute = 0
      this.ending = result.ending.kind === 'connection-lost' ? result.ending : { kind: 'unknown' }
    }
  }

  #finish(ending: Ending): void {
    this.ending = ending
  }

  #renderLine(marker: string): string {
    const { folder, line, stdin } = this.#command
    const text = stdin instanceof Secret ? stdin.reveal() : stdin
    const stdinBytes = text === undefined ? '' : String(Buffer.byteLength(text))
    const offsets = [this.#received.stdout, this.#received.stderr].map(String)
    return render(script(START_OR_ATTACH_PROGRAM, [folder, ...offsets, line, stdinBytes, marker, JOURNALED_STEP_PROGRAM])).line
  }
}

interface Watch {
  readonly transport: Transport
  readonly command: JournaledCommand
  readonly clock: Clock
  readonly ended: AbortSignal
}

/** Waits for the end, the timeout or the cancel; for the latter two the command is stopped, and the reason is returned. */
async function stopInTime({ transport, command, clock, ended }: Watch): Promise<'timed-out' | 'cancelled' | undefined> {
  const signals = command.signal === undefined ? [ended] : [ended, command.signal]
  await clock.sleep(command.timeoutSeconds * 1000, AbortSignal.any(signals))
  if (ended.aborted) return undefined
  const reason = command.signal?.aborted === true ? 'cancelled' : 'timed-out'
  await stopJournaled(transport, command.folder)
  await clock.sleep(FAREWELL_SECONDS * 1000, ended)
  return reason
}

/** A shell tells the death of its child by a signal as 128 and the number of the signal. */
function readEnding(code: number): Ending {
  const signal = readSignal(code)
  return signal === undefined ? { kind: 'exited', code } : { kind: 'signalled', signal }
}
