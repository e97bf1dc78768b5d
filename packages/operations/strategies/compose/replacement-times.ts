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
 * For programs with `$times`. `note_times SERVICES ID...`: of containers that have just been started; of these services there were some before.
 * Docker keeps the last five results of a health check, so it must be soon. Never fails: where nothing can be written, nothing is known.
 */
export const TIMES_FUNCTION = `
note_times() {
  known=" $1 "
  shift
  [ "$#" -gt 0 ] || return 0
  {
    # shellcheck disable=SC2016 # a template for docker
    docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}} {{.Created}} {{.State.StartedAt}}{{if .State.Health}} {{len .State.Health.Log}}{{range .State.Health.Log}} {{.ExitCode}} {{.End.UTC.Format "15:04:05.000"}}{{end}}{{end}}' "$@" | awk -v known="$known" '
      function moment(text) { sub(/^.*T/, "", text); return substr(text, 1, 2) * 3600 + substr(text, 4, 2) * 60 + substr(text, 7, 6) }
      function between(from, to) { from = moment(to) - moment(from); return from < 0 ? from + 86400 : from }
      function note(what, seconds) { if (seconds >= most[$1 " " what]) most[$1 " " what] = seconds }
      {
        if (index(known, " " $1 " ")) note("replaced", between($2, $3))
        for (at = 5; at < NF; at += 2) if ($at == 0) {
          # The first one of five may have passed often before.
          if (at > 5 || $4 < 5) note("healthy", between($3, $(at + 1)))
          break
        }
      }
      END { for (key in most) printf "%s %.2f\\n", key, most[key] }' >"$times.seen"
    touch "$times" && awk 'NR == FNR { seen[$1 " " $2]; print; next } !(($1 " " $2) in seen)' "$times.seen" "$times" >"$times.next" && mv -f "$times.next" "$times"
    rm -f "$times.seen" "$times.next"
  } 2>/dev/null
  return 0
}
`
