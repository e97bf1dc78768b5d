import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { describeReport } from '../../support/deploy-run.ts'
import { layouts, makeFaultApplication, otherVersion, type FaultApplication, type Layout, type Version } from '../../support/fault-application.ts'
import { isExhaustive, writeFaultSection } from '../../support/fault-matrix.ts'
import { deployAndDie, leaveAlone, moments, type Death } from '../../support/killed-runner.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const preparation = ['begin', 'upload', 'link-unchanged', 'verify', 'write-environment', 'link-environment']
const cutover = ['arm-guard', 'switch', 'restart', 'wait-healthy', 'confirm']
const steps: Readonly<Record<Layout, readonly string[]>> = {
  releases: [...preparation, 'publish', 'after-upload', ...cutover, 'clean-up'],
  'in-place': [...preparation, 'publish', 'after-upload', 'list-built', 'store-forward', 'store-back', 'complete-changes', ...cutover, 'clean-up']
}

/** In a short run: all moments of the cutover, one of every other step. */
function listDeaths(layout: Layout): readonly Death[] {
  return steps[layout].flatMap((step, index) =>
    moments.filter((moment) => isExhaustive || cutover.includes(step) || moment === moments[index % 3]).map((moment) => ({ step, moment }))
  )
}

/** What may be live once the host is left to itself, and what was started meanwhile. */
interface Aftermath {
  readonly live: 'old' | 'new'
  readonly starts: readonly ('old' | 'new')[]
}

/** More than one where nobody can tell whether the host had got the order. */
function expectAftermath(layout: Layout, { step, moment }: Death): readonly Aftermath[] {
  const at = (name: string): number => steps[layout].indexOf(name) * 3
  const when = at(step) + moments.indexOf(moment)
  const untouched: Aftermath = { live: 'old', starts: [] }
  const switched: Aftermath = { live: 'old', starts: ['old'] }
  const started: Aftermath = { live: 'old', starts: ['new', 'old'] }
  const confirmed: Aftermath = { live: 'new', starts: ['new'] }
  const during = 1
  if (when <= at('switch')) return [untouched]
  if (when === at('switch') + during) return [untouched, switched]
  if (when <= at('restart')) return [switched]
  if (when === at('restart') + during) return [switched, started]
  if (when <= at('confirm')) return [started]
  if (when === at('confirm') + during) return [started, confirmed]
  return [confirmed]
}

interface Outcome {
  readonly live: string
  readonly starts: readonly string[]
  readonly wentBack: boolean
  /** The lock was free again without anyone's doing. */
  readonly isFree: boolean
  readonly again: string
  readonly liveAgain: string
  readonly startsAgain: readonly string[]
  readonly leftovers: readonly string[]
}

const scratch = makeScratch()
const servers: Sshd[] = []

async function startServer(): Promise<Sshd> {
  const sshd = await startSshd()
  servers.push(sshd)
  return sshd
}

afterAll(async () => {
  await Promise.all(servers.map((sshd) => sshd.stop()))
  scratch.remove()
})

/** One after the other on one host; every run deploys the version that is not live. */
class Lane {
  readonly #layout: Layout
  readonly #sshd: Sshd
  #app: FaultApplication

  private constructor(layout: Layout, sshd: Sshd) {
    this.#layout = layout
    this.#sshd = sshd
    this.#app = makeFaultApplication(scratch, sshd, { layout })
  }

  static async open(layout: Layout): Promise<Lane> {
    const lane = new Lane(layout, await startServer())
    await lane.#app.deploy('one')
    return lane
  }

  async die(death: Death): Promise<Outcome> {
    const app = this.#app
    const old = app.live() as Version
    const version = otherVersion(old)
    const names: Readonly<Record<string, string>> = { [old]: 'old', [version]: 'new' }
    const nameOf = (live: string): string => names[live] ?? live
    const before = app.starts().length
    const runId = await deployAndDie({ scratch, app, version, death })
    await leaveAlone(this.#sshd, app.record('guards', runId))
    const aftermath = {
      live: nameOf(app.live()),
      starts: app.starts().slice(before).map(nameOf),
      wentBack: readOr(app.record('guards', runId, 'status')) !== '',
      isFree: !app.isLocked()
    }
    const started = app.starts().length
    if (app.isLocked()) app.expireLock()
    const again = describeReport((await app.deploy(version)).report)
    return {
      ...aftermath,
      again,
      liveAgain: nameOf(app.live()),
      startsAgain: app.starts().slice(started).map(nameOf),
      // A run that finds nothing to do takes no lock, and so leaves the one that has expired.
      leftovers: [...app.partials(), ...(app.isLocked() && aftermath.live === 'old' ? ['lock'] : [])]
    }
  }

  /** After a failure, so that the next ones are not blamed for it. */
  async renew(): Promise<void> {
    this.#app = makeFaultApplication(scratch, this.#sshd, { layout: this.#layout })
    await this.#app.deploy('one')
  }
}

function readOr(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

const outcomes = new Map<string, Outcome | Error>()
const keyOf = (layout: Layout, { step, moment }: Death): string => `${layout} ${moment} ${step}`

async function runLane(layout: Layout, queue: Death[]): Promise<void> {
  const lane = await Lane.open(layout)
  for (let death = queue.shift(); death !== undefined; death = queue.shift()) {
    try {
      outcomes.set(keyOf(layout, death), await lane.die(death))
    } catch (thrown) {
      outcomes.set(keyOf(layout, death), thrown instanceof Error ? thrown : new Error(String(thrown)))
      await lane.renew()
    }
  }
}

describe('the runner is killed', () => {
  beforeAll(async () => {
    const queues = layouts.map((layout) => ({ layout, queue: [...listDeaths(layout)] }))
    // All of them, also when one fails: a lane that is left behind would go on when everything is torn down.
    const lanes = await Promise.allSettled(queues.flatMap(({ layout, queue }) => [runLane(layout, queue), runLane(layout, queue)]))
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason
  }, 1_200_000)

  afterAll(() => {
    const rows = layouts.flatMap((layout) => listDeaths(layout).map((death) => describeRow(layout, death)))
    writeFaultSection(SECTION, rows)
  })

  test.each(layouts)('the steps at which it is killed are those of the plan (%s)', async (layout) => {
    const app = makeFaultApplication(scratch, await startServer(), { layout })
    await app.deploy('one')
    const { report } = await app.deploy('two', { mode: 'plan' })
    expect(report.plan.steps.map((step) => step.id)).toEqual(steps[layout])
  })

  test.each(layouts.flatMap((layout) => listDeaths(layout).map((death) => [layout, death.moment, death.step] as const)))(
    '%s, %s %s: the host is left with one release whole, and a re-run succeeds',
    (layout, moment, step) => {
      const outcome = outcomes.get(keyOf(layout, { step, moment }))
      if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('It was not run')
      const { live, starts, wentBack, isFree, again, ...rest } = outcome
      expect(expectAftermath(layout, { step, moment })).toContainEqual({ live, starts })
      // Only the guard frees the lock of a dead run.
      expect(isFree).toBe(wentBack)
      expect(again).toMatch(live === 'new' ? /^unchanged/ : /^succeeded/)
      expect(rest).toEqual({ liveAgain: 'new', startsAgain: live === 'new' ? [] : ['new'], leftovers: [] })
    }
  )
})

const SECTION = {
  name: 'runner-killed',
  title: 'The runner is killed with SIGKILL',
  text: 'The confirmation is awaited for 3 s. "Started" is what the dead run and the guard started; "free" says whether the guard had released the deploy lock of the dead run (otherwise it expires after 90 s). The re-run comes from another process.',
  columns: ['layout', 'killed', 'step', 'live afterwards', 'started', 'guard went back', 'lock free', 're-run', 'live then']
}

function describeRow(layout: Layout, death: Death): readonly string[] {
  const outcome = outcomes.get(keyOf(layout, death))
  const where = [layout, death.moment, `\`${death.step}\``]
  if (outcome === undefined || outcome instanceof Error) return [...where, `FAILED: ${outcome?.message ?? 'not run'}`, '', '', '', '', '']
  const { live, starts, wentBack, isFree, again, liveAgain } = outcome
  const yes = (is: boolean): string => (is ? 'yes' : 'no')
  return [...where, live, starts.join(', ') || 'nothing', yes(wentBack), yes(isFree), again.split(' | ')[0] ?? '', liveAgain]
}
