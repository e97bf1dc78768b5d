// needs: busybox
import { afterAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { RETENTION_FUNCTIONS } from '../../../packages/operations/backup/retention-functions.ts'
import { askSlot, SLOT_FUNCTIONS, type BackupSlot } from '../../../packages/operations/backup/slots.ts'
import { renderBackup, sampleBackup, slotOf } from '../../support/backup-histories.ts'
import { pick, seededRandom, times } from '../../support/generated-words.ts'
import { makeHostTools, runOnHost } from '../../support/host-tools.ts'
import { makeScratch } from '../../support/scratch.ts'
import { shells } from '../../support/shells.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())
const hosts = makeHostTools(scratch.next('tools')).slice(0, 2)

interface Run {
  readonly moment: number
  readonly zone: string
  readonly startsAt: string
}

/** Many moments in one process of the shell. */
const ALL_SLOTS = `${SLOT_FUNCTIONS}
while read -r moment zone time; do backup_slot "$moment" "$zone" "$time" || exit; done
`

function slotsOf(host: { readonly path: string; readonly argv: readonly string[] }, runs: readonly Run[]): readonly BackupSlot[] {
  const [program = 'sh', ...words] = host.argv
  const input = runs.map(({ moment, zone, startsAt }) => `${moment} ${zone} ${startsAt}\n`).join('')
  const { stdout, stderr } = spawnSync(program, [...words, '-c', ALL_SLOTS], { encoding: 'utf8', input, env: { PATH: host.path, TZ: 'Pacific/Kiritimati' } })
  expect(stderr).toBe('')
  return stdout.trimEnd().split('\n').map((line) => {
    const [day = '', week = '', month = ''] = line.split('\t')
    return { day, week, month }
  })
}

/** How far the clocks of a zone are ahead of UTC. */
function aheadSeconds(zone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  const field = Object.fromEntries(parts.formatToParts(moment * 1000).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = field
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - moment
}

/** When the clocks of a zone show it; of a time that they skip, an hour later; of one that they show twice, one of both. */
function whenItIs(zone: string, local: string): number {
  const shown = Date.parse(`${local}:00Z`) / 1000
  const guess = shown - aheadSeconds(zone, shown)
  return shown - aheadSeconds(zone, guess)
}

/** Zone, schedule, what its clocks show, and the slot. */
const MOMENTS = [
  // The day before, while it is late by less than 21 hours.
  ['Europe/Berlin', '23:50', '2026-11-19T23:50', '2026-11-19 2026-W47 2026-11'],
  ['Europe/Berlin', '23:50', '2026-11-20T00:15', '2026-11-19 2026-W47 2026-11'],
  ['Europe/Berlin', '23:50', '2026-11-20T20:49', '2026-11-19 2026-W47 2026-11'],
  ['Europe/Berlin', '23:50', '2026-11-20T20:50', '2026-11-20 2026-W47 2026-11'],
  ['America/New_York', '00:00', '2026-06-30T23:58', '2026-07-01 2026-W27 2026-07'],
  ['America/New_York', '00:00', '2026-07-01T20:59', '2026-07-01 2026-W27 2026-07'],
  ['America/New_York', '09:08', '2026-07-01T09:33', '2026-07-01 2026-W27 2026-07'],
  // Without a schedule: what the calendar says.
  ['Asia/Kathmandu', '-', '2026-03-01T00:00', '2026-03-01 2026-W09 2026-03'],
  ['Asia/Kathmandu', '-', '2026-02-28T23:59', '2026-02-28 2026-W09 2026-02'],
  ['America/Argentina/Buenos_Aires', '-', '2028-02-29T12:00', '2028-02-29 2028-W09 2028-02'],
  ['Etc/GMT+12', '-', '2026-02-28T23:59', '2026-02-28 2026-W09 2026-02'],
  // The first week of an ISO year is that of its first Thursday.
  ['UTC', '03:00', '2024-12-30T03:10', '2024-12-30 2025-W01 2024-12'],
  ['UTC', '23:50', '2025-01-01T00:14', '2024-12-31 2025-W01 2024-12'],
  ['UTC', '03:00', '2027-01-03T03:10', '2027-01-03 2026-W53 2027-01'],
  ['Etc/UTC', '03:00', '2027-01-04T03:10', '2027-01-04 2027-W01 2027-01']
] as const

const [gnu, busybox] = hosts
const HOST_SHELLS = [...shells.map(({ name, argv }) => [`GNU tools and ${name}`, { path: gnu?.path ?? '', argv }] as const), ['busybox', { path: busybox?.path ?? '', argv: ['sh'] }] as const]

test.each(HOST_SHELLS)('the slots of moments with %s', (_name, host) => {
  const slots = slotsOf(host, MOMENTS.map(([zone, startsAt, local]) => ({ moment: whenItIs(zone, local), zone, startsAt })))
  expect(slots.map(({ day, week, month }, index) => [...(MOMENTS[index]?.slice(0, 3) ?? []), `${day} ${week} ${month}`])).toEqual(MOMENTS)
})

describe.each(hosts.map((tools) => [tools.name, tools] as const))('slots with %s', (_name, tools) => {
  const host = { path: tools.path, argv: ['sh'] }

  test.each([
    ['Europe/Berlin', ['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26', '2026-12-31']],
    ['America/New_York', ['2026-03-07', '2026-03-08', '2026-11-01', '2026-11-02', '2027-01-01']]
  ])('every day has its one in %s, also when the clocks change, however late it is', (zone, days) => {
    const runs = days.flatMap((day) =>
      ['00:00', '02:30', '23:50'].flatMap((startsAt) =>
        [-60, 0, 25 * 60, 19.5 * 3600].map((late) => ({ day, run: { moment: whenItIs(zone, `${day}T${startsAt}`) + late, zone, startsAt } }))
      )
    )
    const expected = runs.map(({ day }) => slotOf(Date.parse(day) / 1000))
    expect(slotsOf(host, runs.map(({ run }) => run))).toEqual(expected)
  })

  test('any moment in any zone has the day that its calendar shows, and the week of that day', () => {
    const random = seededRandom(5)
    const runs = times(40, () => ({
      moment: 1_600_000_000 + Math.floor(random() * 600_000_000),
      zone: pick(random, ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']),
      startsAt: '-'
    }))
    expect(slotsOf(host, runs)).toEqual(runs.map(({ moment, zone }) => slotOf(moment + aheadSeconds(zone, moment))))
  })

  const ask = async (zone: string, startsAt: string, moment = 1_800_000_000): Promise<BackupSlot> => {
    const { command, parse } = askSlot({ moment, zone, startsAt })
    const { stdout, code } = await runOnHost(tools, command)
    return parse({ stdout, exitCode: code ?? 1 })
  }

  test.each(['Europe/Berlinn', 'Mars/Olympus', 'CEST', 'zone.tab', 'Europe', 'tzdata.zi', '../zoneinfo/UTC', '/usr/share/zoneinfo/UTC', '', '-', 'UTC0', 'UTC-5', '<+03>-3', 'a b'])(
    'the zone %j is refused, as date would take it for UTC',
    async (zone) => {
      await expect(ask(zone, '03:00')).rejects.toMatchObject({ code: 'DK_INPUT_INVALID', message: expect.stringContaining(`The time zone "${zone}" is not known on this host`) })
    }
  )

  test.each([['24:00', 1], ['3:00', 1], ['03:60', 1], ['', 1], ['03:00:00', 1], ['03:00', -1], ['03:00', 1.5], ['03:00', NaN]])('the time of day %j at %d is refused', async (startsAt, moment) => {
    await expect(ask('UTC', startsAt, moment)).rejects.toMatchObject({ code: 'DK_INPUT_INVALID' })
  })
})

test.each([
  ['knows no weeks', 'echo "2026-11-20 %G-W%V 2026-11"', 'does not tell the ISO week'],
  ['cannot read seconds', 'echo "date: invalid date" >&2; exit 1', 'date: invalid date']
])('a host whose date program %s is told of', async (_name, body, message) => {
  const bin = scratch.write(scratch.next('bin'), { date: `#!/bin/sh\n${body}\n` })
  const { command, parse } = askSlot({ moment: 1_800_000_000, zone: 'UTC', startsAt: undefined })
  const { stdout, code } = await runOnHost({ name: 'odd date', path: `${bin}:/usr/bin:/bin` }, command)
  expect(() => parse({ stdout, exitCode: code ?? 1 })).toThrow(message)
})

/** As a script that is put together of functions has them: it stops at the first failure, and has variables of its own. */
const TOGETHER = `set -eu
${RETENTION_FUNCTIONS}${SLOT_FUNCTIONS}
number=its zone=its slot=its folder=its start=its hour=its minute=its IFS=,
backup_slot 1800000000 Europe/Berlin 08:09
decide_retention 1800000000 1 0 0 0 0 0 refused
! backup_slot 1800000000 Mars/Olympus 08:09 || exit 9
! decide_retention || exit 9
echo "$number $zone $slot $folder $start $hour $minute $IFS $*"
`

test.each(shells)('in one script with $name, retention and slots leave its variables alone', ({ argv: [program, ...words] }) => {
  const { stdout, status } = spawnSync(program, [...words, '-c', TOGETHER, 'script', 'own'], { encoding: 'utf8', input: renderBackup(sampleBackup('2026-11-20', { id: 'only' })) })
  expect([status, stdout]).toEqual([0, '2027-01-15\t2027-W02\t2027-01\nonly\tkeep\t1 of 1\nits its its its its its its , own\n'])
})
