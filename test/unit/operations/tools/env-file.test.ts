import { describe, expect, test } from '@jest/globals'
import { composeEnvironment, findVariablesProblem, parseVariables, renderEnvironment } from '../../../../packages/operations/tools/env-file.ts'
import { runLine, shells } from '../../../support/shells.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const none = new Map<string, string>()
const template = ['# The database', 'PORT=8080', 'SECRET_KEY=', 'TOKEN=change-me', "GREETING='hello there' # a comment", ''].join('\n')

describe('the environment of a release', () => {
  test('takes given values, then the defaults of the template, in its order', () => {
    const variables = new Map([['PORT', '9090'], ['EXTRA', 'x']])
    const secrets = new Map([['SECRET_KEY', 's'], ['TOKEN', 't'], ['SSH_PRIVATE_KEY', 'must not travel']])
    expect([...composeEnvironment({ template, variables, secrets })]).toEqual([
      ['PORT', '9090'],
      ['SECRET_KEY', 's'],
      ['TOKEN', 't'],
      ['GREETING', 'hello there'],
      ['EXTRA', 'x']
    ])
  })

  test('tells every name without a value, placeholders included', () => {
    expect(() => composeEnvironment({ template, variables: none, secrets: none })).toThrow(/2 variables that have no value: SECRET_KEY, TOKEN/)
  })

  test('without a template takes all that is given', () => {
    expect([...composeEnvironment({ template: undefined, variables: new Map([['A', '1']]), secrets: new Map([['B', '2']]) }).keys()]).toEqual(['A', 'B'])
  })
})

describe('variables', () => {
  test.each([
    ['A=1\nB=two words', { A: '1', B: 'two words' }],
    ['export A=1 # why\n\n# comment\nB=', { A: '1', B: '' }],
    ["A='it is # not a comment'", { A: 'it is # not a comment' }],
    ['A="line\\nnext \\"quoted\\" \\$x"', { A: 'line\nnext "quoted" $x' }],
    ['KEY="-----BEGIN\nabc\n-----END"\nB=2', { KEY: '-----BEGIN\nabc\n-----END', B: '2' }],
    ['{"A": "x\\ny", "N": 5, "T": true}', { A: 'x\ny', N: '5', T: 'true' }],
    ['URL=postgres://u:p%40@h/db?x=1&y=#z', { URL: 'postgres://u:p%40@h/db?x=1&y=#z' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }]
  ])('%j are read', (text, expected) => {
    expect(Object.fromEntries(parseVariables(text, 'variables'))).toEqual(expected)
  })

  test.each([['just words'], ['1A=x'], ['A B=x'], ['{"A": {}}'], ['{"A'], ['{"a b": "x"}'], ['A="not closed'], ['{"A": "x\\u0000"}']])('%j are refused', (text) => {
    expect(() => parseVariables(text, 'variables')).toThrow(expect.objectContaining({ code: 'DK_INPUT_INVALID' }))
  })

  test('a line is found again, also after a value of many lines', () => {
    expect(() => parseVariables('# why\nKEY="a\nb"\nwords', 'secrets')).toThrow('secrets is not KEY=VALUE in line 4')
    expect(findVariablesProblem('{\n "A": "b\n}')).toMatch(/^is not valid JSON \(line 2, column \d+\): write KEY=VALUE lines/)
  })

  test('an error never shows a value', () => {
    expect(() => parseVariables('A=1\nhunter2hunter2', 'secrets')).not.toThrow(/hunter2/)
  })
})

test('what is written is read back the same, by ourselves and by a shell', () => {
  const values = ['plain', '', 'two words', 'a#b', 'a #b', "it's", 'say "hi"', '$HOME `x` \\', "both ' and \"", 'ümlaut', '-----BEGIN KEY-----\nabc\n-----END KEY-----', '  padded  ']
  const variables = new Map(values.map((value, index) => [`V${index}`, value]))
  const text = renderEnvironment(variables)
  expect([...parseVariables(text, 'env').values()]).toEqual(values)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-env-'))
  writeFileSync(path.join(folder, 'env'), text)
  const line = `. ./env; ${values.map((_, index) => `printf '%s\\0' "$V${index}"`).join('; ')}`
  for (const shell of shells) expect(runLine(shell, line, { cwd: folder }).stdout.split('\0').slice(0, -1)).toEqual(values)
  rmSync(folder, { recursive: true })
})
