import type { Identity, LocalFiles } from '../core/index.ts'
import type { AskStreams } from './confirm.ts'
import type { Terminal } from './terminal.ts'

/** Everything that the command line takes from its process. */
export interface CliProcess {
  /** Without node and the script. */
  readonly argv: readonly string[]
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  readonly ask: AskStreams
  readonly identity: Identity
  readonly local: LocalFiles
  readonly signal: AbortSignal
  readonly now: () => number
}
