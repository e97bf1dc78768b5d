import type { Duplex } from 'node:stream'
import type { Client } from 'ssh2'
import { DeployKitError, type ConnectionSettings, type HostAddress } from '../../core/index.ts'
import { readCredentials, type Credentials } from './credentials.ts'
import { endWhenSilent } from './end-when-silent.ts'
import { makeHostKeyCheck, type Endpoint } from './host-key-check.ts'
import { openClient, type LoggedIn } from './open-client.ts'
import { ForwardingRefused, forwardingRefused, openForward } from './open-forward.ts'
import { openSocket } from './open-socket.ts'
import { messageOf } from './thrown-error.ts'

export interface ConnectionOptions {
  readonly onDebug?: ((message: string) => void) | undefined
  /** What people should know although it works: a repaired key. */
  readonly onWarning?: ((message: string) => void) | undefined
  /** Default 15; three during which nothing at all is heard are a lost connection. */
  readonly keepaliveSeconds?: number | undefined
}

/** NAT tables and load balancers forget idle connections, some after a minute. */
const KEEPALIVE_SECONDS = 15

/** How long a server may take to say goodbye. */
const CLOSE_MS = 1000

/** A logged-in connection to one host: one TCP connection, through the jump hosts if there are any. */
export class SshConnection {
  readonly host: string
  readonly client: Client
  readonly #stream: Duplex
  readonly #via: SshConnection | undefined
  readonly #closed: Promise<void>
  #isLost = false

  constructor(host: string, { client, stream }: LoggedIn, via: SshConnection | undefined) {
    this.host = host
    this.client = client
    this.#stream = stream
    this.#via = via
    // ssh2 ends its own half only; the other one would keep the sessions waiting.
    client.on('error', () => stream.destroy())
    this.#closed = new Promise((resolve) => {
      client.once('close', () => {
        this.#isLost = true
        resolve()
      })
    })
    // What ssh2 answers to one packet leaves as one, not in a TCP segment per SSH packet.
    stream.prependListener('data', () => this.corked(() => undefined))
  }

  /** Closed, by whoever. */
  get isLost(): boolean {
    return this.#isLost
  }

  /** Everything that is sent in this turn of the event loop leaves together. */
  corked<T>(send: () => T): T {
    this.#stream.cork()
    process.nextTick(() => this.#stream.uncork())
    return send()
  }

  async close(): Promise<void> {
    this.client.end()
    const timer = setTimeout(() => this.#stream.destroy(), CLOSE_MS)
    await this.#closed
    clearTimeout(timer)
    await this.#via?.close()
  }
}

/**
 * Connects to the host, through its jump hosts in order. Every one of them is checked against the same pinned keys.
 *
 * Throws DK_HOST_UNREACHABLE, DK_HOST_KEY_UNKNOWN, DK_HOST_KEY_CHANGED, DK_AUTHENTICATION_FAILED, DK_FORWARDING_REFUSED,
 * DK_KEY_INVALID, DK_KEY_PASSPHRASE.
 */
export async function connect(host: HostAddress, settings: ConnectionSettings, options: ConnectionOptions = {}): Promise<SshConnection> {
  // Before the first connection, so that a damaged key costs no login anywhere.
  const credentials = readCredentials(settings, settings.privateKey)
  const repairs = credentials.key?.repairs ?? []
  if (repairs.length > 0) {
    const fingerprint = credentials.key?.fingerprint ?? ''
    options.onWarning?.(`The private key was damaged and could be repaired (${repairs.join(', ')}). Its public fingerprint is ${fingerprint}: compare it with the server's authorized_keys`)
  }
  const jumps = await connectJumps(settings, options)
  return closingOnFailure(jumps, () => login({ endpoint: host, credentials, via: jumps, settings, options }))
}

/** The connection to the last jump host; undefined without jump hosts. Throws as {@link connect}. */
export async function connectJumps(settings: ConnectionSettings, options: ConnectionOptions = {}): Promise<SshConnection | undefined> {
  const hops = settings.jumps.map(({ privateKey = settings.privateKey, ...jump }) => ({
    endpoint: { ...jump, name: `jump host ${jump.address}` },
    credentials: readCredentials(settings, privateKey)
  }))
  let via: SshConnection | undefined
  for (const hop of hops) {
    const previous: SshConnection | undefined = via
    via = await closingOnFailure(previous, () => login({ ...hop, via: previous, settings, options }))
  }
  return via
}

/** A byte stream to an SSH server. Throws DK_HOST_UNREACHABLE, DK_FORWARDING_REFUSED. */
export async function openStream(endpoint: Endpoint, via: SshConnection | undefined, timeoutSeconds: number): Promise<Duplex> {
  if (via === undefined) return openSocket(endpoint, timeoutSeconds)
  const { name, address, port } = endpoint
  try {
    return await openForward(via.client, address, port)
  } catch (thrown) {
    if (thrown instanceof ForwardingRefused) throw forwardingRefused(via.host, thrown)
    throw new DeployKitError('DK_HOST_UNREACHABLE', {
      host: name,
      message: `Cannot reach ${name} at ${address} port ${port} from the ${via.host}: ${messageOf(thrown)}`,
      remedy: `Check that the jump host knows it by this address; try there: nc -vz ${address} ${port}`,
      cause: thrown
    })
  }
}

export async function closingOnFailure<T>(connection: SshConnection | undefined, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    await connection?.close()
    throw thrown
  }
}

interface Hop {
  readonly endpoint: Endpoint
  readonly credentials: Credentials
  readonly via: SshConnection | undefined
  readonly settings: ConnectionSettings
  readonly options: ConnectionOptions
}

async function login({ endpoint, credentials, via, settings, options }: Hop): Promise<SshConnection> {
  const timeoutSeconds = settings.connectTimeoutSeconds
  const keepaliveSeconds = options.keepaliveSeconds ?? KEEPALIVE_SECONDS
  const loggedIn = await openClient({
    endpoint,
    credentials,
    hostKeys: makeHostKeyCheck(settings.knownHosts, endpoint),
    openStream: () => openStream(endpoint, via, timeoutSeconds),
    timeoutSeconds,
    keepaliveSeconds,
    onDebug: options.onDebug
  })
  endWhenSilent(loggedIn.stream, keepaliveSeconds)
  return new SshConnection(endpoint.name, loggedIn, via)
}
