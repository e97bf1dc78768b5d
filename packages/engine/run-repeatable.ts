import type { RunRequest, RunResult, Transport } from './transports/transport.ts'

const MAX_RUNS = 5

/** What may be run again from its beginning: its standard input is made anew for each run. */
export interface RepeatableRequest extends Omit<RunRequest, 'stdin'> {
  readonly stdin?: (() => RunRequest['stdin']) | undefined
}

/**
 * Runs something that does no harm when it runs twice: after a lost connection it is run again, over a connection
 * that the transport makes anew.
 *
 * Throws DeployKitError when no connection can be made again.
 */
export async function runRepeatable(transport: Transport, request: RepeatableRequest): Promise<RunResult> {
  for (let run = 1; ; run++) {
    const result = await transport.run({ ...request, stdin: request.stdin?.() })
    if (result.ending.kind !== 'connection-lost' || run === MAX_RUNS || request.signal?.aborted === true) return result
  }
}
