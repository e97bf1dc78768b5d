import { describe, expect, test } from '@jest/globals'
import { exec, type CheckResult, type Event, type Step } from '../../../packages/core/index.ts'
import { createEventLines, renderProgress } from '../../../packages/cli/event-lines.ts'
import { samplePlan } from '../../support/sample-plan.ts'

const step: Step = { kind: 'run', id: 'start', title: 'Start it', host: 'web1', phase: 'cutover', effect: 'write', command: exec(['x']), timeoutSeconds: 5 }
const result = { id: 'start', title: 'Start it', host: 'web1', phase: 'cutover', startedMs: 0, durationMs: 1200, detail: '', error: undefined } as const

describe('events as lines', () => {
  test.each<[Event, string]>([
    [{ type: 'connecting', host: 'web1', address: '10.0.0.1:22' }, 'INFO [web1] Connecting to 10.0.0.1:22...'],
    [{ type: 'connected', host: 'web1', durationMs: 120 }, 'INFO [web1] Connected in 120 ms'],
    [{ type: 'planned', plan: samplePlan }, `DEBUG Planned: ${samplePlan.title} (${samplePlan.hash.slice(0, 12)})`],
    [{ type: 'lease-waiting', host: 'web1', holder: 'ana@laptop' }, 'INFO [web1] Waiting for the deploy lock, held by ana@laptop'],
    [{ type: 'step-started', step }, 'INFO [web1] Start it...'],
    [{ type: 'step-output', step, stream: 'stderr', line: 'a\u001b[2Jb' }, 'INFO [web1]   | a␛[2Jb'],
    [{ type: 'step-finished', step, result: { ...result, outcome: 'succeeded', detail: '3 files' } }, 'INFO [web1] Start it: done in 1.2 s (3 files)'],
    [{ type: 'step-finished', step, result: { ...result, outcome: 'skipped' } }, 'INFO [web1] Start it: skipped'],
    [{ type: 'step-finished', step, result: { ...result, outcome: 'failed' } }, 'ERROR [web1] Start it: FAILED in 1.2 s'],
    [{ type: 'step-finished', step, result: { ...result, outcome: 'undo-failed' } }, 'ERROR [web1] Start it: COULD NOT BE UNDONE in 1.2 s'],
    [{ type: 'reconnecting', host: 'web1', attempt: 2 }, 'WARN [web1] The connection broke; connecting again (attempt 2)'],
    [{ type: 'undo-started', reason: 'not healthy' }, 'WARN Undoing what was done: not healthy'],
    [{ type: 'warning', message: 'Careful' }, 'WARN Careful'],
    [{ type: 'debug', message: 'Detail', host: 'web1' }, 'DEBUG [web1] Detail']
  ])('%#', (event, line) => {
    expect(createEventLines()(event).map(({ level, text }) => `${level} ${text}`)).toEqual([line])
  })

  test('a health check that answers the same again is told once', () => {
    const render = createEventLines()
    const check = (attempt: number, detail: string, passed = false): readonly string[] => {
      const results: readonly CheckResult[] = [{ title: '/health', host: 'web1', required: true, passed, detail, attempts: attempt }]
      return render({ type: 'checked', step, attempt, attempts: 30, results }).map(({ level, text }) => `${level} ${text}`)
    }
    expect(check(1, 'refused')).toEqual(['INFO [web1] Health check 1 of 30: 0 of 1 passed; /health: refused'])
    expect(check(2, 'refused')[0]).toMatch(/^DEBUG/)
    expect(check(3, 'HTTP 500')[0]).toMatch(/^INFO .* HTTP 500$/)
    expect(check(4, 'HTTP 200', true)).toEqual(['INFO [web1] Health check 4 of 30: all 1 passed'])
  })
})

test.each([
  [{ doneBytes: 0, totalBytes: 1000, elapsedMs: 0 }, '0 %, 0 B of 1000 B'],
  [{ doneBytes: 500, totalBytes: 1000, elapsedMs: 1000 }, '50 %, 500 B of 1000 B, 500 B/s, 1.0 s left'],
  [{ doneBytes: 1000, totalBytes: 1000, elapsedMs: 1000 }, '100 %, 1000 B of 1000 B, 1000 B/s'],
  [{ doneBytes: 0, totalBytes: 0, elapsedMs: 1 }, '100 %, 0 B of 0 B']
])('progress %j', (progress, line) => {
  expect(renderProgress(progress)).toBe(line)
})
