import { DeployKitError, script } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import { withDeadline } from './deadline.ts'
import { describeError, type CheckOf, type Finding } from './describe-failure.ts'
import { openStream } from './open-stream.ts'
import { describeEnding, runOnHost } from './run-on-host.ts'

/** `from`: the transport when the host asks. Passes when a connection can be made. */
export async function checkTcp(check: CheckOf<'tcp'>, from: Transport | undefined, signal?: AbortSignal): Promise<Finding> {
  const startedAt = performance.now()
  try {
    await withDeadline({ seconds: check.timeoutSeconds, signal }, (limit) => openStream(check, from, limit))
    return { passed: true, detail: `connected in ${Math.round(performance.now() - startedAt)} ms` }
  } catch (error) {
    const isRefused = error instanceof DeployKitError && error.code === 'DK_FORWARDING_REFUSED'
    if (isRefused && from !== undefined) return connectByProgram(check, from, signal)
    return { passed: false, detail: describeError(error) }
  }
}

/** For servers that refuse forwarding; /dev/tcp is a name that only bash knows. */
const CONNECT_PROGRAM = `
if command -v bash >/dev/null 2>&1; then
  exec bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null
elif command -v nc >/dev/null 2>&1; then
  exec nc -z "$1" "$2" </dev/null >/dev/null 2>&1
fi
exit 69
`

async function connectByProgram(check: CheckOf<'tcp'>, from: Transport, signal: AbortSignal | undefined): Promise<Finding> {
  const { address, port, timeoutSeconds } = check
  const result = await runOnHost(from, { command: script(CONNECT_PROGRAM, [address, String(port)]), timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (problem === undefined) return { passed: true, detail: 'connected (by a program on the host)' }
  const detail = problem === 'exit code 69' ? 'the server refuses TCP forwarding, and the host has neither bash nor nc' : problem
  return { passed: false, detail: detail.startsWith('exit code') ? 'no connection' : detail }
}
