import { DAY, slotOf, type History, type SampleBackup } from './backup-histories.ts'

/** Which backups are to stay, straight from the words of docs/decisions/0016-the-host-decides-about-retention.md. */
export function expectKept({ backups, order }: Pick<History, 'backups' | 'order'>): ReadonlySet<string> {
  const always = backups.filter((backup) => backup.pin !== '-' || isAhead(backup, order.now))
  const counted = divide(backups.filter((backup) => !isAhead(backup, order.now)), groupOf)
  const kept = counted.flatMap((group) => keepOfGroup(group.toSorted((a, b) => (isNewer(a, b) ? -1 : 1)), order))
  return new Set([...always, ...kept].map(({ id }) => id))
}

const isAhead = ({ created }: SampleBackup, now: number): boolean => created > now + DAY
const isYoung = ({ created }: SampleBackup, now: number): boolean => created > now - 7 * DAY

export const isNewer = (a: SampleBackup, b: SampleBackup): boolean => (a.created === b.created ? a.id > b.id : a.created > b.created)

/** In the order in which the keys come first. */
function divide(backups: readonly SampleBackup[], keyOf: (backup: SampleBackup) => string): readonly (readonly SampleBackup[])[] {
  const parts = new Map<string, SampleBackup[]>()
  for (const backup of backups) parts.set(keyOf(backup), [...(parts.get(keyOf(backup)) ?? []), backup])
  return [...parts.values()]
}

/** What is counted together. */
export const groupOf = ({ set, type }: SampleBackup): string => `${set} ${type === 'manual' ? 'scheduled' : type}`

/** `group` is newest first, as all lists here. */
function keepOfGroup(group: readonly SampleBackup[], order: History['order']): readonly SampleBackup[] {
  const verified = group.filter(({ state }) => state === 'verified')
  const unverified = group.filter(({ state }) => state === 'unverified').slice(0, verified.length === 0 ? 1 : 0)
  const young = group.filter((backup) => backup.state !== 'verified' && isYoung(backup, order.now))
  const [newest] = group
  const isTroubled = newest !== undefined && newest.state !== 'verified' && isYoung(newest, order.now)
  const isGuarded = isTroubled || (!order.isSmallerAccepted && isShrunken(verified))
  return [...unverified, ...young, ...(isGuarded ? verified : keepOfVerified(verified, order.rules))]
}

function keepOfVerified(verified: readonly SampleBackup[], rules: History['order']['rules']): readonly SampleBackup[] {
  const type = verified[0]?.type
  if (type === 'pre-deploy') return verified.slice(0, Math.max(1, rules.preDeploy))
  if (type === 'emergency') return verified.slice(0, Math.max(1, rules.emergency))
  const limits = [['day', rules.daily], ['week', rules.weekly], ['month', rules.monthly]] as const
  return [...verified.slice(0, rules.keep), ...limits.flatMap(([slot, limit]) => keepOfSlots(divide(verified, ({ created, lateSeconds }) => slotOf(created - lateSeconds)[slot]), limit))]
}

/** The newest of each, and the oldest of all while there are fewer than asked for. */
function keepOfSlots(slots: readonly (readonly SampleBackup[])[], limit: number): readonly SampleBackup[] {
  const oldest = slots.length < limit ? slots.flat().toSorted((a, b) => (isNewer(a, b) ? 1 : -1)).slice(0, 1) : []
  return [...slots.slice(0, limit).flatMap((slot) => slot.slice(0, 1)), ...oldest]
}

function isShrunken(verified: readonly SampleBackup[]): boolean {
  const [newest, ...before] = verified.slice(0, 6).map(({ storedBytes }) => storedBytes)
  const sorted = before.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return newest !== undefined && median !== undefined && newest < median / 2
}
