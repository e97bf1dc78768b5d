import { script, type Command } from '../../../core/index.ts'
import type { ReleasePlace } from '../../tools/command-place.ts'
import { liveFolder, recordsFolder } from './compose-place.ts'
import { LIST_FUNCTION, STOP_FUNCTION } from './container-functions.ts'
import { TIMES_FUNCTION, timesFile } from './replacement-times.ts'
import type { ComposeSettings } from './settings.ts'

/** Stops and removes the containers that the live release does not have, when they had the time to end their requests. */
export function retireOthers(settings: ComposeSettings, place: ReleasePlace): Command {
  return sweep(settings, place, settings.drainSeconds)
}

/** Stops the release: all of it when it is the live one, else what the live release does not have. Volumes stay. */
export function deactivateRelease(settings: ComposeSettings, place: ReleasePlace): Command {
  return sweep(settings, place, undefined)
}

function sweep({ project, upstreams }: ComposeSettings, { paths, id }: ReleasePlace, drainSeconds: number | undefined): Command {
  const folders = [recordsFolder(paths), paths.current, `${liveFolder(paths)}/${upstreams}`]
  return script(SWEEP_PROGRAM, [project, id, ...folders, timesFile(paths), drainSeconds === undefined ? '' : String(Math.ceil(drainSeconds))])
}

const SWEEP_PROGRAM = `
set -u
project=$1 release=$2 compose=$3 upstreams=$5 times=$6 drain=$7
${LIST_FUNCTION}${STOP_FUNCTION}${TIMES_FUNCTION}
live=$(readlink "$4" 2>/dev/null)
live=\${live%/}
live=\${live##*/}
if [ -z "$drain" ] && { [ -z "$live" ] || [ "$live" = "$release" ]; }; then
  docker ps --all --quiet --filter "label=com.docker.compose.project=$project" | stop_containers || exit 1
  docker network ls --quiet --filter "label=com.docker.compose.project=$project" | while IFS= read -r network; do
    docker network rm "$network" >/dev/null || exit 1
  done
  exit
fi
records=$compose/$live
if [ ! -f "$records/services" ]; then
  # What is live is not run by this strategy: only what is surely ours is stopped.
  records=$compose/$release
  [ -f "$records/services" ] || exit 0
  list | awk 'NR == FNR { ours[$1 " " $2]; next } ($3 " " $4) in ours { print $1 }' "$records/services" - | stop_containers
  exit
fi
if [ -n "$drain" ]; then
  before=$compose/$release/services
  if [ "$release" = "$live" ] || [ ! -f "$before" ]; then before=/dev/null; fi
  # shellcheck disable=SC2046 # ids are hexadecimal
  note_times "$(awk '{ printf "%s ", $1 }' "$before")" $(list | awk -v before="$before" '
    BEGIN { while ((getline line <before) > 0) { split(line, field, " "); old[field[1] " " field[2]] } }
    NR == FNR { live[$1 " " $2]; next }
    $5 == "running" && ($3 " " $4) in live && !(($3 " " $4) in old) { print $1 }' "$records/services" -)
fi
others=$(list | awk 'NR == FNR { live[$1 " " $2]; next } !(($3 " " $4) in live) { print $1 }' "$records/services" -)
[ -n "$others" ] || exit 0
wait_since() {
  if [ ! -f "$1" ]; then return 0; fi
  while [ "$(($(date +%s) - $(stat -c %Y "$1")))" -lt "$2" ]; do sleep 1; done
}
if [ -n "$drain" ]; then
  for file in "$upstreams"/*.conf; do wait_since "$file" "$drain"; done
  # Traefik takes in what Docker tells it every two seconds: until it knows of the new containers, the old ones are all that it has.
  for file in "$records"/found.*; do wait_since "$file" "$((drain > 3 ? drain : 3))"; done
fi
printf '%s\\n' "$others" | stop_containers
`
