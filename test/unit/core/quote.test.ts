import { describe, expect, test } from '@jest/globals'
import { exec } from '../../../packages/core/command.ts'
import { quote } from '../../../packages/core/quote.ts'
import { render } from '../../../packages/core/render.ts'
import { generateWord, seededRandom, times } from '../../support/generated-words.ts'
import { runLine, shells } from '../../support/shells.ts'

const seed = Number(process.env['SEED'] ?? 20260131)
const random = seededRandom(seed)
const words = times(12_000, () => generateWord(random))

test.each([
  ['app', 'app'],
  ['/srv/app-1.2/x@y:z', '/srv/app-1.2/x@y:z'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ["'", "''\\'''"],
  ['~', "'~'"],
  ['a=b', "'a=b'"],
  ['!', "'!'"],
  ['$(id)', "'$(id)'"],
  ['line\nbreak', "'line\nbreak'"],
  ['-rf', '-rf'],
  ['日本', "'日本'"]
])('%j is quoted as %j', (word, quoted) => {
  expect(quote(word)).toBe(quoted)
})

test.each([
  ['NUL', 'a\0b', 'NUL'],
  ['half a surrogate pair', 'a\ud83d', 'Unicode']
])('%s cannot be a word', (_name, word, message) => {
  expect(() => quote(word)).toThrow(message)
})

describe.each(shells)('$name', (shell) => {
  test(`reads back ${words.length} generated words (SEED=${seed})`, () => {
    for (const batch of batches(words)) {
      const { line } = render(exec(['printf', '%s\\0', ...batch]))
      const { stdout, stderr } = runLine(shell, line)
      expect({ words: stdout.split('\0').slice(0, -1), stderr }).toEqual({ words: batch, stderr: '' })
    }
  })

  test('gives the same words to a program of the system', () => {
    for (const batch of batches(words.slice(0, 2_000))) {
      const { line } = render(exec(['/usr/bin/printf', '%s\\0', ...batch]))
      expect(runLine(shell, line).stdout.split('\0').slice(0, -1)).toEqual(batch)
    }
  })

  test('reads back a very long word', () => {
    const word = `${"it's $HOME\n".repeat(8_000)}`
    expect(runLine(shell, render(exec(['printf', '%s', word])).line).stdout).toBe(word)
  })
})

/** One argument of a process holds 128 KiB at most on Linux. */
function batches(all: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [[]]
  let sizeBytes = 0
  for (const word of all) {
    sizeBytes += Buffer.byteLength(quote(word)) + 1
    if (sizeBytes > 100_000) found.push([])
    if (sizeBytes > 100_000) sizeBytes = Buffer.byteLength(quote(word)) + 1
    found.at(-1)?.push(word)
  }
  return found
}
