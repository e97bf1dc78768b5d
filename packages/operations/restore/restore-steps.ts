import { all, any, exec, type Command, type RunStep, type Step } from '../../core/index.ts'
import { describeBackup, planBackupSteps, type PlannedBackup } from '../backup/backup-steps.ts'
import { removeFolder } from '../backup/backup-programs.ts'
import { isWritten, serviceOf, type Component } from '../backup/component.ts'
import { beginRestore } from '../backup/dead-restores.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import { backupsFolder } from '../backup/observe.ts'
import { restoredPart } from '../backup/restore-component.ts'
import type { RestoredPart } from '../backup/restored-part.ts'
import { DAMAGED } from '../backups/try-steps.ts'
import { suffixOf } from '../backup/source.ts'
import type { HostPlace } from '../strategies/control.ts'
import { pauseOf, type Pause } from '../strategies/pause.ts'
import { settingsOfCommands } from '../strategies/commands.ts'
import { controlOf, recordedStrategy, type StrategySettings } from '../strategies/strategy.ts'
import { fetchStep, type FetchedCopy } from '../storage/fetch-copy.ts'
import { normalizePath } from '../target-inputs.ts'
import type { CutoverHealth } from '../tools/cutover.ts'
import { armGuard, confirmGuard, goBackNow, goBackSeconds, GUARD_DECIDED_EXIT_CODE, markSwitching, requireUndecided, type Guard } from '../tools/guard.ts'
import { guardFolder, hostPaths, type HostPaths } from '../tools/host-paths.ts'
import { appendLedger, tryAppendLedger, type LedgerEntry } from '../tools/ledger.ts'
import { planHealth } from '../tools/plan-health.ts'
import type { RestoreFacts, RestoreHostFacts, RestoreValues } from './observe.ts'
import { verifySums } from './verify-program.ts'

export const RESTORE_PHASES = ['stage', 'cutover', 'verify', 'confirm', 'finish'] as const

const SHORT_SECONDS = 60
const SWAP_SECONDS = 300

/** One restore on one host, as it will be done. */
export interface PlannedRestore {
  readonly host: string
  readonly paths: HostPaths
  readonly folder: string
  readonly backup: BackupManifest
  /** What has to be brought to the host first. */
  readonly fetched: FetchedCopy | undefined
  /** Of this restore, on the host. */
  readonly work: string
  readonly guard: Guard
  readonly components: readonly Component[]
  readonly parts: readonly { readonly name: string; readonly part: RestoredPart }[]
  readonly emergency: PlannedBackup | undefined
  /** Components of which there is nothing now. */
  readonly absent: readonly string[]
  readonly pause: Pause | undefined
  readonly health: CutoverHealth | undefined
  readonly confirmTimeoutSeconds: number
  readonly timeoutSeconds: number
  readonly entry: LedgerEntry
}

interface Planning {
  readonly values: RestoreValues
  readonly facts: RestoreFacts
}

export function describeRestore(host: string, found: RestoreHostFacts, { values, facts }: Planning): readonly PlannedRestore[] {
  const { backup, chosen, looks, state, project } = found
  if (backup === undefined) return []
  const { manifest } = backup
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const work = `${paths.kit}/restores/${facts.runId}`
  const folder = `${backupsFolder(values)}/${manifest.id}`
  const place = { manifest, folder, work, suffix: suffixOf(manifest.codec, manifest.recipients.length > 0), runId: facts.runId, root: paths.root, project, opened: found.opened }
  const present = chosen.components.filter(({ name }) => looks[name]?.problem === undefined)
  const run = { host, paths, values, state }
  return [
    {
      ...{ host, paths, folder, backup: manifest, fetched: found.fetched, work },
      guard: { folder: guardFolder(paths, facts.runId), kit: paths.kit, runId: facts.runId },
      parts: chosen.components.map((component) => ({ name: component.name, part: restoredPart(component, place) })),
      emergency: values['unsafe-skip-emergency-backup'] || present.length === 0 ? undefined : describeEmergency(host, found, { values, facts, present }),
      absent: chosen.components.filter(({ name }) => looks[name]?.problem !== undefined).map(({ name }) => name),
      components: chosen.components,
      pause: !isWritten(chosen.components) ? undefined : findPause(run, { record: `${work}/stopped`, components: chosen.components }),
      ...findHealth(run),
      timeoutSeconds: values['backup-timeout'],
      entry: { operation: 'restore', outcome: 'restored', release: manifest.id, before: state.live, commit: manifest.commit, run: facts.run }
    }
  ]
}

function describeEmergency(host: string, found: RestoreHostFacts, { values, facts, present }: Planning & { readonly present: readonly Component[] }): PlannedBackup {
  return describeBackup(host, found, {
    type: 'emergency',
    name: undefined,
    components: present,
    paths: hostPaths(normalizePath(values.path), values.layout),
    backups: backupsFolder(values),
    recipients: values.recipients ?? found.backup?.manifest.recipients ?? [],
    compare: 'rows',
    timeoutSeconds: values['backup-timeout'],
    runId: facts.runId,
    run: facts.run,
    retention: undefined,
    isSmallerAccepted: false
  })
}

interface Live {
  readonly host: string
  readonly paths: HostPaths
  readonly values: RestoreValues
  readonly state: RestoreHostFacts['state']
}

/** How what is live is run; by the commands of the inputs where nothing of ours is live. */
function settingsOfLive({ values, state }: Live): StrategySettings {
  return recordedStrategy(state.releases.find(({ id }) => id === state.live)?.manifest?.strategy, settingsOfCommands(values))
}

function placeOf({ host, paths, state }: Live): HostPlace {
  const manifest = state.releases.find(({ id }) => id === state.live)?.manifest
  return { host, paths, id: state.live ?? '', commit: manifest?.commit, live: state.live, served: state.served }
}

function findPause(live: Live, { record, components }: { readonly record: string; readonly components: readonly Component[] }): Pause | undefined {
  const except = components.flatMap((component) => serviceOf(component) ?? [])
  return pauseOf(settingsOfLive(live), { place: placeOf(live), record, except })
}

function findHealth(live: Live): Pick<PlannedRestore, 'health' | 'confirmTimeoutSeconds'> {
  const { host, paths, values, state } = live
  const control = controlOf(settingsOfLive(live), placeOf(live))
  const { health, confirmTimeoutSeconds } = planHealth(values, { host, paths, release: state.live ?? '', control })
  return { health, confirmTimeoutSeconds: confirmTimeoutSeconds + (values['confirm-timeout'] === undefined ? SWAP_SECONDS : 0) }
}

export function planRestoreSteps(restore: PlannedRestore): readonly Step[] {
  const { host, folder, work, guard, parts, emergency, pause, health, timeoutSeconds } = restore
  const step = (phase: string, rest: Pick<RunStep, 'id' | 'title' | 'command' | 'timeoutSeconds'> & Partial<RunStep>): RunStep => ({ kind: 'run', host, phase, effect: 'write', ...rest })
  const undecided = (command: Command): Command => all(requireUndecided(guard), command)
  return [
    ...(restore.fetched === undefined ? [] : [fetchStep(host, restore.fetched, { backups: folder.slice(0, folder.lastIndexOf('/')), timeoutSeconds })]),
    ...(emergency === undefined ? [] : planBackupSteps(emergency)),
    step('stage', {
      id: 'verify-backup',
      title: `Read all of ${folder.replace(/^.*\//, '')}, and compare its checksums`,
      command: verifySums(folder, restore.backup),
      timeoutSeconds,
      failures: DAMAGED
    }),
    step('stage', {
      id: 'begin-restore',
      title: 'Make a folder for it',
      command: beginRestore({ kit: restore.paths.kit, work }, parts.map(({ part }) => part)),
      timeoutSeconds: SWAP_SECONDS,
      undo: { title: 'Remove the folder of the restore', command: removeFolder(work), timeoutSeconds: SHORT_SECONDS }
    }),
    ...parts.map(({ name, part }) =>
      step('stage', {
        id: `stage-${name}`,
        ...part.stage,
        timeoutSeconds,
        failures: DAMAGED,
        undo: { title: `Remove what was restored of ${name}`, command: part.unstage, timeoutSeconds: SWAP_SECONDS }
      })
    ),
    armStep(restore),
    ...(pause === undefined
      ? []
      : [step('cutover', { id: 'stop-writers', title: `Stop ${pause.title}`, command: all(markSwitching(guard), pause.stop), timeoutSeconds: pause.timeoutSeconds })]),
    ...parts.map(({ name, part }) =>
      step('cutover', { id: `swap-${name}`, title: part.swap.title, command: all(markSwitching(guard), undecided(part.swap.command)), timeoutSeconds: SWAP_SECONDS })
    ),
    ...(pause === undefined ? [] : [step('cutover', { id: 'start-writers', title: `Start ${pause.title}`, command: undecided(pause.start), timeoutSeconds: pause.timeoutSeconds })]),
    ...(health === undefined ? [] : [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until the application is healthy with it', host, phase: 'verify', effect: 'read', ...health } as const]),
    confirmStep(restore),
    step('finish', {
      id: 'remove-old',
      title: 'Remove what was there before',
      command: all(...parts.map(({ part }) => part.removeOld), removeFolder(work)),
      timeoutSeconds: SWAP_SECONDS,
      optional: true
    })
  ]
}

function armStep(restore: PlannedRestore): RunStep {
  const { host, work, guard, confirmTimeoutSeconds, pause, health, entry } = restore
  return {
    kind: 'run',
    id: 'arm-guard',
    title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
    host,
    phase: 'cutover',
    effect: 'write',
    command: all(armGuard(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(restore), onFailure: undefined }), exec(['touch', `${work}/armed`])),
    timeoutSeconds: SHORT_SECONDS,
    undo: {
      title: 'Give back what was there before',
      command: goBackNow(guard),
      timeoutSeconds: goBackSeconds(2 * (pause?.timeoutSeconds ?? 0)),
      ...(health === undefined || entry.before === undefined
        ? {}
        : { health: { release: entry.before, checks: health.checks, attempts: Math.min(health.attempts, 5), delaySeconds: health.delaySeconds } })
    }
  }
}

/** The one way back, for the runner and for the guard. */
function goBackCommand({ guard, parts, pause, paths, entry }: PlannedRestore): Command {
  const stop = pause === undefined ? [] : [pause.stop]
  const start = pause === undefined ? [] : [pause.start]
  return any(
    exec(['test', '!', '-e', `${guard.folder}/switching`]),
    all(...stop, ...parts.map(({ part }) => part.swapBack), ...start, tryAppendLedger(paths.ledger, { ...entry, outcome: 'undone' })),
    all(tryAppendLedger(paths.ledger, { ...entry, outcome: 'failed' }), exec(['false']))
  )
}

function confirmStep({ host, guard, paths, entry }: PlannedRestore): RunStep {
  return {
    kind: 'run',
    id: 'confirm',
    title: 'Confirm the restore and disarm the guard',
    host,
    phase: 'confirm',
    effect: 'write',
    command: all(confirmGuard(guard), appendLedger(paths.ledger, entry)),
    timeoutSeconds: SHORT_SECONDS,
    failures: {
      [GUARD_DECIDED_EXIT_CODE]: { code: 'DK_GUARD_FIRED', remedy: 'What was there before is back. Make the health check faster or confirm-timeout longer, and restore again' }
    }
  }
}
