import type { Identity } from '../core/index.ts'

export interface IdentitySource {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Of the account, for where no variable says it. */
  readonly user: string
  readonly machine: string
  readonly processId: number
}

/** Who runs this, for ledgers and locks: `ana@laptop`, with the URL of the job where a CI system says so. */
export function findIdentity({ variables, user, machine, processId }: IdentitySource): Identity {
  const names = [variables['GITHUB_ACTOR'], variables['GITLAB_USER_LOGIN'], variables['SUDO_USER'], user]
  const person = names.find((name) => name !== undefined && name !== '') ?? user
  return { who: `${person}@${machine}`, runUrl: findRunUrl(variables), machine, processId }
}

function findRunUrl(variables: IdentitySource['variables']): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, CI_JOB_URL: gitlab } = variables
  if (server !== undefined && repository !== undefined && run !== undefined) return `${server}/${repository}/actions/runs/${run}`
  return gitlab
}
