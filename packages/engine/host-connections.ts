import { DeployKitError, toDeployKitError, type HostAddress, type Listener } from '../core/index.ts'
import type { Clock } from './clock.ts'
import { logged } from './transports/logged.ts'
import { reconnecting } from './transports/reconnecting.ts'
import type { Transport } from './transports/transport.ts'

export interface HostConnectionsOptions {
  readonly hosts: readonly HostAddress[]
  readonly open: (host: HostAddress) => Promise<Transport>
  readonly clock: Clock
  readonly listen: Listener
}

/**
 * One connection for each host of a run. They are made at the first use of any, all at the same time, so that an
 * operation which needs no connection makes none.
 */
export class HostConnections {
  readonly #options: HostConnectionsOptions
  readonly #opened = new Map<string, Transport>()
  readonly #failures = new Map<string, DeployKitError>()
  #opening: ReadonlyMap<string, Promise<Transport>> | undefined
  #isClosed = false

  constructor(options: HostConnectionsOptions) {
    this.#options = options
  }

  /** Throws DeployKitError when this host cannot be reached; others may. */
  async connect(host: string): Promise<Transport> {
    const opening = this.#openAll().get(host)
    if (opening === undefined) throw new RangeError(`No such host in this run: ${host}`)
    return await opening
  }

  /** Throws one DeployKitError that tells all hosts that cannot be reached. */
  async connectAll(): Promise<void> {
    await Promise.allSettled(this.#openAll().values())
    const failure = this.#describeFailures()
    if (failure !== undefined) throw failure
  }

  /** An open connection. Throws RangeError before `connectAll`. */
  get(host: string): Transport {
    const transport = this.#opened.get(host)
    if (transport === undefined) throw new RangeError(`Not connected to ${host}`)
    return transport
  }

  /** After all that was begun has ended: the hosts that cannot be reached, as one error. */
  async findFailure(): Promise<DeployKitError | undefined> {
    if (this.#opening !== undefined) await Promise.allSettled(this.#opening.values())
    return this.#describeFailures()
  }

  /** Safe to repeat. Connections that are still being made are closed when they are there. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled([...this.#opened.values()].map((transport) => transport.close()))
  }

  #openAll(): ReadonlyMap<string, Promise<Transport>> {
    this.#opening ??= new Map(this.#options.hosts.map((host) => [host.name, this.#open(host)]))
    return this.#opening
  }

  #open(host: HostAddress): Promise<Transport> {
    const opening = this.#openFirst(host)
    // Told by whoever waits for it; nobody may, for another host failed first.
    opening.catch((thrown: unknown) => this.#failures.set(host.name, withHost(toDeployKitError(thrown), host.name)))
    return opening
  }

  async #openFirst(host: HostAddress): Promise<Transport> {
    const { open, clock, listen } = this.#options
    const { name } = host
    const startedAt = clock.now()
    const address = host.kind === 'local' ? 'this machine' : `${host.user}@${host.address}:${host.port}`
    listen({ type: 'connecting', host: name, address })
    const first = await open(host)
    if (this.#isClosed) await first.close()
    listen({ type: 'connected', host: name, durationMs: clock.now() - startedAt })
    const onAttempt = (attempt: number): void => listen({ type: 'reconnecting', host: name, attempt })
    const transport = logged(reconnecting({ first, open: () => open(host), clock, onAttempt }), listen)
    this.#opened.set(name, transport)
    return transport
  }

  #describeFailures(): DeployKitError | undefined {
    const failures = [...this.#failures.values()]
    const [first] = failures
    if (first === undefined || failures.length === 1) return first
    return new DeployKitError(first.code, {
      message: `${failures.length} hosts cannot be reached:\n${failures.map(({ message }) => `  - ${message}`).join('\n')}`,
      remedy: [...new Set(failures.map(({ remedy }) => remedy))].join('\n'),
      cause: first
    })
  }
}

function withHost(error: DeployKitError, host: string): DeployKitError {
  if (error.host !== undefined) return error
  const { code, message, remedy, step, exitCode, stderrTail, cause } = error
  return new DeployKitError(code, { message, remedy, step, exitCode, stderrTail, cause, host })
}
