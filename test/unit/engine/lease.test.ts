import { afterEach, describe, expect, test } from '@jest/globals'
import { exec, type Event, type Lease } from '../../../packages/core/index.ts'
import { takeLeases, type HeldLeases } from '../../../packages/engine/lease.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { FakeClock } from '../../support/fake-clock.ts'
import { ScriptedTransport, type ScriptedAnswer, type ScriptedRun } from '../../support/scripted-transport.ts'

const log: ScriptedRun[] = []
const hosts: ScriptedTransport[] = []

afterEach(() => {
  for (const host of hosts.splice(0)) host.verify()
  log.length = 0
})

const lease: Lease = { take: exec(['take']), renew: exec(['renew']), release: exec(['release']), renewEverySeconds: 30, waitSeconds: 5 }
const HELD = { code: 75, stdout: 'ana@laptop since 14:02 UTC\n' }

function take(rules: Readonly<Record<string, readonly (readonly [string, ScriptedAnswer])[]>>): {
  readonly leases: Promise<HeldLeases>
  readonly clock: FakeClock
  readonly events: Event[]
  readonly cancel: AbortController
} {
  const transports = Object.entries(rules).map(([host, own]) => new ScriptedTransport(host, [...own, ["'take'", {}], ["'release'", {}], ["'renew'", {}]], { log }))
  hosts.push(...transports)
  const clock = new FakeClock()
  const events: Event[] = []
  const cancel = new AbortController()
  const leases = takeLeases({
    leases: transports.map((transport) => ({ transport, lease })),
    ...{ clock, listen: (event) => void events.push(event), signal: cancel.signal }
  })
  leases.catch(() => undefined)
  return { leases, clock, events, cancel }
}

const ran = (): readonly string[] => log.map(({ host, line }) => `${host} ${line.replaceAll("'", '')}`)

describe('taking', () => {
  test('takes in the order of the names, and releases', async () => {
    const { leases } = take({ web2: [], web1: [] })
    await (await leases).release()
    expect(ran()).toEqual(['web1 take', 'web2 take', 'web1 release', 'web2 release'])
  })

  test('what a login profile prints is not taken for the holder', async () => {
    const { leases, clock } = take({ web1: [["'take'", { code: 75, stdout: `Welcome to web1!\n${HELD.stdout}` }]] })
    await clock.advance(10_000)
    await expect(leases).rejects.toMatchObject({ message: expect.stringContaining('is held by ana@laptop since') as unknown })
  })

  test('waits for the holder, and says so', async () => {
    const { leases, clock, events } = take({ web1: [["'take'", [HELD, HELD, {}]]] })
    await clock.advance(4_000)
    await (await leases).release()
    expect(ran()).toEqual(['web1 take', 'web1 take', 'web1 take', 'web1 release'])
    const waiting = { type: 'lease-waiting', host: 'web1', holder: 'ana@laptop since 14:02 UTC' }
    expect(events).toEqual([waiting, waiting])
  })

  test('gives up after the time to wait, and releases what was taken', async () => {
    const { leases, clock } = take({ web1: [], web2: [["'take'", HELD]] })
    await clock.advance(10_000)
    await expect(leases).rejects.toMatchObject({
      code: 'DK_LOCK_HELD',
      host: 'web2',
      message: 'The deploy lock on web2 is held by ana@laptop since 14:02 UTC, also after 5 s of waiting'
    })
    expect(ran()).toContain('web1 release')
  })

  test('a cancel ends the waiting', async () => {
    const { leases, cancel, clock } = take({ web1: [["'take'", HELD]] })
    await clock.advance(1)
    cancel.abort()
    await expect(leases).rejects.toMatchObject({ code: 'DK_CANCELLED' })
  })

  test('a lock that cannot be made is a failure of its own', async () => {
    const { leases } = take({ web1: [["'take'", { code: 1, stderr: 'mkdir: /srv: Permission denied' }]] })
    await expect(leases).rejects.toMatchObject({ code: 'DK_PERMISSION_DENIED', host: 'web1' })
  })
})

describe('settling', () => {
  const settle = { title: 'Take back what was left', command: exec(['settle']), timeoutSeconds: 900 }
  const settling = { ...lease, settle }

  test('comes when all are taken, may take long, and all are renewed meanwhile', async () => {
    const told: string[] = []
    let end = (): void => undefined
    const settled = new Promise<void>((resolve) => (end = resolve))
    const makeHost = (host: string): Transport => ({
      host,
      run: async ({ line, timeoutSeconds }) => {
        told.push(`${host} ${line.replaceAll("'", '')} ${timeoutSeconds}`)
        if (line.includes('settle')) await settled
        return { ending: { kind: 'exited', code: 0 }, stdout: '', stderr: '', durationMs: 0 }
      },
      forward: () => Promise.reject(new Error('not asked for')),
      close: () => Promise.resolve()
    })
    const clock = new FakeClock()
    const leases = takeLeases({
      leases: ['web2', 'web1'].map((host) => ({ transport: makeHost(host), lease: settling })),
      ...{ clock, listen: () => undefined, signal: new AbortController().signal }
    })
    await clock.advance(65_000)
    end()
    await (await leases).release()
    expect(told.slice(0, 4)).toEqual(['web1 take 60', 'web2 take 60', 'web1 settle 900', 'web2 settle 900'])
    expect(told.slice(4, 8).sort()).toEqual(['web1 renew 60', 'web1 renew 60', 'web2 renew 60', 'web2 renew 60'])
  })

  test('that fails releases all, and says what failed', async () => {
    const host = new ScriptedTransport('web1', [["'take'", {}], ["'settle'", { code: 1, stderr: 'it does not start' }], ["'release'", {}]], { log })
    const leases = takeLeases({
      leases: [{ transport: host, lease: settling }],
      ...{ clock: new FakeClock(), listen: () => undefined, signal: new AbortController().signal }
    })
    await expect(leases).rejects.toMatchObject({ code: 'DK_COMMAND_FAILED', message: expect.stringContaining('Take back what was left') as unknown })
    expect(ran()).toEqual(['web1 take', 'web1 settle', 'web1 release'])
  })
})

describe('keeping', () => {
  test('renews until released', async () => {
    const { leases, clock } = take({ web1: [] })
    const held = await leases
    await clock.advance(65_000)
    await held.release()
    await held.release()
    await clock.advance(100_000)
    expect(ran()).toEqual(['web1 take', 'web1 renew', 'web1 renew', 'web1 release'])
    expect(held.lost.aborted).toBe(false)
  })

  test('a lease that another run took over is lost', async () => {
    const { leases, clock } = take({ web1: [["'renew'", { code: 75, stdout: 'run 7\n' }]] })
    const held = await leases
    await clock.advance(30_000)
    expect(held.lost.reason).toMatchObject({ code: 'DK_LOCK_LOST', message: expect.stringContaining('taken over by run 7') as unknown })
    await held.release()
  })

  test('a renewal that fails for another reason is tried again', async () => {
    const lost = { ending: { kind: 'connection-lost', sent: true } } as const
    const { leases, clock, events } = take({ web1: [["'renew'", [lost, lost, lost, lost, lost, {}]]] })
    const held = await leases
    await clock.advance(60_000)
    expect(held.lost.aborted).toBe(false)
    expect(events).toMatchObject([{ type: 'debug' }])
    await held.release()
  })

  test('a lease that cannot be released only warns', async () => {
    const { leases, events } = take({ web1: [["'release'", { code: 1 }]] })
    await (await leases).release()
    expect(events).toMatchObject([{ type: 'warning', host: 'web1' }])
  })
})
