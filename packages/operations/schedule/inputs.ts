import { defineInputs, duration, list, secret, type InputValues } from '../../core/index.ts'
import { backupInputs } from '../backup/backup-inputs.ts'
import { findMissingTime } from '../input-checks.ts'

/** The key of a storage is never on a host, so that a script there cannot make copies. */
const {
  'backup-name': _name,
  only: _only,
  skip: _skip,
  storage: _storage,
  'storage-endpoint': _endpoint,
  'storage-region': _region,
  'aws-access-key-id': _keyId,
  'aws-secret-access-key': _secretKey,
  'aws-session-token': _token,
  ...scheduled
} = backupInputs

export const scheduleInputs = defineInputs({
  ...scheduled,
  at: list({
    group: 'Backup',
    description: 'When a backup is made, every day, in `time-zone`: times of day, separated by commas.',
    default: '03:30',
    example: '03:30, 15:30',
    check: findTimeProblem
  }),
  'promised-age': duration({
    group: 'Backup',
    description: 'How old the newest verified backup may be before the watcher on the host raises the alarm.',
    default: '26h',
    check: findMissingTime
  }),
  'ping-url': secret({
    group: 'Backup',
    description: "The address of a dead man's switch (as of healthchecks.io): pinged every hour while the newest verified backup is as young as promised. It raises the alarm when no ping comes.",
    check: (url) => findPingProblem(url.reveal())
  }),
  'lock-wait': duration({ group: 'Behaviour', description: 'How long the scheduled backup waits for a deploy that is at work.', default: '1h' })
})

export type ScheduleValues = InputValues<typeof scheduleInputs>

function findTimeProblem(times: readonly string[]): string | undefined {
  if (times.length === 0) return 'names no time of day: write 03:30'
  const wrong = times.find((time) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
  return wrong === undefined ? undefined : `is no time of day: ${JSON.stringify(wrong)} (write 03:30)`
}

/** It is not told what was given. */
function findPingProblem(url: string): string | undefined {
  const isWhole = /^https?:\/\/[^\s"\\]+$/.test(url) && URL.canParse(url)
  return isWhole ? undefined : 'must begin with http:// or https://, and hold no blanks, quotes or backslashes'
}
