import { renderDuration, sealPlan, version, type Plan, type RunStep, type Step, type Table } from '../../core/index.ts'
import { chooseCodec, volatileSizes } from '../backup/backup-steps.ts'
import { setOf } from '../backup/manifest.ts'
import { backupsFolder, type BackupHostFacts } from '../backup/observe.ts'
import { componentsTable, findProblems } from '../backup/plan.ts'
import { retentionOf } from '../backup/retention-of.ts'
import { renderDiff } from '../strategies/systemd/unified-diff.ts'
import { renderBackupScript, type ScheduledBackup } from './backup-script.ts'
import { chooseTimer, findTimerProblems } from './choose-timer.ts'
import type { ScheduleValues } from './inputs.ts'
import { asBackup, pathsOf, type ScheduleFacts } from './observe.ts'
import type { InstalledSchedule } from './read-schedule.ts'
import { installUnits, removePingUrl, replaceCrontabBlock, writeFile, writePingUrl } from './schedule-programs.ts'
import { schedulePaths } from './schedule-paths.ts'
import { digestOfSources, renderSettings, type ScheduleSettings, type Timer } from './settings.ts'
import { renderCrontabBlock, renderUnits } from './timer-files.ts'
import { renderWatchScript } from './watch-script.ts'

const PHASE = 'schedule'
const STEP_SECONDS = 60

/** What will be on one host, and what is there. */
interface HostSchedule {
  readonly host: string
  readonly timer: Timer
  readonly files: readonly PlannedFile[]
  readonly found: InstalledSchedule
}

interface PlannedFile {
  readonly kind: 'script' | 'unit' | 'crontab' | 'settings'
  readonly name: string
  readonly before: string
  readonly after: string
}

export function planSchedule(values: ScheduleValues, { backup, installed }: ScheduleFacts): Plan {
  const hosts = backup.hosts.flatMap((host) => {
    const [facts, found] = [backup.perHost[host], installed[host]]
    return facts === undefined || found === undefined ? [] : [{ host, facts, found }]
  })
  const problems = [
    ...backup.chosen.problems,
    ...hosts.flatMap(({ host, facts }) => findProblems(host, facts, { values: asBackup(values), facts: backup })),
    ...hosts.flatMap(({ host, found }) => [...findTimerProblems(host, found), ...findPingProblems(host, values, found)])
  ]
  const schedules = hosts.map(({ host, facts, found }) => describeSchedule(host, { facts, found, values, chosen: backup.chosen }))
  const steps = problems.length > 0 ? [] : schedules.flatMap((schedule) => planSteps(schedule, values))
  return sealPlan(
    {
      operation: 'backups schedule',
      title: `Back up ${values.path} on ${backup.hosts.join(', ')} every day at ${values.at.join(' and ')} ${values['time-zone']}`,
      hosts: backup.hosts,
      tables: [componentsTable(backup, hosts.map(({ host, facts }) => ({ host, found: facts }))), ...schedules.flatMap(showDifferences)],
      notes: hosts.flatMap(({ host, facts, found }) => writeNotes(host, { facts, found, values, isAsWanted: problems.length === 0 && !steps.some((step) => step.host === host) })),
      problems,
      phases: [PHASE],
      steps,
      onFailure: 'stop',
      journals: {},
      probes: [],
      live: {},
      outputs: {}
    },
    hosts.flatMap(({ facts }) => volatileSizes(facts.looks))
  )
}

interface Describing {
  readonly facts: BackupHostFacts
  readonly found: InstalledSchedule
  readonly values: ScheduleValues
  readonly chosen: ScheduleFacts['backup']['chosen']
}

function describeSchedule(host: string, { facts, found, values, chosen: { components } }: Describing): HostSchedule {
  const timer = chooseTimer(found) ?? 'cron'
  const paths = pathsOf(values)
  const [backups, recipients, tool] = [backupsFolder(values), values.recipients ?? [], `deploy-kit ${version}`]
  const backup: ScheduledBackup = {
    ...{ host, paths, backups, components, recipients, tool },
    codec: chooseCodec(facts.folder.tools),
    compare: values.compare,
    timeoutSeconds: values['backup-timeout'],
    retention: retentionOf(values),
    isSmallerAccepted: values['accept-smaller'],
    lockWaitSeconds: values['lock-wait'],
    times: values.at,
    timeZone: values['time-zone']
  }
  const settings: ScheduleSettings = {
    schema: 1,
    times: values.at,
    timeZone: values['time-zone'],
    promisedAgeSeconds: values['promised-age'],
    set: setOf({ components }),
    by: timer,
    configuration: digestOfSources({ components, backups, recipients, compare: values.compare })
  }
  const units = renderUnits({ paths, user: found.user, times: values.at, timeZone: values['time-zone'] })
  const block = found.crontab !== undefined && 'block' in found.crontab ? found.crontab.block : ''
  const inFolder = (kind: PlannedFile['kind'], name: string, after: string): PlannedFile => ({ kind, name, before: found.files[name] ?? '', after })
  return {
    host,
    timer,
    found,
    files: [
      inFolder('script', 'backup.sh', renderBackupScript(backup)),
      inFolder('script', 'watch.sh', renderWatchScript({ ...backup, promisedAgeSeconds: values['promised-age'] })),
      ...(timer === 'systemd' ? units.map(({ name, text }): PlannedFile => ({ kind: 'unit', name, before: found.units[name] ?? '', after: text })) : []),
      { kind: 'crontab', name: `crontab of ${found.user}`, before: block, after: timer === 'cron' ? renderCrontabBlock(paths) : '' },
      inFolder('settings', 'schedule.json', `${JSON.stringify(settings)}\n`)
    ]
  }
}

/** Only what is not yet as it should be. */
function planSteps({ host, files, found }: HostSchedule, values: ScheduleValues): readonly Step[] {
  const paths = pathsOf(values)
  const { folder } = schedulePaths(paths.kit)
  const step = (id: string, title: string, command: RunStep['command']): RunStep => ({ kind: 'run', id, title, host, phase: PHASE, effect: 'write', repeatable: true, command, timeoutSeconds: STEP_SECONDS })
  const differing = files.filter(({ before, after }) => before !== after)
  const write = ({ name, after }: PlannedFile): RunStep => step(`write-${name}`, `Write ${name}`, writeFile(folder, name, after))
  const of = (kind: PlannedFile['kind']): readonly PlannedFile[] => differing.filter((file) => file.kind === kind)
  const units = files.filter(({ kind }) => kind === 'unit')
  return [
    ...of('script').map(write),
    ...(values['ping-url'] === undefined ? [] : [step('write-ping-url', 'Keep the URL that is pinged', writePingUrl(folder, values['ping-url']))]),
    ...(values['ping-url'] === undefined && found.hasPingUrl ? [step('remove-ping-url', 'Ping no URL any more', removePingUrl(folder))] : []),
    ...(of('unit').length === 0 ? [] : [step('install-timers', 'Install the timers, and start them', installUnits(paths, units.map(({ name, after }) => ({ name, text: after }))))]),
    ...of('crontab').map(({ after }) => step('write-crontab', after === '' ? 'Take the lines out of the crontab' : 'Put the lines into the crontab', replaceCrontabBlock(paths.root, after))),
    ...of('settings').map(write)
  ]
}

function findPingProblems(host: string, values: ScheduleValues, { canPing }: InstalledSchedule): ReturnType<typeof findTimerProblems> {
  if (values['ping-url'] === undefined || canPing) return []
  return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `There is neither curl nor GNU wget on ${host}, which could ping a URL without showing it`, remedy: 'Install curl there, or leave out ping-url' }]
}

/** In one column, so that no line is folded. */
function showDifferences({ host, files }: HostSchedule): readonly Table[] {
  return files.flatMap(({ name, before, after }) => {
    const lines = renderDiff(before, after)
    return lines.length === 0 ? [] : [{ title: `${name} on ${host}`, columns: [before === '' ? 'new' : '- there, + new'], rows: lines.map((line) => [line]) }]
  })
}

interface Noting extends Omit<Describing, 'chosen'> {
  readonly isAsWanted: boolean
}

function writeNotes(host: string, { facts, found, values, isAsWanted }: Noting): readonly string[] {
  const timer = chooseTimer(found)
  const when = timer === undefined ? [] : [`${host}: ${renderSettings({ times: values.at, timeZone: values['time-zone'], by: timer })}; the watcher looks every hour whether the newest verified one is younger than ${renderDuration(values['promised-age'])}`]
  return [
    ...when,
    ...(timer === 'cron' && found.hasSystemd ? [`${host}: cron, for sudo does not let ${found.user} run: ${found.refused[0] ?? ''} (deploy-kit init-host would allow it)`] : []),
    ...(values['ping-url'] === undefined && found.hasPingUrl ? [`${host}: NO URL will be pinged any more (ping-url)`] : []),
    ...((values.recipients ?? []).length > 0 ? [] : [`${host}: the backups are not encrypted: whoever can read the folder can read them (recipients)`]),
    ...(facts.folder.backups.length > 0 ? [] : [`${host}: there is no backup yet, so the watcher raises the alarm until there is one: deploy-kit backup`]),
    ...(isAsWanted ? [`${host}: all is as it should be, nothing to do`] : [])
  ]
}
