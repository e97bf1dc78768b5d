import { DeployKitError, quote } from '../../core/index.ts'
import type { Grant } from './grant.ts'
import { listTasks, type Task } from './steps.ts'

/**
 * A script for an administrator who lets nobody in as root: to be read, and run by `sudo sh`. It needs nothing but itself. Throws
 * DK_INPUT_INVALID when the hosts have different users: one script is for one user.
 */
export function renderScripts(grants: readonly Grant[]): string {
  const [script = '', other] = new Set(grants.map(renderScript))
  if (other === undefined) return script
  throw new DeployKitError('DK_INPUT_INVALID', { message: 'The hosts have different users, for which one script cannot be', remedy: 'Name one of the hosts: --host' })
}

function renderScript(grant: Grant): string {
  const { user, path } = grant
  return [
    '#!/bin/sh',
    `# Lets the user ${user} deploy to ${path} with deploy-kit. Read it, and run it on the host: sudo sh init-host.sh`,
    '# It can be run again at any time: what is as it should be stays as it is.',
    'set -eu',
    'if [ "$(id -u)" != 0 ]; then',
    "  echo 'This has to be run as root: sudo sh init-host.sh' >&2",
    '  exit 1',
    'fi',
    ...listTasks(grant).map(renderTask),
    `echo ${quote(`${user} can deploy to ${path}`)}`,
    ''
  ].join('\n')
}

/** The program as a function of its own, in a subshell, so that neither its variables nor its options are left behind. */
function renderTask({ id, title, program, args }: Task): string {
  const name = id.replaceAll('-', '_')
  const words = args.map((word) => `  ${quote(word)}`).join(' \\\n')
  return `\n# ${title}\n${name}() (${program})\n${name} \\\n${words}`
}
