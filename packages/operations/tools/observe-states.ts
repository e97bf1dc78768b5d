import type { Observer } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import type { Layout } from './host-paths.ts'
import { readHost, type HostState } from './read-host.ts'

export interface StateOfHost {
  readonly host: string
  readonly state: HostState
}

/** The kit's records on every host. */
export async function observeStates(
  values: { readonly path: string; readonly layout: Layout },
  observer: Observer
): Promise<readonly StateOfHost[]> {
  const root = normalizePath(values.path)
  return Promise.all(observer.hosts.map(async (host) => ({ host, state: await observer.ask(host, readHost(root, values.layout)) })))
}
