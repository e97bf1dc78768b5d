import type { Duplex, Readable } from 'node:stream'
import type { Secret } from '../../core/index.ts'

/**
 * The way to one host. Implementations: ssh, local; decorators wrap it (logged, read-only, reconnecting).
 * All pass test/contract/transport.ts.
 *
 * Contract:
 * - `run` gives one line to the user's POSIX shell (`sh -c`, no pty, no login profile) and never throws for the
 *   way the command ended: every ending is a value. It throws DeployKitError only when no session could be
 *   opened at all (nothing was sent then).
 * - Commands may run at the same time; implementations limit sessions per connection (8) and queue the rest.
 * - `close` is safe to repeat; commands that still run end as `connection-lost`.
 */
export interface Transport {
  /** `HostAddress.name`. */
  readonly host: string
  run(request: RunRequest): Promise<RunResult>
  /**
   * A TCP stream that starts on the host (`ssh -W`). Throws DK_FORWARDING_REFUSED when the server forbids it, and
   * an Error with `code` ECONNREFUSED when nothing listens there.
   */
  forward(address: string, port: number): Promise<Duplex>
  close(): Promise<void>
}

export interface RunRequest {
  readonly line: string
  /** What the line does on the host; absent counts as `write`. The read-only decorator refuses writes. */
  readonly effect?: 'read' | 'write' | undefined
  readonly stdin?: string | Uint8Array | Secret | Readable | undefined
  /** After it, the session is closed and the ending is `timed-out`. Absent: no limit. */
  readonly timeoutSeconds?: number | undefined
  /** Aborting closes the session; the ending is `cancelled`. */
  readonly signal?: AbortSignal | undefined
  readonly onStdout?: ((chunk: Buffer) => void) | undefined
  readonly onStderr?: ((chunk: Buffer) => void) | undefined
  /** `stdout` and `stderr` of the result keep only their last bytes beyond this; default 16 MiB and 64 KiB. */
  readonly keepStdoutBytes?: number | undefined
}

export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  /** `sent`: the host may have begun to run it. */
  | { readonly kind: 'connection-lost'; readonly sent: boolean }
  /** The session was closed without exit code or signal: counts as failed. */
  | { readonly kind: 'unknown' }

export interface RunResult {
  readonly ending: Ending
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}
