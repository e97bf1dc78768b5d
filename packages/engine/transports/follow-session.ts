import type { Readable, Writable } from 'node:stream'
import { sendStdin } from './send-stdin.ts'
import { TailCapture } from './tail-capture.ts'
import type { Ending, RunRequest, RunResult } from './transport.ts'

/** A command that was started, however it is reached. */
export interface Session {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** Resolves when the command has ended and all of its output has been read; never rejects. */
  readonly ended: Promise<Ending>
  /** Lets go of the command. `ended` need not resolve then. */
  close(): void
  corked(send: () => boolean): boolean
}

const KEEP_STDOUT_BYTES = 16 * 1024 * 1024
const KEEP_STDERR_BYTES = 64 * 1024

/** Feeds and reads the session until it ends, is cancelled, or has taken too long. `startedMs` is of performance.now(). */
export async function followSession(session: Session, request: RunRequest, startedMs: number): Promise<RunResult> {
  const stdout = new TailCapture(request.keepStdoutBytes ?? KEEP_STDOUT_BYTES)
  const stderr = new TailCapture(KEEP_STDERR_BYTES)
  const finished = new AbortController()
  read(session.stdout, { into: stdout, tell: request.onStdout, until: finished.signal })
  read(session.stderr, { into: stderr, tell: request.onStderr, until: finished.signal })
  const sending = sendStdin(request.stdin, { stdin: session.stdin, ended: finished.signal, corked: session.corked })
  const early = stopEarly(request)
  try {
    // A source that fails rejects; one that was sent does not end the command.
    const failing = sending.then(() => new Promise<never>(() => undefined))
    const ending = await Promise.race([session.ended, early.ending, failing])
    if (ending.kind === 'timed-out' || ending.kind === 'cancelled') session.close()
    return endRun(ending, { stdout, stderr, startedMs })
  } catch (thrown) {
    session.close()
    throw thrown
  } finally {
    early.forget()
    finished.abort()
  }
}

export interface Captured {
  readonly stdout: TailCapture
  readonly stderr: TailCapture
  readonly startedMs: number
}

/** A run that ended before its command was started. */
export function endUnstarted(ending: Ending, startedMs: number): RunResult {
  return endRun(ending, { stdout: new TailCapture(0), stderr: new TailCapture(0), startedMs })
}

function endRun(ending: Ending, { stdout, stderr, startedMs }: Captured): RunResult {
  return { ending, stdout: stdout.toString(), stderr: stderr.toString(), durationMs: performance.now() - startedMs }
}

interface Reader {
  readonly into: TailCapture
  readonly tell: ((chunk: Buffer) => void) | undefined
  readonly until: AbortSignal
}

function read(stream: Readable, { into, tell, until }: Reader): void {
  stream.on('data', (chunk: Buffer) => {
    // What still comes after a timeout is read, so that the connection goes on, and dropped.
    if (until.aborted) return
    into.add(chunk)
    tell?.(chunk)
  })
}

/** Resolves when the time of the request is over, or it is cancelled. */
export function stopEarly({ signal, timeoutSeconds }: RunRequest): { readonly ending: Promise<Ending>; forget(): void } {
  let forget = (): void => undefined
  const ending = new Promise<Ending>((resolve) => {
    const cancel = (): void => resolve({ kind: 'cancelled' })
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted === true) cancel()
    const timer = timeoutSeconds === undefined ? undefined : setTimeout(() => resolve({ kind: 'timed-out' }), timeoutSeconds * 1000)
    forget = () => {
      signal?.removeEventListener('abort', cancel)
      clearTimeout(timer)
    }
  })
  return { ending, forget: () => forget() }
}
