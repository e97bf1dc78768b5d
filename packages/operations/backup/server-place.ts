import type { ServerPlace } from './component.ts'

/** Where a server is, as the programs are told: `host`, `container:NAME` or `service:PROJECT/SERVICE`; then address and port on the host. */
export function placeWords(server: ServerPlace, project: string | undefined): readonly [string, string, string] {
  switch (server.kind) {
    case 'service':
      return [`service:${project ?? ''}/${server.service}`, '', '']
    case 'container':
      return [`container:${server.container}`, '', '']
    case 'host':
      return ['host', server.address, server.port]
  }
}

/**
 * Shell function `find_container PLACE`: sets `$found`. `reach_within SECONDS FUNCTION WORDS...`: waits so long for a server. And `$setting`, for the shell within a container: `setting VALUE FILE` prints the
 * value, or what the file has. For programs with STREAM_FUNCTIONS.
 */
export const CONTAINER_FUNCTIONS = `
# A server that was killed is started again by whoever looks after it: reach_within SECONDS FUNCTION WORDS...
reach_within() {
  tries=0 seconds=$1
  shift
  while [ "$tries" -lt "$seconds" ] && ! ( "$@" ) >/dev/null 2>&1; do
    tries=$((tries + 1))
    sleep 1
  done
  "$@"
}
find_container() {
  case $1 in
    container:*) found=\${1#container:} ;;
    service:*)
      place=\${1#service:}
      found=$(docker ps --quiet --filter "label=com.docker.compose.project=\${place%%/*}" --filter "label=com.docker.compose.service=\${place#*/}" \\
        --filter label=com.docker.compose.oneoff=False) || exit 1
      [ -n "$found" ] || fail "No container of the service \${place#*/} of the project \${place%%/*} runs"
      [ "$(printf '%s\\n' "$found" | wc -l)" -eq 1 ] || fail "More than one container of the service \${place#*/} runs: which of them has the data?"
      ;;
  esac
}
# shellcheck disable=SC2016,SC2034 # run by the shell of a container
setting='setting() { if [ -n "$1" ]; then printf %s "$1"; elif [ -n "$2" ]; then cat "$2"; fi; }'
`
