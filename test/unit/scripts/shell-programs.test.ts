import { expect, test } from '@jest/globals'
import { findShellPrograms } from '../../../scripts/checks/shell-programs.ts'

const find = (...texts: readonly string[]) => findShellPrograms(texts.map((text, index) => ({ path: `packages/x/file-${index}.ts`, text })))
const textsIn = (...texts: readonly string[]): readonly string[] => find(...texts).programs.map(({ text }) => text)

test.each([
  ['a const', "const A_PROGRAM = `ls \"$1\"`", ['ls "$1"']],
  ['an exported const in quotes', "export const A_PROGRAM = 'ls'", ['ls']],
  ['a literal that is given to script', "const run = () => script('ls \"$1\"', ['x'])", ['ls "$1"']],
  ['escapes as the host sees them', "const A_PROGRAM = `printf '\\\\n' \\${x}`", ["printf '\\n' ${x}"]],
  ['raw text', 'const A_PROGRAM = String.raw`printf "\\n"`', ['printf "\\n"']],
  ['a program made of constants', 'const WAIT = `wait_for() { :; }`\nconst A_PROGRAM = `${WAIT}\nwait_for`', ['wait_for() { :; }\nwait_for']],
  ['a name and its use, once', "const A_PROGRAM = `ls`\nscript(A_PROGRAM)", ['ls']],
  ['no other text', 'const TEXT = `ls`', []]
])('finds %s', (_name, source, expected) => {
  expect(textsIn(source)).toEqual(expected)
})

test('finds a constant of another file', () => {
  expect(textsIn('export const WAIT = `:`', "import { WAIT } from './x.ts'\nconst A_PROGRAM = `${WAIT}; ls`")).toEqual([':; ls'])
})

test.each([
  ['a parameter', 'const run = (path: string) => script(`ls ${path}`)'],
  ['a sum', "const run = (path: string) => script('ls ' + path)"],
  ['a call', 'const A_PROGRAM = build()']
])('%s is not a constant program', (_name, source) => {
  expect(find(source).problems).toEqual([expect.stringMatching(/^packages\/x\/file-0\.ts:1 .* is not a constant text/)])
})
