import { query, script, type InputValues, type Observer, type Query } from '../../core/index.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import { normalizePath } from '../target-inputs.ts'
import type { healthCheckInputs } from './inputs.ts'

export interface HealthCheckFacts {
  readonly hosts: readonly string[]
  /** The live release per host; undefined when nothing of ours is live, or there is no path. */
  readonly live: Readonly<Record<string, string | undefined>>
}

export async function observeHealthCheck(values: InputValues<typeof healthCheckInputs>, observer: Observer): Promise<HealthCheckFacts> {
  const { path } = values
  if (path === undefined) return { hosts: observer.hosts, live: {} }
  await Promise.all(observer.hosts.map((host) => hideLiveSecrets(observer, host, normalizePath(path))))
  const live = await Promise.all(observer.hosts.map(async (host) => [host, await observer.ask(host, readLiveRelease(path))] as const))
  return { hosts: observer.hosts, live: Object.fromEntries(live) }
}

function readLiveRelease(path: string): Query<string | undefined> {
  const links = [hostPaths(path, 'releases').current, hostPaths(path, 'in-place').current]
  return query(script(LIVE_RELEASE_PROGRAM, links), ({ stdout }) => (stdout.trim() === '' ? undefined : stdout.trim()))
}

export const LIVE_RELEASE_PROGRAM = `
live=$(readlink "$1" || readlink "$2") || exit 0
echo "\${live##*/}"
`
