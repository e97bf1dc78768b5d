import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Secret, type ConnectionSettings, type JumpHost } from '../../packages/core/index.ts'
import { openTransport, scanHostKeys } from '../../packages/engine/index.ts'
import { hostOf, settingsFor } from '../support/connection.ts'
import { findFreePort } from '../support/free-port.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'
import { waitUntil } from '../support/wait-until.ts'

let target: Sshd
let first: Sshd
let second: Sshd

beforeAll(async () => {
  target = await startSshd()
  first = await startSshd()
  second = await startSshd()
}, 60_000)
afterAll(async () => {
  for (const server of [target, first, second]) await server.stop()
})

test('one hop', async () => {
  const { port, lines } = await runThrough({ jumps: [jump(first)] })
  // The target sees the connection come from where the jump host says, not from a port of ours.
  expect(lines).toEqual(['hello', `server port ${target.port}`])
  expect(first.log()).toContain(`target 127.0.0.1 port ${port}`)
})

test('two hops, in order', async () => {
  const before = { first: first.log().length, second: second.log().length }
  const { lines } = await runThrough({ jumps: [jump(first), jump(second)] })
  expect(lines[0]).toBe('hello')
  expect(first.log().slice(before.first)).toContain(`target 127.0.0.1 port ${second.port}`)
  expect(second.log().slice(before.second)).toContain(`target 127.0.0.1 port ${target.port}`)
})

test('commands, large input and forwards go through', async () => {
  const transport = await openTransport(hostOf(target), settingsOf({ jumps: [jump(first), jump(second)] }))
  try {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => transport.run({ line: 'wc -c', stdin: Buffer.alloc(4 * 1024 * 1024) }))
    )
    expect(results.map(({ stdout }) => stdout.trim())).toEqual(Array.from({ length: 8 }, () => '4194304'))
    const stream = await transport.forward('127.0.0.1', first.port)
    stream.on('data', () => stream.destroy())
    await new Promise((resolve) => stream.once('close', resolve))
  } finally {
    await transport.close()
  }
})

test('a jump host without a key of its own takes the key of the host', async () => {
  const both = await startSshd({ authorizedKeys: [target.publicKey] })
  try {
    const jumps = [{ ...jump(both), privateKey: undefined }]
    expect((await runThrough({ jumps, text: knownHosts(both, target) })).lines[0]).toBe('hello')
  } finally {
    await both.stop()
  }
})

test('an unknown jump host is refused before anything is sent to it', async () => {
  const before = first.log().length
  await expect(runThrough({ jumps: [jump(first)], text: target.knownHostsLine })).rejects.toMatchObject({
    code: 'DK_HOST_KEY_UNKNOWN',
    host: 'jump host 127.0.0.1',
    remedy: expect.stringContaining(first.knownHostsLine)
  })
  expect(first.log().slice(before)).not.toContain('userauth-request')
})

test('a jump host with another key is refused', async () => {
  const text = `${target.knownHostsLine}\n[127.0.0.1]:${first.port} ${second.hostKey}`
  const error = { code: 'DK_HOST_KEY_CHANGED', host: 'jump host 127.0.0.1' }
  await expect(runThrough({ jumps: [jump(first)], text })).rejects.toMatchObject(error)
})

test('the host behind a jump host is checked, too, and the jump host is left', async () => {
  const before = first.log().length
  const error = { code: 'DK_HOST_KEY_UNKNOWN', host: 'web1' }
  await expect(runThrough({ jumps: [jump(first)], text: knownHosts(first) })).rejects.toMatchObject(error)
  await waitUntil('the end of the connection to the jump host', () => first.log().slice(before).includes('Disconnected from user'))
})

test('a jump host that refuses the key', async () => {
  await expect(runThrough({ jumps: [{ ...jump(first), privateKey: new Secret('key', second.privateKey) }] })).rejects.toMatchObject({
    code: 'DK_AUTHENTICATION_FAILED',
    host: 'jump host 127.0.0.1'
  })
})

test('a jump host that forbids forwarding', async () => {
  const strict = await startSshd({ config: ['AllowTcpForwarding no'] })
  try {
    await expect(runThrough({ jumps: [jump(strict)], text: knownHosts(strict, target) })).rejects.toMatchObject({
      code: 'DK_FORWARDING_REFUSED',
      host: 'jump host 127.0.0.1'
    })
    const direct = await openTransport(hostOf(strict), settingsFor(strict))
    await expect(direct.forward('127.0.0.1', target.port)).rejects.toMatchObject({ code: 'DK_FORWARDING_REFUSED', host: 'web1' })
    expect((await direct.run({ line: 'echo still' })).stdout).toBe('still\n')
    await direct.close()
  } finally {
    await strict.stop()
  }
})

test('a host that is not there, as the jump host sees it', async () => {
  const port = await findFreePort()
  await expect(openTransport({ ...hostOf(target), port }, settingsOf({ jumps: [jump(first)] }))).rejects.toMatchObject({
    code: 'DK_HOST_UNREACHABLE',
    host: 'web1',
    message: expect.stringMatching(/from the jump host 127\.0\.0\.1: .*connection refused/)
  })
})

test('the jump host breaks: what runs behind it is lost', async () => {
  const transport = await openTransport(hostOf(target), settingsOf({ jumps: [jump(first)] }))
  const { ending } = await transport.run({ line: 'echo begun; sleep 30', onStdout: () => first.killSessions() })
  expect(ending).toEqual({ kind: 'connection-lost', sent: true })
  await transport.close()
})

test('host keys are scanned through a jump host', async () => {
  const keys = await scanHostKeys(hostOf(target), settingsOf({ jumps: [jump(first)], text: knownHosts(first) }))
  expect(keys.map(({ line }) => line)).toEqual([target.knownHostsLine])
})

interface Changes {
  readonly jumps: readonly JumpHost[]
  readonly text?: string
}

function settingsOf({ jumps, text = knownHosts(target, first, second) }: Changes): ConnectionSettings {
  return settingsFor(target, { jumps, knownHosts: { text, fingerprints: [], unsafeSkip: false } })
}

async function runThrough(changes: Changes): Promise<{ port: number; lines: readonly string[] }> {
  const transport = await openTransport(hostOf(target), settingsOf(changes))
  try {
    const { stdout } = await transport.run({ line: 'echo hello; set -- $SSH_CONNECTION; echo "server port $4"' })
    return { port: target.port, lines: stdout.trimEnd().split('\n') }
  } finally {
    await transport.close()
  }
}

function jump(server: Sshd): JumpHost {
  return { address: server.address, port: server.port, user: server.user, privateKey: new Secret('jump key', server.privateKey) }
}

function knownHosts(...servers: readonly Sshd[]): string {
  return servers.map(({ knownHostsLine }) => knownHostsLine).join('\n')
}
