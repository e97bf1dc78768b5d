/**
 * Shell functions of the script that a timer starts: what the runner is for a plan. They need PROCESS_FUNCTIONS, LIST_KEPT_FUNCTION and
 * SLOT_FUNCTIONS, functions `take_lock`, `renew_lock`, `release_lock` and `take_back`, and what HEAD_OF_SCRIPT sets.
 *
 * `step TITLE SECONDS FUNCTION WORDS...`: one step, while the deploy lock is renewed; ends all when it fails or takes longer. `optional_step`: only tells
 * that it failed.
 * `give_up CODE WORDS`: takes back what was begun, tells, and ends.
 */
export const SCHEDULE_FUNCTIONS = `
# To standard output, which systemd keeps in its journal, and to the log; what failed to standard error, of which cron sends a mail.
note_down() { printf '%s %s\\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" 2>/dev/null >>"$log"; }
tell() {
  printf '%s\\n' "$*"
  note_down "$*"
}

# It leads its own process group, so that all that it starts can be ended at once.
lead() {
  group=''
  { read -r _ _ _ _ group _ <"/proc/$$/stat"; } 2>/dev/null
  if [ -n "$group" ] && [ "$group" != "$$" ] && command -v setsid >/dev/null 2>&1; then exec setsid sh "$0" "$@"; fi
}

keep_lock() {
  left=$1 beat=0
  while [ "$left" -gt 0 ]; do
    sleep 5
    left=$((left - 5)) beat=$((beat + 5))
    [ "$beat" -ge 30 ] || continue
    beat=0
    renew
    [ "$?" != 75 ] || break
  done
  if [ "$left" -gt 0 ]; then why='the deploy lock was taken over by another run'; else why="it took longer than $1 s"; fi
  echo "$why" >"$steps/why"
  kill -s TERM -- "-$$" 2>/dev/null || kill -s TERM "$$"
}
end_keeper() {
  [ -n "$keeper" ] || return 0
  # Not TERM: just after its start it has the traps of its parent, and would forget it.
  kill -s KILL "$keeper" 2>/dev/null
  wait "$keeper" 2>/dev/null
  keeper=''
}

# The trap only takes note: within a step, what it prints would be taken for output of the step.
heed_end() { [ -z "$is_ended" ] || give_up 143 "$(cat "$steps/why" 2>/dev/null || echo 'it was ended')"; }
run_step() {
  title=$1 seconds=$2
  shift 2
  tell "$title"
  keep_lock "$seconds" >/dev/null 2>&1 &
  keeper=$!
  "$@" >"$steps/stdout" 2>"$steps/stderr"
  code=$?
  end_keeper
  heed_end
  cat "$steps/stdout" "$steps/stderr" 2>/dev/null >>"$log"
  why="$title: $(tail -n 5 "$steps/stderr" 2>/dev/null | tr '\\n' ' ')(exit code $code)"
}
step() {
  run_step "$@"
  [ "$code" = 0 ] || give_up 1 "$why"
}
optional_step() {
  run_step "$@"
  if [ "$code" != 0 ]; then
    printf '%s\\n' "$why" >&2
    note_down "$why"
  fi
}

give_up() {
  give_up_code=$1
  shift
  trap '' HUP INT TERM
  end_keeper
  if [ -n "$is_published" ]; then
    printf '%s is whole, but: %s\\n' "$id" "$*" >&2
  else
    printf 'There is no new backup, older ones are untouched: %s\\n' "$*" >&2
    note_down "FAILED: $*"
    if [ -n "$is_locked" ]; then
      take_back >&2
      note_failure >&2
    fi
  fi
  end_run
  exit "$give_up_code"
}
end_run() {
  [ -z "$is_locked" ] || release
  rm -rf "\${steps%/*}"
}

# Under the lock of the deploys; nobody takes it over while this process is alive.
begin_run() {
  run=$(od -An -N6 -tx1 /dev/urandom | tr -d ' \\n')
  steps=$kit/steps/$run/backup
  if ! { mkdir -p "$steps" && find_process "$$" && echo "$process" >"$steps/process"; } 2>/dev/null; then give_up 1 "Nothing can be written in $kit"; fi
  waited=0
  while :; do
    holder=$(take)
    code=$?
    [ "$code" != 0 ] || break
    [ "$code" = 75 ] || give_up 1 "The deploy lock cannot be taken: $holder"
    [ "$waited" -lt "$lock_wait" ] || give_up 75 "The deploy lock is held by $holder, also after $lock_wait s of waiting"
    [ "$waited" != 0 ] || tell "It waits for the deploy lock, which is held by $holder"
    sleep 5
    heed_end
    waited=$((waited + 5))
  done
  is_locked=yes
}

# What started before this script is started again as it was, when a dead run is taken back.
as_found() (
  umask "$mask"
  if [ -n "$language" ]; then LC_ALL=$language; else unset LC_ALL; fi
  "$@"
)

json_text() { tr '\\n' ' ' 2>/dev/null <"$1" | awk -v name="$2" '{
  if (!match($0, "\\"" name "\\" *: *\\"[A-Za-z0-9._-]*\\"")) exit
  text = substr($0, RSTART, RLENGTH - 1)
  sub(/.*"/, "", text)
  print text
}'; }
find_live() {
  live='' commit='' project=''
  target=$(readlink "$current" 2>/dev/null) || return 0
  target=\${target%/}
  case \${target##*/} in '' | .* | *[!A-Za-z0-9._-]*) return 0 ;; esac
  place=$(cd -P "$current" 2>/dev/null && pwd) || return 0
  [ "$place" = "$(cd -P "$releases/\${target##*/}" 2>/dev/null && pwd)" ] || return 0
  live=\${target##*/}
  manifest=$kit/releases/$live.json
  [ -r "$manifest" ] || return 0
  commit=$(json_text "$manifest" commit)
  [ "$(json_text "$manifest" strategy)" != compose ] || project=$(json_text "$manifest" project)
}

# When, and under which name. What the newest backup of the same parts took tells what this one will need.
find_moment() {
  now=$(date +%s) created='' day='' week='' month=''
  created=\${now}000
  made=$(date -u -d "@$now" '+%Y-%m-%d %H:%M:%S')
  slot=$(backup_slot "$now" "$time_zone" "\${times%% *}" 2>&1) || give_up 1 "$slot"
  IFS="$(printf '\\t')" read -r day week month <<SLOT
$slot
SLOT
  stamp=scheduled_$(date -u -d "@$now" '+%Y%m%d_%H%M%S')
  id=$stamp count=1
  while [ -e "$backups/$id" ]; do
    count=$((count + 1))
    id=$stamp-$count
  done
  needed=$(list_kept "$backups" | awk -F '\\t' -v parts="$parts" '$3 == parts && $4 > newest { newest = $4; bytes = $10 } END { printf "%.0f", bytes * 1.3 }')
}

# For cron, which knows no time zones and does not catch up on what was missed: each time of a day is tried once.
is_due() {
  due=$(for at in $times; do
    at_day=$(backup_slot "$(($(date +%s) - 10800))" "$time_zone" "$at") && printf '%s %s\\n' "$(printf '%s\\n' "$at_day" | cut -f 1)" "$at"
  done | sort | tail -n 1)
  tried=$(cat "$schedule/tried" 2>/dev/null)
  [ -n "$due" ] && [ "$due" != "$tried" ] || return 1
  printf '%s\\n' "$due" >"$schedule/tried" || return 1
  # When it was installed just now, the first time is yet to come.
  [ -n "$tried" ]
}
`
