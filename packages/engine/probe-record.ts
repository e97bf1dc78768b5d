import type { ProbeReport } from '../core/index.ts'

interface Outcome {
  readonly isGood: boolean
  /** On the clock of the record. */
  readonly endedAt: number
  readonly latencyMs: number
}

/** Latencies are counted by whole milliseconds up to here, so that memory does not grow with time. */
const MAX_LATENCY_MS = 2500

/**
 * What a probe saw, in bounded memory: counts, a histogram of the latencies of good answers, and the longest gap.
 *
 * A gap goes from the end of the last good answer before a failure to the end of the first good one after it, in the order
 * in which the requests were sent; from the start when nothing was good before, to the end when nothing was good after.
 * All times are milliseconds of one monotonic clock.
 */
export class ProbeRecord {
  readonly #histogram = new Uint32Array(MAX_LATENCY_MS + 1)
  /** Ended before one that was sent earlier. */
  readonly #waiting = new Map<number, Outcome>()
  #begun = 0
  #judged = 0
  #failures = 0
  #worstLatencyMs = 0
  #longestGapMs = 0
  #lastGoodAt: number
  #isFailing = false

  constructor(startedAt: number) {
    this.#lastGoodAt = startedAt
  }

  /** The number of a request that is sent now. */
  begin(): number {
    return this.#begun++
  }

  end(number: number, outcome: Outcome): void {
    this.#waiting.set(number, outcome)
    for (let next = this.#waiting.get(this.#judged); next !== undefined; next = this.#waiting.get(this.#judged)) {
      this.#waiting.delete(this.#judged)
      this.#judged++
      this.#judge(next)
    }
  }

  #judge({ isGood, endedAt, latencyMs }: Outcome): void {
    if (!isGood) {
      this.#failures++
      this.#isFailing = true
      return
    }
    this.#count(latencyMs)
    if (this.#isFailing) this.#longestGapMs = Math.max(this.#longestGapMs, endedAt - this.#lastGoodAt)
    this.#isFailing = false
    this.#lastGoodAt = endedAt
  }

  #count(latencyMs: number): void {
    const bucket = Math.min(MAX_LATENCY_MS, Math.max(0, Math.round(latencyMs)))
    this.#histogram[bucket] = (this.#histogram[bucket] ?? 0) + 1
    this.#worstLatencyMs = Math.max(this.#worstLatencyMs, latencyMs)
  }

  /** `endedAt`: when asking ended. Requests that never ended are not counted. */
  summarize(endedAt: number): Omit<ProbeReport, 'host' | 'url'> {
    const lastGap = this.#isFailing ? endedAt - this.#lastGoodAt : 0
    return {
      requests: this.#judged,
      failures: this.#failures,
      longestGapMs: Math.round(Math.max(this.#longestGapMs, lastGap)),
      worstLatencyMs: Math.round(this.#worstLatencyMs),
      p50Ms: this.#percentile(0.5),
      p99Ms: this.#percentile(0.99)
    }
  }

  /** The latency that this share of the good answers did not exceed. */
  #percentile(share: number): number {
    const wanted = Math.ceil(share * (this.#judged - this.#failures))
    let seen = 0
    return Math.max(0, this.#histogram.findIndex((count) => (seen += count) >= wanted && wanted > 0))
  }
}
