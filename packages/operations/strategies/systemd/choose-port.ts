import type { HostPlace } from '../control.ts'

/**
 * The port of a release: where it was started, or else the one on which the live release does not serve. The links on the host tell,
 * and they are read under the deploy lock.
 */
export function choosePort(ports: readonly number[], { id, live, served }: Pick<HostPlace, 'id' | 'live' | 'served'>): number {
  const own = ports.find((port) => served[port] === id)
  const idle = ports.find((port) => live === undefined || served[port] !== live)
  const [first = 0] = ports
  return own ?? (id === live ? first : (idle ?? first))
}
