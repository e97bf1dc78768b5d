import { renderSize, sealPlan, type Plan, type Problem, type Step, type Table } from '../../core/index.ts'
import { BACKUP_PHASE, volatileOf, volatileSizes } from '../backup/backup-steps.ts'
import { isWritten, type Component } from '../backup/component.ts'
import { configurationFolder } from '../backup/configuration-restore.ts'
import { backupsFolder } from '../backup/observe.ts'
import { noSuchBackup } from '../backups/show.ts'
import { storedBytesOf } from '../backup/manifest.ts'
import type { Pause } from '../strategies/pause.ts'
import { normalizePath } from '../target-inputs.ts'
import { findForeignCurrent } from '../tools/describe-state.ts'
import { hostPaths, journalFolder } from '../tools/host-paths.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import type { RestoreFacts, RestoreHostFacts, RestoreValues } from './observe.ts'
import { describeRestore, planRestoreSteps, RESTORE_PHASES, type PlannedRestore } from './restore-steps.ts'

export function planRestore(values: RestoreValues, facts: RestoreFacts): Plan {
  const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]))
  const problems = hosts.flatMap(({ host, found }) => findProblems(host, found, values))
  const restores = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => describeRestore(host, found, { values, facts }))
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const id = hosts[0]?.found.backup?.manifest.id ?? ''
  return sealPlan(
    {
      operation: 'restore',
      title: `Restore ${id} into ${paths.root} on ${facts.hosts.join(', ')}`,
      hosts: facts.hosts,
      tables: [componentsTable(hosts)],
      notes: [...hosts.flatMap(({ host, found }) => [...describeDamaged(host, found, values), ...describeStorage(host, found)]), ...writeNotes(values, restores)],
      problems,
      phases: [BACKUP_PHASE, ...RESTORE_PHASES],
      steps: restores.flatMap((restore): readonly Step[] => planRestoreSteps(restore)),
      onFailure: 'undo',
      failing: {
        undone: 'DK_RESTORE_UNDONE',
        asBefore: 'The data that was live before is live, all of it',
        unsure: 'Whether the data that was live before is live is NOT known; nothing of it is lost: it is there under its name, or beside it under a name with -old or _old. The next deploy-kit backup, restore or deploy goes back first'
      },
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(paths, facts.runId)])),
      probes: [],
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
      outputs: { backup: id, 'emergency-backup': restores[0]?.emergency?.head.id ?? '' }
    },
    [...restores.flatMap(({ host, emergency }) => (emergency === undefined ? [] : volatileOf(emergency, facts.perHost[host]?.looks ?? {}))), ...hosts.flatMap(({ found }) => volatileSizes(found.looks)), ...hosts.map(({ found }) => found.opened.headers), facts.runId, JSON.stringify(facts.run)]
  )
}

type HostWithFacts = { readonly host: string; readonly found: RestoreHostFacts }

function findProblems(host: string, { state, backup, copies, fetched, folder, chosen, looks }: RestoreHostFacts, values: RestoreValues): readonly Problem[] {
  const problems: Problem[] = [...findForeignCurrent(host, hostPaths(normalizePath(values.path), values.layout), state), ...chosen.problems]
  const refuse = (code: Problem['code'], message: string, remedy: string): void => void problems.push({ code, host, message, remedy })
  if (fetched !== undefined && !folder.tools.includes('curl')) refuse('DK_PREFLIGHT_FAILED', `There is no program curl on ${host}, which fetches the copy from the storage`, 'Install it there (Debian: apt-get install curl)')
  if (backup === undefined && values.backup !== undefined && folder.damaged.includes(values.backup)) return [...problems, noSuchBackup(host, values.backup, folder)]
  if (backup === undefined) {
    refuse('DK_BACKUP_UNKNOWN', ...describeMissing(host, { folder, copies }, values))
    return problems
  }
  const { manifest } = backup
  if (manifest.path !== normalizePath(values.path)) refuse('DK_BACKUP_UNKNOWN', `${manifest.id} is a backup of ${manifest.path}, not of ${values.path}`, 'Choose another one, or restore it by hand: its RECOVERY.md says how')
  if (manifest.recipients.length > 0 && values.identity === undefined) refuse('DK_INPUT_INVALID', `${manifest.id} is sealed: it needs the private key of one of its recipients`, 'Give it as identity')
  if (!values['unsafe-skip-emergency-backup']) {
    for (const { name } of chosen.components) {
      const look = looks[name]
      if (look?.problem === undefined || look.isAbsent) continue
      refuse('DK_BACKUP_SOURCE', `${name} cannot be backed up before it is replaced: ${look.problem}`, 'Mend it, leave it out with skip, or give unsafe-skip-emergency-backup: then what is there now is gone')
    }
  }
  return problems
}

function describeMissing(host: string, { folder, copies }: Pick<RestoreHostFacts, 'folder' | 'copies'>, values: RestoreValues): readonly [string, string] {
  const known = [...folder.backups, ...(copies?.copies ?? []).map(({ backup }) => backup)].slice(0, 5).map(({ manifest }) => manifest.id)
  const where = copies === undefined ? '' : copies.problem === undefined ? `, nor in ${copies.shown}` : `, and ${copies.shown} cannot be read: ${copies.problem}`
  const what = values.backup === undefined ? `There is no backup in ${backupsFolder(values)} on ${host}` : `There is no backup ${values.backup} on ${host}`
  if (known.length > 0) return [what + where, `The newest are ${known.join(', ')}; deploy-kit backups list shows all`]
  return [what + where, copies === undefined ? 'Is it the right path, or the right backup-path?' : 'Is it the right path? Copies that another host has made are found with storage-host and its name']
}

/** Whoever asks for the newest one has to know that it is not the newest that was made. */
function describeDamaged(host: string, { folder: { damaged } }: RestoreHostFacts, values: RestoreValues): readonly string[] {
  return damaged.length === 0 || values.backup !== undefined ? [] : [`${host}: ${damaged.join(', ')} is passed over: its manifest is not what was published`]
}

/** A restore of what is on the host needs no storage. */
function describeStorage(host: string, { copies, fetched, backup }: RestoreHostFacts): readonly string[] {
  if (copies === undefined) return []
  if (fetched !== undefined) return [`${host}: ${backup?.manifest.id ?? ''} is not whole on the host, and is fetched from ${copies.shown}`]
  return copies.problem === undefined ? [] : [`${host}: ${copies.shown} is not looked at: ${copies.problem}`]
}

function writeNotes(values: RestoreValues, restores: readonly PlannedRestore[]): readonly string[] {
  return restores.flatMap(({ host, paths, components, emergency, pause, absent, health }) => [
    ...(components.some(({ kind }) => kind === 'configuration') ? [`${host}: nothing of the configuration is applied. Compare it: cd ${configurationFolder(paths.root)} && diff -ru then now`] : []),
    ...(emergency === undefined ? [] : [`${host}: what is there now is backed up before, as ${emergency.head.id}`]),
    ...(values['unsafe-skip-emergency-backup'] ? [`${host}: what is there now is NOT backed up before`] : []),
    ...(absent.length === 0 ? [] : [`${host}: of ${absent.join(', ')} there is nothing now that could be backed up`]),
    `${host}: ${describePause(components, pause)}`,
    ...(health === undefined ? [`${host}: there is no health check: whether the application works with it is not asked`] : [])
  ])
}

function describePause(components: readonly Component[], pause: Pause | undefined): string {
  if (pause !== undefined) return `stopped for the moment of the change: ${pause.title}`
  if (!isWritten(components)) return 'nothing is stopped'
  return 'nobody has said how the application is stopped and started (stop-command, restart-command): stop what writes by hand'
}

function componentsTable(hosts: readonly HostWithFacts[]): Table {
  return {
    title: 'What is restored',
    columns: ['host', 'backup', 'made (UTC)', 'component', 'kind', 'now'],
    rows: hosts.flatMap(({ host, found: { backup, chosen, looks } }) =>
      chosen.components.map(({ name, kind }) => {
        const look = looks[name]
        const now = look === undefined ? '' : look.problem === undefined ? renderSize(look.bytes) : look.isAbsent ? 'nothing' : look.problem
        const size = backup === undefined ? '' : ` (${renderSize(storedBytesOf(backup.manifest))})`
        return [host, `${backup?.manifest.id ?? ''}${size}`, backup === undefined ? '' : renderMoment(backup.manifest.createdAt), name, kind, now]
      })
    )
  }
}
