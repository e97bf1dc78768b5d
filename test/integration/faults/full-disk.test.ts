import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Event } from '../../../packages/core/index.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { expectRecovery, expectUndone } from '../../support/expect-undone.ts'
import { layouts, makeFaultApplication, otherVersion, type FaultApplication, type FaultPlace, type Layout, type Version } from '../../support/fault-application.ts'
import { writeFaultSection } from '../../support/fault-document.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { deployAndDie, leaveAlone } from '../../support/killed-runner.ts'
import { makeScratch } from '../../support/scratch.ts'
import { makeSmallDisk, whyNoSmallDisk, type SmallDisk } from '../../support/small-disk.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
const disks: SmallDisk[] = []
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  for (const disk of disks) disk.remove()
  scratch.remove()
})

interface DiskApplication {
  readonly app: FaultApplication
  readonly disk: SmallDisk
}

/** Version one is live on a disk of its own. */
async function makeLiveOne(place: Omit<FaultPlace, 'root'>): Promise<DiskApplication> {
  const disk = makeSmallDisk(scratch.folder)
  disks.push(disk)
  const app = makeFaultApplication(scratch, sshd, { ...place, root: path.join(disk.folder, 'app') })
  await app.deploy('one')
  return { app, disk }
}

/** Does something to the disk as a step starts. */
function whenStarted(step: string, act: () => void): (event: Event) => void {
  return (event) => {
    if (event.type === 'step-started' && event.step.id === step) act()
  }
}

const places = {
  space: (disk: SmallDisk) => disk.fill(),
  inodes: (disk: SmallDisk) => disk.fillInodes()
} as const

/** At the start of which step, and how many blocks of 4 KiB are left then: a journal can begin, and what the step writes cannot end. */
interface FullDisk {
  readonly step: string
  readonly blocks: number
}

const STEPS = ['arm-guard', 'switch', 'confirm']
const BLOCKS = isExhaustive ? Array.from({ length: 12 }, (_, index) => index + 1) : [3, 5]

const fullDisks: readonly FullDisk[] = STEPS.flatMap((step) => BLOCKS.map((blocks) => ({ step, blocks })))

interface Outcome {
  readonly report: string
  readonly live: string
  readonly starts: readonly string[]
  readonly again: string
  readonly liveAgain: string
  readonly startsAgain: readonly string[]
}

const keyOf = (layout: Layout, { step, blocks }: FullDisk): string => `${layout}: ${blocks} blocks left from ${step} on`
const outcomes = new Map<string, Outcome | Error>()

async function fillAndDeploy({ app, disk }: DiskApplication, { step, blocks }: FullDisk): Promise<Outcome> {
  const old = app.live() as Version
  const version = otherVersion(old)
  const names: Readonly<Record<string, string>> = { [old]: 'old', [version]: 'new' }
  const nameOf = (live: string): string => names[live] ?? live
  const before = app.starts().length
  const { report } = await app.deploy(version, { listen: whenStarted(step, () => disk.fill(blocks * 4096)) })
  const aftermath = { report: describeReport(report), live: nameOf(app.live()), starts: app.starts().slice(before).map(nameOf) }
  disk.empty()
  // A link to release the lock by may have been one file too many.
  if (app.isLocked()) app.expireLock()
  const started = app.starts().length
  const again = describeReport((await app.deploy(version)).report)
  return { ...aftermath, again, liveAgain: nameOf(app.live()), startsAgain: app.starts().slice(started).map(nameOf) }
}

async function runLane(layout: Layout, queue: FullDisk[]): Promise<void> {
  let place = await makeLiveOne({ layout })
  for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
    try {
      const outcome = await fillAndDeploy(place, fault)
      outcomes.set(keyOf(layout, fault), outcome)
      if (outcome.liveAgain !== 'new') place = await makeLiveOne({ layout })
    } catch (thrown) {
      outcomes.set(keyOf(layout, fault), thrown instanceof Error ? thrown : new Error(String(thrown)))
      place = await makeLiveOne({ layout })
    }
  }
}

/** What is not as it has to be. */
function findProblem({ report, live, starts, again, liveAgain, startsAgain }: Outcome): string | undefined {
  const isNew = live === 'new'
  const wanted = isNew ? [['new']] : STARTS
  const problems = [
    !(isNew ? /^succeeded/ : /^(undone|failed)/).test(report) && `the run: ${report}`,
    !isNew && live !== 'old' && `live is ${live}`,
    !wanted.some((each) => isDeepStrictEqual(each, starts)) && `started: ${starts.join(', ')}`,
    !again.startsWith(isNew ? 'unchanged' : 'succeeded') && `the re-run: ${again}`,
    liveAgain !== 'new' && `live after the re-run is ${liveAgain}`,
    !isDeepStrictEqual(startsAgain, isNew ? [] : ['new']) && `started by the re-run: ${startsAgain.join(', ')}`
  ].filter((problem) => problem !== false)
  return problems.length === 0 ? undefined : problems.join('; ')
}

/** What may have been started when the old release is live: nobody knows how far it got. */
const STARTS: readonly (readonly string[])[] = [[], ['old'], ['new', 'old']]

if (whyNoSmallDisk !== undefined) test.skip(`a full disk (left out: ${whyNoSmallDisk})`, () => undefined)

const describeHere = whyNoSmallDisk === undefined ? describe : describe.skip

describeHere('the disk is nearly full from a step on', () => {
  beforeAll(async () => {
    const queues = layouts.map((layout) => ({ layout, queue: [...fullDisks] }))
    const lanes = await Promise.allSettled(queues.flatMap(({ layout, queue }) => [runLane(layout, queue), runLane(layout, queue)]))
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason
  }, 1_200_000)

  afterAll(() => {
    const rows = layouts.flatMap((layout) => fullDisks.map((fault) => describeRow(layout, fault)))
    writeFaultSection({ ...SECTION, tables: [{ columns: COLUMNS, rows }] })
  })

  test.each(layouts.flatMap((layout) => fullDisks.map((fault) => [keyOf(layout, fault)])))('%s', (key) => {
    const outcome = outcomes.get(key)
    if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('It was not run')
    expect(findProblem(outcome)).toBeUndefined()
  })
})

describeHere.each(layouts)('layout %s', (layout) => {
  test('the disk gets full during the upload: nothing is left of it', async () => {
    const { app, disk } = await makeLiveOne({ layout })
    writeFileSync(path.join(app.sourceOf('two'), 'big.bin'), randomBytes(8 * 1024 * 1024))
    const { report } = await app.deploy('two', { listen: whenStarted('upload', () => disk.fill(1024 * 1024)) })
    expectUndone(app, report)
    expect(report.error).toMatchObject({ code: 'DK_DEPLOY_UNDONE', step: 'upload', cause: { code: 'DK_DISK_FULL' } })
    expect(app.starts()).toEqual(['one'])
    disk.empty()
    await expectRecovery(app)
  }, 60_000)

  test.each(Object.keys(places) as (keyof typeof places)[])('the guard goes back although there is no %s left', async (what) => {
    const own = await startSshd()
    try {
      const { app, disk } = await makeLiveOne({ layout })
      const texts = app.textsOf('two', own)
      const runId = await deployAndDie({ scratch, app, version: 'two', death: { step: 'restart', moment: 'after' }, texts: { ...texts, 'confirm-timeout': '3s' } })
      places[what](disk)
      await leaveAlone(own, app.record('guards', runId))
      expect(app.live()).toBe('one')
      expect(app.starts()).toEqual(['one', 'two', 'one'])
      disk.empty()
      await expectRecovery(app)
    } finally {
      await own.stop()
    }
  }, 60_000)
})

describeHere('layout in-place', () => {
  test('a disk that gets full while the working folder changes does not keep it from going back', async () => {
    // The files of the new release are small, so that they leave room which the last one takes: the old ones fit only without it.
    const { app, disk } = await makeLiveOne({ layout: 'in-place', partBytes: { one: 100_000, two: 1000 } })
    writeFileSync(path.join(app.sourceOf('one'), 'z.bin'), randomBytes(1000))
    await app.deploy('one')
    writeFileSync(path.join(app.sourceOf('two'), 'z.bin'), randomBytes(6_000_000))
    const { report } = await app.deploy('two', { listen: whenStarted('switch', () => disk.fill(80 * 1024)) })
    expectUndone(app, report)
    expect(report.error?.step).toBe('switch')
    disk.empty()
    await expectRecovery(app)
  }, 60_000)
})

const SECTION = {
  name: 'full-disk',
  title: 'The disk is nearly full',
  text: 'From the start of a step on, the file system of the deploy path has only so many blocks of 4 KiB left: what a step writes may be written in part. Then there is room again, and the re-run follows.'
} as const

const COLUMNS = ['layout', 'blocks left', 'from step', 'live afterwards', 're-run', 'live then']

/** How far the run gets depends on the moment at which others write: only what must hold is told. */
function describeRow(layout: Layout, fault: FullDisk): readonly string[] {
  const outcome = outcomes.get(keyOf(layout, fault))
  const where = [layout, String(fault.blocks), `\`${fault.step}\``]
  if (outcome === undefined || outcome instanceof Error) return [...where, `FAILED: ${outcome?.message ?? 'not run'}`, '', '']
  const problem = findProblem(outcome)
  if (problem !== undefined) return [...where, `FAILED: ${problem}`, '', '']
  return [...where, outcome.live, outcome.again.split(' | ')[0] ?? '', outcome.liveAgain]
}
