import { script, type Evidence } from '../../../core/index.ts'
import type { HostPlace } from '../control.ts'
import { choosePort } from './choose-port.ts'
import { findTemplate, instanceOf, isService, type SystemdSettings } from './settings.ts'

/** What `sudoVerbs` lets a user read of a journal who may not read it otherwise. */
export const JOURNAL_LINES = 200

/** The ends of the journals of all services of a release, jobs of timers included. */
export function listUnitLogs(settings: SystemdSettings, place: HostPlace, lines: number): readonly Evidence[] {
  const template = findTemplate(settings)
  const services = settings.units.map(({ name }) => name).filter(isService)
  const units = template === undefined ? services : [instanceOf(template.name, choosePort(settings.ports, place)), ...services]
  return units.map((unit) => ({ title: `Journal of ${unit}`, host: place.host, command: script(LOG_PROGRAM, [unit, String(lines), String(JOURNAL_LINES)]) }))
}

/** Who is in none of these groups sees an empty journal, which is no error: then root is asked, in the words that sudoers can name. */
const LOG_PROGRAM = `
unit=$1 lines=$2 allowed=$3
case " $(id -un) $(id -nG) " in
  *' root '* | *' adm '* | *' systemd-journal '*) exec journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" ;;
esac
sudo -n journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" 2>/dev/null && exit
if text=$(sudo -n journalctl -q --no-pager -o short-iso -n "$allowed" -u "$unit" 2>/dev/null); then
  [ "$lines" -le "$allowed" ] || echo "(sudo on this host lets nobody read more than $allowed lines)"
  printf '%s\\n' "$text" | tail -n "$lines"
  exit
fi
exec journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" 2>&1
`
