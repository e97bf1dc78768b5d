import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, viewOf, type Sshd } from '../../support/sshd.ts'

// needs: root, unshare
const scratch = makeScratch()
/** The same path on both hosts, with another folder behind it. */
const shared = scratch.write(scratch.next('hosts'), { 'kept/': '' })
const root = path.join(shared, 'app')
let first: Sshd
let second: Sshd

beforeAll(async () => {
  first = await startSshd({ ownFolder: shared })
  second = await startSshd({ ownFolder: shared, authorizedKeys: [first.publicKey] })
})

afterAll(async () => {
  await Promise.all([first.stop(), second.stop()])
  scratch.remove()
})

const texts = (servers: readonly Sshd[]): Readonly<Record<string, string>> => ({
  host: servers.map((server) => `${server.user}@127.0.0.1:${server.port}`).join('\n'),
  'private-key': first.privateKey,
  'known-hosts': `${first.knownHostsLine}\n${second.knownHostsLine}`
})

const versions = (): readonly string[] =>
  [first, second].map((server) => {
    const file = viewOf(server, path.join(root, 'current/version.txt'))
    return existsSync(file) ? readFileSync(file, 'utf8') : 'nothing'
  })

describe('several hosts', () => {
  test('all go live together, or none does when one fails; a rollback takes all back', async () => {
    const source = scratch.write(scratch.next('source'), { 'version.txt': 'one' })
    const inputs = { ...texts([first, second]), path: root, attempts: '2', delay: '50ms', 'restart-command': 'cp version.txt ../../running' }
    const deploy = (more: Readonly<Record<string, string>> = {}): Promise<DeployRun> => runInputs('ssh-deploy', { ...inputs, source, ...more })
    expect((await deploy()).report.outcome).toBe('succeeded')
    expect(versions()).toEqual(['one', 'one'])

    scratch.write(source, { 'version.txt': 'two' })
    // Only the second host has this file, so only the first never gets healthy.
    writeFileSync(viewOf(second, path.join(shared, 'healthy')), '')
    const bad = await deploy({ 'health-check': `file ${shared}/healthy` })
    expect(describeReport(bad.report)).toMatch(/^undone \| DK_DEPLOY_UNDONE/)
    expect(versions()).toEqual(['one', 'one'])
    expect([first, second].map((server) => readFileSync(viewOf(server, path.join(root, 'running')), 'utf8'))).toEqual(['one', 'one'])
    expect(Object.values(bad.report.live)).toEqual(Object.values(bad.report.plan.live).map(({ before }) => before))

    expect((await deploy()).report.outcome).toBe('succeeded')
    expect(versions()).toEqual(['two', 'two'])
    expect((await runInputs('rollback', inputs)).report.outcome).toBe('succeeded')
    expect(versions()).toEqual(['one', 'one'])
  })

  test('one deploy to two hosts of which one cannot be reached changes neither', async () => {
    const other = path.join(shared, 'other')
    const source = scratch.write(scratch.next('source'), { 'version.txt': 'one' })
    const hosts = { host: `${texts([first])['host']}\n${first.user}@127.0.0.1:1` }
    const { report } = await runInputs('ssh-deploy', { ...texts([first]), ...hosts, path: other, source })
    expect(describeReport(report)).toMatch(/^failed \| DK_HOST_UNREACHABLE \|.*127\.0\.0\.1:1/)
    expect(existsSync(viewOf(first, other))).toBe(false)
  })
})

describe('through a jump host', () => {
  test('deploys, changes and rolls back; every host key on the way is checked', async () => {
    const behind = path.join(shared, 'behind')
    const source = scratch.write(scratch.next('source'), { 'version.txt': 'one' })
    const inputs = { ...texts([second]), 'jump-host': `${first.user}@127.0.0.1:${first.port}`, path: behind }
    expect((await runInputs('ssh-deploy', { ...inputs, source })).report.outcome).toBe('succeeded')
    scratch.write(source, { 'version.txt': 'two' })
    expect((await runInputs('ssh-deploy', { ...inputs, source })).report.outcome).toBe('succeeded')
    expect((await runInputs('rollback', inputs)).report.outcome).toBe('succeeded')
    expect(readFileSync(viewOf(second, path.join(behind, 'current/version.txt')), 'utf8')).toBe('one')
    const unpinned = await runInputs('ssh-deploy', { ...inputs, source, 'known-hosts': second.knownHostsLine })
    expect(unpinned.report.error?.code).toBe('DK_HOST_KEY_UNKNOWN')
  })
})
