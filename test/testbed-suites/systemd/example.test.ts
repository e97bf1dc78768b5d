import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { makeScratch } from '../../support/scratch.ts'
import { runCli, type CliResult } from '../../support/run-cli.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { letRootIn, makeKey, type KeyPair } from '../init-host/operator.ts'
import { findWheels } from './helpdesk.ts'

/** What examples/helpdesk/README.md says, step by step, in a copy of the example: only the name of the server is another one. */
const scratch = makeScratch()
const source = scratch.next('helpdesk')
let host: TargetHost
let deployKey: KeyPair
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  host = await (await requireTestbed()).startTarget({ name: 'sd-example' })
  await host.exec('rm -f /etc/nginx/sites-enabled/default && systemctl reload nginx')
  cpSync(path.resolve('examples/helpdesk'), source, { recursive: true })
  cpSync(await findWheels(), path.join(source, 'wheels'), { recursive: true })
  deployKey = makeKey(scratch, 'deploys-of-helpdesk')
  environment = { DEPLOY_KIT_PRIVATE_KEY: deployKey.privateKey, DEPLOY_KIT_SECRETS: '{"SECRET_KEY": "only-for-this-test"}', NO_COLOR: '1' }
}, 600_000)
afterAll(async () => {
  await host.stop()
  scratch.remove()
}, 60_000)

/** Names the server, and what `trust` said of it. */
function configure(knownHosts: string): void {
  const example = readFileSync(path.resolve('examples/helpdesk/deploy-kit.yml'), 'utf8')
  const server = `host: newcomer@${host.address}:${host.port}\n    known-hosts: |\n      ${knownHosts.replaceAll('\n', '\n      ')}`
  // Hosts of the test bed have no index of Python packages.
  scratch.write(source, { 'deploy-kit.yml': `pip-options: --no-index --find-links wheels\n${example.replace('host: deploy@helpdesk.example.com', server)}` })
}

const run = (...words: readonly string[]): Promise<CliResult> => runCli([...words, '--environment', 'production'], { cwd: source, env: environment })
const health = async (): Promise<string> => (await fetch(`http://${host.address}:${host.portOf(80)}/health`)).text()
/** What a failing test shows. */
const endingOf = ({ code, stdout, stderr }: CliResult): string => (code === 0 ? 'good' : `${code}: ${stdout}\n${stderr}`)

test('the host keys, the user and its rights', async () => {
  const { stdout } = await runCli(['trust', '--host', `${host.address}:${host.port}`], { cwd: source })
  expect(stdout).toContain(host.knownHostsLine)
  configure(stdout.split('\n').filter((line) => / (ssh|ecdsa)-\S+ AAAA/.test(line)).join('\n'))
  const rootKey = makeKey(scratch, 'root')
  await letRootIn(host, rootKey)
  const words = ['init-host', '--environment', 'production', '--public-key', deployKey.publicKey]
  expect(endingOf(await runCli(words, { cwd: source, env: { ...environment, DEPLOY_KIT_PRIVATE_KEY: rootKey.privateKey } }))).toBe('good')
  expect(endingOf(await run('preflight'))).toBe('good')
}, 120_000)

test('plan, first deploy, an update, a rollback, and what is said of them', async () => {
  expect((await run('ssh-deploy', '--plan')).stdout).toContain('blue/green, because there are a template unit, two ports and an nginx-site')
  expect(endingOf(await run('ssh-deploy'))).toBe('good')
  const first = await health()
  expect(first).toContain('"tickets":0')
  scratch.write(source, { 'helpdesk/templates/index.html': readFileSync(path.join(source, 'helpdesk/templates/index.html'), 'utf8').replace('Open a ticket', 'Send') })
  expect(endingOf(await run('ssh-deploy'))).toBe('good')
  expect(await health()).not.toBe(first)
  expect((await run('ssh-deploy')).stdout).toMatch(/nothing (to do|has changed)|unchanged/i)
  expect(endingOf(await run('rollback', '--yes'))).toBe('good')
  expect(await health()).toBe(first)
  expect((await run('status')).stdout).toMatch(/helpdesk@8001.service +active \(running\) .* port 8001, nginx leads to it/)
  expect((await run('logs', '--lines', '50')).stdout).toContain('Booting worker')
  expect((await run('releases')).stdout).toMatch(/bad[^]*good|good[^]*bad/)
}, 240_000)
