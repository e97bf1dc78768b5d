import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Secret } from '../../../packages/core/index.ts'
import { systemClock } from '../../../packages/engine/clock.ts'
import { runJournaled, stopJournaled, type JournaledCommand, type JournaledResult } from '../../../packages/engine/journal.ts'
import { openLocal } from '../../../packages/engine/transports/local.ts'
import { openSsh } from '../../../packages/engine/transports/ssh.ts'
import { reconnecting } from '../../../packages/engine/transports/reconnecting.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { hostOf, settingsFor, type TestServer } from '../../support/connection.ts'
import { startDelayingProxy, type DelayingProxy } from '../../support/delaying-proxy.ts'
import { startEmbeddedSshServer, type EmbeddedSshServer } from '../../support/embedded-ssh-server.ts'
import { killQuietly } from '../../support/marked-processes.ts'
import { leaderOf } from '../../support/process-file.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'dk-journal-'))
const local = openLocal({ name: 'here', kind: 'local', address: '', port: 0, user: '' })
let count = 0

afterAll(async () => {
  await local.close()
  rmSync(root, { recursive: true, force: true })
})

interface Steps {
  readonly folder: string
  /** The command appends a line to it: how often it ran. */
  readonly ran: string
}

function newStep(): Steps {
  const base = path.join(root, `run-${++count}`)
  mkdirSync(base)
  return { folder: path.join(base, 'journal/run/step'), ran: path.join(base, 'ran') }
}

function run(transport: Transport, command: Partial<JournaledCommand> & { readonly line: string }): Promise<JournaledResult> {
  return runJournaled(transport, { folder: newStep().folder, stdin: undefined, timeoutSeconds: 60, ...command }, systemClock)
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
}

function hasText(file: string, text: string): boolean {
  return statSync(file).isFile() && readFileSync(file, 'utf8').includes(text)
}

/** Numbered lines on both streams, over about 0.3 s. */
const TALK = 'i=0; while [ "$i" -lt 40 ]; do echo "out $i"; echo "err $i" >&2; i=$((i + 1)); sleep 0.005; done'
const TALKED = {
  stdout: Array.from({ length: 40 }, (_, index) => `out ${index}\n`).join(''),
  stderr: Array.from({ length: 40 }, (_, index) => `err ${index}\n`).join('')
}

/** Puts the tools of the journal, from other makers, in front of the usual ones. */
function withTools(name: string, tools: Readonly<Record<string, string>>): Transport {
  const bin = path.join(root, name)
  mkdirSync(bin)
  for (const [tool, target] of Object.entries(tools)) symlinkSync(target, path.join(bin, tool))
  return { ...pick(local), run: (request) => local.run({ ...request, line: `PATH=${bin}; export PATH; ${request.line}` }) }
}

function pick(transport: Transport): Transport {
  return {
    host: transport.host,
    run: (request) => transport.run(request),
    forward: (address, port) => transport.forward(address, port),
    close: () => transport.close()
  }
}

const NAMES = ['cat', 'head', 'mkdir', 'mv', 'nohup', 'ps', 'rm', 'sh', 'sleep', 'tail', 'wc', 'seq', 'stat']
const find = (name: string): string => execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim()
const own = (sh: string, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, find(name === 'sh' ? sh : name)]))
const busybox = Object.fromEntries([...NAMES, 'setsid'].map((name) => [name, find('busybox')]))

describe.each([
  ['dash', () => withTools('dash', own('dash', [...NAMES, 'setsid']))],
  ['bash', () => withTools('bash', own('bash', [...NAMES, 'setsid']))],
  ['busybox', () => withTools('busybox', busybox)],
  ['dash without setsid', () => withTools('plain', own('dash', NAMES))]
])('with %s', (_name, makeHost) => {
  let host: Transport
  beforeAll(() => {
    host = makeHost()
  })

  test('runs, tells both streams and the exit code, and leaves a journal that is closed to others', async () => {
    const { folder } = newStep()
    const result = await run(host, { folder, line: 'echo hello; echo sorry >&2; umask; exit 3' })
    expect(result).toMatchObject({ begun: true, ending: { kind: 'exited', code: 3 }, stdout: 'hello\n0022\n', stderr: 'sorry\n' })
    expect(readFileSync(path.join(folder, 'status'), 'utf8').trim()).toBe('3')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o077).toBe(0)
  })

  test('gives the standard input as it is, and leaves none of it behind', async () => {
    const { folder } = newStep()
    const text = `${'Ünïcode '.repeat(20_000)}\nwithout end`
    const result = await run(host, { folder, line: 'cat; sleep 0.1', stdin: new Secret('env', text) })
    expect(result.stdout).toBe(text)
    const journal = path.dirname(folder)
    const left = readdirSync(journal, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('stdin') || hasText(path.join(journal, file), 'code'))
    expect(left).toEqual(['step/stdout'])
  })

  test('a command without standard input finds it empty', async () => {
    expect((await run(host, { line: 'cat; echo end' })).stdout).toBe('end\n')
  })

  test('follows a command that talks slowly', async () => {
    expect(await run(host, { line: TALK })).toMatchObject(TALKED)
  })

  test('brings a long output whole', async () => {
    let received = 0
    const result = await run(host, { line: 'seq 1 200000', onStdout: (chunk) => void (received += chunk.length) })
    expect(result.ending).toEqual({ kind: 'exited', code: 0 })
    expect(received).toBe(1_288_895)
  })

  test.each([
    ['kill -KILL $$', { kind: 'signalled', signal: 'SIGKILL' }],
    ['kill -TERM $$; sleep 1', { kind: 'signalled', signal: 'SIGTERM' }],
    ['exit 255', { kind: 'exited', code: 255 }]
  ])('%s', async (line, ending) => {
    expect((await run(host, { line })).ending).toEqual(ending)
  })

  test('stops what takes too long', async () => {
    const { ran } = newStep()
    const result = await run(host, { line: `echo begun; (sleep 2; echo late >>${ran}) & sleep 64`, timeoutSeconds: 0.3 })
    expect(result).toMatchObject({ ending: { kind: 'timed-out' }, stdout: 'begun\n' })
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 2500 - result.durationMs)))
    expect(linesOf(ran)).toEqual([])
  })

  test('a second start only attaches', async () => {
    const { folder, ran } = newStep()
    const line = `echo once >>${ran}; ${TALK}`
    const both = await Promise.all([run(host, { folder, line }), run(host, { folder, line })])
    const late = await run(host, { folder, line })
    for (const result of [...both, late]) expect(result).toMatchObject({ ...TALKED, ending: { kind: 'exited', code: 0 } })
    expect(linesOf(ran)).toEqual(['once'])
  })
})

describe('the journal', () => {
  test('says when a step could not be begun, and why', async () => {
    const { folder } = newStep()
    writeFileSync(path.dirname(path.dirname(folder)), 'a file in the way')
    const result = await run(local, { folder, line: 'true' })
    expect(result.begun).toBe(false)
    expect(result.stderr).toMatch(/exists|directory/i)
  })

  test('an ending that nobody wrote down is unknown', async () => {
    const { folder } = newStep()
    const running = run(local, { folder, line: 'sleep 60' })
    await waitUntil('the step has begun', () => linesOf(path.join(folder, 'process'))[0])
    killQuietly(-leaderOf(folder), 'SIGKILL')
    expect((await running).ending).toEqual({ kind: 'unknown' })
  })

  test.each([
    ['a restart of the host', (process: string) => process.replace(/ \S+ /, ' another-start ')],
    ['its end', (process: string) => process.replace(/\d+\n$/, '1\n')]
  ])('after %s, the process id of the step is somebody else', async (_moment, change) => {
    const { folder } = newStep()
    const file = path.join(folder, 'process')
    const running = run(local, { folder, line: 'sleep 60' })
    await waitUntil('the step has begun', () => linesOf(file)[0])
    const pid = leaderOf(folder)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    expect((await run(local, { folder, line: 'sleep 60' })).ending).toEqual({ kind: 'unknown' })
    killQuietly(-pid, 'SIGKILL')
    await running
  })

  test('a step that was stopped before it began never begins', async () => {
    const { folder, ran } = newStep()
    await stopJournaled(local, folder)
    expect((await run(local, { folder, line: `echo once >>${ran}` })).ending).toEqual({ kind: 'signalled', signal: 'SIGTERM' })
    expect(linesOf(ran)).toEqual([])
  })

  test('a login profile that talks is not taken for output', async () => {
    const noisy: Transport = { ...pick(local), run: (request) => local.run({ ...request, line: `echo Welcome; printf 'no end'; ${request.line}` }) }
    expect((await run(noisy, { line: 'echo hello' })).stdout).toBe('hello\n')
  })
})

describe('stopping', () => {
  const isAlive = (pid: string | undefined): boolean => {
    try {
      // A zombie has ended, though nobody has asked for its exit code.
      return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    } catch {
      return false
    }
  }

  test.each([
    ['timed-out', 'sleep 61'],
    ['timed-out', `sh -c 'trap "" TERM; sleep 62 & sleep 62; sleep 62'`],
    ['cancelled', 'sleep 63']
  ] as const)('%s: ends the whole process group (%s)', async (kind, sleeper) => {
    const { folder, ran } = newStep()
    const cancel = new AbortController()
    const line = `${sleeper} & echo $! >>${ran}; echo before; wait`
    const startedAt = Date.now()
    const running = run(local, { folder, line, timeoutSeconds: kind === 'timed-out' ? 0.5 : 60, signal: cancel.signal })
    const grandchild = await waitUntil('the grandchild', () => linesOf(ran)[0])
    expect(isAlive(grandchild)).toBe(true)
    if (kind === 'cancelled') cancel.abort()
    expect(await running).toMatchObject({ ending: { kind }, stdout: 'before\n' })
    expect(Date.now() - startedAt).toBeLessThan(45_000)
    await waitUntil('the end of the grandchild', () => !isAlive(grandchild))
    expect(readFileSync(path.join(folder, 'status'), 'utf8').trim()).toMatch(/^(143|137)$/)
  })

  test('does not touch what a step that has ended left running', async () => {
    const { folder, ran } = newStep()
    await run(local, { folder, line: `sleep 30 & echo $! >>${ran}` })
    const daemon = linesOf(ran)[0]
    await stopJournaled(local, folder)
    expect(isAlive(daemon)).toBe(true)
    killQuietly(Number(daemon), 'SIGKILL')
  })
})

interface Once {
  readonly result: JournaledResult
  readonly ran: readonly string[]
  readonly received: { readonly stdout: string; readonly stderr: string }
}

/** Runs TALK with a standard input and counts everything. */
async function talkOnce(transport: Transport): Promise<Once> {
  const { folder, ran } = newStep()
  const received = { stdout: '', stderr: '' }
  const result = await run(transport, {
    folder,
    line: `cat >>${ran}; ${TALK}`,
    stdin: 'once\n',
    onStdout: (chunk) => void (received.stdout += chunk.toString()),
    onStderr: (chunk) => void (received.stderr += chunk.toString())
  })
  return { result, ran: linesOf(ran), received }
}

const EXACTLY_ONCE = { result: { ending: { kind: 'exited', code: 0 }, ...TALKED }, ran: ['once'], received: TALKED }

describe('a connection that is cut: the command runs once, every byte of output comes once', () => {
  test('the starting shell is killed at any moment', async () => {
    const openHere = (): Transport => openLocal({ name: 'here', kind: 'local', address: '', port: 0, user: '' })
    for (let delayMs = 0; delayMs < 60; delayMs += 4) {
      let current = openHere()
      let cuts = 0
      const transport = reconnecting({
        first: current,
        open: () => Promise.resolve((current = openHere())),
        clock: systemClock
      })
      const cutting = setInterval(() => {
        if (cuts++ < 4) void current.close()
      }, delayMs)
      const outcome = await talkOnce(transport)
      clearInterval(cutting)
      expect([delayMs, outcome]).toMatchObject([delayMs, EXACTLY_ONCE])
      await transport.close()
    }
  }, 60_000)

  describe('over an SSH server that breaks off after so many bytes', () => {
    let server: EmbeddedSshServer
    beforeAll(async () => {
      server = await startEmbeddedSshServer()
    })
    afterEach(() => {
      delete server.faults.dropAfterReceivedBytes
      delete server.faults.dropAfterSentBytes
    })
    afterAll(() => server.close())

    async function cutAfter(fault: 'dropAfterReceivedBytes' | 'dropAfterSentBytes', bytes: number): Promise<Once> {
      // Only the first connection breaks; counted from after its login.
      const open = (): Promise<Transport> => openSsh(hostOf(server), settingsFor(server))
      const first = await open()
      server.faults[fault] = bytes
      const reopen = (): Promise<Transport> => {
        delete server.faults[fault]
        return open()
      }
      const transport = reconnecting({ first, open: reopen, clock: systemClock })
      const outcome = await talkOnce(transport)
      await transport.close()
      return outcome
    }

    test.each(['dropAfterReceivedBytes', 'dropAfterSentBytes'] as const)('%s', async (fault) => {
      const before = server.connections
      const step = 200
      for (let bytes = 1500; bytes < 1500 + 16 * step; bytes += step) expect([bytes, await cutAfter(fault, bytes)]).toMatchObject([bytes, EXACTLY_ONCE])
      // A test that never cut anything proves nothing.
      expect(server.connections - before).toBeGreaterThan(16 + 8)
    }, 60_000)
  })

  describe('over real sshd', () => {
    let sshd: Sshd
    let proxy: DelayingProxy
    let server: TestServer
    beforeAll(async () => {
      sshd = await startSshd()
      proxy = await startDelayingProxy({ target: sshd, oneWayMs: 2 })
      server = { ...sshd, port: proxy.port, knownHostsLine: `[127.0.0.1]:${proxy.port} ${sshd.hostKey}` }
    })
    afterAll(async () => {
      await proxy.close()
      await sshd.stop()
    })

    test('at many moments, three times each', async () => {
      const before = proxy.connections
      for (let delayMs = 1; delayMs < 200; delayMs += 15) {
        const cuts: NodeJS.Timeout[] = []
        const open = async (): Promise<Transport> => {
          const transport = await openSsh(hostOf(server), settingsFor(server))
          if (cuts.length < 3) cuts.push(setTimeout(() => proxy.cut(), delayMs))
          return transport
        }
        const transport = reconnecting({ first: await open(), open, clock: systemClock })
        expect([delayMs, await talkOnce(transport)]).toMatchObject([delayMs, EXACTLY_ONCE])
        for (const cut of cuts) clearTimeout(cut)
        await transport.close()
      }
      expect(proxy.connections - before).toBeGreaterThan(14 * 2)
    }, 90_000)
  })
})
