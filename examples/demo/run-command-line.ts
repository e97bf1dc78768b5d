import os from 'node:os'
import { parseCommandLine } from '../../packages/cli/command-line.ts'
import { findExitCode } from '../../packages/cli/exit-code.ts'
import { readInputs } from '../../packages/cli/read-inputs.ts'
import { RunOutput } from '../../packages/cli/run-output.ts'
import { openTerminal } from '../../packages/cli/terminal.ts'
import { quote, renderFlags, type AnyOperation, type Report } from '../../packages/core/index.ts'
import { createLocalFiles, runOperation } from '../../packages/engine/index.ts'
import { operations, type OperationName } from '../../packages/operations/index.ts'

export interface CommandLineRun {
  readonly command: OperationName
  readonly flags: Readonly<Record<string, string>>
  /** Secrets, as environment variables. */
  readonly variables: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export interface FinishedRun {
  readonly report: Report
  readonly exitCode: number
}

/** One run of the command line as `deploy-kit` makes it, in this process, so that the report can be looked at. */
export async function runCommandLine({ command, flags, variables, signal }: CommandLineRun): Promise<FinishedRun> {
  const argv = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  console.log(`\n$ deploy-kit ${[command, ...argv.map(shorten), '--yes'].map(quote).join(' ')}\n`)
  const operation: AnyOperation = await operations[command]()
  const commandLine = parseCommandLine([...argv, '--yes'], renderFlags(operation.inputs))
  const local = createLocalFiles(process.cwd())
  const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, stderr: process.stdout, variables: process.env })
  const output = new RunOutput({ terminal, settings: commandLine.globals, log: () => undefined, now: Date.now })
  output.begin(operation)
  const inputs = await readInputs({ operation, commandLine, variables, local })
  const report = await runOperation({
    operation,
    ...inputs,
    local,
    identity: { who: `demo@${os.hostname()}`, runUrl: undefined, machine: os.hostname(), processId: process.pid },
    mode: 'apply',
    signal,
    listen: (event) => output.listen(event)
  })
  output.finish(report)
  output.close()
  return { report, exitCode: findExitCode(report) }
}

/** A host key is 80 letters that nobody reads. */
function shorten(word: string): string {
  return word.length > 100 ? `${word.slice(0, 40)}...` : word
}
