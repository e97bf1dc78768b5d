import { choice, defineInputs, text } from '../core/index.ts'

/** Folders that belong to the system: deploying into one of them, or above, would destroy the host. */
const SYSTEM_FOLDERS = new Set(
  [
    ...['', 'bin', 'boot', 'dev', 'etc', 'home', 'lib', 'lib64', 'media', 'mnt', 'opt', 'proc', 'root', 'run', 'sbin', 'srv', 'sys', 'tmp', 'usr', 'var'],
    ...['usr/bin', 'usr/include', 'usr/lib', 'usr/lib64', 'usr/libexec', 'usr/local', 'usr/local/bin', 'usr/local/lib', 'usr/sbin', 'usr/share', 'usr/src'],
    ...['var/cache', 'var/lib', 'var/lock', 'var/log', 'var/mail', 'var/run', 'var/spool', 'var/tmp', 'root/.ssh', 'etc/ssh', 'etc/systemd']
  ].map((name) => `/${name}`)
)

/** Where the application lives on the hosts. */
export const targetInputs = defineInputs({
  path: text({
    group: 'Target',
    required: true,
    description: 'The folder of the application on the hosts: absolute, and its own.',
    example: '/srv/app',
    check: findPathProblem
  })
})

/** How the application lies in its folder: shared by all operations that look at releases. */
export const layoutInputs = defineInputs({
  layout: choice(['releases', 'in-place'], {
    group: 'Target',
    description:
      '`releases`: every release has its own folder and `current` points to the live one. `in-place`: the application runs in the path itself.',
    default: 'releases'
  })
})

/** What is wrong with a path to deploy to, or undefined. Control characters could end a line of a list or a log. */
export function findPathProblem(path: string): string | undefined {
  const shown = JSON.stringify(path)
  if (!path.startsWith('/')) return `must be absolute (begin with /), not ${shown}`
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f'"\\]/.test(path)) return `must not contain quotes, backslashes, newlines or control characters: ${shown}`
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.includes('..') || parts.includes('.')) return `must not contain . or .. parts: ${shown}`
  if (SYSTEM_FOLDERS.has(`/${parts.join('/')}`)) return `must be a folder of the application's own, not ${shown}`
  return undefined
}

/** Without trailing and doubled slashes. */
export function normalizePath(path: string): string {
  return `/${path.split('/').filter((part) => part !== '').join('/')}`
}
