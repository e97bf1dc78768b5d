import type { HostPaths } from '../../tools/host-paths.ts'
import { recordsFolder } from './compose-place.ts'

/** What the last replacement of a service took, as far as it was seen. */
export interface ReplacementTimes {
  /** From the moment at which its container was made, just before the old one was stopped, until it was started. */
  readonly replacedSeconds?: number
  /** From then until its health check passed. */
  readonly healthySeconds?: number
}

/** Lines of `service replaced|healthy seconds`. */
export function timesFile(paths: HostPaths): string {
  return `${recordsFolder(paths)}/times`
}

/** Lines that cannot be read are left out: it is an estimate. */
export function parseTimes(lines: readonly string[]): Readonly<Record<string, ReplacementTimes>> {
  const times: Record<string, ReplacementTimes> = {}
  for (const line of lines) {
    const [, service, what, seconds] = /^(\S+) (replaced|healthy) (\d+(?:\.\d+)?)$/.exec(line) ?? []
    if (service === undefined) continue
    times[service] = { ...times[service], ...(what === 'replaced' ? { replacedSeconds: Number(seconds) } : { healthySeconds: Number(seconds) }) }
  }
  return times
}

/**
 * For programs with `$project`, `$records` (of the live release) and `$times`. `note_times SERVICES`: of the containers that have been made since the
 * release whose `services` file this is ('' for none). Docker keeps the last five results of a health check, so it must be soon.
 * Never fails: where nothing can be written, nothing is known.
 */
export const TIMES_FUNCTION = `
note_times() {
  ids=$(list | awk -v before="$1" '
    BEGIN { while (before != "" && (getline line <before) > 0) { split(line, field, " "); old[field[1] " " field[2]] } }
    NR == FNR { live[$1 " " $2]; next }
    $5 == "running" && ($3 " " $4) in live && !(($3 " " $4) in old) { print $1 }' "$records/services" -)
  [ -n "$ids" ] || return 0
  # shellcheck disable=SC2016,SC2086 # a template for docker; ids are hexadecimal
  docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}} {{.Created}} {{.State.StartedAt}}{{if .State.Health}} {{len .State.Health.Log}}{{range .State.Health.Log}} {{.ExitCode}} {{.End.UTC.Format "15:04:05.000"}}{{end}}{{end}}' $ids 2>/dev/null | awk -v before="$1" '
    function moment(text) { sub(/^.*T/, "", text); return substr(text, 1, 2) * 3600 + substr(text, 4, 2) * 60 + substr(text, 7, 6) }
    function between(from, to) { from = moment(to) - moment(from); return from < 0 ? from + 86400 : from }
    function note(what, seconds) { if (seconds >= most[$1 " " what]) most[$1 " " what] = seconds }
    BEGIN { while (before != "" && (getline line <before) > 0) { split(line, field, " "); known[field[1]] } }
    {
      if ($1 in known) note("replaced", between($2, $3))
      for (at = 5; at < NF; at += 2) if ($at == 0) {
        # The first one of five may have passed often before.
        if (at > 5 || $4 < 5) note("healthy", between($3, $(at + 1)))
        break
      }
    }
    END { for (key in most) printf "%s %.2f\\n", key, most[key] }' >"$times.seen" 2>/dev/null
  { touch "$times" && awk 'NR == FNR { seen[$1 " " $2]; print; next } !(($1 " " $2) in seen)' "$times.seen" "$times" >"$times.next" && mv -f "$times.next" "$times"; } 2>/dev/null
  rm -f "$times.seen" "$times.next"
}
`
