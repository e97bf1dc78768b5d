import { PROCESS_FUNCTIONS, script, type Command, type InputValues, type Lease, type LeaseContext } from '../../core/index.ts'
import type { cutoverInputs } from '../cutover-inputs.ts'
import { normalizePath, type layoutInputs, type targetInputs } from '../target-inputs.ts'
import { goBackSeconds, settleGuards } from './guard.ts'
import { hostPaths } from './host-paths.ts'

/** A lease that was not renewed for so long may be taken over. */
export const LOCK_EXPIRY_SECONDS = 90
const RENEW_EVERY_SECONDS = 30
/** At least: a dead run may have had other times than this one, and there may be more than one. */
export const SETTLE_SECONDS = 900

/** EX_TEMPFAIL of sysexits.h: another run holds the lease. */
export const LOCK_HELD_EXIT_CODE = 75

export interface LockTimes {
  /** How long to wait for another run; 0 fails at once. */
  readonly waitSeconds: number
  /** Of the commands that start the application: going back for a dead run starts it. */
  readonly commandTimeoutSeconds: number
}

/**
 * The deploy lock of a path: the file `lock`, made atomically by link(2) with its content already in it.
 *
 * Its first line is the run id, the second who holds it, the third since when (seconds since 1970, host clock); its
 * modification time is the heartbeat. A lease is taken over only when it has expired, no step or guard of its run is
 * alive, and this taker alone made the claim on that very lease. Whoever takes it first ends what dead runs left
 * unconfirmed, so that what is then observed was confirmed by someone.
 */
export function deployLock(kit: string, { waitSeconds, commandTimeoutSeconds }: LockTimes, { runId, owner }: LeaseContext): Lease {
  const timeoutSeconds = Math.max(SETTLE_SECONDS, goBackSeconds(commandTimeoutSeconds))
  return {
    take: script(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]),
    settle: { title: 'Take back what an earlier run left unconfirmed', command: settleGuards(kit, runId), timeoutSeconds },
    renew: script(RENEW_LOCK_PROGRAM, [kit, runId]),
    release: releaseLock(kit, runId),
    renewEverySeconds: RENEW_EVERY_SECONDS,
    waitSeconds
  }
}

/** The lock of an operation that makes another release live. */
export function lockForCutover(values: InputValues<typeof cutoverInputs & typeof layoutInputs & typeof targetInputs>, context: LeaseContext): Lease {
  const { kit } = hostPaths(normalizePath(values.path), values.layout)
  return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: values['command-timeout'] }, context)
}

/** The lock of an operation that leaves the live release as it is. */
export function lockForData(values: Pick<InputValues<typeof cutoverInputs & typeof layoutInputs & typeof targetInputs>, 'path' | 'layout' | 'lock-wait'>, context: LeaseContext): Lease {
  const { kit } = hostPaths(normalizePath(values.path), values.layout)
  return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: SETTLE_SECONDS }, context)
}

/** Releases the lease of this run; nothing when another run holds it. */
export function releaseLock(kit: string, runId: string): Command {
  return script(RELEASE_LOCK_PROGRAM, [kit, runId])
}

const TAKE_LOCK_PROGRAM = `
set -u
${PROCESS_FUNCTIONS}
kit=$1 run=$2 owner=$3 expiry=$4
lock=$kit/lock mine=$kit/lock.$run
alive() {
  for folder in "$kit/steps/$1"/*/ "$kit/guards/$1"; do
    is_running "$folder" && return 0
  done
  return 1
}
held() {
  rm -f "$mine"
  printf '%s since %s UTC%s\\n' "$who" "$(date -u -d "@$since" '+%Y-%m-%d %H:%M:%S' 2>/dev/null || echo "$since")" "$1"
  exit 75
}
[ -d "$kit" ] || mkdir -p "$kit" || exit 1
chmod 700 "$kit" || exit 1
printf '%s\\n%s\\n%s\\n' "$run" "$owner" "$(date +%s)" > "$mine" || exit 1
tries=0
while ! ln "$mine" "$lock" 2>/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -gt 5 ]; then
    ln "$mine" "$lock"
    rm -f "$mine"
    exit 1
  fi
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } 2>/dev/null < "$lock"
  if [ "$holder" = "$run" ]; then
    rm -f "$mine"
    exit 0
  fi
  beat=$(stat -c %Y "$lock" 2>/dev/null) || continue
  # A loss of power can leave an empty file.
  [ -n "$since" ] || since=$beat who='somebody'
  age=$(($(date +%s) - beat))
  [ "$age" -ge "$expiry" ] || held ''
  alive "$holder" && held ', and a step of it still runs'
  claim=$kit/lock.claim.$holder
  if ln "$mine" "$claim" 2>/dev/null; then
    still=''
    IFS= read -r still 2>/dev/null < "$lock"
    if [ "$still" = "$holder" ]; then
      mv -f "$mine" "$lock"
      rm -f "$claim"
      exit 0
    fi
    rm -f "$claim"
    continue
  fi
  [ $(($(date +%s) - $(stat -c %Y "$claim" 2>/dev/null || date +%s))) -lt "$expiry" ] || rm -f "$claim"
done
rm -f "$mine"
`

const RENEW_LOCK_PROGRAM = `
holder='' who=''
{ IFS= read -r holder; IFS= read -r who; } 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] && touch "$1/lock" && exit 0
printf '%s\\n' "\${who:-nobody}"
exit 75
`

/** The claim keeps others from taking over between the look and the removal. */
const RELEASE_LOCK_PROGRAM = `
claim=$1/lock.claim.$2
holder=''
IFS= read -r holder 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] || exit 0
ln "$1/lock" "$claim" 2>/dev/null || exit 0
IFS= read -r holder 2>/dev/null < "$1/lock"
if [ "$holder" = "$2" ]; then rm -f "$1/lock"; fi
rm -f "$claim"
`
