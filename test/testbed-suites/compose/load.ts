import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** 66 requests a second, whether or not the ones before were answered. */
const PAUSE_MS = 15

/** One in so many takes a second and a half, so that there are always some under way. */
const SLOW_EVERY = 50

export interface UnderLoad<T> extends Load {
  readonly result: T
}

export interface Load {
  readonly requests: number
  readonly perSecond: number
  readonly failures: readonly string[]
  /** What answered, in the order in which each was first seen. */
  readonly versions: readonly string[]
  /** The longest time between two good answers. */
  readonly longestGapMs: number
  /** When there was a good answer to a request that was made after the last failed one (`performance.now()`). */
  readonly restoredAt: number
}

/** Does something while clients ask all the time, each on a connection of its own. */
export async function underLoad<T>({ url }: { readonly url: string }, action: () => Promise<T>): Promise<UnderLoad<T>> {
  const seen = watchAnswers()
  const open = new Set<Promise<void>>()
  const startedAt = performance.now()
  let [requests, isOver] = [0, false]
  const asking = (async () => {
    while (!isOver) {
      const request = seen.ask(requests % SLOW_EVERY === 0 ? `${url}/slow` : `${url}/health`).finally(() => open.delete(request))
      open.add(request)
      requests += 1
      // By the clock: a busy machine must not make the load smaller.
      await sleep(Math.max(0, startedAt + requests * PAUSE_MS - performance.now()))
    }
  })()
  try {
    const result = await action()
    isOver = true
    await asking
    const seconds = (performance.now() - startedAt) / 1000
    await Promise.all(open)
    return { result, requests, perSecond: Math.round(requests / seconds), ...seen.tell() }
  } finally {
    isOver = true
  }
}

/** For people: the figures of a test. */
export function describeLoad({ requests, perSecond, failures, longestGapMs }: Load): string {
  return `${requests} requests (${perSecond}/s), ${failures.length} failed, longest time without an answer ${Math.round(longestGapMs)} ms`
}

function watchAnswers(): { readonly ask: (url: string) => Promise<void>; readonly tell: () => Omit<Load, 'requests' | 'perSecond'> } {
  const failures: string[] = []
  const versions = new Set<string>()
  let [lastGoodAt, longestGapMs, lastFailedAskedAt, restoredAt] = [performance.now(), 0, 0, 0]
  return {
    async ask(url) {
      const askedAt = performance.now()
      const { status, text } = await askOnce(url)
      if (status !== 200) {
        failures.push(`${status} ${text.trim().slice(0, 60)}`)
        lastFailedAskedAt = Math.max(lastFailedAskedAt, askedAt)
        restoredAt = 0
        return
      }
      const now = performance.now()
      if (askedAt > lastFailedAskedAt && restoredAt === 0) restoredAt = now
      longestGapMs = Math.max(longestGapMs, now - lastGoodAt)
      lastGoodAt = now
      versions.add(text.trim())
    },
    tell: () => ({ failures, versions: [...versions], longestGapMs, restoredAt })
  }
}

function askOnce(url: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ status: 0, text: error.message })
    const request = http.get(url, { agent: false, timeout: 10_000 }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.on('error', fail).on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    request.on('timeout', () => request.destroy(new Error('no answer in 10 s'))).on('error', fail)
  })
}
