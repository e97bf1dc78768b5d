import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { all, any, each, exec, pipe, redirect, script, type Command } from '../../../packages/core/command.ts'
import { render } from '../../../packages/core/render.ts'
import { Secret } from '../../../packages/core/secret.ts'
import { generateCommand } from '../../support/generated-commands.ts'
import { generateWord, seededRandom, times } from '../../support/generated-words.ts'
import { runLine, shells } from '../../support/shells.ts'

const seed = Number(process.env['SEED'] ?? 20260131)
const ODD_NAMES = ['plain', 'a b', "it's", '-n', '-', '&1', '$HOME', '~', '*', 'new\nline', '#x', '日本', '!x', '\\'] as const
const scratch = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'render-test-')))

beforeAll(() => {
  for (const name of ODD_NAMES) mkdirSync(path.join(scratch, 'folders', name), { recursive: true })
  mkdirSync(path.join(scratch, 'files'))
})

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test.each<readonly [string, Command, string]>([
  ['a program', exec(['docker', 'ps', '-a']), "'docker' ps -a"],
  ['a program with a path', exec(['/usr/bin/env']), '/usr/bin/env'],
  ['a reserved word as a program', exec(['if', 'x']), "'if' x"],
  ['an environment', exec(['app'], { env: { A: 'b c', B: '' } }), "env 'A=b c' 'B=' 'app'"],
  ['an empty environment', exec(['app'], { env: {} }), "'app'"],
  ['a folder', exec(['ls'], { cwd: '/srv/a b' }), "(cd '/srv/a b' && 'ls')"],
  ['a relative folder', exec(['ls'], { cwd: 'lib' }), "(cd ./lib && 'ls')"],
  ['all', all(exec(['a']), exec(['b'])), "{ 'a' && 'b'; }"],
  ['any of all', any(all(exec(['a']), exec(['b'])), exec(['c'])), "{ { 'a' && 'b'; } || 'c'; }"],
  ['each', each(exec(['a']), any(exec(['b']), exec(['c']))), `( code=0; 'a' || code=$?; { 'b' || 'c'; } || code=$?; exit "$code" )`],
  ['a redirect', redirect(exec(['a']), '/tmp/x y'), "{ :; 'a'; } > '/tmp/x y'"],
  ['an appending redirect', redirect(exec(['a']), '-log', true), "{ :; 'a'; } >> ./-log"],
  ['a script', script('exit "$1"', ['a b']), `'sh' -c 'exit "$1"' deploy-kit 'a b'`]
])('%s', (_name, command, line) => {
  expect(render(command)).toEqual({ line, stdin: undefined })
})

test('standard input is not part of the line', () => {
  const token = new Secret('token', 's3cret')
  const { line, stdin } = render(all(exec(['mkdir', 'x']), redirect(pipe(exec(['cat'], { stdin: token }), exec(['wc'])), 'x/y')))
  expect(line).not.toContain('s3cret')
  expect(stdin).toBe(token)
})

test.each<readonly [string, Command, string]>([
  ['no words', exec([]), 'needs a program'],
  ['an empty program', exec(['', 'x']), 'needs a program'],
  ['a bad variable name', exec(['a'], { env: { 'A B': '1' } }), 'A B'],
  ['a program that env reads as a variable', exec(['A=1'], { env: { B: '1' } }), 'A=1'],
  ['an empty folder', exec(['a'], { cwd: '' }), 'path'],
  ['an empty file name', redirect(exec(['a']), ''), 'path'],
  ['an empty list', all(), 'empty'],
  ['an empty pipe', pipe(), 'empty'],
  ['two standard inputs', all(exec(['a'], { stdin: '1' }), exec(['b'], { stdin: '2' })), 'one standard input'],
  ['NUL in a variable', exec(['a'], { env: { A: 'x\0' } }), 'NUL']
])('%s cannot be rendered', (_name, command, message) => {
  expect(() => render(command)).toThrow(message)
})

describe.each(shells)('$name', (shell) => {
  test(`runs generated trees of commands as the model says (SEED=${seed})`, () => {
    const random = seededRandom(seed)
    const directory = mkdtempSync(path.join(scratch, 'files', 'x'))
    const names = ODD_NAMES.map((name) => path.join(scratch, 'folders', name))
    let files = 0
    const source = {
      random,
      nextFile: () => path.join(directory, `${++files} ${generateWord(random).slice(0, 40).replaceAll('/', '_').replaceAll(/\p{Surrogate}/gu, '')}`),
      folders: [names[0] ?? scratch, ...names.slice(1)] as const
    }
    const cases = times(250, () => generateCommand(source, 4))
    const mark = (index: number, code: number): string => `<end of ${index}: ${code}>`
    const lines = cases.map(({ command }, index) => `${render(command).line}; printf '<end of ${index}: %s>' "$?"`)
    const expected = cases.map(({ stdout, code }, index) => stdout + mark(index, code)).join('')
    const actual = chunks(lines, 100_000).map((line) => runLine(shell, line))
    expect(actual.map(({ stdout }) => stdout).join('')).toBe(expected)
    expect(actual.map(({ stderr }) => stderr).join('')).toBe('')
    for (const [file, content] of cases.flatMap((one) => Object.entries(one.files))) expect([file, readFileSync(file, 'utf8')]).toEqual([file, content])
  })

  test.each(['if', '!', '{', 'time', 'function', 'case', 'a b', "it's", '-x', 'A=1', '~', '*', '$HOME', '日本', '#'])('runs a program called %j', (name) => {
    const folder = mkdtempSync(path.join(scratch, 'programs'))
    writeFileSync(path.join(folder, name), '#!/bin/sh\nprintf "ran %s" "$1"\n')
    chmodSync(path.join(folder, name), 0o755)
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` }
    const commands = [exec([name, 'x']), ...(name.includes('=') ? [] : [exec([name, 'x'], { env: { A: '1' } })])]
    for (const command of commands) expect(runLine(shell, render(command).line, { env })).toEqual({ code: 0, stdout: 'ran x', stderr: '' })
  })

  test.each(ODD_NAMES)('writes to and appends to a file called %j in the current folder', (name) => {
    const cwd = mkdtempSync(path.join(scratch, 'odd'))
    const write = redirect(exec(['printf', '%s', '1']), name)
    const append = redirect(exec(['printf', '%s', '2']), name, true)
    expect(runLine(shell, render(all(write, append)).line, { cwd })).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(path.join(cwd, name), 'utf8')).toBe('12')
  })

  test.each(ODD_NAMES)('works in a folder called %j, whatever CDPATH says', (name) => {
    const other = mkdtempSync(path.join(scratch, 'cdpath'))
    mkdirSync(path.join(other, name))
    const line = render(exec(['/bin/pwd'], { cwd: name })).line
    const answer = runLine(shell, line, { cwd: path.join(scratch, 'folders'), env: { ...process.env, CDPATH: other } })
    expect(answer).toEqual({ code: 0, stdout: `${path.join(scratch, 'folders', name)}\n`, stderr: '' })
  })

  test('does not run the program when the folder is missing', () => {
    const { code, stdout } = runLine(shell, render(exec(['echo', 'ran'], { cwd: path.join(scratch, 'missing') })).line)
    expect({ failed: code !== 0, stdout }).toEqual({ failed: true, stdout: '' })
  })

  test('a redirect inside a pipe is not lost (dash forgets it on a lone subshell)', () => {
    const file = path.join(mkdtempSync(path.join(scratch, 'lost')), 'out')
    const command = pipe(redirect(exec(['/bin/pwd'], { cwd: '/' }), file))
    expect(runLine(shell, render(command).line)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(file, 'utf8')).toBe('/\n')
  })

  const failing = (code: number): Command => script('cat; exit "$1"', [String(code)])
  test.each<readonly [string, Command, number]>([
    ['the first part fails', pipe(script('exit "$1"', ['3']), exec(['cat']), exec(['cat'])), 3],
    ['a middle part fails', pipe(exec(['echo']), failing(4), exec(['cat'])), 4],
    ['the last part fails', pipe(exec(['echo']), exec(['cat']), failing(5)), 5],
    ['the first of two failures counts', pipe(exec(['echo']), failing(6), failing(7)), 6],
    ['all parts succeed', pipe(exec(['echo']), failing(0), failing(0)), 0],
    ['a pipe of one', pipe(failing(9)), 9],
    ['a part is killed', pipe(exec(['echo']), script('kill -9 "$$"'), exec(['cat'])), 137],
    ['a program is missing', pipe(exec(['deploy-kit-no-such-program']), exec(['cat'])), 127],
    ['a pipe in a pipe fails', pipe(pipe(exec(['echo']), failing(8)), exec(['cat'])), 8]
  ])('a pipe: %s', (_name, command, code) => {
    const [program, ...words] = shell.argv
    expect(runLine(shell, render(exec([program, ...words, '-c', `${render(command).line} < /dev/null 2> /dev/null`])).line).code).toBe(code)
  })

  test('a pipe fails when a part was killed before it could write its exit code', () => {
    // The parent of the program is the subshell that would write the code.
    const command = pipe(exec(['echo']), script('kill -9 "$PPID"'), exec(['cat']))
    expect(runLine(shell, `${render(command).line} 2> /dev/null`).code).not.toBe(0)
  })

  test('a pipe passes standard input to its first part', () => {
    expect(runLine(shell, `echo hello | ${render(pipe(exec(['cat']), exec(['tr', 'a-z', 'A-Z']))).line}`).stdout).toBe('HELLO\n')
  })

  test('a pipe carries megabytes and does not close its descriptors too early', () => {
    const command = pipe(exec(['head', '-c', '5000000', '/dev/zero']), exec(['cat']), exec(['wc', '-c']))
    expect(runLine(shell, render(command).line)).toMatchObject({ code: 0, stdout: '5000000\n' })
  })
})

/** Joins lines to texts that fit into one argument of a process. */
function chunks(lines: readonly string[], limitBytes: number): readonly string[] {
  const found: string[] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last !== undefined && Buffer.byteLength(last) + Buffer.byteLength(line) < limitBytes) found[found.length - 1] = `${last}\n${line}`
    else found.push(line)
  }
  return found
}
