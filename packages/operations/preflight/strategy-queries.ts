import { query, script, type Answer, type Query } from '../../core/index.ts'
import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'
import type { StrategyNeeds } from './strategy-needs.ts'

export type StrategyHostFacts = SystemdHostFacts | ComposeHostFacts

export interface SystemdHostFacts {
  readonly strategy: 'systemd'
  readonly hasSystemd: boolean
  /** `nginx/1.22.1`. */
  readonly nginx: string | undefined
  /** `Python 3.11.2`; undefined where there is none that can make environments. */
  readonly python: string | undefined
  readonly refused: readonly SudoVerb[]
}

export interface ComposeHostFacts {
  readonly strategy: 'compose'
  readonly client: string | undefined
  /** Undefined: no daemon answers this user, and `problem` has its words. */
  readonly engine: string | undefined
  readonly problem: string
  readonly compose: string | undefined
  /** Where the images are. */
  readonly storage: { readonly freeBytes: number | undefined; readonly mountPoint: string } | undefined
  /** Undefined: the host has no program to ask with, or asks through a proxy. */
  readonly registries: readonly { readonly name: string; readonly address: string; readonly isReachable: boolean | undefined }[]
}

export function askStrategyHost(needs: StrategyNeeds | undefined): Query<StrategyHostFacts | undefined> {
  switch (needs?.strategy) {
    case 'systemd':
      return query(script(SYSTEMD_PROGRAM, needs.verbs.map(({ words }) => words.join('\t'))), (answer) => parseSystemd(answer, needs.verbs))
    case 'compose':
      return query(script(COMPOSE_PROGRAM, needs.registries), parseCompose)
    case undefined:
      return query(script(':'), () => undefined)
  }
}

/** Arguments: commands, their words separated by tabs. One fact a line: a word, and tab-separated fields. */
const SYSTEMD_PROGRAM = `
PATH=$PATH:/usr/sbin:/sbin
[ ! -d /run/systemd/system ] || echo systemd
! nginx=$(nginx -v 2>&1) || printf 'nginx\\t%s\\n' "\${nginx##* }"
if python3 -c 'import venv, ensurepip' 2>/dev/null; then printf 'python\\t%s\\n' "$(python3 -V)"; fi
[ "$(id -u)" != 0 ] || exit 0
set -f
IFS=$(printf '\\t')
at=0
for verb in "$@"; do
  # shellcheck disable=SC2086 # the words are separated by tabs
  sudo -n -l $verb >/dev/null 2>&1 || printf 'refused\\t%s\\n' "$at"
  at=$((at + 1))
done
exit 0
`

function parseSystemd({ stdout }: Answer, verbs: readonly SudoVerb[]): SystemdHostFacts {
  const fields = readFields(stdout)
  return {
    strategy: 'systemd',
    hasSystemd: fields('systemd').length > 0,
    nginx: fields('nginx')[0]?.[0],
    python: fields('python')[0]?.[0],
    refused: fields('refused').flatMap(([at]) => verbs[Number(at)] ?? [])
  }
}

/**
 * Arguments: registries, `default` for the one of names without any: then a mirror of the engine's, or else its own. A registry is
 * only connected to: the engine has the credentials, and the right certificates.
 */
const COMPOSE_PROGRAM = `
client=$(docker --version 2>/dev/null) || exit 0
printf 'client\\t%s\\n' "$client"
! compose=$(docker compose version --short 2>/dev/null) || printf 'compose\\t%s\\n' "$compose"
if ! engine=$(docker version --format '{{.Server.Version}}' 2>&1); then
  printf 'problem\\t%s\\n' "$(printf '%s' "$engine" | tr '\\t\\n' '  ')"
  exit 0
fi
printf 'engine\\t%s\\n' "$engine"
df -Pk "$(docker info --format '{{.DockerRootDir}}' 2>/dev/null)" 2>/dev/null | awk 'NR == 2 { printf "storage\\t%s\\t%s\\n", $4, $6 }'
proxy=$(docker info --format '{{.HTTPProxy}}{{.HTTPSProxy}}' 2>/dev/null)
connect() {
  if command -v python3 >/dev/null 2>&1; then
    python3 -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)' "$1" "$2" 2>/dev/null
  elif command -v bash >/dev/null 2>&1; then
    # shellcheck disable=SC2016 # bash expands them
    timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null
  else
    return 69
  fi
}
for name in "$@"; do
  address=$name
  if [ "$name" = default ]; then
    address=$(docker info --format '{{range .RegistryConfig.Mirrors}}{{.}} {{end}}{{.IndexServerAddress}}' 2>/dev/null)
    address=\${address%% *}
  fi
  port=443
  case $address in http://*) port=80 ;; esac
  address=\${address#*://}
  address=\${address%%/*}
  case $address in *:*) port=\${address##*:} address=\${address%:*} ;; esac
  reached=unknown
  if [ -z "$proxy" ]; then
    connect "$address" "$port"
    case $? in 0) reached=yes ;; 69) ;; *) reached=no ;; esac
  fi
  printf 'registry\\t%s\\t%s\\t%s\\n' "$name" "$address:$port" "$reached"
done
exit 0
`

function parseCompose({ stdout }: Answer): ComposeHostFacts {
  const fields = readFields(stdout)
  const [storage] = fields('storage')
  return {
    strategy: 'compose',
    client: fields('client')[0]?.[0],
    engine: fields('engine')[0]?.[0],
    problem: fields('problem')[0]?.[0]?.trim() ?? '',
    compose: fields('compose')[0]?.[0],
    storage: storage === undefined ? undefined : { freeBytes: /^\d+$/.test(storage[0] ?? '') ? Number(storage[0]) * 1024 : undefined, mountPoint: storage[1] ?? '' },
    registries: fields('registry').map(([name = '', address = '', reached]) => ({ name, address, isReachable: reached === 'unknown' ? undefined : reached === 'yes' }))
  }
}

function readFields(stdout: string): (word: string) => readonly (readonly string[])[] {
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  return (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
}
