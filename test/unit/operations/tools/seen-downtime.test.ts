import { expect, test } from '@jest/globals'
import { describeSeenDowntime } from '../../../../packages/operations/tools/seen-downtime.ts'

test('what probes saw, for people', () => {
  const downtime = [
    { url: 'http://127.0.0.1/', requests: 90, failures: 0, longestGapMs: 0 },
    { url: 'https://shop.example.com/', requests: 90, failures: 20, longestGapMs: 2410 }
  ]
  expect(describeSeenDowntime({ release: 'r7', downtime })).toBe('measured when r7 was deployed: http://127.0.0.1/ let no request fail; https://shop.example.com/ gave no answer for up to 2.4 s')
})
