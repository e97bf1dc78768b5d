import { spawn } from 'node:child_process'
import path from 'node:path'

export interface Visit {
  readonly requests: number
  /** What each failed one saw. */
  readonly failures: readonly string[]
  /** The releases or versions that answered, in the order in which they were met. */
  readonly versions: readonly string[]
  /** The texts of tickets that were said to be opened. */
  readonly tickets: readonly string[]
  readonly longestMs: number
  /** Between two good answers. */
  readonly longestGapMs: number
  /** When there was a good answer to a request that was made after the last failed one (`Date.now()`). */
  readonly restoredAt: number
  readonly seconds: number
  /** Requests in the second that had the fewest. */
  readonly slowestSecond: number
}

export interface Visited<T> {
  readonly visit: Visit
  readonly result: T
}

export interface LoadOrders {
  readonly url: string
  /** One request in so many asks this one, which takes long: there are always some under way. */
  readonly slowUrl: string | undefined
  readonly perSecond: number
  readonly ticketsPerSecond: number
}

const PER_SECOND = 70

/** Asks a URL all the while, from another process (this one is busy deploying) and another side than the probe. */
export async function visitDuring<T>(url: string, work: () => Promise<T>, orders: Partial<LoadOrders> = {}): Promise<Visited<T>> {
  const client = startClient({ url, slowUrl: undefined, perSecond: PER_SECOND, ticketsPerSecond: 0, ...orders })
  try {
    const result = await work()
    return { result, visit: await client.stop() }
  } finally {
    client.kill()
  }
}

interface LoadClient {
  stop(): Promise<Visit>
  kill(): void
}

function startClient(orders: LoadOrders): LoadClient {
  const child = spawn(process.execPath, ['--no-warnings', path.join(import.meta.dirname, 'visitor.ts'), JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  // Told when it is stopped.
  ended.catch(() => undefined)
  return {
    async stop() {
      child.stdin.end()
      const code = await ended
      if (code !== 0) throw new Error(`The load client ended with ${code}: ${output}`)
      return JSON.parse(output) as Visit
    },
    kill: () => void child.kill()
  }
}

/** In one line, for the log of the test. */
export function describeVisit({ requests, failures, longestMs, longestGapMs, seconds, slowestSecond, tickets }: Visit): string {
  const written = tickets.length === 0 ? '' : `, ${tickets.length} tickets opened`
  return `${requests} requests in ${Math.round(seconds)} s (${Math.round(requests / seconds)}/s, at least ${slowestSecond} in every second), ${failures.length} failed, longest answer ${Math.round(longestMs)} ms, longest time without one ${Math.round(longestGapMs)} ms${written}`
}
