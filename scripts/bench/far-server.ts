import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Sshd } from '../../test/support/sshd.ts'
import type { Arena } from './contestants.ts'

export interface FarServer {
  readonly server: Arena['server']
  close(): Promise<void>
}

/** The server as it is, or behind a proxy that delays every byte by half of the round trip. */
export async function placeServer(sshd: Sshd, roundTripMs: number): Promise<FarServer> {
  const { address, user, privateKey, privateKeyPath, hostKey } = sshd
  if (roundTripMs === 0) return { server: { address, port: sshd.port, user, privateKey, privateKeyPath, knownHostsLine: sshd.knownHostsLine }, close: async () => undefined }
  const program = path.join(import.meta.dirname, 'proxy-process.ts')
  const child = spawn(process.execPath, ['--no-warnings', program, String(sshd.port), String(roundTripMs / 2)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(first.toString())
  return {
    server: { address, port, user, privateKey, privateKeyPath, knownHostsLine: `[${address}]:${port} ${hostKey}` },
    async close() {
      const closed = once(child, 'close')
      child.stdin.end()
      await closed
    }
  }
}
