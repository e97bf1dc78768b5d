// npm run demo: the main job against an SSH server inside this process. Exits with 0 only when everything went as it says.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { renderSummary, type Report } from '../../packages/core/index.ts'
import type { OperationName } from '../../packages/operations/index.ts'
import { startEmbeddedSshServer, type EmbeddedSshServer } from '../../test/support/embedded-ssh-server.ts'
import { findFreePort } from '../../test/support/free-port.ts'
import { askApplication } from './ask-application.ts'
import { Expectations } from './expectations.ts'
import { runCommandLine, type FinishedRun } from './run-command-line.ts'
import { makeBrokenVersion, makeFirstVersion, makeSecondVersion } from './versions.ts'
import { Visitors } from './visitors.ts'

const SUMMARY_FILE = 'demo-output/summary.md'

interface Stage {
  readonly server: EmbeddedSshServer
  /** The deploy path on the server. */
  readonly target: string
  /** Where the versions of the application are. */
  readonly sources: string
  readonly port: number
  readonly signal: AbortSignal
  readonly reports: Report[]
  readonly expect: Expectations
}

const startedAt = performance.now()
const cancelling = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancelling.abort())

const scratch = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-demo-')))
const home = path.join(scratch, 'server')
mkdirSync(home)
const server = await startEmbeddedSshServer({ home })
const stage: Stage = {
  server,
  target: path.join(home, 'hello-node'),
  sources: path.join(scratch, 'laptop'),
  port: await findFreePort(),
  signal: cancelling.signal,
  reports: [],
  expect: new Expectations()
}
try {
  await play(stage)
} catch (error) {
  stage.expect.that(`the demo ran to its end (${error instanceof Error ? error.message : String(error)})`, false)
} finally {
  stopApplication(stage.target)
  await server.close()
  rmSync(scratch, { recursive: true, force: true })
}
stage.expect.that('nothing is left running', (await askApplication(stage.port)).greeting === '')
writeSummary(stage.reports)
title('Result')
console.log(stage.expect.render())
console.log(`\nThe job summary that GitHub would show is in ${SUMMARY_FILE}. It took ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
process.exit(stage.expect.allHeld ? 0 : 1)

async function play(stage: Stage): Promise<void> {
  console.log(`An SSH server listens on ${stage.server.address}:${stage.server.port}; its commands run in ${stage.target}`)
  const first = await deployFirst(stage)
  const visitors = new Visitors(`http://127.0.0.1:${stage.port}/`)
  try {
    await visitors.made(50)
    const second = await deploySecond(stage)
    await deployBroken(stage, second)
    await rollBack(stage, first)
  } finally {
    await visitors.stop()
  }
  stage.expect.that(`${visitors.failures.length} of ${visitors.requests} requests of visitors failed from before version 2 to after the rollback`, visitors.failures.length === 0, visitors.failures)
}

async function deployFirst(stage: Stage): Promise<string> {
  title('1. The first deploy')
  const { report, exitCode } = await deploy(stage, makeFirstVersion(path.join(stage.sources, 'version-1')))
  const live = await askApplication(stage.port)
  stage.expect.that('version 1 was deployed', exitCode === 0 && report.outcome === 'succeeded', report.error)
  stage.expect.that('version 1 answers', live.release !== '' && live.greeting === 'Hello', live)
  return live.release
}

async function deploySecond(stage: Stage): Promise<string> {
  title('2. Another version, while visitors come')
  const { report, exitCode } = await deploy(stage, makeSecondVersion(path.join(stage.sources, 'version-2')))
  const live = await askApplication(stage.port)
  stage.expect.that('version 2 was deployed', exitCode === 0 && report.outcome === 'succeeded', report.error)
  stage.expect.that('version 2 answers', live.greeting === 'Good day', live)
  const [probe] = report.probes
  stage.expect.that(`${probe?.failures} of ${probe?.requests} requests of the probe failed during the cutover`, probe !== undefined && probe.requests > 0 && probe.failures === 0, probe)
  return live.release
}

async function deployBroken(stage: Stage, before: string): Promise<void> {
  title('3. A version that never becomes healthy')
  const { report, exitCode } = await deploy(stage, makeBrokenVersion(path.join(stage.sources, 'version-3')))
  const live = await askApplication(stage.port)
  stage.expect.that('version 3 failed and was undone (exit code 6)', exitCode === 6 && report.outcome === 'undone', { exitCode, outcome: report.outcome, error: report.error })
  stage.expect.that('version 2 is live again', live.release === before, { live, before })
}

async function rollBack(stage: Stage, to: string): Promise<void> {
  title('4. A rollback by hand')
  const { report, exitCode } = await run(stage, 'rollback', {})
  const live = await askApplication(stage.port)
  stage.expect.that('the rollback succeeded', exitCode === 0 && report.outcome === 'succeeded', report.error)
  stage.expect.that('version 1 is live again', live.release === to && live.greeting === 'Hello', { live, to })
}

function deploy(stage: Stage, source: string): Promise<FinishedRun> {
  return run(stage, 'ssh-deploy', { source, 'env-template': path.join(source, '.env.production.example'), variables: `PORT=${stage.port}`, 'shared-paths': 'data/\nrun/' })
}

async function run(stage: Stage, command: OperationName, more: Readonly<Record<string, string>>): Promise<FinishedRun> {
  const { server, port, target, signal } = stage
  const flags = {
    host: `${server.user}@${server.address}:${server.port}`,
    'known-hosts': server.knownHostsLine,
    path: target,
    ...more,
    'restart-command': 'env READY_SECONDS=3 node bin/reload.mjs',
    'stop-command': 'node bin/stop.mjs',
    'health-check': `http http://127.0.0.1:${port}/health status=200 body={release}`,
    'probe-url': `http://127.0.0.1:${port}/health`,
    logs: 'shared/run/app.log'
  }
  const variables = { DEPLOY_KIT_PRIVATE_KEY: server.privateKey, DEPLOY_KIT_SECRETS: JSON.stringify({ APP_SECRET: 'only-for-this-demo' }) }
  const finished = await runCommandLine({ command, flags, variables, signal })
  stage.reports.push(finished.report)
  return finished
}

function stopApplication(target: string): void {
  spawnSync('node', ['bin/stop.mjs'], { cwd: path.join(target, 'current'), stdio: 'ignore', timeout: 20_000 })
}

function writeSummary(reports: readonly Report[]): void {
  mkdirSync(path.dirname(SUMMARY_FILE), { recursive: true })
  writeFileSync(SUMMARY_FILE, reports.map((report) => renderSummary(report)).join('\n\n---\n\n'))
}

function title(text: string): void {
  console.log(`\n${'='.repeat(78)}\n${text}\n${'='.repeat(78)}`)
}
