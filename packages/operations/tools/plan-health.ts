import { parseHealthChecks, script, type Evidence, type HealthCheck, type InputValues, type UndoHealth } from '../../core/index.ts'
import type { cutoverInputs } from '../cutover-inputs.ts'
import type { Control } from '../strategies/control.ts'
import type { Cutover, CutoverHealth, CutoverRelease } from './cutover.ts'
import { workingFolder, type HostPaths } from './host-paths.ts'
import { bindChecks, type BoundChecks } from './service-checks.ts'

/** The guard waits so much longer than all health checks may take: a runner that is alive is never too late. */
const CONFIRM_MARGIN_SECONDS = 30

/** What an undo would make live again. */
export function toBefore(from: CutoverRelease | undefined): HealthTarget['before'] {
  return from === undefined ? undefined : { release: from.id, control: from.control }
}

export interface HealthTarget {
  readonly host: string
  readonly paths: HostPaths
  readonly release: string
  readonly control: Control
  /** What an undo would make live again, when it is known to answer these checks. */
  readonly before?: Pick<HealthTarget, 'release' | 'control'> | undefined
}

/** What is asked, and how often. */
export type HealthValues = Pick<
  InputValues<typeof cutoverInputs>,
  'health-check' | 'attempts' | 'delay' | 'timeout' | 'skip-health-check' | 'confirm-timeout' | 'status-command' | 'command-timeout' | 'logs'
>

/** The health gate of a cutover and how long the guard waits for it. */
export function planHealth(
  values: HealthValues,
  target: HealthTarget
): Pick<Cutover, 'health' | 'healthBefore' | 'confirmTimeoutSeconds'> {
  const asked = bindLines(values, target)
  const checks = values['skip-health-check'] ? [] : listChecks(values, target)
  // Beside the live release it is asked once more before.
  const rounds = target.control.startBeside === undefined ? 1 : 2
  const budget = checks.length === 0 ? 0 : rounds * values.attempts * (values.delay + Math.max(...checks.map((check) => check.timeoutSeconds)))
  const health: CutoverHealth = {
    checks,
    attempts: values.attempts,
    delaySeconds: values.delay,
    evidence: [...target.control.evidence, ...asked.evidence, ...planEvidence(target, values.logs ?? [])]
  }
  return {
    health: checks.length === 0 ? undefined : health,
    healthBefore: checks.length === 0 || target.before === undefined ? undefined : planUndoHealth(values, { ...target, ...target.before }),
    confirmTimeoutSeconds: values['confirm-timeout'] ?? budget + CONFIRM_MARGIN_SECONDS
  }
}

/** After an undo nobody waits for long: the run has failed, and its end is what people wait for. */
const UNDO_ATTEMPTS = 5
const UNDO_DELAY_SECONDS = 5
const UNDO_CHECK_SECONDS = 30

function planUndoHealth(values: HealthValues, target: HealthTarget): UndoHealth {
  return {
    release: target.release,
    checks: listChecks(values, target).map((check) => ({ ...check, timeoutSeconds: Math.min(check.timeoutSeconds, UNDO_CHECK_SECONDS) })),
    attempts: Math.min(values.attempts, UNDO_ATTEMPTS),
    delaySeconds: Math.min(values.delay, UNDO_DELAY_SECONDS)
  }
}

/** What the lines ask of services that this release does not have, each in a sentence. */
export function listRefused(values: HealthValues, target: HealthTarget): readonly string[] {
  return bindLines(values, target).refused
}

function bindLines(values: HealthValues, { host, paths, release, control }: HealthTarget): BoundChecks {
  return bindChecks(parseHealthChecks(values['health-check'] ?? [], { host, path: paths.root, release, timeoutSeconds: values.timeout }), control)
}

function listChecks(values: HealthValues, target: HealthTarget): readonly HealthCheck[] {
  const { host, paths, release, control } = target
  const checks = [...control.checks, ...bindLines(values, target).checks]
  const status = values['status-command']
  if (status === undefined) return checks
  return [
    ...checks,
    {
      kind: 'command',
      title: status.join(' '),
      host,
      required: true,
      timeoutSeconds: values['command-timeout'],
      argv: status,
      cwd: workingFolder(paths, release)
    }
  ]
}

/** What explains a failure: the ends of the logs, and whether the host ran out of something. */
export function planEvidence({ host, paths }: Pick<HealthTarget, 'host' | 'paths'>, logs: readonly string[]): readonly Evidence[] {
  return [
    ...logs.map((log) => ({ title: `End of ${log}`, host, command: script(LOG_PROGRAM, [log.startsWith('/') ? log : `${paths.root}/${log}`]) })),
    { title: 'Disk', host, command: script(DISK_PROGRAM, [paths.root]) },
    { title: 'Memory', host, command: script(MEMORY_PROGRAM) }
  ]
}

const LOG_PROGRAM = 'tail -n 100 "$1" 2>&1'

const DISK_PROGRAM = 'df -Pk "$1" 2>&1; df -Pi "$1" 2>&1'

const MEMORY_PROGRAM = 'head -n 5 /proc/meminfo 2>&1; cat /proc/loadavg 2>&1'
