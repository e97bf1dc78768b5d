import { expect, test } from '@jest/globals'
import type { Event, RestoredHealth } from '../../../packages/core/index.ts'
import { RunnerLog } from '../../../packages/github/log.ts'
import { RunnerLogReader } from '../../support/runner-log-reader.ts'
import { RunnerSecretMasker } from '../../support/runner-secret-masker.ts'
import { samplePlan, sampleReport, sampleStep, sampleStepReport } from '../../support/sample-run.ts'

function tell(events: readonly Event[]): readonly string[] {
  const lines: string[] = []
  const log = new RunnerLog((line) => void lines.push(line))
  for (const event of events) log.listen(event)
  return lines
}

const restored = (passed: boolean): RestoredHealth => ({
  ...{ host: 'web1', release: 'r1', passed },
  checks: [{ host: 'web1', title: 'tcp db:5432', required: true, passed, detail: 'connection refused', attempts: 1 }]
})

const upload = sampleStep('upload', 'Upload 3 files')
const cutover = sampleStep('cutover', 'Switch current to r2')

test('one group per phase, a line per step, what is live at the end', () => {
  const lines = tell([
    { type: 'connecting', host: 'web1', address: '192.0.2.1:22' },
    { type: 'connected', host: 'web1', durationMs: 42 },
    { type: 'step-started', step: upload },
    { type: 'step-output', step: upload, stream: 'stdout', line: 'received 3 files' },
    { type: 'step-finished', step: upload, result: sampleStepReport() },
    { type: 'step-started', step: cutover },
    { type: 'step-finished', step: cutover, result: sampleStepReport({ title: 'Switch current to r2', outcome: 'failed', durationMs: 40, detail: '' }) },
    { type: 'undo-started', reason: 'cutover failed' },
    { type: 'step-started', step: sampleStep('undo', 'Switch back') },
    { type: 'step-finished', step: cutover, result: sampleStepReport({ title: 'Switch back', phase: 'undo', outcome: 'undone', durationMs: 9, detail: '' }) },
    { type: 'finished', report: sampleReport({ outcome: 'undone', live: { web1: 'r1' }, restored: [restored(true), restored(false)] }) }
  ])
  expect(lines).toEqual([
    'INFO  Connecting to web1 (192.0.2.1:22)',
    'INFO  Connected to web1 in 42 ms',
    '::group::upload',
    '::debug::web1: upload-3-files begins',
    '  web1 | received 3 files',
    'INFO  web1: Upload 3 files (12.1 KiB sent) ... done in 1.5 s',
    '::endgroup::',
    '::group::cutover',
    '::debug::web1: switch-current-to-r2 begins',
    'ERROR web1: Switch current to r2 ... FAILED in 40 ms',
    '::endgroup::',
    '::group::Undo: cutover failed',
    '::debug::web1: switch-back begins',
    'INFO  web1: Switch back ... undone in 9 ms',
    '::endgroup::',
    'INFO  Live now on web1: r1',
    'INFO  r1 is live again and healthy on web1 (1 of 1 checks)',
    'ERROR r1 is live again on web1 but NOT healthy: tcp db:5432: connection refused',
    'INFO  Downtime on web1: 0 of 312 requests failed, longest gap 0 ms',
    'INFO  Deploy 2f3a1c9 to web1 (/srv/app): undone in 4.2 s'
  ])
})

test('no text of a host, a plan or a report is obeyed as a command', () => {
  const evil = 'x\r::add-mask::e\n  ::error::x\n##[save-state name=run-id]evil'
  const events: readonly Event[] = [
    { type: 'connecting', host: evil, address: evil },
    { type: 'planned', plan: samplePlan({ title: evil, notes: [evil], tables: [{ title: evil, columns: [evil], rows: [[evil]] }], steps: [sampleStep(evil, evil)] }) },
    { type: 'lease-waiting', host: 'web1', holder: evil },
    { type: 'step-started', step: sampleStep(evil, evil) },
    { type: 'step-output', step: upload, stream: 'stderr', line: evil },
    { type: 'step-output', step: upload, stream: 'stdout', line: '::stop-commands::x' },
    { type: 'checked', step: upload, attempt: 1, attempts: 1, results: [{ title: evil, host: 'web1', required: true, passed: false, detail: evil, attempts: 1 }] },
    { type: 'step-finished', step: upload, result: sampleStepReport({ title: evil, detail: evil }) },
    { type: 'undo-started', reason: evil },
    { type: 'finished', report: sampleReport({ evidence: [{ title: evil, host: 'web1', text: evil }], live: { web1: evil } }) }
  ]
  const reader = new RunnerLogReader(new RunnerSecretMasker(), false)
  for (const line of tell(events)) reader.feed(`${line}\n`)
  reader.end()
  const obeyed = reader.commands.map(({ name }) => name).filter((name) => !['group', 'endgroup', 'debug'].includes(name))
  expect(obeyed).toEqual([])
  // Every group of ours ends, so that nothing is hidden in a folded one.
  const groups = reader.commands.filter(({ name }) => name === 'group').length
  expect(reader.commands.filter(({ name }) => name === 'endgroup')).toHaveLength(groups)
})

test('progress of an upload is told at each quarter, once', () => {
  const total = 100 * 1024 * 1024
  const events = Array.from({ length: 201 }, (_, index): Event => ({ type: 'step-progress', step: upload, doneBytes: (total / 200) * index, totalBytes: total }))
  expect(tell(events)).toEqual([25, 50, 75, 100].map((part) => `INFO  web1: ${part} % of 100.0 MiB sent`))
})

test('of thirty attempts of a health check a few are shown, the others only with debug logging', () => {
  const result = { title: 'http://x/', host: 'web1', required: true, passed: false, detail: 'HTTP 500', attempts: 1 }
  const events = Array.from({ length: 30 }, (_, index): Event => ({ type: 'checked', step: upload, attempt: index + 1, attempts: 30, results: [result] }))
  const lines = tell(events)
  expect(lines.filter((line) => line.startsWith('INFO')).map((line) => / (\d+) of 30/.exec(line)?.[1])).toEqual(['1', '10', '20', '30'])
  expect(lines.filter((line) => line.startsWith('::debug::'))).toHaveLength(26)
})

test('a warning is an annotation outside of any group', () => {
  const lines = tell([
    { type: 'step-started', step: upload },
    { type: 'warning', host: 'web1', message: 'the clock is 3 min late' }
  ])
  expect(lines.slice(-2)).toEqual(['::endgroup::', '::warning title=deploy-kit%3A web1::the clock is 3 min late'])
})
