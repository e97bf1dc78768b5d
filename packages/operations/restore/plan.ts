import { sealPlan, type Plan, type Problem, type Step } from '../../core/index.ts'
import { isWritten, type Component } from '../backup/component.ts'
import { configurationFolder } from '../backup/configuration-restore.ts'
import { backupsFolder } from '../backup/observe.ts'
import { noSuchBackup } from '../backups/show.ts'
import type { Pause } from '../strategies/pause.ts'
import { normalizePath } from '../target-inputs.ts'
import { findForeignCurrent } from '../tools/describe-state.ts'
import { hostPaths, journalFolder } from '../tools/host-paths.ts'
import { findDataProblems, type DataFacts } from './backup-facts.ts'
import type { RestoreValues } from './inputs.ts'
import type { RestoreFacts, RestoreHostFacts } from './observe.ts'
import { noteData, tableData, tellWayBack, volatileData } from './planned-components.ts'
import { planTable } from './plan-table.ts'
import { describeRestore, planRestoreSteps, RESTORE_PHASES, type PlannedRestore } from './restore-steps.ts'

export function planRestore(values: RestoreValues, facts: RestoreFacts): Plan {
  return values.table === undefined ? planWhole(values, facts) : planTable({ ...values, table: values.table }, facts, (host, found) => findProblems(host, found, { ...values, 'unsafe-skip-emergency-backup': true }))
}

function planWhole(values: RestoreValues, facts: RestoreFacts): Plan {
  const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]))
  const problems = hosts.flatMap(({ host, found }) => findProblems(host, found, values))
  const restores = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => describeRestore(host, found, { values, facts }).map((restore) => ({ restore, found })))
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const id = hosts[0]?.found.backup?.manifest.id ?? ''
  return sealPlan(
    {
      operation: 'restore',
      title: `Restore ${id} into ${paths.root} on ${facts.hosts.join(', ')}`,
      hosts: facts.hosts,
      tables: [tableData(hosts)],
      notes: [...hosts.flatMap(({ host, found }) => [...describeDamaged(host, found, values), ...describeStorage(host, found)]), ...restores.flatMap(({ restore }) => writeNotes(values, restore))],
      problems,
      phases: [...RESTORE_PHASES],
      steps: restores.flatMap(({ restore }): readonly Step[] => planRestoreSteps(restore)),
      onFailure: 'undo',
      afterwards: restores.flatMap(({ restore }) => tellWayBack(restore.data)),
      failing: {
        undone: 'DK_RESTORE_UNDONE',
        asBefore: 'The data that was live before is live, all of it',
        unsure: 'Whether the data that was live before is live is NOT known; nothing of it is lost: it is there under its name, or beside it under a name with -old or _old. The next deploy-kit backup, restore or deploy goes back first'
      },
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(paths, facts.runId)])),
      probes: [],
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
      outputs: { backup: id, 'emergency-backup': restores[0]?.restore.data.emergency?.head.id ?? '' }
    },
    [...restores.flatMap(({ restore, found }) => volatileData(restore.data, found)), facts.runId, JSON.stringify(facts.run)]
  )
}

function findProblems(host: string, found: RestoreHostFacts, values: RestoreValues): readonly Problem[] {
  const foreign = findForeignCurrent(host, hostPaths(normalizePath(values.path), values.layout), found.state)
  return [...foreign, ...findNoCurl(host, found), ...(found.backup === undefined ? [describeMissing(host, found, values)] : findDataProblems(host, found, values))]
}

function findNoCurl(host: string, { fetched, folder }: RestoreHostFacts): readonly Problem[] {
  if (fetched === undefined || folder.tools.includes('curl')) return []
  return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `There is no program curl on ${host}, which fetches the copy from the storage`, remedy: 'Install it there (Debian: apt-get install curl)' }]
}

function describeMissing(host: string, { folder, copies }: RestoreHostFacts, values: RestoreValues): Problem {
  const { backup: id } = values
  if (id !== undefined && folder.damaged.includes(id)) return noSuchBackup(host, id, folder)
  const known = [...folder.backups, ...(copies?.copies ?? []).map(({ backup }) => backup)].slice(0, 5).map(({ manifest }) => manifest.id)
  const where = copies === undefined ? '' : copies.problem === undefined ? `, nor in ${copies.shown}` : `, and ${copies.shown} cannot be read: ${copies.problem}`
  const what = id === undefined ? `There is no backup in ${backupsFolder(values)} on ${host}` : `There is no backup ${id} on ${host}`
  const elsewhere = copies === undefined ? 'Is it the right path, or the right backup-path?' : 'Is it the right path? Copies that another host has made are found with storage-host and its name'
  return { code: 'DK_BACKUP_UNKNOWN', host, message: what + where, remedy: known.length > 0 ? `The newest are ${known.join(', ')}; deploy-kit backups list shows all` : elsewhere }
}

/** A restore of what is on the host needs no storage. */
function describeStorage(host: string, { copies, fetched, backup }: RestoreHostFacts): readonly string[] {
  if (copies === undefined) return []
  if (fetched !== undefined) return [`${host}: ${backup?.manifest.id ?? ''} is not whole on the host, and is fetched from ${copies.shown}`]
  return copies.problem === undefined ? [] : [`${host}: ${copies.shown} is not looked at: ${copies.problem}`]
}

/** Whoever asks for the newest one has to know that it is not the newest that was made. */
function describeDamaged(host: string, { folder: { damaged } }: DataFacts, values: RestoreValues): readonly string[] {
  return damaged.length === 0 || values.backup !== undefined ? [] : [`${host}: ${damaged.join(', ')} is passed over: its manifest is not what was published`]
}

function writeNotes(values: RestoreValues, { data, pause, health }: PlannedRestore): readonly string[] {
  const { host, paths, components } = data
  return [
    ...(components.some(({ kind }) => kind === 'configuration') ? [`${host}: nothing of the configuration is applied. Compare it: cd ${configurationFolder(paths.root)} && diff -ru then now`] : []),
    ...noteData(data, values),
    `${host}: ${describePause(components, pause)}`,
    ...(health === undefined ? [`${host}: there is no health check: whether the application works with it is not asked`] : [])
  ]
}

function describePause(components: readonly Component[], pause: Pause | undefined): string {
  if (pause !== undefined) return `stopped for the moment of the change: ${pause.title}`
  if (!isWritten(components)) return 'nothing is stopped'
  return 'nobody has said how the application is stopped and started (stop-command, restart-command): stop what writes by hand'
}
