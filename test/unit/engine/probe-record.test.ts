import { expect, test } from '@jest/globals'
import { ProbeRecord } from '../../../packages/engine/probe-record.ts'

/** Requests in the order in which they end: number, end, good or not. All were sent 10 ms before their end. */
function record(...ends: readonly (readonly [number, number, boolean])[]): ReturnType<ProbeRecord['summarize']> {
  const probe = new ProbeRecord(0)
  probe.beginCutover(0)
  for (let number = 0; number < ends.length; number++) probe.begin()
  for (const [number, endedAt, isGood] of ends) probe.end(number, { isGood, endedAt, latencyMs: 10 })
  return probe.summarize(2000)
}

test.each<[string, readonly (readonly [number, number, boolean])[], number, number]>([
  ['nothing', [], 0, 0],
  ['only good answers', [[0, 100, true], [1, 200, true]], 0, 0],
  ['a failure between two good ones', [[0, 100, true], [1, 200, false], [2, 350, true]], 1, 250],
  ['the longest of two gaps', [[0, 100, true], [1, 200, false], [2, 300, true], [3, 400, false], [4, 500, false], [5, 600, true]], 3, 300],
  ['a failure at the start', [[0, 100, false], [1, 300, true]], 1, 300],
  ['failure up to the end', [[0, 100, true], [1, 200, false]], 1, 1900],
  ['answers that come in another order', [[2, 300, true], [1, 310, false], [0, 320, true]], 1, 0],
  ['a late failure', [[0, 100, true], [2, 300, true], [3, 400, true], [1, 2100, false]], 1, 200]
])('%s', (_name, ends, failures, longestGapMs) => {
  const report = record(...ends)
  expect({ failures: report.failures, requests: report.requests, gap: report.longestGapMs }).toEqual({
    failures,
    requests: ends.length,
    gap: Math.max(0, longestGapMs)
  })
})

test('percentiles are those of the good answers, to the millisecond', () => {
  const probe = new ProbeRecord(0)
  probe.beginCutover(0)
  for (let latencyMs = 1; latencyMs <= 200; latencyMs++) probe.end(probe.begin(), { isGood: true, endedAt: latencyMs, latencyMs })
  probe.end(probe.begin(), { isGood: false, endedAt: 300, latencyMs: 2000 })
  expect(probe.summarize(300)).toMatchObject({ p50Ms: 100, p99Ms: 198, worstLatencyMs: 200, requests: 201, failures: 1 })
})

test('what ends before the cutover is only compared with; what was down already counts from there', () => {
  const probe = new ProbeRecord(0)
  for (let number = 0; number < 6; number++) probe.begin()
  probe.end(0, { isGood: true, endedAt: 100, latencyMs: 5 })
  probe.end(1, { isGood: false, endedAt: 200, latencyMs: 5 })
  expect(probe.summarize(900)).toMatchObject({ requests: 0, failures: 0, longestGapMs: 0, before: { requests: 2, failures: 1, p50Ms: 5 } })
  probe.beginCutover(1000)
  probe.end(2, { isGood: false, endedAt: 1100, latencyMs: 5 })
  probe.end(3, { isGood: true, endedAt: 1200, latencyMs: 8 })
  probe.end(4, { isGood: true, endedAt: 1300, latencyMs: 8 })
  probe.end(5, { isGood: false, endedAt: 1400, latencyMs: 8 })
  expect(probe.summarize(1700)).toMatchObject({ requests: 4, failures: 2, longestGapMs: 400, p50Ms: 8, before: { requests: 2, failures: 1 } })
})
