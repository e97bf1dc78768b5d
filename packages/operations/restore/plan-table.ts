import { closest, sealPlan, type Plan, type Problem, type RunStep, type Step } from '../../core/index.ts'
import { volatileSizes } from '../backup/backup-steps.ts'
import { removeFolder } from '../backup/backup-programs.ts'
import { beginRestore } from '../backup/dead-restores.ts'
import { backupsFolder } from '../backup/observe.ts'
import { restoreTable, type RestoredTable } from '../backup/postgres-table.ts'
import { findTableComponent } from '../backup/read-tables.ts'
import { suffixOf } from '../backup/source.ts'
import { isSameTable, parseTableName, renderTableName, type TableName } from '../backup/table-name.ts'
import { DAMAGED } from '../backups/try-steps.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths, journalFolder } from '../tools/host-paths.ts'
import { CHECK_PHASE, SWAP_SECONDS } from './stage-and-give-back.ts'
import type { RestoreValues } from './inputs.ts'
import type { RestoreFacts, RestoreHostFacts } from './observe.ts'
import { fetchSteps } from './restore-steps.ts'
import { verifySums } from './verify-program.ts'

const PHASES = [CHECK_PHASE, 'stage', 'copy', 'finish'] as const

type TableValues = RestoreValues & { readonly table: string }

interface HostTable {
  readonly host: string
  readonly found: RestoreHostFacts
  readonly table: RestoredTable
  readonly target: string
  readonly steps: readonly Step[]
}

/** One table beside the live ones: nothing that is live is stopped, swapped or changed, so there is nothing to guard. */
export function planTable(values: TableValues, facts: RestoreFacts, findProblems: (host: string, found: RestoreHostFacts) => readonly Problem[]): Plan {
  const name = parseTableName(values.table) ?? { schema: '', table: values.table }
  const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]))
  const problems = hosts.flatMap(({ host, found }) => [...findProblems(host, found), ...findTableProblems(host, found, name)])
  const planned = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planHost({ values, facts, name }, host, found))
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const id = hosts[0]?.found.backup?.manifest.id ?? ''
  const table = renderTableName(name)
  return sealPlan(
    {
      operation: 'restore',
      title: `Copy ${table} of ${id} into a schema beside the live ones on ${facts.hosts.join(', ')}`,
      hosts: facts.hosts,
      tables: [],
      notes: planned.map(({ host, target }) => `${host}: nothing that is live is changed: the table becomes ${renderTableName({ ...name, schema: target })}, without indexes, constraints and defaults`),
      problems,
      phases: [...PHASES],
      steps: planned.flatMap(({ steps }) => steps),
      onFailure: 'undo',
      afterwards: planned.flatMap(({ host, target }) => tellWhatNext(host, name, target)),
      failing: {
        undone: 'DK_RESTORE_UNDONE',
        asBefore: 'Nothing that is live was changed',
        unsure: 'Nothing that is live was changed; what is left of the scratch database is removed by the next backup or restore'
      },
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(paths, facts.runId)])),
      probes: [],
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
      outputs: { backup: id, 'emergency-backup': '' }
    },
    [...planned.flatMap(({ found, target }) => [target, found.opened.headers, ...volatileSizes(found.looks)]), facts.runId, JSON.stringify(facts.run)]
  )
}

function findTableProblems(host: string, { backup, chosen, tables, looks }: RestoreHostFacts, name: TableName): readonly Problem[] {
  if (backup === undefined) return []
  const refuse = (message: string, remedy: string): readonly Problem[] => [{ code: 'DK_INPUT_INVALID', host, message, remedy }]
  const { id } = backup.manifest
  const component = findTableComponent(chosen.components)
  if (component === undefined) {
    const known = chosen.components.map((component) => `${component.name} (${component.kind})`).join(', ')
    const several = chosen.components.filter(({ kind }) => kind === 'postgres').length > 1
    return several
      ? refuse(`${id} has more than one PostgreSQL database: ${known}`, 'Say which one with only')
      : refuse(`One table can be restored of a PostgreSQL database only, and this is ${known}`, 'Restore all of it into another place by hand (RECOVERY.md of the backup says how), and copy what you need')
  }
  const words = looks[component.name]?.problem
  if (words !== undefined) return [{ code: 'DK_BACKUP_SOURCE', host, message: `${component.name}, into which the table would be copied, cannot be read: ${words}`, remedy: 'Nothing has been changed. Restore the whole database (without table)' }]
  const parsed = tables.flatMap((text) => parseTableName(text) ?? [])
  if (parsed.length === 0 || parsed.some((each) => isSameTable(each, name))) return []
  const meant = closest(renderTableName(name), tables)
  return refuse(`${id} has no table ${renderTableName(name)}`, meant === undefined ? `It has ${tables.slice(0, 10).join(', ')}` : `Did you mean ${meant}?`)
}

interface TablePlanning {
  readonly values: TableValues
  readonly facts: RestoreFacts
  readonly name: TableName
}

function planHost({ values, facts, name }: TablePlanning, host: string, found: RestoreHostFacts): readonly HostTable[] {
  const { backup, chosen, project, opened, folder, tables } = found
  const component = findTableComponent(chosen.components)
  if (backup === undefined || component === undefined) return []
  const { manifest } = backup
  const { kit, root } = hostPaths(normalizePath(values.path), values.layout)
  const [work, stored] = [`${kit}/restores/${facts.runId}`, `${backupsFolder(values)}/${manifest.id}`]
  const target = `restored_${new Date(folder.clock * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')}`
  const key = tables.find((text) => isSameTable(parseTableName(text) ?? { schema: '', table: '' }, name)) ?? ''
  const place = { manifest, folder: stored, work, suffix: suffixOf(manifest.codec, manifest.recipients.length > 0), runId: facts.runId, root, project, opened }
  const table = restoreTable(component, place, { name, key, target })
  const timeoutSeconds = values['backup-timeout']
  const step = (phase: string, rest: Pick<RunStep, 'id' | 'title' | 'command'> & Partial<RunStep>): RunStep => ({ kind: 'run', host, phase, effect: 'write', timeoutSeconds, ...rest })
  const remove = { title: 'Remove the scratch database', command: table.unstage, timeoutSeconds: SWAP_SECONDS }
  const removeWork = { title: 'Remove the folder of the restore', command: removeFolder(work), timeoutSeconds: SWAP_SECONDS }
  const steps = [
    ...fetchSteps({ host, folder: stored, timeoutSeconds }, found.fetched),
    step(CHECK_PHASE, { id: 'verify-backup', title: `Read all of ${manifest.id}, and compare its checksums`, command: verifySums(stored, manifest), failures: DAMAGED }),
    step('stage', { id: 'begin-restore', title: 'Make a folder for it', command: beginRestore({ kit, work }, [{ unstage: table.unstage, removeOld: table.unstage }]), undo: removeWork }),
    step('stage', { id: 'stage-table', ...table.stage, failures: DAMAGED, undo: remove }),
    step('copy', { id: 'copy-table', ...table.copy }),
    step('finish', { id: 'remove-scratch', ...remove, repeatable: true, optional: true }),
    step('finish', { id: 'remove-folder', ...removeWork, repeatable: true, optional: true })
  ]
  return [{ host, found, table, target, steps }]
}

/** To look, to bring rows back, and to be rid of it. */
function tellWhatNext(host: string, name: TableName, target: string): readonly string[] {
  const [live, copy] = [renderTableName(name), renderTableName({ ...name, schema: target })]
  return [
    `${host}: look at it: select * from ${copy} limit 20;`,
    `${host}: bring back the rows that are missing: insert into ${live} overriding system value select * from ${copy} on conflict do nothing;`,
    `${host}: remove it when you are done: drop schema ${target} cascade;`
  ]
}
