// The reusable workflow, run by act with the shipped bundles, against servers with systemd and with Docker.
// needs: git, go
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeReleaseTree } from '../../../scripts/release-tree.ts'
import { requireAct, runAct, type ActRun } from '../../support/act.ts'
import { createConsumerRepository, type ConsumerRepository } from '../../support/consumer-repository.ts'
import { CHECKOUT, guideWorkflows } from '../../support/guide-workflows.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi, type VideoProject } from '../compose/video-project.ts'
import { findWheels } from '../systemd/helpdesk.ts'
import { visitDuring } from '../visitors/visit-during.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')

const scratch = makeScratch()
let act = ''
let tree = ''
let docker: Application
let systemd: Application
let video: VideoProject

/** What a team has: a server, and a repository whose workflow calls the reusable one. */
interface Application {
  readonly host: TargetHost
  readonly repository: ConsumerRepository
  /** Commits the files and lets the workflow run. */
  push(files?: Readonly<Record<string, string>>): Promise<ActRun>
}

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  act = requireAct()
  tree = path.join(mkdtempSync(path.join(os.tmpdir(), 'dk-act-tree-')), 'v1')
  writeReleaseTree({ from: ROOT, to: tree })
  const [composeHost, systemdHost] = await Promise.all([
    testbed.startTarget({ name: 'wf-compose', docker: true }),
    testbed.startTarget({ name: 'wf-systemd' }),
    pushApi('1', 'one'),
    pushApi('2', 'two'),
    pushApi('unhealthy', 'three', 'unhealthy')
  ])
  docker = makeApplication(composeHost, { POSTGRES_PASSWORD: 'correct horse' })
  systemd = makeApplication(systemdHost, { SECRET_KEY: 'hidden-by-all-means' })
}, 900_000)
afterAll(async () => {
  scratch.remove()
  rmSync(path.dirname(tree), { recursive: true, force: true })
  await Promise.all([docker, systemd].map(({ host }) => host.stop()))
}, 60_000)

function makeApplication(host: TargetHost, secrets: Readonly<Record<string, string>>): Application {
  const repository = createConsumerRepository(host)
  return {
    host,
    repository,
    push(files = {}) {
      repository.commit({ '.github/workflows/deploy.yml': guideWorkflows.reusable, ...files })
      return runAct(act, {
        repository: repository.folder,
        workflow: 'deploy.yml',
        event: 'push',
        secrets: { SSH_PRIVATE_KEY: host.privateKey, ENV_SECRETS: JSON.stringify(secrets) },
        variables: { SSH_KNOWN_HOSTS: host.knownHostsLine, DEPLOY_HOST: `${host.address}:${host.port}`, DEPLOY_USER: host.user },
        repositories: { 'org/deploy-kit@v1': tree, [CHECKOUT]: repository.checkoutAction }
      })
    }
  }
}

/** JSON is YAML. */
const configOf = (tag: string): Readonly<Record<string, string>> => ({
  'deploy-kit.yml': JSON.stringify({
    path: '/srv/video',
    strategy: 'compose',
    'one-shot': ['migrate'],
    'start-first': ['api:8000'],
    proxy: 'proxy',
    'shared-paths': ['upstreams/'],
    drain: '1s',
    variables: `API_TAG=${tag}`,
    'health-check': ['http http://127.0.0.1/health'],
    'probe-url': 'http://127.0.0.1/health',
    attempts: 10,
    delay: '500ms',
    environments: { production: {} }
  })
})

test('a Compose project: deployed, updated without a failed request, and a broken version is undone and fails the job', async () => {
  const { host, repository, push } = docker
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  cpSync(video.source, repository.folder, { recursive: true })
  const first = await push(configOf('1'))
  expect(tell(first)).toEqual({ exitCode: 0, job: 'success', outcome: 'succeeded' })
  expect(await video.ask()).toBe('one\n')

  const { result: second, visit } = await video.visitDuring(() => push(configOf('2')))
  expect(tell(second)).toEqual({ exitCode: 0, job: 'success', outcome: 'succeeded' })
  expect(visit).toMatchObject({ failures: [], versions: ['one', 'two'] })
  expect(second.steps).toMatchObject({ 'Look whether the host is ready': 'success', Deploy: 'success' })
  const live = await video.live()
  expect(second.log).toMatch(new RegExp(`${live} is live, after \\d+ ms without an answer\n`))

  const { result: third, visit: during } = await video.visitDuring(() => push(configOf('unhealthy')))
  expect(tell(third)).toEqual({ exitCode: 1, job: 'failure', outcome: 'undone' })
  expect(during).toMatchObject({ failures: [], versions: ['two'] })
  expect(third.outputs['deploy']).toMatchObject({ live })
  expect(third.summary).toContain('api did not become healthy')
  expect([first, second, third].filter((run) => (run.log + run.summary).includes('correct horse'))).toEqual([])
}, 400_000)

test('a systemd service: deployed, updated without a failed request, and a unit that systemd refuses fails the job', async () => {
  const { host, repository, push } = systemd
  const url = `http://${host.address}:${host.portOf(80)}/health`
  await host.exec('rm -f /etc/nginx/sites-enabled/default && systemctl reload nginx')
  cpSync(path.join(ROOT, 'examples/helpdesk'), repository.folder, { recursive: true })
  cpSync(await findWheels(), path.join(repository.folder, 'wheels'), { recursive: true })
  // The host has no index of its own.
  const config = readFileSync(path.join(repository.folder, 'deploy-kit.yml'), 'utf8').replace('\nkeep: 5', '\nkeep: 5\npip-options: --no-index --find-links wheels\ndrain: 1s')
  expect(tell(await push({ 'deploy-kit.yml': config }))).toEqual({ exitCode: 0, job: 'success', outcome: 'succeeded' })

  const { result: second, visit } = await visitDuring(url, () => push({ 'NEWS.md': 'a second version' }))
  expect(tell(second)).toEqual({ exitCode: 0, job: 'success', outcome: 'succeeded' })
  const live = (await host.exec('basename "$(readlink /srv/helpdesk/current)"')).trim()
  expect(visit).toMatchObject({ failures: [], versions: [expect.any(String), live] })

  const unit = readFileSync(path.join(repository.folder, 'deploy/helpdesk@.service'), 'utf8')
  const third = await push({ 'deploy/helpdesk@.service': unit.replace(/^ExecStart=/m, 'ExecStart=not/absolute ') })
  expect(tell(third)).toMatchObject({ exitCode: 1, job: 'failure' })
  expect(third.outputs['deploy']).toMatchObject({ live })
  expect(await (await fetch(url)).text()).toContain(live)
}, 400_000)

function tell({ exitCode, jobs, outputs, log }: ActRun): unknown {
  const outcome = outputs['deploy']?.['outcome']
  // What explains an ending that was not expected.
  return { exitCode, job: jobs['deploy'], outcome: outcome ?? log }
}
