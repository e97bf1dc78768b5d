import { renderDuration, script } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import type { CheckOf, Finding } from './describe-failure.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/** Prints the time of the last change and now, both by the clock of the host. */
export const FILE_PROGRAM = `
[ -e "$1" ] || { echo absent; exit 0; }
modified=$(stat -L -c %Y "$1" 2>/dev/null || stat -L -f %m "$1") || exit 1
echo "$modified $(date +%s)"
`

/** Passes when the file exists and, with `maxAgeSeconds`, was changed no longer ago. */
export async function checkFile(check: CheckOf<'file'>, transport: Transport, signal?: AbortSignal): Promise<Finding> {
  const { path, maxAgeSeconds, timeoutSeconds } = check
  const result = await runOnHost(transport, { command: script(FILE_PROGRAM, [path]), timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (problem !== undefined) return { passed: false, detail: `${problem}: ${lastLine(result)}` }
  if (result.stdout.trim() === 'absent') return { passed: false, detail: `${path} does not exist` }
  const [modified = Number.NaN, now = Number.NaN] = result.stdout.trim().split(' ').map(Number)
  const age = Math.max(0, now - modified)
  if (Number.isNaN(age)) return { passed: false, detail: `the age of ${path} cannot be read` }
  if (maxAgeSeconds === undefined) return { passed: true, detail: `exists, changed ${renderDuration(age)} ago` }
  const isFresh = age <= maxAgeSeconds
  return { passed: isFresh, detail: `changed ${renderDuration(age)} ago${isFresh ? '' : `, allowed are ${renderDuration(maxAgeSeconds)}`}` }
}
