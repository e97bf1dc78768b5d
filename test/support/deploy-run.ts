import { parseInputs, type AnyOperation, type Event, type HostAddress, type LocalFiles, type Report } from '../../packages/core/index.ts'
import { createLocalFiles, runOperation, type Clock, type Transport } from '../../packages/engine/index.ts'
import { operations, readConnection, type OperationName } from '../../packages/operations/index.ts'
import type { TestServer } from './connection.ts'

export interface DeployRun {
  readonly report: Report
  readonly events: readonly Event[]
}

export interface DeployRunOptions {
  readonly mode?: 'plan' | 'apply'
  readonly approvedHash?: string
  readonly signal?: AbortSignal
  readonly listen?: (event: Event) => void
  readonly open?: (host: HostAddress) => Promise<Transport>
  readonly clock?: Clock
  /** Default: with the working folder of this process. */
  readonly local?: LocalFiles
  readonly runId?: string
}

/** Runs an operation with inputs as a user writes them, through the same door as the front ends. */
export async function runInputs(name: OperationName, texts: Readonly<Record<string, string>>, options: DeployRunOptions = {}): Promise<DeployRun> {
  const operation: AnyOperation = await operations[name]()
  const values = parseInputs(operation.inputs, [{ describe: (input) => input, texts }])
  const events: Event[] = []
  const report = await runOperation({
    operation,
    values,
    connection: readConnection(operation.inputs, [{ describe: (input) => input, texts }]),
    local: createLocalFiles(),
    identity: { who: 'tester@here', runUrl: undefined, machine: 'here', processId: process.pid },
    mode: 'apply',
    ...options,
    listen: (event) => {
      events.push(event)
      options.listen?.(event)
    }
  })
  return { report, events }
}

/** The connection inputs for a test server. */
export function connectionTexts(server: TestServer): Readonly<Record<string, string>> {
  return {
    host: `${server.user}@${server.address}:${server.port}`,
    'private-key': server.privateKey,
    'known-hosts': server.knownHostsLine
  }
}

/** The report in a line that a failing test can show. */
export function describeReport({ outcome, error, steps }: Report): string {
  const failed = steps.filter((step) => step.error !== undefined).map((step) => `${step.id}: ${step.error?.message}`)
  return [outcome, error?.code ?? '', error?.message ?? '', ...failed].join(' | ')
}

