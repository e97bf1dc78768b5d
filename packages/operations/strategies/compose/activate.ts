import { script, type Command } from '../../../core/index.ts'
import type { ReleasePlace } from '../../tools/command-place.ts'
import { composeLive, liveFolder, projectFolder, recordsFolder } from './compose-place.ts'
import { EXPECTED_FUNCTION, JUDGE_FUNCTIONS, LIST_FUNCTION, PROVEN_FUNCTIONS, STOP_FUNCTION } from './container-functions.ts'
import type { ComposeStep } from './order-services.ts'
import { TIMES_FUNCTION, timesFile } from './replacement-times.ts'
import type { ComposeSettings } from './settings.ts'

/** What waits inside a step gives up before the step is stopped, so that it can say what it waited for. */
const WORDS_SECONDS = 5

/**
 * Makes the containers of the release run, in its order. A container that has what the release says is left alone. Of start-first
 * services the old containers keep running, and `proxy` leads to the new ones. Safe to repeat; one-shot services run once.
 */
export function activateRelease(settings: ComposeSettings, place: ReleasePlace): Command {
  const { paths, id } = place
  const { project, files, proxy = '', upstreams, steps, timeoutSeconds } = settings
  const folder = liveFolder(paths)
  const args = [`${recordsFolder(paths)}/${id}`, project, projectFolder(folder, files), String(Math.max(1, timeoutSeconds - WORDS_SECONDS)), proxy, `${folder}/${upstreams}`, timesFile(paths)]
  return script(ACTIVATE_PROGRAM, [...args, ...steps.map(renderStep)], composeLive(paths, id, settings))
}

function renderStep(step: ComposeStep): string {
  if (step.kind === 'up') return `up:${step.services.join(' ')}`
  if (step.kind === 'one-shot') return `one-shot:${step.service}`
  return `start-first:${step.service} ${step.replicas} ${step.byLabels === true ? 'labels' : (step.port ?? '')}`
}

const ACTIVATE_PROGRAM = `
set -u
records=$1 project=$2 directory=$3 proxy=$5 upstreams=$6 times=$7
deadline=$(($(date +%s) + $4))
shift 7
${LIST_FUNCTION}${EXPECTED_FUNCTION}${JUDGE_FUNCTIONS}${PROVEN_FUNCTIONS}${STOP_FUNCTION}${TIMES_FUNCTION}
if [ ! -f "$records/services" ]; then
  echo "$records/services is not there: this release cannot be started any more" >&2
  exit 1
fi
compose() { docker compose --progress quiet --project-directory "$directory" "$@" </dev/null; }

# Under the names that the override file has, whatever became of them since.
require_images() {
  for name in "$@"; do
    id=$(awk -v service="$name" '$1 == service { print $3 }' "$records/services")
    digest=$(awk -v service="$name" '$1 == service { print $5 }' "$records/services")
    tag=deploy-kit/$project:$name-$(printf %.12s "\${id#sha256:}")
    docker tag "$id" "$tag" 2>/dev/null && continue
    # Somebody has pruned it.
    if [ "$digest" = carried ]; then
      echo "The image of $name is no longer on the host, and no registry has it, because it was carried there: deploy this version again" >&2
      return 1
    fi
    if [ "$digest" = - ] || ! docker pull --quiet "$digest" >/dev/null || ! docker tag "$id" "$tag"; then
      echo "The image of $name is no longer on the host" >&2
      return 1
    fi
  done
}

tell() {
  list | awk -v service="$1" -v digest="$2" "$judge"'$3 == service && $4 == digest { print status() }' >&2
  for container in $(list | awk -v service="$1" -v digest="$2" '$3 == service && $4 == digest { print $1 }'); do
    docker logs --tail 20 "$container" >&2
  done
}

# Something else may have to come up first, so that a service restarts some times until it runs.
restarts_on() {
  ids=$(list | awk -v service="$1" -v digest="$2" '$3 == service && $4 == digest && $5 == "restarting" { print $1 }')
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -n "$ids" ] && docker inspect --format '{{.RestartCount}}' $ids | awk '$1 >= 5 { many = 1 } END { exit !many }'
}

# await SERVICE HOW: with "strict" no restart is waited for.
await() {
  digest=$(expected "$1")
  while :; do
    answer=$(list | awk -v service="$1" -v digest="$digest" -v how="$2" "$judge"'
      $3 == service && $4 == digest { seen = 1; answer = judge(); if (answer == "bad" && (how == "strict" || $5 != "restarting")) bad = 1; if (answer != "ready") waits = 1 }
      END { print bad ? "bad" : waits || !seen ? "wait" : "ready" }')
    [ "$answer" != ready ] || return 0
    if [ "$answer" = bad ] || [ "$(date +%s)" -ge "$deadline" ] || restarts_on "$1" "$digest"; then
      echo "$1 did not become healthy" >&2
      tell "$1" "$digest"
      return 1
    fi
    sleep 0.3 2>/dev/null || sleep 1
  done
}

# Those of the named services that do not run as the release says.
list_stale() {
  for name in "$@"; do
    printf '%s\\n' "$containers" | awk -v service="$name" -v digest="$(expected "$name")" '
      $3 == service { seen = 1; if ($4 != digest || $5 != "running") stale = 1 }
      END { if (!seen || stale) print service }'
  done
}

# What never was confirmed and is not well has nothing to end: without it what was there before is back the sooner.
stop_failed() {
  proven=$(list_proven)
  failed=$(for name in "$@"; do
    printf '%s\\n' "$containers" | awk -v service="$name" "$judge"'$3 == service && $5 == "running" && judge() == "bad" { print $3, $4, $1 }'
  done | while read -r name digest id; do printf '%s\\n' "$proven" | grep -qxF "$name $digest" || echo "$id"; done)
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -z "$failed" ] || docker kill $failed >/dev/null
}

up() {
  containers=$(list) || return 1
  stale=$(list_stale "$@")
  if [ -n "$stale" ]; then
    # shellcheck disable=SC2086 # names of services have no spaces
    stop_failed $stale
    # shellcheck disable=SC2086 # names of services have no spaces
    require_images $stale && compose up --detach --no-deps --no-build --pull never $stale || return 1
  fi
}

# What was made anew just now tells how long that took.
await_all() {
  for name in "$@"; do
    await "$name" patient || is_proven "$name" || return 1
    printf '%s\\n' "$stale" | grep -qxF "$name" || continue
    # shellcheck disable=SC2046 # names of services have no spaces, ids are hexadecimal
    note_times "$(printf '%s\\n' "$containers" | awk '{ printf "%s ", $3 }')" $(list | awk -v service="$name" -v digest="$(expected "$name")" '$3 == service && $4 == digest { print $1 }')
  done
}

one_shot() {
  [ ! -e "$records/ran.$1" ] || return 0
  require_images "$1" || return 1
  docker ps --all --quiet --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=True | stop_containers || return 1
  compose run --rm --no-deps -T "$1" && : >"$records/ran.$1" && return 0
  echo "The one-shot service $1 failed" >&2
  return 1
}

# Who finds the containers of the service by their labels needs some time to notice: what ends the old ones asks since when there was something to find.
mark_found() {
  { : >"$records/found.$1"; } 2>/dev/null || sleep 3
}

labels_of() {
  docker inspect --format '{{range $name, $value := .Config.Labels}}{{$name}}={{$value}}{{"\\n"}}{{end}}' "$@" | grep -i '^traefik\\.' | sort -u
}

# stop_if_relabelled SERVICE REPLICAS: Traefik drops a router that two containers define differently, and nobody is served.
stop_if_relabelled() {
  wanted=$(expected "$1")
  others=$(list | awk -v service="$1" -v digest="$wanted" '$3 == service && $4 != digest { print $1 }')
  ours=$(list | awk -v service="$1" -v digest="$wanted" '$3 == service && $4 == digest { print $1 }')
  if [ -z "$others" ] || [ -z "$ours" ]; then return 0; fi
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ "$(labels_of $ours)" != "$(labels_of $others)" ] || return 0
  echo "The labels of $1 have changed: its old containers are stopped first"
  scale=$2
  printf '%s\\n' "$others" | stop_containers
}

scale_up() {
  compose up "$1" --no-deps --no-build --pull never --no-recreate --scale "$2=$scale" "$2"
}

start_first() {
  digest=$(expected "$1")
  # What has ended would be started again with the new ones.
  list | awk -v service="$1" -v digest="$digest" '$3 == service && $4 != digest && $5 != "running" { print $1 }' | stop_containers || return 1
  scale=$(list | awk -v service="$1" -v digest="$digest" -v wanted="$2" '
    $3 == service && $4 != digest { others++ }
    $3 == service && $4 == digest && $5 == "running" { ours++ }
    END { if (ours < wanted) print others + wanted }')
  if [ -n "$scale" ]; then
    require_images "$1" || return 1
    if [ "\${3-}" = labels ]; then scale_up --no-start "$1" && stop_if_relabelled "$1" "$2" || return 1; fi
    scale_up --detach "$1" || return 1
  fi
  # What already serves goes on, whatever its health check says at the moment: there is nothing better to go back to.
  await "$1" strict || { [ -z "$scale" ] && is_proven "$1"; } || return 1
  case \${3-} in
    '') ;;
    labels) [ -z "$scale" ] || mark_found "$1" ;;
    *) lead "$1" "$3" "$digest" ;;
  esac
}

# put FILE TEXT: in one move; where the disk is full, what is there has its space.
put() {
  if { printf '%s\\n' "$2" >"$1.next" && chmod 644 "$1.next" && mv -f "$1.next" "$1"; } 2>/dev/null; then return 0; fi
  rm -f "$1.next"
  [ -f "$1" ] && printf "%-$(wc -c <"$1")s\\n" "$2" 1<>"$1"
}

reload() {
  if docker exec "$1" sh -c 'command -v caddy' >/dev/null 2>&1; then
    docker exec "$1" caddy reload --config /etc/caddy/Caddyfile
  else
    docker exec "$1" nginx -t && docker exec "$1" nginx -s reload
  fi
}

# write_upstreams FILE SERVERS ADDRESS: by names that nginx asks for once, for Caddy, and by one that nginx asks for again.
write_upstreams() {
  put "$1.conf" "$2" && put "$1.caddy" "$(printf '%s\\n' "$2" | sed 's/^server \\(.*\\);$/to \\1/')" && put "$1.address.conf" "$3"
}

lead() {
  file=$upstreams/$1
  mkdir -p "$upstreams" || return 1
  containers=$(list)
  ours=$(printf '%s\\n' "$containers" | awk -v service="$1" -v digest="$3" '$3 == service && $4 == digest && $5 == "running" { print $1, $2 }')
  proxies=$(printf '%s\\n' "$containers" | awk -v service="$proxy" '$3 == service && $5 == "running" { print $1 }')
  servers=$(printf '%s\\n' "$ours" | awk -v port="$2" '{ print "server " $2 ":" port ";" }')
  # shellcheck disable=SC2046,SC2086 # ids are hexadecimal
  told=$(docker inspect --format '{{.Id}} {{.State.StartedAt}}' $proxies $(printf '%s\\n' "$ours" | cut -d ' ' -f 1)) || return 1
  # Each time that nginx is told something it closes the connections on which clients may be about to ask again.
  if [ "$(cat "$file.conf" 2>/dev/null)" = "$servers" ] && [ "$(cat "$file.told" 2>/dev/null)" = "$told" ]; then return 0; fi
  rm -f "$file.told"
  before_servers=$(cat "$file.conf" 2>/dev/null) before_address=$(cat "$file.address.conf" 2>/dev/null)
  variable=$(printf %s "$1" | tr -c 'A-Za-z0-9_' _)_address
  write_upstreams "$file" "$servers" "set \\$$variable $1-$(printf %.12s "$3"):$2;" || return 1
  for container in $proxies; do
    if ! words=$(reload "$container" 2>&1); then
      [ -z "$before_servers" ] || write_upstreams "$file" "$before_servers" "$before_address"
      printf '%s does not take the containers of %s:\\n%s\\n' "$proxy" "$1" "$words" >&2
      return 1
    fi
  done
  { printf '%s\\n' "$told" >"$file.told"; } 2>/dev/null || rm -f "$file.told"
}

left=$#
for step in "$@"; do
  left=$((left - 1))
  # shellcheck disable=SC2086 # names of services and numbers have no spaces
  case $step in
    up:*)
      up \${step#up:} || exit 1
      [ "$left" -eq 0 ] || await_all \${step#up:} || exit 1
      ;;
    one-shot:*) one_shot "\${step#one-shot:}" || exit 1 ;;
    start-first:*) start_first \${step#start-first:} || exit 1 ;;
  esac
done

# Services that the release no longer has.
list | awk -v known="$(awk '{ printf " %s ", $1 }' "$records/services")" 'index(known, " " $3 " ") == 0 { print $1 }' | stop_containers
`
