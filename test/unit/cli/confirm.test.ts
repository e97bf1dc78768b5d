import { PassThrough } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { askQuestion, needsConfirmation, phraseQuestion, requireSomeoneToAsk } from '../../../packages/cli/confirm.ts'
import { parseCommandLine } from '../../../packages/cli/command-line.ts'
import { confirmInput, type AnyOperation } from '../../../packages/core/index.ts'
import { openTerminal } from '../../../packages/cli/terminal.ts'
import { sampleOperation } from '../../support/sample-operation.ts'
import { samplePlan } from '../../support/sample-plan.ts'

const silent = { write: () => true }
const person = { write: () => true, isTTY: true }

describe('who can be asked', () => {
  const script = openTerminal({ stdin: {}, stdout: silent, stderr: silent, variables: {} })
  const terminal = openTerminal({ stdin: { isTTY: true }, stdout: person, stderr: person, variables: {} })
  const settings = (...argv: readonly string[]) => parseCommandLine(argv, []).globals

  const restoring: AnyOperation = { ...sampleOperation, inputs: { ...sampleOperation.inputs, confirm: confirmInput } }
  const about = (operation: AnyOperation, argv: readonly string[], confirm?: string) => ({ operation, settings: settings(...argv), values: { confirm }, hosts: ['web1', 'web2'] })

  test('a destructive operation needs somebody, or --yes', () => {
    expect(() => requireSomeoneToAsk(about(sampleOperation, []), script)).toThrow(expect.objectContaining({ code: 'DK_CONFIRMATION_NEEDED' }))
    for (const flag of ['--yes', '--plan']) requireSomeoneToAsk(about(sampleOperation, [flag]), script)
    requireSomeoneToAsk(about(sampleOperation, []), terminal)
    requireSomeoneToAsk(about({ ...sampleOperation, danger: 'write' }, []), script)
  })

  test.each([
    ['nothing, in a script', [], undefined, script, '--yes --confirm web1,web2'],
    ['only --yes', ['--yes'], undefined, script, '--confirm web1,web2'],
    ['only --yes, at a terminal', ['--yes'], undefined, terminal, '--confirm web1,web2'],
    ['another environment', ['--yes', '-e', 'production'], 'staging', script, '--confirm production'],
    ['another one at a terminal', ['-e', 'production'], 'staging', terminal, '--confirm production'],
    ['a host instead of the environment', ['--yes', '-e', 'production'], 'web1,web2', script, '--confirm production'],
    ['one of two hosts', ['--yes'], 'web1', script, '--confirm web1,web2']
  ])('where data is replaced, %s is not enough', (_, argv, confirm, where, remedy) => {
    expect(() => requireSomeoneToAsk(about(restoring, argv, confirm), where)).toThrow(
      expect.objectContaining({ code: 'DK_CONFIRMATION_NEEDED', remedy: expect.stringContaining(remedy) })
    )
  })

  test.each([
    ['the name of the environment', ['--yes', '-e', 'production'], 'production', script],
    ['the names of the hosts', ['--yes'], 'web1,web2', script],
    ['the name without --yes', ['-e', 'production'], 'production', script],
    ['a look', ['--plan'], undefined, script],
    ['a look with --yes', ['--plan', '--yes'], undefined, script],
    ['somebody who is asked', [], undefined, terminal]
  ])('where data is replaced, %s is enough', (_, argv, confirm, where) => {
    requireSomeoneToAsk(about(restoring, argv, confirm), where)
  })

  test('a name that was typed with the command is not asked for again', () => {
    expect(needsConfirmation(restoring, settings(), { confirm: 'web1,web2' })).toBe(false)
    expect(needsConfirmation(restoring, settings(), {})).toBe(true)
  })

  test('where data is replaced the name is typed, although the plan can be taken back', () => {
    expect(phraseQuestion(restoring, samplePlan, { environment: 'production', values: {} })).toEqual({ text: expect.stringContaining('It replaces data. Type production'), answers: ['production'] })
  })
})

test('what takes itself back is agreed to with y; for the rest the name is typed', () => {
  expect(phraseQuestion(sampleOperation, samplePlan, { environment: 'production', values: {} }).answers).toContain('y')
  expect(phraseQuestion(sampleOperation, { ...samplePlan, onFailure: 'stop' }, { environment: 'production', values: {} }).answers).toEqual(['production'])
  expect(phraseQuestion(sampleOperation, { ...samplePlan, onFailure: 'stop' }, { environment: undefined, values: {} }).answers).toEqual(['web1,web2'])
})

test.each([
  ['y\n', true],
  [' y \n', true],
  ['n\n', false],
  ['\n', false],
  ['', false]
])('the answer %j', async (typed, agreed) => {
  const input = new PassThrough()
  const answer = askQuestion(phraseQuestion(sampleOperation, samplePlan, { environment: undefined, values: {} }), { input, output: new PassThrough() }, new AbortController().signal)
  input.end(typed)
  expect(await answer).toBe(agreed)
})
