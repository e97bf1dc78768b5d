import { DeployKitError, type ErrorCode } from '../../core/index.ts'
import type { Clock } from '../clock.ts'
import { untilAborted } from '../until-aborted.ts'
import { endUnstarted } from './follow-session.ts'
import type { RunRequest, RunResult, Transport } from './transport.ts'

export interface ReconnectingOptions {
  /** An open transport to begin with. */
  readonly first: Transport
  readonly open: () => Promise<Transport>
  readonly clock: Clock
  /** For how long a lost connection is tried to be made again; default 60. */
  readonly budgetSeconds?: number
  readonly onAttempt?: (attempt: number) => void
}

const DEFAULT_BUDGET_SECONDS = 60
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5000
const MAX_UNSENT_RUNS = 3

/** Failures that go away by themselves. Never a refused key or host key: repeating those blocks the address, or worse. */
const PASSING: readonly ErrorCode[] = ['DK_HOST_UNREACHABLE', 'DK_CONNECTION_LOST']

/**
 * A transport whose connection is made again when it was lost: by the next use, with growing pauses.
 *
 * A lost connection still ends the command that was running over it; only what was not sent is sent again.
 * `run` and `forward` throw DK_CONNECTION_LOST when the budget is used up, and at once what is not passing.
 */
export function reconnecting(options: ReconnectingOptions): Transport {
  return new ReconnectingTransport(options)
}

class ReconnectingTransport implements Transport {
  readonly host: string
  #current: Transport | undefined
  #opening: Promise<Transport> | undefined
  readonly #closed = new AbortController()
  readonly #options: ReconnectingOptions

  constructor(options: ReconnectingOptions) {
    this.host = options.first.host
    this.#current = options.first
    this.#options = options
  }

  async run(request: RunRequest): Promise<RunResult> {
    for (let run = 1; ; run++) {
      if (this.#closed.signal.aborted) return endUnstarted({ kind: 'connection-lost', sent: false }, performance.now())
      const transport = await this.#connectUnlessAborted(request.signal)
      if (transport === undefined) return endUnstarted({ kind: 'cancelled' }, performance.now())
      const isLast = run === MAX_UNSENT_RUNS || request.signal?.aborted === true || this.#closed.signal.aborted
      try {
        const result = await transport.run(request)
        if (result.ending.kind !== 'connection-lost') return result
        this.#drop(transport)
        // A stream may have been read from, so it cannot be sent once more from here.
        if (result.ending.sent || isLast || isStream(request.stdin)) return result
      } catch (error) {
        if (!isPassing(error)) throw error
        this.#drop(transport)
        if (isLast) throw error
      }
    }
  }

  async forward(address: string, port: number): ReturnType<Transport['forward']> {
    const transport = await this.#connect()
    try {
      return await transport.forward(address, port)
    } catch (error) {
      if (isPassing(error)) this.#drop(transport)
      throw error
    }
  }

  async close(): Promise<void> {
    this.#closed.abort()
    const current = this.#current ?? (await this.#opening?.catch(() => undefined))
    this.#current = undefined
    await current?.close()
  }

  /** Undefined when the signal aborted first: who cancels does not wait for a host that is gone. */
  async #connectUnlessAborted(signal: AbortSignal | undefined): Promise<Transport | undefined> {
    if (this.#current !== undefined || signal === undefined) return await this.#connect()
    try {
      return await untilAborted(this.#connect(), signal)
    } catch (thrown) {
      if (signal.aborted) return undefined
      throw thrown
    }
  }

  async #connect(): Promise<Transport> {
    if (this.#current !== undefined) return this.#current
    this.#opening ??= this.#reopen().finally(() => (this.#opening = undefined))
    return await this.#opening
  }

  async #reopen(): Promise<Transport> {
    const { open, clock, budgetSeconds = DEFAULT_BUDGET_SECONDS, onAttempt } = this.#options
    const deadline = clock.now() + budgetSeconds * 1000
    let pauseMs = FIRST_PAUSE_MS
    for (let attempt = 1; ; attempt++) {
      if (this.#closed.signal.aborted) throw this.#lost(new Error('The transport was closed'))
      onAttempt?.(attempt)
      try {
        this.#current = await open()
        return this.#current
      } catch (error) {
        if (!isPassing(error)) throw error
        if (clock.now() + pauseMs > deadline) throw this.#lost(error)
      }
      await clock.sleep(pauseMs, this.#closed.signal)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
  }

  #drop(transport: Transport): void {
    if (this.#current === transport) this.#current = undefined
    void transport.close().catch(() => undefined)
  }

  #lost(cause: unknown): DeployKitError {
    const reason = cause instanceof Error ? `: ${cause.message}` : ''
    return new DeployKitError('DK_CONNECTION_LOST', {
      message: `The connection to ${this.host} was lost and could not be made again${reason}`,
      remedy: `Look whether ${this.host} is up and reachable, then run the same command again`,
      host: this.host,
      cause
    })
  }
}

/** The connection could not be made again in all of the time that there is for it: to try once more would take as long. */
export function hasGivenUp(error: unknown): error is DeployKitError {
  return error instanceof DeployKitError && error.code === 'DK_CONNECTION_LOST' && isPassing(error.cause)
}

function isPassing(error: unknown): boolean {
  return error instanceof DeployKitError && PASSING.includes(error.code)
}

function isStream(stdin: RunRequest['stdin']): boolean {
  return typeof stdin === 'object' && 'pipe' in stdin
}
