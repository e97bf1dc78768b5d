import { sealPlan, type Plan, type RunStep, type Table } from '../../core/index.ts'
import { renderDiff } from '../strategies/systemd/unified-diff.ts'
import { findProblems } from './problems.ts'
import type { HostFound, HostGrant, InitHostFacts } from './observe.ts'
import type { Grant } from './grant.ts'
import type { InitHostValues } from './inputs.ts'
import { findLinesOf } from './public-keys.ts'
import { renderScripts } from './render-script.ts'
import { listTasks, stepOf, undoTask, type Task } from './steps.ts'

/** What is not yet as it should be, and nothing else; or the script that sees to it all. */
export function planInitHost(values: InitHostValues, { hosts }: InitHostFacts): Plan {
  const steps = values.print ? [] : hosts.flatMap(planSteps)
  return sealPlan({
    operation: 'init-host',
    title: `Let ${[...new Set(hosts.map(({ grant }) => grant.user))].join(', ')} deploy to ${values.path} on ${hosts.map(({ host }) => host).join(', ')}`,
    hosts: hosts.map(({ host }) => host),
    tables: hosts.flatMap(describeHost),
    notes: [
      ...hosts.filter((host) => isReady(host) && !steps.some((step) => step.host === host.host && step.effect === 'write')).map(({ host }) => `${host}: all is as it should be, nothing to do`),
      ...hosts.flatMap(explainRefusals),
      explainRights(values)
    ],
    problems: hosts.flatMap((host) => findProblems(host)),
    phases: ['init'],
    steps,
    onFailure: 'undo',
    journals: {},
    probes: [],
    live: {},
    outputs: {},
    ...(values.print ? { text: renderScripts(hosts.map(({ grant }) => grant)) } : {})
  })
}

function isReady({ found }: HostGrant): boolean {
  return found !== undefined && found !== 'not-root'
}

function planSteps({ host, grant, found }: HostGrant): readonly RunStep[] {
  if (found === undefined || found === 'not-root') return []
  const needed = listTasks(grant).filter((task) => isNeeded(task, grant, found))
  return needed.map((task) => ({ ...stepOf(task, host, undoTask(task.id, grant, found)), effect: task.id === 'ask-rights' ? 'read' : 'write' }))
}

function isNeeded({ id }: Task, grant: Grant, found: HostFound): boolean {
  switch (id) {
    case 'make-user':
      return found.account === undefined || isClosed(found.account.shell)
    case 'join-group':
      return grant.group !== undefined && !found.groups.includes(grant.group)
    case 'let-in':
      return !isSafe(grant.user, found.keyModes) || grant.keys.some(([blob, line]) => !isLetIn(blob, line, found))
    case 'make-folders':
      return [grant.path, ...grant.folders].some((folder) => ownerOf(folder, found) !== grant.user)
    case 'grant':
      return found.wanted !== found.sudoers
    default:
      return true
  }
}

function isClosed(shell: string): boolean {
  return /\/(nologin|false)$/.test(shell)
}

function isLetIn(blob: string, line: string, { authorizedKeys }: HostFound): boolean {
  const lines = findLinesOf(blob, authorizedKeys)
  return lines.length === 1 && lines[0] === line
}

/** sshd passes over keys that others could change. */
function isSafe(user: string, keyModes: string): boolean {
  const [, folderOwner, folderMode = '', owner, mode = ''] = /^(\S+) (\S+) (\S+) (\S+)$/.exec(keyModes) ?? []
  return [folderOwner, owner].every((found) => found === user) && [folderMode, mode].every((octal) => (Number.parseInt(octal, 8) & 0o22) === 0)
}

function ownerOf(folder: string, { folders }: HostFound): string | undefined {
  return folders.find((known) => known.folder === folder)?.owner
}

function describeHost({ host, grant, found }: HostGrant): readonly Table[] {
  if (found === undefined || found === 'not-root') return []
  const { user, path, folders, group, keys, sudoers } = grant
  const rows: readonly (readonly string[])[] = [
    [`user ${user}`, found.account === undefined ? 'none' : `there, with the shell ${found.account.shell}`, 'there, without a password that could be given'],
    ...(group === undefined ? [] : [[`group ${group}`, found.groups.includes(group) ? 'a member' : 'not a member', 'a member']]),
    ...keys.map(([blob, line]) => [`key ...${blob.slice(-12)}`, findLinesOf(blob, found.authorizedKeys).map(showOptions).join(' and ') || 'not let in', showOptions(line)]),
    ...[path, ...folders].map((folder) => [folder, found.folders.some((known) => known.folder === folder) ? `of ${ownerOf(folder, found) ?? ''}` : 'none', `of ${user}`])
  ]
  const diff = renderDiff(found.sudoers, found.wanted)
  return [
    { title: `What ${user} has on ${host}`, columns: ['what', 'found', 'will be'], rows },
    // One column, so that no line is folded.
    ...(diff.length === 0 ? [] : [{ title: `${sudoers.file} on ${host}`, columns: [found.sudoers === '' ? 'new file' : '- there, + new'], rows: diff.map((line) => [line]) }])
  ]
}

/** The line without the key itself. */
function showOptions(line: string): string {
  const options = line.replace(/\s*(sk-)?(ssh|ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+.*$/, '')
  return options === '' ? 'let in without restriction' : options
}

/** What sshd itself says about who is let in. Patterns may let the user in after all, so that it is told and stops nothing. */
function explainRefusals({ host, grant: { user }, found }: HostGrant): readonly string[] {
  if (found === undefined || found === 'not-root') return []
  const valuesOf = (name: string): readonly string[] => found.sshd.filter(({ option }) => option === name).map(({ value }) => value)
  const [users, groups, files] = [valuesOf('allowusers'), valuesOf('allowgroups'), valuesOf('authorizedkeysfile')]
  const notes: readonly (string | false)[] = [
    users.length > 0 && !users.includes(user) && `${host}: sshd only lets in ${users.join(', ')} (AllowUsers): add ${user} in /etc/ssh/sshd_config`,
    groups.length > 0 && ![user, ...found.groups].some((group) => groups.includes(group)) && `${host}: sshd only lets in the groups ${groups.join(', ')} (AllowGroups): add ${user} to one of them`,
    files.length > 0 && !files.some((file) => /^(%h\/)?\.ssh\/authorized_keys$/.test(file)) && `${host}: sshd reads keys in ${files.join(', ')} (AuthorizedKeysFile), not in the folder of the user`
  ]
  return notes.filter((note) => note !== false)
}

/** What is not seen by looking at the rules. */
function explainRights({ strategy }: InitHostValues): string {
  switch (strategy) {
    case 'compose':
      return 'A member of the group docker can become root at any time: guard the key as one of root'
    case 'systemd':
      return 'Who may install a unit can become root, for a unit says as whom it runs: the rules keep mistakes away, not somebody who has the key'
    case 'commands':
      return 'Strategy commands gets no right to sudo: what restart-command and the hooks run by sudo is allowed by hand'
  }
}
