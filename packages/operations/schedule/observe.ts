import type { Observer } from '../../core/index.ts'
import { observeBackup, type BackupFacts, type BackupValues } from '../backup/observe.ts'
import { askSlot } from '../backup/slots.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths, type HostPaths } from '../tools/host-paths.ts'
import type { ScheduleValues } from './inputs.ts'
import { readSchedule, type InstalledSchedule } from './read-schedule.ts'

export interface ScheduleFacts {
  readonly backup: BackupFacts
  readonly installed: Readonly<Record<string, InstalledSchedule>>
}

/** Throws DK_INPUT_INVALID when a host does not know the time zone. */
export async function observeSchedule(values: ScheduleValues, observer: Observer): Promise<ScheduleFacts> {
  const paths = pathsOf(values)
  const [startsAt] = values.at
  const backup = await observeBackup(asBackup(values), observer)
  const installed = await Promise.all(
    observer.hosts.map(async (host) => {
      const { schedule } = await observer.askAll(host, { schedule: readSchedule(paths), slot: askSlot({ moment: backup.perHost[host]?.folder.clock ?? 0, zone: values['time-zone'], startsAt }) })
      return [host, schedule] as const
    })
  )
  return { backup, installed: Object.fromEntries(installed) }
}

export function pathsOf(values: Pick<ScheduleValues, 'path' | 'layout'>): HostPaths {
  return hostPaths(normalizePath(values.path), values.layout)
}

const NOT_SCHEDULED = {
  'backup-name': undefined,
  only: undefined,
  skip: undefined,
  storage: undefined,
  'storage-endpoint': undefined,
  'storage-region': '',
  'aws-access-key-id': undefined,
  'aws-secret-access-key': undefined,
  'aws-session-token': undefined
}

/** What is scheduled, as if it were made now: of all components, under a name of its time. */
export function asBackup(values: ScheduleValues): BackupValues {
  return { ...values, ...NOT_SCHEDULED }
}

