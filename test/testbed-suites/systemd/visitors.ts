import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Visit {
  readonly requests: number
  /** What each failed one saw. */
  readonly failures: readonly string[]
  /** The releases that answered, in the order in which they were met. */
  readonly releases: readonly string[]
  readonly longestMs: number
}

/** Asks a URL 50 times a second, each time on a new connection, from another side than the probe; until the work is done. */
export async function visitDuring<T>(url: string, work: () => Promise<T>): Promise<{ readonly visit: Visit; readonly result: T }> {
  const failures: string[] = []
  const releases: string[] = []
  const open = new Set<Promise<void>>()
  let [requests, longestMs, isOver] = [0, 0, false]
  const ask = async (): Promise<void> => {
    const startedAt = performance.now()
    const answer = await askOnce(url)
    longestMs = Math.max(longestMs, performance.now() - startedAt)
    if (answer.status !== 200) failures.push(`${answer.status} ${answer.text.slice(0, 60)}`)
    else if (!releases.includes(answer.text)) releases.push(answer.text)
  }
  const asking = (async () => {
    while (!isOver) {
      requests += 1
      const request = ask().finally(() => open.delete(request))
      open.add(request)
      await sleep(20)
    }
    await Promise.all(open)
  })()
  try {
    const result = await work()
    isOver = true
    await asking
    return { result, visit: { requests, failures, releases, longestMs } }
  } finally {
    isOver = true
  }
}

function askOnce(url: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ status: 0, text: error.message })
    const request = http.get(url, { agent: false, timeout: 10_000 }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      answer.on('error', fail).on('end', () => resolve({ status: answer.statusCode ?? 0, text: /"release":"([^"]+)"/.exec(body)?.[1] ?? body }))
    })
    request.on('timeout', () => request.destroy(new Error('no answer in 10 s'))).on('error', fail)
  })
}
