import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseInputs, quote, render, type Report } from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/index.ts'
import { runOperation } from '../../../packages/engine/run-operation.ts'
import { openLocal } from '../../../packages/engine/transports/local.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { toConnectionSettings } from '../../../packages/operations/index.ts'
import { preflight } from '../../../packages/operations/preflight/index.ts'
import { preflightInputs } from '../../../packages/operations/preflight/inputs.ts'
import { readPlace, readPorts, readTools } from '../../../packages/operations/preflight/queries.ts'
import { findFreePort } from '../../support/free-port.ts'
import { startHttp } from '../../support/http-servers.ts'
import { startEmbeddedSshServer } from '../../support/embedded-ssh-server.ts'
import { runLine, shells } from '../../support/shells.ts'
import { waitUntil } from '../../support/wait-until.ts'

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

let folder: string
let root: string
let bin: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-preflight-'))
  chmodSync(folder, 0o755)
  root = path.join(folder, 'srv/app')
  bin = path.join(folder, 'bin')
  mkdirSync(root, { recursive: true })
  mkdirSync(bin)
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** What root may do says nothing about a deploy user: commands then run as nobody, for whom the folders are. */
function openAsUser(): Transport {
  const local = openLocal({ name: 'local', kind: 'local', address: 'localhost', port: 0, user: 'deploy' })
  const wrap = isRoot ? `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups ` : ''
  return {
    host: local.host,
    run: (request) => local.run({ ...request, line: `PATH=${quote(bin)}:$PATH ${wrap}sh -c ${quote(request.line)}` }),
    forward: (address, port) => local.forward(address, port),
    close: () => local.close()
  }
}

function give(file: string, mode: number): void {
  if (isRoot) chownSync(file, NOBODY, NOBODY)
  chmodSync(file, mode)
}

function writeProgram(name: string, text: string): void {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
}

interface RunOptions {
  readonly mode?: 'plan' | 'apply'
  /** Connects as the inputs say, instead of as an ordinary user of this machine. */
  readonly connects?: boolean
}

async function run(inputs: Readonly<Record<string, string>>, { mode = 'apply', connects = false }: RunOptions = {}): Promise<Report> {
  const texts = { host: 'local', path: root, 'disk-margin': '1M', ...inputs }
  const values = parseInputs(preflightInputs, [{ describe: (name) => name, texts }])
  return runOperation({
    operation: preflight,
    values,
    connection: toConnectionSettings(values),
    local: createLocalFiles(folder),
    identity: { who: 'ana@laptop', runUrl: undefined, machine: 'laptop', processId: 1 },
    mode,
    listen: () => undefined,
    open: connects ? undefined : () => Promise.resolve(openAsUser())
  })
}

const rowOf = (report: Report, check: string): readonly string[] | undefined =>
  report.plan.tables.flatMap(({ rows }) => rows).find(([name]) => name === check)

test('a folder that is ready', async () => {
  give(root, 0o755)
  writeProgram('oldtool', 'echo "oldtool version 2.1.0"')
  mkdirSync(path.join(folder, 'source'))
  writeFileSync(path.join(folder, 'source/a.txt'), 'x'.repeat(2048))
  writeFileSync(path.join(folder, '.env.example'), 'PORT=8080\nTOKEN=\n')
  const port = await findFreePort()
  const report = await run({
    ports: String(port),
    source: 'source',
    'require-tools': 'sh, tar, sha256sum, oldtool>=2.1',
    'env-template': '.env.example',
    secrets: 'TOKEN=very-secret'
  })
  expect(report.error).toBeUndefined()
  expect(report).toMatchObject({ outcome: 'unchanged', outputs: { ready: 'true', problems: '[]' } })
  expect(rowOf(report, 'connection')?.[2]).toMatch(/^logged in as \S+, round trip \d+ ms$/)
  expect(rowOf(report, 'clock')).toEqual(['clock', 'ok', 'agrees', ''])
  expect(rowOf(report, 'disk')?.[2]).toMatch(/ free on \//)
  expect(rowOf(report, 'oldtool')).toEqual(['oldtool', 'ok', '2.1.0', ''])
  expect(rowOf(report, `port ${port}`)?.[2]).toBe('free')
  expect(rowOf(report, 'env template')?.[2]).toBe('complete, 2 variables')
  expect(JSON.stringify(report)).not.toContain('very-secret')
})

test('everything that is wrong, at once', async () => {
  give(root, 0o555)
  writeProgram('oldtool', 'echo "oldtool version 2.1.0"')
  mkdirSync(path.join(folder, 'source'))
  writeFileSync(path.join(folder, 'source/a.txt'), 'x')
  const report = await run({
    'require-tools': 'no-such-tool, oldtool>=3',
    'disk-margin': '1000TiB',
    'require-variables': 'A, B',
    variables: 'A=1',
    source: 'nowhere'
  })
  expect(report.outcome).toBe('failed')
  expect(report.plan.problems.map(({ code, message }) => [code, message.replace(/ free on .*| in \/.*/, '')])).toEqual([
    ['DK_SOURCE_INVALID', expect.stringMatching(/^source: /)],
    ['DK_ENV_INCOMPLETE', 'variables: without a value: B'],
    ['DK_PERMISSION_DENIED', expect.stringMatching(/^write permission: \S+ may not write$/)],
    ['DK_DISK_FULL', expect.stringMatching(/^disk: /)],
    ['DK_PREFLIGHT_FAILED', 'no-such-tool: not found'],
    ['DK_PREFLIGHT_FAILED', 'oldtool: 2.1.0']
  ])
  expect(report.outputs['ready']).toBe('false')
})

describe('repair-permissions', () => {
  /** chown to oneself is what is left of it when the owner is right and only the mode is wrong. */
  const SUDO = `[ "$1" = -n ] || exit 9\nshift\necho "$@" >> ${'"${0%/*}"'}/sudo.log\nexec "$@"`

  test('mends the folder', async () => {
    writeProgram('sudo', SUDO)
    chmodSync(bin, 0o777)
    give(root, 0o555)
    const planned = await run({ 'repair-permissions': 'true' }, { mode: 'plan' })
    expect(planned.plan.steps).toHaveLength(1)
    expect(statSync(root).mode & 0o777).toBe(0o555)
    const report = await run({ 'repair-permissions': 'true' })
    expect(report.error).toBeUndefined()
    expect(report).toMatchObject({ outcome: 'succeeded', outputs: { ready: 'true' } })
    expect(statSync(root).mode & 0o777).toBe(0o755)
    expect((await run({ 'repair-permissions': 'true' })).outcome).toBe('unchanged')
  })

  test('is refused when sudo wants a password', async () => {
    writeProgram('sudo', 'echo "sudo: a password is required" >&2; exit 1')
    give(root, 0o555)
    const report = await run({ 'repair-permissions': 'true' })
    expect(report.error).toMatchObject({ code: 'DK_PERMISSION_DENIED', remedy: expect.stringContaining('sudo asks for a password') })
  })

  test('fails when the folder cannot be written after all', async () => {
    writeProgram('sudo', `${SUDO.replace('exec "$@"', '[ "$1" = true ] || chmod 0555 "$3"; exit 0')}\n`)
    writeProgram('chmod', 'exit 0')
    chmodSync(bin, 0o777)
    give(root, 0o555)
    const report = await run({ 'repair-permissions': 'true' })
    expect(report).toMatchObject({ outcome: 'failed', outputs: { ready: 'false' } })
  })
})

describe('ports', () => {
  let child: ChildProcess | undefined

  afterEach(() => {
    child?.kill('SIGKILL')
    child = undefined
  })

  test('names the process, and whether it is this application', async () => {
    give(root, 0o755)
    const port = await findFreePort()
    const program = `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('up'))`
    const listener = spawn(process.execPath, ['-e', program, 'mark'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) })
    child = listener
    let isUp = false
    listener.stdout.on('data', () => (isUp = true))
    await waitUntil('the listener', () => isUp)
    const report = await run({ ports: String(port) })
    expect(rowOf(report, `port ${port}`)).toEqual([`port ${port}`, 'ok', expect.stringMatching(new RegExp(`^held by process ${listener.pid}: .*, of this application$`)), ''])
  })

  test('of someone else', async () => {
    give(root, 0o755)
    const server = await startHttp((_request, response) => response.end())
    const report = await run({ ports: String(server.port) })
    await server.close()
    const [, result, found] = rowOf(report, `port ${server.port}`) ?? []
    // Another user's process cannot be named; one's own can.
    expect([result, found]).toEqual(isRoot ? ['warning', 'held by a process of user id 0'] : ['problem', expect.stringContaining(`held by process ${process.pid}: `)])
  })
})

test('over SSH, with a profile that talks', async () => {
  writeProgram('loud-shell', 'echo Welcome to this host\nexec sh "$@"')
  const server = await startEmbeddedSshServer({ env: { SHELL: path.join(bin, 'loud-shell') } })
  try {
    const host = { host: `127.0.0.1:${server.port}`, 'private-key': server.privateKey, 'known-hosts': server.knownHostsLine }
    const report = await run(host, { connects: true })
    expect(report.error).toBeUndefined()
    expect(rowOf(report, 'login profile')?.slice(0, 3)).toEqual(['login profile', 'warning', 'prints "Welcome to this host" for every command'])
    expect(report.outputs['ready']).toBe('true')
  } finally {
    await server.close()
  }
})

test('a host that cannot be reached does not hide the problems of the others', async () => {
  const server = await startEmbeddedSshServer()
  const closed = await findFreePort()
  try {
    const hosts = `127.0.0.1:${closed}\n127.0.0.1:${server.port}`
    const inputs = { host: hosts, 'private-key': server.privateKey, 'known-hosts': server.knownHostsLine, 'require-tools': 'no-such-tool' }
    const report = await run(inputs, { connects: true })
    expect(report.plan.problems.map(({ host, code }) => [host, code])).toEqual([
      [`127.0.0.1:${closed}`, 'DK_HOST_UNREACHABLE'],
      [`127.0.0.1:${server.port}`, 'DK_PREFLIGHT_FAILED']
    ])
  } finally {
    await server.close()
  }
})

describe.each(shells)('in $name', (shell) => {
  const answer = <T>(asked: { command: Parameters<typeof render>[0]; parse: (answer: { stdout: string; exitCode: number }) => T }): T => {
    const line = render(asked.command).line.replace(/^'sh' /, `${shell.argv.map(quote).join(' ')} `)
    const { stdout, code, stderr } = runLine(shell, line)
    expect(stderr).toBe('')
    return asked.parse({ stdout, exitCode: code ?? -1 })
  }

  test('reads the layout', () => {
    for (const name of ['releases/r1', 'releases/r2', 'releases/r3.partial', '.deploy-kit', 'shared', 'own', '.own']) {
      mkdirSync(path.join(root, name), { recursive: true })
    }
    symlinkSync('releases/r2', path.join(root, 'current'))
    writeFileSync(path.join(root, '.deploy-kit/lock'), '0123456789ab\nana maria@laptop\n1\n')
    expect(answer(readPlace(root))).toMatchObject({
      kind: 'folder',
      nearest: root,
      closed: [],
      lock: 'ana maria@laptop',
      live: 'r2',
      releases: 2,
      partial: 1,
      foreign: 2,
      path: { freeBytes: expect.any(Number), isReadOnly: false, mountPoint: expect.stringMatching(/^\//) },
      temporary: { freeBytes: expect.any(Number) }
    })
  })

  test('reads what is not there, and what is no folder', () => {
    expect(answer(readPlace(`${root}/a b/c'd`))).toMatchObject({ kind: 'absent', nearest: root })
    writeFileSync(path.join(root, 'file'), '')
    expect(answer(readPlace(`${root}/file`))).toMatchObject({ kind: 'other' })
    symlinkSync('nowhere', path.join(root, 'dangling'))
    expect(answer(readPlace(`${root}/dangling`))).toMatchObject({ kind: 'other' })
  })

  test('reads tools and their versions', () => {
    const files = ['flag', 'word', 'part', 'mute'].map((name) => path.join(bin, name))
    writeProgram('flag', '[ "$1" = -V ] || exit 1\necho "flag 7.2" >&2')
    writeProgram('word', '[ "$1" = version ] || { echo "line 1: usage"; exit 2; }\necho "word v3.1\tx"')
    writeProgram('part', '[ "$1 $2" = "compose --version" ] && echo "part compose 2.20.3"')
    writeProgram('mute', 'echo hello')
    const tools = answer(readTools([...files.map((name) => ({ name, minimum: '1' })), { name: `${bin}/part compose`, minimum: undefined }, { name: `${bin}/part nothing`, minimum: undefined }, { name: 'absent-tool', minimum: '1' }]))
    expect(tools).toEqual({
      [`${bin}/flag`]: { isThere: true, text: 'flag 7.2' },
      [`${bin}/word`]: { isThere: true, text: 'word v3.1 x' },
      [`${bin}/part`]: { isThere: true, text: '' },
      [`${bin}/mute`]: { isThere: true, text: '' },
      [`${bin}/part compose`]: { isThere: true, text: 'part compose 2.20.3' },
      [`${bin}/part nothing`]: { isThere: false, text: '' },
      'absent-tool': { isThere: false, text: '' }
    })
  })

  test('reads the holder of a port', async () => {
    const server = await startHttp((_request, response) => response.end())
    const free = await findFreePort()
    const holders = answer(readPorts(root, [server.port, free]))
    await server.close()
    const uid = String(process.getuid?.())
    expect(holders).toMatchObject([{ port: server.port, uid, pid: String(process.pid), isOurs: false, command: expect.stringContaining('node') }])
  })
})
