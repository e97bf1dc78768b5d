import { DeployKitError, toDeployKitError, type AnyOperation, type Plan } from '../core/index.ts'
import { openTextLog, runOperation, type TextLog } from '../engine/index.ts'
import type { CommandLine } from './command-line.ts'
import { askQuestion, needsConfirmation, phraseQuestion, requireSomeoneToAsk } from './confirm.ts'
import { findExitCode } from './exit-code.ts'
import { readInputs, type OperationInputs } from './read-inputs.ts'
import type { CliProcess } from './cli-process.ts'
import { RunOutput } from './run-output.ts'

export interface CommandRun extends CliProcess {
  readonly operation: AnyOperation
  readonly commandLine: CommandLine
}

/** Runs one operation and shows it. Returns the exit code. Throws only what is wrong before the log file is open. */
export async function runCommand(run: CommandRun): Promise<number> {
  const { logFile } = run.commandLine.globals
  const log = logFile === undefined ? undefined : openTextLog(logFile)
  const output = new RunOutput({
    terminal: run.terminal,
    settings: run.commandLine.globals,
    log: (line) => log?.write(line),
    now: run.now
  })
  try {
    return await perform(run, output)
  } catch (thrown) {
    const error = toDeployKitError(thrown)
    output.fail(error)
    return error.processExitCode
  } finally {
    closeAll(output, log)
  }
}

async function perform(run: CommandRun, output: RunOutput): Promise<number> {
  const { operation, commandLine, terminal, local, identity, signal } = run
  const { globals } = commandLine
  output.begin(operation)
  const { values, connection } = await readInputs(run)
  requireSomeoneToAsk({ operation, settings: globals, values, hosts: connection.hosts.map(({ name }) => name) }, terminal)
  const report = await runOperation({
    operation,
    values,
    connection,
    local,
    identity,
    mode: globals.plan ? 'plan' : 'apply',
    approvedHash: globals.approvedHash,
    confirm: (plan: Plan) => confirmPlan(run, values, plan),
    signal,
    listen: (event) => output.listen(event)
  })
  output.finish(report)
  return findExitCode(report)
}

async function confirmPlan({ operation, commandLine, ask, signal }: CommandRun, values: OperationInputs['values'], plan: Plan): Promise<boolean> {
  const { globals } = commandLine
  if (!needsConfirmation(operation, globals, values)) return true
  const agreed = await askQuestion(phraseQuestion(operation, plan, { environment: globals.environment, values }), ask, signal)
  if (agreed) return true
  throw new DeployKitError(signal.aborted ? 'DK_CANCELLED' : 'DK_CONFIRMATION_NEEDED', {
    message: 'It was not confirmed',
    remedy: 'Nothing has been changed'
  })
}

function closeAll(output: RunOutput, log: TextLog | undefined): void {
  output.close()
  log?.close()
}
