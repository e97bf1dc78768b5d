import type { ConnectionSettings, HostAddress } from '../../core/index.ts'
import type { ConnectionOptions } from '../ssh/ssh-connection.ts'
import { openLocal } from './local.ts'
import { openSsh } from './ssh.ts'
import type { Transport } from './transport.ts'

/** The way to a host: this machine itself, or SSH. Throws what {@link openSsh} throws. */
export async function openTransport(host: HostAddress, settings: ConnectionSettings, options: ConnectionOptions = {}): Promise<Transport> {
  return host.kind === 'local' ? openLocal(host) : openSsh(host, settings, options)
}
