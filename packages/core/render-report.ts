import { describeRestored } from './describe-restored.ts'
import { renderDuration } from './duration.ts'
import type { CheckResult } from './health-check.ts'
import type { Table } from './plan.ts'
import { renderErrorText, type ErrorLayout } from './render-error.ts'
import { renderTable, type TableLayout } from './render-table.ts'
import type { EvidenceReport, ProbeReport, Report, StepReport } from './report.ts'
import { renderSize } from './size.ts'
import { showControls } from './text-width.ts'

const OUTCOMES: Readonly<Record<Report['outcome'], string>> = {
  planned: 'Planned only; nothing was changed',
  succeeded: 'Succeeded',
  unchanged: 'Nothing to do',
  failed: 'FAILED',
  undone: 'FAILED, and everything was undone',
  'undo-failed': 'FAILED, and something could not be undone'
}

/** A label and its value. */
type Fact = readonly [string, string]

export interface ReportLayout extends TableLayout, ErrorLayout {}

/**
 * The end of a run for people: outcome, time, what is live (after an undo: whether it is healthy), bytes sent, measured
 * downtime, warnings, health checks, and for a failure the evidence, what and where it was, what was undone and the remedy.
 * Plain text; no final newline.
 */
export function renderReportText(report: Report, layout: ReportLayout = {}): string {
  const facts: readonly Fact[] = [
    ...Object.entries(report.live).map(([host, release]): Fact => ['Live', `${host}: ${release ?? 'nothing known'}`]),
    ...report.restored.map((restored): Fact => ['Restored', describeRestored(restored)]),
    ...(report.sentBytes > 0 ? [['Sent', renderSize(report.sentBytes)] as const] : []),
    ...report.probes.map((probe): Fact => ['Downtime', renderDowntime(probe)]),
    ...report.steps.flatMap(findUndone),
    ...report.warnings.map((warning): Fact => ['Warning', warning]),
    ...(report.outcome === 'succeeded' ? (report.plan.afterwards ?? []) : []).map((sentence): Fact => ['Next', sentence])
  ]
  const heading = `${OUTCOMES[report.outcome]} in ${renderDuration(report.durationMs / 1000)}: ${showControls(report.plan.title)}`
  const parts = [
    [heading, ...facts.map(([label, text]) => `  ${`${label}:`.padEnd(11)}${showControls(text)}`)].join('\n'),
    ...(report.checks.length === 0 ? [] : [renderTable(tableChecks(report.checks), layout)]),
    ...report.evidence.map(renderEvidence),
    ...(report.error === undefined ? [] : [renderErrorText(report.error, layout)])
  ]
  return parts.join('\n\n')
}

function tableChecks(checks: readonly CheckResult[]): Table {
  const rows = checks.map(({ host, title, required, passed, detail, attempts }) => [
    host,
    title,
    passed ? 'passed' : required ? 'FAILED' : 'failed (optional)',
    detail,
    String(attempts)
  ])
  return { title: 'Health checks', columns: ['Host', 'Check', 'Result', 'Seen', 'Attempts'], rows }
}

function renderEvidence({ title, host, text }: EvidenceReport): string {
  const lines = text.trimEnd().split('\n')
  return [`${title} on ${host}`, ...lines.map((line) => `  | ${showControls(line)}`)].join('\n')
}

/** `none (0 of 321 requests failed) at http://...`. */
export function renderDowntime({ host, url, requests, failures, longestGapMs }: ProbeReport): string {
  const gap = failures === 0 ? 'none' : `up to ${renderDuration(longestGapMs / 1000)}`
  return `${gap} (${failures} of ${requests} requests failed) at ${url} on ${host}`
}

function findUndone({ outcome, host, title }: StepReport): readonly Fact[] {
  if (outcome === 'undone') return [['Undone', `${host}: ${title}`]]
  return outcome === 'undo-failed' ? [['NOT UNDONE', `${host}: ${title}`]] : []
}
