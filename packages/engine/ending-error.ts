import { DeployKitError, type ErrorCode, type RunStep } from '../core/index.ts'
import { tailText } from './text-tail.ts'
import { describeEnding } from './transports/logged.ts'
import type { Ending, RunResult } from './transports/transport.ts'

export interface RanCommand {
  /** For messages, imperative: the title of a step. */
  readonly title: string
  readonly host: string
  readonly step?: string
  /** What exit codes mean to this command. */
  readonly failures?: RunStep['failures'] | undefined
}

const STDERR_TAIL_BYTES = 4096

/** What a host says in its own words, and the code that says it in ours. The last lines of stderr are searched. */
const COMPLAINTS: readonly { readonly pattern: RegExp; readonly code: ErrorCode; readonly remedy: string }[] = [
  {
    pattern: /^sudo: .*(password is required|terminal is required|no askpass)/im,
    code: 'DK_SUDO_PASSWORD',
    remedy: 'Allow the command without a password in /etc/sudoers.d (NOPASSWD), or do without sudo'
  },
  { pattern: /no space left on device|disk quota exceeded/i, code: 'DK_DISK_FULL', remedy: 'Free some space (df -h, df -i), then run it again' },
  { pattern: /permission denied|read-only file system/i, code: 'DK_PERMISSION_DENIED', remedy: 'Let the deploy user write there; preflight shows where' }
]

const ENDINGS: Readonly<Record<Exclude<Ending['kind'], 'exited'>, { readonly code: ErrorCode; readonly remedy: string }>> = {
  signalled: { code: 'DK_COMMAND_SIGNALLED', remedy: 'Look for a lack of memory (dmesg, journalctl -k), or for who ended it' },
  'timed-out': { code: 'DK_COMMAND_TIMEOUT', remedy: 'See why it takes so long, or give it more time' },
  cancelled: { code: 'DK_CANCELLED', remedy: 'Start it again when you are ready' },
  'connection-lost': { code: 'DK_CONNECTION_LOST', remedy: 'Look whether the host is up and reachable, then run it again' },
  unknown: { code: 'DK_COMMAND_UNKNOWN_END', remedy: 'Look at the host: it may have been restarted, or the command was killed' }
}

/** The error for how a command ended; undefined when it succeeded. Nothing is redacted here. */
export function findEndingError(result: Pick<RunResult, 'ending' | 'stderr'>, ran: RanCommand): DeployKitError | undefined {
  const { ending, stderr } = result
  if (ending.kind === 'exited' && ending.code === 0) return undefined
  const exitCode = ending.kind === 'exited' ? ending.code : undefined
  const { code, remedy, explains } = explain(result, ran)
  const lastLine = stderr.trimEnd().split('\n').at(-1)?.trim() ?? ''
  const what = explains && lastLine !== '' ? lastLine : `the command ${describeEnding(ending)}`
  return new DeployKitError(code, {
    message: `"${ran.title}" failed on ${ran.host}: ${what}`,
    remedy,
    step: ran.step,
    host: ran.host,
    exitCode,
    stderrTail: stderr.trim() === '' ? undefined : tailText(stderr.trimEnd(), STDERR_TAIL_BYTES)
  })
}

interface Explanation {
  readonly code: ErrorCode
  readonly remedy: string
  /** The standard error says it better than the exit code does. */
  readonly explains: boolean
}

function explain({ ending, stderr }: Pick<RunResult, 'ending' | 'stderr'>, ran: RanCommand): Explanation {
  if (ending.kind !== 'exited') return { ...ENDINGS[ending.kind], explains: false }
  const meant = ran.failures?.[ending.code]
  if (meant !== undefined) return { ...meant, explains: true }
  const lastLines = stderr.trimEnd().split('\n').slice(-5).join('\n')
  const complaint = COMPLAINTS.find(({ pattern }) => pattern.test(lastLines))
  if (complaint !== undefined) return { ...complaint, explains: true }
  return { code: 'DK_COMMAND_FAILED', remedy: 'See its output; correct the cause, then run it again', explains: false }
}
