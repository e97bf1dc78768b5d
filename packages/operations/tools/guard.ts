import { PROCESS_FUNCTIONS, all, exec, render, script, type Command } from '../../core/index.ts'
import { START_STOPPED_FUNCTIONS } from './stopped-containers.ts'

/** Exit code of `decide` when the other side has decided already. */
export const GUARD_DECIDED_EXIT_CODE = 76

/**
 * The guarded cutover. Before the switch a small detached process is armed on the host. Unless the runner
 * confirms in time, it goes back by itself, whoever died: the runner, the link, the person.
 *
 * The file `undecided` is the one decision between the two sides: who renames it, acts. A rename needs no space, so that a full
 * disk keeps nobody from going back. The runner's own undo runs the very same `go-back` file as the guard, so there is one
 * way back, and it is always ready on the host.
 *
 * In the guard's folder: `go-back`, `on-failure` (shell lines made by `render`), `told` (on-failure was run), `switching` (made just
 * before anything is switched), `undecided` or what became of it (`guard`, `undo` or `confirmed`), `process`, `log`,
 * `ending`, which becomes `status` once it went back, and `again` (going back failed, and was tried once more).
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

/** How long going back may take: the files, and the command that starts the application. */
export function goBackSeconds(commandTimeoutSeconds: number): number {
  return commandTimeoutSeconds + GO_BACK_SECONDS
}

const GO_BACK_SECONDS = 360

export function armGuard({ folder, kit, runId }: Guard, { timeoutSeconds, goBack, onFailure }: GuardOrders): Command {
  const onFailureLine = onFailure === undefined ? '' : render(onFailure).line
  return script(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), render(goBack).line, onFailureLine, GUARD_PROGRAM])
}

/** From here on there is something to go back from. Fails as `requireUndecided` does. */
export function markSwitching(guard: Guard): Command {
  return all(requireUndecided(guard), exec(['touch', `${guard.folder}/switching`]))
}

/**
 * Fails when the host goes back already, or went: the guard stops the steps that it finds begun, and one that comes after them would do
 * its work over that of the way back.
 */
export function requireUndecided({ folder }: Guard): Command {
  return script(REQUIRE_UNDECIDED_PROGRAM, [folder])
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

/**
 * What a dead run still runs on the host would do its work after it was undone. `spare`: an undo is not stopped. It waits for
 * the guard that stops the others, for a runner that is alive after all and is to hear how it ended.
 */
const STOP_STEPS_FUNCTION = `${PROCESS_FUNCTIONS}
stop_steps() {
  for signal in TERM KILL; do
    for step in "$1"/*/; do
      case "\${2-} $step" in 'spare '*.undo/) continue ;; esac
      is_open "$step" && kill -s "$signal" -- "-$pid" 2>/dev/null && sleep 2
    done
  done
}
`

/** Runs the way back, and notes how it ended in a file that has its space already. */
const GO_BACK_FUNCTIONS = `
go_back() {
  sh "$1/go-back"
  code=$?
  printf '%-3s\\n' "$code" 1<>"$1/ending"
}
finish() { mv "$1/ending" "$1/status"; }
`

/**
 * Goes back for every other run whose release was never confirmed: its guard is still waiting for a runner that is gone
 * (the lock is ours), or died when the host was restarted.
 */
export function settleGuards(kit: string, runId: string): Command {
  return script(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM])
}

/**
 * A way back that failed is tried once more, before anything else is changed here: half of it makes a mixture. When it fails
 * again (the old release does not start), that must not keep a better release from coming.
 */
const SETTLE_GUARDS_PROGRAM = `${STOP_STEPS_FUNCTION}${START_STOPPED_FUNCTIONS}
for guard in "$1"/guards/*/; do
  guard=\${guard%/} code=''
  if [ ! -f "$guard/go-back" ] || [ -e "$guard/confirmed" ] || [ "\${guard##*/}" = "$2" ]; then continue; fi
  if read -r code 2>/dev/null <"$guard/status"; then
    if [ "$code" = 0 ] || [ -e "$guard/again" ]; then continue; fi
    { touch "$guard/again" && mv "$guard/status" "$guard/ending"; } || continue
  fi
  stop_steps "$1/steps/\${guard##*/}"
  sh -c "$3" deploy-kit "$guard" >&2 </dev/null || [ -n "$code" ] || exit 1
done
# Whoever dies now starts what it stopped itself; this is for what the host forgot when it was restarted.
start_stopped "$1" >&2 || :
`

/** Ends what a run that is over left on the host: its steps are stopped, and its release, unless confirmed, is taken back. */
export function endRun(kit: string, runId: string): Command {
  return script(END_RUN_PROGRAM, [kit, runId, GO_BACK_PROGRAM])
}

const END_RUN_PROGRAM = `${STOP_STEPS_FUNCTION}${START_STOPPED_FUNCTIONS}
guard=$1/guards/$2
stop_steps "$1/steps/$2"
start_stopped "$1" || :
[ -e "$guard/confirmed" ] || sh -c "$3" deploy-kit "$guard" </dev/null
`

const ARM_GUARD_PROGRAM = `
set -eu${PROCESS_FUNCTIONS}
mask=$(umask)
umask 077
mkdir -p "$1"
echo 137 >"$1/ending"
: >"$1/undecided"
[ -z "$6" ] || printf '%s\\n' "$6" >"$1/on-failure"
printf '%s\\n' "$5" >"$1/go-back.partial"
mv "$1/go-back.partial" "$1/go-back"
# What the guard starts makes files as it does when the runner starts it.
umask "$mask"
if command -v setsid >/dev/null 2>&1; then
  setsid sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
else
  nohup sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
fi
find_process "$!"
echo "$process" >"$1/process"
`

const GUARD_PROGRAM = `${STOP_STEPS_FUNCTION}${GO_BACK_FUNCTIONS}
guard=$1 kit=$2 run=$3 left=$4
trap '' HUP
while [ "$left" -gt 0 ]; do
  [ -e "$guard/undecided" ] || exit 0
  sleep 1
  left=$((left - 1))
done
mv "$guard/undecided" "$guard/guard" 2>/dev/null || exit 0
stop_steps "$kit/steps/$run" spare
go_back "$guard"
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
finish "$guard"
`

const REQUIRE_UNDECIDED_PROGRAM = `
[ ! -e "$1/undecided" ] || exit 0
echo "The host was not told in time that the release is good, so it goes back by itself" >&2
exit 76
`

const CONFIRM_GUARD_PROGRAM = `
mv "$1/undecided" "$1/confirmed" 2>/dev/null && exit 0
[ ! -e "$1/confirmed" ] || exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`

const GO_BACK_PROGRAM = `${PROCESS_FUNCTIONS}${GO_BACK_FUNCTIONS}
[ -f "$1/go-back" ] || exit 0
if ! mv "$1/undecided" "$1/undo" 2>/dev/null && ! mv "$1/confirmed" "$1/undo" 2>/dev/null; then
  while is_running "$1"; do sleep 1; done
  if read -r code 2>/dev/null <"$1/status"; then
    echo "The host had gone back by itself"
    exit "$code"
  fi
fi
# Whoever comes to go back as well waits for this one: after a lost connection it would run twice at a time.
find_process "$$"
echo "$process" >"$1/process"
go_back "$1"
finish "$1"
exit "$code"
`
