import path from 'node:path'
import { DeployKitError, type Report } from '../core/index.ts'
import type { Environment } from './runner-environment.ts'

/** As much of the client of `@actions/artifact` as is used. Rejects with what the service says. */
export interface ArtifactClient {
  uploadArtifact(
    name: string,
    files: string[],
    rootDirectory: string,
    options: { readonly compressionLevel: number }
  ): Promise<{ readonly id?: number }>
}

export interface ArtifactRequest {
  /** The input `artifact-name`; undefined: none is wanted. */
  readonly name: string | undefined
  readonly env: Environment
  readonly load: () => Promise<ArtifactClient>
}

/** Throws DK_INPUT_INVALID, before anything is done, when an artifact is wanted in a job that cannot keep one. */
export function requireArtifactService({ name, env }: Pick<ArtifactRequest, 'name' | 'env'>): void {
  if (name === undefined) return
  const problem = findServiceProblem(env)
  if (problem === undefined) return
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `The artifact ${name} cannot be kept: ${problem}`,
    remedy: 'Leave artifact-name out; the package is a file of the job all the same (output path)'
  })
}

function findServiceProblem(env: Environment): string | undefined {
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com'
  if (!isGitHubCom(server)) return `${server} is an own GitHub server, which does not offer the artifacts that this needs`
  const isThere = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].every((variable) => (env[variable] ?? '') !== '')
  return isThere ? undefined : 'this job has no artifact service (act has none that takes it)'
}

/** Also the tenants of GitHub Enterprise Cloud. */
function isGitHubCom(server: string): boolean {
  const host = URL.canParse(server) ? new URL(server).hostname : ''
  return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.ghe.localhost')
}

/**
 * Keeps the package of a run that made one as an artifact of the workflow run. Returns the report with the output
 * `artifact-id`, or a failed one: the package itself stays where it is. Never throws.
 */
export async function keepArtifact(report: Report, { name, load }: ArtifactRequest): Promise<Report> {
  if (name === undefined || report.outcome !== 'succeeded') return report
  try {
    const file = path.resolve(report.outputs['path'] ?? '')
    const client = await load()
    // It is compressed already.
    const { id } = await client.uploadArtifact(name, [file], path.dirname(file), { compressionLevel: 0 })
    return { ...report, outputs: { ...report.outputs, ...(id === undefined ? {} : { 'artifact-id': String(id) }) } }
  } catch (failure) {
    return { ...report, outcome: 'failed', error: notKept(name, failure) }
  }
}

function notKept(name: string, failure: unknown): DeployKitError {
  const reason = toReason(failure)
  const taken = /already exists|409/.test(reason)
  return new DeployKitError('DK_ARTIFACT_FAILED', {
    message: `The package was made, but the artifact ${name} could not be kept: ${reason}`,
    remedy: taken ? 'Give every artifact of a workflow run a name of its own' : 'Run the job again, or upload the file of the output path with actions/upload-artifact',
    cause: failure
  })
}

/** The store of the bytes answers some refusals with a status alone. */
function toReason(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  if (failure.message.trim() !== '') return failure.message
  return 'statusCode' in failure ? `refused with HTTP status ${String(failure.statusCode)}` : failure.name
}

/** Loaded only when an artifact is wanted: it is larger than all of deploy-kit. */
export async function loadArtifactClient(): Promise<ArtifactClient> {
  const { DefaultArtifactClient } = await import('@actions/artifact')
  return new DefaultArtifactClient()
}
