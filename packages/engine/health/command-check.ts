import { exec } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import { excerpt, type CheckOf, type Finding } from './describe-failure.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/** Passes when the command ends with 0 and, with `output`, prints that text on its standard output. */
export async function checkCommand(check: CheckOf<'command'>, transport: Transport, signal?: AbortSignal): Promise<Finding> {
  const { argv, cwd, output, timeoutSeconds } = check
  const result = await runOnHost(transport, { command: exec(argv, cwd === undefined ? {} : { cwd }), timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (problem !== undefined) {
    const last = lastLine(result)
    return { passed: false, detail: last === '' ? problem : `${problem}: ${last}` }
  }
  if (output !== undefined && !result.stdout.includes(output)) {
    return { passed: false, detail: `output does not contain ${JSON.stringify(output)}; it begins: ${excerpt(result.stdout)}` }
  }
  return { passed: true, detail: `exit code 0 in ${Math.round(result.durationMs)} ms` }
}
