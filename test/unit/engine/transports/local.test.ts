import { afterAll, expect, test } from '@jest/globals'
import os from 'node:os'
import { openLocal } from '../../../../packages/engine/transports/local.ts'

const transport = openLocal({ name: 'here', kind: 'local', address: '', port: 0, user: '' })
afterAll(() => transport.close())

test('the secrets of a job do not reach commands, but what programs need does', async () => {
  process.env['INPUT_PRIVATE-KEY'] = 'secret'
  process.env['DEPLOY_TOKEN'] = 'secret'
  try {
    const { stdout } = await transport.run({ line: 'env; [ "$PATH" = "" ] && echo no path; pwd' })
    expect(stdout).not.toContain('secret')
    expect(stdout).toContain(`HOME=${os.homedir()}\n`)
    expect(stdout).not.toContain('no path')
    expect(stdout.trimEnd().endsWith(os.homedir())).toBe(true)
  } finally {
    delete process.env['INPUT_PRIVATE-KEY']
    delete process.env['DEPLOY_TOKEN']
  }
})

test('a cancelled command is ended with its children', async () => {
  const abort = new AbortController()
  let pid = 0
  const { ending } = await transport.run({
    line: 'sleep 60 & echo $!; wait',
    signal: abort.signal,
    onStdout(chunk) {
      pid = Number(chunk.toString())
      abort.abort()
    }
  })
  expect(ending).toEqual({ kind: 'cancelled' })
  const wait = `i=0; while kill -0 ${pid} 2>/dev/null && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done`
  const left = await transport.run({ line: `${wait}; kill -0 ${pid} 2>/dev/null || echo ended` })
  expect(left.stdout).toBe('ended\n')
})
