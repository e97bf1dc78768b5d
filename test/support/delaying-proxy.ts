import net from 'node:net'

export interface DelayingProxy {
  readonly address: string
  readonly port: number
  /** How many connections were ever made. */
  readonly connections: number
  /** How many are open now. */
  readonly open: number
  /** Bytes from the client to the server, ever. */
  readonly sentBytes: number
  /** Bytes from the server to the client, ever. */
  readonly receivedBytes: number
  setDelay(oneWayMs: number): void
  /** Breaks every connection at once; new ones can be made. */
  cut(): void
  /** Bytes no longer get through in either direction, and no side is told (a dead link). */
  freeze(): void
  /** Ends `freeze`; what was held back gets through. */
  heal(): void
  close(): Promise<void>
}

export interface ProxyOptions {
  readonly target: { readonly port: number; readonly address?: string }
  /** The round trip is twice this. Making a connection costs one round trip more, as TCP does. */
  readonly oneWayMs?: number
  /** How much gets through from the client to the server at most: a thin upload line. */
  readonly sendBytesPerSecond?: number
}

/** A TCP proxy on a loopback port, which delays every byte. */
export async function startDelayingProxy({ target, oneWayMs = 0, sendBytesPerSecond = Infinity }: ProxyOptions): Promise<DelayingProxy> {
  const link: Link = { oneWayMs, frozen: false, directions: new Set(), sentBytes: 0, receivedBytes: 0 }
  const sockets = new Set<net.Socket>()
  let connections = 0
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    connections++
    keep(sockets, client)
    // The client sees its connection made at once: the server gets it late, so that its greeting comes after two round trips.
    setTimeout(() => {
      if (client.destroyed) return
      const upstream = net.connect({ port: target.port, host: target.address ?? '127.0.0.1', allowHalfOpen: true, noDelay: true })
      keep(sockets, upstream)
      pump(link, { from: client, to: upstream, bytesPerSecond: sendBytesPerSecond, count: (bytes) => void (link.sentBytes += bytes) })
      pump(link, { from: upstream, to: client, bytesPerSecond: Infinity, count: (bytes) => void (link.receivedBytes += bytes) })
    }, link.oneWayMs * 3)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    address: '127.0.0.1',
    port: address.port,
    get connections() {
      return connections
    },
    get open() {
      return [...sockets].filter((socket) => socket.localPort === address.port && !socket.destroyed).length
    },
    get sentBytes() {
      return link.sentBytes
    },
    get receivedBytes() {
      return link.receivedBytes
    },
    setDelay: (ms) => void (link.oneWayMs = ms),
    cut,
    freeze: () => void (link.frozen = true),
    heal() {
      link.frozen = false
      for (const release of link.directions) release()
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      cut()
      await closed
    }
  }
}

interface Link {
  oneWayMs: number
  frozen: boolean
  readonly directions: Set<() => void>
  sentBytes: number
  receivedBytes: number
}

interface Direction {
  readonly from: net.Socket
  readonly to: net.Socket
  readonly bytesPerSecond: number
  readonly count: (bytes: number) => void
}

/** What the link holds at most, so that a slow receiver slows the sender down. */
const CAPACITY_BYTES = 16 * 1024 * 1024

/** Every chunk leaves the link `oneWayMs` after it came in and the ones before it had their turn; the end of the stream too. */
function pump(link: Link, { from, to, bytesPerSecond, count }: Direction): void {
  const queue: { readonly due: number; readonly chunk: Buffer | 'end' }[] = []
  let queuedBytes = 0
  let timer: NodeJS.Timeout | undefined
  let blocked = false
  let freeAt = 0

  const release = (): void => {
    timer = undefined
    while (!link.frozen && !blocked && queue[0] !== undefined && queue[0].due <= performance.now()) {
      const { chunk } = queue.shift() ?? { chunk: 'end' as const }
      if (chunk === 'end') {
        to.end()
        continue
      }
      queuedBytes -= chunk.length
      count(chunk.length)
      blocked = !to.write(chunk)
    }
    if (queuedBytes < CAPACITY_BYTES) from.resume()
    if (!link.frozen && !blocked && queue[0] !== undefined) timer ??= setTimeout(release, Math.max(0, queue[0].due - performance.now()))
  }
  const push = (chunk: Buffer | 'end'): void => {
    freeAt = Math.max(freeAt, performance.now()) + (chunk === 'end' ? 0 : (chunk.length / bytesPerSecond) * 1000)
    queue.push({ due: freeAt + link.oneWayMs, chunk })
    if (chunk !== 'end') queuedBytes += chunk.length
    if (queuedBytes >= CAPACITY_BYTES) from.pause()
    if (link.oneWayMs === 0) release()
    else timer ??= setTimeout(release, link.oneWayMs)
  }

  link.directions.add(release)
  from.on('data', push)
  from.on('end', () => push('end'))
  to.on('drain', () => {
    blocked = false
    release()
  })
  from.on('close', () => {
    // An end by error reaches the other side as an end by error.
    if (from.errored !== null || !from.readableEnded) to.destroy()
  })
  to.on('close', () => {
    link.directions.delete(release)
    clearTimeout(timer)
    from.destroy()
  })
}

function keep(sockets: Set<net.Socket>, socket: net.Socket): void {
  sockets.add(socket)
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
}
