import { query, script, type Evidence, type Query } from '../../../core/index.ts'
import type { HostPlace, RunningPart } from '../control.ts'
import { recordsFolder } from './compose-place.ts'
import { listLasting, type ComposeSettings } from './settings.ts'

/** All containers of the project, and the services of the release that have none. */
export function askContainers(settings: ComposeSettings, { paths, id }: HostPlace): Query<readonly RunningPart[]> {
  return query(script(CONTAINERS_PROGRAM, [settings.project, `${recordsFolder(paths)}/${id}/services`]), ({ stdout, exitCode }) => {
    const lines = stdout.split('\n').map((line) => line.split('\t'))
    const expected = new Map(lines.filter(([word]) => word === 'expected').map(([, service = '', digest = '']) => [service, digest]))
    const containers = lines.filter(([word]) => word === 'container').map(([, ...fields]) => parseContainer(fields))
    // A container may go between the two questions; when there is none at all, nothing is known of the others either.
    if (exitCode !== 0 && containers.length === 0) return [notWell(settings.project, `docker does not tell its containers (exit code ${exitCode})`)]
    const own = new Set(containers.filter(({ service, digest }) => expected.get(service) === digest).map(({ service }) => service))
    const missing = listLasting(settings).filter((service) => !own.has(service))
    return [
      ...containers.map((container) => describeContainer(container, expected.get(container.service) === container.digest)),
      ...missing.map((service) => notWell(service, 'no container of this release'))
    ]
  })
}

function notWell(name: string, state: string): RunningPart {
  return { name, isWell: false, state, since: undefined, restarts: undefined, serves: '' }
}

/** So many lines of each service that stays. */
export function listServiceLogs(settings: ComposeSettings, host: string, lines: number): readonly Evidence[] {
  return listLasting(settings).map((service) => ({
    title: `Logs of ${service}`,
    host,
    // By the project's name alone: no compose file is needed, and none that lies around is read.
    command: script(SERVICE_LOGS_PROGRAM, [settings.project, service, String(lines)], { cwd: '/' })
  }))
}

interface FoundContainer {
  readonly name: string
  readonly service: string
  readonly digest: string
  readonly status: string
  readonly health: string
  readonly restarts: number
  readonly startedAt: string
  readonly finishedAt: string
  readonly ports: readonly string[]
}

function parseContainer([name = '', service = '', digest = '', status = '', health = '', restarts = '0', startedAt = '', finishedAt = '', ports = '']: readonly string[]): FoundContainer {
  return { name: name.replace(/^\//, ''), service, digest, status, health, restarts: Number(restarts), startedAt, finishedAt, ports: ports.split(' ').filter((port) => port !== '') }
}

function describeContainer({ name, status, health, restarts, startedAt, finishedAt, ports }: FoundContainer, isOwn: boolean): RunningPart {
  const moment = Date.parse(status === 'running' ? startedAt : finishedAt)
  return {
    name,
    isWell: status === 'running' && (health === '' || health === 'healthy'),
    state: [status, health, isOwn ? '' : 'of another release'].filter((words) => words !== '').join(', '),
    since: moment > 0 ? Math.floor(moment / 1000) : undefined,
    restarts,
    // Once for IPv4 and once for IPv6.
    serves: [...new Set(ports)].map((port) => `port ${port}`).join(', ')
  }
}

const CONTAINERS_PROGRAM = `
project=$1
[ ! -f "$2" ] || awk '{ print "expected\\t" $1 "\\t" $2 }' "$2"
ids=$(docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.oneoff=False) || exit 1
[ -n "$ids" ] || exit 0
# shellcheck disable=SC2016,SC2086 # a template for docker; ids are hexadecimal
docker inspect --format 'container{{"\\t"}}{{.Name}}{{"\\t"}}{{index .Config.Labels "com.docker.compose.service"}}{{"\\t"}}{{index .Config.Labels "deploy-kit.config"}}{{"\\t"}}{{.State.Status}}{{"\\t"}}{{if .State.Health}}{{.State.Health.Status}}{{end}}{{"\\t"}}{{.RestartCount}}{{"\\t"}}{{.State.StartedAt}}{{"\\t"}}{{.State.FinishedAt}}{{"\\t"}}{{range $port, $bindings := .NetworkSettings.Ports}}{{range $bindings}}{{.HostPort}} {{end}}{{end}}' $ids
`

const SERVICE_LOGS_PROGRAM = `
exec docker compose --project-name "$1" logs --no-color --tail "$3" "$2" 2>&1
`
