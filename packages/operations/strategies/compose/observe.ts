import { all, query, script, type Query } from '../../../core/index.ts'
import type { HostPaths } from '../../tools/host-paths.ts'
import { listHostImages, parseHostImages, type HostImages } from './host-images.ts'
import type { ComposeSource } from './read-source.ts'
import { parseTimes, timesFile, type ReplacementTimes } from './replacement-times.ts'

/** What a host has for Compose. */
export interface ComposeFacts {
  readonly strategy: 'compose'
  /** Undefined: there is no Docker, or it does not let this user in; `problem` has its words. */
  readonly engine: string | undefined
  readonly compose: string | undefined
  readonly problem: string
  /** Containers of the project that were not started by deploy-kit. */
  readonly foreign: readonly string[]
  /** What Traefik is told of each service by containers that run: `name=value`. Empty unless a service of the source is found so. */
  readonly labels: Readonly<Record<string, readonly string[]>>
  /** What the last replacement of each service took, as far as it is known. */
  readonly times: Readonly<Record<string, ReplacementTimes>>
  /** Undefined: no image is carried. */
  readonly images: HostImages | undefined
}

export function askCompose({ settings, carried }: ComposeSource, paths: HostPaths): Query<ComposeFacts> {
  const isLabelled = settings.steps.some((step) => step.kind === 'start-first' && step.byLabels)
  const ask = script(ASK_PROGRAM, [settings.project, timesFile(paths), isLabelled ? 'labels' : ''])
  return query(carried === undefined ? ask : all(ask, listHostImages(carried, paths)), ({ stdout }) => {
    const lines = stdout.split('\n').map((line) => /^(\w+) (.*)$/.exec(line))
    const told = (key: string): readonly string[] => lines.flatMap((line) => (line?.[1] === key ? [line[2] ?? ''] : []))
    return {
      strategy: 'compose',
      engine: told('engine')[0],
      compose: told('compose')[0],
      problem: told('problem').join(' '),
      foreign: told('foreign'),
      labels: parseLabels(told('label')),
      times: parseTimes(told('times')),
      images: carried === undefined ? undefined : parseHostImages(stdout)
    }
  })
}

function parseLabels(lines: readonly string[]): ComposeFacts['labels'] {
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const)
  return Object.fromEntries([...new Set(pairs.map(([service]) => service))].map((service) => [service, pairs.filter(([name]) => name === service).map(([, label]) => label)]))
}

const ASK_PROGRAM = `
if engine=$(docker version --format '{{.Server.Version}}' 2>&1); then echo "engine $engine"; else printf '%s\\n' "$engine" | sed 's/^/problem /'; exit 0; fi
if compose=$(docker compose version --short 2>/dev/null); then echo "compose $compose"; fi
docker ps --all --filter "label=com.docker.compose.project=$1" --format '{{or (.Label "deploy-kit.config") "-"}} {{.Names}}' | sed -n 's/^- /foreign /p'
sed 's/^/times /' "$2" 2>/dev/null
[ -n "$3" ] || exit 0
# shellcheck disable=SC2016 # a template for docker
docker ps --quiet --filter "label=com.docker.compose.project=$1" --filter label=com.docker.compose.oneoff=False | xargs -r docker inspect --format '{{$service := index .Config.Labels "com.docker.compose.service"}}{{range $name, $value := .Config.Labels}}label {{$service}} {{$name}}={{$value}}{{"\\n"}}{{end}}' | grep -i '^label [^ ]* traefik\\.' | sort -u
exit 0
`
