import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Event, Report } from '../../../packages/core/index.ts'
import { startDelayingProxy, type DelayingProxy } from '../../support/delaying-proxy.ts'
import { connectionTexts, describeReport, runInputs } from '../../support/deploy-run.ts'
import { Findings } from '../../support/fault-cells.ts'
import { runAndDie } from '../../support/killed-runner.ts'
import type { Scratch } from '../../support/scratch.ts'
import { atMoment } from '../../support/step-moments.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { inspect } from '../../testbed/docker.ts'
import { otherVersion, type OwnFault, type StrategySubject, type Texts, type Version } from './strategy-subject.ts'

/** `cut at every step` breaks the connection once at each of them, in one run. */
export type StrategyFault = 'cut' | 'killed' | 'rebooted' | 'no space' | 'health hangs' | OwnFault

/** One run with a fault, which begins when this step has begun on the host. */
export interface StrategyCell {
  readonly steps: readonly string[]
  readonly fault: StrategyFault
}

export interface StrategyResult {
  /** `old` or `new`: what was served, and whole, when the host had come to rest. */
  readonly live: string
  readonly problems: readonly string[]
}

export const nameFault = (fault: StrategyFault): string => (typeof fault === 'string' ? fault : fault.name)

/** Of a run that is to die: it must come to where it dies, while units and containers show that they stay up. */
const DYING = { 'confirm-timeout': '30s' }

const REST_SECONDS = 90

/** A host for one cell after the other. */
export class StrategyLane {
  readonly #scratch: Scratch
  readonly #subject: StrategySubject
  readonly #proxy: DelayingProxy

  private constructor(scratch: Scratch, subject: StrategySubject, proxy: DelayingProxy) {
    this.#scratch = scratch
    this.#subject = subject
    this.#proxy = proxy
  }

  static async open(scratch: Scratch, subject: StrategySubject): Promise<StrategyLane> {
    const { address, port } = subject.host
    return new StrategyLane(scratch, subject, await startDelayingProxy({ target: { address, port } }))
  }

  async close(): Promise<void> {
    await this.#proxy.close()
    await this.#subject.close()
  }

  /** Of a deploy over a live release, as its plan has them. */
  async planSteps(): Promise<readonly string[]> {
    const old = await this.#begin()
    const { report } = await runInputs('ssh-deploy', this.#subject.texts(otherVersion(old)), { mode: 'plan' })
    return report.plan.steps.map((step) => step.id)
  }

  /** Never throws: what is not as it has to be, is told. */
  async run(cell: StrategyCell, planned: readonly string[]): Promise<StrategyResult> {
    const findings = new Findings()
    const { host } = this.#subject
    try {
      const old = await this.#begin()
      const next = otherVersion(old)
      const wanted = await this.#inject(cell, { planned, next, findings })
      const live = await this.#rest(wanted, { old, next, findings, mayDrain: mayDrain(cell, planned) || (cell.fault === 'rebooted' && wanted === 'new') })
      await this.#mend(cell)
      await this.#runAgain(next, findings)
      return { live, problems: findings.problems.length === 0 ? [] : [...findings.problems, ...findings.notes] }
    } catch (thrown) {
      await this.#mend(cell).catch(() => undefined)
      return { live: 'not known', problems: [...findings.problems, thrown instanceof Error ? thrown.message : String(thrown)] }
    } finally {
      await host.unfill('/srv').catch(() => undefined)
    }
  }

  /** The version that is live and whole when the fault comes. */
  async #begin(): Promise<Version> {
    const { served, texts, use, whole } = this.#subject
    let live = await served()
    if (live !== 'one' && live !== 'two') {
      const { report } = await runInputs('ssh-deploy', texts('one'))
      if (report.outcome !== 'succeeded' && report.outcome !== 'unchanged') throw new Error(`The stage could not be set: ${describeReport(report)}`)
      live = await whole()
    }
    if (live !== 'one' && live !== 'two') throw new Error(`The stage could not be set: live is ${live}`)
    await use()
    return live
  }

  async #inject({ steps, fault }: StrategyCell, trial: Trial): Promise<Wanted> {
    if (fault === 'cut') return await this.#cut(steps, trial)
    if (fault === 'killed') return await this.#kill(steps[0] ?? '', trial)
    if (fault === 'rebooted') return await this.#reboot(steps[0] ?? '', trial)
    if (fault === 'health hangs') return await this.#hang(trial)
    const { host } = this.#subject
    return await this.#break(steps[0] ?? '', { ...trial, begin: fault === 'no space' ? () => fillBesideOthers(host) : () => fault.begin() })
  }

  /** The connection is made again, and the run goes on to its end. */
  async #cut(steps: readonly string[], { next, findings }: Trial): Promise<Wanted> {
    const runId = newRunId()
    const root = await this.#view()
    const cuts = steps.map((step) => atMoment({ step, moment: 'during', root, runId }, () => this.#proxy.cut()))
    const { report } = await runInputs('ssh-deploy', { ...this.#subject.texts(next), ...this.#throughProxy() }, { runId, listen: (event) => cuts.forEach((cut) => cut(event)) })
    if (report.outcome !== 'succeeded') findings.problems.push(`The run with the cut: ${describeReport(report)}`)
    return 'new'
  }

  #throughProxy(): Texts {
    const { host } = this.#subject
    const { address, port } = this.#proxy
    return connectionTexts({ ...host, address, port, knownHostsLine: host.knownHostsLine.replace(/^\S+/, `[${address}]:${port}`) })
  }

  async #kill(step: string, { next, planned }: Trial): Promise<Wanted> {
    const root = await this.#view()
    const texts = { ...this.#subject.texts(next), ...DYING }
    const runId = await runAndDie(this.#scratch, { operation: 'ssh-deploy', death: { step, moment: 'during' }, texts, root })
    const guard = path.join(root, '.deploy-kit/guards', runId)
    await waitUntil('the guard has ended', () => !existsSync(`${guard}/go-back`) || ['status', 'confirmed'].some((name) => existsSync(`${guard}/${name}`)), REST_SECONDS)
    await waitUntil('the last step has ended', () => !isRunning(path.join(root, '.deploy-kit/steps', runId)), REST_SECONDS)
    return planned.indexOf(step) >= planned.indexOf('confirm') ? 'new' : 'old'
  }

  /** As by loss of power, while the runner lives. */
  async #reboot(step: string, { next, findings }: Trial): Promise<Wanted> {
    const runId = newRunId()
    const root = await this.#view()
    let crash: Promise<void> | undefined
    const listen = atMoment({ step, moment: 'during', root, runId }, () => {
      crash = this.#subject.host.crash()
    })
    const { report } = await runInputs('ssh-deploy', this.#subject.texts(next), { runId, listen })
    await crash
    findings.notes.push(describeReport(report))
    if (report.outcome === 'succeeded') return 'new'
    if (report.outcome === 'undone') return 'old'
    // Nobody was there to go back: what the host starts by itself is one of them, and the next run tells which.
    findings.oneOf('the run', report.outcome, ['failed', 'undo-failed'])
    return 'one of them'
  }

  async #break(step: string, { next, findings, begin }: Trial & { readonly begin: () => Promise<unknown> }): Promise<Wanted> {
    let breaking: Promise<unknown> | undefined
    const listen = (event: Event): void => {
      if (event.type === 'step-started' && event.step.id === step) breaking = begin()
    }
    const { report } = await runInputs('ssh-deploy', this.#subject.texts(next), { listen })
    await breaking
    findings.notes.push(describeReport(report))
    // The application has no room either.
    await this.#subject.host.unfill('/srv')
    return this.#judge(report, findings)
  }

  /** A listener that takes connections, and never says a word. */
  async #hang({ next, findings }: Trial): Promise<Wanted> {
    const { host } = this.#subject
    const listener = 'import socket,time; s=socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", 9998)); s.listen(); time.sleep(600)'
    await host.exec(`systemd-run --quiet --unit silent python3 -c '${listener}'`)
    try {
      const { report } = await runInputs('ssh-deploy', { ...this.#subject.texts(next), 'health-check': 'http http://127.0.0.1:9998/ timeout=2s', attempts: '2' })
      findings.same('the run', report.outcome, 'undone')
      return this.#judge(report, findings)
    } finally {
      await host.exec('systemctl stop silent')
    }
  }

  #judge(report: Report, findings: Findings): Wanted {
    if (report.outcome === 'succeeded') return 'new'
    if (report.outcome !== 'undone' && report.outcome !== 'failed') findings.problems.push(`The run: ${describeReport(report)}`)
    return 'old'
  }

  async #rest(wanted: Wanted, { old, next, findings, mayDrain }: Rest): Promise<string> {
    const { served, whole } = this.#subject
    const expected: readonly string[] = wanted === 'one of them' ? [old, next] : [wanted === 'new' ? next : old]
    const look = wanted === 'one of them' ? served : whole
    const live = await settle(() => look(), expected)
    const draining = mayDrain && !expected.includes(live) ? await whole('may drain') : live
    findings.oneOf('live', draining, expected)
    const name = draining === next ? 'new' : draining === old ? 'old' : draining
    return draining === live ? name : `${name}, the other still runs`
  }

  async #mend({ fault }: StrategyCell): Promise<void> {
    const { host, root } = this.#subject
    await host.unfill('/srv')
    if (typeof fault !== 'string') await fault.end()
    // As if its run had not been heard of for so long that anyone may take the lock.
    await host.exec(`! test -e ${root}/.deploy-kit/lock || touch -d '-91 seconds' ${root}/.deploy-kit/lock`)
  }

  /** The same once more, when the fault is gone. */
  async #runAgain(next: Version, findings: Findings): Promise<void> {
    const { texts, whole } = this.#subject
    const { report } = await runInputs('ssh-deploy', texts(next))
    if (report.outcome !== 'succeeded' && report.outcome !== 'unchanged') findings.problems.push(`The re-run: ${describeReport(report)}`)
    findings.same('live after the re-run', await settle(whole, [next]), next)
  }

  /** The deploy path, as this machine sees it; another one after each boot. */
  async #view(): Promise<string> {
    const { host, root } = this.#subject
    return `/proc/${await inspect(host.container, '{{.State.Pid}}')}/root${root}`
  }
}

interface Rest {
  readonly old: Version
  readonly next: Version
  readonly findings: Findings
  readonly mayDrain: boolean
}

/** Once it is confirmed (a host takes its time to go down, and the run goes on), nobody but the next run ends the release beside it, when its own run did not come to that. */
function mayDrain({ fault, steps }: StrategyCell, planned: readonly string[]): boolean {
  return fault !== 'cut' && planned.indexOf(steps[0] ?? '') >= planned.indexOf('confirm')
}

type Wanted = 'old' | 'new' | 'one of them'

interface Trial {
  readonly planned: readonly string[]
  readonly next: Version
  readonly findings: Findings
}

const newRunId = (): string => randomBytes(6).toString('hex')

/** What others remove meanwhile is filled again. */
async function fillBesideOthers(host: StrategySubject['host'], triesLeft = 3): Promise<void> {
  try {
    await host.fill('/srv')
  } catch (error) {
    if (triesLeft === 0) throw error
    await fillBesideOthers(host, triesLeft - 1)
  }
}

/** What it is when it is as expected, or what it still is after a while. */
async function settle(look: () => Promise<string>, expected: readonly string[]): Promise<string> {
  let found = ''
  const isThere = async (): Promise<boolean> => expected.includes((found = await look()))
  await waitUntil(`${expected.join(' or ')} is live`, isThere, REST_SECONDS).catch(() => undefined)
  return found
}

function isRunning(steps: string): boolean {
  return existsSync(steps) && readdirSync(steps).some((step) => existsSync(path.join(steps, step, 'process')) && !existsSync(path.join(steps, step, 'status')))
}
