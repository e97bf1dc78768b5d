/**
 * How many sessions may be open at a time on one connection. Servers allow 10 by default (MaxSessions) and do not tell; what
 * they refuse lowers the limit.
 */
export class SessionLimit {
  #limit: number
  /** Places that are taken: sessions that run, and those that are being opened. */
  #taken = 0
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Resolves, in the order of the calls, when another session may be opened: `started` or `refused` must follow. False when aborted. */
  async acquire(signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted === true) return false
    if (this.#taken < this.#limit && this.#waiting.length === 0) {
      this.#taken++
      return true
    }
    return new Promise((resolve) => {
      const give = (): void => {
        signal?.removeEventListener('abort', abandon)
        resolve(true)
      }
      const abandon = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(give), 1)
        resolve(false)
      }
      signal?.addEventListener('abort', abandon, { once: true })
      this.#waiting.push(give)
    })
  }

  /** The session is open; `ended` must follow. */
  started(): void {
    this.#running++
  }

  ended(): void {
    this.#running--
    this.#release()
  }

  /**
   * The session was not opened. No more than the others are tried at a time from now on.
   * Returns whether the next `acquire` waits for the end of another session.
   */
  refused(): boolean {
    this.#limit = Math.max(1, Math.min(this.#limit, this.#taken - 1))
    this.#release()
    return this.#running > 0
  }

  #release(): void {
    this.#taken--
    this.#admit()
  }

  #admit(): void {
    while (this.#taken < this.#limit) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#taken++
      next()
    }
  }
}
