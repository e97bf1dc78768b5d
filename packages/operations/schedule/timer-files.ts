import { quote } from '../../core/index.ts'
import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'
import { UNITS_PLACE } from '../strategies/systemd/unit-paths.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import { schedulePaths } from './schedule-paths.ts'

export interface TimerOrder {
  readonly paths: HostPaths
  /** Who makes the backups. */
  readonly user: string
  readonly times: readonly string[]
  readonly timeZone: string
}

export interface TimerFile {
  readonly name: string
  readonly text: string
}

/** `deploy-kit-backup-srv-app`, and that of the watcher. */
export function unitNames({ root }: Pick<HostPaths, 'root'>): { readonly backup: string; readonly watch: string } {
  const app = root.slice(1).replaceAll(/[^A-Za-z0-9]+/g, '-')
  return { backup: `deploy-kit-backup-${app}`, watch: `deploy-kit-watch-${app}` }
}

/** What systemd is given. What was missed while the host was off is made up for when it starts. */
export function renderUnits({ paths, user, times, timeZone }: TimerOrder): readonly TimerFile[] {
  const { backup, watch } = schedulePaths(paths.kit)
  const names = unitNames(paths)
  return [
    { name: `${names.backup}.service`, text: renderService({ description: `Backup of ${paths.root}`, user, file: backup }) },
    { name: `${names.backup}.timer`, text: renderTimer(`Backups of ${paths.root}`, times.map((time) => `*-*-* ${time}:00 ${timeZone}`)) },
    { name: `${names.watch}.service`, text: renderService({ description: `Age of the backups of ${paths.root}`, user, file: watch }) },
    { name: `${names.watch}.timer`, text: renderTimer(`Watches over the backups of ${paths.root}`, ['*-*-* *:17:00']) }
  ]
}

function renderService({ description, user, file }: { readonly description: string; readonly user: string; readonly file: string }): string {
  return `# By deploy-kit backups schedule, which replaces it.
[Unit]
Description=${escape(description)}
After=network-online.target docker.service

[Service]
Type=oneshot
User=${user}
ExecStart=/bin/sh "${escape(file).replaceAll('$', '$$$$')}"
Nice=10
`
}

function renderTimer(description: string, times: readonly string[]): string {
  return `# By deploy-kit backups schedule, which replaces it.
[Unit]
Description=${escape(description)}

[Timer]
${times.map((time) => `OnCalendar=${time}`).join('\n')}
Persistent=true
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
`
}

/** Specifiers of systemd.unit(5) begin with a percent sign. */
function escape(text: string): string {
  return text.replaceAll('%', '%%')
}

/** All that is ever run as root for the timers of systemd. */
export function scheduleVerbs(paths: HostPaths): readonly SudoVerb[] {
  const { units } = schedulePaths(paths.kit)
  const { backup, watch } = unitNames(paths)
  const timers = [`${backup}.timer`, `${watch}.timer`]
  const files = [`${backup}.service`, `${backup}.timer`, `${watch}.service`, `${watch}.timer`]
  const words: readonly (readonly string[])[] = [
    ...files.map((name) => ['install', '-o', 'root', '-g', 'root', '-m', '0644', `${units}/${name}`, `${UNITS_PLACE}/${name}`]),
    ['systemctl', 'daemon-reload'],
    ...timers.map((timer) => ['systemctl', 'enable', '-q', timer]),
    ...timers.map((timer) => ['systemctl', 'restart', timer]),
    ...timers.map((timer) => ['systemctl', 'disable', '-q', '--now', timer]),
    ...files.map((name) => ['rm', '-f', `${UNITS_PLACE}/${name}`])
  ]
  return words.map((line) => ({ needed: 'install', words: line }))
}

/** The lines of the crontab, between marks by which they are found again. */
export function renderCrontabBlock({ root, kit }: Pick<HostPaths, 'root' | 'kit'>): string {
  const { backup, watch } = schedulePaths(kit)
  const [begin, end] = crontabMarks(root)
  // Cron takes a percent sign for the end of a line.
  const lineOf = (when: string, ...words: readonly string[]): string => `${when} /bin/sh ${words.map(quote).join(' ').replaceAll('%', '\\%')} >/dev/null`
  return [begin, lineOf('*/5 * * * *', backup, 'due'), lineOf('17 * * * *', watch), end, ''].join('\n')
}

/** The first and the last line of the block. */
export function crontabMarks(root: string): readonly [string, string] {
  return [`# BEGIN backups of ${root}, by deploy-kit backups schedule`, `# END backups of ${root}`]
}
