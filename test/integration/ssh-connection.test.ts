import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { KeyObject } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { Readable } from 'node:stream'
import { openTransport, type Transport } from '../../packages/engine/index.ts'
import { connect } from '../../packages/engine/ssh/ssh-connection.ts'
import { hostOf, settingsFor, type TestServer } from '../support/connection.ts'
import { startDelayingProxy } from '../support/delaying-proxy.ts'
import { startEmbeddedSshServer, type EmbeddedFaults, type EmbeddedSshServer } from '../support/embedded-ssh-server.ts'
import { findFreePort } from '../support/free-port.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'
import { waitUntil } from '../support/wait-until.ts'

describe('OpenSSH', () => {
  let server: Sshd
  beforeAll(async () => {
    server = await startSshd()
  }, 60_000)
  afterAll(() => server.stop())

  test('50 commands use one TCP connection, one login, and no terminal', async () => {
    const before = server.log().length
    await using(await connectTo(server), async (transport) => {
      await Promise.all(Array.from({ length: 50 }, () => transport.run({ line: 'true' })))
    })
    const log = server.log().slice(before)
    expect(log.match(/Connection from/g)).toHaveLength(1)
    expect(log.match(/Accepted publickey/g)).toHaveLength(1)
    expect(log).not.toContain('pty-req')
  })

  test('the session keys are made once, not with every packet', async () => {
    const connection = await connect(hostOf(server), settingsFor(server))
    const { _cipher, _decipher } = Reflect.get(connection.client, '_protocol') as Record<'_cipher' | '_decipher', object>
    expect([Reflect.get(_cipher, '_encKey'), Reflect.get(_decipher, '_decipherKey')]).toEqual([expect.any(KeyObject), expect.any(KeyObject)])
    await connection.close()
  })

  test('sshd killed in the middle of a command: connection-lost, and the command goes on', async () => {
    const marker = `${server.home}/survived`
    const transport = await connectTo(server)
    const { ending } = await transport.run({
      line: `trap '' PIPE HUP; echo begun; sleep 0.5; echo yes > '${marker}'`,
      onStdout: () => server.killSessions()
    })
    expect(ending).toEqual({ kind: 'connection-lost', sent: true })
    expect((await transport.run({ line: 'true' })).ending).toEqual({ kind: 'connection-lost', sent: false })
    await transport.close()
    await using(await connectTo(server), async (again) => {
      await waitUntil('the command to finish', async () => (await again.run({ line: `cat '${marker}' 2>/dev/null` })).stdout === 'yes\n')
    })
  })

  test('exit code 255 of a command is nothing special', async () => {
    await using(await connectTo(server), async (transport) => {
      expect((await transport.run({ line: 'exit 255' })).ending).toEqual({ kind: 'exited', code: 255 })
    })
  })

  test('a file of which the last part is still running keeps the session until its output ends', async () => {
    await using(await connectTo(server), async (transport) => {
      const { stdout, ending } = await transport.run({ line: '(sleep 0.3; echo late) & echo early; exit 5' })
      expect({ stdout, ending }).toEqual({ stdout: 'early\nlate\n', ending: { kind: 'exited', code: 5 } })
    })
  })
})

describe('a server that allows few sessions', () => {
  test.each([1, 2, 5])('MaxSessions %i: the others wait, and all succeed', async (maxSessions) => {
    const server = await startSshd({ maxSessions })
    try {
      const before = server.log().length
      await using(await connectTo(server), async (transport) => {
        const runs = Array.from({ length: 20 }, (_, index) => transport.run({ line: `sleep 0.05; echo ${index}` }))
        expect((await Promise.all(runs)).map(({ stdout }) => stdout)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}\n`))
      })
      expect(server.log().slice(before).match(/Connection from/g)).toHaveLength(1)
    } finally {
      await server.stop()
    }
  })

  test('no session at all: DK_CHANNEL_REFUSED, for all that wait', async () => {
    const server = await startSshd({ maxSessions: 0 })
    try {
      await using(await connectTo(server), async (transport) => {
        const results = await Promise.allSettled(Array.from({ length: 10 }, () => transport.run({ line: 'true' })))
        const refused = { status: 'rejected', reason: { code: 'DK_CHANNEL_REFUSED', host: 'web1' } }
        for (const result of results) expect(result).toMatchObject(refused)
      })
    } finally {
      await server.stop()
    }
  })

  test('a waiting command can be cancelled', async () => {
    const server = await startSshd({ maxSessions: 1 })
    try {
      await using(await connectTo(server), async (transport) => {
        const abort = new AbortController()
        let begun = false
        const stdin = Readable.from(untilAborted(abort.signal))
        const long = transport.run({ line: 'echo begun; read -r line; echo "$line"', stdin, onStdout: () => (begun = true) })
        await waitUntil('the first command', () => begun)
        const waiting = transport.run({ line: 'echo never', signal: abort.signal })
        abort.abort()
        expect(await waiting).toMatchObject({ ending: { kind: 'cancelled' }, stdout: '' })
        expect((await long).stdout).toBe('begun\ngo\n')
      })
    } finally {
      await server.stop()
    }
  })
})

describe('a host that cannot be reached', () => {
  test('nothing listens', async () => {
    const port = await findFreePort()
    await expect(connectTo({ ...NOBODY, port })).rejects.toMatchObject({
      code: 'DK_HOST_UNREACHABLE',
      host: 'web1',
      message: `Cannot reach web1 at 127.0.0.1 port ${port}: the connection was refused`
    })
  })

  test('a name that DNS does not know', async () => {
    await expect(connectTo({ ...NOBODY, address: 'no-such-host.invalid' })).rejects.toMatchObject({ code: 'DK_HOST_UNREACHABLE' })
  })

  test.each([
    ['says nothing', () => undefined, 'sent no SSH greeting within 0.5 s'],
    ['closes at once', (socket: net.Socket) => socket.end(), 'answered, but no SSH connection could be made'],
    ['speaks HTTP', (socket: net.Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'answered, but no SSH connection could be made']
  ])('something that %s listens', async (_, answer, words) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined)
      answer(socket)
    })
    const sockets = new Set<net.Socket>()
    server.on('connection', (socket) => sockets.add(socket))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('No port')
    try {
      await expect(connectTo({ ...NOBODY, port: address.port }, 0.5)).rejects.toMatchObject({
        code: 'DK_HOST_UNREACHABLE',
        message: expect.stringContaining(words)
      })
    } finally {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  })
})

describe('a server with faults', () => {
  test('refuses every second session: asked again, and every command runs once', async () => {
    await withFaults({ refuseSession: (session) => session % 2 === 0 }, async (server, transport) => {
      const results = await Promise.all(Array.from({ length: 12 }, (_, index) => transport.run({ line: `echo ${index}` })))
      expect(results.map(({ stdout }) => stdout.trim())).toEqual(Array.from({ length: 12 }, (_, index) => String(index)))
      expect([...server.lines].sort()).toEqual(Array.from({ length: 12 }, (_, index) => `echo ${index}`).sort())
    })
  })

  test('refuses to start the command', async () => {
    await withFaults({ refuseExec: (exec) => exec === 1 }, async (server, transport) => {
      await expect(transport.run({ line: 'echo one' })).rejects.toMatchObject({ code: 'DK_CHANNEL_REFUSED' })
      expect((await transport.run({ line: 'echo two' })).stdout).toBe('two\n')
      expect(server.lines).toEqual(['echo two'])
    })
  })

  test.each([
    ['no exit status', 'none', { kind: 'unknown' }],
    ['a signal', { signal: 'KILL' }, { kind: 'signalled', signal: 'SIGKILL' }],
    ['exit code 255', { code: 255 }, { kind: 'exited', code: 255 }]
  ] as const)('ends a command with %s', async (_, told, ending) => {
    await withFaults({ ending: () => told }, async (_server, transport) => {
      expect(await transport.run({ line: 'echo out' })).toMatchObject({ stdout: 'out\n', ending })
    })
  })

  test('breaks in the middle of an upload', async () => {
    await withFaults({ dropAfterReceivedBytes: 3_000_000 }, async (_server, transport) => {
      const source = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(1024 * 1024)))
      const { ending } = await transport.run({ line: 'cat > /dev/null', stdin: source })
      expect(ending).toEqual({ kind: 'connection-lost', sent: true })
      expect(source.destroyed).toBe(true)
    })
  })

  test('breaks in the middle of the output', async () => {
    await withFaults({ dropAfterSentBytes: 1_000_000 }, async (_server, transport) => {
      const { ending, stdout } = await transport.run({ line: 'head -c 5000000 /dev/zero' })
      expect(ending).toEqual({ kind: 'connection-lost', sent: true })
      expect(stdout.length).toBeLessThan(1_000_000)
    })
  })
})

describe('a link with a long way', () => {
  test('100 ms: a command costs two round trips, one to open the session and one to run in it', async () => {
    await overProxy({ oneWayMs: 50 }, async ({ server, proxy }) => {
      await using(await openTransport({ ...hostOf(server), port: proxy.port }, behind(server, proxy.port)), async (transport) => {
        const durations: number[] = []
        for (let run = 0; run < 5 || (Math.min(...durations) >= 290 && run < 50); run++) durations.push((await transport.run({ line: 'true' })).durationMs)
        // The fastest, because the machine may be busy with something else at times.
        expect(Math.min(...durations)).toBeGreaterThanOrEqual(190)
        expect(Math.min(...durations)).toBeLessThan(290)
      })
    })
  })

  test('a link that goes dead without a word is noticed by keepalives', async () => {
    await overProxy({}, async ({ server, proxy }) => {
      const transport = await openTransport({ ...hostOf(server), port: proxy.port }, behind(server, proxy.port), { keepaliveSeconds: 0.2 })
      const { ending, durationMs } = await transport.run({ line: 'echo begun; sleep 30', onStdout: () => proxy.freeze() })
      expect(ending).toEqual({ kind: 'connection-lost', sent: true })
      expect(durationMs).toBeLessThan(25_000)
      await transport.close()
    })
  })

  test('an upload that keeps the answers to keepalives waiting is not taken for a dead link', async () => {
    const server = await startSshd()
    // What the server allows to be on its way (2 MiB) takes 1.3 s, and each keepalive waits behind it.
    const proxy = await startDelayingProxy({ target: server, sendBytesPerSecond: 1_600_000 })
    try {
      await using(await openTransport({ ...hostOf(server), port: proxy.port }, behind(server, proxy.port), { keepaliveSeconds: 0.15 }), async (transport) => {
        const { ending, stdout } = await transport.run({ line: 'wc -c', stdin: Buffer.alloc(5_000_000) })
        expect({ ending, stdout: stdout.trim() }).toEqual({ ending: { kind: 'exited', code: 0 }, stdout: '5000000' })
      })
    } finally {
      await proxy.close()
      await server.stop()
    }
  })

  test('a link that goes dead in the middle of an upload is noticed as well', async () => {
    await overProxy({}, async ({ server, proxy }) => {
      const transport = await openTransport({ ...hostOf(server), port: proxy.port }, behind(server, proxy.port), { keepaliveSeconds: 0.2 })
      let frozenAt = 0
      const source = Readable.from(
        (function* () {
          for (let sent = 0; sent < 200; sent++) {
            if (sent === 20) {
              proxy.freeze()
              frozenAt = performance.now()
            }
            yield Buffer.alloc(256 * 1024)
          }
        })()
      )
      const { ending } = await transport.run({ line: 'cat > /dev/null', stdin: source })
      const silentMs = performance.now() - frozenAt
      expect(ending).toEqual({ kind: 'connection-lost', sent: true })
      expect(frozenAt).toBeGreaterThan(0)
      expect(silentMs).toBeGreaterThan(500)
      expect(silentMs).toBeLessThan(25_000)
      expect(source.destroyed).toBe(true)
      await transport.close()
    })
  })

  test('a link that is dead for less than that: nothing is lost', async () => {
    await overProxy({}, async ({ server, proxy }) => {
      const host = { ...hostOf(server), port: proxy.port }
      await using(await openTransport(host, behind(server, proxy.port), { keepaliveSeconds: 0.5 }), async (transport) => {
        const { ending, stdout } = await transport.run({
          line: 'echo begun; sleep 0.2; echo done',
          onStdout(chunk) {
            if (!chunk.toString().startsWith('begun')) return
            proxy.freeze()
            setTimeout(() => proxy.heal(), 800)
          }
        })
        expect({ ending, stdout }).toEqual({ ending: { kind: 'exited', code: 0 }, stdout: 'begun\ndone\n' })
      })
    })
  })

  test('a command that is given to a dead link ends when its time is over, and when it is cancelled', async () => {
    await overProxy({}, async ({ server, proxy }) => {
      const host = { ...hostOf(server), port: proxy.port }
      await using(await openTransport(host, behind(server, proxy.port)), async (transport) => {
        proxy.freeze()
        expect((await transport.run({ line: 'true', timeoutSeconds: 0.2 })).ending).toEqual({ kind: 'timed-out' })
        expect((await transport.run({ line: 'true', signal: AbortSignal.timeout(100) })).ending).toEqual({ kind: 'cancelled' })
        proxy.heal()
        const results = await Promise.all(Array.from({ length: 12 }, () => transport.run({ line: 'true', timeoutSeconds: 10 })))
        expect(results.map(({ ending }) => ending)).toEqual(results.map(() => ({ kind: 'exited', code: 0 })))
      })
    })
  })

  test('closing over a dead link does not hang', async () => {
    await overProxy({}, async ({ server, proxy }) => {
      const transport = await openTransport({ ...hostOf(server), port: proxy.port }, behind(server, proxy.port))
      proxy.freeze()
      const started = performance.now()
      await transport.close()
      expect(performance.now() - started).toBeLessThan(25_000)
    })
  })
})

const NOBODY: TestServer = {
  address: '127.0.0.1',
  port: 1,
  user: 'deploy',
  knownHostsLine: '',
  privateKey: [
    '-----BEGIN PRIVATE KEY-----',
    // A key of the documentation of RFC 8410: it opens nothing.
    'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC',
    '-----END PRIVATE KEY-----'
  ].join('\n')
}

function connectTo(server: TestServer, connectTimeoutSeconds = 10): Promise<Transport> {
  return openTransport(hostOf(server), settingsFor(server, { connectTimeoutSeconds }))
}

async function using(transport: Transport, run: (transport: Transport) => Promise<void>): Promise<void> {
  try {
    await run(transport)
  } finally {
    await transport.close()
  }
}

async function withFaults(faults: EmbeddedFaults, run: (server: EmbeddedSshServer, transport: Transport) => Promise<void>): Promise<void> {
  const server = await startEmbeddedSshServer({ faults })
  try {
    await using(await connectTo(server), (transport) => run(server, transport))
  } finally {
    await server.close()
  }
}

interface Link {
  readonly server: EmbeddedSshServer
  readonly proxy: Awaited<ReturnType<typeof startDelayingProxy>>
}

async function overProxy({ oneWayMs = 0 }: { oneWayMs?: number }, run: (link: Link) => Promise<void>): Promise<void> {
  const server = await startEmbeddedSshServer()
  const proxy = await startDelayingProxy({ target: server, oneWayMs })
  try {
    await run({ server, proxy })
  } finally {
    await proxy.close()
    await server.close()
  }
}

/** The settings of a server that is reached at another port. */
function behind(server: EmbeddedSshServer | Sshd, port: number): ReturnType<typeof settingsFor> {
  return settingsFor({ ...server, knownHostsLine: `[127.0.0.1]:${port} ${server.hostKey}` })
}

async function* untilAborted(signal: AbortSignal): AsyncGenerator<Buffer> {
  if (!signal.aborted) await once(signal, 'abort')
  yield Buffer.from('go\n')
}
