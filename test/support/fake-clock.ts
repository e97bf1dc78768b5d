import type { Clock } from '../../packages/engine/clock.ts'

/** Time that passes only when the test says so. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 31, 15, 30)
  readonly #timers = new Set<{ readonly due: number; readonly fire: () => void }>()

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = { due: this.#now + ms, fire: resolve }
      const stop = (): void => {
        this.#timers.delete(timer)
        resolve()
      }
      if (signal?.aborted === true) return resolve()
      this.#timers.add(timer)
      signal?.addEventListener('abort', stop, { once: true })
    })
  }

  /** How many sleep. */
  get sleeping(): number {
    return this.#timers.size
  }

  /** Lets so much time pass; what it wakes has done its next work when this returns. */
  async advance(ms: number): Promise<void> {
    await settle()
    const target = this.#now + ms
    for (let next = this.#next(target); next !== undefined; next = this.#next(target)) {
      this.#now = Math.max(this.#now, next.due)
      this.#timers.delete(next)
      next.fire()
      await settle()
    }
    this.#now = target
    await settle()
  }

  #next(target: number): { readonly due: number; readonly fire: () => void } | undefined {
    return [...this.#timers].filter(({ due }) => due <= target).sort((left, right) => left.due - right.due)[0]
  }
}

/** All work that waits for nothing but other work is done. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}
