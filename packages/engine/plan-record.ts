import type { CheckResult, DeployKitError, EvidenceReport, RestoredHealth, Step, StepReport } from '../core/index.ts'
import { redactError, redactEvidence } from './redact-error.ts'
import type { StepContext, StepEnding } from './step-context.ts'
import type { BegunStep, UndoOutcome } from './undo.ts'

/** Whether what was begun was taken back. */
export type UndoState = 'not-needed' | 'complete' | 'incomplete'

/** What has happened to a plan so far, without secrets. */
export class PlanRecord {
  readonly begun: BegunStep[] = []
  readonly failures: DeployKitError[] = []
  readonly checks: CheckResult[] = []
  readonly restored: RestoredHealth[] = []
  readonly evidence: EvidenceReport[] = []
  readonly answers: Record<string, string> = {}
  readonly notUndone: { readonly step: Step; readonly error: DeployKitError }[] = []
  undo: UndoState = 'not-needed'
  sentBytes = 0
  /** A later failure undoes nothing any more. */
  isKept = false
  readonly #reports = new Map<Step, StepReport>()
  readonly #context: StepContext

  constructor(context: StepContext) {
    this.#context = context
  }

  get reports(): readonly StepReport[] {
    return this.#context.plan.steps.map((step) => this.#reports.get(step) ?? this.#describeSkipped(step))
  }

  /** Every step of the plan was run, well or badly. */
  get isAllRun(): boolean {
    return this.#reports.size === this.#context.plan.steps.length
  }

  /** Tells the start, and returns what tells the end. `reason` replaces the error of a step that was stopped from outside. */
  begin(step: Step): (ending: StepEnding, reason: DeployKitError | undefined) => void {
    const { clock, startedAt, listen } = this.#context
    const startedMs = clock.now() - startedAt
    listen({ type: 'step-started', step })
    // Until it has ended, nobody knows where it is.
    const begun = { step, unsettled: true }
    this.begun.push(begun)
    return (ending, reason) => {
      begun.unsettled = ending.unsettled === true
      const { id, title, host, phase } = step
      const error = ending.error === undefined ? undefined : redactError(reason ?? ending.error, this.#context.redactor)
      const outcome = error === undefined ? 'succeeded' : 'failed'
      const durationMs = clock.now() - startedAt - startedMs
      const report: StepReport = { id, title, host, phase, outcome, startedMs, durationMs, detail: ending.detail ?? '', error }
      this.#reports.set(step, report)
      this.#collect(step, ending)
      listen({ type: 'step-finished', step, result: report })
      if (error !== undefined) this.#fail(step, error, reason !== undefined)
    }
  }

  /** The step that failed stays the one that failed, also when it was undone. */
  recordUndo({ step, error: thrown }: UndoOutcome): void {
    const report = this.#reports.get(step)
    if (report === undefined) return
    const error = thrown === undefined ? undefined : redactError(thrown, this.#context.redactor)
    if (error !== undefined) this.notUndone.push({ step, error })
    const undone = report.outcome === 'failed' ? 'failed' : 'undone'
    this.#reports.set(step, { ...report, outcome: error === undefined ? undone : 'undo-failed', error: report.error ?? error })
  }

  #collect(step: Step, ending: StepEnding): void {
    const { redactor } = this.#context
    this.checks.push(...(ending.checks ?? []))
    this.evidence.push(...redactEvidence(ending.evidence ?? [], redactor))
    this.sentBytes += ending.sentBytes ?? 0
    if ((step.kind !== 'run' && step.kind !== 'write-package') || step.answer === undefined || ending.error !== undefined) return
    this.answers[`${step.host}/${step.answer}`] = redactor.redact(ending.stdout ?? '')
  }

  #fail(step: Step, error: DeployKitError, isInterrupted: boolean): void {
    if (step.kind !== 'run' || step.optional !== true || isInterrupted) {
      this.failures.push(error)
      return
    }
    const message = `${error.message} (this step is optional: the run goes on)`
    this.#context.listen({ type: 'warning', message, host: step.host })
  }

  #describeSkipped({ id, title, host, phase }: Step): StepReport {
    const startedMs = this.#context.clock.now() - this.#context.startedAt
    return { id, title, host, phase, outcome: 'skipped', startedMs, durationMs: 0, detail: '', error: undefined }
  }
}
