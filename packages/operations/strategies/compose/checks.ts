import { script, type CommandCheck, type Evidence } from '../../../core/index.ts'
import type { HostPlace } from '../control.ts'
import { recordsFolder } from './compose-place.ts'
import { EXPECTED_FUNCTION, JUDGE_FUNCTIONS, LIST_FUNCTION } from './container-functions.ts'
import { listLasting, type ComposeSettings } from './settings.ts'

const CHECK_SECONDS = 30

/**
 * Every service has a container of the release: running, healthy, of the recorded image, and not just restarted. A one-shot
 * service has none.
 */
export function servicesCheck(settings: ComposeSettings, { host, paths, id }: HostPlace): CommandCheck {
  const { project } = settings
  const names = listLasting(settings)
  const { argv } = script(CHECK_PROGRAM, [`${recordsFolder(paths)}/${id}`, project, ...names])
  return { kind: 'command', host, title: `compose services ${names.join(', ')}`, required: true, timeoutSeconds: CHECK_SECONDS, argv, tells: true }
}

/** What explains why a service is not healthy: all containers, and the ends of the logs of those that are not well. */
export function listEvidence({ project }: ComposeSettings, { host }: HostPlace): readonly Evidence[] {
  return [
    { title: `Containers of ${project}`, host, command: script(PS_PROGRAM, [project]) },
    { title: 'Logs of the containers that are not well', host, command: script(LOGS_PROGRAM, [project]) }
  ]
}

/** Docker takes them for well, but somebody asks more of them. */
export function listAskedLogs({ project }: ComposeSettings, { host }: HostPlace, services: readonly string[]): Evidence {
  return { title: `Logs of ${services.join(', ')}`, host, command: script(ASKED_LOGS_PROGRAM, [project, ...services]) }
}

const CHECK_PROGRAM = `
set -u
# shellcheck disable=SC2034 # for the functions
records=$1 project=$2
shift 2
${LIST_FUNCTION}${EXPECTED_FUNCTION}${JUDGE_FUNCTIONS}
found=$(list) || exit 1
problems=$(
  for service in "$@"; do
    digest=$(expected "$service")
    image=$(awk -v service="$service" '$1 == service { print $3 }' "$records/services")
    ours=$(printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" '$3 == service && $4 == digest { print $1 }')
    if [ -z "$ours" ]; then
      echo "$service has no container of this release"
      continue
    fi
    printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" "$judge"'$3 == service && $4 == digest && judge() != "ready" { print status() }'
    # shellcheck disable=SC2086 # ids are hexadecimal
    docker inspect --format '{{.Name}} {{.Image}} {{.RestartCount}}' $ours |
      awk -v image="$image" '$2 != image { print substr($1, 2) " runs another image: " $2 }'
  done
)
if [ -z "$problems" ]; then
  echo "all $# services run"
  exit 0
fi
printf '%s\\n' "$problems" | awk 'NR > 1 { printf "; " } { printf "%s", $0 } END { print "" }' >&2
exit 1
`

const PS_PROGRAM = `
docker ps --all --filter "label=com.docker.compose.project=$1" --format 'table {{.Names}}\t{{.Image}}\t{{.Status}}' 2>&1
`

const LOGS_PROGRAM = `
# shellcheck disable=SC2034 # for the functions
project=$1
${LIST_FUNCTION}${JUDGE_FUNCTIONS}
list | awk "$judge"'judge() != "ready" { print $1, $2 }' | while read -r id name; do
  echo "== $name: $(docker inspect --format '{{.State.Status}}, exit code {{.State.ExitCode}}, restarted {{.RestartCount}} times, out of memory: {{.State.OOMKilled}}' "$id")"
  docker inspect --format '{{if .State.Health}}{{range .State.Health.Log}}health check ended with {{.ExitCode}}: {{.Output}}{{end}}{{end}}' "$id" | tail -n 5
  docker logs --tail 60 "$id" 2>&1
done
exit 0
`

const ASKED_LOGS_PROGRAM = `
# shellcheck disable=SC2034 # for the functions
project=$1
shift
${LIST_FUNCTION}${JUDGE_FUNCTIONS}
list | awk -v wanted=" $* " "$judge"'index(wanted, " " $3 " ") && judge() == "ready" { print $1, $2 }' | while read -r id name; do
  echo "== $name"
  docker logs --tail 20 "$id" 2>&1 </dev/null
done
exit 0
`
