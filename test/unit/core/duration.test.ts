import { expect, test } from '@jest/globals'
import { parseDuration, renderDuration } from '../../../packages/core/duration.ts'

test.each([
  ['0', 0],
  ['90', 90],
  ['1.5', 1.5],
  ['90s', 90],
  ['2m', 120],
  ['1h30m', 5400],
  ['1h30m15s', 5415],
  ['500ms', 0.5],
  ['1s500ms', 1.5],
  ['1.5h', 5400],
  ['7d', 604_800]
])('%s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBeCloseTo(seconds, 9)
})

test.each(['', ' ', '-1', '-1s', '1 s', 's', '1x', '1sm', '1.s', '.5s', '1e3', 'Infinity', '1m 30s', '1,5s', '5M', '1s ', 'ten'])(
  '%j is not a duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined()
  }
)

test.each([
  [0, '0 ms'],
  [0.0004, '0 ms'],
  [0.85, '850 ms'],
  [0.9994, '999 ms'],
  [0.9996, '1.0 s'],
  [4.2, '4.2 s'],
  [59.94, '59.9 s'],
  [59.96, '1 min 00 s'],
  [185, '3 min 05 s'],
  [119.7, '2 min 00 s'],
  [3599.4, '59 min 59 s'],
  [3599.6, '1 h 00 min'],
  [7800, '2 h 10 min'],
  [90_000, '25 h 00 min']
])('%d seconds are shown as %s', (seconds, text) => {
  expect(renderDuration(seconds)).toBe(text)
})
