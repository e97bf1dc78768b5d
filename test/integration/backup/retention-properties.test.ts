import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { BackupDecision, RetentionRules } from '../../../packages/operations/backup/retention.ts'
import { makeAwks } from '../../support/awks.ts'
import { DAY, FOREIGN, generateHistory, renderHistory, sampleBackup, type History, type SampleBackup } from '../../support/backup-histories.ts'
import { decideHistories, type DecidingHost } from '../../support/decide-histories.ts'
import { expectKept, groupOf, isNewer } from '../../support/expected-retention.ts'
import { pick, seededRandom, times, type Random } from '../../support/generated-words.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { shells, type Shell } from '../../support/shells.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())

const SH: Shell = { name: 'sh', argv: ['sh'] }
/** Every awk, and every shell by turns. */
const hosts: readonly DecidingHost[] = makeAwks(scratch.next('awks')).map(({ path }, index) => ({ path, shell: shells[index % shells.length] ?? SH }))
const DEFAULT_HOST = hosts[0] ?? { path: '', shell: SH }

const generate = (seed: number, count: number): readonly History[] => {
  const random = seededRandom(seed)
  return times(count, () => generateHistory(random))
}

function decide(histories: readonly History[], host = DEFAULT_HOST): readonly (readonly BackupDecision[])[] {
  return decideHistories(scratch, host, histories.map((history) => ({ lines: renderHistory(history), order: history.order })))
}

const idsOf = (decisions: readonly BackupDecision[] = [], keep: boolean): readonly string[] => decisions.filter((one) => one.keep === keep).map(({ id }) => id)

/** Histories with what the host decided about them. */
interface Sample {
  readonly random: Random
  readonly histories: readonly History[]
  readonly answers: readonly (readonly BackupDecision[])[]
}

function makeSample(seed: number, count: number): Sample {
  const histories = generate(seed, count)
  return { random: seededRandom(seed + 1), histories, answers: decide(histories) }
}

/** The ids that contradict a property, with the place of their history, which can be made again from the seed. */
function contradictions({ histories, answers }: Sample, find: (history: History, answer: readonly BackupDecision[], index: number) => readonly string[]): readonly string[] {
  return histories.flatMap((history, index) => find(history, answers[index] ?? [], index).map((id) => `${index}: ${id}`))
}

/** What stayed at first and goes when the same histories are asked in another way. */
function lostBy(sample: Sample, change: (history: History, index: number) => History): readonly string[] {
  const changed = decide(sample.histories.map(change))
  return contradictions(sample, (_, answer, index) => {
    const removed = new Set(idsOf(changed[index], false))
    return idsOf(answer, true).filter((id) => removed.has(id))
  })
}

function isNeeded(backup: SampleBackup, { backups, order: { now } }: History): boolean {
  if (backup.pin !== '-' || backup.created > now + DAY) return true
  if (backup.state !== 'verified') return backup.created > now - 7 * DAY
  const rivals = backups.filter((other) => other.state === 'verified' && groupOf(other) === groupOf(backup) && other.created <= now + DAY)
  return !rivals.some((other) => isNewer(other, backup))
}

function shuffle(random: Random, { backups, ...rest }: History): History {
  const dealt = backups.map((backup) => ({ backup, at: random() })).toSorted((a, b) => a.at - b.at)
  return { ...rest, backups: dealt.map(({ backup }) => backup) }
}

function raise(random: Random, { order, ...rest }: History): History {
  const { keep, daily, weekly, monthly, preDeploy, emergency } = order.rules
  const [more = 0, ...others] = [keep, daily, weekly, monthly, preDeploy, emergency].map((count) => count + Math.floor(random() * 4))
  const [days = 0, weeks = 0, months = 0, deploys = 0, emergencies = 0] = others
  const rules: RetentionRules = { keep: more, daily: days, weekly: weeks, monthly: months, preDeploy: deploys, emergency: emergencies }
  return { ...rest, order: { ...order, rules } }
}

function addBad(random: Random, history: History): History {
  const added = times(1 + Math.floor(random() * 5), (index) =>
    sampleBackup(history.order.now - Math.floor((random() * 40 - 3) * DAY), {
      id: `bad${index}`,
      state: pick(random, ['unverified', 'failed']),
      type: pick(random, ['scheduled', 'manual', 'pre-deploy', 'emergency'])
    })
  )
  return { ...history, backups: [...history.backups, ...added] }
}

const PROPERTIES: readonly (readonly [string, (sample: Sample) => readonly string[]])[] = [
  [
    'what stays is what the words of the decision say',
    (sample) =>
      contradictions(sample, (history, answer) => {
        const [kept, expected] = [new Set(idsOf(answer, true)), expectKept(history)]
        return history.backups.filter(({ id }) => kept.has(id) !== expected.has(id)).map(({ id }) => `${id} ${kept.has(id) ? 'stays' : 'goes'}`)
      })
  ],
  [
    'the newest verified one of each group, pinned ones, ones dated ahead and ones not verified yet stay',
    (sample) =>
      contradictions(sample, (history, answer) => {
        const removed = new Set(idsOf(answer, false))
        return history.backups.filter((backup) => removed.has(backup.id) && isNeeded(backup, history)).map(({ id }) => id)
      })
  ],
  [
    'every line has an answer, and what is not understood stays',
    (sample) =>
      contradictions(sample, ({ backups, foreign }, answer) => {
        const ids = foreign.flatMap((line) => line.split('\n')).map((line) => line.split('\t')[0] ?? '')
        const answered = answer.map(({ id }) => id).toSorted()
        const asked = [...ids, ...backups.map(({ id }) => id)].toSorted()
        return [...ids.filter((id) => idsOf(answer, false).includes(id)), ...(asked.join('\n') === answered.join('\n') ? [] : ['not every line'])]
      })
  ],
  [
    'the order of the list does not matter',
    (sample) => {
      const shuffled = decide(sample.histories.map((history) => shuffle(sample.random, history)))
      return contradictions(sample, (_, answer, index) => (JSON.stringify(answer) === JSON.stringify(shuffled[index]) ? [] : ['another answer']))
    }
  ],
  [
    'what stays, stays the next time',
    (sample) => {
      const remaining = (answer: readonly BackupDecision[], backups: readonly SampleBackup[]) => backups.filter(({ id }) => idsOf(answer, true).includes(id))
      return lostBy(sample, (history, index) => ({ ...history, backups: remaining(sample.answers[index] ?? [], history.backups) }))
    }
  ],
  ['greater counts never keep less', (sample) => lostBy(sample, (history) => raise(sample.random, history))],
  [
    'bad backups never cost a verified one',
    (sample) => {
      const troubled = decide(sample.histories.map((history) => addBad(sample.random, history)))
      return contradictions(sample, ({ backups }, answer, index) => {
        const [kept, removed] = [idsOf(answer, true), idsOf(troubled[index], false)]
        return backups.filter(({ id, state }) => state === 'verified' && kept.includes(id) && removed.includes(id)).map(({ id }) => id)
      })
    }
  ],
  [
    'of a part of the list no more is removed than of all',
    (sample) => lostBy(onlyVerified(sample), (history) => ({ ...history, backups: history.backups.filter(() => sample.random() < 0.7) }))
  ]
]

/** The guards look at the newest one, which a part of the list may lack. */
function onlyVerified({ random, histories }: Sample): Sample {
  const verified = histories.map(({ backups, order, ...rest }) => ({
    ...rest,
    backups: backups.filter(({ state }) => state === 'verified'),
    order: { ...order, isSmallerAccepted: true }
  }))
  return { random, histories: verified, answers: decide(verified) }
}

describe('retention of generated histories', () => {
  let sample: Sample
  beforeAll(() => {
    sample = makeSample(1, 60)
  })

  test.each(PROPERTIES)('%s', (_name, find) => {
    expect(find(sample)).toEqual([])
  })

  test('has the same answer from every awk, and removes something', () => {
    for (const host of hosts.slice(1)) expect(decide(sample.histories, host)).toEqual(sample.answers)
    expect(sample.answers.flatMap((answer) => idsOf(answer, false)).length).toBeGreaterThan(sample.histories.length)
  })

  test('never removes what it does not understand, with any awk', () => {
    const order = { rules: { keep: 1, daily: 0, weekly: 0, monthly: 0, preDeploy: 0, emergency: 0 }, now: 1_800_000_000, isSmallerAccepted: true }
    const backups = [sampleBackup('2026-02-02', { id: 'new' }), sampleBackup('2025-01-01', { id: 'old' })]
    const expected = FOREIGN.join('\n').split('\n').map(() => ({ keep: true, reason: 'not understood' }))
    for (const host of hosts) {
      const [decisions] = decide([{ backups, foreign: FOREIGN, order }], host)
      expect(decisions).toMatchObject([{ id: 'new', keep: true }, { id: 'old', keep: false }, ...expected])
    }
  })

  testInLongRun('many more of them', async () => {
    for (let seed = 100; seed < 110; seed += 1) {
      const many = makeSample(seed, 100)
      for (const [name, find] of PROPERTIES) expect([seed, name, find(many)]).toEqual([seed, name, []])
      for (const host of hosts.slice(1)) expect([seed, decide(many.histories, host)]).toEqual([seed, many.answers])
    }
    await Promise.resolve()
  }, 900_000)
})
