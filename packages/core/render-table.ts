import type { Table } from './plan.ts'
import { padText, showControls, textWidth, wrapText } from './text-width.ts'

export interface TableLayout {
  /** Columns of the terminal or log; default 120. Long cells are wrapped to it, never cut: a path that is cut is of no use. */
  readonly width?: number
}

const GAP = '  '
/** A column is not made narrower than this, even when the table then becomes wider than asked. */
const NARROWEST = 8

/**
 * A table as lines of plain text: title, column names, a rule, rows. No trailing spaces, no final newline.
 * Columns that hold only numbers are aligned to the right.
 */
export function renderTable(table: Table, { width = 120 }: TableLayout = {}): string {
  const head = table.columns.map(showControls)
  const rows = table.rows.map((row) => head.map((_, index) => (row[index] ?? '').split('\n').map(showControls)))
  // One column alone holds lines to be copied (host keys, a log): they are never broken.
  const room = head.length === 1 ? Infinity : width - GAP.length * (head.length - 1)
  const widths = fitWidths(naturalWidths(head, rows), room)
  const right = head.map((_, index) => rows.length > 0 && rows.every((row) => isNumber(row[index]?.[0] ?? '')))
  const line = (cells: readonly string[]): string => renderLine(cells, widths, right)
  const body = rows.flatMap((row) => foldRow(row, widths).map(line))
  const title = table.title === '' ? [] : [showControls(table.title)]
  const rule = widths.map((size) => '─'.repeat(size)).join(GAP)
  const names = foldRow(
    head.map((name) => [name]),
    widths
  )
  return [...title, ...names.map(line), rule, ...body].join('\n')
}

type Cell = readonly string[]

function naturalWidths(head: readonly string[], rows: readonly (readonly Cell[])[]): readonly number[] {
  return head.map((name, index) => Math.max(textWidth(name), ...rows.flatMap((row) => (row[index] ?? []).map(textWidth)), 1))
}

/** Takes columns away from the widest ones until the table fits. */
function fitWidths(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural]
  let excess = widths.reduce((sum, size) => sum + size, 0) - available
  while (excess > 0) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) break
    widths[widths.indexOf(widest)] = widest - 1
    excess -= 1
  }
  return widths
}

/** One row as the lines that it takes when its cells are wrapped. */
function foldRow(row: readonly Cell[], widths: readonly number[]): readonly (readonly string[])[] {
  const folded = row.map((cell, index) => cell.flatMap((line) => wrapText(line, widths[index] ?? 1)))
  const height = Math.max(1, ...folded.map((cell) => cell.length))
  return Array.from({ length: height }, (_, line) => folded.map((cell) => cell[line] ?? ''))
}

function renderLine(cells: readonly string[], widths: readonly number[], right: readonly boolean[]): string {
  return cells
    .map((cell, index) => {
      const width = widths[index] ?? 0
      return right[index] === true ? ' '.repeat(Math.max(0, width - textWidth(cell))) + cell : padText(cell, width)
    })
    .join(GAP)
    .trimEnd()
}

function isNumber(text: string): boolean {
  return /^-?\d[\d ,]*(\.\d+)?$/.test(text)
}
