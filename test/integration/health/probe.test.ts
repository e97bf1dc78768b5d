import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Probe } from '../../../packages/core/index.ts'
import { startProbe, type RunningProbe } from '../../../packages/engine/probe.ts'
import { openTransport } from '../../../packages/engine/transports/open-transport.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { hostOf, settingsFor } from '../../support/connection.ts'
import { findFreePort } from '../../support/free-port.ts'
import { startHttp, startHttps, type RunningServer } from '../../support/http-servers.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

let sshd: Sshd | undefined
let transport: Transport

beforeAll(async () => {
  sshd = await startSshd()
  transport = await openTransport(hostOf(sshd), settingsFor(sshd))
})

afterAll(async () => {
  // Ends the connection as well, and also what a failing login leaves.
  await sshd?.stop()
})

function probeOf(url: string, from: Probe['from']): Probe {
  return { host: 'web1', url, from, fromPhase: 'a', cutoverPhase: 'b', toPhase: 'c' }
}

function watchCutover(probe: Probe, transport?: Transport): RunningProbe {
  const running = startProbe(probe, transport)
  running.beginCutover()
  return running
}

describe.each<Probe['from']>(['runner', 'host'])('from the %s', (from) => {
  test('a server that is away for 500 ms has a gap of about that', async () => {
    let seen = 0
    let server = await startHttp((_request, response) => {
      seen++
      response.end()
    })
    const { port } = server
    const probe = watchCutover(probeOf(`http://127.0.0.1:${port}/`, from), transport)
    await waitUntil('some answers', () => seen >= 5)
    await server.close()
    const closedAt = performance.now()
    await waitUntil('500 ms', () => performance.now() - closedAt >= 500)
    const before = seen
    server = await startHttp((_request, response) => {
      seen++
      response.end()
    }, port)
    const awayMs = performance.now() - closedAt
    await waitUntil('some answers again', () => seen >= before + 5)
    const report = await probe.stop()
    await server.close()
    expect(report).toMatchObject({ host: 'web1', url: `http://127.0.0.1:${port}/` })
    expect(report.failures).toBeGreaterThanOrEqual(2)
    expect(report.requests).toBeGreaterThanOrEqual(report.failures + 10)
    expect(report.longestGapMs).toBeGreaterThanOrEqual(Math.floor(awayMs) - 5)
    expect(report.longestGapMs).toBeLessThan(awayMs + 10_000)
    expect(report.worstLatencyMs).toBeGreaterThanOrEqual(report.p50Ms)
  })

  test('without failure there is no gap, also when answers are slow and overlap', async () => {
    let open = 0
    let most = 0
    let answered = 0
    const server = await startHttp((_request, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open--
        answered++
        response.writeHead(302, { location: '/elsewhere' }).end()
      }, 250)
    })
    const probe = watchCutover(probeOf(`http://127.0.0.1:${server.port}/`, from), transport)
    await waitUntil('some answers', () => answered >= 6)
    const report = await probe.stop()
    await server.close()
    expect(report).toMatchObject({ requests: answered, failures: 0, longestGapMs: 0 })
    expect(most).toBeGreaterThan(1)
    expect(report.p50Ms).toBeGreaterThanOrEqual(250)
  })
})

test('every request has a connection of its own', async () => {
  const sockets = new Set<unknown>()
  let seen = 0
  const server = await startHttp((request, response) => {
    seen++
    sockets.add(request.socket)
    response.end()
  })
  const probe = watchCutover(probeOf(`http://127.0.0.1:${server.port}/`, 'runner'))
  await waitUntil('some answers', () => seen >= 4)
  await probe.stop()
  await server.close()
  expect(sockets.size).toBe(seen)
})

test('from the host, a server that hangs does not take all sessions of the connection', async () => {
  let hanging = 0
  const server = await startHttp(() => {
    hanging++
  })
  const probe = watchCutover(probeOf(`http://127.0.0.1:${server.port}/`, 'host'), transport)
  await waitUntil('requests that hang', () => hanging >= 4)
  expect((await transport.run({ line: 'echo alive', timeoutSeconds: 5 })).stdout).toBe('alive\n')
  const report = await probe.stop()
  await server.close()
  expect(report.failures).toBe(report.requests)
  expect(report.longestGapMs).toBeGreaterThanOrEqual(1900)
})

test.each([
  ['errors are failures', 500],
  ['a wrong address is a failure', undefined]
])('%s', async (_name, status) => {
  let server: RunningServer | undefined
  let seen = 0
  if (status !== undefined) {
    server = await startHttp((_request, response) => {
      seen++
      response.writeHead(status).end()
    })
  }
  const startedAt = performance.now()
  const probe = watchCutover(probeOf(`http://127.0.0.1:${server?.port ?? (await findFreePort())}/`, 'runner'))
  await waitUntil('some requests', () => (server === undefined ? performance.now() - startedAt > 300 : seen >= 3))
  const report = await probe.stop()
  await server?.close()
  expect(report.failures).toBe(report.requests)
  expect(report.requests).toBeGreaterThanOrEqual(2)
  expect(report.longestGapMs).toBeGreaterThan(100)
})

test('a certificate that nobody has signed is no downtime, and stop may be called twice', async () => {
  let seen = 0
  const server = await startHttps((_request, response) => {
    seen++
    response.end()
  }, 2)
  const probe = watchCutover(probeOf(`https://127.0.0.1:${server.port}/`, 'runner'))
  await waitUntil('some answers', () => seen >= 2)
  const [first, second] = await Promise.all([probe.stop(), probe.stop()])
  await server.close()
  expect(first).toBe(second)
  expect(first.failures).toBe(0)
})

test('what was seen before the cutover is told apart from it', async () => {
  let status = 200
  const seen = { 200: 0, 500: 0 }
  const server = await startHttp((_request, response) => {
    seen[status as keyof typeof seen]++
    response.writeHead(status).end()
  })
  const probe = startProbe(probeOf(`http://127.0.0.1:${server.port}/`, 'runner'))
  await waitUntil('good answers', () => seen[200] >= 3)
  probe.beginCutover()
  status = 500
  await waitUntil('errors', () => seen[500] >= 3)
  const looked = await probe.look()
  status = 200
  const report = await probe.stop()
  await server.close()
  expect(looked.before).toMatchObject({ failures: 0 })
  expect(looked.before.requests).toBeGreaterThanOrEqual(2)
  expect(looked.failures).toBeGreaterThanOrEqual(3)
  expect(looked.longestGapMs).toBeGreaterThanOrEqual(100)
  expect(report.requests).toBeGreaterThanOrEqual(looked.requests)
})
