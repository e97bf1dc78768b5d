// needs: age, age-keygen
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { version } from '../../packages/core/index.ts'
import { runActionInEmulator, type EmulatedRun, type EmulatorOptions } from '../support/runner-emulator.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'
import { waitUntil } from '../support/wait-until.ts'

/** The shipped bundles, as a job runs them, against a real sshd. */
let sshd: Sshd
let folder: string
let workspace: string
let target: string

beforeAll(async () => {
  sshd = await startSshd()
})
afterAll(() => sshd.stop())

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-actions-'))
  workspace = path.join(folder, 'workspace')
  target = path.join(folder, 'srv', 'app')
  mkdirSync(workspace)
  mkdirSync(path.dirname(target))
  writeApplication({ 'version.txt': 'one', healthy: 'yes' })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeApplication(files: Readonly<Record<string, string>>): void {
  rmSync(workspace, { recursive: true, force: true })
  mkdirSync(workspace)
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(workspace, name), text)
}

interface RunOptions extends Partial<EmulatorOptions> {
  readonly name?: string
}

function run({ name = 'ssh-deploy', inputs = {}, ...options }: RunOptions = {}): Promise<EmulatedRun> {
  const connection = {
    host: `${sshd.user}@${sshd.address}:${sshd.port}`,
    'private-key': sshd.privateKey,
    'known-hosts': sshd.knownHostsLine,
    path: target
  }
  const all = Object.entries({ ...connection, ...inputs }).filter(([, value]) => value !== '')
  return runActionInEmulator({ action: `actions/${name}`, cwd: workspace, secrets: [sshd.privateKey], inputs: Object.fromEntries(all), ...options })
}

const HEALTH = { 'health-check': 'command test -e current/healthy', attempts: '2', delay: '100ms' }

const liveVersion = (): string => readFileSync(path.join(target, 'current', 'version.txt'), 'utf8')
const isLocked = (): boolean => existsSync(path.join(target, '.deploy-kit', 'lock'))

function expectSuccess(result: EmulatedRun): void {
  if (result.exitCode !== 0) throw new Error(`The action failed:\n${result.log}`)
  expect(result.annotations.filter(({ level }) => level === 'error')).toEqual([])
}

test('a deploy, then one with nothing to do', async () => {
  const first = await run({ inputs: HEALTH })
  expectSuccess(first)
  expect(first.rawLog.split('\n')[0]).toBe(`deploy-kit ${version}: ssh-deploy`)
  expect(first.outputs).toMatchObject({ outcome: 'succeeded', changed: 'true', release: path.basename(readlinkSync(path.join(target, 'current'))) })
  expect(first.outputs['plan-hash']).toMatch(/^[0-9a-f]{64}$/)
  expect(first.summary).toContain(`**Live now** on \`${sshd.address}:${sshd.port}\`: \`${first.outputs['release']}\``)
  expect(first.summary).toContain('```mermaid\ngantt')
  expect(first.state).toMatchObject({ 'run-ended': 'true' })
  expect(first.post?.exitCode).toBe(0)
  expect(liveVersion()).toBe('one')
  expect(isLocked()).toBe(false)

  const second = await run({ inputs: HEALTH })
  expectSuccess(second)
  expect(second.outputs).toMatchObject({ changed: 'false', release: first.outputs['release'] })

  const third = await run()
  expect(third.outputs).toMatchObject({ outcome: 'unchanged', changed: 'false', release: first.outputs['release'] })
})

test('plan-only shows the plan and changes nothing; its hash can be approved', async () => {
  const planned = await run({ inputs: { 'plan-only': 'true' } })
  expectSuccess(planned)
  expect(planned.outputs['outcome']).toBe('planned')
  expect(planned.summary).toContain('Taken back by')
  expect(existsSync(path.join(target, 'current'))).toBe(false)

  const other = await run({ inputs: { 'approved-hash': 'f'.repeat(64) } })
  expect(other.exitCode).toBe(1)
  expect(other.outputs['error-code']).toBe('DK_PLAN_DRIFTED')
  expectSuccess(await run({ inputs: { 'approved-hash': planned.outputs['plan-hash'] ?? '' } }))
})

test('an unhealthy release is undone, and outputs and summary say so', async () => {
  expectSuccess(await run({ inputs: HEALTH }))
  writeApplication({ 'version.txt': 'two' })
  const failed = await run({ inputs: HEALTH })
  expect(failed.exitCode).toBe(1)
  expect(failed.outputs).toMatchObject({ outcome: 'undone', 'error-owner': 'yours' })
  expect(failed.annotations.filter(({ level }) => level === 'error')).toHaveLength(1)
  expect(failed.summary).toContain('↩️ Failed, and undone')
  expect(failed.summary).toContain('### Health checks')
  expect(failed.outputs['evidence-folder']).toMatch(/deploy-kit-ssh-deploy-\d+$/)
  expect(failed.post?.exitCode).toBe(0)
  expect(liveVersion()).toBe('one')
  expect(isLocked()).toBe(false)
})

test('rollback', async () => {
  expectSuccess(await run({ inputs: HEALTH }))
  writeApplication({ 'version.txt': 'two', healthy: 'yes' })
  // Ids of releases have seconds: two of the same second have no order.
  const second = Math.floor(Date.now() / 1000)
  await waitUntil('the next second', () => Math.floor(Date.now() / 1000) > second)
  expectSuccess(await run({ inputs: HEALTH }))
  expect(liveVersion()).toBe('two')
  expectSuccess(await run({ name: 'rollback' }))
  expect(liveVersion()).toBe('one')
})

test('a sealed backup, and a restore only with the name that was typed', async () => {
  const notes = path.join(target, 'shared', 'notes.txt')
  mkdirSync(path.dirname(notes), { recursive: true })
  writeFileSync(notes, 'one')
  const keyFile = path.join(folder, 'key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  const identity = readFileSync(keyFile, 'utf8')
  const recipients = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
  const made = await run({ name: 'backup', inputs: { components: 'files shared/notes.txt', recipients } })
  expectSuccess(made)
  expect(made.summary).toContain(made.outputs['backup'])
  expect([made.post?.exitCode, isLocked()]).toEqual([0, false])

  writeFileSync(notes, 'two')
  const hostName = `${sshd.address}:${sshd.port}`
  for (const [confirm, message] of [['', 'nobody has confirmed'], ['production', '"production" was confirmed']] as const) {
    const refused = await run({ name: 'restore', inputs: { identity, confirm } })
    expect([refused.exitCode, refused.outputs['error-code']]).toEqual([1, 'DK_CONFIRMATION_NEEDED'])
    expect(refused.log).toMatch(new RegExp(`restore replaces the data of ${hostName}, [^]*${message}[^]*confirm: ${hostName}`))
  }
  expectSuccess(await run({ name: 'restore', inputs: { identity, 'plan-only': 'true' } }))
  expect(readFileSync(notes, 'utf8')).toBe('two')

  const restored = await run({ name: 'restore', inputs: { identity, confirm: hostName } })
  expectSuccess(restored)
  expect(restored.outputs).toMatchObject({ outcome: 'succeeded', backup: made.outputs['backup'], 'emergency-backup': expect.stringMatching(/^emergency_/) })
  expect(readFileSync(notes, 'utf8')).toBe('one')
  const key = identity.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? ''
  expect(key).not.toBe('')
  expect(restored.masks).toContain(key)
  expect(`${restored.log}${restored.summary}`).not.toContain(key)
  expect([restored.post?.exitCode, isLocked()]).toEqual([0, false])
})

test('health-check and preflight', async () => {
  expectSuccess(await run({ inputs: HEALTH }))
  expectSuccess(await run({ name: 'health-check', inputs: { 'health-check': 'file current/healthy', attempts: '1' } }))
  const missing = await run({ name: 'health-check', inputs: { 'health-check': 'file current/nothing', attempts: '1' } })
  expect(missing.outputs['error-code']).toBe('DK_UNHEALTHY')
  expectSuccess(await run({ name: 'preflight' }))
})

describe('a run that does not end by itself', () => {
  const MARK = 'the slow hook has begun'
  // The process substitutes nothing: a hook is a program with arguments.
  const inputs = { 'after-upload': `sh -c "echo ${MARK}; sleep 60"` }
  const begun = (log: string): boolean => log.includes(`| ${MARK}`)

  test('cancelled: the step is stopped, undone, and nothing stays locked', async () => {
    const cancelled = await run({ inputs, cancelWhen: begun })
    expect(cancelled.exitCode).toBe(1)
    expect(cancelled.outputs).toMatchObject({ outcome: 'undone', 'error-code': 'DK_CANCELLED' })
    expect(isLocked()).toBe(false)
    expect(existsSync(path.join(target, 'current'))).toBe(false)
    expectSuccess(await run())
  })

  test('killed: post releases the lock', async () => {
    const killed = await run({ inputs, killWhen: begun })
    expect(killed.exitCode).toBe(137)
    expect(killed.state['run-id']).toMatch(/^[0-9a-f]{12}$/)
    expect(killed.post?.exitCode).toBe(0)
    expect(killed.post?.log).toContain('did not end by itself')
    expect(killed.post?.annotations).toEqual([])
    expect(isLocked()).toBe(false)
    expectSuccess(await run())
  })
})

describe('wrong inputs', () => {
  test('an unknown one is named with what was meant, all problems at once, and nothing is connected', async () => {
    const wrong = await run({ inputs: { path: '../etc', 'known-host': 'x', attempts: 'many' } })
    expect(wrong.exitCode).toBe(1)
    const [error] = wrong.annotations
    expect(error?.message).toContain('input known-host is not known; did you mean known-hosts?')
    expect(error?.message).toContain('input path must be absolute')
    expect(error?.message).toContain('input attempts must be a whole number')
    expect(wrong.outputs).toEqual({ outcome: 'failed', 'error-code': 'DK_INPUT_INVALID', 'error-owner': 'yours' })
    expect(wrong.summary).toContain('**Nothing was changed.**')
    expect(wrong.post?.exitCode).toBe(0)
  })

  test('a host key that is not pinned', async () => {
    const refused = await run({ inputs: { 'known-hosts': '', fingerprint: `SHA256:${'A'.repeat(43)}` } })
    expect(refused.exitCode).toBe(1)
    expect(refused.outputs['error-code']).toMatch(/^DK_HOST_KEY_/)
    expect(refused.post?.annotations).toEqual([])
  })
})

test('deploy-kit.yml gives what inputs do not', async () => {
  const yml = `environments:\n  staging:\n    path: ${target}\n    keep: 3\n`
  writeApplication({ 'version.txt': 'one', 'deploy-kit.yml': yml })
  expectSuccess(await run({ inputs: { path: '', environment: 'staging' } }))
  expect(liveVersion()).toBe('one')
})

describe('secrets', () => {
  const value = 'p?ss~wörd/&"x y+z'
  const token = 'tok3n-0f-the-database'
  const secrets = JSON.stringify({ APP_SECRET: value, DATABASE_URL: `postgres://app:${token}@db:5432/app` })
  const forms = (text: string): readonly string[] => {
    const bytes = Buffer.from(text)
    return [
      text,
      bytes.toString('base64'),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1)
    ]
  }

  test('appear nowhere, though the application prints them in eight encodings', async () => {
    const printed = [...forms(value), ...forms(token), ...sshd.privateKey.split('\n').filter((line) => line.length > 8)]
    // Written down where it runs, so that it does not travel through an input.
    const listing = path.join(folder, 'listing.txt')
    writeFileSync(listing, `begin of the listing\n${printed.join('\n')}\nend of the listing\n`)
    const temporary = path.join(folder, 'temp')
    const leaky = await run({ env: { RUNNER_TEMP: temporary }, inputs: { secrets, 'after-upload': `cat ${listing}`, 'after-cutover': `sh -c "cat ${listing} >&2; exit 7"` } })
    expect(leaky.exitCode).toBe(1)
    expect(leaky.log).toContain('begin of the listing')
    const hidden = [...forms(value), ...forms(token), ...sshd.privateKey.split('\n').filter((line) => line.length > 8 && !line.startsWith('-----'))]
    // The runner masks neither artifacts nor what a step writes for the next one.
    const files = globSync('**/*.*', { cwd: temporary }).map((file) => readFileSync(path.join(temporary, file), 'utf8'))
    expect(files.length).toBeGreaterThan(2)
    for (const place of [...files, leaky.log, leaky.summary, leaky.rawSummary, JSON.stringify(leaky.outputs), JSON.stringify(leaky.annotations), leaky.post?.log ?? '']) {
      for (const form of hidden) expect(place).not.toContain(form)
    }
  })
})

test('what a host prints is never obeyed', async () => {
  const evil = path.join(folder, 'evil.txt')
  writeFileSync(evil, '::add-mask::e\n  ::error::from the host\n##[set-output name=release]evil\rx\r::save-state name=run-id::evil\n::stop-commands::tok\n')
  const result = await run({ inputs: { 'after-upload': `cat ${evil}` } })
  expectSuccess(result)
  expect(result.commands.filter(({ name }) => !['add-mask', 'group', 'endgroup', 'debug'].includes(name))).toEqual([])
  expect(result.masks).not.toContain('e')
  expect(result.outputs['release']).not.toBe('evil')
})

describe('GitHub Deployment', () => {
  let api: Server
  let requests: string[]

  beforeEach(async () => {
    requests = []
    api = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { state } = JSON.parse(Buffer.concat(chunks).toString()) as { state?: string }
        requests.push(`${request.method} ${request.url}${state === undefined ? '' : ` ${state}`}`)
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":77}')
      })
    })
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    api.closeAllConnections()
    await new Promise((resolve) => api.close(resolve))
  })

  const deployments = '/repos/octocat/hello/deployments'
  const env = (): Readonly<Record<string, string>> => ({ GITHUB_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}` })
  const withToken = { 'github-token': 'ghs_the-token-of-the-job', environment: 'production', 'environment-url': 'https://app.example.com' }

  test('begins and ends with the deploy', async () => {
    const result = await run({ inputs: withToken, env: env() })
    expectSuccess(result)
    expect(requests).toEqual([`POST ${deployments}`, `POST ${deployments}/77/statuses in_progress`, `POST ${deployments}/77/statuses success`])
    expect(result.log).not.toContain('ghs_the-token-of-the-job')
  })

  test('is closed by post when the run was killed', async () => {
    const slow = { 'after-upload': 'sh -c "while sleep 0.2; do echo still working; done"' }
    const open = (log: string): boolean => log.includes('| still working') && requests.length === 2
    await run({ inputs: { ...withToken, ...slow }, env: env(), killWhen: open })
    expect(requests.at(-1)).toBe(`POST ${deployments}/77/statuses error`)
  })
})
