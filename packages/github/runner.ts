import type { Environment } from './runner-environment.ts'

/** The job's runner, as far as an action talks to it; the process in real runs, values in tests. */
export interface Runner {
  readonly env: Environment
  readonly processId: number
  /** One line of the log; the line end is added. */
  readonly write: (line: string) => void
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}

/** The runner asks a step to stop with SIGINT, 7.5 s later with SIGTERM, and 2.5 s later it kills. */
export function connectRunner(): Runner {
  const cancelled = new AbortController()
  const write = (line: string): void => void process.stdout.write(`${line}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!cancelled.signal.aborted) write(`WARN  Cancelled (${signal}): what was done is being undone`)
      cancelled.abort()
    })
  }
  return { env: process.env, processId: process.pid, write, signal: cancelled.signal }
}

/** Sets the exit code, and ends the process even if something forgotten would keep it alive. */
export function endProcess(exitCode: number): void {
  process.exitCode = exitCode
  setTimeout(() => process.exit(exitCode), 2000).unref()
}
