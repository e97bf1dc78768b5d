import { script } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import { excerpt, type CheckOf, type Finding } from './describe-failure.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/**
 * Closing a session ends no command: without this, each attempt of a check that hangs would leave one on the host.
 * $1: seconds; then the command.
 */
const COMMAND_PROGRAM = `
seconds=$1
shift
if timeout -k 2 1 true 2>/dev/null; then exec timeout -k 2 "$seconds" sh -c '"$@"' deploy-kit "$@"; fi
"$@"
`

/** Passes when the command ends with 0 and, with `output`, prints that text on its standard output. With `tells` its last line is the detail. */
export async function checkCommand(check: CheckOf<'command'>, transport: Transport, signal?: AbortSignal): Promise<Finding> {
  const { argv, cwd, output, timeoutSeconds } = check
  // The transport gives up first, and says so.
  const command = script(COMMAND_PROGRAM, [String(Math.ceil(timeoutSeconds) + 1), ...argv], cwd === undefined ? {} : { cwd })
  const result = await runOnHost(transport, { command, timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (check.tells === true && problem === undefined) return { passed: true, detail: lastLine({ ...result, stderr: '' }) }
  if (check.tells === true && problem === 'exit code 1') return { passed: false, detail: lastLine(result) }
  if (problem !== undefined) {
    const last = lastLine(result)
    return { passed: false, detail: last === '' ? problem : `${problem}: ${last}` }
  }
  if (output !== undefined && !result.stdout.includes(output)) {
    return { passed: false, detail: `output does not contain ${JSON.stringify(output)}; it begins: ${excerpt(result.stdout)}` }
  }
  return { passed: true, detail: `exit code 0 in ${Math.round(result.durationMs)} ms` }
}
