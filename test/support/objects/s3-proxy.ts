import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'

/** What becomes of a request: it is answered, refused as by a server without rights, answered half, or the line is dead. */
export type Fate = 'pass' | 'refuse' | 'cut' | 'dead'

/** Told in order; `path` as it is sent. A test can change the bucket before it answers. */
export type Decide = (request: { readonly method: string; readonly path: string }) => Fate | Promise<Fate>

/** The way to an object storage, on which a test can stand. */
export interface S3Proxy {
  readonly endpoint: string
  decide: Decide
  close(): Promise<void>
}

export async function startS3Proxy(target: string): Promise<S3Proxy> {
  const proxy = { decide: (() => 'pass') as Decide }
  const server = http.createServer((request, response) => {
    forward(request, response).catch(() => response.destroy())
  })
  async function forward(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = '', url = '', rawHeaders } = request
    const body = await buffer(request)
    const fate = await proxy.decide({ method, path: url })
    if (fate === 'dead') return void response.destroy()
    if (fate === 'refuse') return void response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>no</Message></Error>')
    const { hostname, port } = new URL(target)
    // With its headers as they are, the signature holds.
    const passed = http.request({ hostname, port, method, path: url, headers: rawHeaders, agent: false, setHost: false })
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => passed.once('response', resolve).once('error', reject))
    passed.end(body)
    const answer = await answered
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    if (fate === 'pass') return await pipeline(answer, response)
    const whole = await buffer(answer)
    await new Promise((resolve) => response.write(whole.subarray(0, whole.length / 2), resolve))
    response.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(proxy, {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })
}
