import { describe, expect, test } from '@jest/globals'
import { DeployKitError, renderFlags } from '../../../packages/core/index.ts'
import { parseCommandLine, splitCommand } from '../../../packages/cli/command-line.ts'
import { sampleInputs } from '../../support/sample-operation.ts'

const flags = renderFlags(sampleInputs)

function problemOf(argv: readonly string[]): string {
  try {
    parseCommandLine(argv, flags)
  } catch (error) {
    if (error instanceof DeployKitError && error.code === 'DK_INPUT_INVALID') return error.message
    throw error
  }
  throw new Error('It was accepted')
}

describe('splitCommand', () => {
  test.each([
    [['ssh-deploy', '--host', 'web1'], 'ssh-deploy', ['--host', 'web1']],
    [['--verbose', 'ssh-deploy', '--plan'], 'ssh-deploy', ['--verbose', '--plan']],
    [['--config', 'a.yml', '-e', 'production', 'rollback'], 'rollback', ['--config', 'a.yml', '-e', 'production']],
    [['--version'], undefined, ['--version']],
    [[], undefined, []]
  ])('%j', (argv, command, rest) => {
    expect(splitCommand(argv)).toEqual({ command, rest })
  })
})

describe('inputs', () => {
  test.each([
    [['--host', 'web1'], { host: 'web1' }],
    [['--host=web1,web2'], { host: 'web1,web2' }],
    [['--host', 'web1', '--host', 'web2'], { host: 'web1\nweb2' }],
    [['--port', '22', '--port', '22'], { port: '22' }],
    [['--start', 'node "a b"'], { start: 'node "a b"' }],
    [['--start=-x'], { start: '-x' }],
    [['--quick'], { quick: 'true' }],
    [['--no-quick'], { quick: 'false' }],
    [['--quick=false'], { quick: 'false' }],
    [['--host', ''], { host: '' }]
  ])('%j', (argv, texts) => {
    expect(parseCommandLine(argv, flags).texts).toEqual(texts)
  })

  test('files of secrets and of long texts', () => {
    const { texts, files } = parseCommandLine(['--private-key-file', 'key', '--known-hosts-file=known'], flags)
    expect(texts).toEqual({})
    expect(files).toEqual({ 'private-key': { path: 'key', flag: '--private-key-file' }, 'known-hosts': { path: 'known', flag: '--known-hosts-file' } })
  })
})

describe('flags of every command', () => {
  test('all of them', () => {
    const argv = ['--plan', '--json', '-y', '-q', '--config', 'c', '-e', 'production', '--approved-hash', 'abc', '--log-file=l', '-h', '--version']
    expect(parseCommandLine(argv, flags).globals).toEqual({
      plan: true,
      json: true,
      yes: true,
      verbose: false,
      quiet: true,
      version: true,
      help: true,
      config: 'c',
      environment: 'production',
      approvedHash: 'abc',
      logFile: 'l'
    })
  })

  test('one that is also an input is both', () => {
    const { texts, globals } = parseCommandLine(['--verbose'], flags)
    expect(texts).toEqual({ verbose: 'true' })
    expect(globals.verbose).toBe(true)
  })
})

describe('mistakes', () => {
  test.each([
    [['--hots', 'web1'], '--hots is not known; did you mean --host?'],
    [['--xyzzyx'], '--xyzzyx is not known'],
    [['-x'], '-x is not known'],
    [['web1'], 'web1 is not expected here'],
    [['--host'], '--host needs a value: --host ITEM'],
    [['--host', '--port', '22'], '--host needs a value'],
    [['--port', '1', '--port', '2'], '--port is given more than once'],
    [['--quick', '--no-quick'], '--quick is given both ways'],
    [['--plan=yes'], '--plan takes no value'],
    [['--no-plan'], '--no-plan is not known'],
    [['--private-key', 'x'], 'use --private-key-file PATH or the environment variable DEPLOY_KIT_PRIVATE_KEY']
  ])('%j', (argv, problem) => {
    expect(problemOf(argv)).toContain(problem)
  })

  test('all are told at once', () => {
    expect(problemOf(['--hots', '--port']).split('\n')).toHaveLength(3)
  })

  test('the value of a secret that was given as a flag is not repeated', () => {
    expect(problemOf(['--private-key=hunter2'])).not.toContain('hunter2')
    expect(problemOf(['--private-key', 'hunter2'])).not.toContain('hunter2')
  })
})
