import {
  all,
  any,
  exec,
  script,
  type Command,
  type Evidence,
  type HealthCheck,
  type RunStep,
  type Step,
  type UndoHealth,
  type WaitHealthyStep
} from '../../core/index.ts'
import { armGuard, confirmGuard, goBackNow, goBackSeconds, GUARD_DECIDED_EXIT_CODE, markSwitching, requireUndecided, type Guard } from './guard.ts'
import { runHook, type Hook } from './hooks.ts'
import { guardFolder, type HostPaths } from './host-paths.ts'
import { appendLedger, tryAppendLedger, type LedgerEntry } from './ledger.ts'
import { completeChange } from './complete-change.ts'
import { commandPlace } from './command-place.ts'
import type { Action, Control } from '../strategies/control.ts'
import { linkRelease, markRelease, putLink, removeCurrent, setReleaseAside, switchCurrent } from './release-steps.ts'
import { checkWorkingFolder, clearWorkingFiles, IN_THE_WAY_EXIT_CODE, storeChange, syncWorkingFolder, type InPlaceChanges } from './working-folder.ts'

export const PHASES = ['prepare', 'cutover', 'verify', 'measure', 'confirm', 'finish'] as const

/** One end of a cutover. */
export interface CutoverRelease {
  readonly id: string
  readonly commit: string | undefined
  readonly control: Control
}

/** Making another release live on one host: the same for a deploy and for a rollback. */
export interface Cutover {
  readonly host: string
  readonly paths: HostPaths
  readonly runId: string
  /** What is live now; undefined on a first deploy: then there is nothing to return to. */
  readonly from: CutoverRelease | undefined
  readonly to: CutoverRelease
  /** Layout `in-place` only: the change of the working folder, and its reverse. */
  readonly change: InPlaceChanges | undefined
  readonly hooks: { readonly beforeCutover: Hook | undefined; readonly afterCutover: Hook | undefined; readonly onFailure: Hook | undefined }
  readonly hookTimeoutSeconds: number
  readonly health: CutoverHealth | undefined
  /** Of what is live now, when it is live again after an undo. */
  readonly healthBefore: UndoHealth | undefined
  readonly confirmTimeoutSeconds: number
  /** Where a probe watches the cutover on this host: how many requests may fail. */
  readonly downtime: { readonly maxFailedRequests: number | undefined } | undefined
  /** What becomes of a release that did not stay live: a new one is kept apart, an old one is marked bad if it was unhealthy. */
  readonly onBad: 'set-aside' | 'mark-bad'
  /** When the new release is confirmed, the old one is marked bad (a rollback leaves a bad release). */
  readonly marksFromBad: boolean
  readonly entry: LedgerEntry
}

export interface CutoverHealth {
  readonly checks: readonly HealthCheck[]
  readonly attempts: number
  readonly delaySeconds: number
  readonly evidence: readonly Evidence[]
}

const SWITCH_TIMEOUT_SECONDS = 300

export function guardOf({ paths, runId }: Pick<Cutover, 'paths' | 'runId'>): Guard {
  return { folder: guardFolder(paths, runId), kit: paths.kit, runId }
}

/** From the hook before the cutover to the confirmation. The guard's undo takes all of it back. */
export function planCutover(cutover: Cutover): readonly Step[] {
  return [
    ...storeChangeSteps(cutover),
    ...hookStep(cutover, 'before-cutover', cutover.hooks.beforeCutover),
    armStep(cutover),
    ...startBesideStep(cutover),
    ...besideHealthStep(cutover),
    switchStep(cutover),
    ...activateStep(cutover),
    ...hookStep(cutover, 'after-cutover', cutover.hooks.afterCutover).map((step) => unlessDecided(cutover, step)),
    ...healthStep(cutover),
    ...measureStep(cutover),
    confirmStep(cutover),
    ...retireStep(cutover)
  ]
}

/**
 * The undo of the first step, which comes last: what is left to do when nothing was switched, and the user's hook (unless the
 * guard ran it).
 */
export function afterUndo(cutover: Cutover, whenNotSwitched: readonly Command[]): Command {
  const { paths, to, entry, hooks } = cutover
  const { folder } = guardOf(cutover)
  const place = { ...commandPlace({ paths, ...to }), cwd: paths.root }
  return all(
    any(
      exec(['test', '!', '-d', paths.kit]),
      exec(['test', '-e', `${folder}/switching`]),
      all(...whenNotSwitched, tryAppendLedger(paths.ledger, { ...entry, outcome: 'failed' }))
    ),
    ...(hooks.onFailure === undefined ? [] : [any(exec(['test', '-e', `${folder}/told`]), runHook(hooks.onFailure, place), exec(['true']))])
  )
}

export function hookStep(cutover: Pick<Cutover, 'host' | 'paths' | 'to' | 'hookTimeoutSeconds'>, point: string, hook: Hook | undefined): readonly RunStep[] {
  if (hook === undefined) return []
  return [
    {
      kind: 'run',
      id: point,
      title: `Run the ${point} hook`,
      host: cutover.host,
      phase: point.endsWith('cutover') ? 'cutover' : 'prepare',
      effect: 'write',
      command: runHook(hook, commandPlace({ paths: cutover.paths, ...cutover.to })),
      timeoutSeconds: cutover.hookTimeoutSeconds
    }
  ]
}

function storeChangeSteps({ change, host, paths, runId, from, to }: Cutover): readonly RunStep[] {
  if (change === undefined) return []
  const folder = guardFolder(paths, runId)
  const { environmentFiles: files, protectedPaths } = change
  const step = (id: string, title: string, command: Command): RunStep => ({
    kind: 'run',
    id,
    title,
    host,
    phase: 'prepare',
    effect: 'write',
    command,
    timeoutSeconds: SWITCH_TIMEOUT_SECONDS
  })
  const stores = (['forward', 'back'] as const).map((name) =>
    step(`store-${name}`, `Store the list of changes of the working folder (${name})`, storeChange(folder, name, change[name]))
  )
  const complete = completeChange(paths, {
    folder,
    from: from === undefined ? undefined : { release: from.id, environmentFile: files.from },
    to: { release: to.id, environmentFile: files.to },
    protectedPaths
  })
  return [...stores, step('complete-changes', 'Add what was built on the host to the changes', complete)]
}

function armStep(cutover: Cutover): RunStep {
  const { host, from, confirmTimeoutSeconds, hooks, paths, to } = cutover
  const guard = guardOf(cutover)
  const onFailure = hooks.onFailure === undefined ? undefined : runHook(hooks.onFailure, { ...commandPlace({ paths, ...to }), cwd: paths.root })
  return {
    kind: 'run',
    id: 'arm-guard',
    title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
    host,
    phase: 'cutover',
    effect: 'write',
    command: all(
      armGuard(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(cutover), onFailure }),
      ...(from === undefined ? [] : [linkRelease(paths, from.id, backLink(cutover))])
    ),
    timeoutSeconds: 30,
    undo: {
      title: from === undefined ? `Take ${to.id} out of service (nothing to return to)` : `Go back to ${from.id}`,
      command: goBackNow(guard),
      timeoutSeconds: goBackSeconds(backSeconds(cutover)),
      ...(cutover.healthBefore === undefined ? {} : { health: cutover.healthBefore })
    }
  }
}

/** The one way back, for the runner and for the guard. Nothing to do unless the switch had begun. */
function goBackCommand(cutover: Cutover): Command {
  const { paths, to, entry, onBad } = cutover
  const aside = onBad === 'set-aside' ? [setReleaseAside(paths, to.id)] : []
  return any(
    exec(['test', '!', '-e', `${guardOf(cutover).folder}/switching`]),
    all(...restoreCommands(cutover), ...aside, tryAppendLedger(paths.ledger, { ...entry, outcome: 'undone' })),
    all(tryAppendLedger(paths.ledger, { ...entry, outcome: 'failed' }), exec(['false']))
  )
}

function restoreCommands(cutover: Cutover): readonly Command[] {
  const { paths, from, to, change } = cutover
  const back = { folder: guardFolder(paths, cutover.runId), name: 'back' }
  if (from !== undefined) {
    const sync = syncWorkingFolder(paths, from.id, back)
    return [
      // Where the disk is full, the old files may have room only when all of the new ones are gone.
      ...(change === undefined ? [] : [any(sync, all(clearWorkingFiles(paths, back), sync))]),
      any(putLink(paths, backLink(cutover)), switchCurrent(paths, from.id)),
      ...leave(to, from),
      ...toCommand(from.control.activate),
      ...(isBeside(cutover) ? toCommand(to.control.deactivate) : [])
    ]
  }
  return [
    ...toCommand(to.control.deactivate),
    ...(change === undefined ? [] : [syncWorkingFolder(paths, to.id, back)]),
    removeCurrent(paths)
  ]
}

/** Made before the switch, for a host on which no file can be made any more. */
function backLink(cutover: Cutover): string {
  return `${guardOf(cutover).folder}/current`
}

function toCommand(action: Action | undefined): readonly Command[] {
  return action === undefined ? [] : [action.command]
}

/** Both may run at the same time: only then going back stops the new one. */
function isBeside({ to }: Cutover): boolean {
  return to.control.startBeside !== undefined || to.control.keepsOther
}

function backSeconds({ from, to }: Cutover): number {
  return (from ?? to).control.timeoutSeconds + (from === undefined ? 0 : to.control.timeoutSeconds)
}

function switchStep(cutover: Cutover): RunStep {
  const { host, paths, to, change, from } = cutover
  const forward = { folder: guardFolder(paths, cutover.runId), name: 'forward' }
  return {
    kind: 'run',
    id: 'switch',
    title: `Switch ${paths.layout === 'releases' ? 'current' : paths.root} from ${from?.id ?? 'nothing'} to ${to.id}`,
    host,
    phase: 'cutover',
    effect: 'write',
    command: all(
      ...(change === undefined ? [] : [checkWorkingFolder(paths, forward)]),
      markSwitching(guardOf(cutover)),
      ...(change === undefined ? [] : [syncWorkingFolder(paths, to.id, forward)]),
      switchCurrent(paths, to.id)
    ),
    timeoutSeconds: SWITCH_TIMEOUT_SECONDS,
    failures: { [IN_THE_WAY_EXIT_CODE]: { code: 'DK_COMMAND_FAILED', remedy: 'Move it away, or protect it and take it out of the source; nothing has been switched' } }
  }
}

/** The release that served until now ran beside the new one, and is not asked any more. */
function retireStep({ host, from }: Cutover): readonly RunStep[] {
  if (from?.control.retire === undefined) return []
  const { title, command } = from.control.retire
  return [{ kind: 'run', id: 'retire', title, host, phase: 'finish', effect: 'write', optional: true, command, timeoutSeconds: from.control.timeoutSeconds }]
}

/** From here on there is something to stop, so going back has something to do. */
function startBesideStep(cutover: Cutover): readonly RunStep[] {
  const { startBeside } = cutover.to.control
  if (startBeside === undefined) return []
  return controlStep(cutover, 'start-beside', { ...startBeside, command: all(markSwitching(guardOf(cutover)), startBeside.command) })
}

/** A release that runs but is not well is found while the old one still serves. */
function besideHealthStep({ host, to, health }: Cutover): readonly WaitHealthyStep[] {
  if (health === undefined || to.control.startBeside === undefined) return []
  const checks = to.control.checksBeside(health.checks)
  if (checks.length === 0) return []
  return [{ kind: 'wait-healthy', id: 'wait-beside', title: 'Wait until it is healthy beside what is live', host, phase: 'cutover', effect: 'read', ...health, checks }]
}

function activateStep(cutover: Cutover): readonly RunStep[] {
  const { from, to } = cutover
  const { activate } = to.control
  const left = from === undefined ? [] : leave(from, to)
  const action = activate === undefined || left.length === 0 ? activate : { ...activate, command: all(...left, activate.command) }
  return controlStep(cutover, 'restart', action).map((step) => unlessDecided(cutover, step))
}

/** Time may run out between two steps. */
function unlessDecided(cutover: Cutover, step: RunStep): RunStep {
  return { ...step, command: all(requireUndecided(guardOf(cutover)), step.command) }
}

/** Another strategy knows nothing of what this one installed. */
function leave(left: CutoverRelease, next: CutoverRelease): readonly Command[] {
  return left.control.strategy === next.control.strategy ? [] : toCommand(left.control.withdraw)
}

function controlStep({ host, to }: Cutover, id: string, action: Action | undefined): readonly RunStep[] {
  if (action === undefined) return []
  const { title, command } = action
  return [{ kind: 'run', id, title, host, phase: 'cutover', effect: 'write', command, timeoutSeconds: to.control.timeoutSeconds }]
}

function healthStep({ host, health, paths, to, onBad }: Cutover): readonly WaitHealthyStep[] {
  if (health === undefined || health.checks.length === 0) return []
  // Only here: a good release to which nobody could get, because the runner died or the disk was full, is still good.
  const onUnhealthy = onBad === 'mark-bad' ? { onUnhealthy: markRelease(paths, to.id, 'bad') } : {}
  return [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until it is healthy', host, phase: 'verify', effect: 'read', ...health, ...onUnhealthy }]
}

/** All hosts are measured before one is confirmed. */
function measureStep(cutover: Cutover): readonly Step[] {
  const { host, downtime } = cutover
  if (downtime === undefined) return []
  const { maxFailedRequests } = downtime
  return [
    {
      kind: 'measure-downtime',
      id: 'measure-downtime',
      title: maxFailedRequests === undefined ? 'Note the downtime' : `Check that at most ${maxFailedRequests} requests failed`,
      host,
      phase: 'measure',
      effect: 'write',
      maxFailedRequests,
      record: script(NOTE_PROGRAM, [downtimeFile(cutover)]),
      timeoutSeconds: 30
    }
  ]
}

const NOTE_PROGRAM = `
umask 077
tr -d '\\n' >"$1.partial" && mv -f "$1.partial" "$1"
`

function downtimeFile(cutover: Cutover): string {
  return `${guardOf(cutover).folder}/downtime.json`
}

function confirmStep(cutover: Cutover): RunStep {
  const { host, paths, to, from, marksFromBad, entry } = cutover
  return {
    kind: 'run',
    id: 'confirm',
    title: `Confirm ${to.id} and disarm the guard`,
    host,
    phase: 'confirm',
    effect: 'write',
    command: all(
      confirmGuard(guardOf(cutover)),
      markRelease(paths, to.id, 'good'),
      ...(marksFromBad && from !== undefined ? [markRelease(paths, from.id, 'bad')] : []),
      appendLedger(paths.ledger, entry, downtimeFile(cutover))
    ),
    timeoutSeconds: 30,
    failures: {
      [GUARD_DECIDED_EXIT_CODE]: {
        code: 'DK_GUARD_FIRED',
        remedy: 'The previous release is live. Make the health check faster or confirm-timeout longer, and deploy again'
      }
    }
  }
}

