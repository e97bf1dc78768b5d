import { expect, test } from '@jest/globals'
import { parseInputs } from '../../../../packages/core/index.ts'
import { rollback } from '../../../../packages/operations/rollback/index.ts'
import { sshDeploy } from '../../../../packages/operations/ssh-deploy/index.ts'

const context = { runId: 'aaaa', owner: 'ana@laptop', host: 'web1' }
const read = (texts: Readonly<Record<string, string>>) => [{ texts: { host: 'web1', path: '/srv/app', ...texts }, describe: (name: string) => name }]

test.each([
  ['the default', {}, 900],
  ['a start that may take half an hour', { 'command-timeout': '30m' }, 1800 + 360]
])('what dead runs left may take as long as the start of the application: %s', (_name, texts, seconds) => {
  expect(sshDeploy.lease?.(parseInputs(sshDeploy.inputs, read(texts)), context)?.settle?.timeoutSeconds).toBe(seconds)
  expect(rollback.lease?.(parseInputs(rollback.inputs, read(texts)), context)?.settle?.timeoutSeconds).toBe(seconds)
})
