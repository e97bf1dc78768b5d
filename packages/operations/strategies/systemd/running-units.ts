import { query, script, type Query } from '../../../core/index.ts'
import type { HostPlace, RunningPart } from '../control.ts'
import { findTemplate, instanceOf, isService, listRestarted, type SystemdSettings } from './settings.ts'
import { SITES_PLACE, unitsFolder } from './unit-paths.ts'

/** The units of a release, and those instances of its template that run. */
export function askUnits(settings: SystemdSettings, { paths, id }: HostPlace): Query<readonly RunningPart[]> {
  const asked = listAsked(settings)
  const words = [unitsFolder(paths), id, settings.site?.name ?? '', ...asked.flatMap(({ name, port }) => [name, port === undefined ? '' : String(port)])]
  return query(script(UNITS_PROGRAM, words), ({ stdout }) =>
    stdout.split('\n').filter((line) => line !== '').map(parseUnit).flatMap((unit) => {
      const found = asked.find(({ name }) => name === unit.name)
      return found === undefined || (found.isInstance && isStopped(unit)) ? [] : [describeUnit(settings, unit, found.port)]
    })
  )
}

interface AskedUnit {
  readonly name: string
  readonly port: number | undefined
  readonly isInstance: boolean
}

function listAsked(settings: SystemdSettings): readonly AskedUnit[] {
  const { units, ports } = settings
  const template = findTemplate(settings)
  const own = units.filter(({ name }) => name !== template?.name && !name.includes('@.'))
  const services = listRestarted(settings).filter(({ name }) => isService(name))
  // Of several services nobody knows which one it is.
  const hasPort = (name: string): boolean => ports.length === 1 && services.length === 1 && services[0]?.name === name && !units.some((unit) => unit.name.endsWith('.socket'))
  return [
    ...(template === undefined ? [] : ports.map((port) => ({ name: instanceOf(template.name, port), port, isInstance: true }))),
    ...own.map(({ name }) => ({ name, port: hasPort(name) ? ports[0] : undefined, isInstance: false }))
  ]
}

interface FoundUnit {
  readonly name: string
  readonly type: string
  readonly result: string
  readonly active: string
  readonly sub: string
  readonly restarts: string
  readonly since: string
  readonly listens: string
  readonly isLedTo: boolean
}

function parseUnit(line: string): FoundUnit {
  const [name = '', type = '', result = '', active = '', sub = '', restarts = '', since = '', listens = '', led = ''] = line.split('\t')
  return { name, type, result, active, sub, restarts, since, listens, isLedTo: led === 'yes' }
}

function isStopped({ active }: FoundUnit): boolean {
  return active === 'inactive' || active === ''
}

function describeUnit(settings: SystemdSettings, unit: FoundUnit, port: number | undefined): RunningPart {
  const { name, active, sub, restarts, since, listens, isLedTo } = unit
  return {
    name,
    isWell: isWell(settings, unit),
    state: active === '' ? 'not known to systemd' : `${active} (${sub})`,
    since: since === '' ? undefined : Number(since),
    restarts: /^\d+$/.test(restarts) ? Number(restarts) : undefined,
    serves: [port === undefined ? listens : `port ${port}`, isLedTo && port !== undefined ? 'nginx leads to it' : ''].filter((words) => words !== '').join(', ')
  }
}

/** A job ends, and is started again by its timer. */
function isWell(settings: SystemdSettings, { name, type, result, active }: FoundUnit): boolean {
  if (active === 'active') return true
  const isJob = isService(name) && !listRestarted(settings).some((unit) => unit.name === name)
  return (isJob || type === 'oneshot') && result === 'success' && active !== 'failed'
}

/** Arguments: folder of the units, release, its site ('' for none); then a unit and its port ('' for none), again and again. */
const UNITS_PROGRAM = `
units=$1 release=$2 site=$3
shift 3
now=$(date +%s)
read -r up _ </proc/uptime
value() { printf '%s\\n' "$state" | sed -n "s/^$1=//p"; }
is_led_to() {
  [ -n "$site" ] && [ ! -e "$units/live/nginx/unread" ] && [ -e "${SITES_PLACE}/sites-enabled/$site" ] || return 1
  cmp -s "$units/$release/nginx/$1" "${SITES_PLACE}/sites-available/$site" || cmp -s "$units/$release/nginx/site" "${SITES_PLACE}/sites-available/$site"
}
while [ "$#" -gt 1 ]; do
  name=$1 port=$2 since='' led=''
  shift 2
  state=$(systemctl show -p Type -p Result -p ActiveState -p SubState -p NRestarts -p Listen -p ActiveEnterTimestampMonotonic -p StateChangeTimestampMonotonic "$name" 2>/dev/null)
  if [ "$(value ActiveState)" = active ]; then at=$(value ActiveEnterTimestampMonotonic); else at=$(value StateChangeTimestampMonotonic); fi
  [ "\${at:-0}" -eq 0 ] || since=$((now - \${up%.*} + at / 1000000))
  if [ -n "$port" ] && is_led_to "$port"; then led=yes; fi
  printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$name" "$(value Type)" "$(value Result)" "$(value ActiveState)" "$(value SubState)" "$(value NRestarts)" "$since" "$(value Listen | tr '\\n' ' ' | sed 's/ $//')" "$led"
done
`
