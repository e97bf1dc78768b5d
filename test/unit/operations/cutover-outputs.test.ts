import { expect, test } from '@jest/globals'
import type { ProbeReport, Report } from '../../../packages/core/index.ts'
import { readCutoverOutputs } from '../../../packages/operations/cutover-outputs.ts'

const probe = (requests: number, longestGapMs: number): ProbeReport => ({
  ...{ host: 'web1', url: 'http://web1/', requests, failures: 0, longestGapMs },
  ...{ worstLatencyMs: 1, p50Ms: 1, p99Ms: 1 }
})

const read = (live: Report['live'], probes: readonly ProbeReport[]): Readonly<Record<string, string>> => {
  const report: Report = {
    plan: {
      ...{ operation: 'ssh-deploy', title: '', hosts: Object.keys(live), hash: '', tables: [], notes: [], problems: [], phases: [], steps: [] },
      ...{ onFailure: 'undo', journals: {}, probes: [], live: {}, outputs: {} }
    },
    ...{ outcome: 'succeeded', startedAt: 0, durationMs: 0, steps: [], checks: [], restored: [], probes, warnings: [], error: undefined, live },
    ...{ evidence: [], answers: {}, outputs: {}, sentBytes: 0 }
  }
  return readCutoverOutputs(report)
}

test.each([
  ['one host', { web1: 'r1' }, 'r1'],
  ['hosts that agree', { web1: 'r1', web2: 'r1' }, 'r1'],
  ['hosts that differ', { web1: 'r1', web2: 'r2' }, 'web1=r1,web2=r2'],
  ['a host of which nothing is known', { web1: 'r1', web2: undefined }, 'web1=r1,web2='],
  ['nothing live', { web1: undefined }, ''],
  ['no host', {}, '']
])('live with %s', (_, live, expected) => {
  expect(read(live, [])).toEqual({ live: expected })
})

test('downtime is the longest of all hosts', () => {
  expect(read({ web1: 'r1' }, [probe(9, 12.4), probe(9, 250.6)])).toEqual({ live: 'r1', 'downtime-ms': '251' })
})

test('downtime is not told when nothing was asked', () => {
  expect(read({ web1: 'r1' }, [probe(0, 0)])).toEqual({ live: 'r1' })
})
