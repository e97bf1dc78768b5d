import { describe, expect, test } from '@jest/globals'
import { parseArgv, splitWords } from '../../../packages/core/argv.ts'
import { seededRandom, pick, times } from '../../support/generated-words.ts'
import { runLine, shells } from '../../support/shells.ts'

test.each([
  ['systemctl restart app', ['systemctl', 'restart', 'app']],
  ['  a \t b  ', ['a', 'b']],
  ["npm run 'build prod'", ['npm', 'run', 'build prod']],
  ['echo "a b" c', ['echo', 'a b', 'c']],
  ["echo ''", ['echo', '']],
  ['echo a"b c"\'d e\'f', ['echo', 'ab cd ef']],
  ['echo \\"x\\" a\\ b', ['echo', '"x"', 'a b']],
  ['echo "\\$HOME \\n"', ['echo', '$HOME \\n']],
  ['echo "$HOME" \'$HOME\' \\$HOME', ['echo', '$HOME', '$HOME', '$HOME']],
  ["echo 'a|b' \"c>d\" e\\;f", ['echo', 'a|b', 'c>d', 'e;f']],
  ['app --set a=b', ['app', '--set', 'a=b']],
  ['env A=1 app', ['env', 'A=1', 'app']],
  ['a~b x~', ['a~b', 'x~']],
  ["echo 'line\nbreak'", ['echo', 'line\nbreak']],
  ['["sh", "-c", "a | b"]', ['sh', '-c', 'a | b']],
  [' [ "x" ] ', ['x']],
  ['echo 日本', ['echo', '日本']]
])('%j is %j', (text, words) => {
  expect(parseArgv(text)).toEqual(words)
})

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ["echo 'a", 'not closed'],
  ['echo "a', 'not closed'],
  ['echo a\\', 'backslash'],
  ['a | b', '"|"'],
  ['a > b', '">"'],
  ['a && b', '"&"'],
  ['a; b', '";"'],
  ['echo $HOME', '"$"'],
  ['echo `id`', '"`"'],
  ['(a)', '"("'],
  ['rm tmp/*', '"*"'],
  ['cat ~/.env', '"~"'],
  ['a\nb', '"\\n"'],
  ['NODE_ENV=production node app.js', 'env NAME=value'],
  ['[]', 'at least one'],
  ['["a", 1]', 'array of at least one string'],
  ['["a"', 'not a JSON array'],
  ['[x] y', 'not a JSON array']
])('%j is refused', (text, message) => {
  expect(() => parseArgv(text)).toThrow(RangeError)
  expect(() => parseArgv(text)).toThrow(message)
})

test('words that no program gets may hold what only a shell understands', () => {
  expect(splitWords('http://host/?a=1&b=$2 "x y" *|;')).toEqual(['http://host/?a=1&b=$2', 'x y', '*|;'])
})

describe.each(shells.slice(0, 1))('$name', (shell) => {
  test('reads generated lines as the same words', () => {
    const random = seededRandom(7)
    const parts = ['a', 'B', ' ', '  ', '\t', "'", "'", '"', '"', '\\', '\\\\', '-', '=', '.', 'é', '!', '%'] as const
    const lines = times(4_000, () => `printf ${times(Math.floor(random() * 12), () => pick(random, parts)).join('')}`)
    const accepted = lines.flatMap((line) => {
      try {
        return [{ line, words: parseArgv(line).slice(1) }]
      } catch {
        return []
      }
    })
    expect(accepted.length).toBeGreaterThan(500)
    const { stdout } = runLine(shell, accepted.map(({ line }) => line.trim().replace(/^printf/, "printf '<%s>\\0'") + "; printf '\\n\\0'").join('\n'))
    const expected = accepted.map(({ words }) => (words.length === 0 ? ['<>'] : words.map((word) => `<${word}>`)).join('\0') + '\0\n\0').join('')
    expect(stdout).toBe(expected)
  })
})
