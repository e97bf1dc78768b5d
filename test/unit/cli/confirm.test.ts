import { PassThrough } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { askQuestion, phraseQuestion, requireSomeoneToAsk } from '../../../packages/cli/confirm.ts'
import { parseCommandLine } from '../../../packages/cli/command-line.ts'
import { openTerminal } from '../../../packages/cli/terminal.ts'
import { sampleOperation } from '../../support/sample-operation.ts'
import { samplePlan } from '../../support/sample-plan.ts'

const silent = { write: () => true }
const person = { write: () => true, isTTY: true }

describe('who can be asked', () => {
  const script = openTerminal({ stdin: {}, stdout: silent, stderr: silent, variables: {} })
  const terminal = openTerminal({ stdin: { isTTY: true }, stdout: person, stderr: person, variables: {} })
  const settings = (...argv: readonly string[]) => parseCommandLine(argv, []).globals

  test('a destructive operation needs somebody, or --yes', () => {
    expect(() => requireSomeoneToAsk(sampleOperation, settings(), script)).toThrow(expect.objectContaining({ code: 'DK_CONFIRMATION_NEEDED' }))
    for (const flag of ['--yes', '--plan']) requireSomeoneToAsk(sampleOperation, settings(flag), script)
    requireSomeoneToAsk(sampleOperation, settings(), terminal)
    requireSomeoneToAsk({ ...sampleOperation, danger: 'write' }, settings(), script)
  })
})

test('what takes itself back is agreed to with y; for the rest the name is typed', () => {
  expect(phraseQuestion(samplePlan, 'production').answers).toContain('y')
  expect(phraseQuestion({ ...samplePlan, onFailure: 'stop' }, 'production').answers).toEqual(['production'])
  expect(phraseQuestion({ ...samplePlan, onFailure: 'stop' }, undefined).answers).toEqual(['web1,web2'])
})

test.each([
  ['y\n', true],
  [' y \n', true],
  ['n\n', false],
  ['\n', false],
  ['', false]
])('the answer %j', async (typed, agreed) => {
  const input = new PassThrough()
  const answer = askQuestion(phraseQuestion(samplePlan, undefined), { input, output: new PassThrough() }, new AbortController().signal)
  input.end(typed)
  expect(await answer).toBe(agreed)
})
