import type { ConnectionSettings, Identity, Listener, LocalFiles, Observer, Secret, Tree } from '../core/index.ts'
import { parseIdentities } from './age/identity.ts'
import { openSealed } from './age/open-sealed.ts'
import { askAll } from './ask-all.ts'
import type { Clock } from './clock.ts'
import type { HostConnections } from './host-connections.ts'
import { scanHostKeys } from './ssh/scan-host-keys.ts'
import { createStorageReader } from './storage/storage-reader.ts'
import { readOnly } from './transports/read-only.ts'

export interface ObserverOptions {
  readonly connections: HostConnections
  readonly settings: ConnectionSettings
  readonly local: LocalFiles
  readonly identity: Identity
  readonly runId: string
  readonly startedAt: number
  readonly clock: Clock
  readonly listen: Listener
  readonly signal: AbortSignal
  readonly hide: (secrets: readonly Secret[]) => void
}

/** The read-only view of an operation: its questions really go to the hosts, and nothing else can. */
export function createObserver(options: ObserverOptions): Observer {
  const { connections, settings, local, identity, runId, startedAt, clock, listen, signal, hide } = options
  const ask: Observer['askAll'] = async (host, queries) => {
    const transport = readOnly(await connections.connect(host))
    const onNoise = (text: string): void =>
      listen({ type: 'debug', host, message: `The login profile prints something, which is left out: ${text.slice(0, 200)}` })
    return await askAll(transport, queries, { signal, onNoise })
  }
  return {
    hosts: settings.hosts.map(({ name }) => name),
    ...{ runId, identity, startedAt, hide },
    local: keepTrees(local),
    openSealed,
    storage: createStorageReader(signal),
    readPublicKeys: (key) => parseIdentities(key).map(({ recipient }) => recipient.text),
    now: () => clock.now(),
    askAll: ask,
    ask: async (host, query) => (await ask(host, { answer: query })).answer,
    scanHostKeys: async (name) => {
      const host = settings.hosts.find((candidate) => candidate.name === name)
      if (host === undefined || host.kind === 'local') return []
      return await scanHostKeys(host, settings)
    }
  }
}

/**
 * A run has one source: what was told is what is deployed. A file that changes after the first look is noticed while it is
 * sent, or by the verification on the host.
 */
function keepTrees(local: LocalFiles): LocalFiles {
  const trees = new Map<string, Promise<Tree>>()
  return {
    ...local,
    readTree(source, options) {
      const key = JSON.stringify([source, options])
      const tree = trees.get(key) ?? local.readTree(source, options)
      trees.set(key, tree)
      return tree
    }
  }
}
