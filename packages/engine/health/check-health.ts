import { DeployKitError, type CheckResult, type HealthCheck } from '../../core/index.ts'
import { systemClock, type Clock } from '../clock.ts'
import { hasGivenUp } from '../transports/reconnecting.ts'
import type { Transport } from '../transports/transport.ts'
import { askContainers } from './ask-containers.ts'
import { checkCommand } from './command-check.ts'
import { describeError, type Finding } from './describe-failure.ts'
import { checkFile } from './file-check.ts'
import { checkHttp } from './http-check.ts'
import { checkLog, markLogs, type LogMarks } from './log-check.ts'
import { checkProcess } from './process-check.ts'
import { checkTcp } from './tcp-check.ts'

/** The way to a host by its name; only called for checks that need the host. */
export type TransportFor = (host: string) => Transport | Promise<Transport>

export interface CheckSurroundings {
  readonly transportFor: TransportFor
  /** From {@link markHealth}; without it, logs are searched in their last 64 KiB. */
  readonly marks?: LogMarks | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Looks once. Read-only, and safe to repeat and to run beside other checks. Never throws for the way the check went:
 * also a lost connection is a result that did not pass. Takes at most the check's timeout (plus the time that the
 * transport needs to give up a session).
 */
export async function checkOnce(check: HealthCheck, surroundings: CheckSurroundings): Promise<CheckResult> {
  return (await lookOnce(check, surroundings)).result
}

interface Look {
  readonly result: CheckResult
  /** The host is out of reach for good, as far as this run goes. */
  readonly gone: DeployKitError | undefined
}

async function lookOnce(check: HealthCheck, surroundings: CheckSurroundings): Promise<Look> {
  const { title, host, required } = check
  const tell = (finding: Finding): CheckResult => ({ title, host, required, ...finding, attempts: 1 })
  try {
    return { result: tell(await look(check, surroundings)), gone: undefined }
  } catch (error) {
    return { result: tell({ passed: false, detail: describeError(error) }), gone: hasGivenUp(error) ? error : undefined }
  }
}

async function look(check: HealthCheck, { transportFor, marks, signal }: CheckSurroundings): Promise<Finding> {
  if ((check.kind === 'http' || check.kind === 'tcp') && check.containers !== undefined) {
    return askContainers({ ...check, containers: check.containers }, await transportFor(check.host), signal)
  }
  switch (check.kind) {
    case 'http':
      return checkHttp(check, check.from === 'host' ? await transportFor(check.host) : undefined, signal)
    case 'tcp':
      return checkTcp(check, check.from === 'host' ? await transportFor(check.host) : undefined, signal)
    case 'command':
      return checkCommand(check, await transportFor(check.host), signal)
    case 'process':
      return checkProcess(check, await transportFor(check.host), signal)
    case 'file':
      return checkFile(check, await transportFor(check.host), signal)
    case 'log':
      return checkLog(check, { transport: await transportFor(check.host), marks: marks ?? new Map() }, signal)
  }
}

/**
 * Notes how far the logs of `log` checks go. Call it before the first step of a plan that changes something, and give the
 * result to {@link waitHealthy}: then only lines that the new release wrote are searched, not yesterday's errors.
 */
export function markHealth(checks: readonly HealthCheck[], { transportFor, signal }: CheckSurroundings): Promise<LogMarks> {
  return markLogs(checks, transportFor, signal)
}

export interface HealthWait extends CheckSurroundings {
  readonly checks: readonly HealthCheck[]
  /** At least 1. */
  readonly attempts: number
  /** Between the end of an attempt and the start of the next. */
  readonly delaySeconds: number
  /** After each attempt, numbered from 1, with the results of all checks in their order. */
  readonly onAttempt?: ((attempt: number, results: readonly CheckResult[]) => void) | undefined
  readonly clock?: Clock | undefined
}

export interface Health {
  /** Every required check passed in the last attempt. */
  readonly passed: boolean
  /** Of the last attempt, in the order of the checks. `attempts` counts how often each was looked at. */
  readonly results: readonly CheckResult[]
  /** Why it was not looked again: a host cannot be reached any more. */
  readonly gone?: DeployKitError | undefined
}

/**
 * Repeats all checks until every required one passes in the same attempt, or the attempts are used up, or the host is gone. The checks of an
 * attempt run at the same time. Optional checks are looked at as well, and neither fail nor prolong anything.
 *
 * Never throws because something is unhealthy; throws DK_CANCELLED when the signal is aborted.
 */
export async function waitHealthy(wait: HealthWait): Promise<Health> {
  const { checks, attempts, delaySeconds, signal, onAttempt, clock = systemClock } = wait
  for (let attempt = 1; ; attempt++) {
    refuseCancelled(signal)
    const looks = await Promise.all(checks.map((check) => lookOnce(check, wait)))
    const results = looks.map(({ result }) => ({ ...result, attempts: attempt }))
    refuseCancelled(signal)
    onAttempt?.(attempt, results)
    const passed = results.every((result) => result.passed || !result.required)
    const gone = looks.map((found) => found.gone).find((error) => error !== undefined)
    if (passed || attempt >= attempts || gone !== undefined) return { passed, results, gone: passed ? undefined : gone }
    await clock.sleep(delaySeconds * 1000, signal)
  }
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new DeployKitError('DK_CANCELLED', {
    message: 'The run was cancelled while waiting for health checks',
    remedy: 'Start it again when you are ready',
    cause: signal.reason
  })
}
