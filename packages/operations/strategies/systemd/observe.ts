import { query, script, type Answer, type Query } from '../../../core/index.ts'
import type { HostPaths } from '../../tools/host-paths.ts'
import type { SystemdSource } from './read-source.ts'
import { findTemplate, instanceOf, isService, listRestarted } from './settings.ts'
import { REFUSED_PROGRAM, sudoVerbs } from './sudo-verbs.ts'

/** What a host has of what the strategy works with. */
export interface SystemdFacts {
  readonly strategy: 'systemd'
  readonly user: string
  readonly hasSystemd: boolean
  readonly hasNginx: boolean
  /** `Python 3.11.2`; undefined where there is none that can make environments. */
  readonly python: string | undefined
  /** Texts of the units that are installed, by name. */
  readonly units: Readonly<Record<string, string>>
  readonly site: string | undefined
  /** How long each service was down when it was restarted last. */
  readonly restartSeconds: Readonly<Record<string, number>>
  /** How long systemd waits for each service to stop, in its own words: `1min 30s`. */
  readonly stopLimits: Readonly<Record<string, string>>
  /** Of the ports those on which something listens, and the instances that run. */
  readonly listening: readonly number[]
  readonly running: readonly string[]
  /** The commands that sudo refuses, as they stand in `sudoVerbs`. */
  readonly refused: readonly string[]
}

export function askSystemd({ settings, units, site }: SystemdSource, paths: HostPaths): Query<SystemdFacts> {
  const template = findTemplate(settings)
  const instances = template === undefined ? [] : settings.ports.map((port) => instanceOf(template.name, port))
  const services = listRestarted(settings).map(({ name }) => name).filter(isService)
  const verbs = sudoVerbs(settings, paths).filter(({ needed }) => needed !== 'remove' && needed !== 'journal' && needed !== 'pause')
  const words = [
    units.map(({ name }) => name).join(' '),
    site?.name ?? '',
    [...services, ...instances].join(' '),
    settings.ports.join(' '),
    ...verbs.map((verb) => verb.words.join('\t'))
  ]
  return query(script(ASK_PROGRAM, words), (answer) => parseFacts(answer, verbs.map((verb) => verb.words.join(' '))))
}

/** One fact a line: a word, and tab-separated fields. Texts travel in base64. */
const ASK_PROGRAM = `
units=$1 site=$2 services=$3 ports=$4
shift 4
PATH=$PATH:/usr/sbin:/sbin
text() { base64 <"$1" | tr -d '\\n'; }
printf 'user\\t%s\\n' "$(id -un)"
[ ! -d /run/systemd/system ] || printf 'systemd\\n'
command -v nginx >/dev/null 2>&1 && printf 'nginx\\n'
# Found, not loaded: that takes three times as long.
python=$(python3 -IS -c 'import sys
from importlib.util import find_spec
print("Python", sys.version.split()[0])
sys.exit(not (find_spec("venv") and find_spec("ensurepip")))' 2>/dev/null) && printf 'python\\t%s\\n' "$python"
for name in $units; do
  [ ! -r "/etc/systemd/system/$name" ] || printf 'unit\\t%s\\t%s\\n' "$name" "$(text "/etc/systemd/system/$name")"
done
if [ -n "$site" ] && [ -r "/etc/nginx/sites-available/$site" ]; then printf 'site\\t%s\\n' "$(text "/etc/nginx/sites-available/$site")"; fi
value() { printf '%s\\n' "$state" | sed -n "s/^$1=//p"; }
for name in $services; do
  state=$(systemctl show -p ActiveState -p ActiveExitTimestampMonotonic -p ActiveEnterTimestampMonotonic -p TimeoutStopUSec "$name" 2>/dev/null) || continue
  printf 'stop\\t%s\\t%s\\n' "$name" "$(value TimeoutStopUSec)"
  left=$(value ActiveExitTimestampMonotonic) entered=$(value ActiveEnterTimestampMonotonic)
  if [ "$(value ActiveState)" = active ]; then printf 'running\\t%s\\n' "$name"; fi
  if [ "\${left:-0}" -gt 0 ] && [ "\${entered:-0}" -gt "$left" ]; then printf 'restart\\t%s\\t%s\\n' "$name" "$(((entered - left) / 1000))"; fi
done
for port in $ports; do
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$port")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }' &&
    printf 'listening\\t%s\\n' "$port"
done
${REFUSED_PROGRAM}`

function parseFacts({ stdout }: Answer, verbs: readonly string[]): SystemdFacts {
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  const fieldsOf = (word: string): readonly (readonly string[])[] => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
  const text = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8')
  const site = fieldsOf('site')[0]
  return {
    strategy: 'systemd',
    user: fieldsOf('user')[0]?.[0] ?? '',
    hasSystemd: fieldsOf('systemd').length > 0,
    hasNginx: fieldsOf('nginx').length > 0,
    python: fieldsOf('python')[0]?.[0],
    units: Object.fromEntries(fieldsOf('unit').map(([name = '', base64]) => [name, text(base64)])),
    site: site === undefined ? undefined : text(site[0]),
    restartSeconds: Object.fromEntries(fieldsOf('restart').map(([name = '', milliseconds]) => [name, Number(milliseconds) / 1000])),
    stopLimits: Object.fromEntries(fieldsOf('stop').map(([name = '', limit = '']) => [name, limit])),
    listening: fieldsOf('listening').map(([port]) => Number(port)),
    running: fieldsOf('running').map(([name = '']) => name),
    refused: fieldsOf('refused').flatMap(([at]) => verbs[Number(at)] ?? [])
  }
}
