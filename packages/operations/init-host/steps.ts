import { script, type Command, type RunStep } from '../../core/index.ts'
import type { Grant } from './grant.ts'
import type { HostFound } from './observe.ts'
import {
  AS_ROOT_PROGRAM,
  ASK_RIGHTS_PROGRAM,
  GRANT_PROGRAM,
  JOIN_GROUP_PROGRAM,
  KEYS_PROGRAM,
  LEAVE_GROUP_PROGRAM,
  LET_IN_PROGRAM,
  MAKE_FOLDERS_PROGRAM,
  MAKE_USER_PROGRAM,
  UNDO_FOLDERS_PROGRAM,
  UNDO_GRANT_PROGRAM,
  UNDO_USER_PROGRAM
} from './programs.ts'
import { findLinesOf } from './public-keys.ts'

/** One thing that is done on a host: by a step of a plan, or by a function of a script. */
export interface Task {
  readonly id: string
  readonly title: string
  readonly program: string
  readonly args: readonly string[]
}

/** Everything, in order. Without keys, groups and rights there is nothing to do for them. */
export function listTasks({ user, path, folders, group, keys, sudoers, verbs }: Grant): readonly Task[] {
  const { file, title, rules } = sudoers
  return [
    { id: 'make-user', title: `Make the user ${user}, without a password`, program: MAKE_USER_PROGRAM, args: [user] },
    ...(group === undefined ? [] : [{ id: 'join-group', title: `Let ${user} join the group ${group}`, program: JOIN_GROUP_PROGRAM, args: [user, group] }]),
    ...(keys.length === 0 ? [] : [{ id: 'let-in', title: `Let ${user} log in by key, for commands alone`, program: LET_IN_PROGRAM, args: [user, KEYS_PROGRAM, ...keys.flat()] }]),
    { id: 'make-folders', title: `Make ${path}, owned by ${user}`, program: MAKE_FOLDERS_PROGRAM, args: [user, path, ...folders] },
    {
      id: 'grant',
      title: rules.length === 0 ? `Take back what ${file} allowed` : `Allow ${rules.length} commands as root by ${file}`,
      program: GRANT_PROGRAM,
      args: [file, user, title, ...rules]
    },
    ...(verbs.length === 0
      ? []
      : [{ id: 'ask-rights', title: `Ask sudo whether ${user} may run them`, program: ASK_RIGHTS_PROGRAM, args: [user, ...verbs.map((words) => words.join('\t'))] }])
  ]
}

/** How the task is taken back, to what was found. */
export function undoTask(id: string, grant: Grant, found: HostFound): Omit<Task, 'id'> | undefined {
  const { user, path, group, keys, sudoers } = grant
  switch (id) {
    case 'make-user':
      return found.account === undefined
        ? { title: `Remove ${user} again`, program: UNDO_USER_PROGRAM, args: [user, ''] }
        : { title: `Give ${user} its shell back`, program: UNDO_USER_PROGRAM, args: [user, found.account.shell] }
    case 'join-group':
      return { title: `Take ${user} out of ${group} again`, program: LEAVE_GROUP_PROGRAM, args: [user, group ?? ''] }
    case 'let-in':
      return {
        title: 'Put the keys back as they were',
        program: LET_IN_PROGRAM,
        args: [user, KEYS_PROGRAM, ...keys.flatMap(([blob]) => [blob, findLinesOf(blob, found.authorizedKeys).join('\n')])]
      }
    case 'make-folders': {
      const before = (folder: string): string => found.folders.find((known) => known.folder === folder)?.ids ?? ''
      return { title: 'Put the folders back as they were', program: UNDO_FOLDERS_PROGRAM, args: [found.nearest, ...[...grant.folders.toReversed(), path].flatMap((folder) => [folder, before(folder)])] }
    }
    case 'grant':
      return { title: found.sudoers === '' ? 'Take the rights back' : 'Put the rights back as they were', program: UNDO_GRANT_PROGRAM, args: [sudoers.file, found.sudoers] }
    default:
      return undefined
  }
}

const TASK_SECONDS = 60

export function stepOf(task: Task, host: string, undo: Omit<Task, 'id'> | undefined): RunStep {
  return {
    kind: 'run',
    id: task.id,
    title: task.title,
    host,
    phase: 'init',
    effect: 'write',
    command: asRoot(task),
    timeoutSeconds: TASK_SECONDS,
    repeatable: true,
    ...(undo === undefined ? {} : { undo: { title: undo.title, command: asRoot(undo), timeoutSeconds: TASK_SECONDS } })
  }
}

function asRoot({ program, args }: Omit<Task, 'id'>): Command {
  return script(AS_ROOT_PROGRAM, [program, ...args])
}
