import { expect, test } from '@jest/globals'
import { renderFileCommand } from '../../../packages/github/file-commands.ts'
import { readActionInputs, readRunnerEnvironment, readState } from '../../../packages/github/runner-environment.ts'

test('inputs keep their dashes, and only INPUT_ variables are read', () => {
  const { texts, describe } = readActionInputs({ 'INPUT_PRIVATE-KEY': 'k\n', INPUT_HOTS: '', HOST: 'x', input_path: 'y' })
  expect(texts).toEqual({ 'private-key': 'k\n', hots: '' })
  expect(describe('hots')).toBe('input hots')
})

test('the run URL names the attempt; without a run there is none', () => {
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '2', GITHUB_ACTOR: 'ana', RUNNER_DEBUG: '1' }
  expect(readRunnerEnvironment(env)).toMatchObject({ runUrl: 'https://github.com/o/r/actions/runs/7/attempts/2', actor: 'ana', isDebug: true })
  expect(readRunnerEnvironment({}).runUrl).toBeUndefined()
})

test('state', () => {
  expect(readState({ 'STATE_run-id': 'r1', STATE_empty: '' }, 'run-id')).toBe('r1')
  expect(readState({ STATE_empty: '' }, 'empty')).toBeUndefined()
})

test('no value of a file command can set another name', () => {
  const lines = renderFileCommand({ release: 'r1\nchanged=true\ndeploy_kit_guess\n' }).split('\n')
  const delimiter = lines[0]?.split('<<')[1] ?? ''
  expect(delimiter).toMatch(/^deploy_kit_[0-9a-f-]{36}$/)
  expect(lines.filter((line) => line === delimiter)).toHaveLength(1)
  expect(lines.at(-2)).toBe(delimiter)
})
