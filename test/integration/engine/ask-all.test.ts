import { afterAll, describe, expect, test } from '@jest/globals'
import { DeployKitError, exec, query, script, type Answer } from '../../../packages/core/index.ts'
import { askAll } from '../../../packages/engine/ask-all.ts'
import { openLocal } from '../../../packages/engine/transports/local.ts'
import { readOnly } from '../../../packages/engine/transports/read-only.ts'
import type { RunRequest, Transport } from '../../../packages/engine/transports/transport.ts'

const local = openLocal({ name: 'here', kind: 'local', address: '', port: 0, user: '' })
const lines: string[] = []

afterAll(() => local.close())

/** Changes lines on their way, and counts round trips. */
function through(change: (line: string) => string): Transport {
  const run = (request: RunRequest): ReturnType<Transport['run']> => {
    lines.push(request.line)
    return local.run({ ...request, line: change(request.line) })
  }
  return readOnly({ host: 'here', run, forward: (address, port) => local.forward(address, port), close: () => local.close() })
}

const host = through((line) => line)
const same = (answer: Answer): Answer => answer

describe('many questions', () => {
  test('get their own answers in one round trip', async () => {
    lines.length = 0
    const facts = await askAll(host, {
      text: query(exec(['printf', 'no end']), same),
      lines: query(exec(['printf', '%s\\n', 'a', 'b']), ({ stdout }) => stdout.trim().split('\n')),
      failed: query(script('echo partly; exit 3'), same),
      silent: query(exec(['true']), same),
      input: query(exec(['cat']), same),
      missing: query(exec(['no-such-program-here']), ({ exitCode }) => exitCode)
    })
    expect(facts).toEqual({
      text: { stdout: 'no end', exitCode: 0 },
      lines: ['a', 'b'],
      failed: { stdout: 'partly\n', exitCode: 3 },
      silent: { stdout: '', exitCode: 0 },
      input: { stdout: '', exitCode: 0 },
      missing: 127
    })
    expect(lines).toHaveLength(1)
  })

  test('stay apart from each other: directory, variables, exit', async () => {
    const facts = await askAll(host, {
      first: query(script('cd /; x=1; exit 0'), same),
      second: query(script('pwd; echo "${x-unset}"'), ({ stdout }) => stdout.trim().split('\n'))
    })
    expect(facts.second[1]).toBe('unset')
    expect(facts.second[0]).not.toBe('/')
  })

  test('none is none', async () => {
    expect(await askAll(host, {})).toEqual({})
  })

  test('more than fits into one line are asked all the same', async () => {
    const queries = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`q${index}`, query(exec(['printf', '%s', 'x'.repeat(10_000)]), ({ stdout }) => stdout.length)]))
    lines.length = 0
    expect(Object.values(await askAll(host, queries))).toEqual(Array(40).fill(10_000))
    expect(lines.length).toBeGreaterThan(3)
  })
})

describe('noise', () => {
  test.each(['echo Welcome', "printf 'no end'", 'echo Welcome >&2', "printf 'to both'; printf 'to both' >&2"])('%s before the answers is left out', async (noise) => {
    const told: string[] = []
    const facts = await askAll(through((line) => `${noise}; ${line}`), { a: query(exec(['echo', 'a']), same) }, { onNoise: (text) => void told.push(text) })
    expect(facts.a.stdout).toBe('a\n')
    expect(told).toHaveLength(noise.endsWith('>&2') && !noise.includes(';') ? 0 : 1)
  })
})

describe('failures', () => {
  const refuse = (): never => {
    throw new DeployKitError('DK_PERMISSION_DENIED', { message: 'May not read it', remedy: 'Let it' })
  }

  test('of a parser get the host, the exit code and what the command said', async () => {
    const asked = askAll(host, { ok: query(exec(['echo', 'x']), same), bad: query(script('echo why >&2; exit 4'), refuse) })
    await expect(asked).rejects.toMatchObject({ code: 'DK_PERMISSION_DENIED', host: 'here', exitCode: 4, stderrTail: 'why' })
  })

  test('a question that is killed is no answer', async () => {
    await expect(askAll(host, { a: query(script('kill -KILL $$'), same) })).rejects.toMatchObject({ code: 'DK_COMMAND_SIGNALLED' })
  })

  test('a login shell that does not run commands is told as such', async () => {
    const asked = askAll(through(() => 'echo This account is currently not available.'), { a: query(exec(['echo', 'a']), same) })
    await expect(asked).rejects.toMatchObject({ code: 'DK_COMMAND_UNKNOWN_END', message: expect.stringContaining('POSIX shell') as unknown })
  })

  test('answers that stop in the middle are not believed', async () => {
    const asked = askAll(through((line) => line.replace(/; printf '\\n%s\\n' "[^"]*"$/, '; exit 0')), { a: query(exec(['echo', 'a']), same) })
    await expect(asked).rejects.toMatchObject({ code: 'DK_COMMAND_UNKNOWN_END' })
  })
})
