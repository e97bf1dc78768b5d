import {
  renderErrorText,
  renderPlanText,
  renderReportText,
  renderTable,
  type AnyOperation,
  type DeployKitError,
  type Event,
  type Plan,
  type Report
} from '../core/index.ts'
import { createEventLines, renderProgress, type EventLine } from './event-lines.ts'
import type { GlobalSettings } from './command-line.ts'
import { StatusLine } from './status-line.ts'
import { renderLevelLine, type Terminal } from './terminal.ts'

export interface OutputOptions {
  readonly terminal: Terminal
  readonly settings: GlobalSettings
  /** Adds a line to the log file, when there is one. */
  readonly log: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Shows one run: lines while it works, the plan, and the result. Ends with `close`, which takes the status line away. */
export class RunOutput {
  readonly #options: OutputOptions
  readonly #status: StatusLine
  readonly #renderEvent = createEventLines()
  #isReadOnly = false
  readonly #stepStartedAt = new Map<string, number>()

  constructor(options: OutputOptions) {
    this.#options = options
    this.#status = new StatusLine(options.terminal)
  }

  begin(operation: AnyOperation): void {
    this.#isReadOnly = operation.danger === 'read-only'
  }

  listen(event: Event): void {
    if (event.type === 'planned' && !this.#isReadOnly && !this.#options.settings.plan && event.plan.text === undefined) this.#showPlan(event.plan)
    if (event.type === 'step-started') this.#stepStartedAt.set(stepKey(event), this.#options.now())
    if (event.type === 'step-progress') this.#showProgress(event)
    // What a reading command was asked for (`logs`) is its result, so that it can be piped.
    if (event.type === 'step-output' && event.stream === 'stdout' && this.#isReadOnly && !this.#options.settings.json) {
      this.#status.clear()
      this.#options.terminal.out(`${event.line}\n`)
      return
    }
    for (const line of this.#renderEvent(event)) this.#show(line)
  }

  finish(report: Report): void {
    this.#status.clear()
    const { terminal, settings, log } = this.#options
    for (const line of renderReportText(report).split('\n').filter((text) => text !== '')) log(renderLogLine(line, this.#options.now()))
    if (settings.json) this.#printJson({ plan: report.plan, report })
    else if (report.plan.text !== undefined && report.error === undefined) terminal.out(report.plan.text)
    else if (report.outcome === 'planned') terminal.out(`${renderPlanText(report.plan, { width: widthOf(terminal) })}\n`)
    else this.#showResult(report)
  }

  fail(error: DeployKitError): void {
    this.#status.clear()
    const { terminal, settings, log, now } = this.#options
    const text = renderErrorText(error, { withCauses: settings.verbose })
    for (const line of text.split('\n')) log(renderLogLine(`ERROR ${line}`, now()))
    terminal.err(`${renderLevelLine('ERROR', text, terminal.colours)}\n`)
    if (settings.json) this.#printJson({ plan: undefined, report: undefined, error })
  }

  close(): void {
    this.#status.clear()
  }

  #show(line: EventLine): void {
    const { terminal, settings, log, now } = this.#options
    const text = line.level === 'INFO' ? line.text : `${line.level} ${line.text}`
    if (line.level !== 'DEBUG' || settings.verbose) log(renderLogLine(text, now()))
    if (settings.quiet && (line.level === 'INFO' || line.level === 'DEBUG')) return
    if (line.isPassing === true && terminal.isLive && !settings.verbose) return this.#status.show(line.text)
    if (line.level === 'DEBUG' && !settings.verbose) return
    this.#status.printAbove(`${renderLevelLine(line.level, line.text, terminal.colours)}\n`)
  }

  #showPlan(plan: Plan): void {
    const { terminal, settings } = this.#options
    if (settings.quiet || settings.json) return
    this.#status.clear()
    terminal.out(`${renderPlanText(plan, { width: widthOf(terminal) })}\n`)
  }

  #showResult(report: Report): void {
    const { terminal, settings } = this.#options
    if (this.#isReadOnly) terminal.out(renderAnswer(report, terminal.columns ?? Infinity))
    if (this.#isReadOnly && report.error === undefined && report.checks.length === 0) return
    const text = `\n${renderReportText(report, { width: widthOf(terminal), withCauses: settings.verbose })}\n`
    if (report.error === undefined) terminal.out(text)
    else terminal.err(text)
  }

  #showProgress(event: Extract<Event, { readonly type: 'step-progress' }>): void {
    if (this.#options.settings.quiet) return
    const elapsedMs = this.#options.now() - (this.#stepStartedAt.get(stepKey(event)) ?? this.#options.now())
    this.#status.show(`[${event.step.host}] ${event.step.title}: ${renderProgress({ ...event, elapsedMs })}`)
  }

  /** Errors stay readable in JSON (`toJSON`), secrets print as `***`; the plan is told once. */
  #printJson({ plan, report, error }: { plan: Plan | undefined; report: Report | undefined; error?: DeployKitError }): void {
    const rest = report === undefined ? null : { ...report, plan: undefined }
    const document = { plan: plan ?? null, report: rest, error: error ?? report?.error ?? null }
    this.#options.terminal.out(`${JSON.stringify(document, undefined, 2)}\n`)
  }
}

/** `[2026-01-31 15:30:00] Creating backup...`, in UTC. */
export function renderLogLine(text: string, now: number): string {
  return `[${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}] ${text}`
}

function stepKey({ step }: { readonly step: { readonly host: string; readonly id: string } }): string {
  return `${step.host} ${step.id}`
}

/** A log of a job is read in a browser, where some width is better than none. */
function widthOf({ columns }: Terminal): number {
  return columns ?? 120
}

/** What a reading command found: its tables and notes, and nothing around them. Where it is piped, no line is broken. */
function renderAnswer({ plan, warnings }: Report, width: number): string {
  const tables = plan.tables.map((table) => renderTable(table, { width }))
  const parts = [...tables, ...plan.notes, ...warnings.map((warning) => `Warning: ${warning}`)]
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`
}
