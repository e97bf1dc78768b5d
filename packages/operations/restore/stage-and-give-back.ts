import { all, any, each, exec, script, type Command, type RunStep, type Step, type Undo } from '../../core/index.ts'
import { BACKUP_PHASE, planBackupSteps } from '../backup/backup-steps.ts'
import { removeFolder } from '../backup/backup-programs.ts'
import { beginRestore, isStuck } from '../backup/dead-restores.ts'
import { DAMAGED } from '../backups/try-steps.ts'
import type { PlannedData } from './planned-components.ts'
import { verifySums } from './verify-program.ts'

/** All hosts have looked at their backup, and then have their emergency backup, before anything else begins. */
export const CHECK_PHASE = 'check'
export const DATA_PHASES = [CHECK_PHASE, BACKUP_PHASE, 'stage'] as const

export const SWAP_SECONDS = 300
const SHORT_SECONDS = 60

type Rest = Pick<RunStep, 'id' | 'title' | 'command' | 'timeoutSeconds'> & Partial<RunStep>

/** Until here nothing that is live is touched: the backup is verified, what is there is backed up, and the data is restored beside it. */
export function planStage(data: PlannedData): readonly Step[] {
  const { host, paths, folder, backup, work, parts, emergency, timeoutSeconds } = data
  const step = (phase: string, rest: Rest): RunStep => ({ kind: 'run', host, phase, effect: 'write', ...rest })
  return [
    // First: whoever has the wrong backup has waited for nothing, and nothing has to be undone.
    step(CHECK_PHASE, {
      id: 'verify-backup',
      title: `Read all of ${folder.replace(/^.*\//, '')}, and compare its checksums`,
      command: verifySums(folder, backup),
      timeoutSeconds,
      failures: DAMAGED
    }),
    ...(emergency === undefined ? [] : planBackupSteps(emergency)),
    step('stage', {
      id: 'begin-restore',
      title: 'Make a folder for it',
      command: beginRestore({ kit: paths.kit, work }, parts.map(({ part }) => part)),
      timeoutSeconds: SWAP_SECONDS,
      undo: { title: 'Remove the folder of the restore', command: unlessStuck(data, removeFolder(work)), timeoutSeconds: SHORT_SECONDS }
    }),
    ...parts.map(({ name, part }) =>
      step('stage', {
        id: `stage-${name}`,
        ...part.stage,
        timeoutSeconds,
        failures: DAMAGED,
        undo: { title: `Remove what was restored of ${name}`, command: unlessStuck(data, part.unstage), timeoutSeconds: SWAP_SECONDS }
      })
    )
  ]
}

/** When the way back has failed, somewhere in what was staged may be the only copy of what was live: it is left to the next run, which tries again. */
function unlessStuck({ work, guard }: PlannedData, command: Command): Command {
  return any(isStuck(work, guard), command)
}

/** How long the swaps of all parts together may take. */
export function swapSecondsOf({ parts }: Pick<PlannedData, 'parts'>): number {
  return SWAP_SECONDS + parts.reduce((sum, { part }) => sum + (part.swap.timeoutSeconds ?? 0), 0)
}

/** Noted with the arming of the guard: from here on only the way back may take away what was staged. */
export function noteArmed({ work }: PlannedData): Command {
  return exec(['touch', `${work}/armed`])
}

/** What changes places under the guard: the names and commands of the steps, in order. */
export function listSwaps({ parts }: PlannedData): readonly { readonly id: string; readonly title: string; readonly command: Command; readonly timeoutSeconds: number }[] {
  return parts.map(({ name, part }) => ({ id: `swap-${name}`, ...part.swap, timeoutSeconds: part.swap.timeoutSeconds ?? SWAP_SECONDS }))
}

/**
 * The way back of the data. `stops`: what may write now; one that cannot be stopped (it does not run) keeps nobody from going back. Every
 * part is tried, and those that could not be given back are told in the last line. Safe to repeat.
 */
export function giveBack({ work, parts }: PlannedData, stops: readonly Command[]): Command {
  const failed = `${work}/not-given-back`
  return all(
    ...stops.map((stop) => any(stop, exec(['echo', 'What writes could not be stopped, or does not run']))),
    any(each(...parts.map(({ name, part }) => any(part.swapBack, script(NOTE_FAILED_PROGRAM, [failed, name])))), script(TELL_FAILED_PROGRAM, [failed, parts.map(({ name }) => name).join(', ')]))
  )
}

const NOTE_FAILED_PROGRAM = `
printf '%s\\n' "$2" >>"$1"
exit 1
`

const TELL_FAILED_PROGRAM = `
names=$(sort -u "$1" 2>/dev/null | tr '\\n' ' ' | sed 's/ $//; s/ /, /g')
printf 'NOT given back: %s. What writes is not started, so that it does not run with data of two kinds\\n' "\${names:-at least one of $2}" >&2
rm -f "$1"
exit 1
`

/** How a way back that failed is told: by its own last words. */
export const BACK_FAILURES: NonNullable<Undo['failures']> = {
  1: { code: 'DK_UNDO_INCOMPLETE', remedy: 'Look at the host; the next deploy-kit backup, restore, rollback or deploy tries it once more' }
}

export function removeOldStep({ host, parts, work }: PlannedData): RunStep {
  return {
    kind: 'run',
    id: 'remove-old',
    title: 'Remove the data that was there before',
    host,
    phase: 'finish',
    effect: 'write',
    command: all(...parts.map(({ part }) => part.removeOld), removeFolder(work)),
    timeoutSeconds: SWAP_SECONDS,
    optional: true
  }
}
