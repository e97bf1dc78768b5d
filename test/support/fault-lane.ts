import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import type { Event } from '../../packages/core/index.ts'
import type { TestServer } from './connection.ts'
import { startDelayingProxy, type DelayingProxy } from './delaying-proxy.ts'
import { describeReport } from './deploy-run.ts'
import type { Layout } from './fault-application.ts'
import { expectAftermath, Findings, listFailedTraces, tracesOf, type CellResult, type FaultCell } from './fault-cells.ts'
import { FaultStage, type Attempt, type Scenario } from './fault-stage.ts'
import { HASTY, leaveAlone, runAndDie } from './killed-runner.ts'
import type { Scratch } from './scratch.ts'
import { makeSmallDisk, whyNoSmallDisk, type SmallDisk } from './small-disk.ts'
import { startSshd, type Sshd } from './sshd.ts'
import { atMoment } from './step-moments.ts'
import { waitUntil } from './wait-until.ts'

const AT_ONCE = 'at once'
/** Of a small disk: room for some releases, and quickly filled. */
const DISK = { sizeMiB: 48, inodes: 8000 }

/** A host for one cell after the other: its own SSH server, a link that can be cut, and, where that is possible, a small disk. */
export class FaultLane {
  readonly #scratch: Scratch
  readonly #layout: Layout
  readonly #sshd: Sshd
  readonly #proxy: DelayingProxy
  readonly #disk: SmallDisk | undefined
  readonly #stages = new Map<Scenario, FaultStage>()
  #roots = 0

  private constructor(scratch: Scratch, layout: Layout, parts: { readonly sshd: Sshd; readonly proxy: DelayingProxy }) {
    this.#scratch = scratch
    this.#layout = layout
    this.#sshd = parts.sshd
    this.#proxy = parts.proxy
    this.#disk = whyNoSmallDisk === undefined ? makeSmallDisk(scratch.folder, DISK) : undefined
  }

  static async open(scratch: Scratch, layout: Layout): Promise<FaultLane> {
    const sshd = await startSshd()
    const proxy = await startDelayingProxy({ target: { address: sshd.address, port: sshd.port } })
    return new FaultLane(scratch, layout, { sshd, proxy })
  }

  async close(): Promise<void> {
    for (const stage of this.#stages.values()) stage.renew()
    await this.#proxy.close()
    await this.#sshd.stop()
    this.#disk?.remove()
  }

  /** The ids of the steps of a scenario, as its plan has them. */
  async planSteps(scenario: Scenario): Promise<readonly string[]> {
    const attempt = await this.#stage(scenario).begin()
    const { report } = await attempt.run({ mode: 'plan' })
    return report.plan.steps.map((step) => step.id)
  }

  /** Never throws: what is not as it has to be, is told. */
  async run(cell: FaultCell): Promise<CellResult> {
    const stage = this.#stage(cell.scenario)
    const findings = new Findings()
    try {
      const attempt = await stage.begin()
      const trial = new Trial(attempt, findings)
      const rest = await this.#inject(cell, trial)
      await this.#runAgain(cell, trial, rest.live)
      if (findings.problems.length > 0) stage.renew()
      return { ...rest, problems: findings.problems }
    } catch (thrown) {
      stage.renew()
      return { live: 'not known', wholeAfter: '', problems: [...findings.problems, thrown instanceof Error ? thrown.message : String(thrown)] }
    } finally {
      this.#disk?.empty()
    }
  }

  #stage(scenario: Scenario): FaultStage {
    const stage = this.#stages.get(scenario) ?? new FaultStage(this.#place(), scenario)
    this.#stages.set(scenario, stage)
    return stage
  }

  #place(): ConstructorParameters<typeof FaultStage>[0] {
    const folder = this.#disk?.folder ?? this.#scratch.write(this.#scratch.next('lane'), { 'apps/': '' })
    return {
      scratch: this.#scratch,
      server: this.#sshd,
      layout: this.#layout,
      nextRoot: () => path.join(folder, `app-${(this.#roots += 1)}`),
      nextPort
    }
  }

  async #inject(cell: FaultCell, trial: Trial): Promise<Omit<CellResult, 'problems'>> {
    switch (cell.fault.kind) {
      case 'cut':
        return await this.#cut(cell, trial, cell.fault.moment)
      case 'killed':
        return await this.#kill(cell, trial, cell.fault.moment)
      case 'no space':
      case 'no inodes':
        return await this.#fill(cell, trial, cell.fault.kind)
    }
  }

  /** The connection is made again, and the run goes on to its end. */
  async #cut({ steps, planned }: FaultCell, trial: Trial, moment: Parameters<typeof atMoment>[0]['moment']): Promise<Omit<CellResult, 'problems'>> {
    const { attempt, findings } = trial
    const runId = randomBytes(6).toString('hex')
    const cuts = steps.map((step) => atMoment({ step, moment, root: attempt.app.root, runId }, () => this.#proxy.cut()))
    const connections = this.#proxy.connections
    const { report } = await attempt.run({ server: this.#throughProxy(), runId, listen: (event) => cuts.forEach((cut) => cut(event)) })
    findings.same('the run with the cut', describeReport(report).split(' | ')[0], 'succeeded')
    if (report.error !== undefined) findings.problems.push(describeReport(report))
    findings.same('the connection was made again', this.#proxy.connections > connections + (steps.length > 1 ? steps.length / 2 : 0), true)
    await trial.expectRest({ live: 'new', ran: [tracesOf(planned)] })
    return { live: 'new', wholeAfter: AT_ONCE }
  }

  #throughProxy(): TestServer {
    const { port } = this.#proxy
    return { ...this.#sshd, port, knownHostsLine: this.#sshd.knownHostsLine.replace(String(this.#sshd.port), String(port)) }
  }

  async #kill(cell: FaultCell, trial: Trial, moment: Parameters<typeof atMoment>[0]['moment']): Promise<Omit<CellResult, 'problems'>> {
    const { attempt, findings } = trial
    const { app, operation } = attempt
    const expected = expectAftermath(cell)
    const runId = await runAndDie(this.#scratch, { operation, death: { step: cell.steps[0] ?? '', moment }, texts: { ...attempt.textsOf(), ...HASTY } })
    const diedAt = performance.now()
    const liveAtDeath = app.live()
    await leaveAlone(this.#sshd, app.record('guards', runId))
    const seconds = (performance.now() - diedAt) / 1000
    if (!expected.wentBack) findings.same('live at the moment of death', liveAtDeath, trial.versionOf(expected.live))
    const status = app.record('guards', runId, 'status')
    findings.same('the guard went back', existsSync(status) ? readFileSync(status, 'utf8').trim() : 'no', expected.wentBack ? '0' : 'no')
    // Only the guard frees the lock of a dead run; otherwise it expires.
    findings.same('the lock is free', !app.isLocked(), expected.wentBack)
    const live = await trial.expectRest({ live: expected.live, ran: [expected.ran] })
    return { live, wholeAfter: expected.wentBack ? describeSeconds(seconds) : AT_ONCE }
  }

  async #fill(cell: FaultCell, trial: Trial, kind: 'no space' | 'no inodes'): Promise<Omit<CellResult, 'problems'>> {
    const { attempt, findings } = trial
    const disk = this.#disk
    if (disk === undefined) throw new Error('There is no small disk')
    const fill = (): void => (kind === 'no space' ? disk.fill() : disk.fillInodes())
    const listen = (event: Event): void => {
      if (event.type === 'step-started' && event.step.id === cell.steps[0]) fill()
    }
    const { report } = await attempt.run({ listen })
    const isNew = report.outcome === 'succeeded'
    if (!isNew) findings.oneOf('the run on the full disk', report.outcome, ['undone', 'failed'])
    if (report.outcome === 'undo-failed') findings.problems.push(describeReport(report))
    const ran = isNew ? [tracesOf(cell.planned)] : listFailedTraces(cell)
    const live = await trial.expectRest({ live: isNew ? 'new' : 'old', ran })
    return { live, wholeAfter: AT_ONCE }
  }

  /** The same once more, when the fault is gone: it succeeds, and leaves the host clean. */
  async #runAgain(cell: FaultCell, trial: Trial, live: string): Promise<void> {
    const { attempt, findings } = trial
    const { app, operation } = attempt
    this.#disk?.empty()
    if (app.isLocked()) app.expireLock()
    trial.mark()
    const { report } = await attempt.run()
    const isDone = live === 'new'
    // Then there is nothing older to go back to.
    const refused = 'failed | DK_NOTHING_TO_ROLL_BACK_TO'
    const wanted = !isDone ? 'succeeded' : operation === 'rollback' ? refused : 'unchanged'
    findings.same('the re-run', describeReport(report).slice(0, wanted.length), wanted)
    if (report.outcome === 'undone' || report.outcome === 'undo-failed') findings.problems.push(describeReport(report))
    await trial.expectRest({ live: 'new', ran: [isDone ? [] : tracesOf(cell.planned)] })
    await waitUntil('nothing of a run is left', () => this.#sshd.isIdle()).catch((thrown: unknown) => findings.problems.push(String(thrown)))
    // A run that has nothing to do takes no lock, and so leaves the one of the dead run to the next that changes something.
    findings.same('left over', app.leftovers().filter((name) => !isDone || name !== '.deploy-kit/lock'), [])
  }
}

/** One attempt, seen from the outside. */
class Trial {
  readonly attempt: Attempt
  readonly findings: Findings
  #seen = 0

  constructor(attempt: Attempt, findings: Findings) {
    this.attempt = attempt
    this.findings = findings
    this.mark()
  }

  /** What is run from now on counts. */
  mark(): void {
    this.#seen = this.attempt.app.ran().length
  }

  versionOf(live: 'old' | 'new'): string {
    return this.attempt[live]
  }

  /** Every file, the env file and the running application are of one release, and what was run, was run once. */
  async expectRest({ live, ran }: { readonly live: 'old' | 'new'; readonly ran: readonly (readonly string[])[] }): Promise<string> {
    const { app } = this.attempt
    const whole = await app.whole()
    this.findings.same('live', whole, this.attempt[live])
    const names: Readonly<Record<string, string>> = { [`restart ${this.attempt.old}`]: 'restart old', [`restart ${this.attempt.new}`]: 'restart new' }
    this.findings.oneOf('what was run', app.ran().slice(this.#seen).map((trace) => names[trace] ?? trace), ran)
    return whole === this.attempt.new ? 'new' : whole === this.attempt.old ? 'old' : whole
  }
}

const BOUNDS_SECONDS = [10, 20, 40]

/** Rounded so much that it is the same on every machine that is not overloaded. */
function describeSeconds(seconds: number): string {
  const bound = BOUNDS_SECONDS.find((each) => seconds < each)
  return bound === undefined ? `after ${Math.round(seconds)} s` : `< ${bound} s`
}

const FIRST_PORT = 10_000
const LAST_PORT = 30_000
let lastPort = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT))

/** Below the ports that the kernel gives away by itself, and of nobody else now. */
async function nextPort(): Promise<number> {
  for (;;) {
    const port = (lastPort = lastPort < LAST_PORT ? lastPort + 1 : FIRST_PORT)
    if (await isFree(port)) return port
  }
}

function isFree(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen(candidate, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
