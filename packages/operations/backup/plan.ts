import { renderSize, sealPlan, type Plan, type Problem, type Step, type Table } from '../../core/index.ts'
import { copyNames } from '../storage/read-copies.ts'
import { COPY_PHASE, findUncopied, planCopies, pruneCopiesStep } from '../storage/copy-steps.ts'
import { MISSING_KEY } from '../storage/storage-inputs.ts'
import { normalizePath } from '../target-inputs.ts'
import { findForeignCurrent } from '../tools/describe-state.ts'
import { hostPaths, journalFolder } from '../tools/host-paths.ts'
import { BACKUP_PHASE, describeBackup, volatileOf, planBackupSteps, type BackupOrder, type PlannedBackup } from './backup-steps.ts'
import { describeStops, projectPartOf } from './component.ts'
import { retentionOf } from './retention-of.ts'
import { backupsFolder, type BackupFacts, type BackupHostFacts, type BackupValues } from './observe.ts'

interface Planning {
  readonly values: BackupValues
  readonly facts: BackupFacts
}

export function planBackup(values: BackupValues, facts: BackupFacts): Plan {
  const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]))
  const problems = [...facts.chosen.problems, ...hosts.flatMap(({ host, found }) => findProblems(host, found, { values, facts }))]
  const backups = hosts.map(({ host, found }) => describeBackup(host, { ...found, copyNames: copyNames(found.copies) }, orderOf(values, facts)))
  const path = normalizePath(values.path)
  return sealPlan(
    {
      operation: 'backup',
      title: `Back up ${path} on ${facts.hosts.join(', ')}: ${facts.chosen.components.map(({ name }) => name).join(', ')}`,
      hosts: facts.hosts,
      tables: [componentsTable(facts, hosts)],
      notes: writeNotes(values, backups, facts),
      problems,
      phases: [BACKUP_PHASE, COPY_PHASE],
      steps: problems.length > 0 ? [] : backups.flatMap((backup) => [...planBackupSteps(backup), ...planCopySteps(backup, facts.perHost[backup.head.host])]),
      onFailure: 'undo',
      failing: {
        undone: 'DK_BACKUP_FAILED',
        asBefore: 'There is no new backup; older ones are untouched, and so is what is live',
        unsure: 'Older backups are untouched, and so is what is live; what is left of the unfinished one (its name begins with .partial) is removed by the next backup',
        kept: { phase: BACKUP_PHASE, words: describeKept(backups) }
      },
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(hostPaths(path, values.layout), facts.runId)])),
      probes: [],
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
      outputs: { backup: backups[0]?.head.id ?? '', folder: backups[0]?.final ?? '' }
    },
    [...backups.flatMap((backup) => volatileOf(backup, facts.perHost[backup.head.host]?.looks ?? {})), facts.runId, JSON.stringify(facts.run)]
  )
}

/** With what earlier runs could not copy; then what nothing keeps there is removed. */
function planCopySteps({ head, backups, timeoutSeconds, retention }: PlannedBackup, found: BackupHostFacts | undefined): readonly Step[] {
  const copies = found?.copies
  if (found === undefined || copies === undefined) return []
  const { host } = head
  const ids = [...findUncopied(found.folder, copies), head.id]
  const prune = retention === undefined ? [] : pruneCopiesStep(host, copies, { backups, request: retention, only: [], phase: COPY_PHASE })
  return [...planCopies({ host, copies, backups, ids, timeoutSeconds }), ...prune]
}

function describeKept(backups: readonly PlannedBackup[]): string {
  const names = backups.map(({ head }) => `${head.id} on ${head.host}`).join(', ')
  return `The backup itself is whole and stays: ${names}. The next backup copies what is missing in the storage`
}

function orderOf(values: BackupValues, { runId, run, chosen }: BackupFacts): BackupOrder {
  return {
    type: 'manual',
    name: values['backup-name'],
    components: chosen.components,
    paths: hostPaths(normalizePath(values.path), values.layout),
    backups: backupsFolder(values),
    recipients: values.recipients ?? [],
    compare: values.compare,
    timeoutSeconds: values['backup-timeout'],
    ...{ runId, run },
    retention: retentionOf(values),
    isSmallerAccepted: values['accept-smaller']
  }
}

/** Why no backup can be made. */
export function findProblems(host: string, { state, folder, looks, project, copies }: BackupHostFacts, { values, facts }: Planning): readonly Problem[] {
  const problems: Problem[] = [...findForeignCurrent(host, hostPaths(normalizePath(values.path), values.layout), state)]
  const refuse = (code: Problem['code'], message: string, remedy: string): void => void problems.push({ code, host, message, remedy })
  for (const component of facts.chosen.components) {
    const { name } = component
    const part = projectPartOf(component)
    if (part !== undefined && project === undefined) {
      const remedy = `Deploy it with strategy compose, or name ${component.kind === 'volume' ? 'the volume: volume=NAME' : 'the container: container=NAME'}`
      refuse('DK_INPUT_INVALID', `${name} is in ${part}, and no Compose project is live in ${values.path} on ${host}`, remedy)
      continue
    }
    const look = looks[name]
    if (look?.problem !== undefined) refuse('DK_BACKUP_SOURCE', `${name} cannot be read on ${host}: ${look.problem}`, 'Nothing has been changed. Mend it, or leave it out with --skip')
  }
  const id = values['backup-name']
  if (id !== undefined && [...folder.backups.map(({ manifest }) => manifest.id), ...folder.foreign, ...folder.damaged, ...copyNames(copies)].includes(id)) {
    refuse('DK_INPUT_INVALID', `There is a backup ${id} on ${host}${copyNames(copies).includes(id) ? ', or a copy of one in the storage,' : ''} already`, 'Choose another backup-name, or leave it out')
  }
  if ((values.recipients ?? []).length > 0 && !folder.tools.includes('age')) {
    refuse('DK_PREFLIGHT_FAILED', `There is no program age on ${host}, which seals the backup for the recipients`, 'Install it there (Debian: apt-get install age)')
  }
  return [...problems, ...findStorageProblems(host, { folder, copies })]
}

/** A storage that cannot be reached today is no reason to be without a backup; one that never could be is. */
function findStorageProblems(host: string, { folder, copies }: Pick<BackupHostFacts, 'folder' | 'copies'>): readonly Problem[] {
  if (copies === undefined) return []
  if (copies.place === undefined) return [{ code: 'DK_INPUT_INVALID', host, message: `It cannot be copied to ${copies.shown}: ${MISSING_KEY}`, remedy: 'Set them, or leave storage out' }]
  if (folder.tools.includes('curl')) return []
  return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `There is no program curl on ${host}, which sends the copy to the storage`, remedy: 'Install it there (Debian: apt-get install curl)' }]
}

function writeNotes(values: BackupValues, backups: readonly PlannedBackup[], facts: BackupFacts): readonly string[] {
  const codecs = backups.filter(({ head }) => head.codec !== 'zstd').map(({ head }) => `${head.host}: there is no zstd, so ${head.codec} is used, which is slower`)
  const unsealed = (values.recipients ?? []).length > 0 ? [] : ['It is not encrypted: whoever can read the folder can read it (recipients)']
  const storages = backups.flatMap(({ head: { host, id } }) => {
    const found = facts.perHost[host]
    if (found?.copies === undefined) return []
    const { shown, problem, damaged } = found.copies
    const earlier = findUncopied(found.folder, found.copies)
    return [
      `${host}: ${[...earlier, id].join(', ')} is copied to ${shown}`,
      ...(problem === undefined ? [] : [`${host}: the storage cannot be read now, so the copy will fail unless that changes: ${problem}`]),
      ...(damaged.length === 0 ? [] : [`${host}: in ${shown} ${damaged.join(', ')} is DAMAGED: it is neither fetched nor removed by deploy-kit`])
    ]
  })
  const stops = backups.flatMap(({ head }) => describeStops(head.components).map((words) => `${head.host}: ${words}`))
  return [...unsealed, ...codecs, ...stops, ...storages]
}

export function componentsTable(facts: BackupFacts, hosts: readonly { readonly host: string; readonly found: BackupHostFacts }[]): Table {
  return {
    title: 'What is backed up',
    columns: ['host', 'component', 'kind', 'size'],
    rows: hosts.flatMap(({ host, found }) =>
      facts.chosen.components.map(({ name, kind }) => {
        const look = found.looks[name]
        return [host, name, kind, look !== undefined && 'bytes' in look ? renderSize(look.bytes) : 'not known']
      })
    )
  }
}
