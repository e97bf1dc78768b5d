import type { Problem } from '../../core/index.ts'
import type { InstalledSchedule } from './read-schedule.ts'
import type { Timer } from './settings.ts'

/** systemd where it lets the user, else cron; undefined where neither can be had. */
export function chooseTimer({ hasSystemd, refused, crontab, hasCron }: InstalledSchedule): Timer | undefined {
  if (hasSystemd && refused.length === 0) return 'systemd'
  return crontab !== undefined && 'block' in crontab && hasCron !== false ? 'cron' : undefined
}

/** Why nothing can start a script at its time; or what was installed and cannot be taken away again. */
export function findTimerProblems(host: string, found: InstalledSchedule): readonly Problem[] {
  const { hasSystemd, refused, crontab, hasCron, units, user } = found
  const timer = chooseTimer(found)
  const allow = 'Let an administrator run deploy-kit init-host with the components of the backup in the configuration (strategy systemd or compose)'
  if (timer === 'cron' && hasSystemd && Object.keys(units).length > 0) {
    return [{ code: 'DK_PERMISSION_DENIED', host, message: `There are timers of systemd for it on ${host}, and sudo does not let ${user} run: ${refused[0] ?? ''}`, remedy: `${allow}; or let them remove the timers` }]
  }
  if (timer !== undefined) return []
  const systemd = hasSystemd ? `sudo does not let ${user} run: ${refused[0] ?? ''}` : 'systemd does not run there'
  const cron = crontab === undefined ? 'there is no program crontab' : 'problem' in crontab ? `crontab says: ${crontab.problem}` : hasCron === false ? 'no cron daemon runs' : ''
  return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `Nothing on ${host} can start a backup at its time: ${systemd}, and ${cron}`, remedy: hasSystemd ? `${allow}, or install cron` : 'Install cron there, and see that it runs' }]
}
