import { DeployKitError, query, script, type Answer, type Command, type Query } from '../../core/index.ts'
import { LIST_KEPT_FUNCTION, PRUNE_FUNCTION, RETENTION_FUNCTIONS } from './retention-functions.ts'

/** How many backups stay, of each set of components by itself. What any of the rules keeps, stays. */
export interface RetentionRules {
  /** The newest scheduled and manual ones. At least 1. */
  readonly keep: number
  /** The newest scheduled or manual one of each of so many days, weeks and months that have one. */
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
  /** The newest ones that were made before a deploy: a busy day must not push out the scheduled ones. */
  readonly preDeploy: number
  /** The newest ones that were made before a restore. */
  readonly emergency: number
}

export const DEFAULT_RETENTION: RetentionRules = { keep: 30, daily: 7, weekly: 4, monthly: 12, preDeploy: 10, emergency: 5 }

export interface RetentionOrder {
  readonly rules: RetentionRules
  /** Seconds since 1970, by the clock of the host that dates the backups. */
  readonly now: number
  /** Backups that are suddenly much smaller are meant to be so: the older ones need not be kept because of that. */
  readonly isSmallerAccepted: boolean
}

export interface BackupDecision {
  readonly id: string
  readonly keep: boolean
  readonly reason: string
}

/** Of a decision that is taken when it is carried out. */
export type RetentionRequest = Omit<RetentionOrder, 'now'>

/** The words that follow `decide_retention`. Without `now`: when it is run. */
export function retentionWords({ rules, now, isSmallerAccepted }: RetentionRequest & { readonly now?: number }): readonly string[] {
  const { keep, daily, weekly, monthly, preDeploy, emergency } = rules
  return [now === undefined ? 'now' : String(now), ...[keep, daily, weekly, monthly, preDeploy, emergency].map(String), isSmallerAccepted ? 'accepted' : 'refused']
}

/**
 * Which of the backups in a folder stay, newest first, as the host decides it.
 *
 * Throws DK_COMMAND_FAILED when the host did not answer to the end: then nothing may be removed.
 */
export function askRetention(folder: string, order: RetentionOrder): Query<readonly BackupDecision[]> {
  return query(script(ASK_RETENTION_PROGRAM, [folder, ...retentionWords(order)]), parseRetention)
}

const ASK_RETENTION_PROGRAM = `${RETENTION_FUNCTIONS}${LIST_KEPT_FUNCTION}
folder=$1
shift
list_kept "$folder" | decide_retention "$@"
`

/** Removes what is decided to go, of those that are named (all, when none is), and tells each: `removed TAB id TAB reason`. */
export function pruneBackups(folder: string, request: RetentionRequest, only: readonly string[]): Command {
  return script(PRUNE_PROGRAM, [folder, only.join(' '), ...retentionWords(request)])
}

const PRUNE_PROGRAM = `${RETENTION_FUNCTIONS}${LIST_KEPT_FUNCTION}${PRUNE_FUNCTION}
prune_backups "$@"
`

/** Throws DK_COMMAND_FAILED for anything but a whole answer of `decide_retention`. */
export function parseRetention({ stdout, exitCode }: Answer): readonly BackupDecision[] {
  if (exitCode !== 0) throw notDecided(`the program that decides ended with ${exitCode}`)
  return stdout.split('\n').filter((line) => line !== '').map(parseDecision)
}

function parseDecision(line: string): BackupDecision {
  const [id = '', decision, reason, ...more] = line.split('\t')
  if ((decision !== 'keep' && decision !== 'remove') || reason === undefined || reason === '' || more.length > 0) {
    throw notDecided(`its answer ${JSON.stringify(line)} is not understood`)
  }
  return { id, keep: decision === 'keep', reason }
}

function notDecided(what: string): DeployKitError {
  return new DeployKitError('DK_COMMAND_FAILED', {
    message: `Which backups to keep could not be decided: ${what}`,
    remedy: 'No backup was removed. See that the host has a POSIX awk (mawk, gawk or busybox)'
  })
}
