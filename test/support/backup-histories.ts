import type { RetentionOrder, RetentionRules } from '../../packages/operations/backup/retention.ts'
import { pick, times, type Random } from './generated-words.ts'

export const DAY = 86_400

export interface SampleBackup {
  readonly id: string
  readonly type: 'manual' | 'scheduled' | 'pre-deploy' | 'emergency'
  readonly set: string
  /** Seconds since 1970. */
  readonly created: number
  /** How long after its slot began: one that was late belongs to the day before, which others after midnight need not. */
  readonly lateSeconds: number
  readonly state: 'verified' | 'unverified' | 'failed'
  readonly pin: string
  readonly storedBytes: number
}

export interface History {
  readonly backups: readonly SampleBackup[]
  /** Lines that the program is not to understand, each with an id of its own. */
  readonly foreign: readonly string[]
  readonly order: RetentionOrder
}

/** A moment in UTC, in seconds since 1970. */
export function moment(text: string): number {
  return Date.parse(text.includes('T') ? `${text}Z` : `${text}T03:00:00Z`) / 1000
}

export function sampleBackup(created: string | number, changes: Partial<SampleBackup> = {}): SampleBackup {
  const seconds = typeof created === 'number' ? created : moment(created)
  const type = changes.type ?? 'scheduled'
  const id = `${type}_${new Date(seconds * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  return { id, type, set: 'a1b2', created: seconds, lateSeconds: 0, state: 'verified', pin: '-', storedBytes: 1000, ...changes }
}

/** The days, weeks and months of UTC. The week is that of its Thursday, as ISO 8601 has it. */
export function slotOf(created: number): { readonly day: string; readonly week: string; readonly month: string } {
  const date = new Date(created * 1000)
  const day = date.toISOString().slice(0, 10)
  const thursday = new Date(date)
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY * 1000)) + 1
  return { day, week: `${year}-W${String(week).padStart(2, '0')}`, month: day.slice(0, 7) }
}

export function renderBackup({ id, type, set, created, lateSeconds, state, pin, storedBytes }: SampleBackup): string {
  const { day, week, month } = slotOf(created - lateSeconds)
  return [id, type, set, created, day, week, month, state, pin, storedBytes].join('\t')
}

export function renderHistory({ backups, foreign }: Pick<History, 'backups' | 'foreign'>): string {
  return [...foreign, ...backups.map(renderBackup)].map((line) => `${line}\n`).join('')
}

export function generateRules(random: Random): RetentionRules {
  const count = (largest: number): number => Math.floor(random() * (largest + 1))
  return { keep: 1 + count(8), daily: count(6), weekly: count(5), monthly: count(4), preDeploy: count(4), emergency: count(3) }
}

/**
 * Up to forty backups of two sets: several in an hour, days and months without one, some that are dated ahead, not verified, pinned, or
 * suddenly small, and lines that nobody understands.
 */
export function generateHistory(random: Random): History {
  const now = moment('2026-11-21') + Math.floor(random() * 400 * DAY)
  const span = pick(random, [2, 20, 90, 500]) * DAY
  const troubles = pick(random, [0, 0.1, 0.5])
  const backups = times(Math.floor(random() * 40), (index) => generateBackup(random, { id: `b${index}`, now, span, troubles }))
  const foreign = random() < 0.5 ? [] : FOREIGN.filter(() => random() < 0.3)
  return { backups, foreign, order: { rules: generateRules(random), now, isSmallerAccepted: random() < 0.3 } }
}

interface Ranges {
  readonly id: string
  readonly now: number
  readonly span: number
  readonly troubles: number
}

function generateBackup(random: Random, { id, now, span, troubles }: Ranges): SampleBackup {
  const created = random() < troubles / 5 ? now + Math.floor(random() * 4 * DAY) : now - Math.floor(random() * span)
  return {
    id,
    type: pick(random, ['scheduled', 'scheduled', 'scheduled', 'manual', 'pre-deploy', 'pre-deploy', 'emergency']),
    set: pick(random, ['a1b2', 'a1b2', 'a1b2', 'c3']),
    // The same second twice, now and then.
    created: random() < 0.2 ? created - (created % (DAY / 2)) : created,
    lateSeconds: random() < 0.3 ? Math.floor(random() * DAY) : 0,
    state: random() < troubles ? pick(random, ['unverified', 'failed']) : 'verified',
    pin: random() < troubles / 3 ? 'the current release' : '-',
    storedBytes: Math.floor(random() < troubles / 2 ? random() * 500 : 900 + random() * 200)
  }
}

const line = (id: string): string => renderBackup(sampleBackup('2026-01-01', { id }))

/** Names that lead elsewhere, fields that are missing, too many or not what they should be, and two lines about one backup. */
export const FOREIGN: readonly string[] = [
  'lost+found', ' ', '\t', 'x1\tscheduled', '..\t', line('..'), line('.trash'), line('-rf'), line('a/b'), line('a b'), line('$(id)'), line('é'), line(''),
  `${line('x2')}\t`, `${line('x3')}\r`, line('x4').replace('scheduled', 'hourly'), line('x5').replace('verified', 'VERIFIED'), line('x6').replace('\t-\t', '\t\t'),
  line('x7').replace('2026-01-01', '2026-1-1'), line('x8').replace('-W', '-'), line('x9').replace(/\d+$/, '1e3'), line('x10').replace(/\d+$/, '-1'),
  line('x11').replace(/\d+$/, '9999999999999999'), line('x12').replace('a1b2', 'a/b'), line('x13').replaceAll('\t', ' '), `${line('x14')}\n${line('x14').replace('a1b2', 'c3')}`,
  `x15\n${line('x15')}`
]
