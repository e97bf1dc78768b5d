import { DeployKitError, render, toDeployKitError, type Command, type Lease, type Listener } from '../core/index.ts'
import type { Clock } from './clock.ts'
import { findEndingError } from './ending-error.ts'
import { runRepeatable } from './run-repeatable.ts'
import type { RunResult, Transport } from './transports/transport.ts'

/** EX_TEMPFAIL of sysexits.h: another run holds the lease. */
const HELD = 75
const POLL_SECONDS = 2
const COMMAND_TIMEOUT_SECONDS = 60

export interface LeaseRequest {
  /** A transport and a lease for each host. */
  readonly leases: readonly { readonly transport: Transport; readonly lease: Lease }[]
  readonly clock: Clock
  readonly listen: Listener
  readonly signal: AbortSignal
}

/** The leases of all hosts of a run. */
export interface HeldLeases {
  /** Aborts, with a DK_LOCK_LOST as its reason, when another run has taken one over. */
  readonly lost: AbortSignal
  /** Stops renewing and releases all. Never throws: what cannot be released expires. Safe to repeat. */
  release(): Promise<void>
}

/**
 * Takes the lease of every host, in the order of their names so that two runs never wait for each other, and renews them
 * until released.
 *
 * Throws DK_LOCK_HELD (after waiting as long as the lease says), DK_CANCELLED, and what hosts out of reach give;
 * leases that were taken are released then.
 */
export async function takeLeases(request: LeaseRequest): Promise<HeldLeases> {
  const taken: LeaseRequest['leases'][number][] = []
  const sorted = [...request.leases].sort((left, right) => (left.transport.host < right.transport.host ? -1 : 1))
  try {
    for (const held of sorted) {
      // Before it is taken: a connection that is lost just then may have taken it.
      taken.push(held)
      await take(held.transport, held.lease, request)
    }
  } catch (error) {
    await releaseAll(taken, request.listen)
    throw error
  }
  const held = keepRenewing(sorted, request)
  try {
    await Promise.all(sorted.map(({ transport, lease }) => settle(transport, lease, request.signal)))
  } catch (error) {
    await held.release()
    throw error
  }
  return held
}

async function settle(transport: Transport, { settle: settling }: Lease, signal: AbortSignal): Promise<void> {
  if (settling === undefined) return
  const { line, stdin } = render(settling.command)
  const { title, timeoutSeconds } = settling
  const result = await runRepeatable(transport, { line, stdin: () => stdin, effect: 'write', timeoutSeconds, signal })
  const error = findEndingError(result, { title, host: transport.host })
  if (error !== undefined) throw error
}

async function take(transport: Transport, lease: Lease, { clock, listen, signal }: LeaseRequest): Promise<void> {
  const { host } = transport
  const deadline = clock.now() + lease.waitSeconds * 1000
  for (;;) {
    if (signal.aborted) throw cancelled(host)
    const result = await runLeaseCommand(transport, lease.take)
    if (!isHeld(result)) {
      const error = findEndingError(result, { title: 'Take the deploy lock', host })
      if (error !== undefined) throw error
      return
    }
    const holder = lastLine(result.stdout) || 'another run'
    if (clock.now() >= deadline) throw lockHeld(host, holder, lease.waitSeconds)
    listen({ type: 'lease-waiting', host, holder })
    await clock.sleep(POLL_SECONDS * 1000, signal)
  }
}

function keepRenewing(leases: LeaseRequest['leases'], { clock, listen }: LeaseRequest): HeldLeases {
  const lost = new AbortController()
  const ended = new AbortController()
  const renewals = leases.map(async ({ transport, lease }) => {
    for (;;) {
      await clock.sleep(lease.renewEverySeconds * 1000, ended.signal)
      if (ended.signal.aborted || lost.signal.aborted) return
      const problem = await renew(transport, lease)
      if (problem?.code === 'DK_LOCK_LOST') lost.abort(problem)
      else if (problem !== undefined) listen({ type: 'debug', host: transport.host, message: `The deploy lock was not renewed: ${problem.message}` })
    }
  })
  let released: Promise<void> | undefined
  const release = async (): Promise<void> => {
    ended.abort()
    await Promise.all(renewals)
    await releaseAll(leases, listen)
  }
  return { lost: lost.signal, release: () => (released ??= release()) }
}

async function renew(transport: Transport, lease: Lease): Promise<DeployKitError | undefined> {
  const { host } = transport
  try {
    const result = await runLeaseCommand(transport, lease.renew)
    if (isHeld(result)) return lockLost(host, lastLine(result.stdout) || 'nobody')
    return findEndingError(result, { title: 'Renew the deploy lock', host })
  } catch (thrown) {
    return toDeployKitError(thrown)
  }
}

async function releaseAll(leases: LeaseRequest['leases'], listen: Listener): Promise<void> {
  await Promise.all(
    leases.map(async ({ transport, lease }) => {
      const { host } = transport
      try {
        const error = findEndingError(await runLeaseCommand(transport, lease.release), { title: 'Release the deploy lock', host })
        if (error !== undefined) throw error
      } catch (thrown) {
        const { message } = toDeployKitError(thrown)
        listen({ type: 'warning', host, message: `The deploy lock on ${host} could not be released and will expire by itself: ${message}` })
      }
    })
  )
}

/** Taking, renewing and releasing are safe to repeat for the same run. */
function runLeaseCommand(transport: Transport, command: Command): Promise<RunResult> {
  const { line, stdin } = render(command)
  return runRepeatable(transport, { line, stdin: () => stdin, effect: 'write', timeoutSeconds: COMMAND_TIMEOUT_SECONDS })
}

/** A login profile may print something before it. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

function isHeld({ ending }: RunResult): boolean {
  return ending.kind === 'exited' && ending.code === HELD
}

function lockHeld(host: string, holder: string, waitedSeconds: number): DeployKitError {
  const waited = waitedSeconds === 0 ? '' : `, also after ${waitedSeconds} s of waiting`
  return new DeployKitError('DK_LOCK_HELD', {
    message: `The deploy lock on ${host} is held by ${holder}${waited}`,
    remedy: `Wait for it to end, or run: deploy-kit unlock --host ${host}`,
    host
  })
}

function lockLost(host: string, holder: string): DeployKitError {
  const how = holder === 'nobody' ? 'is gone: it was unlocked, or the host went back by itself,' : `was taken over by ${holder}`
  return new DeployKitError('DK_LOCK_LOST', {
    message: `The deploy lock on ${host} ${how} while this run was under way`,
    remedy: `Look at what is live on ${host} (deploy-kit status) and who works there, then run it again`,
    host
  })
}

function cancelled(host: string): DeployKitError {
  return new DeployKitError('DK_CANCELLED', {
    message: `The run was cancelled while it waited for the deploy lock on ${host}`,
    remedy: 'Start it again when you are ready',
    host
  })
}
