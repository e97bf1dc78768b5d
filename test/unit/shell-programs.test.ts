// needs: shellcheck, dash, busybox
import { expect, test } from '@jest/globals'
import { readShellProgram } from '../../scripts/checks/read-shell-programs.ts'
import { findShellPrograms, type ShellProgram } from '../../scripts/checks/shell-programs.ts'
import { findSourceFiles } from '../../scripts/checks/source-files.ts'

const { programs, problems } = findShellPrograms(await findSourceFiles())

test('every program that is given to script() is a constant', () => {
  expect(problems).toEqual([])
  expect(programs.length).toBeGreaterThan(0)
})

test.each(programs.map((program) => [program.file, program.line, program] as const))('the program at %s:%d is read by shellcheck, dash and busybox', (_file, _line, program) => {
  expect(readShellProgram(program)).toEqual([])
})

const program = (text: string): ShellProgram => ({ name: 'X_PROGRAM', file: 'packages/x.ts', line: 1, text })

test.each([
  ['cd "$1" || exit 1\nls', 0],
  ['rm -rf $1', 1],
  ['if true; then', 3],
  ['[[ $1 == a ]]', 1]
])('%j has problems of %d readers', (text, readers) => {
  expect(readShellProgram(program(text))).toHaveLength(readers)
})
