import { script, Secret, type Command } from '../../core/index.ts'
import { ROOT_FUNCTION } from '../strategies/systemd/shell-functions.ts'
import { UNITS_PLACE } from '../strategies/systemd/unit-paths.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import { CRONTAB_FUNCTIONS } from './crontab-functions.ts'
import { schedulePaths } from './schedule-paths.ts'
import { crontabMarks, unitNames, type TimerFile } from './timer-files.ts'

/** Replaces one file of the schedule at once. All of these can be repeated. */
export function writeFile(folder: string, name: string, text: string): Command {
  return script(WRITE_FILE_PROGRAM, [folder, name, String(Buffer.byteLength(text))], { stdin: text })
}

/** A run that reads a script goes on reading the old one. A line that broke in the middle must not leave half of it. */
const WRITE_FILE_PROGRAM = `
umask 077
mkdir -p "$1" && chmod 700 "$1" || exit 1
new=$1/.$2.new
trap 'rm -f "$new"' EXIT
cat >"$new" && [ "$(($(wc -c <"$new")))" = "$3" ] && mv -f "$new" "$1/$2"
`

/** In a file that nobody else can read. */
export function writePingUrl(folder: string, url: Secret): Command {
  return script(WRITE_PING_URL_PROGRAM, [folder], { stdin: new Secret(url.name, `${url.reveal()}\n`, url.revealParts()) })
}

const WRITE_PING_URL_PROGRAM = `
umask 077
mkdir -p "$1" && chmod 700 "$1" || exit 1
IFS= read -r url && printf '%s\\n' "$url" >"$1/.ping-url.new" && mv -f "$1/.ping-url.new" "$1/ping-url"
`

export function removePingUrl(folder: string): Command {
  return script('rm -f -- "$1/ping-url"', [folder])
}

/** Brings the units to systemd, and starts their timers anew. */
export function installUnits({ kit }: HostPaths, units: readonly TimerFile[]): Command {
  return script(INSTALL_UNITS_PROGRAM, [schedulePaths(kit).units, UNITS_PLACE, ...units.flatMap(({ name, text }) => [name, text])])
}

const INSTALL_UNITS_PROGRAM = `
set -eu${ROOT_FUNCTION}
staged=$1 place=$2 timers=''
shift 2
umask 077
mkdir -p "$staged"
while [ "$#" -gt 1 ]; do
  printf '%s' "$2" >"$staged/$1"
  root install -o root -g root -m 0644 "$staged/$1" "$place/$1"
  case $1 in *.timer) timers="$timers $1" ;; esac
  shift 2
done
root systemctl daemon-reload
for timer in $timers; do
  root systemctl enable -q "$timer"
  root systemctl restart "$timer"
done
`

/** Nothing where there is none. */
export function removeUnits(paths: HostPaths): Command {
  const { backup, watch } = unitNames(paths)
  return script(REMOVE_UNITS_PROGRAM, [UNITS_PLACE, backup, watch])
}

const REMOVE_UNITS_PROGRAM = `
set -eu${ROOT_FUNCTION}
place=$1
shift
for name in "$@"; do
  [ ! -e "$place/$name.timer" ] || root systemctl disable -q --now "$name.timer"
  for unit in "$name.service" "$name.timer"; do
    [ ! -e "$place/$unit" ] || root rm -f "$place/$unit"
  done
done
root systemctl daemon-reload
`

/** Replaces the block of this deploy path in the crontab of the user ('': removes it). All other lines stay as they are, and on the host. */
export function replaceCrontabBlock(root: string, block: string): Command {
  return script(REPLACE_BLOCK_PROGRAM, [...crontabMarks(root), block])
}

const REPLACE_BLOCK_PROGRAM = `${CRONTAB_FUNCTIONS}
lines=$(read_crontab) || {
  printf '%s\\n' "$lines" >&2
  exit 1
}
# A block without its end is not ours to remove.
others=$(printf %s "\${lines%?}" | awk -v first="$1" -v last="$2" '
  $0 == first { printf "%s", kept; kept = $0 "\\n"; open = 1; next }
  open && $0 == last { kept = ""; open = 0; next }
  open { kept = kept $0 "\\n"; next }
  { print }
  END { printf "%s", kept }' && echo .) || exit 1
printf '%s%s' "\${others%?}" "$3" | crontab -
`

/** All of it but the backups. */
export function removeScheduleFolder({ kit }: HostPaths): Command {
  return script('rm -rf -- "$1"', [schedulePaths(kit).folder])
}
