import type { Report, StepReport } from './report.ts'

/**
 * The steps of a run as a Mermaid gantt chart (without the code fence): one section per host, or per phase when there
 * is one host only. Times are seconds after the start. Undefined when no step has run.
 */
export function renderTimeline(report: Pick<Report, 'plan' | 'steps'>): string | undefined {
  const steps = report.steps.filter((step) => step.outcome !== 'skipped')
  if (steps.length === 0) return undefined
  const sectionOf = (step: StepReport): string => (report.plan.hosts.length > 1 ? step.host : step.phase)
  const sections = [...new Set(steps.map(sectionOf))]
  const lines = sections.flatMap((section) => [
    `  section ${plain(section)}`,
    ...steps.filter((step) => sectionOf(step) === section).map(renderTask)
  ])
  // %s is seconds since 1970 without a time zone: %M:%S would be shifted for readers in half-hour zones.
  return ['gantt', '  dateFormat x', '  axisFormat %s s', ...lines].join('\n')
}

const TAGS: Readonly<Record<StepReport['outcome'], string>> = {
  succeeded: 'done, ',
  failed: 'crit, ',
  skipped: '',
  undone: 'active, ',
  'undo-failed': 'crit, '
}

function renderTask(step: StepReport): string {
  const start = Math.max(0, Math.round(step.startedMs))
  return `  ${plain(step.title)} :${TAGS[step.outcome]}${start}, ${Math.max(1, Math.round(step.durationMs))}ms`
}

/** What the gantt grammar of Mermaid reads as something else than a name at the begin of a line. */
const RESERVED = /^(?:\d{4}-\d\d-\d\d|gantt|title|section|click|call|href|acc(?:title|descr)|(?:date|axis)format|excludes|includes|inclusiveenddates|topaxis|todaymarker|tickinterval|week(?:day|end))/i

/** Mermaid has no escapes in names of tasks: what ends a name, begins a comment or opens a directive is replaced. */
function plain(title: string): string {
  const text = title.replaceAll(/[:;#,%{}<>"`\\\p{Cc}]/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text
  return shown === '' || RESERVED.test(shown) ? `step ${shown}`.trim() : shown
}
