import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Event } from '../../packages/core/index.ts'
import { makeBackupApplication, type BackupApplication, type MoreServers } from './backup-application.ts'
import { makeBackupTrial } from './backup-trial.ts'
import type { TestServer } from './connection.ts'
import { startMariadb } from './databases/mariadb-server.ts'
import { startPostgres, type PostgresServer } from './databases/postgres-server.ts'
import { startRedis } from './databases/redis-server.ts'
import { startDelayingProxy, type DelayingProxy } from './delaying-proxy.ts'
import { connectionTexts, describeReport, runInputs, type DeployRun, type DeployRunOptions } from './deploy-run.ts'
import { Findings } from './fault-cells.ts'
import { leaveAlone, runAndDie } from './killed-runner.ts'
import type { Scratch } from './scratch.ts'
import { makeSmallDisk, whyNoSmallDisk, type SmallDisk } from './small-disk.ts'
import { startSshd, type Sshd } from './sshd.ts'
import { atMoment, type Moment } from './step-moments.ts'
import { waitUntil } from './wait-until.ts'

export type BackupScenario = 'backup' | 'restore'

/** A full disk has so many blocks left when the step begins. The database server is killed, and started again by whoever looks after it. */
export type BackupFault =
  | { readonly kind: 'cut' | 'killed'; readonly moment: Moment }
  | { readonly kind: 'full'; readonly blocks: number }
  | { readonly kind: 'server killed' }

export interface BackupFaultCell {
  readonly scenario: BackupScenario
  /** Of the plan, in order. */
  readonly planned: readonly string[]
  /** Several only for cut connections. */
  readonly steps: readonly string[]
  readonly fault: BackupFault
}

export interface BackupCellResult {
  /** What was live, and whole, when everything had come to rest: `old` or `new`. */
  readonly live: string
  /** How the run ended, as far as it was told. */
  readonly ended: string
  readonly problems: readonly string[]
}

export function nameBackupFault(fault: BackupFault): string {
  switch (fault.kind) {
    case 'cut':
    case 'killed':
      return `${fault.kind} ${fault.moment}`
    case 'full':
      return `${fault.blocks} blocks left`
    case 'server killed':
      return fault.kind
  }
}

export const nameBackupCell = ({ scenario, steps, fault }: BackupFaultCell): string => `${scenario}, ${nameBackupFault(fault)}, ${steps.join(' ')}`

const DISK = { sizeMiB: 24, inodes: 6000 }
/** Made before any fault. */
const GOOD = 'good'

/** A host with an application of three parts, whose link can be cut, whose disk can be filled, and whose database server can be killed. */
export class BackupFaultLane {
  readonly #scratch: Scratch
  readonly #sshd: Sshd
  readonly #proxy: DelayingProxy
  readonly #postgres: PostgresServer
  readonly #more: MoreServers | undefined
  readonly #disk: SmallDisk | undefined
  readonly #app: BackupApplication
  #versions = 0

  private constructor(scratch: Scratch, parts: { readonly sshd: Sshd; readonly proxy: DelayingProxy; readonly postgres: PostgresServer; readonly more: MoreServers | undefined; readonly disk: SmallDisk | undefined; readonly app: BackupApplication }) {
    this.#scratch = scratch
    this.#sshd = parts.sshd
    this.#proxy = parts.proxy
    this.#postgres = parts.postgres
    this.#more = parts.more
    this.#disk = parts.disk
    this.#app = parts.app
  }

  static async open(scratch: Scratch, { hasAllServers }: { readonly hasAllServers: boolean }): Promise<BackupFaultLane> {
    const [sshd, postgres] = await Promise.all([startSshd(), startPostgres()])
    const more = hasAllServers ? { mariadb: await startMariadb(), redis: await startRedis({ appendOnly: true }) } : undefined
    const proxy = await startDelayingProxy({ target: { address: sshd.address, port: sshd.port } })
    const disk = whyNoSmallDisk === undefined ? makeSmallDisk(scratch.folder, DISK) : undefined
    const app = await makeBackupApplication(postgres, path.join(disk?.folder ?? scratch.next('lane'), 'app'), 'app', more)
    await app.write('good')
    const lane = new BackupFaultLane(scratch, { sshd, proxy, postgres, more, disk, app })
    const { report } = await lane.#run('backup', { 'backup-name': GOOD })
    if (report.outcome !== 'succeeded') throw new Error(describeReport(report))
    return lane
  }

  async close(): Promise<void> {
    await this.#proxy.close()
    await this.#sshd.stop()
    await this.#postgres.stop()
    await this.#more?.mariadb.stop()
    await this.#more?.redis.stop()
    this.#disk?.remove()
  }

  async planSteps(scenario: BackupScenario): Promise<readonly string[]> {
    const { report } = await this.#run(scenario, {}, { mode: 'plan' })
    return report.plan.steps.map(({ id }) => id)
  }

  /** Never throws: what is not as it has to be, is told. */
  async run(cell: BackupFaultCell): Promise<BackupCellResult> {
    const findings = new Findings()
    try {
      const old = `live${(this.#versions += 1)}`
      await this.#app.write(old)
      const ended = await this.#inject(cell, findings)
      const live = await this.#expectRest(cell, old, findings)
      await this.#expectBackups(findings)
      await this.#runAgain(cell, findings)
      return { live, ended, problems: findings.problems }
    } catch (thrown) {
      return { live: 'not known', ended: '', problems: [...findings.problems, thrown instanceof Error ? thrown.message : String(thrown)] }
    } finally {
      await this.#tidy()
    }
  }

  #textsOf(scenario: BackupScenario, more: Readonly<Record<string, string>>, server: TestServer = this.#sshd): Readonly<Record<string, string>> {
    const what: Readonly<Record<string, string>> = scenario === 'backup' ? { components: this.#app.components } : { backup: GOOD, 'confirm-timeout': '60s' }
    return { ...connectionTexts(server), path: this.#app.root, ...what, ...more }
  }

  #run(scenario: BackupScenario, more: Readonly<Record<string, string>> = {}, options: DeployRunOptions & { readonly server?: TestServer } = {}): Promise<DeployRun> {
    const { server, ...rest } = options
    return runInputs(scenario, this.#textsOf(scenario, more, server), rest)
  }

  /** How the run with the fault ended. */
  async #inject(cell: BackupFaultCell, findings: Findings): Promise<string> {
    const { scenario, steps, fault } = cell
    switch (fault.kind) {
      case 'cut': {
        const runId = randomBytes(6).toString('hex')
        const cuts = steps.map((step) => atMoment({ step, moment: fault.moment, root: this.#app.root, runId }, () => this.#proxy.cut()))
        const { port } = this.#proxy
        const server = { ...this.#sshd, port, knownHostsLine: this.#sshd.knownHostsLine.replace(String(this.#sshd.port), String(port)) }
        const { report } = await this.#run(scenario, {}, { runId, server, listen: (event) => cuts.forEach((cut) => cut(event)) })
        if (report.outcome !== 'succeeded') findings.problems.push(describeReport(report))
        return report.outcome
      }
      case 'killed': {
        const texts = this.#textsOf(scenario, scenario === 'restore' ? { 'confirm-timeout': '3s' } : {})
        const runId = await runAndDie(this.#scratch, { operation: scenario, death: { step: steps[0] ?? '', moment: fault.moment }, texts })
        await leaveAlone(this.#sshd, this.#app.record('guards', runId))
        const status = this.#app.record('guards', runId, 'status')
        return existsSync(status) ? `went back: ${readFileSync(status, 'utf8').trim()}` : 'killed'
      }
      case 'full':
        return await this.#runTo(cell, () => this.#disk?.fill(fault.blocks * 4096), findings)
      case 'server killed': {
        let again: Promise<void> | undefined
        const kill = async (): Promise<void> => {
          const server = this.#serverOf(steps[0] ?? '')
          await server.kill()
          await server.restart()
        }
        const ended = await this.#runTo(cell, () => void (again = kill()), findings)
        await again
        return ended
      }
    }
  }

  #serverOf(step: string): { kill(): Promise<void>; restart(): Promise<void> } {
    if (this.#more !== undefined && step.endsWith('-shop')) return this.#more.mariadb
    return this.#more !== undefined && step.endsWith('-cache') ? this.#more.redis : this.#postgres
  }

  async #runTo({ scenario, steps }: BackupFaultCell, act: () => void, findings: Findings): Promise<string> {
    const listen = (event: Event): void => {
      if (event.type === 'step-started' && event.step.id === steps[0]) act()
    }
    const { report } = await this.#run(scenario, {}, { listen })
    findings.oneOf('the run with the fault', report.outcome, ['succeeded', 'undone', 'failed'])
    findings.same('the backup is called damaged', report.error?.code === 'DK_BACKUP_DAMAGED', false)
    if (report.outcome === 'undo-failed') findings.problems.push(describeReport(report))
    if (report.error !== undefined) findings.notes.push(describeReport(report))
    return report.outcome === 'succeeded' ? 'succeeded' : `${report.outcome}, ${report.error?.code ?? ''}`
  }

  /** All old, or all new; and new only if that was told, or confirmed. */
  async #expectRest({ scenario, planned, steps, fault }: BackupFaultCell, old: string, findings: Findings): Promise<string> {
    this.#disk?.empty()
    await waitUntil('the host is idle', () => this.#sshd.isIdle(), 60)
    const found = await this.#app.read()
    const live = found === old ? 'old' : found === 'good' ? 'new' : found
    const isConfirmed = planned.indexOf(steps[0] ?? '') >= planned.indexOf('confirm')
    const wanted = scenario === 'backup' ? ['old'] : fault.kind === 'cut' ? ['new'] : fault.kind === 'killed' ? [isConfirmed ? 'new' : 'old'] : ['old', 'new']
    findings.oneOf('live', live, wanted)
    return live
  }

  /** Everything with a name is whole, and the good one is there. */
  async #expectBackups(findings: Findings): Promise<void> {
    const trial = makeBackupTrial({ app: this.#app, identity: undefined })
    const names = this.#app.backups()
    findings.same('the good backup is there', names.includes(GOOD), true)
    for (const name of names) {
      const folder = this.#app.backupFolder(name)
      findings.same(`${name} is refused`, await trial.ask(folder, 'read'), 'not refused')
      // A dead server or a full disk says nothing about a backup.
      const checks = path.join(folder, '.checks')
      findings.same(`${name} has no bad mark`, existsSync(checks) && readFileSync(checks, 'utf8').includes('failed'), false)
    }
  }

  /** The same once more, when the fault is gone: it succeeds, and leaves the host clean. */
  async #runAgain({ scenario }: BackupFaultCell, findings: Findings): Promise<void> {
    this.#app.expireLock()
    const before = await this.#app.read()
    const { report } = await this.#run(scenario)
    findings.same('the re-run', describeReport(report).slice(0, 'succeeded'.length), 'succeeded')
    if (report.outcome !== 'succeeded') findings.problems.push(describeReport(report))
    findings.same('live after the re-run', await this.#app.read(), scenario === 'backup' ? before : 'good')
    await waitUntil('the host is idle', () => this.#sshd.isIdle(), 60)
    findings.same('left over', await this.#app.leftovers(), [])
    await this.#expectBackups(findings)
  }

  /** The small disk is for one cell. */
  async #tidy(): Promise<void> {
    this.#disk?.empty()
    for (const name of this.#app.backups()) if (name !== GOOD) rmSync(this.#app.backupFolder(name), { recursive: true })
    for (const kind of ['steps', 'guards'] as const) rmSync(path.dirname(this.#app.record(kind, 'x')), { recursive: true, force: true })
    for (const left of await this.#app.leftovers()) if (left.startsWith('dk_')) await this.#postgres.sql(`drop database "${left}"`)
  }
}
