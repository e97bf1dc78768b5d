import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import os from 'node:os'
import path from 'node:path'

export interface RunningServer {
  readonly port: number
  /** Ends all connections as well. */
  close(): Promise<void>
}

export function startHttp(listener: RequestListener, port = 0): Promise<RunningServer> {
  return listen(createServer(listener), port)
}

/** With a certificate for localhost, 127.0.0.1 and app.example.com that nobody has signed. */
export function startHttps(listener: RequestListener, days: number): Promise<RunningServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-tls-'))
  try {
    const key = path.join(folder, 'key.pem')
    const cert = path.join(folder, 'cert.pem')
    const names = 'subjectAltName=DNS:localhost,DNS:app.example.com,IP:127.0.0.1'
    const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=test', '-addext', names]
    execFileSync('openssl', [...words, '-days', String(days), '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return listen(createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener), 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function listen(server: Server, port: number): Promise<RunningServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
