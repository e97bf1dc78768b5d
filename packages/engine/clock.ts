/** Time for the engine. Tests pass one that does not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Ends after so many milliseconds, or at once when the signal aborts; never throws. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A timer of Node that should wait for longer fires at once. */
const LONGEST_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, Math.min(ms, LONGEST_MS))
      signal?.addEventListener('abort', end)
    })
}
