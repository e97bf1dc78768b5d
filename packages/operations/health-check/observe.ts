import { query, script, type InputValues, type Observer, type Query } from '../../core/index.ts'
import type { Control } from '../strategies/control.ts'
import { findLiveControl } from '../strategies/live-control.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import { normalizePath } from '../target-inputs.ts'
import type { healthCheckInputs } from './inputs.ts'

export interface HealthCheckFacts {
  readonly hosts: readonly string[]
  /** The live release per host; undefined when nothing of ours is live, or there is no path. */
  readonly live: Readonly<Record<string, string | undefined>>
  /** Per host what must hold of the units or containers of the live release, and what explains why it does not. */
  readonly own: Readonly<Record<string, Pick<Control, 'checks' | 'evidence' | 'services'> | undefined>>
}

export async function observeHealthCheck(values: InputValues<typeof healthCheckInputs>, observer: Observer): Promise<HealthCheckFacts> {
  const { path } = values
  if (path === undefined) return { hosts: observer.hosts, live: {}, own: {} }
  await Promise.all(observer.hosts.map((host) => hideLiveSecrets(observer, host, normalizePath(path))))
  const found = await Promise.all(
    observer.hosts.map(async (host) => {
      const [live, own] = await Promise.all([observer.ask(host, readLiveRelease(path)), findLiveControl(observer, host, normalizePath(path))])
      return { host, live, own }
    })
  )
  return {
    hosts: observer.hosts,
    live: Object.fromEntries(found.map(({ host, live }) => [host, live])),
    own: Object.fromEntries(found.map(({ host, own }) => [host, own]))
  }
}

function readLiveRelease(path: string): Query<string | undefined> {
  const links = [hostPaths(path, 'releases').current, hostPaths(path, 'in-place').current]
  return query(script(LIVE_RELEASE_PROGRAM, links), ({ stdout }) => (stdout.trim() === '' ? undefined : stdout.trim()))
}

export const LIVE_RELEASE_PROGRAM = `
live=$(readlink "$1" || readlink "$2") || exit 0
echo "\${live##*/}"
`
