import { rmSync } from 'node:fs'
import type { OperationName } from '../../packages/operations/index.ts'
import type { TestServer } from './connection.ts'
import { describeReport, runInputs, type DeployRun, type DeployRunOptions } from './deploy-run.ts'
import { makeFaultApplication, otherVersion, type FaultApplication, type Layout, type Version } from './fault-application.ts'
import type { Scratch } from './scratch.ts'

/** What a run does that a fault comes into. */
export type Scenario = 'first deploy' | 'takeover' | 'deploy' | 'rollback'

export const scenarios: Readonly<Record<Layout, readonly Scenario[]>> = {
  releases: ['first deploy', 'deploy', 'rollback'],
  'in-place': ['first deploy', 'takeover', 'deploy', 'rollback']
}

/** A run that is about to begin. */
export interface Attempt {
  readonly app: FaultApplication
  readonly operation: OperationName
  /** What is live now. */
  readonly old: Version | 'nothing'
  /** What is to become live. */
  readonly new: Version
  textsOf(server?: TestServer): Readonly<Record<string, string>>
  run(options?: DeployRunOptions & { readonly server?: TestServer }): Promise<DeployRun>
}

export interface StagePlace {
  readonly scratch: Scratch
  readonly server: TestServer
  readonly layout: Layout
  /** Of its own for every application. */
  readonly nextRoot: () => string
  readonly nextPort: () => Promise<number>
}

/** One host on which a scenario is begun again and again. */
export class FaultStage {
  readonly #place: StagePlace
  readonly #scenario: Scenario
  #app: FaultApplication | undefined

  constructor(place: StagePlace, scenario: Scenario) {
    this.#place = place
    this.#scenario = scenario
  }

  /** Brings the host to where the scenario begins. */
  async begin(): Promise<Attempt> {
    if (this.#scenario === 'first deploy' || this.#scenario === 'takeover') this.renew()
    const app = (this.#app ??= await this.#makeApplication())
    switch (this.#scenario) {
      case 'first deploy':
        return describeDeploy(app, 'nothing', 'one')
      case 'takeover':
        app.makeByHand('one')
        return describeDeploy(app, 'one', 'two')
      case 'deploy': {
        if (app.live() === 'nothing') await requireSuccess(app.deploy('one'))
        const old = requireVersion(app.live())
        return describeDeploy(app, old, otherVersion(old))
      }
      case 'rollback':
        if (app.live() === 'nothing') await requireSuccess(app.deploy('one'))
        if (app.live() === 'one') await requireSuccess(app.deploy('two'))
        return describeRollback(app)
    }
  }

  /** The next one begins on a host that nobody has deployed to. */
  renew(): void {
    const app = this.#app
    if (app !== undefined) for (const folder of [app.root, app.runFolder]) rmSync(folder, { recursive: true, force: true })
    this.#app = undefined
  }

  async #makeApplication(): Promise<FaultApplication> {
    const { scratch, server, layout, nextRoot, nextPort } = this.#place
    return makeFaultApplication(scratch, server, { layout, root: nextRoot(), port: await nextPort() })
  }
}

function describeDeploy(app: FaultApplication, old: Attempt['old'], version: Version): Attempt {
  const textsOf = (server?: TestServer): Readonly<Record<string, string>> => app.textsOf(version, server)
  return { app, operation: 'ssh-deploy', old, new: version, textsOf, run: ({ server, ...options } = {}) => runInputs('ssh-deploy', textsOf(server), options) }
}

function describeRollback(app: FaultApplication): Attempt {
  const textsOf = (server?: TestServer): Readonly<Record<string, string>> => app.rollbackTexts(server)
  return { app, operation: 'rollback', old: 'two', new: 'one', textsOf, run: ({ server, ...options } = {}) => runInputs('rollback', textsOf(server), options) }
}

async function requireSuccess(running: Promise<DeployRun>): Promise<void> {
  const { report } = await running
  if (report.outcome !== 'succeeded') throw new Error(`The stage could not be set: ${describeReport(report)}`)
}

function requireVersion(live: string): Version {
  if (live !== 'one' && live !== 'two') throw new Error(`The stage could not be set: live is ${live}`)
  return live
}
