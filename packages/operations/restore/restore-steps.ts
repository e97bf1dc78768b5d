import { all, any, exec, type Command, type RunStep, type Step } from '../../core/index.ts'
import { isWritten, serviceOf } from '../backup/component.ts'
import type { HostPlace } from '../strategies/control.ts'
import { pauseOf, type Pause } from '../strategies/pause.ts'
import { settingsOfCommands } from '../strategies/commands.ts'
import { controlOf, recordedStrategy, type StrategySettings } from '../strategies/strategy.ts'
import { fetchStep, type FetchedCopy } from '../storage/fetch-copy.ts'
import type { CutoverHealth } from '../tools/cutover.ts'
import { armGuard, confirmGuard, goBackNow, goBackSeconds, GUARD_DECIDED_EXIT_CODE, markSwitching, requireUndecided, type Guard } from '../tools/guard.ts'
import { guardFolder, type HostPaths } from '../tools/host-paths.ts'
import { appendLedger, tryAppendLedger, type LedgerEntry } from '../tools/ledger.ts'
import { planHealth } from '../tools/plan-health.ts'
import type { DataFacts } from './backup-facts.ts'
import { BACK_FAILURES, CHECK_PHASE, DATA_PHASES, giveBack, listSwaps, noteArmed, planStage, removeOldStep, SWAP_SECONDS, swapSecondsOf } from './stage-and-give-back.ts'
import type { RestoreValues } from './inputs.ts'
import type { RestoreHostFacts } from './observe.ts'
import { describeData, type DataRun, type PlannedData } from './planned-components.ts'

export const RESTORE_PHASES = [...DATA_PHASES, 'cutover', 'verify', 'confirm', 'finish'] as const

const SHORT_SECONDS = 60

/** One restore on one host, as it will be done. */
export interface PlannedRestore {
  readonly data: PlannedData
  /** What has to be brought to the host first. */
  readonly fetched: FetchedCopy | undefined
  readonly guard: Guard
  readonly pause: Pause | undefined
  readonly health: CutoverHealth | undefined
  readonly confirmTimeoutSeconds: number
  readonly entry: LedgerEntry
}

interface Planning extends DataRun {
  readonly values: RestoreValues
}

export function describeRestore(host: string, found: RestoreHostFacts, { values, facts }: Planning): readonly PlannedRestore[] {
  const data = describeData(host, found, { values, facts })
  if (data === undefined) return []
  const { state } = found
  const { paths, work, backup } = data
  const live = { host, paths, values, state }
  return [
    {
      data,
      fetched: found.fetched,
      guard: { folder: guardFolder(paths, facts.runId), kit: paths.kit, runId: facts.runId },
      pause: isWritten(data.components) ? findPause(live, data, `${work}/stopped`) : undefined,
      ...findHealth(live, swapSecondsOf(data)),
      entry: { operation: 'restore', outcome: 'restored', release: backup.id, before: state.live, commit: backup.commit, run: facts.run }
    }
  ]
}

interface Live {
  readonly host: string
  readonly paths: HostPaths
  readonly values: RestoreValues
  readonly state: DataFacts['state']
}

/** How what is live is run; by the commands of the inputs where nothing of ours is live. */
function settingsOfLive({ values, state }: Live): StrategySettings {
  return recordedStrategy(state.releases.find(({ id }) => id === state.live)?.manifest?.strategy, settingsOfCommands(values))
}

function placeOf({ host, paths, state }: Live): HostPlace {
  const manifest = state.releases.find(({ id }) => id === state.live)?.manifest
  return { host, paths, id: state.live ?? '', commit: manifest?.commit, live: state.live, served: state.served }
}

function findPause(live: Live, { components }: PlannedData, record: string): Pause | undefined {
  const except = components.flatMap((component) => serviceOf(component) ?? [])
  return pauseOf(settingsOfLive(live), { place: placeOf(live), record, except })
}

function findHealth(live: Live, swapSeconds: number): Pick<PlannedRestore, 'health' | 'confirmTimeoutSeconds'> {
  const { host, paths, values, state } = live
  const control = controlOf(settingsOfLive(live), placeOf(live))
  const { health, confirmTimeoutSeconds } = planHealth(values, { host, paths, release: state.live ?? '', control })
  return { health, confirmTimeoutSeconds: confirmTimeoutSeconds + (values['confirm-timeout'] === undefined ? swapSeconds : 0) }
}

export function planRestoreSteps(restore: PlannedRestore): readonly Step[] {
  const { data, fetched, guard, pause, health } = restore
  const { host } = data
  const step = (rest: Pick<RunStep, 'id' | 'title' | 'command' | 'timeoutSeconds'>): RunStep => ({ kind: 'run', host, phase: 'cutover', effect: 'write', ...rest })
  return [
    ...fetchSteps(data, fetched),
    ...planStage(data),
    armStep(restore),
    ...(pause === undefined ? [] : [step({ id: 'stop-writers', title: `Stop ${pause.title}`, command: all(markSwitching(guard), pause.stop), timeoutSeconds: pause.timeoutSeconds })]),
    ...listSwaps(data).map((swap) => step({ ...swap, command: all(markSwitching(guard), swap.command) })),
    ...(pause === undefined ? [] : [step({ id: 'start-writers', title: `Start ${pause.title}`, command: all(requireUndecided(guard), pause.start), timeoutSeconds: pause.timeoutSeconds })]),
    ...(health === undefined ? [] : [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until the application is healthy with it', host, phase: 'verify', effect: 'read', ...health } as const]),
    confirmStep(restore),
    removeOldStep(data)
  ]
}

/** Before it is verified. */
export function fetchSteps({ host, folder, timeoutSeconds }: Pick<PlannedData, 'host' | 'folder' | 'timeoutSeconds'>, fetched: FetchedCopy | undefined): readonly RunStep[] {
  return fetched === undefined ? [] : [{ ...fetchStep(host, fetched, { backups: folder.slice(0, folder.lastIndexOf('/')), timeoutSeconds }), phase: CHECK_PHASE }]
}

function armStep(restore: PlannedRestore): RunStep {
  const { data, guard, confirmTimeoutSeconds, pause, health, entry } = restore
  return {
    kind: 'run',
    id: 'arm-guard',
    title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
    host: data.host,
    phase: 'cutover',
    effect: 'write',
    command: all(armGuard(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(restore), onFailure: undefined }), noteArmed(data)),
    timeoutSeconds: SHORT_SECONDS,
    undo: {
      title: 'Give back what was there before',
      command: goBackNow(guard),
      timeoutSeconds: goBackSeconds(2 * (pause?.timeoutSeconds ?? 0) + swapSecondsOf(data) - SWAP_SECONDS),
      failures: BACK_FAILURES,
      ...(health === undefined || entry.before === undefined
        ? {}
        : { health: { release: entry.before, checks: health.checks, attempts: Math.min(health.attempts, 5), delaySeconds: health.delaySeconds } })
    }
  }
}

/** The one way back, for the runner and for the guard. */
function goBackCommand({ data, guard, pause, entry }: PlannedRestore): Command {
  const { ledger } = data.paths
  const start = pause === undefined ? [] : [pause.start]
  return any(
    exec(['test', '!', '-e', `${guard.folder}/switching`]),
    all(giveBack(data, pause === undefined ? [] : [pause.stop]), ...start, tryAppendLedger(ledger, { ...entry, outcome: 'undone' })),
    all(tryAppendLedger(ledger, { ...entry, outcome: 'failed' }), exec(['false']))
  )
}

function confirmStep({ data, guard, entry }: PlannedRestore): RunStep {
  return {
    kind: 'run',
    id: 'confirm',
    title: 'Confirm the restore and disarm the guard',
    host: data.host,
    phase: 'confirm',
    effect: 'write',
    command: all(confirmGuard(guard), appendLedger(data.paths.ledger, entry)),
    timeoutSeconds: SHORT_SECONDS,
    failures: {
      [GUARD_DECIDED_EXIT_CODE]: { code: 'DK_GUARD_FIRED', remedy: 'What was there before is back. Make the health check faster or confirm-timeout longer, and restore again' }
    }
  }
}
