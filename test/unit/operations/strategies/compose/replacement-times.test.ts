import { expect, test } from '@jest/globals'
import { parseTimes } from '../../../../../packages/operations/strategies/compose/replacement-times.ts'

test('what was measured, by service; a line that is broken counts for nothing', () => {
  expect(parseTimes(['api replaced 0.61', 'db healthy 2.00', 'api healthy 1.5', 'api healthy', 'web replaced soon', ''])).toEqual({
    api: { replacedSeconds: 0.61, healthySeconds: 1.5 },
    db: { healthySeconds: 2 }
  })
})
