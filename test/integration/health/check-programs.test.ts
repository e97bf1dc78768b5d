import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { render, script, type ExecOptions } from '../../../packages/core/index.ts'
import { FILE_PROGRAM } from '../../../packages/engine/health/file-check.ts'
import { LOG_PROGRAM, LOG_SIZE_PROGRAM } from '../../../packages/engine/health/log-check.ts'
import { PROCESS_PROGRAM } from '../../../packages/engine/health/process-check.ts'
import { REQUEST_PROGRAM, requestByProgram } from '../../../packages/engine/health/request-by-program.ts'
import { openLocal } from '../../../packages/engine/transports/local.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { startHttp } from '../../support/http-servers.ts'
import { runLine, shells } from '../../support/shells.ts'
import { waitUntil } from '../../support/wait-until.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-check-programs-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.each(shells)('in $name', (shell) => {
  /** The program in this very shell. */
  const run = (program: string, args: readonly string[], options: ExecOptions & { readonly path?: string } = {}): string => {
    const { line, stdin } = render(script(program, args, options))
    const inShell = line.replace(/^'sh'/, shell.argv.join(' '))
    // By a file: an argument would be found by the search for processes.
    const input = path.join(folder, 'standard-input')
    if (typeof stdin === 'string') writeFileSync(input, stdin)
    const given = stdin === undefined ? inShell : `${inShell} < ${input}`
    const answer = runLine(shell, given, { env: { ...process.env, ...(options.path === undefined ? {} : { PATH: options.path }) } })
    expect(answer.stderr).toBe('')
    return answer.stdout
  }

  test('a file by its age', () => {
    const file = path.join(folder, "it's a file")
    expect(run(FILE_PROGRAM, [file])).toBe('absent\n')
    writeFileSync(file, '')
    symlinkSync(file, path.join(folder, 'link'))
    const modified = Math.floor(statSync(file).mtimeMs / 1000)
    for (const name of [file, path.join(folder, 'link')]) {
      const [first, now] = run(FILE_PROGRAM, [name]).trim().split(' ').map(Number)
      expect(first).toBe(modified)
      expect((now ?? 0) - modified).toBeLessThan(60)
    }
  })

  test('a log from its mark', () => {
    const file = path.join(folder, 'app.log')
    expect(run(LOG_SIZE_PROGRAM, [file])).toBe('absent\n')
    expect(run(LOG_PROGRAM, [file, '0', '', '100', 'ERROR'])).toBe('absent\n')
    writeFileSync(file, 'ERROR $(old)\n')
    const { ino, size } = statSync(file)
    expect(run(LOG_SIZE_PROGRAM, [file])).toBe(`${ino} ${size}\n`)
    expect(run(LOG_PROGRAM, [file, String(size), String(ino), '100', 'ERROR'])).toBe('0\n')
    expect(run(LOG_PROGRAM, [file, String(size), '1', '100', 'ERROR'])).toBe(`${size}\nERROR $(old)\n`)
    expect(run(LOG_PROGRAM, [file, '0', '', '5', 'ERROR'])).toBe('5\n')
    appendFileSync(file, '-e it broke\nfine\n[x]\n\0.*\n')
    expect(run(LOG_PROGRAM, [file, String(size), String(ino), '100', '-e it', '[x]', '.*'])).toBe('25\n-e it broke\n[x]\n.*\n')
  })

  test.each([
    ['with ps', undefined],
    ['without ps', 'tr']
  ])('processes, %s', async (_name, tools) => {
    const word = `programs "${path.basename(folder)}" *`
    const child = spawn('sh', ['-c', 'sleep 60; :', word], { stdio: 'ignore', detached: true })
    const options = { stdin: `${word}\n`, ...(tools === undefined ? {} : { path: onlyTools(tools) }) }
    try {
      await waitUntil('the process', () => run(PROCESS_PROGRAM, [], options) !== '')
      expect(run(PROCESS_PROGRAM, [], options).trimEnd()).toBe(`${child.pid} sh -c sleep 60; : ${word}`)
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    }
    await waitUntil('its end', () => run(PROCESS_PROGRAM, [], options) === '')
  })

  /** A folder with these tools, and what the shell itself is started by. */
  function onlyTools(...names: readonly string[]): string {
    for (const name of [...names, 'sh', 'dash', 'bash', 'busybox']) {
      const found = runLine({ name: 'sh', argv: ['sh'] }, `command -v ${name}`).stdout.trim()
      if (found.startsWith('/')) symlinkSync(found, path.join(folder, name))
    }
    return folder
  }
})

test('without curl and wget a request cannot be made', () => {
  const line = render(script(REQUEST_PROGRAM, ['https://127.0.0.1/', '1', '1000', '', '', 'https://127.0.0.1/', '127.0.0.1', '127.0.0.1', '443', '/'])).line
  const sh = runLine({ name: 'sh', argv: ['sh'] }, 'command -v sh').stdout.trim()
  expect(runLine({ name: 'sh', argv: [sh] }, line.replace(/^'sh'/, sh), { env: { PATH: folder } }).code).toBe(69)
})

test.each([
  // GNU wget that is quiet says nothing of it.
  ['wget', ['wget'], /no answer/],
  ['bash', ['bash', 'cat', 'timeout'], /^connection refused$/]
])('%s answers where there is no curl', async (_name, programs, silence) => {
  const server = await startHttp((request, response) => {
    if (request.url === '/host?a=b') response.end(request.headers.host)
    else if (request.url === '/moved') response.writeHead(302, { location: '/' }).end()
    else response.writeHead(request.url === '/broken' ? 503 : 200, { 'x-version': '3' }).end('text')
  })
  for (const name of ['sh', 'head', ...programs]) {
    symlinkSync(runLine({ name: 'sh', argv: ['sh'] }, `command -v ${name}`).stdout.trim(), path.join(folder, name))
  }
  const local = openLocal({ name: 'local', kind: 'local', address: 'localhost', port: 0, user: 'me' })
  const from: Transport = {
    host: 'local',
    run: (request) => local.run({ ...request, line: `PATH=${folder}; ${request.line}` }),
    forward: (address, port) => local.forward(address, port),
    close: () => local.close()
  }
  const ask = (url: string, serverName?: string) =>
    requestByProgram({ url: `http://127.0.0.1:${server.port}${url}`, from, timeoutSeconds: 5, serverName, verifyTls: true, maxBodyBytes: 1000 })
  try {
    expect(await ask('/')).toMatchObject({ status: 200, body: 'text', headers: { 'x-version': '3' } })
    expect(await ask('/moved')).toMatchObject({ status: 302, headers: { location: '/' } })
    expect(await ask('/broken')).toMatchObject({ status: 503, body: 'text' })
    expect(await ask('/host?a=b', 'app.example.com')).toMatchObject({ body: `app.example.com:${server.port}` })
  } finally {
    await server.close()
  }
  await expect(ask('/')).rejects.toThrow(silence)
})
