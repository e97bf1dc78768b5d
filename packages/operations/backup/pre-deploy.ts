import type { InputValues, Observer, Problem, Step } from '../../core/index.ts'
import { digestOfSources, readSettings, type ScheduleSettings } from '../schedule/settings.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths, type Layout } from '../tools/host-paths.ts'
import type { LedgerRun } from '../tools/ledger.ts'
import type { HostState } from '../tools/read-host.ts'
import type { preDeployInputs } from './backup-inputs.ts'
import { describeBackup, planBackupSteps, volatileOf, type BackupHost } from './backup-steps.ts'
import { describeStops, type Component } from './component.ts'
import { backupsFolder, lookAtComponents, projectOf } from './observe.ts'
import { parseComponents } from './parse-components.ts'
import { readBackups } from './read-backups.ts'
import { askSlot } from './slots.ts'

export type PreDeployValues = InputValues<typeof preDeployInputs> & { readonly path: string; readonly layout: Layout }

/** What is there to be backed up before a deploy; undefined when nothing is. */
export type PreDeployFacts = Omit<BackupHost, 'state'> & { readonly components: readonly Component[]; readonly schedule: ScheduleSettings | undefined }

/** Before the first deploy there is nothing of ours that could be lost by it. */
export async function observePreDeploy(host: string, values: PreDeployValues, { observer, state }: { readonly observer: Observer; readonly state: HostState }): Promise<PreDeployFacts | undefined> {
  const components = parseComponents(values.components ?? [])
  if (components.length === 0 || values['unsafe-skip-backup'] || state.live === undefined) return undefined
  const root = normalizePath(values.path)
  const project = projectOf(state)
  const folder = await observer.ask(host, readBackups(backupsFolder(values)))
  const [looks, { slot, schedule }] = await Promise.all([
    lookAtComponents(observer, host, { components, root, project }),
    observer.askAll(host, { slot: askSlot({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }), schedule: readSettings(hostPaths(root, values.layout).kit) })
  ])
  return { components, project, folder, looks, slot, schedule }
}

/** The backup before a deploy on one host. */
export interface PreDeployBackup {
  /** Its name; undefined when there is nothing to back up. */
  readonly id: string | undefined
  readonly steps: readonly Step[]
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
  readonly volatile: readonly string[]
}

const NONE: PreDeployBackup = { id: undefined, steps: [], notes: [], problems: [], volatile: [] }

interface PreDeployPlace {
  readonly values: PreDeployValues
  readonly state: HostState
  readonly facts: PreDeployFacts | undefined
  readonly runId: string
  readonly run: LedgerRun
}

export function planPreDeploy(host: string, { values, state, facts, runId, run }: PreDeployPlace): PreDeployBackup {
  if (facts === undefined) {
    const isSkipped = (values.components ?? []).length > 0 && values['unsafe-skip-backup']
    return isSkipped ? { ...NONE, notes: [`${host}: NO backup is made before (unsafe-skip-backup)`] } : NONE
  }
  const { components, looks } = facts
  const problems = components.flatMap(({ name }): readonly Problem[] => {
    const look = looks[name]
    if (look?.problem === undefined || look.isAbsent) return []
    const remedy = 'Nothing has been changed. Mend it, take it out of components, or give unsafe-skip-backup'
    return [{ code: 'DK_BACKUP_SOURCE', host, message: `${name} cannot be backed up before the deploy on ${host}: ${look.problem}`, remedy }]
  })
  const present = components.filter(({ name }) => looks[name]?.problem === undefined)
  const absent = components.filter(({ name }) => looks[name]?.problem !== undefined).map(({ name }) => `${host}: there is no ${name} yet that could be backed up`)
  if (present.length === 0) return { ...NONE, problems, notes: absent }
  const backup = describeBackup(host, { ...facts, state }, {
    type: 'pre-deploy',
    name: undefined,
    components: present,
    paths: hostPaths(normalizePath(values.path), values.layout),
    backups: backupsFolder(values),
    recipients: values.recipients ?? [],
    compare: values.compare,
    timeoutSeconds: values['backup-timeout'],
    runId,
    run,
    retention: undefined,
    isSmallerAccepted: false
  })
  const { id } = backup.head
  const stops = describeStops(present).map((words) => `${host}: ${words}`)
  return { id, problems, steps: planBackupSteps(backup), notes: [...absent, ...stops, `${host}: ${present.map(({ name }) => name).join(', ')} is backed up before, as ${id}`], volatile: volatileOf(backup, looks) }
}

/** A script that was installed before the configuration changed goes on backing up what was in it then. */
export function findOutdatedSchedule(host: string, values: PreDeployValues, facts: PreDeployFacts | undefined): readonly string[] {
  if (facts === undefined) return []
  const { components, schedule } = facts
  const digest = digestOfSources({ components, backups: backupsFolder(values), recipients: values.recipients ?? [], compare: values.compare })
  if (schedule === undefined || schedule.configuration === digest) return []
  return [`${host}: the scheduled backups are made by another configuration (components, recipients, compare or backup-path): run deploy-kit backups schedule`]
}
