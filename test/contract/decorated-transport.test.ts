import { systemClock } from '../../packages/engine/clock.ts'
import { logged } from '../../packages/engine/transports/logged.ts'
import { openLocal } from '../../packages/engine/transports/local.ts'
import { openSsh } from '../../packages/engine/transports/ssh.ts'
import { readOnly } from '../../packages/engine/transports/read-only.ts'
import { reconnecting } from '../../packages/engine/transports/reconnecting.ts'
import type { Transport } from '../../packages/engine/transports/transport.ts'
import { hostOf, settingsFor } from '../support/connection.ts'
import { startEmbeddedSshServer } from '../support/embedded-ssh-server.ts'
import { describeTransport } from './transport.ts'

const here = { name: 'here', kind: 'local', address: '', port: 0, user: '' } as const

/** The contract is asked of reads: what the decorator lets through goes through unchanged. */
function asReads(transport: Transport): Transport {
  const guarded = readOnly(transport)
  return { ...guarded, run: (request) => guarded.run({ ...request, effect: 'read' }) }
}

describeTransport('logged', () => Promise.resolve({ transport: logged(openLocal(here), () => undefined), stop: () => Promise.resolve() }))

describeTransport('read-only', () => Promise.resolve({ transport: asReads(openLocal(here)), stop: () => Promise.resolve() }))

describeTransport('reconnecting', async () => {
  const server = await startEmbeddedSshServer()
  const open = (): Promise<Transport> => openSsh(hostOf(server), settingsFor(server))
  return { transport: reconnecting({ first: await open(), open, clock: systemClock }), stop: () => server.close() }
})
