import { DeployKitError, describeRestored, errorCatalogue, type ErrorCode, type FailingWords, type Plan, type ProbeReport, type Report } from '../core/index.ts'
import type { PlanRecord } from './plan-record.ts'

/** What a plan came to; a part of the report. */
export type PlanEnding = Pick<
  Report,
  'outcome' | 'steps' | 'checks' | 'restored' | 'probes' | 'error' | 'live' | 'evidence' | 'answers' | 'sentBytes'
>

type Live = Report['live']

/** The verdict over a plan that has ended. */
export function concludePlan(plan: Plan, record: PlanRecord, probes: readonly ProbeReport[]): PlanEnding {
  const { reports: steps, checks, restored, evidence, answers, sentBytes } = record
  const live = findLive(plan, record)
  const error = describeFailure(plan, record, live)
  return { outcome: findOutcome(record), steps, checks, restored, probes, evidence, answers, sentBytes, live, error }
}

function findOutcome({ failures, undo }: PlanRecord): Report['outcome'] {
  if (failures.length === 0) return 'succeeded'
  return ({ 'not-needed': 'failed', complete: 'undone', incomplete: 'undo-failed' } as const)[undo]
}

/** What was live before is live still where nothing that can be undone was begun, or where all of it was undone. */
function findLive(plan: Plan, record: PlanRecord): Live {
  const succeeded = record.failures.length === 0 || record.isKept
  const isAsBefore = (host: string): boolean => {
    const begun = record.begun.filter(({ step }) => step.host === host)
    if (!begun.some(({ step }) => (plan.onFailure === 'undo' ? step.undo !== undefined : step.effect === 'write'))) return true
    const wasTried = record.undo === 'complete' || record.notUndone.length > 0
    return wasTried && !record.notUndone.some(({ step }) => step.host === host)
  }
  const entries = Object.entries(plan.live).map(([host, { before, after }]): [string, string | undefined] => {
    if (succeeded) return [host, after]
    return [host, isAsBefore(host) ? before : undefined]
  })
  return Object.fromEntries(entries)
}

/** The first failure, told with all the others, what was undone, what was not, and what is live now. */
function describeFailure(plan: Plan, record: PlanRecord, live: Live): DeployKitError | undefined {
  const [first, ...others] = record.failures
  if (first === undefined) return undefined
  const sentences = [
    first.message,
    ...others.filter(({ message }) => message !== first.message).map(({ message }) => message),
    ...describeUndo(record, plan),
    ...(plan.failing === undefined ? describeLive(live) : [findWords(plan.failing, record)]),
    ...record.restored.map(describeRestored)
  ]
  const { step, host, exitCode, stderrTail } = first
  return new DeployKitError(findCode(plan, record, first), {
    message: sentences.join('. '),
    remedy: describeRemedy(record, first, plan),
    ...{ step, host, exitCode, stderrTail },
    cause: first
  })
}

function findWords({ unsure, asBefore, kept }: FailingWords, { undo, isKept }: PlanRecord): string {
  if (isKept && kept !== undefined) return kept.words
  return undo === 'incomplete' ? unsure : asBefore
}

const SAY_UNDONE: readonly ErrorCode[] = ['DK_CANCELLED', 'DK_BACKUP_DAMAGED']

/** The code tells how it ended; that of the first failure stays when it says the same itself, or when nothing was undone. */
function findCode({ failing }: Plan, { undo }: PlanRecord, first: DeployKitError): ErrorCode {
  if (undo === 'not-needed' || first.code === 'DK_LOCK_LOST') return first.code
  if (undo === 'incomplete') return 'DK_UNDO_INCOMPLETE'
  const saysUndone = SAY_UNDONE.includes(first.code) || first.processExitCode === errorCatalogue.DK_DEPLOY_UNDONE.exitCode
  return saysUndone ? first.code : (failing?.undone ?? 'DK_DEPLOY_UNDONE')
}

function describeUndo({ undo, begun, notUndone, isKept }: PlanRecord, plan: Plan): readonly string[] {
  if (isKept) return []
  if (undo === 'not-needed') return describeUnchanged(begun, plan)
  const hosts = [...new Set(begun.filter(({ step }) => step.undo !== undefined).map(({ step }) => step.host))].sort()
  if (undo === 'complete') return [`Everything was undone on ${hosts.join(', ')}`]
  if (notUndone.length === 0) return [`NOTHING was undone by this run on ${hosts.join(', ')}`]
  const failed = notUndone.map(({ step, error }) => `"${step.title}" on ${step.host} (${error.message})`)
  const clean = hosts.filter((host) => !notUndone.some(({ step }) => step.host === host))
  return [...(clean.length === 0 ? [] : [`Everything was undone on ${clean.join(', ')}`]), `NOT undone: ${failed.join('; ')}`]
}

function describeUnchanged(begun: PlanRecord['begun'], { steps, onFailure }: Plan): readonly string[] {
  if (steps.every(({ effect }) => effect === 'read')) return []
  if (begun.every(({ step }) => step.effect === 'read')) return ['Nothing was changed']
  return [onFailure === 'stop' ? 'What had been done before stays as it is' : 'Nothing had to be undone']
}

function describeLive(live: Live): readonly string[] {
  const parts = Object.entries(live).map(([host, release]) => `${release ?? 'nothing, as far as is known,'} on ${host}`)
  return parts.length === 0 ? [] : [`Live now: ${parts.join(', ')}`]
}

/** What is live and does not work comes first. */
function describeRemedy(record: PlanRecord, first: DeployKitError, plan: Plan): string {
  const remedy = record.undo === 'incomplete' ? describeRepair(record, first, plan) : first.remedy
  const sick = record.restored.filter(({ passed }) => !passed).map(({ host }) => host)
  if (sick.length === 0) return remedy
  return [
    `What is live on ${sick.join(', ')} does not work, look at it first: deploy-kit status, deploy-kit logs;`,
    `to go back further: deploy-kit rollback --to <release> (deploy-kit releases lists them). Then: ${remedy}`
  ].join(' ')
}

function describeRepair({ notUndone }: PlanRecord, first: DeployKitError, { hosts, failing }: Plan): string {
  const broken = [...new Set(notUndone.map(({ step }) => step.host))]
  const where = (broken.length === 0 ? hosts : broken).join(', ')
  return notUndone.length === 0 ? first.remedy : `Look at ${where}: what is listed was not undone; then run it again${failing === undefined ? ', or: deploy-kit rollback' : ''}`
}
