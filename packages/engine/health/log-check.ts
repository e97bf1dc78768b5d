import { renderSize, script, type HealthCheck } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import type { CheckOf, Finding } from './describe-failure.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/** How far the logs of a plan's checks went before its first step, by `<host>:<path>`. */
export type LogMarks = ReadonlyMap<string, LogMark>

interface LogMark {
  readonly sizeBytes: number
  /** Tells a rotated log, which is searched from its beginning. */
  readonly inode: string
}

const WINDOW_BYTES = 64 * 1024

/** Prints `<inode> <bytes>`, or `absent`. */
export const LOG_SIZE_PROGRAM = `
[ -f "$1" ] || { echo absent; exit 0; }
inode=$(stat -L -c %i "$1" 2>/dev/null || stat -L -f %i "$1") || exit 1
echo "$inode $(($(wc -c <"$1")))"
`

/**
 * $1 file, $2 bytes to skip, $3 inode for which that holds (empty: search the last $4 bytes), then the texts.
 * Prints how many bytes it searched, and the first lines that contain one of the texts.
 */
export const LOG_PROGRAM = `
file=$1 skip=$2 inode=$3 window=$4
shift 4
[ -f "$file" ] || { echo absent; exit 0; }
[ -r "$file" ] || { echo unreadable; exit 0; }
size=$(($(wc -c <"$file")))
if [ -z "$inode" ]; then
  skip=$((size > window ? size - window : 0))
elif [ "$inode" != "$(stat -L -c %i "$file" 2>/dev/null || stat -L -f %i "$file")" ] || [ "$size" -lt "$skip" ]; then
  skip=0
fi
left=$#
while [ "$left" -gt 0 ]; do
  text=$1
  shift
  set -- "$@" -e "$text"
  left=$((left - 1))
done
echo "$((size - skip))"
tail -c "+$((skip + 1))" "$file" | tr -d '\\000' | LC_ALL=C grep -F "$@" | head -n 3 | cut -c 1-300
exit 0
`

/** Passes when no line since the mark (without one: of the last 64 KiB) contains one of the texts. */
export async function checkLog(
  check: CheckOf<'log'>,
  at: { readonly transport: Transport; readonly marks: LogMarks },
  signal?: AbortSignal
): Promise<Finding> {
  const { path, without, timeoutSeconds } = check
  const mark = check.recent === true ? undefined : at.marks.get(keyOf(check))
  const args = [path, String(mark?.sizeBytes ?? 0), mark?.inode ?? '', String(WINDOW_BYTES), ...without]
  const result = await runOnHost(at.transport, { command: script(LOG_PROGRAM, args), timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (problem !== undefined) return { passed: false, detail: `${problem}: ${lastLine(result)}` }
  const [first = '', ...found] = result.stdout.split('\n').filter((line) => line !== '')
  if (first === 'absent') return { passed: false, detail: `${path} does not exist` }
  if (first === 'unreadable') return { passed: false, detail: `${path} may not be read` }
  if (found.length > 0) return { passed: false, detail: `found: ${found[0]}` }
  const searched = `${mark === undefined ? 'the last' : 'the new'} ${renderSize(Number(first))}`
  return { passed: true, detail: `nothing found in ${searched}` }
}

/** The state of the logs now. A log that cannot be looked at has no mark. */
export async function markLogs(
  checks: readonly HealthCheck[],
  transportFor: (host: string) => Transport | Promise<Transport>,
  signal?: AbortSignal
): Promise<LogMarks> {
  const logs = checks.filter((check) => check.kind === 'log')
  const marks = await Promise.all(
    logs.map(async (check) => {
      const command = script(LOG_SIZE_PROGRAM, [check.path])
      const result = await runOnHost(await transportFor(check.host), { command, timeoutSeconds: check.timeoutSeconds, signal })
      return [keyOf(check), parseMark(result.stdout)] as const
    })
  )
  return new Map(marks.flatMap(([key, mark]) => (mark === undefined ? [] : [[key, mark] as const])))
}

function parseMark(text: string): LogMark | undefined {
  // A log that is created later has another inode: it is searched from its beginning.
  if (text.trim() === 'absent') return { sizeBytes: 0, inode: 'absent' }
  const match = /^(\d+) (\d+)$/.exec(text.trim())
  return match ? { inode: match[1] ?? '', sizeBytes: Number(match[2]) } : undefined
}

function keyOf(check: CheckOf<'log'>): string {
  return `${check.host}:${check.path}`
}
