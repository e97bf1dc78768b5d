import { describeRestored } from './describe-restored.ts'
import { renderDuration } from './duration.ts'
import { errorCatalogue } from './error-catalogue.ts'
import type { DeployKitError } from './errors.ts'
import { escapeHtml, escapeMarkdown, renderCode, renderCodeBlock, renderMarkdownTable } from './markdown.ts'
import type { Table } from './plan.ts'
import { renderTimeline } from './render-timeline.ts'
import type { EvidenceReport, ProbeReport, Report, StepReport } from './report.ts'
import { renderSize } from './size.ts'

export interface SummaryOptions {
  /** Of UTF-8. What does not fit is left out, least important first, and named. GitHub refuses more than 1 MiB per step. */
  readonly limitBytes?: number
  /** Annotations for which the log had no room. */
  readonly overflow?: readonly string[]
}

const MEBIBYTE = 1024 * 1024
/** The end of a log tells why; its beginning rarely does. */
const EVIDENCE_CHARACTERS = 32 * 1024

/** A run as GitHub Flavored Markdown: what is live now first, then what happened, then why. */
export function renderSummary(report: Report, { limitBytes = MEBIBYTE, overflow = [] }: SummaryOptions = {}): string {
  const sections: readonly Section[] = [
    { name: 'headline', text: renderHeadline(report) },
    { name: 'error', text: report.error === undefined ? '' : renderError(report.error) },
    { name: 'what could not be undone', text: renderUndone(report.steps) },
    { name: 'warnings', text: renderWarnings([...report.warnings, ...overflow]) },
    { name: 'problems', text: renderProblems(report) },
    { name: 'downtime', text: report.probes.map(renderProbe).join('\n') },
    { name: 'health checks', text: renderChecks(report) },
    { name: 'plan', text: renderPlan(report) },
    { name: 'steps', text: renderSteps(report) },
    { name: 'timeline', text: renderTimelineBlock(report) },
    ...report.evidence.map((evidence) => ({ name: `evidence (${evidence.title})`, text: renderEvidence(evidence) })),
    { name: 'footer', text: renderFooter(report) }
  ]
  return joinWithin(sections, limitBytes)
}

/** For a run that failed before there was a plan: wrong inputs, no connection. */
export function renderFailureSummary(operation: string, error: DeployKitError): string {
  return `## ❌ ${escapeMarkdown(operation)} failed\n\n**Nothing was changed.**\n\n${renderError(error)}\n`
}

interface Section {
  readonly name: string
  readonly text: string
}

/** Room for the note about what was left out. */
const NOTE_BYTES = 512

function joinWithin(sections: readonly Section[], limitBytes: number): string {
  const kept: string[] = []
  const left: string[] = []
  let bytes = NOTE_BYTES
  for (const { name, text } of sections.filter((section) => section.text !== '')) {
    const size = byteLength(text) + 2
    if (bytes + size > limitBytes) left.push(name)
    else kept.push(text)
    bytes += bytes + size > limitBytes ? 0 : size
  }
  const names = left.length > 5 ? `${left.slice(0, 5).join(', ')} and ${left.length - 5} more` : left.join(', ')
  const note = left.length === 0 ? [] : [`> Too long for a job summary, so left out here and found in the log: ${escapeMarkdown(names).slice(0, 400)}`]
  return `${[...kept, ...note].join('\n\n')}\n`
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

const HEADLINES: Readonly<Record<Report['outcome'], string>> = {
  planned: '📋 Plan',
  succeeded: '✅ Succeeded',
  unchanged: '✅ Nothing to do',
  failed: '❌ Failed',
  undone: '↩️ Failed, and undone',
  'undo-failed': '🛑 Failed, and could not be undone: look at the host'
}

function renderHeadline(report: Report): string {
  const duration = renderDuration(report.durationMs / 1000)
  const sent = report.sentBytes === 0 ? '' : ` · ${renderSize(report.sentBytes)} sent`
  return [
    `## ${HEADLINES[report.outcome]}: ${escapeMarkdown(report.plan.title)}`,
    renderLive(report),
    (report.outcome === 'succeeded' ? (report.plan.afterwards ?? []) : []).map(escapeMarkdown).join('<br>\n'),
    report.restored.map((restored) => `${restored.passed ? '✅' : '❌'} ${escapeMarkdown(describeRestored(restored))}`).join('<br>\n'),
    `${duration}${sent} · ${report.plan.hosts.length === 1 ? 'host' : 'hosts'} ${report.plan.hosts.map(renderCode).join(', ')}`
  ]
    .filter((line) => line !== '')
    .join('\n\n')
}

function renderLive(report: Report): string {
  const hosts = Object.entries(report.live)
  if (hosts.length === 0) return ''
  const lines = hosts.map(([host, release]) => {
    const change = report.plan.live[host]
    const before = change?.before === undefined || change.before === release ? '' : ` (before: ${renderCode(change.before)})`
    return `**Live now** on ${renderCode(host)}: ${release === undefined ? 'nothing, or not known' : renderCode(release)}${before}`
  })
  return lines.join('<br>\n')
}

function renderError(error: DeployKitError): string {
  const where = [error.step === undefined ? '' : ` in step ${renderCode(error.step)}`, error.host === undefined ? '' : ` on ${renderCode(error.host)}`]
  const tail = error.stderrTail === undefined || error.stderrTail.trim() === '' ? [] : [renderCodeBlock(error.stderrTail)]
  return [
    `### ${error.code}${where.join('')}`,
    escapeMarkdown(error.message),
    ...(error.exitCode === undefined ? [] : [`Exit code ${error.exitCode}.`]),
    ...tail,
    `**What to do:** ${escapeMarkdown(error.remedy)}`,
    `<sub>${escapeMarkdown(errorCatalogue[error.code].meaning)}</sub>`
  ].join('\n\n')
}

function renderUndone(steps: readonly StepReport[]): string {
  const stuck = steps.filter((step) => step.outcome === 'undo-failed')
  if (stuck.length === 0) return ''
  const lines = stuck.map((step) => `- ${renderCode(step.host)}: ${escapeMarkdown(step.title)}${step.error === undefined ? '' : ` (${escapeMarkdown(step.error.message)})`}`)
  return `### Could not be undone\n\n${lines.join('\n')}`
}

function renderWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return ''
  return `> [!WARNING]\n${warnings.map((warning) => `> - ${escapeMarkdown(warning)}`).join('\n')}`
}

function renderProblems({ plan }: Report): string {
  if (plan.problems.length === 0) return ''
  const rows = plan.problems.map((problem) => [problem.host ?? '', problem.message, problem.remedy].map(escapeMarkdown))
  return `### Problems\n\n${renderMarkdownTable(['Host', 'Problem', 'What to do'], rows)}`
}

function renderProbe(probe: ProbeReport): string {
  const gap = probe.failures === 0 ? '' : `, longest gap ${renderDuration(probe.longestGapMs / 1000)}`
  const failed = `${probe.failures} of ${probe.requests} requests failed${gap}`
  const latency = `half within ${Math.round(probe.p50Ms)} ms, 99 % within ${Math.round(probe.p99Ms)} ms, the slowest ${Math.round(probe.worstLatencyMs)} ms`
  const before = probe.before.requests === 0 ? '' : `; before the cutover half within ${probe.before.p50Ms} ms, 99 % within ${probe.before.p99Ms} ms${probe.before.failures === 0 ? '' : `, and ${probe.before.failures} of ${probe.before.requests} failed`}`
  return `**Downtime:** ${failed} while ${renderCode(probe.url)} was watched on ${renderCode(probe.host)} (${latency}${before})`
}

function renderChecks({ checks }: Report): string {
  if (checks.length === 0) return ''
  const rows = checks.map((check) => [
    check.passed ? '✅' : check.required ? '❌' : '⚠️',
    renderCode(check.host),
    renderCode(check.title) + (check.required ? '' : ' (optional)'),
    escapeMarkdown(check.detail),
    String(check.attempts)
  ])
  return `### Health checks\n\n${renderMarkdownTable(['', 'Host', 'Check', 'Seen', 'Attempts'], rows)}`
}

function renderPlan({ plan }: Report): string {
  const tables = plan.tables.filter((table) => table.rows.length > 0).map(renderPlanTable)
  const notes = plan.notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n')
  const parts = [...tables, notes].filter((part) => part !== '')
  return parts.length === 0 ? '' : ['### Plan', ...parts].join('\n\n')
}

function renderPlanTable(table: Table): string {
  const title = table.title === '' ? '' : `**${escapeMarkdown(table.title)}**\n\n`
  return title + renderMarkdownTable(table.columns.map(escapeMarkdown), table.rows.map((row) => row.map(escapeMarkdown)))
}

const STEP_MARKS: Readonly<Record<StepReport['outcome'], string>> = {
  succeeded: '✅',
  failed: '❌ failed',
  skipped: '⏭️ skipped',
  undone: '↩️ undone',
  'undo-failed': '🛑 not undone'
}

function renderSteps(report: Report): string {
  const planned = report.outcome === 'planned'
  const rows = planned
    ? report.plan.steps.map((step) => [renderCode(step.host), escapeMarkdown(step.phase), escapeMarkdown(step.title), step.undo === undefined ? '' : escapeMarkdown(step.undo.title)])
    : report.steps.map((step) => [
        STEP_MARKS[step.outcome],
        renderCode(step.host),
        escapeMarkdown(step.title),
        step.outcome === 'skipped' ? '' : renderDuration(step.durationMs / 1000),
        escapeMarkdown(step.detail)
      ])
  if (rows.length === 0) return ''
  return `### Steps\n\n${renderMarkdownTable(planned ? ['Host', 'Phase', 'Step', 'Taken back by'] : ['', 'Host', 'Step', 'Took', ''], rows)}`
}

function renderTimelineBlock(report: Report): string {
  const timeline = report.outcome === 'planned' ? undefined : renderTimeline(report)
  return timeline === undefined ? '' : `### Timeline\n\n\`\`\`mermaid\n${timeline}\n\`\`\``
}

function renderEvidence({ title, host, text }: EvidenceReport): string {
  const shown = text.length > EVIDENCE_CHARACTERS ? `... the first ${text.length - EVIDENCE_CHARACTERS} characters are left out\n${text.slice(-EVIDENCE_CHARACTERS)}` : text
  return `<details><summary>${escapeHtml(title)} on ${escapeHtml(host)}</summary>\n\n${renderCodeBlock(shown.trim() === '' ? '(nothing)' : shown)}\n\n</details>`
}

function renderFooter({ plan }: Report): string {
  return `<sub>Plan ${renderCode(plan.hash.slice(0, 12))} of ${escapeMarkdown(plan.operation)}</sub>`
}
