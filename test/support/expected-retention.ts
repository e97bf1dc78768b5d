import { DAY, slotOf, type History, type SampleBackup } from './backup-histories.ts'

/** Which backups are to stay, straight from the words of docs/decisions/0016-the-host-decides-about-retention.md. */
export function expectKept({ backups, order }: History): ReadonlySet<string> {
  const kept = backups.filter((backup) => backup.pin !== '-' || isAhead(backup, order.now) || isKeptInGroup(backup, groupOf(backup, backups, order.now), order))
  return new Set(kept.map(({ id }) => id))
}

const isAhead = ({ created }: SampleBackup, now: number): boolean => created > now + DAY
const isHistory = ({ type }: SampleBackup): boolean => type === 'scheduled' || type === 'manual'
const isYoung = ({ created }: SampleBackup, now: number): boolean => created > now - 7 * DAY
const isNewer = (a: SampleBackup, b: SampleBackup): boolean => (a.created === b.created ? a.id > b.id : a.created > b.created)

/** All of its set that are counted together with it. */
function groupOf(backup: SampleBackup, backups: readonly SampleBackup[], now: number): readonly SampleBackup[] {
  return backups.filter(
    (other) => other.set === backup.set && (other.type === backup.type || (isHistory(other) && isHistory(backup))) && !isAhead(other, now)
  )
}

function isKeptInGroup(backup: SampleBackup, group: readonly SampleBackup[], { rules, now, isSmallerAccepted }: History['order']): boolean {
  const verified = group.filter(({ state }) => state === 'verified')
  if (backup.state !== 'verified') {
    const others = group.filter(({ state }) => state === 'unverified')
    const isAllThereIs = verified.length === 0 && backup.state === 'unverified' && !others.some((other) => isNewer(other, backup))
    return isYoung(backup, now) || isAllThereIs
  }
  const newer = verified.filter((other) => isNewer(other, backup))
  if (newer.length === 0) return true
  const newest = group.find((one) => !group.some((other) => isNewer(other, one)))
  if (newest !== undefined && newest.state !== 'verified' && isYoung(newest, now)) return true
  if (!isSmallerAccepted && isShrunken(verified)) return true
  if (!isHistory(backup)) return newer.length < (backup.type === 'emergency' ? rules.emergency : rules.preDeploy)
  const limits = { day: rules.daily, week: rules.weekly, month: rules.monthly }
  return newer.length < rules.keep || (['day', 'week', 'month'] as const).some((name) => isKeptAs(name, limits[name], { backup, newer, verified }))
}

interface Ranked {
  readonly backup: SampleBackup
  readonly newer: readonly SampleBackup[]
  readonly verified: readonly SampleBackup[]
}

function isKeptAs(name: 'day' | 'week' | 'month', limit: number, { backup, newer, verified }: Ranked): boolean {
  const slotsOf = (backups: readonly SampleBackup[]): ReadonlySet<string> => new Set(backups.map(({ created }) => slotOf(created)[name]))
  const isNewestOfIts = !slotsOf(newer).has(slotOf(backup.created)[name])
  const isOldest = newer.length === verified.length - 1
  return (isNewestOfIts && slotsOf(newer).size < limit) || (isOldest && slotsOf(verified).size < limit)
}

function isShrunken(verified: readonly SampleBackup[]): boolean {
  const [newest, ...before] = verified.toSorted((a, b) => (isNewer(a, b) ? -1 : 1)).slice(0, 6).map(({ storedBytes }) => storedBytes)
  const sorted = before.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return newest !== undefined && median !== undefined && newest < median / 2
}
