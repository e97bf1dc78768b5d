import path from 'node:path'
import { expect } from '@jest/globals'
import type { Event, Report } from '../../../packages/core/index.ts'
import { startDelayingProxy } from '../../support/delaying-proxy.ts'
import { connectionTexts, describeReport, runInputs } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost, TargetOptions } from '../../testbed/target-host.ts'
import type { Testbed } from '../../testbed/testbed.ts'

type Texts = Readonly<Record<string, string>>

/** A small site, the same on both hosts; `/srv/state` is another folder on each. */
export interface SiteKind {
  readonly name: string
  readonly target: TargetOptions
  /** On both hosts, as seen there. */
  readonly port: number
  readonly inputs: Texts
  /** Files of the source besides `site/version`. */
  readonly files: Texts
  /** What runs of it on a host: one line for each. */
  readonly listRunning: string
}

/** Two hosts of the test bed to which the same site is deployed together. */
export interface Pair {
  readonly hosts: readonly [TargetHost, TargetHost]
  /** Makes the source this version, with some files changed, and deploys it to both. */
  deploy(version: string, changes?: { readonly files?: Texts; readonly inputs?: Texts; readonly listen?: (event: Event) => void }): Promise<Report>
  /** The second host gets out of reach for the runner, and only for it, when this step has begun there. */
  deployAndLoseSecond(version: string, step: string, inputs: Texts): Promise<Report>
  /** What visitors of each are told. */
  served(): Promise<readonly string[]>
  /** The release that `current` leads to, and what runs, on each. */
  state(): Promise<readonly string[]>
  /** Lets this version get healthy on a host. */
  allow(host: TargetHost, version: string): Promise<unknown>
  close(): Promise<void>
}

const ROOT = '/srv/site'

export async function makePair(testbed: Testbed, kind: SiteKind): Promise<Pair> {
  const scratch = makeScratch()
  const names = ['one', 'two'] as const
  const [first, second] = await Promise.all(names.map((name) => testbed.startTarget({ ...kind.target, name: `sh-${kind.name}-${name}` })))
  if (first === undefined || second === undefined) throw new Error('Two hosts are needed')
  const hosts = [first, second] as const
  await Promise.all(hosts.map((host) => host.exec(`install -d -o deploy ${ROOT} /srv/state`)))
  const run = async (version: string, texts: Texts, { files = {}, inputs = {}, listen = () => undefined }: Parameters<Pair['deploy']>[1] = {}): Promise<Report> => {
    const source = scratch.write(scratch.next('source'), { 'site/version': version, ...kind.files, ...files })
    const health = `http http://127.0.0.1:${kind.port}/version`
    const common = { path: ROOT, source, 'health-check': health, attempts: '12', delay: '500ms', drain: '1s' }
    const { report } = await runInputs('ssh-deploy', { ...texts, ...common, ...kind.inputs, ...inputs }, { listen })
    return report
  }
  return {
    hosts,
    deploy: (version, changes) => run(version, joinTexts(hosts), changes),
    async deployAndLoseSecond(version, step, inputs) {
      const proxy = await startDelayingProxy({ target: { address: second.address, port: second.port } })
      const behind = { ...second, address: proxy.address, port: proxy.port, knownHostsLine: second.knownHostsLine.replace(/^\S+/, `[${proxy.address}]:${proxy.port}`) }
      let closed: Promise<void> | undefined
      const listen = (event: Event): void => {
        if (event.type === 'step-started' && event.step.id === step && !event.step.host.includes(first.address)) closed ??= proxy.close()
      }
      try {
        return await run(version, joinTexts([first, behind]), { inputs, listen })
      } finally {
        await (closed ?? proxy.close())
      }
    },
    served: () => Promise.all(hosts.map((host) => ask(`http://${host.address}:${host.portOf(kind.port)}/version`))),
    state: () => Promise.all(hosts.map((host) => host.exec(`readlink ${ROOT}/current; ${kind.listRunning}`))),
    allow: (host, version) => host.exec(`touch /srv/state/${version}`),
    async close() {
      scratch.remove()
      await Promise.all(hosts.map((host) => host.stop()))
    }
  }
}

function joinTexts(hosts: readonly Parameters<typeof connectionTexts>[0][]): Texts {
  const each = hosts.map(connectionTexts)
  const lines = (name: string): string => each.map((texts) => texts[name] ?? '').join('\n')
  return { ...each[0], host: lines('host'), 'known-hosts': lines('known-hosts') }
}

async function ask(url: string): Promise<string> {
  const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  return response?.ok === true ? (await response.text()).trim() : 'nothing'
}

/** The report tells of both hosts that they are what they were, and it is true. */
export async function expectBothAsBefore(pair: Pair, report: Report, before: readonly string[]): Promise<void> {
  expect(describeReport(report)).toMatch(/^undone \| DK_DEPLOY_UNDONE/)
  expect(await pair.state()).toEqual(before)
  const names = report.plan.hosts.toSorted()
  expect(names).toHaveLength(2)
  expect(report.error?.message).toContain(`Everything was undone on ${names.join(', ')}`)
  const live = Object.entries(report.plan.live).map(([host, { before: release }]) => [host, release] as const)
  expect(Object.entries(report.live)).toEqual(live)
  expect(report.error?.message).toContain(`Live now: ${live.map(([host, release]) => `${release ?? 'nothing'} on ${host}`).join(', ')}`)
  expect(report.restored.map(({ host, passed }) => [host, passed]).toSorted()).toEqual(names.map((host) => [host, true]))
  expect(before.map((lines) => path.basename(lines.split('\n')[0] ?? ''))).toEqual(live.map(([, release]) => release))
}

/** The lease of a run that could not give it back ends by itself, later than a test wants to wait. */
async function forgetLock(host: TargetHost): Promise<void> {
  await host.exec(`test ! -e ${ROOT}/.deploy-kit/lock || touch -d '-91 seconds' ${ROOT}/.deploy-kit/lock`)
}

async function waitUntilServed(pair: Pair, versions: readonly string[]): Promise<void> {
  await waitUntil(`${versions.join(' and ')} are served`, async () => (await pair.served()).join() === versions.join(), 60)
}

/** Takes a port of the host's, as a program does that nobody thought of. */
export async function takePort(host: TargetHost, port: number): Promise<void> {
  await host.exec(`systemd-run --quiet --unit taken-${port} python3 -m http.server ${port}`)
  await waitUntil(`port ${port} is taken`, async () => (await host.ask(`python3 -c 'import socket; socket.create_connection(("127.0.0.1", ${port}), 1)'`)).code === 0)
}

/** The second host is lost while it waits to be healthy: it goes back by its guard, as nobody can tell. Then a deploy succeeds. */
export async function expectSecondGoesBackAlone(pair: Pair): Promise<void> {
  const before = await pair.state()
  const report = await pair.deployAndLoseSecond('three', 'wait-healthy', { 'confirm-timeout': '80s' })
  expect(describeReport(report)).toMatch(/^undo-failed \| DK_UNDO_INCOMPLETE/)
  const [first, second] = report.plan.hosts
  expect(report.error?.message).toContain(`Everything was undone on ${first}`)
  expect(report.error?.message).toMatch(new RegExp(`NOT undone: .* on ${second}`))
  expect(report.error?.message).toContain(`nothing, as far as is known, on ${second}`)
  await waitUntilServed(pair, ['one', 'one'])
  expect(await pair.state()).toEqual(before)
  await forgetLock(pair.hosts[1])
  expect(describeReport(await pair.deploy('three'))).toMatch(/^succeeded/)
  expect(await pair.served()).toEqual(['three', 'three'])
}
