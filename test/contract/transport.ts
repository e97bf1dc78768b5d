import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { Readable } from 'node:stream'
import { Secret } from '../../packages/core/index.ts'
import type { Transport } from '../../packages/engine/index.ts'
import { findFreePort } from '../support/free-port.ts'
import { waitUntil } from '../support/wait-until.ts'

export interface TransportUnderTest {
  readonly transport: Transport
  /** Breaks the way to the host, while the host goes on; absent when it cannot break. */
  readonly breakConnection?: () => void
  /** Afterwards `transport` is closed, too. */
  readonly stop: () => Promise<void>
}

const MIB = 1024 * 1024

/** What every transport promises (transport.ts). `open` is called for every group of tests. */
export function describeTransport(name: string, open: () => Promise<TransportUnderTest>): void {
  describe(`transport ${name}`, () => {
    let subject: TransportUnderTest
    let transport: Transport
    beforeAll(async () => {
      subject = await open()
      transport = subject.transport
    })
    afterAll(async () => {
      await transport.close()
      await subject.stop()
    })

    test('every exit code is told as it is', async () => {
      const codes = Array.from({ length: 256 }, (_, code) => code)
      const results = await Promise.all(codes.map((code) => transport.run({ line: `exit ${code}` })))
      expect(results.map(({ ending }) => ending)).toEqual(codes.map((code) => ({ kind: 'exited', code })))
    })

    test.each(['TERM', 'KILL', 'SEGV', 'PIPE'])('a command ended by SIG%s is signalled', async (signal) => {
      const { ending } = await transport.run({ line: `ulimit -c 0; kill -${signal} $$` })
      expect(ending).toEqual({ kind: 'signalled', signal: `SIG${signal}` })
    })

    test('stdout and stderr are separate and complete', async () => {
      const line = 'i=0; while [ $i -lt 2000 ]; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); done; exit 7'
      const { ending, stdout, stderr } = await transport.run({ line })
      const lines = (word: string): string => Array.from({ length: 2000 }, (_, index) => `${word} ${index}\n`).join('')
      expect({ ending, stdout, stderr }).toEqual({ ending: { kind: 'exited', code: 7 }, stdout: lines('out'), stderr: lines('err') })
    })

    test('a line is read by sh, without terminal', async () => {
      const line = `printf '%s\\n' "it's" 'a "b"' ü; if [ -t 0 ] || [ -t 1 ] || [ -t 2 ]; then echo terminal; fi`
      const { stdout } = await transport.run({ line })
      expect(stdout).toBe('it\'s\na "b"\nü\n')
    })

    test('without stdin the command reads an empty one', async () => {
      expect(await transport.run({ line: 'cat; echo end' })).toMatchObject({ stdout: 'end\n', ending: { kind: 'exited', code: 0 } })
    })

    test.each([
      ['a string', 'grüße\n', 'grüße\n'],
      ['an empty string', '', ''],
      ['bytes', new Uint8Array([97, 10]), 'a\n'],
      ['a secret', new Secret('token', 's3cret'), 's3cret']
    ])('stdin of %s', async (_, stdin, expected) => {
      expect(await transport.run({ line: 'cat', stdin })).toMatchObject({ stdout: expected, ending: { kind: 'exited', code: 0 } })
    })

    test('50 MB of stdin arrive unchanged, with bounded memory', async () => {
      const chunk = randomBytes(MIB)
      const hash = createHash('sha256')
      let made = 0
      let mostAhead = 0
      let seen = 0
      const source = new Readable({
        read() {
          if (made === 50) return void this.push(null)
          made++
          mostAhead = Math.max(mostAhead, made * MIB - seen)
          hash.update(chunk)
          this.push(chunk)
        }
      })
      // What comes back tells how much the command has read by then.
      const line = 'while n=$(head -c 1048576 | wc -c); [ "$n" -gt 0 ]; do echo "$n"; done'
      const counting = await transport.run({
        line,
        stdin: source,
        onStdout: (text) => (seen += text.toString().split('\n').reduce((sum, count) => sum + Number(count), 0))
      })
      expect(counting.ending).toEqual({ kind: 'exited', code: 0 })
      expect(counting.stdout.trim().split('\n').reduce((sum, count) => sum + Number(count), 0)).toBe(50 * MIB)
      // Windows and pipes on the way hold some; a transport that does not wait would be 50 MiB ahead.
      expect(mostAhead).toBeLessThan(25 * MIB)

      const whole = Readable.from(Array.from({ length: 50 }, () => chunk))
      const { stdout } = await transport.run({ line: 'sha256sum', stdin: whole })
      expect(stdout.slice(0, 64)).toBe(hash.digest('hex'))
    }, 60_000)

    test('a command that does not read its stdin ends as it ends', async () => {
      const endless = new Readable({ read() { this.push(Buffer.alloc(65536)) } })
      expect((await transport.run({ line: 'exit 3', stdin: endless })).ending).toEqual({ kind: 'exited', code: 3 })
      expect(endless.destroyed).toBe(true)
      const closing = await transport.run({ line: 'exec <&-; sleep 0.1; exit 4', stdin: Buffer.alloc(8 * MIB) })
      expect(closing.ending).toEqual({ kind: 'exited', code: 4 })
    })

    test('a stdin that fails rejects, and the command does not take what it got for all', async () => {
      const failing = Readable.from((async function* () {
        yield Buffer.from('first')
        await Promise.resolve()
        throw new Error('the file vanished')
      })())
      await expect(transport.run({ line: 'cat', stdin: failing })).rejects.toThrow('the file vanished')
      expect((await transport.run({ line: 'echo still' })).stdout).toBe('still\n')
    })

    test('large stdout goes to onStdout without being kept', async () => {
      let bytes = 0
      const { stdout, ending } = await transport.run({
        line: 'head -c 52428800 /dev/zero',
        keepStdoutBytes: 0,
        onStdout: (chunk) => (bytes += chunk.length)
      })
      expect({ bytes, stdout, ending }).toEqual({ bytes: 50 * MIB, stdout: '', ending: { kind: 'exited', code: 0 } })
    }, 60_000)

    test('stdout keeps its last bytes, stderr its last 64 KiB', async () => {
      const line = 'i=0; while [ $i -lt 20000 ]; do echo "line $i"; echo "line $i" >&2; i=$((i+1)); done'
      const { stdout, stderr } = await transport.run({ line, keepStdoutBytes: 100 })
      expect(stdout).toHaveLength(100)
      expect(stdout.endsWith('line 19998\nline 19999\n')).toBe(true)
      expect(stderr).toHaveLength(64 * 1024)
      expect(stderr.endsWith('line 19999\n')).toBe(true)
    })

    test('a timeout ends the run, and what came until then is kept', async () => {
      const { ending, stdout, durationMs } = await transport.run({ line: 'echo begun; sleep 30', timeoutSeconds: 0.5 })
      expect({ ending, stdout }).toEqual({ ending: { kind: 'timed-out' }, stdout: 'begun\n' })
      expect(durationMs).toBeLessThan(25_000)
    })

    test('cancelling ends the run; when it was cancelled before, nothing is started', async () => {
      const abort = new AbortController()
      const running = transport.run({ line: 'echo begun; sleep 30', signal: abort.signal, onStdout: () => abort.abort() })
      expect(await running).toMatchObject({ ending: { kind: 'cancelled' }, stdout: 'begun\n' })
      const late = await transport.run({ line: 'echo never', signal: abort.signal })
      expect(late).toMatchObject({ ending: { kind: 'cancelled' }, stdout: '' })
    })

    test('20 commands at the same time', async () => {
      const line = 'read -r line; sleep 0.1; echo "$line"; echo e >&2'
      const runs = Array.from({ length: 20 }, (_, index) => transport.run({ line, stdin: `${index}\n` }))
      const results = await Promise.all(runs)
      expect(results.map(({ stdout, stderr }) => stdout + stderr)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}\ne\n`))
    })

    test('forward talks to a port of the host, in both directions and with half-closed ends', async () => {
      const server = net.createServer({ allowHalfOpen: true }, (socket) => {
        let heard = ''
        socket.on('data', (chunk) => (heard += chunk.toString()))
        socket.on('end', () => socket.end(`heard ${heard}`))
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('No port')
      try {
        const stream = await transport.forward('127.0.0.1', address.port)
        stream.end('hello')
        let answer = ''
        for await (const chunk of stream) answer += String(chunk)
        expect(answer).toBe('heard hello')
      } finally {
        server.close()
      }
    })

    test('forward to a port where nothing listens is ECONNREFUSED', async () => {
      const port = await findFreePort()
      await expect(transport.forward('127.0.0.1', port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    })

    test('durations are those of the command', async () => {
      const { durationMs } = await transport.run({ line: 'sleep 0.3' })
      expect(durationMs).toBeGreaterThanOrEqual(290)
    })
  })

  describe(`transport ${name}, at its end`, () => {
    test('close while commands run: they end as connection-lost; close again does nothing', async () => {
      const subject = await open()
      try {
        let begun = 0
        const runs = Array.from({ length: 3 }, () => subject.transport.run({ line: 'echo begun; sleep 30', onStdout: () => begun++ }))
        await waitUntil('the commands to begin', () => begun === 3)
        await subject.transport.close()
        await subject.transport.close()
        for (const { ending, stdout } of await Promise.all(runs)) {
          expect({ ending, stdout }).toEqual({ ending: { kind: 'connection-lost', sent: true }, stdout: 'begun\n' })
        }
        expect((await subject.transport.run({ line: 'echo never' })).ending).toEqual({ kind: 'connection-lost', sent: false })
      } finally {
        await subject.stop()
      }
    })

    test('a connection that breaks: running commands are lost, new ones are not sent', async () => {
      const subject = await open()
      try {
        // A transport that needs no connection has nothing to lose.
        if (subject.breakConnection === undefined) return
        let begun = 0
        const runs = Array.from({ length: 10 }, () => subject.transport.run({ line: 'echo begun; sleep 30', onStdout: () => begun++ }))
        await waitUntil('as many commands to begin as may run at a time', () => begun === 8)
        subject.breakConnection()
        const endings = (await Promise.all(runs)).map(({ ending }) => ending)
        expect(endings).toEqual([
          ...Array.from({ length: 8 }, () => ({ kind: 'connection-lost', sent: true })),
          ...Array.from({ length: 2 }, () => ({ kind: 'connection-lost', sent: false }))
        ])
        expect((await subject.transport.run({ line: 'echo never' })).ending).toEqual({ kind: 'connection-lost', sent: false })
        await expect(subject.transport.forward('127.0.0.1', 1)).rejects.toMatchObject({ code: 'DK_CONNECTION_LOST' })
        await subject.transport.close()
      } finally {
        await subject.stop()
      }
    })
  })
}
