import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { renderSize } from '../../packages/core/index.ts'
import type { BenchTree } from './bench-trees.ts'
import { GLUED_BACKUP, GLUED_RESTORE, type BackupMeasure } from './measure-backups.ts'
import type { Outage, Outages } from './measure-outages.ts'
import type { StartMeasure } from './measure-start.ts'
import { median, medianRatio, type Scenario, type Times } from './take-turns.ts'

export interface BenchResult {
  readonly tree: BenchTree
  readonly roundTripMs: number
  readonly scenario: Scenario
  readonly times: Times
}

/** What the bench measures by itself, and writes as a section of its own. */
export interface BenchSection {
  readonly title: string
  readonly lines: readonly string[]
}

/** How it was measured. */
export interface BenchRun {
  readonly rounds: number
  readonly isQuick: boolean
}

const CONCLUSIONS = 'What the numbers say'

/** The document with this section anew; the others stay, and so does what was written by hand, at its end. */
export function replaceSection(document: string, { title, lines }: BenchSection): string {
  const sections = new Map(document.split(/^## /m).slice(1).map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1).trim()]))
  const conclusions = sections.get(CONCLUSIONS) ?? ''
  sections.delete(CONCLUSIONS)
  sections.set(title, lines.join('\n').trim())
  sections.set(CONCLUSIONS, conclusions)
  return `${HEAD}\n${[...sections].map(([name, text]) => `\n## ${name}\n\n${text}\n`).join('')}`
}

const HEAD = `# Benchmarks

<!-- Written by \`npm run bench\`; the section "${CONCLUSIONS}" is kept. -->

Medians in seconds; in each round every contestant runs once, in turn. In brackets: the median of the rounds' ratios to
\`rsync -az --delete\`. Fresh mtimes are what every checkout in CI has. Client and server share the machine; a round trip of 20 ms is
made by a delaying proxy.`

/** Below the title of a section: the machine and the rounds that it was measured with. */
function renderMachine({ rounds, isQuick }: BenchRun): readonly string[] {
  const versions = [readVersion('ssh', ['-V']), readVersion('rsync', ['--version'])].join(', ')
  const quick = isQuick ? ' **`--quick`: smaller trees.**' : ''
  return [`${rounds} rounds on ${os.availableParallelism()} processors, ${os.type()} ${os.release()}, Node ${process.versions.node}, ${versions}.${quick}`, '']
}

function readVersion(program: string, words: readonly string[]): string {
  const text = execFileSync('sh', ['-c', '"$@" 2>&1', 'sh', program, ...words], { encoding: 'utf8' })
  return (text.split('\n')[0] ?? '').replace(/ +protocol version.*| *,.*/, '').replace(/ {2,}/g, ' ').trim()
}

export const RSYNC = 'rsync -az --delete'

/** A row for each scenario. */
export function renderTree(tree: BenchTree, results: readonly BenchResult[], run: BenchRun): BenchSection {
  const names = [...new Set(results.flatMap(({ times }) => [...times.keys()]))]
  const rows = results.map(({ roundTripMs, scenario, times }) => [
    scenario.title,
    `${roundTripMs} ms`,
    ...names.map((name) => renderCell(times, name))
  ])
  return {
    title: tree.title,
    lines: [`${tree.files.toLocaleString('en')} files, ${renderSize(tree.sizeBytes)}.`, ...renderMachine(run), ...renderTable(['', 'round trip', ...names], rows)]
  }
}

function renderCell(times: Times, name: string): string {
  const own = times.get(name)
  if (own === undefined) return ''
  const ratio = name === RSYNC ? undefined : medianRatio(times, name, RSYNC)
  return `${median(own).toFixed(2)}${ratio === undefined ? '' : ` (${ratio.toFixed(2)})`}`
}

export function renderWhole(measures: readonly { readonly roundTripMs: number; readonly times: Times }[], run: BenchRun): BenchSection {
  const names = [...new Set(measures.flatMap(({ times }) => [...times.keys()]))]
  const rows = measures.map(({ roundTripMs, times }) => {
    const [own = '', glue = ''] = names
    return [`${roundTripMs} ms`, ...names.map((name) => median(times.get(name) ?? []).toFixed(2)), (medianRatio(times, own, glue) ?? Number.NaN).toFixed(2)]
  })
  const about = 'One changed file of ten: plan, lock, upload, verification, guarded cutover, ledger, cleaning up. The application itself takes no time, so this is the overhead.'
  return { title: 'A whole deploy of a small application', lines: [about, '', ...renderMachine(run), ...renderTable(['round trip', ...names, 'ratio'], rows)] }
}

/** Medians of the rounds; of failed requests the most. */
export function renderOutages(outages: Outages, run: BenchRun): BenchSection {
  const middle = (all: readonly Outage[], of: (outage: Outage) => number | undefined): number => median(all.flatMap((outage) => of(outage) ?? []))
  const rows = [...outages].map(([name, all]) => {
    const own = middle(all, ({ ownSeconds }) => ownSeconds)
    return [
      name,
      `${middle(all, ({ seconds }) => seconds).toFixed(1)} s`,
      String(Math.max(...all.map(({ failed }) => failed))),
      `${middle(all, ({ longestGapMs }) => longestGapMs).toFixed(0)} ms`,
      Number.isNaN(own) ? '' : `${own.toFixed(2)} s`
    ]
  })
  const about =
    'Updates of two applications on hosts of the test bed, while 70 requests come each second: by the tools\' own commands, and by `ssh-deploy` at 0 and 20 ms round trip. Own: without what the application and the tools take to start, to show that they stay up, and to stop.'
  const columns = ['', 'duration', 'failed requests, at most', 'longest time without an answer', 'own']
  return { title: 'What visitors notice of an update', lines: [about, '', ...renderMachine(run), ...renderTable(columns, rows)] }
}

export function renderBackups({ databaseBytes, backups, restores, storedBytes, memoryBytes }: BackupMeasure, run: BenchRun): BenchSection {
  const row = (times: Times, name: string, to: string): readonly string[] => [name, `${median(times.get(name) ?? []).toFixed(1)} s`, (medianRatio(times, name, to) ?? Number.NaN).toFixed(2)]
  const about = `A PostgreSQL database of ${renderSize(databaseBytes)} on the machine itself; deploy-kit over SSH, its backups sealed, verified and flushed. Its restores verify, restore beside, compare all rows and swap. Of the process that runs deploy-kit a backup takes ${renderSize(memoryBytes.whole)} of memory, and ${renderSize(memoryBytes.tenth)} for a database of a tenth.`
  return {
    title: 'Backup and restore',
    lines: [
      ...[about, '', ...renderMachine(run)],
      ...renderTable(['', 'duration', 'ratio', 'size'], [...backups.keys()].map((name) => [...row(backups, name, GLUED_BACKUP), storedBytes.has(name) ? renderSize(storedBytes.get(name) ?? 0) : ''])),
      '',
      ...renderTable(['', 'duration', 'ratio'], [...restores.keys()].map((name) => row(restores, name, GLUED_RESTORE)))
    ]
  }
}

export function renderStarts(starts: readonly StartMeasure[], run: BenchRun): BenchSection {
  const rows = starts.map(({ program, firstOutputMs, bareNodeMs, loadedBytes }) => [
    `\`${program}\``,
    `${firstOutputMs.toFixed(0)} ms`,
    `${bareNodeMs.toFixed(0)} ms`,
    renderSize(loadedBytes)
  ])
  return { title: 'Start', lines: [...renderMachine(run), ...renderTable(['', 'to the first output', 'of which Node alone', 'code loaded'], rows)] }
}

function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)]
}
