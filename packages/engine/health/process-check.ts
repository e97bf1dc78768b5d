import { script } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import type { CheckOf, Finding } from './describe-failure.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/**
 * Prints `<pid> <command line>` of processes whose command line contains the text on standard input. The text is no
 * argument, so that neither this program nor the shell that started it contains it. Left out: programs of the kit (the
 * guard of a cutover waits with the application's start command in its arguments) and processes that are dead already.
 * Without ps (small containers), /proc is read.
 */
export const PROCESS_PROGRAM = `
IFS= read -r text
list() {
  if command -v ps >/dev/null 2>&1; then
    COLUMNS=32000 ps -A -o pid= -o args=
    return
  fi
  for folder in /proc/[0-9]*; do
    line=$(tr '\\000\\n' '  ' 2>/dev/null <"$folder/cmdline")
    [ -z "$line" ] || printf '%s %s\\n' "\${folder#/proc/}" "$line"
  done
}
list | while read -r pid line; do
  case $pid in '' | *[!0-9]*) continue ;; esac
  case $line in *'<defunct>' | *'sh -c '*' deploy-kit '* | 'ps -A -o'*) continue ;; esac
  case $line in *"$text"*) printf '%s %.150s\\n' "$pid" "$line" ;; esac
done
`

export async function checkProcess(check: CheckOf<'process'>, transport: Transport, signal?: AbortSignal): Promise<Finding> {
  const { text, timeoutSeconds } = check
  const command = script(PROCESS_PROGRAM, [], { stdin: `${text}\n` })
  const result = await runOnHost(transport, { command, timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (problem !== undefined) return { passed: false, detail: `${problem}: ${lastLine(result)}` }
  const found = result.stdout.split('\n').filter((line) => line !== '')
  if (found.length === 0) return { passed: false, detail: `no process whose command line contains ${JSON.stringify(text)}` }
  return { passed: true, detail: found.length === 1 ? `process ${found[0]}` : `${found.length} processes, first: ${found[0]}` }
}
