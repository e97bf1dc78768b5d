import { spawnSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { renderLogLines, renderWorkflowCommand, type CommandName } from '../../../packages/github/workflow-commands.ts'
import { RunnerLogReader } from '../../support/runner-log-reader.ts'
import { RunnerSecretMasker } from '../../support/runner-secret-masker.ts'

const MESSAGES = ['plain', 'a: b, c', '100 % of\r\ntwo lines', '::error::no', '%0A is text']

test('commands are byte for byte those of @actions/core', () => {
  const program = `
    import * as core from '@actions/core'
    for (const message of ${JSON.stringify(MESSAGES)}) {
      core.setSecret(message); core.debug(message); core.startGroup(message); core.endGroup()
      core.error(message, { title: message }); core.warning(message, { title: message }); core.notice(message, { title: message })
    }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  const ours = MESSAGES.flatMap((message) => [
    renderWorkflowCommand('add-mask', message),
    renderWorkflowCommand('debug', message),
    renderWorkflowCommand('group', message),
    renderWorkflowCommand('endgroup', ''),
    ...(['error', 'warning', 'notice'] as const).map((level) => renderWorkflowCommand(level, message, { title: message }))
  ])
  expect(ours.map((line) => `${line}\n`).join('')).toBe(stdout)
})

describe('text from outside', () => {
  const attacks = [
    '::add-mask::e',
    '  ::error::x',
    '\t::stop-commands::token',
    'progress 10 %\r::set-output name=release::evil',
    'x\r\n::save-state name=run-id::evil',
    '##[error]x',
    'before ##[add-mask]e',
      '##[##[error]x',
    '\u00a0::error::x',
    '\u0085::error::x',
    '\u3000\u2028::error::x',
    '::group::x'
  ]
  test.each(attacks)('%j is no command', (text) => {
    const reader = new RunnerLogReader(new RunnerSecretMasker(), false)
    for (const line of renderLogLines(text)) reader.feed(`${line}\n`)
    reader.end()
    expect(reader.commands).toEqual([])
  })

  test.each(attacks)('%j would be one as it is', (text) => {
    const reader = new RunnerLogReader(new RunnerSecretMasker(), false)
    reader.feed(`${text}\n`)
    reader.end()
    expect(reader.commands.length).toBe(1)
  })

  test('other text stays as it is', () => {
    expect(renderLogLines('a::b\nhttp://[::1]:80\n # [x]')).toEqual(['a::b', 'http://[::1]:80', ' # [x]'])
  })
})

test.each<CommandName>(['error', 'group'])('%s with a title that tries to leave it', (name) => {
  const reader = new RunnerLogReader(new RunnerSecretMasker(), false)
  reader.feed(`${renderWorkflowCommand(name, 'x\n::add-mask::e', { title: 'a,b::c:d\n' })}\n`)
  expect(reader.commands).toEqual([{ name, properties: { title: 'a,b::c:d\n' }, message: 'x\n::add-mask::e' }])
})
