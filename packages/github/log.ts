import { describeRestored, renderDuration, renderSize, renderTable, type CheckResult, type DeployKitError, type Event, type Plan, type Report, type Step, type StepReport } from '../core/index.ts'
import { Annotations } from './annotations.ts'
import { renderLogLines, renderWorkflowCommand } from './workflow-commands.ts'

const UNDO = 'Undo: '
/** A smaller upload is done before anybody could wonder. */
const PROGRESS_WORDS: Readonly<Partial<Record<Step['kind'], string>>> = { 'write-package': 'packaged', download: 'received' }
const PROGRESS_MINIMUM_BYTES = 1024 * 1024
/** Of an upload, in percent: a log is no progress bar. */
const PROGRESS_STEP = 25

/**
 * The events of a run as the log of a job: one group per phase, one line per step, annotations for what needs to be
 * seen. Text from hosts is always behind a bar (`|`), so that it can be told from ours and is never read as a command.
 */
export class RunnerLog {
  readonly annotations: Annotations
  readonly #write: (line: string) => void
  #group: string | undefined
  readonly #progress = new Map<string, number>()

  /** `write` writes one line and adds the line end. */
  constructor(write: (line: string) => void) {
    this.#write = write
    this.annotations = new Annotations((line) => {
      this.#endGroup()
      write(line)
    })
  }

  readonly listen = (event: Event): void => {
    switch (event.type) {
      case 'connecting':
        return this.info(`Connecting to ${event.host} (${event.address})`)
      case 'connected':
        return this.info(`Connected to ${event.host} in ${renderDuration(event.durationMs / 1000)}`)
      case 'planned':
        return this.#showPlan(event.plan)
      case 'lease-waiting':
        return this.info(`Waiting for the deploy lock on ${event.host}, held by ${event.holder}`)
      case 'step-started':
        return this.#startStep(event.step)
      case 'step-output':
        return this.#lines(`  ${event.step.host} | ${event.line}`, `  ${event.step.host} | `)
      case 'step-progress':
        return this.#showProgress(event.step, event.doneBytes, event.totalBytes)
      case 'checked':
        return this.#showChecks(event)
      case 'step-finished':
        return this.#finishStep(event.result)
      case 'reconnecting':
        return this.info(`The connection to ${event.host} was lost: connecting again (attempt ${event.attempt})`, 'WARN ')
      case 'undo-started':
        return this.#beginGroup(`${UNDO}${event.reason}`)
      case 'warning':
        return this.annotations.add('warning', event.host === undefined ? 'deploy-kit' : `deploy-kit: ${event.host}`, event.message)
      case 'debug':
        return this.debug(event.host === undefined ? event.message : `${event.host}: ${event.message}`)
      case 'finished':
        return this.#finish(event.report)
    }
  }

  info(text: string, level = 'INFO '): void {
    this.#lines(`${level} ${text}`, '      ')
  }

  /** The one error of the run: told in full, and as an annotation. */
  fail(error: DeployKitError): void {
    this.#endGroup()
    const where = [error.step === undefined ? '' : ` in step ${error.step}`, error.host === undefined ? '' : ` on ${error.host}`].join('')
    const tail = error.stderrTail?.trimEnd() ?? ''
    if (tail !== '') this.#lines(`  ${error.host ?? ''} | ${tail}`, `  ${error.host ?? ''} | `)
    this.annotations.add('error', `${error.code}${where}`, `${error.message}\n-> ${error.remedy}`)
  }

  debug(text: string): void {
    this.#write(renderWorkflowCommand('debug', text))
  }

  #lines(text: string, indent: string): void {
    const [first = '', ...rest] = renderLogLines(text)
    this.#write(first)
    for (const line of rest) this.#write(indent + line)
  }

  #beginGroup(title: string): void {
    if (this.#group === title) return
    this.#endGroup()
    this.#write(renderWorkflowCommand('group', renderLogLines(title).join(' ')))
    this.#group = title
  }

  #endGroup(): void {
    if (this.#group === undefined) return
    this.#group = undefined
    this.#write(renderWorkflowCommand('endgroup', ''))
  }

  #showPlan(plan: Plan): void {
    this.#beginGroup(`Plan: ${plan.title}`)
    for (const table of plan.tables.filter(({ rows }) => rows.length > 0)) this.#lines(renderTable(table), '')
    for (const note of plan.notes) this.info(note)
    const steps = plan.steps.map((step) => [step.host, step.phase, step.title])
    if (steps.length > 0) this.#lines(renderTable({ title: '', columns: ['Host', 'Phase', 'Step'], rows: steps }), '')
    this.info(`Plan hash ${plan.hash}`)
    this.#endGroup()
  }

  #startStep(step: Step): void {
    // The group of the undo is named after its reason.
    if (step.phase !== 'undo' || this.#group?.startsWith(UNDO) !== true) this.#beginGroup(step.phase)
    this.debug(`${step.host}: ${step.id} begins`)
  }

  #showProgress(step: Step, doneBytes: number, totalBytes: number): void {
    const key = `${step.host}/${step.id}`
    const part = totalBytes === 0 ? 100 : Math.floor((doneBytes / totalBytes) * 100)
    const mark = part - (part % PROGRESS_STEP)
    if (totalBytes < PROGRESS_MINIMUM_BYTES || mark === 0 || mark <= (this.#progress.get(key) ?? 0)) return
    this.#progress.set(key, mark)
    this.info(`${step.host}: ${mark} % of ${renderSize(totalBytes)} ${PROGRESS_WORDS[step.kind] ?? 'sent'}`)
  }

  /** Every attempt would bury the one that matters: the first, each tenth and the last are shown. */
  #showChecks(event: Extract<Event, { type: 'checked' }>): void {
    const { attempt, attempts, results } = event
    const healthy = results.every((result) => result.passed || !result.required)
    const show = attempt === 1 || attempt === attempts || attempt % 10 === 0 || healthy
    for (const result of results) {
      const line = `${event.step.host}: check ${attempt} of ${attempts}: ${renderCheck(result)}`
      if (show) this.info(line)
      else this.debug(line)
    }
  }

  #finishStep(result: StepReport): void {
    const detail = result.detail === '' ? '' : ` (${result.detail})`
    const line = `${result.host}: ${result.title}${detail} ... ${OUTCOMES[result.outcome]}`
    const took = result.outcome === 'skipped' ? '' : ` in ${renderDuration(result.durationMs / 1000)}`
    this.info(line + took, result.outcome === 'failed' || result.outcome === 'undo-failed' ? 'ERROR' : 'INFO ')
  }

  #finish(report: Report): void {
    this.#endGroup()
    for (const { title, host, text } of report.evidence) {
      this.#beginGroup(`Evidence: ${title} on ${host}`)
      this.#lines(`  ${host} | ${text.trimEnd()}`, `  ${host} | `)
      this.#endGroup()
    }
    for (const [host, release] of Object.entries(report.live)) this.info(`Live now on ${host}: ${release ?? 'nothing, or not known'}`)
    for (const restored of report.restored) this.info(describeRestored(restored), restored.passed ? 'INFO ' : 'ERROR')
    for (const probe of report.probes) {
      this.info(`Downtime on ${probe.host}: ${probe.failures} of ${probe.requests} requests failed, longest gap ${Math.round(probe.longestGapMs)} ms`)
    }
    this.info(`${report.plan.title}: ${report.outcome} in ${renderDuration(report.durationMs / 1000)}`)
  }
}

const OUTCOMES: Readonly<Record<StepReport['outcome'], string>> = {
  succeeded: 'done',
  failed: 'FAILED',
  skipped: 'skipped',
  undone: 'undone',
  'undo-failed': 'COULD NOT BE UNDONE'
}

function renderCheck({ passed, required, title, detail }: CheckResult): string {
  return `${passed ? 'passed' : 'not passed'}${required ? '' : ' (optional)'}: ${title}: ${detail}`
}
