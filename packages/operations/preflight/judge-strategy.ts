import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'
import type { HostFacts, SpaceFacts } from './facts.ts'
import { ok, problem, warning, type Finding } from './findings.ts'
import { judgeDisk } from './judge-host.ts'
import { DEFAULT_REGISTRY, type StrategyNeeds } from './strategy-needs.ts'
import type { ComposeHostFacts, SystemdHostFacts } from './strategy-queries.ts'
import { findVersion, isAtLeast } from './tool-versions.ts'

export interface StrategyPlace {
  readonly host: string
  /** What must stay free where images are kept. */
  readonly margin: number
}

/** The rows of a host that the strategy adds. */
export function judgeStrategy(needs: StrategyNeeds | undefined, { strategy: found, place }: HostFacts, { host, margin }: StrategyPlace): readonly Finding[] {
  const remedy = `With the same configuration: deploy-kit init-host --host ${place.user}@${host} (it logs in as root; or add --print for a script)`
  if (needs?.strategy === 'systemd' && found?.strategy === 'systemd') return judgeSystemd(needs, found, { user: place.user, isFirst: place.live === undefined, remedy })
  return needs?.strategy === 'compose' && found?.strategy === 'compose' ? judgeCompose(found, { user: place.user, remedy, margin }) : []
}

interface Rights {
  readonly user: string
  readonly isFirst: boolean
  readonly remedy: string
}

function judgeSystemd(needs: StrategyNeeds & { readonly strategy: 'systemd' }, found: SystemdHostFacts, rights: Rights): readonly Finding[] {
  return [
    found.hasSystemd ? ok('systemd', 'runs the host') : problem('systemd', 'does not run this host', 'Use strategy: commands'),
    ...(needs.hasSite ? [found.nginx === undefined ? problem('nginx', 'not found', 'Install it, or leave out nginx-site') : ok('nginx', found.nginx)] : []),
    ...(needs.hasPython ? [judgePython(found.python)] : []),
    ...judgeVerbs(needs.verbs, found.refused, rights)
  ]
}

function judgePython(python: string | undefined): Finding {
  return python === undefined ? problem('python', 'none that can make environments', 'Install python3 and python3-venv') : ok('python', `${python}, with venv`)
}

/** What is not run in every deploy may be withheld on purpose: it stops no deploy that does without it. */
function judgeVerbs(verbs: readonly SudoVerb[], refused: readonly SudoVerb[], { user, isFirst, remedy }: Rights): readonly Finding[] {
  if (refused.length === 0) return [ok('sudo', `${user} may run all ${verbs.length} commands`)]
  const isNeeded = ({ needed }: SudoVerb): boolean => needed === 'run' || (isFirst && needed !== 'remove' && needed !== 'journal' && needed !== 'pause')
  const list = (some: readonly SudoVerb[]): string => `${user} may not run: ${some.map(({ words }) => words.join(' ')).join('; ')}`
  const [needed, others] = [refused.filter(isNeeded), refused.filter((verb) => !isNeeded(verb))]
  return [
    ...(needed.length === 0 ? [] : [problem('sudo', list(needed), remedy, 'DK_SUDO_PASSWORD')]),
    ...(others.length === 0 ? [] : [warning('sudo for changed units', list(others), remedy)])
  ]
}

const OLDEST_COMPOSE = '2.24'

function judgeCompose(found: ComposeHostFacts, { user, remedy, margin }: Omit<Rights, 'isFirst'> & Pick<StrategyPlace, 'margin'>): readonly Finding[] {
  const { client, engine, compose, storage, registries } = found
  if (client === undefined) return [problem('docker', 'not found', 'Install Docker and Docker Compose on the host')]
  const space: SpaceFacts = { freeBytes: storage?.freeBytes, freeInodes: undefined, mountPoint: storage?.mountPoint ?? '', isReadOnly: false }
  return [
    engine === undefined ? judgeRefusal(found.problem, user, remedy) : ok('docker', engine),
    judgeComposeVersion(compose),
    ...(engine === undefined ? [] : [judgeDisk('disk for images', space, margin), ...registries.map(judgeRegistry)])
  ]
}

function judgeRefusal(words: string, user: string, remedy: string): Finding {
  return problem('docker', `${user} cannot use it: ${words}`, /permission denied/i.test(words) ? remedy : 'Start it on the host: sudo systemctl start docker')
}

function judgeComposeVersion(compose: string | undefined): Finding {
  const version = findVersion(compose ?? '')
  if (version !== undefined && isAtLeast(version, OLDEST_COMPOSE)) return ok('docker compose', version)
  return problem('docker compose', version ?? 'not found', `Install Docker Compose ${OLDEST_COMPOSE} or newer: the package docker-compose-plugin`)
}

function judgeRegistry({ name, address, isReachable }: ComposeHostFacts['registries'][number]): Finding {
  const check = name === DEFAULT_REGISTRY ? 'registry' : `registry ${name}`
  if (isReachable === undefined) return ok(check, 'not asked: the host has no program for it, or goes through a proxy')
  return isReachable ? ok(check, `${address} answers`) : problem(check, `${address} does not answer`, 'Check the name, the network and the firewall between the host and it')
}
