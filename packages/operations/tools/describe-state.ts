import type { Problem } from '../../core/index.ts'
import type { HostPaths } from './host-paths.ts'
import type { HostState } from './read-host.ts'

/** What people should know of a deploy path whatever they are about to do. */
export function describeState(host: string, { damagedManifests = [], foreignCurrent }: HostState): readonly string[] {
  return [
    ...damagedManifests.map((file) => `${host}: the release manifest ${file} is damaged: that release stays, but cannot be rolled back to`),
    ...(foreignCurrent === undefined ? [] : [`${host}: current is ${foreignCurrent}, not a link to a release`])
  ]
}

/** A cutover would replace what it cannot bring back. */
export function findForeignCurrent(host: string, { current, releases }: HostPaths, { foreignCurrent }: HostState): readonly Problem[] {
  if (foreignCurrent === undefined) return []
  const message = `${current} on ${host} is ${foreignCurrent}, not a link to a release`
  const remedy = `Move it away, or make it a release to go back to: mv what is live to ${releases}/before, then ln -sfn releases/before ${current}`
  return [{ code: 'DK_INPUT_INVALID', host, message, remedy }]
}
