import type { Problem } from '../../core/index.ts'
import type { HostFound, HostGrant } from './observe.ts'

/** Why a host cannot be prepared. */
export function findProblems({ host, grant, found }: HostGrant): readonly Problem[] {
  if (found === undefined) return []
  if (found === 'not-root') {
    return [
      {
        code: 'DK_SUDO_PASSWORD',
        host,
        message: `The user who logs in on ${host} is not root, and sudo does not let it be root without a password`,
        remedy: 'Log in as another (--login-user), or let an administrator run a script: deploy-kit init-host --print > init-host.sh, then on the host: sudo sh init-host.sh'
      }
    ]
  }
  const { user, path, group, keys, sudoers } = grant
  const needed = found.account === undefined ? ['useradd'] : []
  const wanted = sudoers.rules.length === 0 ? needed : [...needed, 'sudo', 'visudo']
  const missing = [...wanted.filter((tool) => !found.tools.includes(tool)), ...found.missing]
  const strangers = found.folders.filter(({ folder, owner }) => /\/(\.deploy-kit|releases)$/.test(folder) && owner !== user)
  const problems: readonly (Omit<Problem, 'host'> | false)[] = [
    found.account === undefined && keys.length === 0 && {
      code: 'DK_INPUT_INVALID',
      message: `There is no user ${user} on ${host}, and without a public-key nobody could log in as it`,
      remedy: 'Give public-key: the line in the .pub file of the key that deploys will use'
    },
    missing.length > 0 && { code: 'DK_PREFLIGHT_FAILED', message: `${host} has no ${missing.join(', no ')}`, remedy: 'Install what is missing, then run this again' },
    group !== undefined && !found.hasDockerGroup && { code: 'DK_PREFLIGHT_FAILED', message: `There is no group ${group} on ${host}`, remedy: 'Install Docker, which makes the group' },
    found.isTaken && { code: 'DK_INPUT_INVALID', message: `${path} on ${host} is not a folder`, remedy: `Remove or rename ${path}, or deploy to another path` },
    strangers.length > 0 && {
      code: 'DK_PERMISSION_DENIED',
      message: `${path} on ${host} was deployed to by another user: ${describeStrangers(strangers)}`,
      remedy: `Give all of it to ${user}, on the host: sudo chown -R ${user} ${path}`
    }
  ]
  return problems.filter((problem) => problem !== false).map((problem) => ({ ...problem, host }))
}

function describeStrangers(strangers: HostFound['folders']): string {
  return strangers.map(({ folder, owner }) => `${folder} is of ${owner}`).join(', ')
}
