import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { runActionInEmulator, type EmulatedRun } from '../support/runner-emulator.ts'
import { makeScratch } from '../support/scratch.ts'

/** The shipped bundle, as a job runs it. */
const scratch = makeScratch()
afterAll(() => scratch.remove())

function newWorkspace(): string {
  return scratch.write(scratch.next('workspace'), { 'version.txt': 'one', 'bin/start': '#!/bin/sh\n', 'node_modules/x/index.js': '' })
}

const run = (cwd: string, inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<EmulatedRun> =>
  runActionInEmulator({ action: 'actions/package', cwd, inputs, env })

const listPackage = (file: string): readonly string[] => execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n')

test('makes a package, tells it, and makes the same one again', async () => {
  const workspace = newWorkspace()
  const first = await run(workspace, { exclude: 'node_modules/', 'github-token': 'not used, for nothing is deployed' })
  expect(first.log).not.toContain('::error')
  expect(first.exitCode).toBe(0)
  const file = path.join(workspace, 'deployment_package.tar.gz')
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
  expect(first.outputs).toMatchObject({ outcome: 'succeeded', path: 'deployment_package.tar.gz', sha256, 'size-bytes': String(readFileSync(file).length), files: '2' })
  expect(first.outputs['tree-digest']).toMatch(/^[0-9a-f]{64}$/)
  expect(first.outputs['artifact-id']).toBeUndefined()
  expect(first.summary).toContain('Succeeded: Package . as deployment_package.tar.gz')
  expect(first.summary).toContain(sha256)
  expect(first.annotations).toEqual([])
  expect(first.post).toBeUndefined()
  expect(listPackage(file)).toEqual(['.deploy-kit/manifest', '.deploy-kit/record.json', '.deploy-kit/SHA256SUMS', 'bin/', 'bin/start', 'version.txt'])

  const second = await run(workspace, { exclude: 'node_modules/' })
  expect(second.outputs).toMatchObject({ outcome: 'succeeded', sha256 })
})

test('plan-only writes nothing', async () => {
  const workspace = newWorkspace()
  const planned = await run(workspace, { 'plan-only': 'true' })
  expect(planned.exitCode).toBe(0)
  expect(planned.outputs).toMatchObject({ outcome: 'planned', files: '3' })
  expect(planned.outputs['sha256']).toBeUndefined()
  expect(existsSync(path.join(workspace, 'deployment_package.tar.gz'))).toBe(false)
})

test.each([
  ['secrets', { source: 'secrets' }, 'DK_SOURCE_INVALID', 'hold secrets: .env'],
  ['a wrong output', { output: 'app.zip' }, 'DK_INPUT_INVALID', 'must be the name of a file that ends with .tar.gz'],
  ['an unknown input', { host: 'web1' }, 'DK_INPUT_INVALID', 'host is not known'],
  ['an artifact where none can be kept', { 'artifact-name': 'app' }, 'DK_INPUT_INVALID', 'The artifact app cannot be kept: https://github.example is an own GitHub server']
])('%s: refused, and nothing is written', async (_, inputs, code, message) => {
  const workspace = newWorkspace()
  scratch.write(path.join(workspace, 'secrets'), { '.env': 'X=1' })
  const before = readdirSync(workspace)
  const refused = await run(workspace, inputs)
  expect(refused.exitCode).toBe(1)
  expect(refused.outputs).toMatchObject({ outcome: 'failed', 'error-code': code })
  expect(refused.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining(message) }])
  expect(readdirSync(workspace)).toEqual(before)
})

test('a job without an artifact service is told before anything is written', async () => {
  const refused = await run(newWorkspace(), { 'artifact-name': 'app' }, { GITHUB_SERVER_URL: 'https://github.com' })
  expect(refused.outputs).toMatchObject({ 'error-code': 'DK_INPUT_INVALID' })
  expect(refused.log).toContain('this job has no artifact service')
})
