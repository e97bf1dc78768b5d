import type { Observer } from '../../core/index.ts'
import { hostPaths, type HostPaths } from '../tools/host-paths.ts'
import { readHost, type HostState } from '../tools/read-host.ts'
import type { Control } from './control.ts'
import { controlOf } from './strategy.ts'

/** How what is live is run, as its record says; undefined when nothing is live, or nothing is recorded of it. */
export function controlOfLive(host: string, paths: HostPaths, { live, served, releases }: HostState): Control | undefined {
  const manifest = releases.find(({ id }) => id === live)?.manifest
  return manifest === undefined ? undefined : controlOf(manifest.strategy, { host, paths, id: manifest.id, commit: manifest.commit, live, served })
}

/** The same for a deploy path whose layout is not known. */
export async function findLiveControl(observer: Observer, host: string, root: string): Promise<Control | undefined> {
  const { releases, inPlace } = await observer.askAll(host, { releases: readHost(root, 'releases'), inPlace: readHost(root, 'in-place') })
  return controlOfLive(host, hostPaths(root, 'releases'), releases) ?? controlOfLive(host, hostPaths(root, 'in-place'), inPlace)
}
