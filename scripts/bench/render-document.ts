import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { renderSize } from '../../packages/core/index.ts'
import type { BenchTree } from './bench-trees.ts'
import type { StartMeasure } from './measure-start.ts'
import { median, medianRatio, type Scenario, type Times } from './take-turns.ts'

export interface BenchResult {
  readonly tree: BenchTree
  readonly roundTripMs: number
  readonly scenario: Scenario
  readonly times: Times
}

export interface BenchDocument {
  readonly results: readonly BenchResult[]
  readonly wholeDeploy: readonly { readonly roundTripMs: number; readonly times: Times }[]
  readonly starts: readonly StartMeasure[]
  readonly rounds: number
  readonly isQuick: boolean
}

export function renderDocument(document: BenchDocument): string {
  const { results, wholeDeploy, starts } = document
  const trees = [...new Set(results.map(({ tree }) => tree))]
  return [
    '# Benchmarks',
    '',
    '<!-- Written by `npm run bench`; the section "What the numbers say" is kept. -->',
    '',
    ...renderMachine(document),
    ...trees.flatMap((tree) => renderTree(tree, results.filter((result) => result.tree === tree))),
    ...renderWhole(wholeDeploy),
    ...renderStarts(starts)
  ].join('\n')
}

function renderMachine({ rounds, isQuick }: BenchDocument): readonly string[] {
  const versions = [readVersion('ssh', ['-V']), readVersion('rsync', ['--version'])].join(', ')
  return [
    `${os.availableParallelism()} processors, ${os.type()} ${os.release()}, Node ${process.versions.node}, ${versions}. Client and server share the machine.`,
    `Medians of ${rounds} rounds in seconds; in each round every contestant runs once, in turn. In brackets: the median of the rounds' ratios to \`rsync -az --delete\`.`,
    'Fresh mtimes are what every checkout in CI has. A round trip of 20 ms is made by a delaying proxy.',
    ...(isQuick ? ['**Measured with `--quick`: smaller trees and fewer rounds.**'] : []),
    ''
  ]
}

function readVersion(program: string, words: readonly string[]): string {
  const text = execFileSync('sh', ['-c', '"$@" 2>&1', 'sh', program, ...words], { encoding: 'utf8' })
  return (text.split('\n')[0] ?? '').replace(/ +protocol version.*| *,.*/, '').replace(/ {2,}/g, ' ').trim()
}

export const RSYNC = 'rsync -az --delete'

function renderTree(tree: BenchTree, results: readonly BenchResult[]): readonly string[] {
  const names = [...new Set(results.flatMap(({ times }) => [...times.keys()]))]
  const rows = results.map(({ roundTripMs, scenario, times }) => [
    scenario.title,
    `${roundTripMs} ms`,
    ...names.map((name) => renderCell(times, name))
  ])
  return [`## ${tree.title} (${tree.files.toLocaleString('en')} files, ${renderSize(tree.sizeBytes)})`, '', ...renderTable(['', 'round trip', ...names], rows), '']
}

function renderCell(times: Times, name: string): string {
  const own = times.get(name)
  if (own === undefined) return ''
  const ratio = name === RSYNC ? undefined : medianRatio(times, name, RSYNC)
  return `${median(own).toFixed(2)}${ratio === undefined ? '' : ` (${ratio.toFixed(2)})`}`
}

function renderWhole(measures: BenchDocument['wholeDeploy']): readonly string[] {
  if (measures.length === 0) return []
  const names = [...new Set(measures.flatMap(({ times }) => [...times.keys()]))]
  const rows = measures.map(({ roundTripMs, times }) => {
    const [own = '', glue = ''] = names
    return [`${roundTripMs} ms`, ...names.map((name) => median(times.get(name) ?? []).toFixed(2)), (medianRatio(times, own, glue) ?? Number.NaN).toFixed(2)]
  })
  return [
    '## A whole deploy of a small application',
    '',
    'One changed file of ten: plan, lock, upload, verification, guarded cutover, ledger, cleaning up. The application itself takes no time, so this is the overhead.',
    '',
    ...renderTable(['round trip', ...names, 'ratio'], rows),
    ''
  ]
}

function renderStarts(starts: readonly StartMeasure[]): readonly string[] {
  if (starts.length === 0) return []
  const rows = starts.map(({ program, firstOutputMs, bareNodeMs, loadedBytes }) => [
    `\`${program}\``,
    `${firstOutputMs.toFixed(0)} ms`,
    `${bareNodeMs.toFixed(0)} ms`,
    renderSize(loadedBytes)
  ])
  return ['## Start', '', ...renderTable(['', 'to the first output', 'of which Node alone', 'code loaded'], rows), '']
}

function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)]
}
