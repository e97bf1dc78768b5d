import type { Latencies, ProbeReport } from '../core/index.ts'

interface Outcome {
  readonly isGood: boolean
  /** On the clock of the record. */
  readonly endedAt: number
  readonly latencyMs: number
}

/** Latencies are counted by whole milliseconds up to here, so that memory does not grow with time. */
const MAX_LATENCY_MS = 2500

/**
 * What a probe saw, in bounded memory: counts and a histogram of the latencies of good answers, before the cutover and
 * since, and the longest gap since.
 *
 * A gap goes from the end of the last good answer before a failure to the end of the first good one after it, in the order
 * in which the requests were sent; from the start when nothing was good before, to the end when nothing was good after.
 * What had failed when the cutover began counts from there. All times are milliseconds of one monotonic clock.
 */
export class ProbeRecord {
  readonly #before = new LatencyRecord()
  readonly #since = new LatencyRecord()
  /** Ended before one that was sent earlier. */
  readonly #waiting = new Map<number, Outcome>()
  #begun = 0
  #next = 0
  #cutoverAt = Infinity
  #longestGapMs = 0
  #lastGoodAt: number
  #isFailing = false

  constructor(startedAt: number) {
    this.#lastGoodAt = startedAt
  }

  /** A request that ends later counts as one of the cutover, whenever it was sent. */
  beginCutover(at: number): void {
    this.#cutoverAt = at
    if (this.#isFailing) this.#lastGoodAt = at
  }

  /** The number of a request that is sent now. */
  begin(): number {
    return this.#begun++
  }

  end(number: number, outcome: Outcome): void {
    this.#waiting.set(number, outcome)
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next)
      this.#next++
      this.#judge(next)
    }
  }

  #judge(outcome: Outcome): void {
    const { isGood, endedAt } = outcome
    const isSince = endedAt >= this.#cutoverAt
    ;(isSince ? this.#since : this.#before).add(outcome)
    if (!isGood) {
      this.#isFailing = true
      return
    }
    if (this.#isFailing && isSince) this.#longestGapMs = Math.max(this.#longestGapMs, endedAt - this.#lastGoodAt)
    this.#isFailing = false
    this.#lastGoodAt = endedAt
  }

  /** `endedAt`: when asking ended. Requests that never ended are not counted. */
  summarize(endedAt: number): Omit<ProbeReport, 'host' | 'url'> {
    const lastGap = this.#isFailing && this.#cutoverAt !== Infinity ? endedAt - this.#lastGoodAt : 0
    return {
      ...this.#since.summarize(),
      longestGapMs: Math.round(Math.max(this.#longestGapMs, lastGap)),
      before: this.#before.summarize()
    }
  }
}

class LatencyRecord {
  readonly #histogram = new Uint32Array(MAX_LATENCY_MS + 1)
  #requests = 0
  #failures = 0
  #worstLatencyMs = 0

  add({ isGood, latencyMs }: Outcome): void {
    this.#requests++
    if (!isGood) {
      this.#failures++
      return
    }
    const bucket = Math.min(MAX_LATENCY_MS, Math.max(0, Math.round(latencyMs)))
    this.#histogram[bucket] = (this.#histogram[bucket] ?? 0) + 1
    this.#worstLatencyMs = Math.max(this.#worstLatencyMs, latencyMs)
  }

  summarize(): Latencies {
    return {
      requests: this.#requests,
      failures: this.#failures,
      worstLatencyMs: Math.round(this.#worstLatencyMs),
      p50Ms: this.#percentile(0.5),
      p99Ms: this.#percentile(0.99)
    }
  }

  /** The latency that this share of the good answers did not exceed. */
  #percentile(share: number): number {
    const wanted = Math.ceil(share * (this.#requests - this.#failures))
    let seen = 0
    return Math.max(0, this.#histogram.findIndex((count) => (seen += count) >= wanted && wanted > 0))
  }
}
