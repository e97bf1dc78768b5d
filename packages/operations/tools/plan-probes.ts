import type { Probe } from '../../core/index.ts'

const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?#]|$)/

/** A loopback address is another one on every host, a public one is the same for all: it is asked once. */
export function planProbes(url: string | undefined, hosts: readonly string[]): readonly Probe[] {
  if (url === undefined) return []
  const from = LOOPBACK.test(url) ? 'host' : 'runner'
  return (from === 'host' ? hosts : hosts.slice(0, 1)).map((host) => ({ host, url, from, fromPhase: 'cutover', toPhase: 'confirm' }))
}
