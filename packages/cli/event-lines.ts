import { renderDuration, renderSize, showControls, type CheckResult, type Event, type StepReport } from '../core/index.ts'
import type { Level } from './terminal.ts'

export interface EventLine {
  readonly level: Level
  readonly text: string
  /** Worth a line in a log, but on a terminal only until the next one. */
  readonly isPassing?: boolean
}

/**
 * What an event says, for the log file and for the terminal. Health checks that answer the same as the time before
 * are told once: thirty equal lines hide the one that matters.
 */
export function createEventLines(): (event: Event) => readonly EventLine[] {
  const lastChecks = new Map<string, string>()
  return (event) => {
    if (event.type !== 'checked') return renderEvent(event)
    const seen = renderChecks(event.results)
    const key = `${event.step.host} ${event.step.id}`
    const isNews = lastChecks.get(key) !== seen
    lastChecks.set(key, seen)
    const text = `[${event.step.host}] Health check ${event.attempt} of ${event.attempts}: ${seen}`
    return [isNews ? { level: 'INFO', text } : { level: 'DEBUG', text, isPassing: true }]
  }
}

function renderEvent(event: Exclude<Event, { readonly type: 'checked' }>): readonly EventLine[] {
  switch (event.type) {
    case 'connecting':
      return [line('INFO', event.host, `Connecting to ${event.address}...`, true)]
    case 'connected':
      return [line('INFO', event.host, `Connected in ${renderDuration(event.durationMs / 1000)}`)]
    case 'planned':
      return [line('DEBUG', undefined, `Planned: ${event.plan.title} (${event.plan.hash.slice(0, 12)})`)]
    case 'lease-waiting':
      return [line('INFO', event.host, `Waiting for the deploy lock, held by ${event.holder}`)]
    case 'step-started':
      return [line('INFO', event.step.host, `${event.step.title}...`, true)]
    case 'step-output':
      return [line('INFO', event.step.host, `  | ${event.line}`)]
    case 'step-progress':
      return []
    case 'step-finished':
      return [renderFinished(event.result)]
    case 'reconnecting':
      return [line('WARN', event.host, `The connection broke; connecting again (attempt ${event.attempt})`)]
    case 'undo-started':
      return [line('WARN', undefined, `Undoing what was done: ${event.reason}`)]
    case 'warning':
      return [line('WARN', event.host, event.message)]
    case 'debug':
      return [line('DEBUG', event.host, event.message)]
    case 'finished':
      return []
  }
}

const ENDINGS: Readonly<Record<StepReport['outcome'], { readonly level: Level; readonly words: string }>> = {
  succeeded: { level: 'INFO', words: 'done' },
  failed: { level: 'ERROR', words: 'FAILED' },
  skipped: { level: 'INFO', words: 'skipped' },
  undone: { level: 'WARN', words: 'undone' },
  'undo-failed': { level: 'ERROR', words: 'COULD NOT BE UNDONE' }
}

function renderFinished({ host, title, outcome, durationMs, detail }: StepReport): EventLine {
  const { level, words } = ENDINGS[outcome]
  const time = outcome === 'skipped' ? '' : ` in ${renderDuration(durationMs / 1000)}`
  return line(level, host, `${title}: ${words}${time}${detail === '' ? '' : ` (${detail})`}`)
}

function renderChecks(results: readonly CheckResult[]): string {
  const failing = results.filter((result) => !result.passed)
  if (failing.length === 0) return `all ${results.length} passed`
  const told = failing.map(({ title, detail, required }) => `${title}: ${detail}${required ? '' : ' (optional)'}`)
  return `${results.length - failing.length} of ${results.length} passed; ${told.join('; ')}`
}

function line(level: Level, host: string | undefined, text: string, isPassing = false): EventLine {
  return { level, text: showControls(`${host === undefined ? '' : `[${host}] `}${text}`), isPassing }
}

export interface Progress {
  readonly doneBytes: number
  readonly totalBytes: number
  readonly elapsedMs: number
}

/** `42 %, 1.2 MiB of 2.9 MiB, 850.0 KiB/s, 2.0 s left`. */
export function renderProgress({ doneBytes, totalBytes, elapsedMs }: Progress): string {
  const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes)
  const amount = `${percent} %, ${renderSize(doneBytes)} of ${renderSize(totalBytes)}`
  const perSecond = elapsedMs < 200 ? 0 : (doneBytes * 1000) / elapsedMs
  if (perSecond < 1) return amount
  const left = doneBytes < totalBytes ? `, ${renderDuration((totalBytes - doneBytes) / perSecond)} left` : ''
  return `${amount}, ${renderSize(Math.round(perSecond))}/s${left}`
}
