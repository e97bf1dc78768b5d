import { createHash } from 'node:crypto'
import { query, script, type Query } from '../../core/index.ts'
import type { Component } from '../backup/component.ts'
import { schedulePaths } from './schedule-paths.ts'

/** What is known of an installed schedule: `schedule.json` beside the scripts. */
export interface ScheduleSettings {
  readonly schema: 1
  /** HH:MM */
  readonly times: readonly string[]
  readonly timeZone: string
  readonly promisedAgeSeconds: number
  /** Of the components: see `setOf`. */
  readonly set: string
  readonly by: Timer
  /** See `digestOfSources`. */
  readonly configuration: string
}

export type Timer = 'systemd' | 'cron'

interface Sources {
  readonly components: readonly Component[]
  readonly backups: string
  readonly recipients: readonly string[]
  readonly compare: string
}

/** Of what a deploy knows of backups as well: by it one sees that the script on the host is of another configuration. */
export function digestOfSources({ components, backups, recipients, compare }: Sources): string {
  return createHash('sha256').update(JSON.stringify([components, backups, recipients, compare])).digest('hex').slice(0, 12)
}

export function readSettings(kit: string): Query<ScheduleSettings | undefined> {
  return query(script('cat "$1/schedule.json" 2>/dev/null || :', [schedulePaths(kit).folder]), ({ stdout }) => parseSettings(stdout))
}

/** Undefined for anything that is not the whole of it. */
export function parseSettings(text: string): ScheduleSettings | undefined {
  try {
    const settings = JSON.parse(text) as ScheduleSettings
    const { schema, times, timeZone, promisedAgeSeconds, set } = settings
    return schema === 1 && Array.isArray(times) && typeof timeZone === 'string' && typeof promisedAgeSeconds === 'number' && typeof set === 'string' ? settings : undefined
  } catch {
    return undefined
  }
}

/** `every day at 03:30 and 15:30 Europe/Berlin, by systemd`. */
export function renderSettings({ times, timeZone, by }: Pick<ScheduleSettings, 'times' | 'timeZone' | 'by'>): string {
  return `every day at ${times.join(' and ')} ${timeZone}, by ${by}`
}
