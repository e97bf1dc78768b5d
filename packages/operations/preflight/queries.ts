import { DeployKitError, query, script, type Answer, type Query } from '../../core/index.ts'
import type { HostFacts, PlaceFacts, PortHolder, SpaceFacts, ToolFacts } from './facts.ts'
import type { ToolRequirement } from './tool-versions.ts'

/** Everything about the path and the disks under it. One fact a line: a word, and tab-separated fields. */
export function readPlace(path: string): Query<PlaceFacts> {
  return query(script(PLACE_PROGRAM, [path]), parsePlace)
}

export const PLACE_PROGRAM = `
root=$1
say() { word=$1; shift; printf '%s' "$word"; printf '\\t%s' "$@"; printf '\\n'; }
space() {
  df -Pk "$2" 2>/dev/null | tail -n 1 | {
    read -r _ _ _ free _ point
    mode=rw
    while read -r _ mount _ options _; do
      [ "$mount" = "$point" ] && case $options in ro | ro,*) mode=ro ;; *) mode=rw ;; esac
    done 2>/dev/null </proc/mounts
    say space "$1" "$free" "$mode" "$point"
  }
  df -Pi "$2" 2>/dev/null | tail -n 1 | {
    read -r _ total _ free _
    say inodes "$1" "$total" "$free"
  }
}
say user "$(id -un 2>/dev/null || id -u)"
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ -n "$at" ]; do at=\${at%/*}; done
at=\${at:-/}
say nearest "$at"
if [ -d "$root" ]; then say kind folder; elif [ -e "$root" ] || [ -L "$root" ]; then say kind other; else say kind absent; fi
for folder in "$at" "$root/.deploy-kit" "$root/releases" "$root/shared"; do
  [ -d "$folder" ] || continue
  [ -w "$folder" ] && [ -x "$folder" ] && continue
  say closed "$folder" "$(stat -c %U "$folder" 2>/dev/null)"
done
space path "$at"
space temporary "\${TMPDIR:-/tmp}"
if [ -e "$root/.deploy-kit/lock" ]; then
  { read -r _; IFS= read -r who; } 2>/dev/null <"$root/.deploy-kit/lock" || who=''
  say lock "$who"
fi
live=$(readlink "$root/current" || readlink "$root/.deploy-kit/current") && say live "\${live##*/}"
for entry in "$root"/releases/* "$root"/.deploy-kit/trees/*; do
  [ -d "$entry" ] || continue
  case $entry in *.partial) say partial ;; *) say release ;; esac
done
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case \${entry##*/} in .deploy-kit | releases | current | shared) ;; *) say foreign ;; esac
done
exit 0
`

function parsePlace(answer: Answer): PlaceFacts {
  const lines = splitFields(answer)
  const fieldsOf = (word: string) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
  const kind = fieldsOf('kind')[0]?.[0]
  const nearest = fieldsOf('nearest')[0]?.[0]
  if (nearest === undefined || (kind !== 'folder' && kind !== 'absent' && kind !== 'other')) throw notUnderstood('the deploy path')
  return {
    user: fieldsOf('user')[0]?.[0] ?? '',
    kind,
    nearest,
    closed: fieldsOf('closed').map(([folder = '', owner = '']) => ({ folder, owner })),
    path: parseSpace(lines, 'path'),
    temporary: parseSpace(lines, 'temporary'),
    lock: fieldsOf('lock')[0]?.[0],
    live: fieldsOf('live')[0]?.[0],
    releases: fieldsOf('release').length,
    partial: fieldsOf('partial').length,
    foreign: fieldsOf('foreign').length
  }
}

function parseSpace(lines: readonly (readonly string[])[], which: string): SpaceFacts {
  const [, , kilobytes = '', mode = 'rw', mountPoint = ''] = lines.find(([word, name]) => word === 'space' && name === which) ?? []
  const [, , total = '', free = ''] = lines.find(([word, name]) => word === 'inodes' && name === which) ?? []
  return {
    freeBytes: /^\d+$/.test(kilobytes) ? Number(kilobytes) * 1024 : undefined,
    // btrfs and others make inodes as they are needed, and tell 0 or -.
    freeInodes: /^\d+$/.test(free) && Number(total) > 0 ? Number(free) : undefined,
    mountPoint,
    isReadOnly: mode === 'ro'
  }
}

/** Which programs there are; only those that need a version are run. */
export function readTools(requirements: readonly ToolRequirement[]): Query<Readonly<Record<string, ToolFacts>>> {
  const args = requirements.map(({ name, minimum }) => `${minimum === undefined && !name.includes(' ') ? '-' : 'v'}:${name}`)
  return query(script(TOOLS_PROGRAM, args), (answer) =>
    Object.fromEntries(splitFields(answer).map(([name = '', there, text = '']) => [name, { isThere: there === 'yes', text: text.trim() }]))
  )
}

export const TOOLS_PROGRAM = `
for item in "$@"; do
  name=\${item#?:}
  program=\${name%% *}
  part=\${name#"$program"}
  part=\${part# }
  there=no text=''
  command -v "$program" >/dev/null 2>&1 && there=yes
  if [ "$there" = yes ] && [ "\${item%%:*}" = v ]; then
    for flag in --version version -version -V; do
      text=$("$program" \${part:+"$part"} "$flag" </dev/null 2>&1) || { text=''; continue; }
      case $text in *[0-9]*) break ;; *) text='' ;; esac
    done
    [ -z "$part" ] || [ -n "$text" ] || there=no
  fi
  printf '%s\\t%s\\t%s\\n' "$name" "$there" "$(printf '%s' "$text" | head -n 2 | tr '\\t\\n' '  ' | cut -c 1-200)"
done
exit 0
`

/** Who listens on these TCP ports. Linux only: elsewhere it is not known. */
export function readPorts(path: string, ports: readonly number[]): Query<readonly PortHolder[] | 'unknown'> {
  const hex = ports.map((port) => port.toString(16).toUpperCase().padStart(4, '0'))
  return query(script(PORTS_PROGRAM, [path, ...hex]), parsePorts)
}

/**
 * $1 the deploy path, then ports as in /proc/net/tcp. The process is only found where the user may see its files.
 * find gives up in a folder to which it may not return, hence the `cd`.
 */
export const PORTS_PROGRAM = `
root=$(cd "$1" 2>/dev/null && pwd -P)
shift
[ $# -gt 0 ] || exit 0
[ -r /proc/net/tcp ] || { echo unknown; exit 0; }
cd / || exit
sockets=''
for table in /proc/net/tcp /proc/net/tcp6; do
  [ -r "$table" ] || continue
  while read -r _ local _ state _ _ _ uid _ inode _; do
    [ "$state" = 0A ] || continue
    for port in "$@"; do
      [ "\${local##*:}" = "$port" ] || continue
      [ -n "$sockets" ] || sockets=$(find /proc/[0-9]*/fd -type l -exec stat -c %N {} + 2>/dev/null | grep -F 'socket:[')
      pid=$(printf '%s\\n' "$sockets" | grep -F "socket:[$inode]" | head -n 1 | cut -d / -f 3)
      ours=no line=''
      if [ -n "$pid" ]; then
        line=$(tr '\\000\\t\\n' '   ' 2>/dev/null <"/proc/$pid/cmdline" | cut -c 1-120)
        folder=$(readlink "/proc/$pid/cwd" 2>/dev/null)
        case $folder/ in "\${root:-/nowhere}"/*) ours=yes ;; esac
      fi
      printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "$port" "$uid" "$pid" "$ours" "$line"
    done
  done <"$table"
done
exit 0
`

function parsePorts(answer: Answer): readonly PortHolder[] | 'unknown' {
  if (answer.stdout.trim() === 'unknown') return 'unknown'
  return splitFields(answer).map(([hex = '', uid = '', pid = '', ours, command = '']) => ({
    port: Number.parseInt(hex, 16),
    uid,
    pid: pid === '' ? undefined : pid,
    isOurs: ours === 'yes',
    command: command.trim()
  }))
}

/** What the user's shell prints when sshd starts it for a command, which breaks scp, sftp and rsync. */
export function readNoise(): Query<string> {
  return query(script(NOISE_PROGRAM), ({ stdout }) => stdout.trim())
}

/** bash reads .bashrc also for commands, when it is the outermost shell of an SSH session; hence SHLVL. */
export const NOISE_PROGRAM = `
env SHLVL=0 "\${SHELL:-/bin/sh}" -c : </dev/null 2>&1 | head -c 300
exit 0
`

/** Whether the path can be given to the user without a password. Tells the administrators of a host where it is not allowed. */
export function readSudo(path: string): Query<HostFacts['sudo']> {
  return query(script(SUDO_PROGRAM, [path]), ({ stdout }) => {
    const word = stdout.trim()
    return word === 'ready' || word === 'missing' ? word : 'password'
  })
}

export const SUDO_PROGRAM = `
command -v sudo >/dev/null 2>&1 || { echo missing; exit 0; }
if sudo -n true 2>/dev/null || sudo -n -l chown "$(id -un)" "$1" >/dev/null 2>&1; then echo ready; else echo password; fi
`

/** Seconds since 1970 by the clock of the host. */
export function readClock(): Query<number> {
  return query(script('date +%s'), ({ stdout }) => {
    const seconds = Number(stdout.trim())
    if (!Number.isInteger(seconds) || seconds <= 0) throw notUnderstood('the clock')
    return seconds
  })
}

function splitFields({ stdout }: Answer): readonly (readonly string[])[] {
  return stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'))
}

function notUnderstood(what: string): DeployKitError {
  return new DeployKitError('DK_PREFLIGHT_FAILED', {
    message: `The host's answer about ${what} cannot be understood`,
    remedy: 'Check that the user has a POSIX shell and coreutils on the host, and run with --verbose'
  })
}
