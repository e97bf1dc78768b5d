import type { InputValues, Probe } from '../../core/index.ts'
import type { cutoverInputs } from '../cutover-inputs.ts'

const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?#]|$)/

/** A loopback address is another one on every host, a public one is the same for all: it is asked once. */
export function planProbes(url: string | undefined, hosts: readonly string[]): readonly Probe[] {
  if (url === undefined) return []
  const from = LOOPBACK.test(url) ? 'host' : 'runner'
  return (from === 'host' ? hosts : hosts.slice(0, 1)).map((host) => ({ host, url, from, fromPhase: 'prepare', cutoverPhase: 'cutover', toPhase: 'finish' }))
}

export function isProbed(probes: readonly Probe[], host: string): boolean {
  return probes.some((probe) => probe.host === host)
}

/** A limit that nothing measures would let everything pass. */
export function findUnmeasured(values: Pick<InputValues<typeof cutoverInputs>, 'max-failed-requests' | 'probe-url'>): readonly string[] {
  return values['max-failed-requests'] !== undefined && values['probe-url'] === undefined ? ['max-failed-requests needs a probe-url'] : []
}
