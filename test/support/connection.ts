import { Secret, type ConnectionSettings, type HostAddress } from '../../packages/core/index.ts'

/** What both test servers, and a proxy in front of one, have. */
export interface TestServer {
  readonly address: string
  readonly port: number
  readonly user: string
  readonly knownHostsLine: string
  readonly privateKey: string
}

export function hostOf(server: Pick<TestServer, 'address' | 'port' | 'user'>, name = 'web1'): HostAddress {
  return { name, kind: 'ssh', address: server.address, port: server.port, user: server.user }
}

/** The settings that fit the server, with changes. */
export function settingsFor(server: TestServer, changes: Partial<ConnectionSettings> = {}): ConnectionSettings {
  return {
    hosts: [hostOf(server)],
    privateKey: new Secret('private-key', server.privateKey),
    passphrase: undefined,
    agentSocket: undefined,
    knownHosts: { text: server.knownHostsLine, fingerprints: [], unsafeSkip: false },
    jumps: [],
    connectTimeoutSeconds: 10,
    ...changes
  }
}
