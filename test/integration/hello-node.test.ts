import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { execFile, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findFreePort } from '../support/free-port.ts'
import { waitUntil } from '../support/wait-until.ts'

const example = path.resolve(import.meta.dirname, '../../examples/hello-node')
const folders: string[] = []
let root = ''
let port = 0

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'hello-node-'))
  folders.push(root)
  port = await findFreePort()
  for (const name of ['releases', 'shared/data', 'shared/run']) mkdirSync(path.join(root, name), { recursive: true })
})

afterEach(() => {
  spawnSync(process.execPath, ['bin/stop.mjs'], { cwd: path.join(root, 'releases/1') })
})

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const crashes = "throw new Error('the database is gone')\n"
const neverReady = 'setInterval(() => undefined, 1000)\n'

/** A release as a deploy leaves it on the host; `worker` replaces what serves. */
function makeRelease(id: string, change: { readonly worker?: string; readonly env?: string } = {}): void {
  const folder = path.join(root, 'releases', id)
  cpSync(example, folder, { recursive: true, filter: (file) => !/\/(data|run|\.env)$/.test(file) })
  for (const name of ['data', 'run']) symlinkSync(path.join(root, 'shared', name), path.join(folder, name))
  writeFileSync(path.join(folder, '.env'), change.env ?? `PORT=${port}\nAPP_SECRET=0123456789abcdef\n`, { mode: 0o600 })
  if (change.worker !== undefined) writeFileSync(path.join(folder, 'src/worker.mjs'), change.worker)
}

interface Outcome {
  readonly code: number
  readonly output: string
}

/** Makes a release the current one and reloads, as a cutover does. */
async function cutOver(id: string, readySeconds = 20): Promise<Outcome> {
  const current = path.join(root, 'current')
  symlinkSync(path.join('releases', id), `${current}.new`)
  renameSync(`${current}.new`, current)
  const env = { ...process.env, DEPLOY_KIT_PATH: root, DEPLOY_KIT_CURRENT_PATH: current, READY_SECONDS: String(readySeconds) }
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/reload.mjs'], { cwd: path.join(root, 'releases', id), env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: http.IncomingHttpHeaders
}

interface Ask {
  readonly method?: string
  readonly body?: string
  readonly agent?: http.Agent
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

function ask(pathname: string, { method = 'GET', body, agent, headers, timeoutMs = 10_000 }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', path: pathname, method, agent: agent ?? false, headers: { ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: response.headers }))
    })
    request.on('error', reject)
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`no answer in ${timeoutMs} ms`)))
    request.end(body)
  })
}

async function liveRelease(): Promise<string> {
  const { text } = await ask('/health')
  return /"release":"([^"]+)"/.exec(text)?.[1] ?? text
}

/** Asks as fast as it can, on new and on kept connections, until it is stopped. */
function hammer(): { readonly requests: () => number; readonly stop: () => Promise<readonly string[]> } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
  const failures: string[] = []
  let isStopped = false
  let requests = 0
  const loop = async (options: Ask): Promise<void> => {
    while (!isStopped) {
      requests++
      const answer = await ask('/health', options).catch((error: unknown) => ({ status: 0, text: String(error) }))
      if (answer.status !== 200) failures.push(`${answer.status} ${answer.text}`)
    }
  }
  const loops = [loop({}), loop({}), loop({ agent }), loop({ agent }), loop({ agent })]
  return {
    requests: () => requests,
    stop: async () => {
      isStopped = true
      await Promise.all(loops)
      agent.destroy()
      return failures
    }
  }
}

test('several reloads under load drop no connection, and the old releases leave', async () => {
  makeRelease('1')
  expect(await cutOver('1')).toEqual({ code: 0, output: expect.stringMatching(/^1 serves \(process \d+\)/) })
  const load = hammer()
  for (const id of ['2', '3', '4', '5', '6']) {
    makeRelease(id)
    const before = load.requests()
    expect((await cutOver(id)).code).toBe(0)
    expect(await liveRelease()).toBe(id)
    await waitUntil('requests on the new release', () => load.requests() > before + 100)
  }
  expect(await load.stop()).toEqual([])
  expect(load.requests()).toBeGreaterThan(500)
  const front = Number(readFileSync(path.join(root, 'shared/run/front.pid'), 'utf8'))
  await waitUntil('one worker', () => childrenOf(front).length === 1)
})

test('a request that is being answered ends in the release where it began', async () => {
  makeRelease('1')
  makeRelease('2')
  await cutOver('1')
  const socket = net.connect(port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString()))
  socket.write('POST /notes HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhe')
  expect(await liveRelease()).toBe('1')
  await cutOver('2')
  expect(await liveRelease()).toBe('2')
  socket.write('llo')
  await waitUntil('the answer', () => received.includes('"text":"hello"'))
  expect(received).toMatch(/^HTTP\/1\.1 201 Created\r\n/)
  expect(received).toContain('"release":"1"')
  expect(received.toLowerCase()).toContain('connection: close')
  socket.destroy()
})

describe.each([
  ['crashes on start', crashes, /ended with code 1 before it was ready[\s\S]*the database is gone/],
  ['never gets ready', neverReady, /was not ready after 1 s/]
])('a release that %s', (_name, worker, problem) => {
  test('does not replace the one that serves, and the next good one does', async () => {
    makeRelease('1')
    makeRelease('2', { worker })
    makeRelease('3')
    await cutOver('1')
    const load = hammer()
    expect(await cutOver('2', 1)).toEqual({ code: 1, output: expect.stringMatching(problem) })
    expect(await liveRelease()).toBe('1')
    expect((await cutOver('3')).code).toBe(0)
    expect(await load.stop()).toEqual([])
    expect(await liveRelease()).toBe('3')
  })

  test('leaves nothing running when it is the first one', async () => {
    makeRelease('1', { worker })
    expect(await cutOver('1', 1)).toEqual({ code: 1, output: expect.stringMatching(problem) })
    await waitUntil('nothing runs', () => processesIn(root).length === 0)
    makeRelease('2')
    expect((await cutOver('2')).code).toBe(0)
    expect(await liveRelease()).toBe('2')
  })
})

test('a wrong env file is told with every problem', async () => {
  makeRelease('1', { env: 'PORT=http\nAPP_SECRET=short\n' })
  const { code, output } = await cutOver('1')
  expect(code).toBe(1)
  expect(output).toContain('PORT must be a port, not http; APP_SECRET must have at least 16 characters')
})

test('a worker that is killed is started again', async () => {
  makeRelease('1')
  await cutOver('1')
  const { process: first } = JSON.parse((await ask('/health')).text) as { readonly process: number }
  process.kill(first, 'SIGKILL')
  await waitUntil('another worker', async () => (await ask('/health', { timeoutMs: 500 }).catch(() => undefined))?.text.includes('"process"'))
  expect((await ask('/health')).text).not.toContain(`"process":${first}`)
})

test('stop ends all processes, and the front can be started again', async () => {
  makeRelease('1')
  await cutOver('1')
  expect(spawnSync(process.execPath, ['bin/stop.mjs'], { cwd: path.join(root, 'releases/1'), encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'Stopped\n' })
  await waitUntil('nothing runs', () => processesIn(root).length === 0)
  await expect(ask('/health')).rejects.toThrow('ECONNREFUSED')
  expect((await cutOver('1')).code).toBe(0)
})

test('notes and visits are kept over releases, and visitors are known by a signed cookie', async () => {
  makeRelease('1')
  makeRelease('2')
  await cutOver('1')
  expect((await ask('/notes', { method: 'POST', body: ' first ' })).status).toBe(201)
  const first = await ask('/')
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  await cutOver('2')
  expect((await ask('/notes')).text).toBe('[{"id":1,"text":"first","release":"1"}]\n')
  expect((await ask('/', { headers: { cookie } })).text).toBe('Hello from 2: visit 2 of yours, 2 of all\n')
  const forged = `${cookie.slice(0, -1)}${cookie.endsWith('0') ? '1' : '0'}`
  expect((await ask('/', { headers: { cookie: forged } })).text).toBe('Hello from 2: visit 1 of yours, 3 of all\n')
})

test.each([
  ['GET', '/nothing', undefined, 404],
  ['DELETE', '/notes', undefined, 404],
  ['POST', '/notes', '  ', 400],
  ['POST', '/notes', 'x'.repeat(10_001), 413]
])('%s %s is answered with an error', async (method, pathname, body, status) => {
  makeRelease('1')
  await cutOver('1')
  expect((await ask(pathname, { method, ...(body === undefined ? {} : { body }) })).status).toBe(status)
})

function childrenOf(pid: number): readonly string[] {
  return spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.trim() !== '')
}

/** Processes whose command line names a release of this test. */
function processesIn(folder: string): readonly string[] {
  return spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes(`${folder}/`) && !line.startsWith('ps '))
}
