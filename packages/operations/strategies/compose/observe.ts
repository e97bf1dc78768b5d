import { query, script, type Query } from '../../../core/index.ts'
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
}

export function askCompose({ settings }: ComposeSource): Query<ComposeFacts> {
  return query(script(ASK_PROGRAM, [settings.project]), ({ stdout }) => {
    const lines = stdout.split('\n').map((line) => /^(\w+) (.*)$/.exec(line))
    const all = (key: string): readonly string[] => lines.flatMap((line) => (line?.[1] === key ? [line[2] ?? ''] : []))
    return { strategy: 'compose', engine: all('engine')[0], compose: all('compose')[0], problem: all('problem').join(' '), foreign: all('foreign') }
  })
}

const ASK_PROGRAM = `
if engine=$(docker version --format '{{.Server.Version}}' 2>&1); then echo "engine $engine"; else printf '%s\\n' "$engine" | sed 's/^/problem /'; exit 0; fi
if compose=$(docker compose version --short 2>/dev/null); then echo "compose $compose"; fi
docker ps --all --filter "label=com.docker.compose.project=$1" --format '{{or (.Label "deploy-kit.config") "-"}} {{.Names}}' | sed -n 's/^- /foreign /p'
`
