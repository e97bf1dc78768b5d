import type { Plan, Problem, Step } from './plan.ts'
import { renderTable, type TableLayout } from './render-table.ts'
import { showControls } from './text-width.ts'

/**
 * A plan for people: title, hosts, what was found, notes, problems, the steps with their undo, and the hash that
 * `--approved-hash` takes. Plain text without colours; no final newline.
 */
export function renderPlanText(plan: Plan, layout: TableLayout = {}): string {
  const parts = [
    showControls(plan.title),
    plan.hosts.length === 0 ? '' : `Hosts: ${plan.hosts.join(', ')}`,
    ...plan.tables.map((table) => renderTable(table, layout)),
    renderList('Notes', plan.notes.map(showControls)),
    renderList('Problems: this plan will be refused', plan.problems.map(renderProblem)),
    renderSteps(plan, layout),
    `Plan hash: ${plan.hash}`
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** `web1: There is not enough space (DK_DISK_FULL)` and its remedy on the next line. */
export function renderProblem({ code, host, message, remedy }: Problem): string {
  return `${host === undefined ? '' : `${host}: `}${showControls(message)} (${code})\n    -> ${showControls(remedy)}`
}

function renderList(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : [title, ...items.map((item) => `  - ${item}`)].join('\n')
}

function renderSteps(plan: Plan, layout: TableLayout): string {
  if (plan.steps.length === 0) return ''
  const rows = plan.phases.flatMap((phase) => plan.steps.filter((step) => step.phase === phase)).map(renderStep)
  const columns = ['Phase', 'Host', 'Step', 'Effect', 'Undo']
  const consequence =
    plan.onFailure === 'undo'
      ? 'If a step fails, what was done is undone, the last step first.'
      : 'If a step fails, the run stops there; nothing is undone.'
  return `${renderTable({ title: 'Steps', columns, rows }, layout)}\n${consequence}`
}

function renderStep(step: Step): readonly string[] {
  return [step.phase, step.host, step.title, step.effect, step.undo?.title ?? '-']
}
