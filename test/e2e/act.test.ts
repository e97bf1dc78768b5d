// The tag v1 as consumers use it: act runs their workflows, the shipped bundles deploy to a real sshd.
// needs: sshd, git, go
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { writeReleaseTree } from '../../scripts/release-tree.ts'
import { requireAct, runAct, type ActRequest, type ActRun } from '../support/act.ts'
import { CHECKOUT, guideWorkflows } from '../support/guide-workflows.ts'
import { createConsumerRepository, type ConsumerRepository } from '../support/consumer-repository.ts'
import { findFreePort } from '../support/free-port.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

const { direct, reusable, planAndApply } = guideWorkflows

// Several runs in one test, on machines that do more than this.
jest.setTimeout(120_000)

let act = ''
let folder = ''
let tree = ''
let sshd: Sshd
let consumer: ConsumerRepository
let application = createServer()

beforeAll(async () => {
  act = requireAct()
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-act-tree-'))
  tree = path.join(folder, 'v1')
  writeReleaseTree({ from: ROOT, to: tree })
  sshd = await startSshd()
}, 600_000)
afterAll(async () => {
  await sshd.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  consumer = createConsumerRepository(sshd)
})
afterEach(() => {
  consumer.remove()
  application.close()
})

const healthy = (version: string): Readonly<Record<string, string>> => ({ 'version.txt': `${version}\n`, healthy: '' })

/** Something that answers on this machine, which is the host as well. */
async function startApplication(): Promise<string> {
  application = createServer((_, response) => response.end('ok'))
  const port = await findFreePort()
  await new Promise<void>((resolve) => application.listen(port, '127.0.0.1', resolve))
  return `http://127.0.0.1:${port}/`
}

/** Commits the workflow and runs it. */
function run(workflow: string, more: Partial<ActRequest> = {}): Promise<ActRun> {
  consumer.commit({ '.github/workflows/deploy.yml': workflow })
  return runAct(act, {
    repository: consumer.folder,
    workflow: 'deploy.yml',
    event: 'push',
    secrets: { SSH_PRIVATE_KEY: sshd.privateKey },
    variables: { SSH_KNOWN_HOSTS: sshd.knownHostsLine },
    repositories: { 'org/deploy-kit@v1': tree, [CHECKOUT]: consumer.checkoutAction },
    ...more
  })
}

/** Calls the reusable workflow with these inputs besides the environment. */
function callingWorkflow(inputs: Readonly<Record<string, string>>): string {
  const lines = Object.entries(inputs).map(([name, value]) => `      ${name}: ${value}\n`)
  return reusable.replace('      environment: production\n', `      environment: production\n${lines.join('')}`)
}

describe('an action that is used directly', () => {
  test('deploys, and its outputs reach the next step', async () => {
    consumer.commit(healthy('one'))
    const first = await run(direct)
    expect(first).toMatchObject({ exitCode: 0, jobs: { deploy: 'success' } })
    expect(consumer.readLive('version.txt')).toBe('one\n')
    const live = consumer.findLive() ?? ''
    expect(first.outputs['deploy']).toMatchObject({ outcome: 'succeeded', release: live, live })
    expect(first.log).toContain(`live is now ${live}\n`)
    expect(first.summary).toContain(live)
  })

  test('fails the job when the release is not healthy, and the old one stays live', async () => {
    consumer.commit(healthy('one'))
    await run(direct)
    const before = consumer.findLive()
    rmSync(path.join(consumer.folder, 'healthy'))
    consumer.commit({ 'version.txt': 'two\n' })
    const second = await run(direct)
    expect(second.exitCode).not.toBe(0)
    expect(second).toMatchObject({ jobs: { deploy: 'failure' }, outputs: { deploy: { outcome: 'undone', live: before } } })
    expect(second.log).toContain(`live is now ${before}\n`)
    expect(consumer.findLive()).toBe(before)
    expect(consumer.readLive('version.txt')).toBe('one\n')
  })

  test('says what is wrong with its inputs, and touches no host', async () => {
    consumer.commit(healthy('one'))
    const wrong = await run(direct.replace('environment: production\n          known', 'environment: prodution\n          known'))
    expect(wrong.exitCode).not.toBe(0)
    expect(wrong.outputs['deploy']).toMatchObject({ outcome: 'failed', 'error-code': 'DK_CONFIG_INVALID' })
    expect(wrong.summary).toContain('did you mean production?')
    expect(existsSync(consumer.target)).toBe(false)
  })

  test('fails at the root of the repository, which is no action of its own', async () => {
    const root = await run(direct.replace('org/deploy-kit/ssh-deploy@v1', 'org/deploy-kit@v1'))
    expect(root.exitCode).not.toBe(0)
    expect(root.steps).toMatchObject({ 'org/deploy-kit@v1': 'failure' })
  })
})

describe('the reusable workflow', () => {
  test('looks whether the host is ready, deploys, and its outputs reach the next job', async () => {
    const url = await startApplication()
    const config = readFileSync(path.join(consumer.folder, 'deploy-kit.yml'), 'utf8')
    consumer.commit({ ...healthy('one'), 'deploy-kit.yml': `probe-url: ${url}\n${config}` })
    const first = await run(reusable)
    expect(first).toMatchObject({ exitCode: 0, jobs: { deploy: 'success', announce: 'success' } })
    expect(first.steps).toMatchObject({ 'Look whether the host is ready': 'success', Deploy: 'success' })
    expect(consumer.readLive('version.txt')).toBe('one\n')
    // Nothing was live before the first deploy, so nothing could go down; from the second on it is measured.
    consumer.commit({ ...healthy('changed'), 'deploy-kit.yml': `probe-url: ${url}\n${config}` })
    const second = await run(reusable)
    expect(second.log).toContain(`${consumer.findLive() ?? '-'} is live, after 0 ms without an answer\n`)
  })

  test('fails the job when the release is not healthy, and the old one stays live', async () => {
    consumer.commit(healthy('one'))
    await run(reusable)
    const before = consumer.findLive()
    rmSync(path.join(consumer.folder, 'healthy'))
    const second = await run(reusable)
    expect(second.exitCode).not.toBe(0)
    expect(second.outputs['deploy']).toMatchObject({ outcome: 'undone', live: before })
    expect(second.steps).not.toHaveProperty('announce')
    expect(consumer.findLive()).toBe(before)
  })

  test('skips the health check when asked to', async () => {
    consumer.commit({ 'version.txt': 'ill\n' })
    const skipped = await run(callingWorkflow({ 'skip-health-check': 'true' }))
    expect(skipped).toMatchObject({ exitCode: 0, outputs: { deploy: { outcome: 'succeeded' } } })
    expect(consumer.readLive('version.txt')).toBe('ill\n')
  })

  test('changes nothing with plan-only', async () => {
    consumer.commit(healthy('one'))
    const planned = await run(callingWorkflow({ 'plan-only': 'true' }))
    expect(planned.exitCode).toBe(0)
    expect(planned.outputs['deploy']).toMatchObject({ outcome: 'planned', 'plan-hash': expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(existsSync(consumer.target)).toBe(false)
    expect(planned.summary).toMatch(/plan/i)
  })

  test('applies the plan that another job made', async () => {
    consumer.commit(healthy('one'))
    const both = await run(planAndApply)
    expect(both.exitCode).toBe(0)
    expect(both.outputs['deploy']).toMatchObject({ outcome: 'succeeded' })
    expect(consumer.readLive('version.txt')).toBe('one\n')
  })

  test('refuses another plan than the approved one', async () => {
    consumer.commit(healthy('one'))
    const refused = await run(callingWorkflow({ 'approved-hash': 'a'.repeat(64) }))
    expect(refused.exitCode).not.toBe(0)
    expect(refused.outputs['deploy']).toMatchObject({ 'error-code': 'DK_PLAN_DRIFTED' })
    expect(consumer.findLive()).toBeUndefined()
  })

  test('deploys the ref that it is given', async () => {
    const older = consumer.commit(healthy('older'))
    consumer.commit(healthy('newer'))
    const first = await run(callingWorkflow({ ref: older }))
    expect(first.exitCode).toBe(0)
    expect(consumer.readLive('version.txt')).toBe('older\n')
  })

  test('takes host, path and user from variables', async () => {
    consumer.commit({ ...healthy('one'), 'deploy-kit.yml': 'health-check: file current/healthy\nenvironments: {production: {}}\n' })
    const variables = {
      SSH_KNOWN_HOSTS: sshd.knownHostsLine,
      DEPLOY_HOST: `${sshd.address}:${sshd.port}`,
      DEPLOY_USER: sshd.user,
      DEPLOY_PATH: consumer.target
    }
    expect(await run(reusable, { variables })).toMatchObject({ exitCode: 0 })
    expect(consumer.readLive('version.txt')).toBe('one\n')
  })

  test('writes the secrets of the env file and shows none of them', async () => {
    consumer.commit({ ...healthy('one'), '.env.example': 'PORT=8080\nTOKEN=\n' })
    const config = readFileSync(path.join(consumer.folder, 'deploy-kit.yml'), 'utf8')
    consumer.commit({ 'deploy-kit.yml': `env-template: .env.example\n${config}` })
    const token = 'tok-5f0c9a7be1d24c33'
    const secrets = { SSH_PRIVATE_KEY: sshd.privateKey, ENV_SECRETS: JSON.stringify({ TOKEN: token }) }
    const deployed = await run(reusable, { secrets })
    expect(deployed.exitCode).toBe(0)
    expect(consumer.readLive('.env')).toContain(token)
    const shown = deployed.log + deployed.summary + JSON.stringify(deployed.outputs)
    const lines = sshd.privateKey.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
    expect([token, ...lines].filter((secret) => shown.includes(secret))).toEqual([])
  })
})

describe('a copy of the workflow in the repository', () => {
  test('is started by hand', async () => {
    consumer.commit(healthy('one'))
    const copy = readFileSync(path.join(tree, '.github/workflows/deploy.yml'), 'utf8')
    const planned = await run(copy, { event: 'workflow_dispatch', inputs: { environment: 'production', 'plan-only': 'true' } })
    expect(planned).toMatchObject({ exitCode: 0, outputs: { deploy: { outcome: 'planned' } } })
    expect(consumer.findLive()).toBeUndefined()
    const deployed = await run(copy, { event: 'workflow_dispatch', inputs: { environment: 'production' } })
    expect(deployed).toMatchObject({ exitCode: 0, outputs: { deploy: { outcome: 'succeeded' } } })
    expect(consumer.readLive('version.txt')).toBe('one\n')
  })
})
