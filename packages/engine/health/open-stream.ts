import { connect, isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Transport } from '../transports/transport.ts'
import { whenAborted } from './deadline.ts'

export interface Endpoint {
  /** A name or an address, IPv6 without brackets. */
  readonly address: string
  readonly port: number
}

/** A TCP stream from this machine or, with `from`, from the host behind it. Destroyed when the signal is aborted. */
export async function openStream(endpoint: Endpoint, from: Transport | undefined, signal: AbortSignal): Promise<Duplex> {
  const opening = from === undefined ? openHere(endpoint, signal) : from.forward(endpoint.address, endpoint.port)
  const stream = await opening
  whenAborted(signal, () => stream.destroy())
  // Errors after the end of interest (a reset while closing) must not end the process.
  stream.on('error', () => undefined)
  return stream
}

function openHere({ address, port }: Endpoint, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port })
    whenAborted(signal, () => socket.destroy())
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}

export interface TlsOptions {
  /** The name that the certificate must have. */
  readonly name: string
  readonly verify: boolean
}

/** TLS over a stream. Rejects with the error of the verification, whose `code` says what is wrong. */
export function openTls(stream: Duplex, { name, verify }: TlsOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: stream,
      host: name,
      ...(isIP(name) === 0 ? { servername: name } : {}),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: verify
    })
    socket.once('secureConnect', () => resolve(socket))
    socket.on('error', reject)
    stream.once('error', reject)
    stream.once('close', () => reject(new Error('the connection was closed during the TLS handshake')))
  })
}
