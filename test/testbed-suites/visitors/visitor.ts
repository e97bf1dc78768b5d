// Asks a URL so many times a second, each time on a new connection, until its standard input ends; then tells what it saw, as JSON.
import http from 'node:http'
import type { LoadOrders, Visit } from './visit-during.ts'

const SLOW_EVERY = 50

const { url, slowUrl, perSecond, ticketsPerSecond } = JSON.parse(process.argv[2] ?? '') as LoadOrders
const failures: string[] = []
const versions: string[] = []
const tickets: string[] = []
const perFullSecond: number[] = []
const open = new Set<Promise<void>>()
const startedAt = performance.now()
let [requests, longestMs, longestGapMs, lastGoodAt, lastFailedAskedAt, restoredAt] = [0, 0, 0, startedAt, 0, 0]

// By the clock, not by pauses between requests: a server that hangs is asked as often as one that answers.
let posted = 0
const timer = setInterval(() => {
  const seconds = (performance.now() - startedAt) / 1000
  while (requests < seconds * perSecond) begin(visit())
  while (posted < seconds * ticketsPerSecond) begin(post(`ticket ${posted++}`))
}, 5)

process.stdin.resume().on('end', () => {
  clearInterval(timer)
  void Promise.all(open).then(() => {
    const seconds = (performance.now() - startedAt) / 1000
    // The last second is not a whole one.
    const slowestSecond = Math.min(...Array.from({ length: Math.max(1, Math.floor(seconds) - 1) }, (_, second) => perFullSecond[second] ?? 0))
    const seen: Visit = { requests, failures, versions, tickets, longestMs, longestGapMs, restoredAt, seconds, slowestSecond }
    process.stdout.write(JSON.stringify(seen))
  })
})

function begin(request: Promise<void>): void {
  open.add(request)
  void request.finally(() => open.delete(request))
}

async function visit(): Promise<void> {
  const place = slowUrl !== undefined && requests % SLOW_EVERY === 0 ? slowUrl : url
  requests += 1
  const begunAt = performance.now()
  const second = Math.floor((begunAt - startedAt) / 1000)
  perFullSecond[second] = (perFullSecond[second] ?? 0) + 1
  const answer = await ask(http.get(place, { agent: false, timeout: 10_000 }))
  const now = performance.now()
  longestMs = Math.max(longestMs, now - begunAt)
  if (answer.status !== 200) {
    failures.push(`${answer.status} ${answer.text.slice(0, 60)} after ${Math.round(begunAt - startedAt)} ms`)
    lastFailedAskedAt = Math.max(lastFailedAskedAt, begunAt)
    restoredAt = 0
    return
  }
  if (begunAt > lastFailedAskedAt && restoredAt === 0) restoredAt = Date.now()
  longestGapMs = Math.max(longestGapMs, now - lastGoodAt)
  lastGoodAt = now
  const version = /"(?:release|version)":\s*"([^"]+)"/.exec(answer.text)?.[1] ?? answer.text.trim()
  if (!versions.includes(version)) versions.push(version)
}

async function post(text: string): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  const request = http.request(new URL('/tickets', url), { method: 'POST', agent: false, timeout: 15_000, headers })
  request.end(new URLSearchParams({ text }).toString())
  const answer = await ask(request)
  if (answer.status === 201) tickets.push(text)
  else failures.push(`${answer.status} ${answer.text.slice(0, 60)} (${text})`)
}

function ask(request: http.ClientRequest): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ status: 0, text: error.message })
    request.on('timeout', () => request.destroy(new Error('no answer in time'))).on('error', fail)
    request.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.on('error', fail).on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
  })
}
