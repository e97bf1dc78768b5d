import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DeployKitError, parseHealthCheck, type CheckResult, type HealthCheck } from '../../../packages/core/index.ts'
import { checkOnce, markHealth, waitHealthy } from '../../../packages/engine/health/check-health.ts'
import { systemClock } from '../../../packages/engine/clock.ts'
import { reconnecting } from '../../../packages/engine/transports/reconnecting.ts'
import { openTransport } from '../../../packages/engine/transports/open-transport.ts'
import { openLocal } from '../../../packages/engine/transports/local.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { hostOf, settingsFor } from '../../support/connection.ts'
import { startEmbeddedSshServer } from '../../support/embedded-ssh-server.ts'
import { findFreePort } from '../../support/free-port.ts'
import { startHttp, startHttps, type RunningServer } from '../../support/http-servers.ts'
import { startSshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-health-'))
let http: RunningServer
let https: RunningServer
let mutePort = 0
let closedPort = 0
const transports = new Map<string, Transport>()
/** In the order in which things were started: also what a failing start leaves is ended. */
const closers: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  http = await startHttp((request, response) => {
    const url = request.url ?? ''
    if (url === '/moved') response.writeHead(301, { location: 'https://elsewhere.example.com/' }).end()
    else if (url === '/broken') response.writeHead(503).end('database is\n away')
    else if (url === '/long') response.end(`${'x'.repeat(70_000)}end`)
    else if (url === '/host') response.end(`host=${request.headers.host}`)
    else if (url === '/hang') response.write('begin')
    else response.writeHead(200, { 'x-version': '3.1' }).end('all ok')
  })
  closers.push(http.close)
  https = await startHttps((_request, response) => response.end('safe'), 30)
  closers.push(https.close)
  const mute = net.createServer((socket) => socket.on('error', () => undefined).resume())
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => mute.close(resolve)))
  const address = mute.address()
  mutePort = typeof address === 'object' && address !== null ? address.port : 0
  closedPort = await findFreePort()
  const embedded = await startEmbeddedSshServer()
  closers.push(() => embedded.close())
  const refusing = await startEmbeddedSshServer({ faults: { refuseForwarding: true } })
  closers.push(() => refusing.close())
  const sshd = await startSshd()
  closers.push(() => sshd.stop())
  transports.set('local', openLocal({ name: 'local', kind: 'local', address: 'localhost', port: 0, user: 'me' }))
  transports.set('embedded', await openTransport(hostOf(embedded), settingsFor(embedded)))
  transports.set('refusing', await openTransport(hostOf(refusing), settingsFor(refusing)))
  transports.set('sshd', await openTransport(hostOf(sshd), settingsFor(sshd)))
})

afterAll(async () => {
  for (const transport of transports.values()) await transport.close()
  await Promise.all(closers.map((close) => close()))
  rmSync(folder, { recursive: true, force: true })
})

function transportFor(name: string): Transport {
  const transport = transports.get(name)
  if (transport === undefined) throw new Error(`No transport ${name}`)
  return transport
}

/** Ports by name, as they are known only at run time. */
function parse(line: string, timeoutSeconds = 5): HealthCheck {
  const ports: Readonly<Record<string, number>> = { HTTP: http.port, HTTPS: https.port, MUTE: mutePort, CLOSED: closedPort }
  const filled = line.replaceAll(/\b(HTTPS?|MUTE|CLOSED)\b/g, (name) => String(ports[name]))
  const check = parseHealthCheck(filled, { host: 'web1', path: folder, timeoutSeconds })
  if (check.kind === 'service') throw new TypeError('Asked of a service')
  return check
}

async function look(line: string, host: string, timeoutSeconds?: number): Promise<string> {
  const result = await checkOnce(parse(line, timeoutSeconds), { transportFor: () => transportFor(host) })
  return `${result.passed ? 'passed' : 'failed'}: ${result.detail.replaceAll(/\d+(?= ms)/g, 'N')}`
}

const network: readonly (readonly [string, string])[] = [
  ['http http://127.0.0.1:HTTP/', 'passed: HTTP 200 in N ms'],
  ['http http://localhost:HTTP/ body="all ok" header="X-Version: 3"', 'passed: HTTP 200 in N ms'],
  ['http http://127.0.0.1:HTTP/broken status=503', 'passed: HTTP 503 in N ms'],
  ['http http://127.0.0.1:HTTP/broken', 'failed: HTTP 503 in N ms; expected 200-299; the body begins: "database is away"'],
  ['http http://127.0.0.1:HTTP/moved', 'failed: HTTP 301 in N ms -> https://elsewhere.example.com/'],
  ['http http://127.0.0.1:HTTP/ body=fine', 'failed: HTTP 200 in N ms; body does not contain "fine"; it begins: "all ok"'],
  ['http http://127.0.0.1:HTTP/ header="x-version: 4"', 'failed: HTTP 200 in N ms; header x-version does not contain "4": "3.1"'],
  ['http http://127.0.0.1:HTTP/ header="x-other: 4"', 'failed: HTTP 200 in N ms; there is no header x-other'],
  ['http http://127.0.0.1:HTTP/host body=host=app.example.com: server-name=app.example.com', 'passed: HTTP 200 in N ms'],
  ['http http://127.0.0.1:HTTP/long body=xxx', 'passed: HTTP 200 in N ms'],
  ['http https://127.0.0.1:HTTPS/ unsafe-skip-tls-check=true tls-days=14', 'passed: HTTP 200 in N ms; certificate valid for 29 days; certificate NOT verified'],
  [
    'http https://127.0.0.1:HTTPS/ unsafe-skip-tls-check=true tls-days=60',
    'failed: HTTP 200 in N ms; certificate is valid for 29 days only, needed are 60; certificate NOT verified'
  ]
]

const connections: readonly (readonly [string, string])[] = [
  ['http http://127.0.0.1:CLOSED/', 'failed: connection refused'],
  ['http http://127.0.0.1:MUTE/ timeout=300ms', 'failed: no answer in N ms'],
  ['http http://127.0.0.1:HTTP/hang timeout=300ms', 'failed: no answer in N ms'],
  ['http http://127.0.0.1:HTTP/long body=end', `failed: HTTP 200 in N ms; body does not contain "end"; it begins: "${'x'.repeat(120)}..."`],
  ['http https://127.0.0.1:HTTPS/', 'failed: the certificate is self-signed'],
  ['http https://127.0.0.1:HTTP/', 'failed: not a TLS answer'],
  ['tcp 127.0.0.1:HTTP', 'passed: connected in N ms'],
  ['tcp 127.0.0.1:CLOSED', 'failed: connection refused']
]

describe.each(['runner', 'local', 'embedded', 'sshd'])('asked by %s', (host) => {
  test.each([...network, ...connections])('%s', async (line, expected) => {
    const from = host === 'runner' ? 'runner' : 'host'
    expect(await look(`${line} from=${from}`, host === 'runner' ? 'local' : host)).toBe(expected)
  })
})

describe('a server that refuses forwarding', () => {
  test.each(network)('%s', async (line, expected) => {
    expect(await look(line, 'refusing')).toBe(expected)
  })

  test.each([
    ['http http://127.0.0.1:CLOSED/', 'failed: failed to connect'],
    ['http https://127.0.0.1:HTTPS/', 'failed: SSL certificate problem'],
    ['http http://127.0.0.1:MUTE/ timeout=1s', 'failed: operation timed out'],
    ['tcp 127.0.0.1:HTTP', 'passed: connected (by a program on the host)'],
    ['tcp 127.0.0.1:CLOSED', 'failed: no connection']
  ])('%s', async (line, expected) => {
    expect(await look(line, 'refusing')).toContain(expected)
  })
})

describe.each(['local', 'embedded', 'sshd'])('on %s', (host) => {
  const inFolder = (name: string): string => path.join(folder, name)

  test.each([
    ['command true', /^passed: exit code 0 in N ms$/],
    ['command output="two words" echo "two words"', /^passed/],
    ['command output=three echo one two', /^failed: output does not contain "three"; it begins: "one two"$/],
    ['command pwd', /^passed/],
    ['command sh -c "echo first; echo broken pipe >&2; exit 3"', /^failed: exit code 3: broken pipe$/],
    ['command no-such-program-here', /^failed: exit code 127: .*not found$/],
    ['command sh -c "kill -9 \\$\\$"', /^failed: (ended by signal (SIG)?KILL|exit code 137)/],
    ['command timeout=300ms sleep 20', /^failed: did not end in N ms/],
    ['file missing', /^failed: .*\/missing does not exist$/],
    ['log missing.log without=x', /^failed: .*\/missing.log does not exist$/],
    ['process no-such-program-here', /^failed: no process whose command line contains "no-such-program-here"$/]
  ])('%s', async (line, expected) => {
    expect(await look(line, host)).toMatch(expected)
  })

  test('a file, by its age', async () => {
    const file = inFolder(`beat-${host}`)
    writeFileSync(file, '')
    expect(await look(`file beat-${host} max-age=60s`, host)).toMatch(/^passed: changed (N ms|[\d.]+ s) ago$/)
    const hourAgo = Date.now() / 1000 - 3600
    utimesSync(file, hourAgo, hourAgo)
    expect(await look(`file beat-${host}`, host)).toMatch(/^passed: exists, changed 1 h/)
    expect(await look(`file beat-${host} max-age=60s`, host)).toMatch(/^failed: changed 1 h \d+ min ago, allowed are 1 min 00 s$/)
  })

  test('a process, but not the check itself', async () => {
    const word = `mark-${host}-${process.pid}`
    const child = spawn('sh', ['-c', 'sleep 60; :', word], { stdio: 'ignore', detached: true })
    try {
      await waitUntil('the process', async () => (await look(`process ${word}`, host)).startsWith('passed'))
      expect(await look(`process ${word}`, host)).toBe(`passed: process ${child.pid} sh -c sleep 60; : ${word}`)
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    }
    await waitUntil('its end', async () => (await look(`process ${word}`, host)) === `failed: no process whose command line contains "${word}"`)
  })

  test('programs of the kit are not taken for the application', async () => {
    const word = `guarded-${host}-${process.pid}`
    const child = spawn('sh', ['-c', 'sleep 60; :', 'deploy-kit', word], { stdio: 'ignore', detached: true })
    try {
      expect(await look(`process ${word}`, host)).toMatch(/^failed/)
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    }
  })

  test('a log, in its last part', async () => {
    writeFileSync(inFolder('whole.log'), `ERROR long ago\n${'fine\n'.repeat(20_000)}`)
    expect(await look('log whole.log without=ERROR', host)).toBe('passed: nothing found in the last 64.0 KiB')
    appendFileSync(inFolder('whole.log'), 'ERROR: it broke\n\0binary\nTraceback\n')
    expect(await look('log whole.log without=Traceback without=ERROR', host)).toBe('failed: found: ERROR: it broke')
    expect(await look('log whole.log without=binary', host)).toBe('failed: found: binary')
  })

  test('a log, from the mark', async () => {
    const log = inFolder('marked.log')
    const checks = [parse('log marked.log without=ERROR'), parse('log later.log without=ERROR')]
    const at = { transportFor: () => transportFor(host) }
    const states = async (): Promise<readonly boolean[]> => {
      const results = await Promise.all(checks.map((check) => checkOnce(check, { ...at, marks })))
      return results.map((result) => result.passed)
    }
    writeFileSync(log, 'ERROR of yesterday\n')
    rmSync(inFolder('later.log'), { force: true })
    const marks = await markHealth(checks, at)
    expect(await states()).toEqual([true, false])
    writeFileSync(inFolder('later.log'), 'fine\n')
    expect(await states()).toEqual([true, true])
    appendFileSync(log, 'ERROR of today\n')
    appendFileSync(inFolder('later.log'), 'ERROR of today\n')
    expect(await states()).toEqual([false, false])
    renameSync(log, inFolder('marked.log.1'))
    writeFileSync(log, `${'fine\n'.repeat(10)}`)
    expect(await states()).toEqual([true, false])
    appendFileSync(log, 'ERROR after rotation\n')
    expect(await states()).toEqual([false, false])
  })
})

test('a relative command starts in the deploy path', async () => {
  mkdirSync(path.join(folder, 'bin'), { recursive: true })
  writeFileSync(path.join(folder, 'bin/check'), '#!/bin/sh\npwd\n', { mode: 0o755 })
  expect(await look(`command output=${folder} ./bin/check`, 'sshd')).toMatch(/^passed/)
})

test('a connection that is lost is a failure, not an exception', async () => {
  const server = await startEmbeddedSshServer()
  const transport = await openTransport(hostOf(server), settingsFor(server))
  try {
    const running = checkOnce(parse('command sleep 20'), { transportFor: () => transport })
    await waitUntil('the command', () => server.lines.length > 0)
    server.dropConnections()
    expect(await running).toMatchObject({ passed: false, detail: 'the connection was lost' })
    const next = await Promise.all(
      ['command true', 'http http://127.0.0.1:HTTP/', 'tcp 127.0.0.1:HTTP'].map((line) => checkOnce(parse(line), { transportFor: () => transport }))
    )
    expect(next.map(({ passed }) => passed)).toEqual([false, false, false])
  } finally {
    await transport.close()
    await server.close()
  }
})

describe('waitHealthy', () => {
  const fast = { now: () => 0, sleep: () => Promise.resolve() }
  const at = { transportFor: () => transportFor('local') }
  const counting = (name: string, from: number): string =>
    `command sh -c "echo x >> ${folder}/${name}; test \\$(wc -l < ${folder}/${name}) -ge ${from}"`

  test('repeats until all required checks pass in one attempt', async () => {
    const attempts: (readonly CheckResult[])[] = []
    const health = await waitHealthy({
      ...at,
      checks: [parse(counting('three', 3)), parse('command true'), parse('optional command false')],
      attempts: 10,
      delaySeconds: 60,
      clock: fast,
      onAttempt: (attempt, results) => {
        expect(attempt).toBe(attempts.length + 1)
        attempts.push(results)
      }
    })
    expect(health.passed).toBe(true)
    expect(health.results.map(({ passed, required, attempts: count }) => [passed, required, count])).toEqual([
      [true, true, 3],
      [true, true, 3],
      [false, false, 3]
    ])
    expect(attempts.map((results) => results.map(({ passed }) => passed))).toEqual([
      [false, true, false],
      [false, true, false],
      [true, true, false]
    ])
  })

  test('a check that passed before must pass again', async () => {
    const once = `command sh -c "test ! -e ${folder}/once && : > ${folder}/once"`
    const health = await waitHealthy({ ...at, checks: [parse(once), parse(counting('two', 2))], attempts: 3, delaySeconds: 0, clock: fast })
    expect(health.passed).toBe(false)
    expect(health.results.map(({ passed }) => passed)).toEqual([false, true])
  })

  test('checks of an attempt run at the same time', async () => {
    const meet = (mine: string, other: string): string =>
      `command timeout=10s sh -c ": > ${folder}/${mine}; until test -e ${folder}/${other}; do sleep 0.05; done"`
    const health = await waitHealthy({ ...at, checks: [parse(meet('a', 'b')), parse(meet('b', 'a'))], attempts: 1, delaySeconds: 0 })
    expect(health.passed).toBe(true)
  })

  test('nothing to check is healthy', async () => {
    expect(await waitHealthy({ ...at, checks: [], attempts: 1, delaySeconds: 0 })).toEqual({ passed: true, results: [] })
  })

  test('a host that cannot be reached any more is not asked again', async () => {
    const server = await startEmbeddedSshServer()
    const open = (): Promise<Transport> => openTransport(hostOf(server), settingsFor(server))
    const transport = reconnecting({ first: await open(), open, clock: systemClock, budgetSeconds: 0.5 })
    await server.close()
    const health = await waitHealthy({ transportFor: () => transport, checks: [parse('command true'), parse('process init')], attempts: 5, delaySeconds: 0 })
    await transport.close()
    expect(health.results.map(({ passed, attempts }) => [passed, attempts])).toEqual([[false, 1], [false, 1]])
    expect(health.gone).toMatchObject({ code: 'DK_CONNECTION_LOST', message: expect.stringContaining('could not be made again') })
  })

  test('cancelling ends the wait and the check', async () => {
    const stop = new AbortController()
    const waiting = waitHealthy({
      ...at,
      checks: [parse('command false')],
      attempts: 10,
      delaySeconds: 60,
      signal: stop.signal,
      onAttempt: () => stop.abort()
    })
    await expect(waiting).rejects.toMatchObject({ code: 'DK_CANCELLED' })
    const during = new AbortController()
    const hanging = waitHealthy({ ...at, checks: [parse('http http://127.0.0.1:HTTP/hang', 60)], attempts: 1, delaySeconds: 0, signal: during.signal })
    during.abort()
    await expect(hanging).rejects.toBeInstanceOf(DeployKitError)
  })
})
