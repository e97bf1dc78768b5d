import { expect, test } from '@jest/globals'
import { withoutComments } from '../../../scripts/without-comments.ts'

test.each([
  ['const a = 1 // one\nconst b = 2\n', 'const a = 1\nconst b = 2\n'],
  ['/* first */ f(/* inner */ 1)\n', ' f( 1)\n'],
  ['/** @param {string} a it */\nfunction f(a) {}\n', '\nfunction f(a) {}\n'],
  ['return_ = x /* one\n two */ + y\n', 'return_ = x\n+ y\n'],
  ['f() /* the end */', 'f() ']
])('%j becomes %j', (program, expected) => {
  expect(withoutComments(program)).toBe(expected)
})

test.each([
  'const url = "https://a/*b*/" + \'// no\' + `\n  // kept ${"/* too */"} # all\n`\n',
  'const re = /[/*]\\/\\//g, half = a / b / c\n',
  'const s = `a ${`b // c ${1 / 2}`} /* d */`\n'
])('%j stays', (program) => {
  expect(withoutComments(program)).toBe(program)
})
