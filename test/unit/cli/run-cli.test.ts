import { PassThrough } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { runCli } from '../../../packages/cli/run-cli.ts'
import { openTerminal } from '../../../packages/cli/terminal.ts'
import { createLocalFiles } from '../../../packages/engine/index.ts'
import { operations } from '../../../packages/operations/index.ts'
import { makeScratch } from '../../support/scratch.ts'

interface Told {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** In a folder without anything, and with nobody to ask. */
async function run(argv: readonly string[]): Promise<Told> {
  const [out, err]: [string[], string[]] = [[], []]
  const scratch = makeScratch()
  const stream = (lines: string[]) => ({ write: (text: string) => lines.push(text) > 0 })
  const code = await runCli({
    argv,
    variables: {},
    terminal: openTerminal({ stdin: {}, stdout: stream(out), stderr: stream(err), variables: {} }),
    ask: { input: new PassThrough(), output: new PassThrough() },
    identity: { who: 'ana@laptop', runUrl: undefined, machine: 'laptop', processId: 1 },
    local: createLocalFiles(scratch.folder),
    signal: new AbortController().signal,
    now: () => 0
  })
  scratch.remove()
  return { code, out: out.join(''), err: err.join('') }
}

describe('a command of two words', () => {
  test.each([
    ['help', 'backups', 'list'],
    ['backups', 'list', '--help'],
    ['backups', '--help', 'list'],
    ['--help', 'backups', 'list'],
    ['-e', 'production', 'backups', 'list', '-h']
  ])('%s %s %s shows its help', async (...argv) => {
    const { code, out } = await run(argv)
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^deploy-kit backups list: List the backups/)])
    expect(out).toContain('Usage: deploy-kit backups list [flags]')
  })

  test.each([
    [['backups', 'schedule', 'remove', '--help'], 'backups schedule remove'],
    [['help', 'backups', 'schedule', 'remove'], 'backups schedule remove'],
    [['backups', 'schedule', '--help'], 'backups schedule']
  ])('%j is the longest name that there is', async (argv, name) => {
    expect((await run(argv)).out).toMatch(new RegExp(`^deploy-kit ${name}: `))
  })

  test('is listed in the overview', async () => {
    const { out } = await run(['help'])
    for (const name of Object.keys(operations)) expect(out).toMatch(new RegExp(`^  ${name} {2,}\\S`, 'm'))
  })

  test.each([[['backups']], [['help', 'backups']], [['backups', '--help']], [['backups', 'lst']]])('%j: the second word is asked for', async (argv) => {
    const { code, err } = await run(argv)
    expect([code, err]).toEqual([2, expect.stringMatching(/backups needs a second word: list, show, verify, drill, .*prune/)])
  })

  test('has its own flags, and reads them', async () => {
    const { code, err } = await run(['backups', 'show', '--backups', 'x'])
    expect([code, err]).toEqual([2, expect.stringMatching(/--backups is not known; did you mean --backup\?/)])
  })

  test('a word that is none of its own is refused', async () => {
    const { code, err } = await run(['backup', 'list'])
    expect([code, err]).toEqual([2, expect.stringContaining('list is not expected here')])
  })
})

describe('restore', () => {
  const place = ['--host', 'local', '--path', '/srv/app']

  test('is not begun in a script without the typed name', async () => {
    const { code, err } = await run(['restore', ...place, '--yes'])
    expect([code, err]).toEqual([2, expect.stringMatching(/DK_CONFIRMATION_NEEDED: restore replaces the data of local[^]*--yes --confirm local/)])
  })

  test('its help says so', async () => {
    const { out } = await run(['restore', '--help'])
    expect(out).toContain('in a script, give --yes, and --confirm NAME where it replaces data.')
    expect(out).toContain('--confirm TEXT')
  })
})
