import { setTimeout as sleep } from 'node:timers/promises'

/** A client that never stops asking, as visitors do; it knows nothing of deploys. */
export class Visitors {
  readonly #url: string
  readonly #failures: string[] = []
  #requests = 0
  #isStopped = false
  readonly #asking: Promise<void>

  constructor(url: string) {
    this.#url = url
    this.#asking = this.#ask()
  }

  get requests(): number {
    return this.#requests
  }

  get failures(): readonly string[] {
    return this.#failures
  }

  /** When so many requests were made in all. */
  async made(requests: number): Promise<void> {
    while (this.#requests < requests) await sleep(20)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#asking
  }

  async #ask(): Promise<void> {
    while (!this.#isStopped) {
      this.#requests++
      const problem = await findProblem(this.#url)
      if (problem !== undefined) this.#failures.push(problem)
      await sleep(20)
    }
  }
}

async function findProblem(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    await response.text()
    return response.ok ? undefined : `HTTP ${response.status}`
  } catch (error) {
    return String(error)
  }
}
