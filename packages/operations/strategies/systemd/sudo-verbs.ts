import type { HostPaths } from '../../tools/host-paths.ts'
import { findTemplate, instanceOf, isService, listRestarted, listSockets, type SystemdSettings } from './settings.ts'
import { JOURNAL_LINES } from './unit-logs.ts'
import { SITES_PLACE, stagedSite, stagedUnit, UNITS_PLACE } from './unit-paths.ts'

/** A command that is run as root, to the letter as a line of sudoers can name it. */
export interface SudoVerb {
  readonly words: readonly string[]
  /** What it is for: `run` in every deploy, the others when units or the site differ, `enable` once, `remove` when a unit is no longer there, `pause` while a backup is restored. */
  readonly needed: 'run' | 'enable' | 'install' | 'site' | 'remove' | 'journal' | 'pause'
}

/** All that this strategy ever runs as root. */
export function sudoVerbs(settings: SystemdSettings, paths: HostPaths): readonly SudoVerb[] {
  const services = listServices(settings)
  const template = findTemplate(settings)
  const instances = template === undefined ? [] : settings.ports.map((port) => instanceOf(template.name, port))
  const sockets = listSockets(settings).map(({ name }) => name)
  const restarted = listRestarted(settings).map(({ name }) => name)
  const enabled = settings.units.filter(({ name, isInstallable }) => isInstallable && !name.includes('@.')).map(({ name }) => name)
  const verb = (needed: SudoVerb['needed'], ...words: readonly string[]): SudoVerb => ({ needed, words })
  return [
    ...[...sockets, ...restarted, ...instances].map((unit) => verb('run', 'systemctl', 'reset-failed', unit)),
    ...restarted.map((unit) => verb('run', 'systemctl', 'restart', unit)),
    ...sockets.flatMap((unit) => [verb('enable', 'systemctl', 'start', unit), verb('install', 'systemctl', 'restart', unit), verb('install', 'systemctl', 'stop', unit.replace('.socket', '.service'))]),
    ...instances.flatMap((unit) => [
      ...['start', 'stop'].map((action) => verb('run', 'systemctl', action, unit)),
      verb('run', 'systemctl', 'enable', '-q', unit),
      verb('run', 'systemctl', 'disable', '-q', '--now', unit)
    ]),
    ...enabled.map((unit) => verb('enable', 'systemctl', 'enable', '-q', unit)),
    ...settings.units.map(({ name }) => verb('install', 'install', '-o', 'root', '-g', 'root', '-m', '0644', stagedUnit(paths, name), `${UNITS_PLACE}/${name}`)),
    verb('install', 'systemctl', 'daemon-reload'),
    ...[...enabled, ...restarted, ...sockets].map((unit) => verb('remove', 'systemctl', 'disable', '-q', '--now', unit)),
    ...settings.units.map(({ name }) => verb('remove', 'rm', '-f', `${UNITS_PLACE}/${name}`)),
    ...siteVerbs(settings, paths),
    ...[...sockets, ...restarted].flatMap((unit) => [verb('pause', 'systemctl', 'stop', unit), verb('pause', 'systemctl', 'start', unit)]),
    ...services.map((unit) => verb('journal', 'journalctl', '-q', '--no-pager', '-o', 'short-iso', '-n', String(JOURNAL_LINES), '-u', unit))
  ].filter(({ words }, at, verbs) => verbs.findIndex((other) => other.words.join('\0') === words.join('\0')) === at)
}

function listServices(settings: SystemdSettings): readonly string[] {
  const template = findTemplate(settings)
  const services = settings.units.map(({ name }) => name).filter(isService)
  return [...services, ...(template === undefined ? [] : settings.ports.map((port) => instanceOf(template.name, port)))]
}

function siteVerbs({ site }: SystemdSettings, paths: HostPaths): readonly SudoVerb[] {
  if (site === undefined) return []
  const [available, enabled] = ['available', 'enabled'].map((kind) => `${SITES_PLACE}/sites-${kind}/${site.name}`)
  const words: readonly (readonly string[])[] = [
    ['install', '-o', 'root', '-g', 'root', '-m', '0644', stagedSite(paths, site.name), available ?? ''],
    ['ln', '-sfn', available ?? '', enabled ?? ''],
    ['rm', '-f', enabled ?? ''],
    ['rm', '-f', available ?? ''],
    ['nginx', '-t'],
    ['systemctl', 'reload-or-restart', 'nginx']
  ]
  return words.map((line) => ({ needed: 'site', words: line }))
}

/**
 * The end of a program whose arguments are commands, their words separated by tabs: `refused`, a tab and the place of each that sudo
 * would not run. As root there is none.
 */
export const REFUSED_PROGRAM = `[ "$(id -u)" != 0 ] || exit 0
set -f
IFS=$(printf '\\t')
at=0
{
  for verb in "$@"; do
    # shellcheck disable=SC2086 # the words are separated by tabs
    { sudo -n -l $verb >/dev/null 2>&1 || printf 'refused\\t%s\\n' "$at"; } &
    at=$((at + 1))
  done
  wait
} | sort -k 2 -n
exit 0
`
