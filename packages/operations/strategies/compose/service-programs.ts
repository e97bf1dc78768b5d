import { EXPECTED_FUNCTION, LIST_FUNCTION } from './container-functions.ts'

/**
 * Arguments: folder of the release's records, project, service; then those of the program. `$ours` has a line `id name` for
 * each container of the service that belongs to the release: one that drains beside it has another digest, and is not asked.
 */
const BEGIN = `
set -u
# shellcheck disable=SC2034 # for the functions
records=$1 project=$2 service=$3
shift 3
${LIST_FUNCTION}${EXPECTED_FUNCTION}
found=$(list) || exit 1
digest=$(expected "$service")
ours=$(printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" '$3 == service && $4 == digest { print $1, $2 }' | sort -k 2)
if [ -z "$ours" ]; then
  echo "$service has no container of this release; docker ps --all --filter label=com.docker.compose.project=$project" >&2
  exit 1
fi
stopped=$(printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" '
  $3 == service && $4 == digest && $5 != "running" { text = ""; for (i = 6; i <= NF; i++) text = text " " $i; printf "%s%s does not run:%s", sep, $2, text; sep = "; " }')
if [ -n "$stopped" ]; then
  echo "$stopped" >&2
  exit 1
fi
`

/** `good NAME WORDS`, `bad NAME WORDS`; `finish` tells the bad ones, or else the good ones, in one line. */
const VERDICT_FUNCTIONS = `
goods='' bads=''
good() { goods="\${goods:+$goods; }$1: $2"; }
bad() { bads="\${bads:+$bads; }$1: $2 (docker logs $1)"; }
finish() {
  [ -z "$bads" ] || { printf '%s\\n' "$bads" >&2; exit 1; }
  printf '%s\\n' "$goods"
}
last() { printf '%s\\n' "$1" | tr -d '\\r' | awk 'NF { line = $0 } END { print substr(line, 1, 200) }'; }
`

/**
 * Arguments: seconds, text that the output must hold, `told` for a program that explains itself and ends with 1; then the
 * command. Closing the client of `docker exec` ends nothing in the container, so the time is taken there, if it can be.
 */
export const EXEC_PROGRAM = `${BEGIN}${VERDICT_FUNCTIONS}
seconds=$1 wanted=$2 how=$3
shift 3
# shellcheck disable=SC2016 # for the shell of the container
limited='seconds=$1; shift; if timeout -k 2 1 true 2>/dev/null; then exec timeout -k 2 "$seconds" "$@"; fi; exec "$@"'
while read -r id name; do
  said=$(docker exec "$id" sh -c "$limited" sh "$seconds" "$@" 2>&1 </dev/null)
  code=$?
  # No shell in the image, or no such program: then these words say so.
  case $code in
    126 | 127)
      said=$(docker exec "$id" "$@" 2>&1 </dev/null)
      code=$?
      ;;
  esac
  words=$(last "$said")
  case $code in
    0)
      case $said in
        *"$wanted"*) good "$name" "\${words:-exit code 0}" ;;
        *) bad "$name" "output does not contain \\"$wanted\\"; it ends: \${words:-with nothing}" ;;
      esac
      ;;
    124 | 143) bad "$name" "did not end in $seconds s" ;;
    *) if [ "$how$code" = told1 ]; then bad "$name" "$words"; else bad "$name" "exit code $code\${words:+: $words}"; fi ;;
  esac
done <<LINES
$ours
LINES
finish
`

/**
 * Arguments: file, seconds that it may be old (or empty). An image without `stat` is asked through its files, where a file in
 * memory (tmpfs) cannot be seen.
 */
export const FILE_IN_SERVICE_PROGRAM = `${BEGIN}${VERDICT_FUNCTIONS}
file=$1 allowed=$2
# Of the first entry in an archive: the octal number behind its modification time. Entries x and g tell about the next one.
modified_of() {
  docker cp -L "$1:$file" - 2>/dev/null | od -A n -v -t u1 -N 8192 | awk '
    function octal(at, length_,   i, n) { n = 0; for (i = at; i < at + length_; i++) if (b[i] >= 48 && b[i] < 56) n = n * 8 + b[i] - 48; return n }
    { for (i = 1; i <= NF; i++) b[count++] = $i }
    END {
      at = 0
      while (b[at + 156] == 120 || b[at + 156] == 103) at += 512 + 512 * int((octal(at + 124, 12) + 511) / 512)
      if (at + 512 <= count) printf "%d\\n", octal(at + 136, 12)
    }'
}
while read -r id name; do
  modified=$(docker exec "$id" stat -L -c %Y "$file" 2>&1 </dev/null)
  case $? in
    0) ;;
    126 | 127) modified=$(modified_of "$id") ;;
    *)
      case $modified in *'No such file'*) modified="$file does not exist" ;; esac
      bad "$name" "$(last "$modified")"
      continue
      ;;
  esac
  case $modified in
    '' | *[!0-9]*) bad "$name" "$file does not exist, or cannot be looked at from outside" ;;
    *)
      age=$(($(date +%s) - modified))
      [ "$age" -ge 0 ] || age=0
      if [ -n "$allowed" ] && [ "$age" -gt "$allowed" ]; then
        bad "$name" "$file was changed $age s ago, allowed are $allowed s"
      else
        good "$name" "changed $age s ago"
      fi
      ;;
  esac
done <<LINES
$ours
LINES
finish
`

/**
 * For programs: `critical` prints the lines of its input that people are woken for. A level counts where a log has it: first in its line
 * but for dates, numbers and brackets, in brackets or bars or between dashes, or after `level`. A count of none does not.
 */
export const CRITICAL_FUNCTION = `
critical() {
  level='(FATAL|CRITICAL|EMERGENCY|EMERG|PANIC)'
  LC_ALL=C grep -E \\
    -e 'Traceback \\(most recent call last\\)' -e '^(panic|fatal error): ' -e "^thread '.*' panicked at" -e '^Exception in thread ' \\
    -e "^[^a-z]*(^|[^A-Za-z0-9_/])\${level}([^A-Za-z0-9_]|\\$)" -e "[])] +\${level}[ :]" -e " - $level - " -e "[|] *$level *[|]" \\
    -e '\\[(FATAL|CRITICAL|EMERGENCY|EMERG|PANIC|fatal|critical|emergency|emerg|crit|panic)\\]' \\
    -e '("(level|levelname|severity)": *"|(level|severity)="?)(fatal|critical|emergency|emerg|panic|FATAL|CRITICAL|EMERGENCY|EMERG|PANIC)([^A-Za-z]|$)' |
    LC_ALL=C grep -E -v -e "(^|[^0-9A-Za-z:.,+-])(0|[Nn]o|NO) +$level" -e "\${level}[A-Z ]*[=:] *0 *(\\$|[],;)|}])"
}
`

/**
 * Arguments: the link to the live release, seconds that a line may be old (or empty), then the texts. A container that was there
 * before the release became live is not blamed for what it wrote then.
 */
export const CONTAINER_LOG_PROGRAM = `${BEGIN}${VERDICT_FUNCTIONS}${CRITICAL_FUNCTION}
live=$(stat -c %Y "$1" 2>/dev/null) || live=0
if [ -n "$2" ] && [ "$live" -lt $(($(date +%s) - $2)) ]; then live=$(($(date +%s) - $2)); fi
live=$(date -u -d "@$live" +%Y-%m-%dT%H:%M:%SZ) || exit 1
shift 2
left=$#
while [ "$left" -gt 0 ]; do
  text=$1
  shift
  set -- "$@" -e "$text"
  left=$((left - 1))
done
search() { if [ $# -eq 0 ]; then critical; else LC_ALL=C grep -F "$@"; fi; }
while read -r id name; do
  if ! words=$(docker logs --tail 0 "$id" 2>&1); then
    bad "$name" "its log cannot be read: $(last "$words")"
    continue
  fi
  # The last words of one that Docker had to start again count; those of one that somebody has stopped and started do not.
  made=$(docker inspect --format '{{if .RestartCount}}{{.Created}}{{else}}{{.State.StartedAt}}{{end}}' "$id") || exit 1
  since=$(printf '%s\\n%s\\n' "$made" "$live" | LC_ALL=C sort | tail -n 1)
  line=$(docker logs --since "$since" "$id" 2>&1 </dev/null | tr -d '\\000\\r' | search "$@" | head -n 1 | cut -c 1-300)
  if [ -n "$line" ]; then bad "$name" "has written: $line"; else good "$name" "nothing found since $since"; fi
done <<LINES
$ours
LINES
finish
`

/** Prints the name and the address of each container; of one in the network of another, that one's. */
export const ADDRESSES_PROGRAM = `${BEGIN}
while read -r id name; do
  network() { docker inspect --format '{{.HostConfig.NetworkMode}}{{range .NetworkSettings.Networks}} {{.IPAddress}} {{.GlobalIPv6Address}}{{end}}' "$1"; }
  told=$(network "$id") || exit 1
  case $told in container:*) told=$(network "$(printf '%s\\n' "$told" | sed 's/^container:\\([^ ]*\\).*/\\1/')") || exit 1 ;; esac
  case $told in
    host*) echo "$name 127.0.0.1" ;;
    *) printf '%s\\n' "$told" | awk -v name="$name" '{ for (i = 2; i <= NF && address == ""; i++) if ($i ~ /^[0-9a-fA-F]*[.:][0-9a-fA-F.:]+$/) address = $i; print name, address }' ;;
  esac
done <<LINES
$ours
LINES
`
