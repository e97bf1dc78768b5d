import { all, any, exec, type Command } from '../../core/index.ts'
import type { Action } from '../strategies/control.ts'
import { commandPlace } from './command-place.ts'
import { guardOf, type Cutover, type CutoverRelease } from './cutover.ts'
import { runHook } from './hooks.ts'
import { guardFolder } from './host-paths.ts'
import { tryAppendLedger } from './ledger.ts'
import { putLink, removeCurrent, setReleaseAside, switchCurrent } from './release-steps.ts'
import { clearWorkingFiles, syncWorkingFolder } from './working-folder.ts'

/** The one way back, for the runner and for the guard. Nothing to do unless the switch had begun. */
export function goBackCommand(cutover: Cutover): Command {
  const { paths, to, entry, onBad, data } = cutover
  const aside = onBad === 'set-aside' ? [setReleaseAside(paths, to.id)] : []
  return any(
    exec(['test', '!', '-e', `${guardOf(cutover).folder}/switching`]),
    all(...(data === undefined ? [] : [data.back]), ...restoreCommands(cutover), ...aside, tryAppendLedger(paths.ledger, { ...entry, outcome: 'undone' })),
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
export function backLink(cutover: Cutover): string {
  return `${guardOf(cutover).folder}/current`
}

function toCommand(action: Action | undefined): readonly Command[] {
  return action === undefined ? [] : [action.command]
}

/** Both may run at the same time: only then going back stops the new one. */
function isBeside({ to }: Cutover): boolean {
  return to.control.startBeside !== undefined || to.control.keepsOther
}

/** What the commands of both releases may take. */
export function backSeconds({ from, to, data }: Cutover): number {
  return (data?.backSeconds ?? 0) + (from ?? to).control.timeoutSeconds + (from === undefined ? 0 : to.control.timeoutSeconds)
}

/** Another strategy knows nothing of what this one installed. */
export function leave(left: CutoverRelease, next: CutoverRelease): readonly Command[] {
  return left.control.strategy === next.control.strategy ? [] : toCommand(left.control.withdraw)
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
