import { query, script, type Answer, type Query } from '../../core/index.ts'
import { REFUSED_PROGRAM } from '../strategies/systemd/sudo-verbs.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import { CRONTAB_FUNCTIONS } from './crontab-functions.ts'
import { schedulePaths } from './schedule-paths.ts'
import { crontabMarks, scheduleVerbs, unitNames } from './timer-files.ts'

/** What of a schedule is on a host, and by what it could be run there. */
export interface InstalledSchedule {
  readonly user: string
  readonly hasSystemd: boolean
  /** The commands that sudo refuses. */
  readonly refused: readonly string[]
  /** Undefined: there is no program `crontab`. Otherwise the lines of this deploy path. */
  readonly crontab: { readonly block: string } | { readonly problem: string } | undefined
  /** Undefined: it cannot be seen. */
  readonly hasCron: boolean | undefined
  /** Of the folder of the schedule and of systemd, by name. */
  readonly files: Readonly<Record<string, string>>
  readonly units: Readonly<Record<string, string>>
  readonly hasPingUrl: boolean
  /** Something that can read an address from its standard input. */
  readonly canPing: boolean
}

export function readSchedule(paths: HostPaths): Query<InstalledSchedule> {
  const verbs = scheduleVerbs(paths)
  const { backup, watch } = unitNames(paths)
  return query(script(READ_SCHEDULE_PROGRAM, [schedulePaths(paths.kit).folder, `${backup} ${watch}`, ...crontabMarks(paths.root), ...verbs.map(({ words }) => words.join('\t'))]), (answer) => parseSchedule(answer, verbs.map(({ words }) => words.join(' '))))
}

/** One fact a line: a word, and tab-separated fields. Texts travel in base64. */
const READ_SCHEDULE_PROGRAM = `
folder=$1 units=$2 first=$3 last=$4
shift 4
${CRONTAB_FUNCTIONS}
text() { base64 <"$1" | tr -d '\\n'; }
printf 'user\\t%s\\n' "$(id -un)"
[ ! -d /run/systemd/system ] || printf 'systemd\\n'
for name in backup.sh watch.sh schedule.json; do
  [ ! -r "$folder/$name" ] || printf 'file\\t%s\\t%s\\n' "$name" "$(text "$folder/$name")"
done
[ ! -e "$folder/ping-url" ] || printf 'ping\\n'
for name in $units; do
  for unit in "$name.service" "$name.timer"; do
    [ ! -r "/etc/systemd/system/$unit" ] || printf 'unit\\t%s\\t%s\\n' "$unit" "$(text "/etc/systemd/system/$unit")"
  done
done
if command -v crontab >/dev/null 2>&1; then
  if lines=$(read_crontab); then
    # Other lines may hold secrets: they stay here.
    printf 'crontab\\t%s\\n' "$(printf %s "\${lines%?}" | awk -v first="$first" -v last="$last" '$0 == first { on = 1 } on { print } $0 == last { on = 0 }' | base64 | tr -d '\\n')"
  else
    printf 'no-crontab\\t%s\\n' "$(printf %s "$lines" | tr '\\n\\t' '  ')"
  fi
fi
seen=''
for name in /proc/[0-9]*/comm; do
  { read -r program <"$name"; } 2>/dev/null || continue
  seen=\${seen:-no}
  case $program in cron | crond | fcron | dcron | bcron*) seen=yes ;; esac
done
[ -z "$seen" ] || printf 'cron\\t%s\\n' "$seen"
if command -v curl >/dev/null 2>&1 || wget --version 2>/dev/null | grep -q '^GNU'; then printf 'pings\\n'; fi
${REFUSED_PROGRAM}`

function parseSchedule({ stdout }: Answer, verbs: readonly string[]): InstalledSchedule {
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  const fieldsOf = (word: string): readonly (readonly string[])[] => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
  const text = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8')
  const textsOf = (word: string): Readonly<Record<string, string>> => Object.fromEntries(fieldsOf(word).map(([name = '', base64]) => [name, text(base64)]))
  const [crontab, refused, cron] = [fieldsOf('crontab')[0], fieldsOf('no-crontab')[0]?.[0], fieldsOf('cron')[0]?.[0]]
  return {
    user: fieldsOf('user')[0]?.[0] ?? '',
    hasSystemd: fieldsOf('systemd').length > 0,
    refused: fieldsOf('refused').flatMap(([at]) => verbs[Number(at)] ?? []),
    crontab: crontab === undefined ? (refused === undefined ? undefined : { problem: refused }) : { block: text(crontab[0]) },
    hasCron: cron === undefined ? undefined : cron === 'yes',
    files: textsOf('file'),
    units: textsOf('unit'),
    hasPingUrl: fieldsOf('ping').length > 0,
    canPing: fieldsOf('pings').length > 0
  }
}
