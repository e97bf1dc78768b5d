import { request as startRequest, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { Transport } from '../transports/transport.ts'
import { whenAborted, withDeadline } from './deadline.ts'
import { openStream, openTls } from './open-stream.ts'

export interface HttpQuestion {
  readonly url: string
  /** Asks from the host behind it; absent: from this machine. */
  readonly from: Transport | undefined
  /** For everything together: connection, TLS, answer and body. */
  readonly timeoutSeconds: number
  /** Name for the `Host` header and the certificate instead of the URL's. */
  readonly serverName?: string | undefined
  readonly verifyTls: boolean
  /** The rest of the body is not read. */
  readonly maxBodyBytes: number
  readonly signal?: AbortSignal | undefined
}

export interface HttpAnswer {
  readonly status: number
  /** Names in lower case; repeated ones joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds since 1970; undefined without TLS. */
  readonly certificateEndsAt: number | undefined
}

/**
 * One GET on a connection of its own; redirects are answers. Safe to repeat.
 * Rejects with DeadlineError, the error of the connection, or the transport's DeployKitError.
 */
export function requestHttp(question: HttpQuestion): Promise<HttpAnswer> {
  return withDeadline({ seconds: question.timeoutSeconds, signal: question.signal }, async (signal) => {
    const url = new URL(question.url)
    const isTls = url.protocol === 'https:'
    const port = Number(url.port) || (isTls ? 443 : 80)
    const address = url.hostname.replace(/^\[|\]$/g, '')
    const stream = await openStream({ address, port }, question.from, signal)
    const socket = isTls ? await openTls(stream, { name: question.serverName ?? address, verify: question.verifyTls }) : stream
    whenAborted(signal, () => socket.destroy())
    const message = await sendGet(url, question.serverName, socket)
    const certificateEndsAt = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : undefined
    return {
      status: message.statusCode ?? 0,
      headers: joinHeaders(message),
      body: await readBody(message, question.maxBodyBytes),
      certificateEndsAt
    }
  })
}

function sendGet(url: URL, serverName: string | undefined, socket: Duplex): Promise<IncomingMessage> {
  const host = serverName === undefined ? url.host : `${serverName}${url.port === '' ? '' : `:${url.port}`}`
  return new Promise((resolve, reject) => {
    const request = startRequest({
      createConnection: () => socket,
      path: `${url.pathname}${url.search}`,
      headers: { host, 'user-agent': 'deploy-kit', accept: '*/*', connection: 'close' }
    })
    request.once('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

function joinHeaders(message: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  )
}

async function readBody(message: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, maxBytes - length))
    length += chunk.length
    if (length >= maxBytes) break
  }
  return Buffer.concat(chunks).toString('utf8')
}
