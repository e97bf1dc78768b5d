import { expect, test } from '@jest/globals'
import { TextLines } from '../../../packages/engine/text-lines.ts'
import { tailText } from '../../../packages/engine/text-tail.ts'

function linesOf(...chunks: readonly (string | Buffer)[]): readonly string[] {
  const lines: string[] = []
  const reader = new TextLines((line) => void lines.push(line))
  for (const chunk of chunks) reader.push(Buffer.from(chunk))
  reader.end()
  return lines
}

test.each([
  ['lines over chunks', ['on', 'e\ntw', 'o\n'], ['one', 'two']],
  ['a last line without end', ['one\ntwo'], ['one', 'two']],
  ['Windows ends', ['one\r\ntwo\r\n'], ['one', 'two']],
  ['empty lines', ['\n\n'], ['', '']],
  ['nothing', [''], []]
])('%s', (_name, chunks, lines) => {
  expect(linesOf(...chunks)).toEqual(lines)
})

test('a character that is cut in two stays one', () => {
  const [first, second] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü\n').subarray(1)]
  expect(linesOf(first, second)).toEqual(['ü'])
})

test('a line without end does not fill the memory', () => {
  const lines = linesOf(...Array.from({ length: 10 }, () => 'x'.repeat(20_000)))
  expect(lines.join('')).toHaveLength(200_000)
  expect(lines.length).toBeGreaterThan(1)
})

test.each([
  ['short', 10, 'short'],
  ['first\nsecond\nthird\n', 15, '[... 6 bytes left out]\nsecond\nthird\n'],
  ['oneverylongline', 4, '[... 11 bytes left out]\nline']
])('the tail of %j in %d bytes', (text, keepBytes, tail) => {
  expect(tailText(text, keepBytes)).toBe(tail)
})
