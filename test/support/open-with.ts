import type { HostAddress } from '../../packages/core/index.ts'
import { openLocal } from '../../packages/engine/transports/local.ts'
import type { Transport } from '../../packages/engine/index.ts'

/** This machine with other variables: what a host has in its PATH, or in its home. */
export function openWith(variables: Readonly<Record<string, string>>): (host: HostAddress) => Promise<Transport> {
  const words = Object.entries(variables).map(([name, value]) => `${name}=${value}; export ${name}; `)
  return async (host) => {
    const local = openLocal(host)
    return {
      host: local.host,
      run: (request) => local.run({ ...request, line: `${words.join('')}${request.line}` }),
      forward: (...to) => local.forward(...to),
      close: () => local.close()
    }
  }
}
