import type { Report } from '../core/index.ts'

/** States of a deployment status (docs.github.com: REST API, "Deployment statuses"). */
export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

export interface DeploymentPlace {
  /** `https://api.github.com`, or that of an own GitHub server. */
  readonly apiUrl: string
  readonly token: string
  /** `owner/name`. */
  readonly repository: string
  readonly environment: string
  /** Where the application answers. */
  readonly environmentUrl: string | undefined
  readonly runUrl: string | undefined
}

export interface DeploymentStart {
  /** Commit, branch or tag. */
  readonly ref: string
  readonly description: string
  /** The record of the deploy: what other tools can read from the Deployment. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** Says why there is no Deployment or status; the deploy itself goes on. */
export type Notice = (message: string) => void

/** Makes a GitHub Deployment in progress and returns its id; undefined when GitHub refuses, which is told. */
export async function openDeployment(place: DeploymentPlace, start: DeploymentStart, notice: Notice): Promise<number | undefined> {
  const id = await withoutFailing(notice, async () => {
    const { octokit, owner, repo } = await connect(place)
    const { data } = await octokit.rest.repos.createDeployment({
      owner,
      repo,
      ref: start.ref,
      environment: place.environment,
      description: fitDescription(start.description),
      payload: { ...start.payload },
      // The workflow decides what must pass before it deploys; GitHub's own checks include the running job and would wait for it.
      required_contexts: [],
      auto_merge: false,
      request: { signal: AbortSignal.timeout(TIMEOUT_MS) }
    })
    if (!('id' in data)) throw new Error(data.message ?? 'GitHub made no deployment')
    return data.id
  })
  if (id !== undefined) await setDeploymentState(place, { id, state: 'in_progress', description: start.description }, notice)
  return id
}

export interface DeploymentEnd {
  readonly id: number
  readonly state: DeploymentState
  readonly description: string
}

/** Sets the state. Safe to repeat. Returns whether GitHub took it. */
export async function setDeploymentState(place: DeploymentPlace, end: DeploymentEnd, notice: Notice): Promise<boolean> {
  return (
    (await withoutFailing(notice, async () => {
      await sendStatus(place, end)
      return true
    })) ?? false
  )
}

/** A failed or undone deploy leaves the earlier Deployment active: it is what is live. */
export function toDeploymentState({ outcome, error }: Pick<Report, 'outcome' | 'error'>): DeploymentState {
  if (outcome === 'succeeded' || outcome === 'unchanged') return 'success'
  if (outcome === 'planned') return 'inactive'
  if (error?.code === 'DK_CANCELLED') return outcome === 'undone' ? 'inactive' : 'error'
  return error?.code === 'DK_INTERNAL' || outcome === 'undo-failed' ? 'error' : 'failure'
}

/** A slow API must not hold up a deploy, nor the clean-up of a cancelled one. */
const TIMEOUT_MS = 10_000

async function connect({ apiUrl, token, repository }: DeploymentPlace) {
  // Loaded only when there is a token: it is as large as the rest of the action.
  const { getOctokit } = await import('@actions/github')
  const [owner = '', repo = ''] = repository.split('/')
  return { octokit: getOctokit(token, { baseUrl: apiUrl }), owner, repo }
}

async function sendStatus(place: DeploymentPlace, { id, state, description }: DeploymentEnd): Promise<void> {
  const { octokit, owner, repo } = await connect(place)
  await octokit.rest.repos.createDeploymentStatus({
    owner,
    repo,
    deployment_id: id,
    state,
    description: fitDescription(description),
    auto_inactive: true,
    ...(place.runUrl === undefined ? {} : { log_url: place.runUrl }),
    ...(place.environmentUrl === undefined ? {} : { environment_url: place.environmentUrl }),
    request: { signal: AbortSignal.timeout(TIMEOUT_MS) }
  })
}

async function withoutFailing<T>(notice: Notice, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action()
  } catch (error) {
    notice(describeProblem(error))
    return undefined
  }
}

function describeProblem(error: unknown): string {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  if (status === 403 || status === 404) {
    return 'GitHub Deployment: the token lacks the permission `deployments: write`. Add it to `permissions` of the job, or leave out github-token'
  }
  if (status === 401) return 'GitHub Deployment: GitHub does not accept the token of the input github-token'
  return `GitHub Deployment: ${error instanceof Error ? error.message : String(error)}`
}

/** GitHub refuses descriptions of more than 140 characters. */
function fitDescription(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 140 ? line : `${line.slice(0, 139)}…`
}
