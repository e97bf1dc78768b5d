import { exec, render, script, type Command } from '../../core/index.ts'

/** Exit code of `decide` when the other side has decided already. */
export const GUARD_DECIDED_EXIT_CODE = 76

/**
 * The guarded cutover. Before the switch a small detached process is armed on the host. Unless the runner
 * confirms in time, it goes back by itself, whoever died: the runner, the link, the person.
 *
 * `mkdir decided` is the one decision between the two sides: who makes it, acts. The runner's own undo runs the very same
 * `go-back` file as the guard, so there is one way back, and it is always ready on the host.
 *
 * In the guard's folder: `go-back`, `on-failure` (shell lines made by `render`), `told` (on-failure was run), `switching` (made just before anything
 * is switched), `decided/by` (`guard`, `undo` or `confirmed`), `pid`, `log`, `status` (of going back).
 */
export interface Guard {
  readonly folder: string
  readonly kit: string
  readonly runId: string
}

export interface GuardOrders {
  readonly timeoutSeconds: number
  /** Takes everything back that the cutover may have done; safe to repeat. Without standard input. */
  readonly goBack: Command
  /** Run by the guard after it went back. */
  readonly onFailure: Command | undefined
}

export function armGuard({ folder, kit, runId }: Guard, { timeoutSeconds, goBack, onFailure }: GuardOrders): Command {
  const onFailureLine = onFailure === undefined ? '' : render(onFailure).line
  return script(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), render(goBack).line, onFailureLine, GUARD_PROGRAM])
}

/** From here on there is something to go back from. */
export function markSwitching({ folder }: Guard): Command {
  return exec(['touch', `${folder}/switching`])
}

/** Ends with GUARD_DECIDED_EXIT_CODE when the guard went back before. */
export function confirmGuard({ folder }: Guard): Command {
  return script(CONFIRM_GUARD_PROGRAM, [folder])
}

/**
 * The undo of the whole cutover: goes back, or waits until the guard has. Nothing when no guard was armed.
 */
export function goBackNow({ folder }: Guard): Command {
  return script(GO_BACK_PROGRAM, [folder])
}

/** What a dead run still runs on the host would do its work after it was undone. */
const STOP_STEPS_FUNCTION = `
stop_steps() {
  for signal in TERM KILL; do
    for pid in "$1"/*/pid; do
      [ -f "$pid" ] && [ ! -e "\${pid%/pid}/status" ] && kill -s "$signal" -- "-$(cat "$pid")" 2>/dev/null && sleep 2
    done
  done
}
`

/**
 * Goes back for every other run whose release was never confirmed: its guard is still waiting for a runner that is gone
 * (the lock is ours), or died when the host was restarted.
 */
export function settleGuards(kit: string, runId: string): Command {
  return script(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM])
}

const SETTLE_GUARDS_PROGRAM = `${STOP_STEPS_FUNCTION}
for guard in "$1"/guards/*/; do
  guard=\${guard%/}
  if [ ! -f "$guard/go-back" ] || [ -s "$guard/status" ] || [ "\${guard##*/}" = "$2" ]; then continue; fi
  [ "$(cat "$guard/decided/by" 2>/dev/null)" = confirmed ] && continue
  stop_steps "$1/steps/\${guard##*/}"
  sh -c "$3" deploy-kit "$guard" >&2 </dev/null || exit 1
done
`

/** Ends what a run that is over left on the host: its steps are stopped, and its release, unless confirmed, is taken back. */
export function endRun(kit: string, runId: string): Command {
  return script(END_RUN_PROGRAM, [kit, runId, GO_BACK_PROGRAM])
}

const END_RUN_PROGRAM = `${STOP_STEPS_FUNCTION}
guard=$1/guards/$2
stop_steps "$1/steps/$2"
[ "$(cat "$guard/decided/by" 2>/dev/null)" = confirmed ] || sh -c "$3" deploy-kit "$guard" </dev/null
`

const ARM_GUARD_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
printf '%s\\n' "$5" > "$1/go-back"
[ -z "$6" ] || printf '%s\\n' "$6" > "$1/on-failure"
if command -v setsid >/dev/null 2>&1; then
  setsid sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
else
  nohup sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
fi
echo "$!" > "$1/pid"
`

const GUARD_PROGRAM = `${STOP_STEPS_FUNCTION}
guard=$1 kit=$2 run=$3 left=$4
trap '' HUP
while [ "$left" -gt 0 ]; do
  [ -d "$guard/decided" ] && exit 0
  sleep 1
  left=$((left - 1))
done
mkdir "$guard/decided" 2>/dev/null || exit 0
echo guard > "$guard/decided/by"
stop_steps "$kit/steps/$run"
sh "$guard/go-back"
code=$?
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
echo "$code" > "$guard/status"
`

const CONFIRM_GUARD_PROGRAM = `
if mkdir "$1/decided" 2>/dev/null; then
  echo confirmed > "$1/decided/by"
  exit 0
fi
by=$(cat "$1/decided/by" 2>/dev/null)
[ "$by" = confirmed ] && exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`

const GO_BACK_PROGRAM = `
[ -f "$1/go-back" ] || exit 0
if ! mkdir "$1/decided" 2>/dev/null; then
  waited=0
  while [ ! -s "$1/decided/by" ] && [ "$waited" -lt 5 ]; do sleep 1; waited=$((waited + 1)); done
  case "$(cat "$1/decided/by" 2>/dev/null)" in
    confirmed) ;;
    guard | undo)
      waited=0
      while [ ! -s "$1/status" ] && [ "$waited" -lt 120 ] && kill -0 "$(cat "$1/pid")" 2>/dev/null; do sleep 1; waited=$((waited + 1)); done
      if [ -s "$1/status" ]; then
        echo "The host had gone back by itself"
        exit "$(cat "$1/status")"
      fi
      ;;
  esac
fi
echo undo > "$1/decided/by"
sh "$1/go-back"
code=$?
echo "$code" > "$1/status"
exit "$code"
`
