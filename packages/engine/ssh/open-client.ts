import type { Duplex } from 'node:stream'
import ssh2, { type Client, type ConnectConfig, type ServerHostKeyAlgorithm } from 'ssh2'
import { DeployKitError } from '../../core/index.ts'
import { authenticationFailed, listLoginMethods, type Credentials } from './credentials.ts'
import { withoutTypeOf, type Endpoint, type HostKeyCheck } from './host-key-check.ts'
import { prepareKeys } from './prepare-keys.ts'
import { levelOf, messageOf } from './thrown-error.ts'

export interface ClientRequest {
  readonly endpoint: Endpoint
  readonly credentials: Credentials
  readonly hostKeys: HostKeyCheck
  /** A new byte stream to the server. Asked for again only to see another host key of the same server. */
  readonly openStream: () => Promise<Duplex>
  readonly timeoutSeconds: number
  readonly keepaliveSeconds: number
  readonly onDebug: ((message: string) => void) | undefined
}

/** A client that is logged in, and the byte stream that it uses. */
export interface LoggedIn {
  readonly client: Client
  readonly stream: Duplex
}

const CLOSED = 'the connection was closed'

/**
 * Connects, checks the host key, and logs in. Nothing is tried twice.
 *
 * Throws DK_HOST_UNREACHABLE, DK_HOST_KEY_UNKNOWN, DK_HOST_KEY_CHANGED, DK_AUTHENTICATION_FAILED.
 */
export async function openClient(request: ClientRequest): Promise<LoggedIn> {
  let algorithms = request.hostKeys.algorithms
  let mismatch: HostKeyMismatch | undefined
  while (algorithms.length > 0) {
    try {
      return await handshake(request, algorithms, await request.openStream())
    } catch (thrown) {
      if (mismatch !== undefined && thrown instanceof NoSuchHostKey) break
      if (!(thrown instanceof HostKeyMismatch)) throw thrown instanceof NoSuchHostKey ? thrown.error : thrown
      mismatch ??= thrown
      if (!request.hostKeys.anyOf) break
      algorithms = withoutTypeOf(thrown.key, algorithms)
    }
  }
  throw mismatch?.error ?? new Error('No host key algorithm')
}

class HostKeyMismatch extends Error {
  readonly key: Buffer
  readonly error: DeployKitError

  constructor(key: Buffer, error: DeployKitError) {
    super(error.message)
    this.key = key
    this.error = error
  }
}

/** The server has no key for the algorithms that were offered. */
class NoSuchHostKey extends Error {
  readonly error: DeployKitError

  constructor(error: DeployKitError) {
    super(error.message)
    this.error = error
  }
}

/** What is known about an attempt, to tell why it failed. */
interface Attempt {
  readonly request: ClientRequest
  mismatch: HostKeyMismatch | undefined
  negotiated: boolean
  allowedMethods: readonly string[]
  words: string[]
}

async function handshake(request: ClientRequest, algorithms: readonly ServerHostKeyAlgorithm[], stream: Duplex): Promise<LoggedIn> {
  const client = new ssh2.Client()
  prepareKeys(client)
  const attempt: Attempt = { request, mismatch: undefined, negotiated: false, allowedMethods: [], words: [] }
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('ready', resolve)
      client.once('handshake', () => void (attempt.negotiated = true))
      client.on('error', (error) => {
        // The agent failed; another login method may follow.
        if (error.level === 'agent') attempt.words.push(`agent: ${error.message}`)
        else reject(error)
      })
      client.once('close', () => reject(new Error(CLOSED)))
      client.connect(renderConfig(attempt, algorithms, stream))
    })
    return { client, stream }
  } catch (thrown) {
    stream.destroy()
    throw await explain(attempt, thrown)
  }
}

function renderConfig(attempt: Attempt, algorithms: readonly ServerHostKeyAlgorithm[], sock: Duplex): ConnectConfig {
  const { request } = attempt
  const methods = listLoginMethods(request.credentials, request.endpoint.user)
  return {
    sock,
    username: request.endpoint.user,
    readyTimeout: request.timeoutSeconds * 1000,
    keepaliveInterval: request.keepaliveSeconds * 1000,
    // Who does not answer may still be heard: `endWhenSilent` judges.
    keepaliveCountMax: Infinity,
    algorithms: { serverHostKey: [...algorithms] },
    ...(request.onDebug === undefined ? {} : { debug: request.onDebug }),
    hostVerifier(key: Buffer) {
      const error = request.hostKeys.check(key)
      if (error !== undefined) attempt.mismatch = new HostKeyMismatch(key, error)
      return error === undefined
    },
    authHandler(allowed) {
      // Null before the first answer of the server, whatever the type says.
      attempt.allowedMethods = Array.isArray(allowed) ? allowed : []
      return methods.shift() ?? false
    }
  }
}

async function explain(attempt: Attempt, thrown: unknown): Promise<Error> {
  const { request, mismatch, negotiated, allowedMethods } = attempt
  if (mismatch !== undefined) return mismatch
  const text = messageOf(thrown)
  const level = levelOf(thrown)
  if (level === 'client-timeout') return tooSlow(request, negotiated)
  // No answer to the key: whether it is the right one is not known, so this may be tried again.
  if (negotiated && (level === 'client-socket' || text === CLOSED)) return brokeDuringLogin(request, text)
  if (negotiated) {
    const words = level === 'client-authentication' ? attempt.words : [...attempt.words, text]
    return authenticationFailed({ endpoint: request.endpoint, credentials: request.credentials, allowedMethods, words })
  }
  const error = noGreeting(request, text)
  return text.includes('no matching host key') ? new NoSuchHostKey(error) : error
}

function tooSlow({ endpoint, timeoutSeconds }: ClientRequest, negotiated: boolean): DeployKitError {
  const what = negotiated ? 'did not finish the login' : 'sent no SSH greeting'
  return new DeployKitError('DK_HOST_UNREACHABLE', {
    host: endpoint.name,
    message: `${endpoint.name} (${endpoint.address} port ${endpoint.port}) accepted the connection but ${what} within ${timeoutSeconds} s`,
    remedy: negotiated
      ? 'Look at the load and the log of the SSH server (journalctl -u ssh): often DNS or PAM is slow. connect-timeout gives it more time'
      : 'Check that an SSH server listens on this port, and that no firewall or proxy answers in its place'
  })
}

function brokeDuringLogin({ endpoint }: ClientRequest, text: string): DeployKitError {
  return new DeployKitError('DK_HOST_UNREACHABLE', {
    host: endpoint.name,
    message: `The connection to ${endpoint.name} (${endpoint.address} port ${endpoint.port}) broke during the login: ${text}`,
    remedy: 'Look at the log of the SSH server (journalctl -u ssh): it may have been restarted, or it refuses this address or user without a word'
  })
}

function noGreeting({ endpoint }: ClientRequest, text: string): DeployKitError {
  const algorithms = 'HostKeyAlgorithms, KexAlgorithms, Ciphers'
  return new DeployKitError('DK_HOST_UNREACHABLE', {
    host: endpoint.name,
    message: `${endpoint.name} (${endpoint.address} port ${endpoint.port}) answered, but no SSH connection could be made: ${text}`,
    remedy: text.includes('no matching')
      ? `The server allows none of the algorithms that deploy-kit knows: see its sshd_config (${algorithms}), or update it`
      : 'Check that this is the port of an SSH server; it may also be refusing this address (MaxStartups, PerSourcePenalties, fail2ban)'
  })
}
