import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The long run: every fault at every moment of every step. In `npm test` each step is met at least at one moment. */
export const isExhaustive = process.env['DEPLOY_KIT_EXHAUSTIVE'] === '1'

const FILE = path.resolve('docs/fault-matrix.md')

const HEADER = `# Faults, and what is live after them

Written by the tests in \`test/integration/faults\` when they run with \`DEPLOY_KIT_EXHAUSTIVE=1\`; \`npm test\` runs a part of the
same list. Every line was a real deploy of version \`two\` over a live version \`one\` (or back), against a real sshd, with a
fault in it. The live files are compared one by one, and every start of the application is counted.
`

export interface FaultSection {
  /** Unique in the document. */
  readonly name: string
  readonly title: string
  /** What the fault is, and what the columns say. */
  readonly text: string
  readonly columns: readonly string[]
}

/** Replaces a section of the document; nothing in a short run. */
export function writeFaultSection({ name, title, text, columns }: FaultSection, rows: readonly (readonly string[])[]): void {
  if (!isExhaustive) return
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
  const begin = `<!-- begin ${name} -->`
  const end = `<!-- end ${name} -->`
  const section = `${begin}\n## ${title}\n\n${text}\n\n${table}\n${end}\n`
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEADER
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  const after = from < 0 || to < 0 ? `${before}\n${section}` : before.slice(0, from) + section + before.slice(to + end.length + 1)
  writeFileSync(FILE, after)
}
