import type { Report } from '../../packages/core/index.ts'
import { connectionTexts, describeReport } from '../../test/support/deploy-run.ts'
import { startDelayingProxy, type DelayingProxy } from '../../test/support/delaying-proxy.ts'
import { makeScratch } from '../../test/support/scratch.ts'
import { makeVideoProject, pushApi, type VideoProject } from '../../test/testbed-suites/compose/video-project.ts'
import { makeHelpdesk, type Helpdesk } from '../../test/testbed-suites/systemd/helpdesk.ts'
import { PLAIN_UNIT } from '../../test/testbed-suites/systemd/other-units.ts'
import { visitDuring } from '../../test/testbed-suites/visitors/visit-during.ts'
import type { TargetHost } from '../../test/testbed/target-host.ts'
import { requireTestbed } from '../../test/testbed/testbed.ts'

/** One update under the eyes of visitors. */
export interface Outage {
  readonly seconds: number
  readonly failed: number
  readonly longestGapMs: number
  /** What is neither the application's start and stop, nor waiting for it, nor bringing its images; undefined by hand. */
  readonly ownSeconds: number | undefined
}

/** By the way of updating, in the order of the table. */
export type Outages = ReadonlyMap<string, readonly Outage[]>

interface Way {
  readonly name: string
  readonly url: string
  /** The release, or nothing of deploy-kit's. */
  update(round: number): Promise<Report | undefined>
}

/** Updates of the same applications by the tools' own commands and by deploy-kit, in turn, on hosts of the test bed. */
export async function measureOutages(rounds: number): Promise<Outages> {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await pushApi('1', 'one')
  await pushApi('2', 'two')
  const hosts = await Promise.all([
    testbed.startTarget({ name: 'be-plain' }),
    testbed.startTarget({ name: 'be-ports' }),
    testbed.startTarget({ name: 'be-compose', docker: true, ports: [8080, 8081, 8082] })
  ])
  const lines = await Promise.all(hosts.map(({ address, port }) => startDelayingProxy({ target: { address, port }, oneWayMs: 10 })))
  try {
    return await takeTurns(await prepareWays(hosts.map((host, index) => ({ host, far: textsThrough(host, lines[index]) }))), rounds)
  } finally {
    await Promise.all([...hosts.map((host) => host.stop()), ...lines.map((line) => line.close())])
  }
}

async function takeTurns(ways: readonly Way[], rounds: number): Promise<Outages> {
  const outages = new Map<string, Outage[]>(ways.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) {
      const startedAt = performance.now()
      let seconds = 0
      const { result: report, visit } = await visitDuring(way.url, async () => {
        const updated = await way.update(round)
        seconds = (performance.now() - startedAt) / 1000
        return updated
      })
      if (report !== undefined && report.outcome !== 'succeeded') throw new Error(`${way.name}: ${describeReport(report)}`)
      const ownSeconds = report === undefined ? undefined : measureOwn(report)
      outages.get(way.name)?.push({ seconds, failed: visit.failures.length, longestGapMs: visit.longestGapMs, ownSeconds })
    }
  }
  return outages
}

/** Steps in which the tools work, or the application starts, shows that it stays up, ends its requests and stops. */
const NOT_OWN = ['bring-images', 'build-environment', 'start-beside', 'wait-beside', 'restart', 'wait-healthy', 'retire', 'retire-others', 'remove-images']

function measureOwn({ steps, durationMs }: Report): number {
  return (durationMs - steps.filter(({ id }) => NOT_OWN.includes(id)).reduce((sum, step) => sum + step.durationMs, 0)) / 1000
}

interface Place {
  readonly host: TargetHost
  /** Connection inputs that lead to it over a line with a round trip of 20 ms. */
  readonly far: Texts
}

async function prepareWays([plainPlace, portsPlace, composePlace]: readonly Place[]): Promise<readonly Way[]> {
  if (plainPlace === undefined || portsPlace === undefined || composePlace === undefined) throw new Error('There must be three hosts')
  const { host: composeHost } = composePlace
  const plain = await makeHelpdesk(plainPlace.host, { units: 'deploy/helpdesk.service', ports: '8001' })
  plain.write({ 'deploy/helpdesk.service': PLAIN_UNIT })
  const ports = await makeHelpdesk(portsPlace.host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002' })
  await composeHost.exec('install -d -o deploy /srv/first /srv/stop /srv/byhand')
  const first = makeVideoProject(makeScratch(), composeHost, { root: '/srv/first', port: 8080, isStartFirst: true })
  const stop = makeVideoProject(makeScratch(), composeHost, { root: '/srv/stop', port: 8081, isStartFirst: false })
  const byHand = makeVideoProject(makeScratch(), composeHost, { root: '/srv/byhand', port: 8082, isStartFirst: false })
  await requireSuccess(plain.deploy(), ports.deploy(), ...[first, stop, byHand].map(async (video) => (await video.deploy()).report))
  const deployStop = deployVideo(stop)
  const deployFirst = deployVideo(first)
  return [
    { name: '`systemctl restart`', url: healthOf(plain), update: () => nothing(plainPlace.host.exec('systemctl restart helpdesk')) },
    ...[0, 20].flatMap((ms): readonly Way[] => [
      deployDesk(`systemd, plain restart, ${ms} ms`, plain, ms === 0 ? {} : plainPlace.far),
      deployDesk(`systemd, blue/green, ${ms} ms`, ports, ms === 0 ? {} : portsPlace.far)
    ]),
    { name: '`docker compose up -d --wait`', url: byHand.url, update: (round) => nothing(composeHost.exec(composeByHand(round))) },
    ...[0, 20].flatMap((ms): readonly Way[] => [
      deployStop(`compose, stop-first, ${ms} ms`, ms === 0 ? {} : composePlace.far),
      deployFirst(`compose, start-first, ${ms} ms`, ms === 0 ? {} : composePlace.far)
    ])
  ]
}

type Texts = Readonly<Record<string, string>>

const healthOf = ({ url }: Helpdesk): string => `${url}/health`

let marks = 0

function deployDesk(name: string, desk: Helpdesk, more: Texts): Way {
  return {
    name,
    url: healthOf(desk),
    update() {
      desk.write({ 'version.txt': String((marks += 1)) })
      return desk.deploy(more)
    }
  }
}

/** Every deploy has another image than the one before, whichever way that one took. */
function deployVideo(video: VideoProject): (name: string, more: Texts) => Way {
  let tag = 1
  return (name, more) => ({
    name,
    url: `${video.url}/health`,
    async update() {
      tag = tag === 1 ? 2 : 1
      return (await video.deploy({ ...more, variables: `API_TAG=${tag}` })).report
    }
  })
}

/** The files that the first deploy left, with another image; what runs once (the migration) is not waited for. */
function composeByHand(round: number): string {
  const tag = round % 2 === 0 ? 2 : 1
  return `cd /srv/byhand/current && export API_TAG=${tag} && docker compose --project-name byhand pull --quiet api worker && docker compose --project-name byhand up --detach --wait --no-deps api worker`
}

async function nothing(done: Promise<unknown>): Promise<undefined> {
  await done
}

function textsThrough(host: TargetHost, line: DelayingProxy | undefined): Texts {
  if (line === undefined) throw new Error(`No line leads to ${host.name}`)
  const { address, port } = line
  return connectionTexts({ ...host, address, port, knownHostsLine: host.knownHostsLine.replace(/^\S+/, `[${address}]:${port}`) })
}

async function requireSuccess(...deploys: readonly Promise<Report>[]): Promise<void> {
  for (const report of await Promise.all(deploys)) {
    if (report.outcome !== 'succeeded') throw new Error(describeReport(report))
  }
}
