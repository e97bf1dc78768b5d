import { describe, expect, test } from '@jest/globals'
import { Readable } from 'node:stream'
import { DeployKitError, type ErrorCode } from '../../../../packages/core/index.ts'
import { reconnecting } from '../../../../packages/engine/transports/reconnecting.ts'
import type { Transport } from '../../../../packages/engine/transports/transport.ts'
import { FakeClock } from '../../../support/fake-clock.ts'
import { ScriptedTransport, type ScriptedReply } from '../../../support/scripted-transport.ts'

const LOST: ScriptedReply = { ending: { kind: 'connection-lost', sent: true } }
const UNSENT: ScriptedReply = { ending: { kind: 'connection-lost', sent: false } }
const failure = (code: ErrorCode): DeployKitError => new DeployKitError(code, { message: code, remedy: '' })

function host(...replies: readonly ScriptedReply[]): ScriptedTransport {
  return new ScriptedTransport('web1', [[/./, replies.length === 0 ? {} : replies]])
}

/** Each attempt to connect gives the next one. */
function setUp(first: Transport, ...next: readonly (Transport | DeployKitError)[]): {
  readonly transport: Transport
  readonly clock: FakeClock
  readonly attempts: number[]
} {
  const clock = new FakeClock()
  const attempts: number[] = []
  const queue = [...next]
  const open = (): Promise<Transport> => {
    const given = queue.shift() ?? failure('DK_HOST_UNREACHABLE')
    return given instanceof DeployKitError ? Promise.reject(given) : Promise.resolve(given)
  }
  return { transport: reconnecting({ first, open, clock, budgetSeconds: 10, onAttempt: (attempt) => void attempts.push(attempt) }), clock, attempts }
}

describe('a lost connection', () => {
  test('ends the command, and the next use connects again', async () => {
    const [first, second] = [host(LOST), host()]
    const { transport, attempts } = setUp(first, second)
    expect((await transport.run({ line: 'a' })).ending.kind).toBe('connection-lost')
    expect(attempts).toEqual([])
    expect((await transport.run({ line: 'b' })).ending.kind).toBe('exited')
    expect([first.lines, second.lines, attempts, first.isClosed]).toEqual([['a'], ['b'], [1], true])
  })

  test('before anything was sent, the command is sent over the new connection', async () => {
    const [first, second] = [host(UNSENT), host()]
    expect((await setUp(first, second).transport.run({ line: 'a', stdin: 'text' })).ending.kind).toBe('exited')
    expect(second.runs).toMatchObject([{ line: 'a', stdin: 'text' }])
  })

  test('a stream is not sent twice', async () => {
    const { transport } = setUp(host(UNSENT), host())
    expect((await transport.run({ line: 'a', stdin: Readable.from(['x']) })).ending.kind).toBe('connection-lost')
  })

  test('an unsent command is not tried for ever', async () => {
    const hosts = [host(UNSENT), host(UNSENT), host(UNSENT), host(UNSENT)]
    const [first = host(), ...others] = hosts
    expect((await setUp(first, ...others).transport.run({ line: 'a' })).ending).toEqual({ kind: 'connection-lost', sent: false })
    expect(hosts.filter(({ runs }) => runs.length > 0)).toHaveLength(3)
  })

  test('is made again once for all who wait', async () => {
    const { transport, attempts } = setUp(host(LOST), host())
    await transport.run({ line: 'a' })
    await Promise.all([transport.run({ line: 'b' }), transport.run({ line: 'c' })])
    expect(attempts).toEqual([1])
  })
})

describe('connecting again', () => {
  test('is tried with growing pauses', async () => {
    const { transport, clock, attempts } = setUp(host(LOST), failure('DK_HOST_UNREACHABLE'), failure('DK_CONNECTION_LOST'), host())
    await transport.run({ line: 'a' })
    const next = transport.run({ line: 'b' })
    await clock.advance(249)
    expect(attempts).toEqual([1])
    await clock.advance(1)
    expect(attempts).toEqual([1, 2])
    await clock.advance(500)
    expect((await next).ending.kind).toBe('exited')
  })

  test('ends with its budget', async () => {
    const { transport, clock } = setUp(host(LOST))
    await transport.run({ line: 'a' })
    const next = transport.run({ line: 'b' })
    next.catch(() => undefined)
    await clock.advance(11_000)
    await expect(next).rejects.toMatchObject({ code: 'DK_CONNECTION_LOST', host: 'web1' })
  })

  test.each(['DK_AUTHENTICATION_FAILED', 'DK_HOST_KEY_CHANGED', 'DK_HOST_KEY_UNKNOWN', 'DK_KEY_INVALID'] as const)('%s is never tried again', async (code) => {
    const { transport, attempts } = setUp(host(LOST), failure(code), host())
    await transport.run({ line: 'a' })
    await expect(transport.run({ line: 'b' })).rejects.toMatchObject({ code })
    expect(attempts).toEqual([1])
  })

  test('is not waited for after a cancel', async () => {
    const { transport, clock } = setUp(host(LOST))
    await transport.run({ line: 'a' })
    const cancel = new AbortController()
    const next = transport.run({ line: 'b', signal: cancel.signal })
    await clock.advance(10)
    cancel.abort()
    expect((await next).ending).toEqual({ kind: 'cancelled' })
    await transport.close()
  })

  test('is given up when the transport is closed', async () => {
    const { transport, clock } = setUp(host(LOST))
    await transport.run({ line: 'a' })
    const next = transport.run({ line: 'b' })
    next.catch(() => undefined)
    await clock.advance(10)
    const closed = transport.close()
    await expect(next).rejects.toMatchObject({ code: 'DK_CONNECTION_LOST' })
    await closed
  })
})
