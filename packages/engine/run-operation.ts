import { randomBytes } from 'node:crypto'
import {
  sealPlan,
  toDeployKitError,
  type ConnectionSettings,
  type Event,
  type HostAddress,
  type Identity,
  type InputDefinitions,
  type InputValues,
  type Listener,
  type LocalFiles,
  type Operation,
  type Plan,
  type Report
} from '../core/index.ts'
import { applyPlan } from './apply-plan.ts'
import { systemClock, type Clock } from './clock.ts'
import { HostConnections } from './host-connections.ts'
import { createObserver } from './observe.ts'
import type { PlanEnding } from './plan-ending.ts'
import { planOperation, type Planning } from './plan-operation.ts'
import { findSecrets, Redactor } from './redact.ts'
import { redactError } from './redact-error.ts'
import { openTransport } from './transports/open-transport.ts'
import type { Transport } from './transports/transport.ts'

export interface OperationRequest<I extends InputDefinitions, F> {
  readonly operation: Operation<I, F>
  readonly values: InputValues<I>
  readonly connection: ConnectionSettings
  readonly local: LocalFiles
  readonly identity: Identity
  /** `plan` really reads and changes nothing. */
  readonly mode: 'plan' | 'apply'
  /** Hash of the plan that was approved: any other one is refused. */
  readonly approvedHash?: string | undefined
  /** Asked once, before anything is changed. */
  readonly confirm?: ((plan: Plan) => Promise<boolean>) | undefined
  /** Aborting stops what runs on the hosts, and undoes what was done. */
  readonly signal?: AbortSignal | undefined
  readonly listen: Listener
  readonly open?: ((host: HostAddress) => Promise<Transport>) | undefined
  readonly clock?: Clock | undefined
  /** 12 hex digits; default: random. */
  readonly runId?: string | undefined
}

/**
 * Runs one operation: observe, plan, and (mode `apply`) act; undone when it fails. Never throws: every failure is told
 * by `error` of the report.
 */
export async function runOperation<I extends InputDefinitions, F>(request: OperationRequest<I, F>): Promise<Report> {
  const run = startRun(request)
  let report: Report
  try {
    report = await perform(request, run)
  } catch (thrown) {
    report = describeRun(request, run, { outcome: 'failed', error: redactError(toDeployKitError(thrown), run.redactor) })
  } finally {
    await run.connections.close()
  }
  tell(request, { type: 'finished', report }, [])
  return report
}

/** A listener that fails (a log file on a full disk) must not end a run in its midst, with nothing undone. */
function tell({ listen }: { readonly listen: Listener }, event: Event, warnings: string[]): void {
  try {
    listen(event)
  } catch (thrown) {
    const warning = `What happens could not be told: ${toDeployKitError(thrown).message}`
    if (!warnings.includes(warning)) warnings.push(warning)
  }
}

/** What lives as long as the run. */
interface Run {
  readonly runId: string
  readonly startedAt: number
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly redactor: Redactor
  readonly listen: Listener
  readonly warnings: string[]
  readonly connections: HostConnections
  /** The last plan that was made. */
  plan: Plan
}

function startRun<I extends InputDefinitions, F>(request: OperationRequest<I, F>): Run {
  const { operation, values, connection, clock = systemClock, signal = new AbortController().signal } = request
  const redactor = new Redactor()
  redactor.add([...findSecrets(values), ...findSecrets(connection)])
  const warnings: string[] = []
  const listen = (event: Event): void => {
    const told = event.type === 'warning' || event.type === 'debug' ? { ...event, message: redactor.redact(event.message) } : event
    if (told.type === 'warning') warnings.push(told.message)
    tell(request, told, warnings)
  }
  const open =
    request.open ??
    ((host) =>
      openTransport(host, connection, {
        onDebug: (message) => listen({ type: 'debug', host: host.name, message }),
        onWarning: (message) => warnOnce(warnings, { type: 'warning', host: host.name, message }, listen)
      }))
  const hosts = connection.hosts.map(({ name }) => name)
  return {
    runId: request.runId ?? randomBytes(6).toString('hex'),
    startedAt: clock.now(),
    ...{ clock, signal, redactor, listen, warnings },
    connections: new HostConnections({ hosts: connection.hosts, open, clock, listen }),
    plan: emptyPlan(operation.name, hosts)
  }
}

async function perform<I extends InputDefinitions, F>(request: OperationRequest<I, F>, run: Run): Promise<Report> {
  const { operation, values, connection, local, identity, mode, approvedHash, confirm } = request
  if (connection.knownHosts.unsafeSkip && connection.hosts.some(({ kind }) => kind === 'ssh')) {
    run.listen({ type: 'warning', message: 'Host keys are NOT checked (unsafe-skip-host-key-check): anyone in between can read and change everything' })
  }
  const { runId, startedAt, clock, listen, signal, connections, redactor } = run
  const observer = createObserver({ connections, settings: connection, local, identity, runId, startedAt, clock, listen, signal, hide: (secrets) => redactor.add(secrets) })
  const planning: Planning<I, F> = {
    ...{ operation, values, observer, connections, redactor, listen, signal, approvedHash },
    onPlan: (plan) => (run.plan = plan)
  }
  const plan = await planOperation(planning)
  if (mode === 'plan') return describeRun(request, run, { outcome: 'planned' })
  const ending = await applyPlan(plan, { planning, run, identity, confirm })
  return describeRun(request, run, ending)
}

function describeRun<I extends InputDefinitions, F>(request: OperationRequest<I, F>, run: Run, ending: Partial<PlanEnding>): Report {
  const { plan, startedAt, clock, warnings } = run
  const live = Object.fromEntries(Object.entries(plan.live).map(([host, { before }]) => [host, before]))
  const report: Report = {
    ...{ plan, startedAt, durationMs: clock.now() - startedAt },
    ...{ outcome: 'failed', steps: [], checks: [], restored: [], probes: [], error: undefined, live, evidence: [], answers: {}, sentBytes: 0 },
    ...ending,
    warnings,
    outputs: plan.outputs
  }
  try {
    return { ...report, outputs: { ...plan.outputs, ...request.operation.outputsAfter?.(request.values, report) } }
  } catch (thrown) {
    // The run is over: a defect in telling its outputs must not hide how it went.
    return { ...report, error: report.error ?? toDeployKitError(thrown) }
  }
}

/** Every connection of a run, also one that is made again, would tell the same. */
function warnOnce(warnings: readonly string[], event: Event & { readonly type: 'warning' }, listen: Listener): void {
  if (!warnings.includes(event.message)) listen(event)
}

/** For reports of runs that failed before there was a plan. */
function emptyPlan(operation: string, hosts: readonly string[]): Plan {
  const nothing = { tables: [], notes: [], problems: [], phases: [], steps: [], journals: {}, probes: [], live: {}, outputs: {} }
  return sealPlan({ operation, title: hosts.length === 0 ? operation : `${operation} on ${hosts.join(', ')}`, hosts, onFailure: 'stop', ...nothing })
}
