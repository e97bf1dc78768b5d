import { script, type Command, type Evidence, type HealthCheck, type HttpCheck } from '../../../core/index.ts'
import { releaseFolder } from '../../tools/host-paths.ts'
import type { Action, Control, HostPlace } from '../control.ts'
import { choosePort } from './choose-port.ts'
import { GONE_SITES_FUNCTION, JOURNAL_FUNCTIONS, PORT_FUNCTIONS, SITE_FUNCTIONS, UNIT_FUNCTIONS } from './shell-functions.ts'
import { findTemplate, instanceOf, isService, listRestarted, listSockets, type SystemdSettings } from './settings.ts'
import { askUnits } from './running-units.ts'
import { portLink, unitsFolder } from './unit-paths.ts'
import { checkUnits } from './unit-check.ts'
import { listUnitLogs } from './unit-logs.ts'

/** How a release is run by systemd. Its units and its site lie rendered on the host. */
export function controlBySystemd(settings: SystemdSettings, place: HostPlace): Control {
  const template = findTemplate(settings)
  const running = listRunning(settings, place)
  const evidence = running.map((unit): Evidence => ({ title: `Journal of ${unit}`, host: place.host, command: script(JOURNAL_PROGRAM, [unitsFolder(place.paths), unit]) }))
  const common = {
    strategy: 'systemd' as const,
    checks: checkUnits(settings, place),
    services: undefined,
    evidence,
    running: askUnits(settings, place),
    logs: (lines: number) => listUnitLogs(settings, place, lines),
    keepsOther: false,
    timeoutSeconds: settings.timeoutSeconds
  }
  if (template === undefined) {
    const stop = removeAll(settings, place)
    return { ...common, startBeside: undefined, checksBeside: () => [], activate: activateUnits(settings, place), deactivate: stop, withdraw: stop, retire: undefined }
  }
  const port = choosePort(settings.ports, place)
  const instance = instanceOf(template.name, port)
  const words = [instance, String(port), portLink(place.paths, port), String(Math.ceil(settings.timeoutSeconds))]
  return {
    ...common,
    startBeside: { title: `Start ${instance} beside what is live`, command: script(START_BESIDE_PROGRAM, [...placeWords(place), ...words]) },
    checksBeside: (asked) => [...common.checks.slice(0, 1), ...askBeside(asked, port)],
    activate: {
      title: `Lead nginx to ${instance}`,
      command: script(LEAD_PROGRAM, [...placeWords(place), ...words, settings.site?.name ?? '', ...restartWords(settings)])
    },
    deactivate: removeAll(settings, place, words),
    withdraw: removeAll(settings, place, words),
    retire: {
      title: `Drain and stop ${instance}`,
      command: script(RETIRE_PROGRAM, [...placeWords(place), ...words, String(Math.ceil(settings.drainSeconds))])
    }
  }
}

/** The same questions past nginx: by plain HTTP, with the name that nginx would tell the application. */
function askBeside(asked: readonly HealthCheck[], port: number): readonly HttpCheck[] {
  return asked.flatMap((check) => {
    if (check.kind !== 'http') return []
    const { kind, host, required, timeoutSeconds, status, body, header, serverName } = check
    const { pathname, search, hostname } = new URL(check.url)
    return [
      {
        ...{ kind, host, required, timeoutSeconds, status, title: `${check.title} on port ${port}` },
        ...{ from: 'host' as const, url: `http://127.0.0.1:${port}${pathname}${search}`, serverName: serverName ?? hostname },
        ...(body === undefined ? {} : { body }),
        ...(header === undefined ? {} : { header })
      }
    ]
  })
}

/** The services that run for a release. */
export function listRunning(settings: SystemdSettings, place: HostPlace): readonly string[] {
  const template = findTemplate(settings)
  const services = listRestarted(settings).map(({ name }) => name).filter(isService)
  return template === undefined ? services : [instanceOf(template.name, choosePort(settings.ports, place)), ...services]
}

function placeWords({ paths, id }: HostPlace): readonly string[] {
  return [unitsFolder(paths), id]
}

/** Names of units hold no blanks. */
function restartWords(settings: SystemdSettings): readonly string[] {
  const names = (units: readonly { readonly name: string }[]): string => units.map(({ name }) => name).join(' ')
  const installable = settings.units.filter(({ name, isInstallable }) => isInstallable && !name.includes('@.'))
  return [names(installable), names(listSockets(settings)), names(listRestarted(settings))]
}

function activateUnits(settings: SystemdSettings, place: HostPlace): Action {
  const restarted = [...listSockets(settings), ...listRestarted(settings)].map(({ name }) => name)
  // In place, the environment is linked where the application runs.
  const python = settings.python !== undefined && place.paths.layout === 'in-place' ? [`${releaseFolder(place.paths, place.id)}/.venv`, `${place.paths.root}/.venv`] : ['', '']
  return {
    title: `Restart ${restarted.join(', ')}`,
    command: script(ACTIVATE_PROGRAM, [...placeWords(place), settings.site?.name ?? '', ...restartWords(settings), ...python])
  }
}

function removeAll(settings: SystemdSettings, place: HostPlace, instanceWords: readonly string[] = ['', '', '', '']): Action {
  const command: Command = script(DEACTIVATE_PROGRAM, [...placeWords(place), ...instanceWords, settings.site?.name ?? '', place.paths.current])
  return { title: `Stop ${listRunning(settings, place).join(', ')}`, command }
}

const JOURNAL_PROGRAM = `
units=$1
${JOURNAL_FUNCTIONS}
tell_journal "$2"
`

const PLACE_WORDS = `
set -eu
units=$1 release=$2
`

const RESTART_FUNCTIONS = `
begin_units() {
  for name in $1; do enable_unit "$name"; done
  for name in $2; do
    case $changed_units in
      *" $name "*)
        # A socket is not changed while its service has it.
        root systemctl stop "\${name%.socket}.service"
        begin_unit restart "$name"
        ;;
      *) systemctl is-active -q "$name" || begin_unit start "$name" ;;
    esac
  done
  for name in $3; do begin_unit restart "$name"; done
}
`

/** Arguments: place, site ('' for none), units to enable, sockets, units to restart, link to the Python environment, where to have the same ('' for nowhere). */
const ACTIVATE_PROGRAM = `${PLACE_WORDS}
site=$3 enabled=$4 sockets=$5 restarted=$6 linked=$7 python=$8
${UNIT_FUNCTIONS}${SITE_FUNCTIONS}${GONE_SITES_FUNCTION}${RESTART_FUNCTIONS}
note_start
if [ -n "$python" ] && environment=$(readlink "$linked"); then
  ln -sfn "$environment" "$python.next"
  mv -fT "$python.next" "$python"
fi
install_units
# First, for they may have the port: a unit with another name.
remove_gone
begin_units "$enabled" "$sockets" "$restarted"
[ -z "$site" ] || lead_nginx "$units/$release/nginx/site" "$site"
remove_gone_sites "$site"
`

/** Arguments: place, instance, port, the port's link, seconds to wait. */
const START_BESIDE_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6
${UNIT_FUNCTIONS}${PORT_FUNCTIONS}
note_start
install_units
start_instance
`

/** Arguments: as before; site, units to enable, sockets, other units to restart. */
const LEAD_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6 site=$7
shift 7
${UNIT_FUNCTIONS}${SITE_FUNCTIONS}${GONE_SITES_FUNCTION}${PORT_FUNCTIONS}${RESTART_FUNCTIONS}
install_units
start_instance
enable_unit "$instance"
lead_nginx "$units/$release/nginx/$port" "$site"
# Before the units: an old site of another name may still be the one that answers.
remove_gone_sites "$site"
begin_units "$1" "$2" "$3"
remove_gone
`

/**
 * Beside another release of this strategy only the instance is ended. Else everything that was installed is removed again, and what was
 * there before it is given back.
 * Arguments: place, instance, port, link, seconds ('' for none), site ('' for none), the link to the live release.
 */
const DEACTIVATE_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6 site=$7 current=$8
${UNIT_FUNCTIONS}${SITE_FUNCTIONS}${PORT_FUNCTIONS}
if [ -n "$instance" ] && is_own; then end_instance; fi
live=$(readlink "$current" 2>/dev/null) || true
live=\${live%/}
live=\${live##*/}
if [ -n "$live" ] && [ "$live" != "$release" ] && [ -d "$units/$live" ]; then exit 0; fi
for file in "$units/live"/*; do
  [ -f "$file" ] || continue
  name=\${file##*/}
  if [ -f "$units/live/before/$name" ]; then give_back_unit "$name"; else remove_unit "$name"; fi
done
reload_units
if [ -n "$site" ] && [ -f "$units/live/nginx/$site" ]; then
  give_back_site "$site"
  if root nginx -t 2>/dev/null && systemctl is-active -q nginx; then root systemctl reload-or-restart nginx; fi
fi
`

/**
 * nginx goes on with its old processes until their requests have ended: the instance is stopped when nobody is connected to it any
 * more, or after the time to drain. Arguments: place, instance, port, link, seconds, seconds to drain.
 */
const RETIRE_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6 drain=$7
${UNIT_FUNCTIONS}${PORT_FUNCTIONS}
is_own || exit 0
has_clients() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$port")" '$4 == "01" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
waited=0
quiet=0
while [ "$waited" -lt "$drain" ] && [ "$quiet" -lt 2 ]; do
  sleep 1
  waited=$((waited + 1))
  if has_clients; then quiet=0; else quiet=$((quiet + 1)); fi
done
end_instance
`
