import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isExhaustive } from './long-run.ts'

const FILE = path.resolve('docs/fault-matrix.md')

const HEADER = `# Faults, and what is live after them

Written by \`npm run test:exhaustive\`, which takes hours; \`npm test\` runs a fixed part of the same list. Every
cell was a real run against a real host with a fault in it, and one more run after it. What did not end as it has to stands
here as FAILED.
`

/** In the order of the document. A section that is not named here is dropped. */
const NAMES = ['matrix releases', 'matrix in-place', 'systemd', 'compose', 'full-disk', 'failing-commands', 'unwritable-target', 'host-gone', 'backup and restore'] as const

export interface FaultSection {
  readonly name: (typeof NAMES)[number]
  readonly title: string
  /** What the fault is, and what the columns say. */
  readonly text: string
  readonly tables: readonly FaultTable[]
}

export interface FaultTable {
  /** Of several in a section. */
  readonly title?: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Replaces a section of the document; nothing in a short run. */
export function writeFaultSection(section: FaultSection): void {
  if (!isExhaustive) return
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
  const bodies = NAMES.map((name) => [name, name === section.name ? renderSection(section) : findBody(before, name)] as const)
  const parts = bodies.filter(([, body]) => body !== undefined).map(([name, body]) => `${beginOf(name)}\n${body}\n${endOf(name)}\n`)
  writeFileSync(FILE, [HEADER, ...parts].join('\n'))
}

const beginOf = (name: string): string => `<!-- begin ${name} -->`
const endOf = (name: string): string => `<!-- end ${name} -->`

function findBody(text: string, name: string): string | undefined {
  const [from, to] = [text.indexOf(beginOf(name)), text.indexOf(endOf(name))]
  return from < 0 || to < from ? undefined : text.slice(from + beginOf(name).length, to).trim()
}

/** The rows of the first table of a section as the document has them, without their head; none when there is no such section. */
export function readFaultRows(name: FaultSection['name']): readonly (readonly string[])[] {
  const lines = findBody(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '', name)?.split('\n').filter((line) => line.startsWith('|')) ?? []
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '))
}

function renderSection({ title, text, tables }: FaultSection): string {
  return [`## ${title}`, text, ...tables.flatMap((table) => [...(table.title === undefined ? [] : [`### ${table.title}`]), renderTable(table)])].join('\n\n')
}

function renderTable({ columns, rows }: FaultTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The rows of a section, gathered by its tests: a test that fails leaves its row, as failed. */
export class FaultRows {
  readonly rows: (readonly string[])[] = []

  /** `where` is the beginning of the row, `run` gives the rest of it. */
  async add(where: readonly string[], run: () => Promise<readonly string[]>): Promise<void> {
    try {
      this.rows.push([...where, ...(await run())])
    } catch (thrown) {
      this.rows.push([...where, `FAILED: ${thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)}`])
      throw thrown
    }
  }
}
