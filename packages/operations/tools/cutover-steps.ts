import { all, script, type Command, type RunStep, type Step, type Undo, type WaitHealthyStep } from '../../core/index.ts'
import type { Action } from '../strategies/control.ts'
import { commandPlace } from './command-place.ts'
import { completeChange } from './complete-change.ts'
import { backLink, backSeconds, goBackCommand, leave } from './cutover-back.ts'
import { guardOf, type Cutover } from './cutover.ts'
import { armGuard, confirmGuard, goBackNow, goBackSeconds, GUARD_DECIDED_EXIT_CODE, markSwitching, requireUndecided } from './guard.ts'
import { runHook, type Hook } from './hooks.ts'
import { guardFolder } from './host-paths.ts'
import { appendLedger } from './ledger.ts'
import { linkRelease, markRelease, switchCurrent } from './release-steps.ts'
import { checkWorkingFolder, IN_THE_WAY_EXIT_CODE, storeChange, syncWorkingFolder } from './working-folder.ts'

const SWITCH_TIMEOUT_SECONDS = 300

/** The way back says in its last line which data could not be given back. */
const WITH_DATA_FAILURES: NonNullable<Undo['failures']> = {
  1: { code: 'DK_UNDO_INCOMPLETE', remedy: 'Look at the host; the next deploy-kit run that takes the lock tries it once more' }
}

/** From the hook before the cutover to the confirmation. The guard's undo takes all of it back. */
export function planCutover(cutover: Cutover): readonly Step[] {
  return [
    ...storeChangeSteps(cutover),
    ...hookStep(cutover, 'before-cutover', cutover.hooks.beforeCutover),
    armStep(cutover),
    ...dataSteps(cutover),
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
  const { host, from, confirmTimeoutSeconds, hooks, paths, to, data } = cutover
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
      ...(from === undefined ? [] : [linkRelease(paths, from.id, backLink(cutover))]),
      ...(data === undefined ? [] : [data.armed])
    ),
    timeoutSeconds: 30,
    undo: {
      title: from === undefined ? `Take ${to.id} out of service (nothing to return to)` : `Go back to ${from.id}`,
      command: goBackNow(guard),
      timeoutSeconds: goBackSeconds(backSeconds(cutover)),
      ...(data === undefined ? {} : { failures: WITH_DATA_FAILURES }),
      ...(cutover.healthBefore === undefined ? {} : { health: cutover.healthBefore })
    }
  }
}

/** Before anything of the new release is started: it must not see the data of the old one. */
function dataSteps(cutover: Cutover): readonly RunStep[] {
  const { host, data } = cutover
  return (data?.swap ?? []).map((step) => ({ kind: 'run', host, phase: 'cutover', effect: 'write', ...step, command: all(markSwitching(guardOf(cutover)), step.command) }))
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

