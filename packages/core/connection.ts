import type { Secret } from './secret.ts'

/** How to reach hosts. Parsed from the connection inputs; the engine makes transports of it. */
export interface ConnectionSettings {
  readonly hosts: readonly HostAddress[]
  readonly privateKey: Secret | undefined
  readonly passphrase: Secret | undefined
  /** Path of an agent's socket (SSH_AUTH_SOCK), when the agent is to be used. */
  readonly agentSocket: string | undefined
  readonly knownHosts: KnownHostsSource
  /** In order from the runner to the host. */
  readonly jumps: readonly JumpHost[]
  readonly connectTimeoutSeconds: number
}

/** `name` is what people see and what plans and reports use; unique within a run. */
export interface HostAddress {
  readonly name: string
  /** `local` runs on this very machine, without SSH. */
  readonly kind: 'ssh' | 'local'
  readonly address: string
  readonly port: number
  readonly user: string
}

export interface JumpHost {
  readonly address: string
  readonly port: number
  readonly user: string
  /** Absent: the key of the host itself. */
  readonly privateKey: Secret | undefined
}

export interface KnownHostsSource {
  /** Text in the format of known_hosts (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
  readonly text: string
  /** `SHA256:...`, of any of the server's keys. Applies to every host and jump host. */
  readonly fingerprints: readonly string[]
  /** The one way out; warned about in log and summary. */
  readonly unsafeSkip: boolean
}
