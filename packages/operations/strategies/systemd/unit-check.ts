import { script, type CommandCheck } from '../../../core/index.ts'
import { workingFolder } from '../../tools/host-paths.ts'
import type { HostPlace } from '../control.ts'
import { choosePort } from './choose-port.ts'
import { findTemplate, instanceOf, isService, listRestarted, type SystemdSettings, type UnitSettings } from './settings.ts'
import { portLink } from './unit-paths.ts'

const MARGIN_SECONDS = 10

/** One check for each service of a release, that of its port first: it runs, from this release, and stays. */
export function checkUnits(settings: SystemdSettings, place: HostPlace): readonly CommandCheck[] {
  const { paths, host, id } = place
  const template = findTemplate(settings)
  const port = choosePort(settings.ports, place)
  const link = template === undefined ? (paths.layout === 'releases' ? paths.current : paths.root) : portLink(paths, port)
  const settle = String(Math.ceil(settings.settleSeconds))
  const check = (name: string, { runsFromRelease }: UnitSettings, through: string): CommandCheck => ({
    kind: 'command',
    title: `${name} runs ${runsFromRelease ? `from ${id} ` : ''}and stays up for ${settle} s`,
    host,
    required: true,
    timeoutSeconds: settings.settleSeconds + MARGIN_SECONDS,
    argv: script(UNIT_CHECK_PROGRAM, [name, settle, runsFromRelease ? workingFolder(paths, id) : '', through]).argv
  })
  const services = listRestarted(settings).filter(({ name }) => isService(name))
  return [
    ...(template === undefined ? [] : [check(instanceOf(template.name, port), template, link)]),
    ...services.map((unit) => check(unit.name, unit, paths.layout === 'releases' ? paths.current : paths.root))
  ]
}

/**
 * Arguments: the unit, seconds, the folder that its process must run from ('' for any), a link that leads there.
 *
 * A process of another user hides its folder and its program; then its command line tells, where it names the release. One that
 * names nothing of it is believed.
 */
export const UNIT_CHECK_PROGRAM = `
unit=$1 settle=$2 folder=$3 link=$4
look() {
  state=$(systemctl show -p Type -p Result -p ActiveState -p SubState -p MainPID -p NRestarts -p ActiveEnterTimestampMonotonic "$unit") || exit 1
  active=$(value ActiveState) pid=$(value MainPID) restarts=$(value NRestarts)
}
value() { printf '%s\\n' "$state" | sed -n "s/^$1=//p"; }
bad() {
  echo "$unit $1" >&2
  exit 1
}
look
if [ "$(value Type)" = oneshot ] && [ "$(value Result)" = success ] && [ "$active" != failed ] && [ "$active" != activating ]; then exit 0; fi
[ "$active" = active ] || bad "is $active ($(value SubState)), result: $(value Result), restarted by systemd $restarts times"
entered=$(value ActiveEnterTimestampMonotonic)
read -r up _ </proc/uptime
left=$((settle - (\${up%.*} - \${entered:-0} / 1000000)))
if [ "$left" -gt 0 ]; then
  pid_before=$pid restarts_before=$restarts
  sleep "$left"
  look
  [ "$active" = active ] || bad "did not stay up: it is $active ($(value SubState)), result: $(value Result)"
  [ "$restarts" = "$restarts_before" ] || bad "was restarted by systemd $restarts times, it does not stay up"
  [ "$pid" = "$pid_before" ] || bad 'has another process than before, it does not stay up'
fi
[ -n "$folder" ] && [ "\${pid:-0}" -gt 0 ] || exit 0
true_path() { cd -P "$1" 2>/dev/null && pwd; }
place=$(true_path "$folder")
[ "$(true_path "$link")" = "$place" ] || bad "would run from $(true_path "$link"), not from $folder"
is_inside() { case $1/ in "$place"/*) return 0 ;; esac; return 1; }
cwd=$(readlink "/proc/$pid/cwd" 2>/dev/null) && is_inside "$cwd" && exit 0
exe=$(readlink "/proc/$pid/exe" 2>/dev/null) && is_inside "$exe" && exit 0
words=$(tr '\\000' '\\n' 2>/dev/null <"/proc/$pid/cmdline")
named=''
for word in $words; do
  case $word in
    "$link"/* | "$folder"/*) exit 0 ;;
    "\${folder%/*}"/*) named=$word ;;
  esac
done
[ -z "$named" ] || bad "runs $named, not from $folder"
[ -z "$cwd" ] || bad "runs in $cwd, not in $folder"
exit 0
`
