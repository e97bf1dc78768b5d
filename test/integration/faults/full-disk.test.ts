import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Event } from '../../../packages/core/index.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { expectRecovery, expectUndone } from '../../support/expect-undone.ts'
import { layouts, makeFaultApplication, otherVersion, type FaultApplication, type FaultPlace, type Layout, type Version } from '../../support/fault-application.ts'
import { isExhaustive, writeFaultSection } from '../../support/fault-matrix.ts'
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

/** How the disk gets full, and at the start of which step. */
interface FullDisk {
  readonly step: string
  readonly what: string
  readonly fill: (disk: SmallDisk) => void
}

const cutover = ['arm-guard', 'switch', 'restart', 'wait-healthy', 'confirm']
const steps: Readonly<Record<Layout, readonly string[]>> = {
  releases: ['begin', 'upload', 'link-unchanged', 'verify', 'write-environment', 'link-environment', 'publish', 'after-upload', ...cutover, 'clean-up'],
  'in-place': ['begin', 'upload', 'link-unchanged', 'verify', 'write-environment', 'link-environment', 'publish', 'after-upload', 'store-forward', 'store-back', ...cutover, 'clean-up']
}

/** So few blocks that a journal can begin, and what the step writes cannot end. */
const BLOCKS = isExhaustive ? Array.from({ length: 12 }, (_, index) => index + 1) : [3, 5]

function listFullDisks(layout: Layout): readonly FullDisk[] {
  const chosen = steps[layout].filter((step, index) => isExhaustive || cutover.includes(step) || index % 3 === 1)
  return [
    ...chosen.map((step) => ({ step, what: 'no space', fill: places.space })),
    ...chosen.filter((step) => isExhaustive || step === 'publish' || cutover.includes(step)).map((step) => ({ step, what: 'no inodes', fill: places.inodes })),
    ...['arm-guard', 'switch', 'confirm'].flatMap((step) => BLOCKS.map((blocks) => ({ step, what: `${blocks} blocks left`, fill: (disk: SmallDisk) => disk.fill(blocks * 4096) })))
  ]
}

interface Outcome {
  readonly report: string
  readonly live: string
  readonly starts: readonly string[]
  readonly again: string
  readonly liveAgain: string
  readonly startsAgain: readonly string[]
}

const keyOf = (layout: Layout, { step, what }: FullDisk): string => `${layout}: ${what} from ${step} on`
const outcomes = new Map<string, Outcome | Error>()

async function fillAndDeploy({ app, disk }: DiskApplication, { step, fill }: FullDisk): Promise<Outcome> {
  const old = app.live() as Version
  const version = otherVersion(old)
  const names: Readonly<Record<string, string>> = { [old]: 'old', [version]: 'new' }
  const nameOf = (live: string): string => names[live] ?? live
  const before = app.starts().length
  const { report } = await app.deploy(version, { listen: whenStarted(step, () => fill(disk)) })
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

/** What may have been started when the old release is live. With some blocks left, nobody knows how far it got. */
function expectStarts(layout: Layout, { step, what }: FullDisk): readonly (readonly string[])[] {
  if (what.endsWith('left')) return [[], ['old'], ['new', 'old']]
  const isBefore = (name: string): boolean => steps[layout].indexOf(step) <= steps[layout].indexOf(name)
  return isBefore('switch') ? [[]] : isBefore('restart') ? [['old']] : [['new', 'old']]
}

if (whyNoSmallDisk !== undefined) test.skip(`a full disk (left out: ${whyNoSmallDisk})`, () => undefined)

const describeHere = whyNoSmallDisk === undefined ? describe : describe.skip

describeHere('the disk is full from a step on', () => {
  beforeAll(async () => {
    const queues = layouts.map((layout) => ({ layout, queue: [...listFullDisks(layout)] }))
    const lanes = await Promise.allSettled(queues.flatMap(({ layout, queue }) => [runLane(layout, queue), runLane(layout, queue)]))
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason
  }, 1_200_000)

  afterAll(() => {
    writeFaultSection(SECTION, layouts.flatMap((layout) => listFullDisks(layout).map((fault) => describeRow(layout, fault))))
  })

  test.each(layouts.flatMap((layout) => listFullDisks(layout).map((fault) => [keyOf(layout, fault), layout, fault] as const)))('%s', (key, layout, fault) => {
    const outcome = outcomes.get(key)
    if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('It was not run')
    const { report, live, starts, again, ...rest } = outcome
    if (live === 'new') {
      expect(report).toMatch(/^succeeded/)
      expect(starts).toEqual(['new'])
    } else {
      expect(report).toMatch(/^(undone|failed)/)
      expect(live).toBe('old')
      expect(expectStarts(layout, fault)).toContainEqual(starts)
    }
    expect(again).toMatch(live === 'new' ? /^unchanged/ : /^succeeded/)
    expect(rest).toEqual({ liveAgain: 'new', startsAgain: live === 'new' ? [] : ['new'] })
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
  title: 'The disk is full',
  text: 'From the start of a step on, the file system of the deploy path has no space (or no inodes, or only so many blocks of 4 KiB) left. Then there is room again, and the re-run follows.',
  columns: ['layout', 'full', 'from step', 'outcome', 'live afterwards', 'started', 're-run', 'live then']
}

function describeRow(layout: Layout, fault: FullDisk): readonly string[] {
  const outcome = outcomes.get(keyOf(layout, fault))
  const where = [layout, fault.what, `\`${fault.step}\``]
  if (outcome === undefined || outcome instanceof Error) return [...where, `FAILED: ${outcome?.message ?? 'not run'}`, '', '', '', '']
  const { report, live, starts, again, liveAgain } = outcome
  return [...where, report.split(' | ')[0] ?? '', live, starts.join(', ') || 'nothing', again.split(' | ')[0] ?? '', liveAgain]
}
