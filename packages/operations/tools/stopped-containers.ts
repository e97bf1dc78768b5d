import { PROCESS_FUNCTIONS, script, type Command } from '../../core/index.ts'

/**
 * Containers that a backup or a restore has stopped for a moment are listed on the host before they are: a file in `.deploy-kit/stopped/`, with a
 * line `ID NAME` for each, in the order in which they are started. Who starts them, or takes the list over, renames it first to a name with its
 * own process in it: of two that come at once one waits for the other.
 *
 * `start_stopped KIT`: starts those of all lists, and removes the containers that dead programs had for their own work. A list is removed when all of it runs. For programs that have the lock: whoever made a list
 * and is alive has it. They need PROCESS_FUNCTIONS.
 */
export const START_STOPPED_FUNCTIONS = `
is_alive() { find_process "\${1%% *}" && [ "$process" = "$1" ]; }
# Waits for who is at it; of those that died meanwhile the list is as before.
end_claims() {
  for claim in "$1"/.*@*; do
    while [ -e "$claim" ] && is_alive "\${claim##*@}"; do sleep 1; done
    claimed=\${claim##*/.}
    [ ! -e "$claim" ] || mv "$claim" "$1/\${claimed%@*}"
  done
}
claim_list() {
  find_process "$$" || return 1
  mine="\${1%/*}/.\${1##*/}@$process"
  mv "$1" "$mine" 2>/dev/null
}
start_listed() {
  claim_list "$1" || return 0
  wrong=''
  if known=$(docker ps --all --no-trunc --quiet); then
    while read -r id container; do
      case $known in *"$id"*) docker start "$id" >/dev/null || wrong="$wrong $container" ;; esac
    done <"$mine"
  else
    wrong=" $(cut -d ' ' -f 2 "$mine" | tr '\\n' ' ')"
  fi
  if [ -z "$wrong" ]; then
    rm -f "$mine"
  else
    mv "$mine" "$1"
    echo "What was stopped for a backup or a restore could not be started again:$wrong. Look at: docker logs$wrong. Then: docker start$wrong" >&2
    return 1
  fi
}
start_stopped() {
  [ -d "$1/stopped" ] || return 0
  end_claims "$1/stopped"
  bad=''
  for list in "$1"/stopped/*; do start_listed "$list" || bad=1; done
  helpers=$(docker ps --all --quiet --filter "label=deploy-kit.helper=$1")
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -z "$helpers" ] || docker rm --force $helpers >/dev/null
  [ -z "$bad" ]
}
`

/** Starts what programs that are dead have left stopped. */
export function startStopped(kit: string): Command {
  return script(START_STOPPED_PROGRAM, [kit])
}

const START_STOPPED_PROGRAM = `${PROCESS_FUNCTIONS}${START_STOPPED_FUNCTIONS}
start_stopped "$1"
`

/**
 * Waits for the end of a process, however it ends, and starts what it had stopped unless it did. Arguments: the list, the process as
 * find_process tells it.
 */
export const WATCH_STOPPED_PROGRAM = `${PROCESS_FUNCTIONS}${START_STOPPED_FUNCTIONS}
trap '' HUP
while [ -f "$1" ] && is_alive "$2"; do sleep 1; done
start_listed "$1"
`

/**
 * For programs with BASE_FUNCTIONS, `$kit`, and `$watch` (WATCH_STOPPED_PROGRAM).
 *
 * `take_over NAME`: what another program, which is dead, had stopped under this name stays stopped. `stop_containers LINES`: stops those of the
 * lines `ID NAME` as well. All of them run again when this program ends, by whatever: a trap, a process beside it when it is killed, and the list
 * for the next run when the host was restarted. `start_containers`: starts them now.
 */
export const STOP_CONTAINERS_FUNCTIONS = `${PROCESS_FUNCTIONS}${START_STOPPED_FUNCTIONS}
stopped_list='' stopped=''
take_over() {
  stopped_list=$kit/stopped/$1-$$
  mkdir -p "$kit/stopped" || exit 1
  for left in "$kit/stopped/$1"-*; do
    while end_claims "$kit/stopped" && [ -f "$left" ]; do
      ! claim_list "$left" || {
        keep_list "$(cat "$mine")"
        rm -f "$mine"
      }
    done
  done
}
keep_list() {
  is_watched=$stopped
  stopped=$(printf '%s\\n' "$stopped" "$1" | awk 'NF > 1 && !seen[$1]++')
  [ -n "$stopped" ] || return 0
  printf '%s\\n' "$stopped" >"$kit/stopped/.new" || exit 1
  { sync "$kit/stopped/.new" 2>/dev/null || sync; } && mv "$kit/stopped/.new" "$stopped_list" || exit 1
  [ -z "$is_watched" ] || return 0
  trap start_containers EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  find_process "$$" || exit 1
  if command -v setsid >/dev/null 2>&1; then
    setsid sh -c "$watch" deploy-kit-watch "$stopped_list" "$process" </dev/null >/dev/null 2>&1 &
  else
    nohup sh -c "$watch" deploy-kit-watch "$stopped_list" "$process" </dev/null >/dev/null 2>&1 &
  fi
}
stop_containers() {
  keep_list "$1"
  [ -z "$1" ] || printf '%s\\n' "$1" | cut -d ' ' -f 1 | xargs docker stop >/dev/null || fail "They could not be stopped: $(printf '%s\\n' "$1" | cut -d ' ' -f 2 | tr '\\n' ' ')"
}
start_containers() {
  trap - EXIT
  [ -z "$stopped" ] || start_listed "$stopped_list" || exit 1
  stopped=''
}
`
