import { expect, test } from '@jest/globals'
import { TailCapture } from '../../../../packages/engine/transports/tail-capture.ts'

test.each([
  ['nothing', 10, [], ''],
  ['less than may be kept', 10, ['abc', 'def'], 'abcdef'],
  ['as much as may be kept', 6, ['abc', 'def'], 'abcdef'],
  ['more', 4, ['abc', 'def'], 'cdef'],
  ['one large chunk', 4, ['abcdefghijklmnop'], 'mnop'],
  ['many small ones', 5, Array.from({ length: 10_000 }, (_, index) => String(index % 10)), '56789'],
  ['nothing is kept', 0, ['abc'], ''],
  ['a character that is cut in two', 4, ['aüöä'.repeat(10)], 'öä'],
  ['half of a character at the cut', 3, ['aüöä'.repeat(10)], 'ä']
])('%s', (_, keepBytes, chunks, expected) => {
  const capture = new TailCapture(keepBytes)
  for (const chunk of chunks) capture.add(Buffer.from(chunk))
  expect(capture.toString()).toBe(expected)
})

test('bytes that are no UTF-8 stay when nothing was cut', () => {
  const capture = new TailCapture(10)
  capture.add(Buffer.from([0x80, 0x61]))
  expect(capture.toString()).toBe('\uFFFDa')
})
