import type { Identity, InputSource } from '../core/index.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the runner tells an action by environment variables (docs.github.com: "Variables reference"). */
export interface RunnerEnvironment {
  readonly apiUrl: string
  /** `owner/name`. */
  readonly repository: string | undefined
  readonly sha: string | undefined
  readonly runUrl: string | undefined
  readonly actor: string
  readonly machine: string
  /** Step debug logging is on. */
  readonly isDebug: boolean
}

export function readRunnerEnvironment(env: Environment): RunnerEnvironment {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt = '1' } = env
  const known = server !== undefined && repository !== undefined && run !== undefined
  return {
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    repository,
    sha: env['GITHUB_SHA'],
    runUrl: known ? `${server}/${repository}/actions/runs/${run}/attempts/${attempt}` : undefined,
    actor: env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'] ?? 'github-actions',
    machine: env['RUNNER_NAME'] ?? 'runner',
    isDebug: env['RUNNER_DEBUG'] === '1'
  }
}

export function toIdentity({ actor, runUrl, machine }: RunnerEnvironment, processId: number): Identity {
  return { who: actor, runUrl, machine, processId }
}

const INPUT = 'INPUT_'

/**
 * The inputs of the step. The runner gives them as `INPUT_<NAME>`, upper-case and with dashes kept, and gives unknown
 * ones too (it only warns about them), so that a misspelt name can be refused here.
 */
export function readActionInputs(env: Environment): InputSource {
  const texts: Record<string, string> = {}
  for (const [key, value] of Object.entries(env)) {
    if (key.startsWith(INPUT) && value !== undefined) texts[key.slice(INPUT.length).toLowerCase()] = value
  }
  return { texts, describe: (name) => `input ${name}` }
}

/** The state that the main step saved for `post`, by name. */
export function readState(env: Environment, name: string): string | undefined {
  const value = env[`STATE_${name}`]
  return value === '' ? undefined : value
}
