import { posix } from 'node:path'
import { render, type Command, type Step } from '../core/index.ts'
import { runJournaled, type JournaledResult } from './journal.ts'
import { runRepeatable } from './run-repeatable.ts'
import { TextLines } from './text-lines.ts'
import type { StepContext } from './step-context.ts'
import type { RunResult } from './transports/transport.ts'

export interface StepCommand {
  /** As it appears in events. */
  readonly step: Step
  readonly command: Command
  readonly timeoutSeconds: number
  /** Folder of the journal; undefined runs it directly. */
  readonly journal: string | undefined
  /** Instead of the command's own. */
  readonly stdin?: string
  /** May be run again after a lost connection. */
  readonly repeatable: boolean
}

/** Where the step keeps its journal on the host; undefined when the plan has none there. */
export function journalOf(step: Step, { plan }: StepContext): string | undefined {
  const folder = plan.journals[step.host]
  return folder === undefined ? undefined : posix.join(folder, step.id.replaceAll(/[^A-Za-z0-9._-]/g, '-'))
}

/** Runs the command of a step, and tells its output line by line. Throws DeployKitError when the host is out of reach. */
export async function runStepCommand(request: StepCommand, context: StepContext): Promise<RunResult | JournaledResult> {
  const { step, command, timeoutSeconds, journal, repeatable } = request
  const transport = context.transportFor(step.host)
  const lines = { stdout: tell('stdout'), stderr: tell('stderr') }
  const { line, stdin = request.stdin } = render(command)
  const common = {
    line,
    timeoutSeconds,
    signal: context.signal,
    onStdout: (chunk: Buffer) => lines.stdout.push(chunk),
    onStderr: (chunk: Buffer) => lines.stderr.push(chunk)
  }
  try {
    if (journal !== undefined) return await runJournaled(transport, { ...common, stdin, folder: journal }, context.clock)
    const direct = { ...common, effect: step.effect }
    return repeatable ? await runRepeatable(transport, { ...direct, stdin: () => stdin }) : await transport.run({ ...direct, stdin })
  } finally {
    lines.stdout.end()
    lines.stderr.end()
  }

  function tell(stream: 'stdout' | 'stderr'): TextLines {
    return new TextLines((text) => context.listen({ type: 'step-output', step, stream, line: context.redactor.redact(text) }))
  }
}
