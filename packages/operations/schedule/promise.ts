import { renderDuration } from '../../core/index.ts'
import { setOf } from '../backup/manifest.ts'
import type { BackupFolder } from '../backup/read-backups.ts'
import { renderSettings, type ScheduleSettings } from './settings.ts'

/** Slack for a clock that was wrong: see `decide_retention`. */
const FUTURE_SECONDS = 86_400

/** When the newest verified backup of the scheduled parts was made, as the watcher on the host sees it: seconds since 1970. */
export function findNewestVerified({ set }: Pick<ScheduleSettings, 'set'>, { backups, clock }: Pick<BackupFolder, 'backups' | 'clock'>): number | undefined {
  const newest = backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && setOf(manifest) === set && checks.at(-1)?.passed !== false && manifest.createdAt / 1000 <= clock + FUTURE_SECONDS)
  return newest === undefined ? undefined : Math.floor(newest.manifest.createdAt / 1000)
}

/** Whether what was promised is kept. */
export function describePromise(schedule: ScheduleSettings, folder: Pick<BackupFolder, 'backups' | 'clock'>): string {
  const made = findNewestVerified(schedule, folder)
  const promised = `${renderDuration(schedule.promisedAgeSeconds)} are promised`
  const words = `backed up ${renderSettings(schedule)}; `
  if (made === undefined) return `${words}the promise is NOT KEPT: there is no verified backup of these parts (at most ${promised})`
  const age = Math.max(0, folder.clock - made)
  return `${words}the promise is ${age <= schedule.promisedAgeSeconds ? 'kept' : 'NOT KEPT'}: the newest verified one is ${renderDuration(age)} old (at most ${promised})`
}
