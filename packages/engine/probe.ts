import type { Probe, ProbeReport } from '../core/index.ts'
import { requestHttp } from './health/request-http.ts'
import { ProbeRecord } from './probe-record.ts'
import type { Transport } from './transports/transport.ts'

const INTERVAL_MS = 100
const TIMEOUT_SECONDS = 2
/** A request lives at most 2 s, so this many can be under way from the runner. */
const MAX_OPEN = 2 * TIMEOUT_SECONDS * (1000 / INTERVAL_MS)
/** Over SSH each request is a channel, of which a server allows few (sshd: 10): the steps of the plan need theirs. */
const MAX_OPEN_FROM_HOST = 4
const MAX_BODY_BYTES = 64 * 1024

export interface RunningProbe {
  /** From now on it counts. */
  beginCutover(): void
  /** What it saw, when the requests that are under way now have ended (at most 2 s). */
  look(): Promise<ProbeReport>
  /** Ends asking, and looks for the last time. Safe to repeat: the same report. */
  stop(): Promise<ProbeReport>
}

/**
 * Asks the probe's URL every 100 ms, each time on a new connection, until `stop`. A status below 400 is a good answer.
 * Requests overlap when answers are slow; while too many are under way none are added, which leaves the gap exact.
 * Needs little memory however long it runs, and never throws.
 *
 * `transport` is used when the probe asks from the host. The certificate is not verified: nothing secret is sent, nothing
 * that comes back is believed, and downtime is what is measured.
 */
export function startProbe(probe: Probe, transport?: Transport): RunningProbe {
  const from = probe.from === 'host' ? transport : undefined
  const maxOpen = from === undefined ? MAX_OPEN : MAX_OPEN_FROM_HOST
  const record = new ProbeRecord(performance.now())
  const open = new Set<Promise<void>>()
  const ask = (): void => {
    if (open.size >= maxOpen) return
    const request = askOnce(probe.url, from, record).finally(() => open.delete(request))
    open.add(request)
  }
  ask()
  const timer = setInterval(ask, INTERVAL_MS)
  let report: Promise<ProbeReport> | undefined
  const look = async (): Promise<ProbeReport> => {
    await Promise.all(open)
    return { host: probe.host, url: probe.url, ...record.summarize(performance.now()) }
  }
  const stop = (): Promise<ProbeReport> => {
    clearInterval(timer)
    return look()
  }
  return { beginCutover: () => record.beginCutover(performance.now()), look, stop: () => (report ??= stop()) }
}

async function askOnce(url: string, from: Transport | undefined, record: ProbeRecord): Promise<void> {
  const startedAt = performance.now()
  const number = record.begin()
  let isGood = false
  try {
    const answer = await requestHttp({ url, from, timeoutSeconds: TIMEOUT_SECONDS, verifyTls: false, maxBodyBytes: MAX_BODY_BYTES })
    isGood = answer.status < 400
  } catch {
    // A failed request is what is counted.
  }
  const endedAt = performance.now()
  record.end(number, { isGood, endedAt, latencyMs: endedAt - startedAt })
}
