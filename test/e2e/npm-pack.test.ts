import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { version } from '../../packages/core/index.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'

jest.setTimeout(90_000)

const root = path.resolve(import.meta.dirname, '../..')
let folder: string
let sshd: Sshd

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Everything that npm would find on this machine is left out: no cache, no configuration, no network. */
function run(program: string, argv: readonly string[], cwd: string, variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = {
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: path.join(folder, 'home'),
    npm_config_cache: path.join(folder, 'cache'),
    npm_config_offline: 'true',
    ...variables
  }
  return new Promise((resolve) => {
    execFile(program, argv, { cwd, env, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr })
    })
  })
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-pack-'))
  for (const name of ['home', 'app/src', 'packed']) mkdirSync(path.join(folder, name), { recursive: true })
  sshd = await startSshd()
  const packed = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', path.join(folder, 'packed')], root)
  expect([packed.code, packed.stderr]).toEqual([0, expect.any(String)])
  const [file = ''] = readdirSync(path.join(folder, 'packed'))
  const app = path.join(folder, 'app')
  writeFileSync(path.join(app, 'package.json'), '{"private": true}\n')
  const options = ['--ignore-scripts', '--no-audit', '--no-fund']
  const installed = await run('npm', ['install', ...options, path.join(folder, 'packed', file)], app)
  expect([installed.code, installed.stderr]).toEqual([0, expect.any(String)])
})

afterAll(async () => {
  await sshd.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('npx deploy-kit --version runs from an empty folder', async () => {
  expect(await run('npx', ['deploy-kit', '--version'], path.join(folder, 'app'))).toMatchObject({ code: 0, stdout: `${version}\n` })
})

test('the package needs nothing but itself', () => {
  expect(readdirSync(path.join(folder, 'app/node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['deploy-kit'])
  const files = readdirSync(path.join(folder, 'app/node_modules/deploy-kit'))
  expect(files.filter((name) => !['README.md', 'LICENSE'].includes(name)).sort()).toEqual(['action-catalog.md', 'dist', 'package.json'])
})

test('what was installed deploys over SSH', async () => {
  const app = path.join(folder, 'app')
  const target = path.join(sshd.folder, 'srv/app')
  writeFileSync(path.join(app, 'src/index.html'), 'one')
  const where = ['--host', `${sshd.user}@127.0.0.1:${sshd.port}`, '--known-hosts', sshd.knownHostsLine, '--path', target, '--source', 'src']
  const ended = await run('npx', ['deploy-kit', 'ssh-deploy', ...where], app, { DEPLOY_KIT_PRIVATE_KEY: sshd.privateKey })
  expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('\nSucceeded in ')])
  expect(existsSync(path.join(target, 'current/index.html'))).toBe(true)
})
