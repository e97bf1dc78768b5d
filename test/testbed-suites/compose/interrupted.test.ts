import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isExhaustive, testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import type { Death } from '../../support/killed-runner.ts'
import { waitUntil } from '../../support/wait-until.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { describeVisit } from '../visitors/visit-during.ts'
import { makeVideoProject, pushApi, tell, type VideoProject } from './video-project.ts'

const scratch = makeScratch()
let host: TargetHost
let video: VideoProject

/** Of a run that is to die. */
const HASTY = { 'confirm-timeout': '10s' }

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  await Promise.all([pushApi('1', 'one'), pushApi('2', 'two')])
  host = await testbed.startTarget({ name: 'co-faults', docker: true })
  await host.exec('install -d -o deploy /srv/video')
  video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  expect(tell(await video.deploy())).toBe('succeeded')
  await video.sql('create table guests (name text); insert into guests values (\'Ada\')')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await host.stop()
}, 60_000)

const SERVICES = ['api', 'db', 'proxy', 'worker']
const services = async (): Promise<readonly string[]> => (await video.containers()).map(({ service }) => service).toSorted()
const guests = (): Promise<string> => video.sql('select name from guests')
/** The run that has ended: its guard has gone back, or it was confirmed. */
const guardOf = (runId: string): string => `${video.root}/.deploy-kit/guards/${runId}`

const deaths: readonly (readonly [string, Death | 'beside'])[] = [
  ['before the switch', { step: 'switch', moment: 'before' }],
  ['after the switch, before anything is started', { step: 'switch', moment: 'after' }],
  ['when the new container runs beside the old one', 'beside'],
  ['when the proxy leads to the new one', { step: 'restart', moment: 'after' }]
]

test.each(isExhaustive ? deaths : deaths.slice(2, 3))('the runner dies %s: the host goes back by itself', async (when, death) => {
  const [before, live] = [await video.containers(), await video.live()]
  const { result: runId, visit } = await video.visitDuring(async () => {
    const id = await video.deployAndDie(death, { variables: 'API_TAG=2', ...HASTY })
    await waitUntil('the guard has gone back', async () => (await host.ask(`test -e ${guardOf(id)}/status`)).code === 0, 90)
    return id
  })
  console.log(`killed ${when}: ${describeVisit(visit)}`)
  expect((await host.exec(`cat ${guardOf(runId)}/status`)).trim()).toBe('0')
  expect(visit.failures).toEqual([])
  expect(await video.ask()).toBe('one\n')
  expect(await video.live()).toBe(live)
  expect(await services()).toEqual(SERVICES)
  for (const name of ['api', 'db', 'proxy']) expect(await video.container(name)).toEqual(before.find(({ service }) => service === name))
  expect(await guests()).toBe('Ada')
}, 240_000)

testInLongRun('the runner dies when the release is confirmed: the next run stops what is left of the old one', async () => {
  const runId = await video.deployAndDie({ step: 'confirm', moment: 'after' }, { variables: 'API_TAG=2' })
  // A step that was sent ends by itself, and until then nobody else may deploy.
  const ended = `cd ${video.root}/.deploy-kit/steps/${runId} && for step in */; do test -f "$step/status" || exit 1; done`
  await waitUntil('the steps of the dead run have ended', async () => (await host.ask(ended)).code === 0, 60)
  expect(await video.ask()).toBe('two\n')
  await expireLock()
  const { result: run, visit } = await video.visitDuring(() => video.deploy({ variables: 'API_TAG=1' }))
  expect(tell(run)).toBe('succeeded')
  expect(visit.failures).toEqual([])
  expect(await video.ask()).toBe('one\n')
  expect(await services()).toEqual(SERVICES)
}, 240_000)

testInLongRun('the Docker daemon is restarted while the new container comes up: old or new, whole', async () => {
  const deploying = video.deploy({ variables: 'API_TAG=2' })
  await video.waitUntilBeside()
  await host.exec('systemctl restart docker')
  const run = await deploying
  expect(['succeeded', 'undone']).toContain(run.report.outcome)
  const version = run.report.outcome === 'succeeded' ? 'two\n' : 'one\n'
  await waitUntil(`it answers ${version}`, async () => (await video.ask().catch(() => '')) === version, 30)
  expect(await services()).toEqual(SERVICES)
  expect(await guests()).toBe('Ada')
  expect(tell(await video.deploy({ variables: 'API_TAG=1' }))).toBe('succeeded')
  expect(await services()).toEqual(SERVICES)
}, 240_000)

for (const how of ['reboot', 'crash'] as const) {
  testInLongRun(`the host goes down (${how}) after the switch: the next run takes back what was not confirmed`, async () => {
    const runId = await video.deployAndDie({ step: 'restart', moment: 'after' }, { variables: 'API_TAG=2', 'confirm-timeout': '10m' })
    const unconfirmed = await video.live()
    await host[how]()
    await waitUntil('the unconfirmed release answers', async () => (await video.ask().catch(() => '')) === 'two\n', 60)
    await expireLock()
    const run = await video.deploy({ variables: 'API_TAG=2' })
    expect(tell(run)).toBe('succeeded')
    expect((await host.exec(`cat ${guardOf(runId)}/status`)).trim()).toBe('0')
    expect(await host.exec(`grep '"release":"${unconfirmed}"' ${video.root}/.deploy-kit/ledger.jsonl`)).toContain('"outcome":"undone"')
    expect(await video.ask()).toBe('two\n')
    expect(await services()).toEqual(SERVICES)
    expect(await guests()).toBe('Ada')
    expect(tell(await video.deploy({ variables: 'API_TAG=1' }))).toBe('succeeded')
  }, 300_000)
}

testInLongRun('the disk of the deploy path is full when the proxy leads to the new one: old or new, whole', async () => {
  let filling: Promise<void> | undefined
  const { result: run, visit } = await video.visitDuring(() =>
    video.deploy({ variables: 'API_TAG=2' }, { listen: (event) => void (event.type === 'step-finished' && event.step.id === 'restart' && (filling = host.fill('/srv'))) })
  )
  await filling
  await host.unfill('/srv')
  console.log(`disk full after the switch: ${run.report.outcome}, ${visit.failures.length} failed`)
  expect(['succeeded', 'undone']).toContain(run.report.outcome)
  expect(visit.failures).toEqual([])
  expect(await video.ask()).toBe(run.report.outcome === 'succeeded' ? 'two\n' : 'one\n')
  expect(await services()).toEqual(SERVICES)
  expect(tell(await video.deploy({ variables: 'API_TAG=1', secrets: 'POSTGRES_PASSWORD=correct horse\nMORE=1' }))).toBe('succeeded')
  expect(await services()).toEqual(SERVICES)
}, 240_000)

testInLongRun('a container that dies after a cutover is served again as soon as Docker has started it', async () => {
  expect(tell(await video.deploy({ variables: 'API_TAG=2' }))).toBe('succeeded')
  const { name, startedAt } = await video.container('api')
  const address = `docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' ${name}`
  const before = await host.exec(address)
  await host.exec(`kill -9 $(docker inspect --format '{{.State.Pid}}' ${name})`)
  await waitUntil('another start', async () => (await video.container('api')).startedAt !== startedAt, 30)
  console.log(`address before ${before}, after ${await host.exec(address)}`)
  await waitUntil('it answers', async () => (await video.ask().catch(() => '')) === 'two\n', 30)
}, 120_000)

/** The lease of a dead run runs out in 90 s. */
async function expireLock(): Promise<void> {
  await host.exec(`touch -d '3 minutes ago' ${video.root}/.deploy-kit/lock`)
}
