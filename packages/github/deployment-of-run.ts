import { errorCatalogue, version, type AnyOperation, type DeployKitError, type Plan, type Report } from '../core/index.ts'
import { openDeployment, setDeploymentState, toDeploymentState, type DeploymentPlace, type Notice } from './deployment.ts'
import type { FrontValues } from './read-values.ts'
import { readRunnerEnvironment, type Environment } from './runner-environment.ts'

/** Undefined when no GitHub Deployment was asked for, or the operation changes nothing. */
export function findDeploymentPlace(operation: AnyOperation, front: FrontValues, env: Environment): DeploymentPlace | undefined {
  const token = env['INPUT_GITHUB-TOKEN']?.trim()
  const { apiUrl, repository, runUrl } = readRunnerEnvironment(env)
  const wanted = operation.danger !== 'read-only' && !front['plan-only']
  if (!wanted || token === undefined || token === '' || repository === undefined) return undefined
  return { apiUrl, token, repository, environment: front.environment ?? 'production', environmentUrl: front['environment-url'], runUrl }
}

export interface DeploymentLinks {
  /** Where the Deployment cannot be kept, its reason goes. */
  readonly notice: Notice
  /** For the post step. */
  readonly saveState: (state: Readonly<Record<string, string>>) => Promise<void>
  readonly sha: string | undefined
}

/** The GitHub Deployment of one run: begins with the plan, so that it names the commit that is really deployed. */
export class DeploymentOfRun {
  readonly #place: DeploymentPlace | undefined
  readonly #links: DeploymentLinks
  #opening: Promise<number | undefined> | undefined

  constructor(place: DeploymentPlace | undefined, links: DeploymentLinks) {
    this.#place = place
    this.#links = links
  }

  /** Does not wait: the deploy goes on while GitHub answers. Nothing for a plan that will not be applied. */
  begin(plan: Plan): void {
    // A package goes live nowhere, and a backup or a restore leaves what is live as it is.
    const makesLive = Object.values(plan.live).some(({ before, after }) => after !== undefined && after !== before)
    if (makesLive && plan.steps.length > 0 && plan.problems.length === 0) this.#opening ??= this.#open(plan)
  }

  /** Gives the Deployment its final state. Safe when there is none. */
  async end(report: Report): Promise<void> {
    const id = await this.#opening
    if (this.#place === undefined || id === undefined) return
    const description = report.error === undefined ? report.plan.title : describe(report.error)
    const closed = await setDeploymentState(this.#place, { id, state: toDeploymentState(report), description }, this.#links.notice)
    if (closed) await this.#links.saveState({ 'deployment-ended': 'true' })
  }

  async #open(plan: Plan): Promise<number | undefined> {
    const place = this.#place
    const ref = plan.outputs['commit'] || this.#links.sha
    if (place === undefined || ref === undefined) return undefined
    const payload = { deployKit: version, operation: plan.operation, plan: plan.hash, hosts: plan.hosts, outputs: plan.outputs, runUrl: place.runUrl ?? null }
    const id = await openDeployment(place, { ref, description: plan.title, payload }, this.#links.notice)
    if (id !== undefined) await this.#links.saveState({ 'deployment-id': String(id) })
    return id
  }
}

/** The message may hold text of the host; the catalogue's sentence is fit for everybody who sees the repository. */
function describe({ code }: DeployKitError): string {
  return `${code}: ${errorCatalogue[code].meaning}`
}
