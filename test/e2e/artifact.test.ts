// The input artifact-name of the package action, as a consumer's workflow uses it: the bundle uploads to a real server.
// needs: git, go
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { writeReleaseTree } from '../../scripts/release-tree.ts'
import { requireAct, runAct } from '../support/act.ts'
import { startArtifactServer, type ArtifactServer } from '../support/artifact-server.ts'
import { runActionInEmulator, type EmulatedRun } from '../support/runner-emulator.ts'
import { makeScratch } from '../support/scratch.ts'
import { readZipMembers } from '../support/zip-members.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const scratch = makeScratch()
afterAll(() => scratch.remove())
jest.setTimeout(120_000)

const toSha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let server: ArtifactServer
beforeEach(async () => {
  server = await startArtifactServer()
})
afterEach(() => server.stop())

describe('in a workflow, with act', () => {
  let act = ''
  let tree = ''
  beforeAll(() => {
    act = requireAct()
    tree = scratch.next('v1')
    writeReleaseTree({ from: ROOT, to: tree })
  }, 600_000)

  function newRepository(workflow: string): string {
    const folder = scratch.write(scratch.next('application'), { '.github/workflows/package.yml': workflow })
    const git = (...words: readonly string[]): unknown => execFileSync('git', words, { cwd: folder })
    git('init', '--quiet', '--initial-branch=main')
    git('remote', 'add', 'origin', 'https://github.com/example/application')
    git('add', '--all')
    git('-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', 'commit', '--quiet', '--message', 'Package the application')
    return folder
  }

  /** A job of GitHub has the two variables by itself; act has them of its own server, which this client cannot use. */
  const renderWorkflow = ({ url, token }: ArtifactServer): string => `on: push
env: {ACTIONS_RESULTS_URL: '${url}', ACTIONS_RUNTIME_TOKEN: '${token}'}
jobs:
  package:
    runs-on: ubuntu-latest
    steps:
      - run: mkdir build && head -c 3000000 /dev/urandom > build/data.bin && echo one > build/version.txt
      - id: package
        uses: org/deploy-kit/package@v1
        with:
          source: build
          artifact-name: application
`

  test('the package is kept, byte for byte', async () => {
    const run = await runAct(act, {
      repository: newRepository(renderWorkflow(server)),
      workflow: 'package.yml',
      event: 'push',
      repositories: { 'org/deploy-kit@v1': tree }
    })
    expect(run).toMatchObject({ exitCode: 0, jobs: { package: 'success' } })
    const outputs = run.outputs['package'] ?? {}
    expect(outputs).toMatchObject({ outcome: 'succeeded', path: 'deployment_package.tar.gz', 'artifact-id': '4711' })

    expect([...server.kept.keys()]).toEqual(['application'])
    const members = readZipMembers(server.kept.get('application') ?? Buffer.alloc(0))
    expect([...members.keys()]).toEqual(['deployment_package.tar.gz'])
    const bytes = members.get('deployment_package.tar.gz') ?? Buffer.alloc(0)
    expect({ sha256: toSha256(bytes), bytes: String(bytes.length) }).toEqual({ sha256: outputs['sha256'], bytes: outputs['size-bytes'] })
    expect(bytes.length).toBeGreaterThan(3_000_000)
  })
})

describe('the job fails, says why, and has the package', () => {
  function run(cwd: string, token = server.token): Promise<EmulatedRun> {
    const env = { GITHUB_SERVER_URL: 'https://github.com', ACTIONS_RESULTS_URL: server.url, ACTIONS_RUNTIME_TOKEN: token }
    return runActionInEmulator({ action: 'actions/package', cwd, inputs: { 'artifact-name': 'application' }, env })
  }

  function expectNotKept(refused: EmulatedRun, workspace: string): void {
    expect(refused.exitCode).toBe(1)
    const sha256 = toSha256(readFileSync(path.join(workspace, 'deployment_package.tar.gz')))
    expect(refused.outputs).toMatchObject({ outcome: 'failed', 'error-code': 'DK_ARTIFACT_FAILED', path: 'deployment_package.tar.gz', sha256 })
    expect(refused.outputs['artifact-id']).toBeUndefined()
  }

  test('when the name is taken', async () => {
    const workspace = scratch.write(scratch.next('workspace'), { 'version.txt': 'one' })
    expect(await run(workspace)).toMatchObject({ exitCode: 0, outputs: { 'artifact-id': '4711' } })
    const before = server.kept.get('application')
    const refused = await run(workspace)
    expectNotKept(refused, workspace)
    expect(refused.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('already exists') }])
    expect(refused.log).toContain('Give every artifact of a workflow run a name of its own')
    expect(server.kept.get('application')).toBe(before)
  })

  test('when the token may not', async () => {
    const workspace = scratch.write(scratch.next('workspace'), { 'version.txt': 'one' })
    const refused = await run(workspace, `${server.token}x`)
    expectNotKept(refused, workspace)
    expect(refused.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('this token may not') }])
    expect(refused.log).toContain('upload the file of the output path with actions/upload-artifact')
    expect(server.kept.size).toBe(0)
  })
})
