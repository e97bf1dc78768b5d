import { exec, script, type Command } from '../../core/index.ts'
import { commandPlace } from '../tools/command-place.ts'
import type { HostPlace } from './control.ts'
import type { StrategySettings } from './strategy.ts'
import { listRunning } from './systemd/control.ts'
import { listSockets } from './systemd/settings.ts'
import { ROOT_FUNCTION } from './systemd/shell-functions.ts'

/**
 * How an application stops writing for a moment, without anything of it being taken off its host. Both are safe to repeat, and
 * `start` starts what `stop` has stopped.
 */
export interface Pause {
  readonly title: string
  readonly stop: Command
  readonly start: Command
  readonly timeoutSeconds: number
}

export interface PausePlace {
  readonly place: HostPlace
  /** On the host: what was stopped. */
  readonly record: string
  /** Compose services that go on: those with the data. */
  readonly except: readonly string[]
}

/** Undefined when nobody has said how it is stopped and started. */
export function pauseOf(settings: StrategySettings, { place, record, except }: PausePlace): Pause | undefined {
  const { timeoutSeconds } = settings
  switch (settings.strategy) {
    case 'commands': {
      const { stop, restart } = settings
      if (stop === undefined || restart === undefined) return undefined
      return { title: stop.join(' '), stop: exec(stop, commandPlace(place)), start: exec(restart, commandPlace(place)), timeoutSeconds }
    }
    case 'systemd': {
      // A socket would start its service again with the next request.
      const units = [...listSockets(settings).map(({ name }) => name), ...listRunning(settings, place)]
      return { title: units.join(', '), stop: script(STOP_UNITS_PROGRAM, units), start: script(START_UNITS_PROGRAM, units), timeoutSeconds }
    }
    case 'compose':
      return {
        title: `the services of ${settings.project} besides ${except.length === 0 ? 'none' : except.join(', ')}`,
        stop: script(STOP_CONTAINERS_PROGRAM, [record, settings.project, ...except]),
        start: script(START_CONTAINERS_PROGRAM, [record]),
        timeoutSeconds
      }
  }
}

const STOP_UNITS_PROGRAM = `${ROOT_FUNCTION}
for unit in "$@"; do root systemctl stop "$unit" || exit 1; done
`

const START_UNITS_PROGRAM = `${ROOT_FUNCTION}
for unit in "$@"; do
  root systemctl reset-failed "$unit" 2>/dev/null || true
  root systemctl start "$unit" || exit 1
done
`

/** Arguments: file for the ids, project, services that go on. What was stopped before is not forgotten. */
const STOP_CONTAINERS_PROGRAM = `
record=$1 project=$2
shift 2
running=$(docker ps --no-trunc --filter "label=com.docker.compose.project=$project" --format '{{.ID}} {{.Label "com.docker.compose.service"}}') || exit 1
ids=$(printf '%s\\n' "$running" | while read -r id service; do
  for kept in "$@"; do [ "$service" != "$kept" ] || continue 2; done
  echo "$id"
done)
[ -n "$ids" ] || exit 0
# In the order in which they were started: what others need comes before them.
# shellcheck disable=SC2086 # ids are hexadecimal
ids=$(docker inspect --format '{{.State.StartedAt}} {{.Id}}' $ids | sort | cut -d ' ' -f 2) && [ -n "$ids" ] || exit 1
mkdir -p "\${record%/*}" && printf '%s\\n' "$ids" >>"$record" || exit 1
# shellcheck disable=SC2086 # ids are hexadecimal
docker stop $ids >/dev/null
`

const START_CONTAINERS_PROGRAM = `
[ -s "$1" ] || exit 0
awk '!seen[$0]++' "$1" | while read -r id; do
  docker inspect "$id" >/dev/null 2>&1 || continue
  docker start "$id" >/dev/null || exit 1
done
`
