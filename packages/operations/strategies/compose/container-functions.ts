/** For programs with `$project`. `list`: a line for each container: id, name, service, digest, state, status. */
export const LIST_FUNCTION = `
list() {
  docker ps --all --no-trunc --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.oneoff=False \\
    --format '{{.ID}} {{.Names}} {{.Label "com.docker.compose.service"}} {{or (.Label "deploy-kit.config") "-"}} {{.State}} {{.Status}}'
}
`

/** For programs with `$records`. `expected SERVICE`: the digest that its containers must have. */
export const EXPECTED_FUNCTION = `
expected() { awk -v service="$1" '$1 == service { print $2 }' "$records/services"; }
`

/**
 * In awk, `judge()` says of a line of `list`: `ready`, `wait` or `bad`. Without a health check a container counts when it has run for
 * five seconds. `status()` tells it to people.
 */
export const JUDGE_FUNCTIONS = `
# shellcheck disable=SC2016 # a program for awk
judge='
  function judge() {
    if ($5 == "created") return "wait"
    if ($5 != "running" || /[(]unhealthy[)]/) return "bad"
    if (/[(]health: starting[)]/ || /[(]starting[)]/) return "wait"
    if (!/[(]/ && / Up (Less than a second|[0-4] seconds?)$/) return "wait"
    return "ready"
  }
  function status() { text = ""; for (i = 6; i <= NF; i++) text = text " " $i; return $2 ":" text }
'
`

/**
 * For programs with `$records` and `expected`. `list_proven`: service and digest of what a confirmed release has; `is_proven SERVICE`:
 * whether it is one of them.
 */
export const PROVEN_FUNCTIONS = `
list_proven() {
  kit=\${records%/compose/*}
  for state in "$kit"/releases/*.state; do
    id=\${state##*/}
    ! grep -qx good "$state" || awk '{ print $1 " " $2 }' "$kit/compose/\${id%.state}/services"
  done 2>/dev/null
}
is_proven() { list_proven | grep -qxF "$1 $(expected "$1")"; }
`

/** `stop_containers` ends the containers whose ids it reads, all at a time, each with its own stop period. */
export const STOP_FUNCTION = `
stop_containers() {
  ids=$(cat)
  [ -n "$ids" ] || return 0
  # shellcheck disable=SC2086 # ids are hexadecimal
  docker stop $ids >/dev/null && docker rm --force --volumes $ids >/dev/null
}
`
