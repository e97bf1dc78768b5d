// needs: busybox
import { afterAll, describe, expect, test } from '@jest/globals'
import { query, script, type Query } from '../../../packages/core/index.ts'
import { RETENTION_FUNCTIONS } from '../../../packages/operations/backup/retention-functions.ts'
import { DEFAULT_RETENTION, parseRetention, retentionWords, type BackupDecision, type RetentionOrder, type RetentionRules } from '../../../packages/operations/backup/retention.ts'
import { DAY, moment, renderHistory, sampleBackup, type SampleBackup } from '../../support/backup-histories.ts'
import { decideHistories } from '../../support/decide-histories.ts'
import { expectKept } from '../../support/expected-retention.ts'
import { times } from '../../support/generated-words.ts'
import { makeHostTools, runOnHost, type HostTools } from '../../support/host-tools.ts'
import { makeScratch } from '../../support/scratch.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())
const hosts = makeHostTools(scratch.next('tools')).slice(0, 2)

const NOW = moment('2026-11-20T04:00:00')
const FEW: RetentionRules = { keep: 1, daily: 0, weekly: 0, monthly: 0, preDeploy: 0, emergency: 0 }

/** What is decided of these lines. */
const askRetention = (lines: string, order: RetentionOrder): Query<readonly BackupDecision[]> =>
  query(script(`${RETENTION_FUNCTIONS}\nlines=$1\nshift\nprintf '%s\\n' "$lines" | decide_retention "$@"`, [lines, ...retentionWords(order)]), parseRetention)

interface Asked {
  readonly rules?: Partial<RetentionRules>
  readonly now?: number
  readonly isSmallerAccepted?: boolean
}

const orderOf = ({ rules = {}, now = NOW, isSmallerAccepted = false }: Asked = {}) => ({ rules: { ...DEFAULT_RETENTION, ...rules }, now, isSmallerAccepted })

describe.each(hosts.map((tools) => [tools.name, tools] as const))('retention with %s', (_name, tools: HostTools) => {
  const decide = async (backups: readonly SampleBackup[], asked?: Asked): Promise<readonly BackupDecision[]> => {
    const { command, parse } = askRetention(renderHistory({ backups, foreign: [] }), orderOf(asked))
    const { stdout, stderr, code } = await runOnHost(tools, command)
    expect(stderr).toBe('')
    return parse({ stdout, exitCode: code ?? 1 })
  }
  const kept = async (backups: readonly SampleBackup[], asked?: Asked): Promise<readonly string[]> =>
    (await decide(backups, asked)).filter(({ keep }) => keep).map(({ id }) => id)
  const reasons = async (backups: readonly SampleBackup[], asked?: Asked): Promise<readonly string[]> =>
    (await decide(backups, asked)).map(({ id, keep, reason }) => `${keep ? '' : '-'}${id}: ${reason}`)

  /** One at three in the morning of each of so many days, the last of them the day of NOW. */
  const daily = (days: number, changes: Partial<SampleBackup> = {}): readonly SampleBackup[] =>
    times(days, (index) => sampleBackup(moment('2026-11-20') - index * DAY, changes))

  test('of a year of daily ones, thirty and the last of each month stay', async () => {
    const backups = daily(365)
    const ids = await kept(backups)
    expect(new Set(ids)).toEqual(expectKept({ backups, order: orderOf() }))
    expect(ids.slice(0, 30)).toEqual(backups.slice(0, 30).map(({ id }) => id))
    expect(ids.slice(30).map((id) => id.slice(10, 18))).toEqual([
      '20260930', '20260831', '20260731', '20260630', '20260531', '20260430', '20260331', '20260228', '20260131', '20251231'
    ])
  })

  test('of a year with several a day, days, weeks and months stay besides the last thirty', async () => {
    const manual = times(365 * 3, (index) => sampleBackup(moment('2026-11-20') - Math.floor(index / 3) * DAY + (index % 3) * 3600 - 3 * 3600, { type: 'manual' }))
    const backups = [...manual, ...daily(365)]
    const [answer = []] = decideHistories(scratch, { shell: { name: 'sh', argv: ['sh'] }, path: tools.path }, [
      { lines: renderHistory({ backups, foreign: [] }), order: orderOf() }
    ])
    const ids = answer.filter(({ keep }) => keep).map(({ id }) => id)
    expect(new Set(ids)).toEqual(expectKept({ backups, order: orderOf() }))
    // Thirty are the last week; after it come the ends of three more weeks, and of eleven more months.
    expect(ids.slice(30).map((id) => id.slice(-16, -8))).toEqual([
      '20261108', '20261101', '20261031', '20260930', '20260831', '20260731', '20260630', '20260531', '20260430', '20260331', '20260228', '20260131', '20251231'
    ])
  })

  test('twelve deploys a day push out no scheduled one', async () => {
    const deploys = times(12 * 20, (index) => sampleBackup(NOW - index * 7200 - 60, { type: 'pre-deploy' }))
    const alone = await kept(daily(90))
    const ids = await kept([...deploys, ...daily(90)])
    expect(ids.filter((id) => id.startsWith('scheduled'))).toEqual(alone)
    expect(ids.filter((id) => id.startsWith('pre-deploy'))).toEqual(deploys.slice(0, 10).map(({ id }) => id))
  })

  test('tells why, newest first', async () => {
    const backups = [
      sampleBackup('2026-11-20', { id: 'today' }), sampleBackup('2026-11-20T02:00:00', { id: 'earlier', type: 'manual' }),
      sampleBackup('2026-11-19', { id: 'yesterday' }), sampleBackup('2026-11-18', { id: 'wednesday' }), sampleBackup('2026-11-15', { id: 'sunday' }),
      sampleBackup('2026-11-14', { id: 'saturday' }), sampleBackup('2026-10-31', { id: 'october' }), sampleBackup('2026-09-30', { id: 'september' }),
      sampleBackup('2026-11-25', { id: 'ahead' }), sampleBackup('2026-09-29', { id: 'needed', pin: 'release 42 is rolled back to with it' })
    ]
    expect(await reasons(backups, { rules: { keep: 2, daily: 2, weekly: 2, monthly: 2 } })).toEqual([
      'ahead: in the future',
      'today: 1 of 2, newest of 2026-11-20, 2026-W47, 2026-11',
      'earlier: 2 of 2',
      'yesterday: newest of 2026-11-19',
      '-wednesday: a newer one of 2026-W47 is kept',
      'sunday: newest of 2026-W46',
      '-saturday: a newer one of 2026-W46 is kept',
      'october: newest of 2026-10',
      '-september: older than everything that the rules keep',
      'needed: pinned: release 42 is rolled back to with it'
    ])
  })

  test('reaches further back after a gap, and keeps the oldest while there are few', async () => {
    const backups = ['2026-11-20', '2026-11-02', '2026-07-09', '2026-07-01', '2025-03-31', '2025-03-02', '2025-03-01'].map((day) => sampleBackup(day, { id: day }))
    expect(await kept(backups, { rules: { ...FEW, monthly: 3 } })).toEqual(['2026-11-20', '2026-07-09', '2025-03-31'])
    expect(await reasons(backups, { rules: { ...FEW, monthly: 4 } })).toEqual([
      '2026-11-20: 1 of 1, newest of 2026-11',
      '-2026-11-02: a newer one of 2026-11 is kept',
      '2026-07-09: newest of 2026-07',
      '-2026-07-01: a newer one of 2026-07 is kept',
      '2025-03-31: newest of 2025-03',
      '-2025-03-02: a newer one of 2025-03 is kept',
      '2025-03-01: the oldest, while there are fewer than 4 months'
    ])
  })

  test('the last days of a year belong to the week, and not to the year, of the next', async () => {
    const backups = ['2025-01-06', '2025-01-05', '2025-01-01', '2024-12-31', '2024-12-30', '2024-12-29', '2024-12-22'].map((day) => sampleBackup(day, { id: day }))
    expect(await reasons(backups, { rules: { ...FEW, weekly: 3 }, now: moment('2025-01-06') })).toEqual([
      '2025-01-06: 1 of 1, newest of 2025-W02',
      '2025-01-05: newest of 2025-W01',
      '-2025-01-01: a newer one of 2025-W01 is kept',
      '-2024-12-31: a newer one of 2025-W01 is kept',
      '-2024-12-30: a newer one of 2025-W01 is kept',
      '2024-12-29: newest of 2024-W52',
      '-2024-12-22: older than everything that the rules keep'
    ])
  })

  test('bad ones stay for seven days, and neither count nor stand for a day', async () => {
    const bad = (id: string, day: string, state: 'unverified' | 'failed') => sampleBackup(`${day}T04:00:00`, { id, state })
    const backups = [
      sampleBackup('2026-11-20', { id: 'good' }), bad('young', '2026-11-14', 'failed'), bad('week', '2026-11-13', 'failed'),
      bad('old', '2026-11-12', 'unverified'), sampleBackup('2026-11-12', { id: 'good-too' }), sampleBackup('2026-11-11', { id: 'gone' })
    ]
    expect(await reasons(backups, { rules: { ...FEW, daily: 2 } })).toEqual([
      'good: 1 of 1, newest of 2026-11-20',
      'young: failed verification, kept for 7 days',
      '-week: failed verification, older than 7 days',
      '-old: not verified, older than 7 days',
      'good-too: newest of 2026-11-12',
      '-gone: older than everything that the rules keep'
    ])
  })

  test('the newest unverified one stays as long as there is nothing better', async () => {
    const old = (id: string, state: 'unverified' | 'failed') => sampleBackup('2026-01-01', { id, state })
    expect(await reasons([old('z-failed', 'failed'), old('b-newest', 'unverified'), old('a-before', 'unverified')])).toEqual([
      '-z-failed: failed verification, older than 7 days',
      'b-newest: not verified, but there is no better one',
      '-a-before: not verified, older than 7 days'
    ])
  })

  test('no verified one goes while the newest is not verified, in its set and kind alone', async () => {
    const pair = (changes: Partial<SampleBackup>): readonly SampleBackup[] =>
      ['2026-11-18', '2026-11-17'].map((day) => sampleBackup(day, { ...changes, id: `${changes.set ?? 'a1b2'}.${changes.type ?? 'scheduled'}.${day.slice(-2)}` }))
    const backups = [...pair({}), ...pair({ type: 'pre-deploy' }), ...pair({ set: 'other' }), sampleBackup('2026-11-19', { id: 'broken', state: 'failed', type: 'manual' })]
    expect(await reasons(backups, { rules: FEW })).toEqual([
      'broken: failed verification, kept for 7 days',
      'other.scheduled.18: 1 of 1',
      'a1b2.scheduled.18: 1 of 1',
      'a1b2.pre-deploy.18: the newest verified one',
      '-other.scheduled.17: older than everything that the rules keep',
      'a1b2.scheduled.17: the newest backup is not verified',
      '-a1b2.pre-deploy.17: older than everything that the rules keep'
    ])
    const later = { rules: FEW, now: NOW + 7 * DAY }
    expect(await kept(backups, later)).toEqual(['other.scheduled.18', 'a1b2.scheduled.18', 'a1b2.pre-deploy.18'])
  })

  test.each([
    [[49, 100], false, true],
    [[50, 100], false, false],
    [[49, 100], true, false],
    [[0, 1, 1], false, true],
    [[49, 80, 120], false, true],
    [[50, 80, 120], false, false],
    // The sixth before it does not count any more.
    [[50, 10, 10, 101, 101, 101, 10], false, true],
    [[50, 10, 10, 10, 101, 101, 101], false, false],
    [[51, 10, 10, 101, 101, 101, 10], false, false],
    [[5000000000000, 10000000000001], false, true],
    [[5000000000001, 10000000000002], false, false],
    [[7], false, false]
  ])('of sizes %j, newest first, with smaller ones accepted: %s, all stay: %s', async (sizes, isSmallerAccepted, allStay) => {
    const backups = sizes.map((storedBytes, index) => sampleBackup(NOW - index * DAY, { storedBytes }))
    const decisions = await decide(backups, { rules: FEW, isSmallerAccepted })
    expect(decisions.filter(({ keep }) => keep)).toHaveLength(allStay ? sizes.length : 1)
    if (allStay) expect(decisions[1]?.reason).toBe('the newest verified one is less than half as big as those before')
  })

  test('of no backups, and of eight hundred', async () => {
    expect(await decide([])).toEqual([])
    const many = times(800, (index) => sampleBackup(NOW - index * 3600, { id: `b${index}` }))
    expect(new Set(await kept(many))).toEqual(expectKept({ backups: many, order: orderOf() }))
  })

  test.each([
    [{ rules: { keep: 0 } }, 'at least one backup has to be kept'],
    [{ rules: { daily: -1 } }, '"-1" is not a whole number'],
    [{ rules: { weekly: 1.5 } }, '"1.5" is not a whole number'],
    [{ rules: { monthly: NaN } }, '"NaN" is not a whole number'],
    [{ now: 1e21 }, '"1e+21" is not a whole number']
  ])('decides nothing when it is told %j', async (asked, message) => {
    const { command, parse } = askRetention(renderHistory({ backups: daily(3), foreign: [] }), orderOf(asked))
    const { stdout, stderr, code } = await runOnHost(tools, command)
    expect([stdout, stderr.trim()]).toEqual(['', `decide_retention: ${message}`])
    expect(() => parse({ stdout, exitCode: code ?? 0 })).toThrow('the program that decides ended with 64')
  })
})

test('a host without awk decides nothing', async () => {
  const { command, parse } = askRetention(renderHistory({ backups: [sampleBackup('2026-11-20')], foreign: [] }), orderOf())
  const bin = scratch.write(scratch.next('bin'), { sh: '->/bin/sh' })
  const { stdout, code } = await runOnHost({ name: 'no awk', path: bin }, command)
  expect(() => parse({ stdout, exitCode: code ?? 0 })).toThrow(expect.objectContaining({ code: 'DK_COMMAND_FAILED', remedy: expect.stringContaining('POSIX awk') }))
})

test.each(['a\tkeep', 'a\tkeep\t', 'a\tdelete\told', 'a\tremove\told\tmore', 'Last login: today'])('the answer %j is refused', (stdout) => {
  expect(() => parseRetention({ stdout: `${stdout}\n`, exitCode: 0 })).toThrow(expect.objectContaining({ code: 'DK_COMMAND_FAILED', message: expect.stringContaining('is not understood') }))
})
