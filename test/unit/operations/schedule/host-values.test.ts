// needs: dash, busybox
import { expect, test } from '@jest/globals'
import { hostMember, hostNumber, hostText, renderHostWord } from '../../../../packages/operations/schedule/host-values.ts'
import { runLine, shells } from '../../../support/shells.ts'

const env = { PATH: process.env['PATH'], name: 'a "b" $c', none: '' }

const WORDS: readonly (readonly [word: string, read: string])[] = [
  ['plain', 'plain'],
  ['', ''],
  ["it's $HOME `x`", "it's $HOME `x`"],
  [hostText('name'), 'a "b" $c'],
  [`x ${hostText('name')}'y${hostText('none')}`, `x a "b" $c'y`],
  [JSON.stringify({ first: hostMember('name'), last: 1 }), '{"first":"a "b" $c","last":1}'],
  [JSON.stringify({ first: hostMember('none'), created: hostNumber('name'), last: hostText('name') }), '{"created":a "b" $c,"last":"a "b" $c"}']
]

test.each(shells)('$name reads words with values of the host as they are meant', (shell) => {
  for (const [word, read] of WORDS) expect(runLine(shell, `printf %s ${renderHostWord(word)}`, { env })).toEqual({ code: 0, stdout: read, stderr: '' })
})
