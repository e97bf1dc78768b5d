import { expect, test } from '@jest/globals'
import { globalFlags, renderCommandHelp, renderFlags, renderOverview } from '../../../packages/core/index.ts'
import { sampleInputs, sampleOperation } from '../../support/sample-operation.ts'

test('the help of a command', () => {
  const [head] = renderCommandHelp(sampleOperation).split('\nEvery command\n')
  expect(head).toBe(`deploy-kit sample: Shows what help looks like

Usage: deploy-kit sample [flags]

Examples
  # The shortest
  deploy-kit sample --host web1

  # Only looks
  deploy-kit sample --host web1 --port 2222 --plan

Target
  --layout releases|in-place
      The layout.
      Default: releases

Connection
  --host ITEM  (required, may be repeated)
      The hosts.
      Example: deploy@web1
  --port NUMBER
      The port.
      Default: 22
  --private-key-file PATH
      The private key. Given as a file. Or in the environment variable DEPLOY_KIT_PRIVATE_KEY.
  --known-hosts TEXT
      The host keys.
  --known-hosts-file PATH
      The host keys. Given as a file.

Commands
  --start COMMAND
      Starts | restarts it.

Health
  --[no-]quick
      Fewer attempts.
      Default: false
  --[no-]verbose
      Tell more.
      Default: false
`)
})

test('the help lists the flags of every command once, that it asks, and the exit codes', () => {
  const help = renderCommandHelp(sampleOperation)
  for (const flag of globalFlags) expect(help.split('\n').filter((line) => new RegExp(`^ +--(\\[no-\\])?${flag.name}(,| |$)`).test(line))).toHaveLength(1)
  expect(help).toContain('asks before it begins')
  expect(help).toMatch(/Exit codes\n {4}0 {2}succeeded\n/)
  expect(help).toMatch(/\n {2}130 {2}cancelled/)
})

test('no line is wider than a hundred columns', () => {
  const wide = renderCommandHelp({ ...sampleOperation, summary: 'word '.repeat(60).trim() })
  expect(Math.max(...wide.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  expect(wide.split('\n')[1]?.length).toBeLessThanOrEqual(100)
})

test('the overview lists the commands', () => {
  const overview = renderOverview([
    { name: 'ssh-deploy', summary: 'Deploys' },
    { name: 'log', summary: 'Prints the ledger' }
  ])
  expect(overview).toContain('Commands\n  ssh-deploy  Deploys\n  log         Prints the ledger\n')
})

test('no flag takes the value of a secret', () => {
  const names = renderFlags(sampleInputs).map((flag) => flag.name)
  expect(names).toContain('private-key-file')
  expect(names).not.toContain('private-key')
})
