import { all, query, script, type Query } from '../../../core/index.ts'
import type { HostPaths } from '../../tools/host-paths.ts'
import { listHostImages, parseHostImages, type HostImages } from './host-images.ts'
import type { ComposeSource } from './read-source.ts'

/** What a host has for Compose. */
export interface ComposeFacts {
  readonly strategy: 'compose'
  /** Undefined: there is no Docker, or it does not let this user in; `problem` has its words. */
  readonly engine: string | undefined
  readonly compose: string | undefined
  readonly problem: string
  /** Containers of the project that were not started by deploy-kit. */
  readonly foreign: readonly string[]
  /** Undefined: no image is carried. */
  readonly images: HostImages | undefined
}

export function askCompose({ settings, carried }: ComposeSource, paths: HostPaths): Query<ComposeFacts> {
  const ask = script(ASK_PROGRAM, [settings.project])
  return query(carried === undefined ? ask : all(ask, listHostImages(carried, paths)), ({ stdout }) => {
    const lines = stdout.split('\n').map((line) => /^(\w+) (.*)$/.exec(line))
    const told = (key: string): readonly string[] => lines.flatMap((line) => (line?.[1] === key ? [line[2] ?? ''] : []))
    return {
      strategy: 'compose',
      engine: told('engine')[0],
      compose: told('compose')[0],
      problem: told('problem').join(' '),
      foreign: told('foreign'),
      images: carried === undefined ? undefined : parseHostImages(stdout)
    }
  })
}

const ASK_PROGRAM = `
if engine=$(docker version --format '{{.Server.Version}}' 2>&1); then echo "engine $engine"; else printf '%s\\n' "$engine" | sed 's/^/problem /'; exit 0; fi
if compose=$(docker compose version --short 2>/dev/null); then echo "compose $compose"; fi
docker ps --all --filter "label=com.docker.compose.project=$1" --format '{{or (.Label "deploy-kit.config") "-"}} {{.Names}}' | sed -n 's/^- /foreign /p'
`
