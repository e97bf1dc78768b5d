import { render, type Command } from '../../core/index.ts'
import type { RunResult, Transport } from '../transports/transport.ts'
import { renderSeconds } from './deadline.ts'

export interface HostCommand {
  readonly command: Command
  readonly timeoutSeconds: number
  readonly signal?: AbortSignal | undefined
}

const KEPT_BYTES = 128 * 1024

/** Room for the words of some containers. */
const MAX_LINE = 500

/** Runs a read-only command of a check. An ending that is no exit code is told as a failure by `describeEnding`. */
export function runOnHost(transport: Transport, { command, timeoutSeconds, signal }: HostCommand): Promise<RunResult> {
  return transport.run({ ...render(command), timeoutSeconds, signal, keepStdoutBytes: KEPT_BYTES })
}

/** Undefined when the command ended with 0. */
export function describeEnding({ ending }: RunResult, timeoutSeconds: number): string | undefined {
  switch (ending.kind) {
    case 'exited':
      return ending.code === 0 ? undefined : `exit code ${ending.code}`
    case 'signalled':
      return `ended by signal ${ending.signal}`
    case 'timed-out':
      return `did not end in ${renderSeconds(timeoutSeconds)}`
    case 'cancelled':
      return 'cancelled'
    case 'connection-lost':
      return 'the connection was lost'
    case 'unknown':
      return 'ended without an exit code'
  }
}

/** The last line that says something, where a failure usually explains itself. */
export function lastLine({ stdout, stderr }: RunResult): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim())
  const last = lines.findLast((line) => line !== '') ?? ''
  return last.length > MAX_LINE ? `${last.slice(0, MAX_LINE)}...` : last
}
