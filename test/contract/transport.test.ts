import { openTransport } from '../../packages/engine/index.ts'
import { hostOf, settingsFor } from '../support/connection.ts'
import { startEmbeddedSshServer } from '../support/embedded-ssh-server.ts'
import { startSshd } from '../support/sshd.ts'
import { describeTransport } from './transport.ts'

describeTransport('local', async () => {
  const address = { address: '127.0.0.1', port: 22, user: 'deploy', knownHostsLine: '', privateKey: '' }
  const transport = await openTransport({ ...hostOf(address), kind: 'local' }, settingsFor(address))
  return { transport, stop: () => transport.close() }
})

describeTransport('ssh over OpenSSH', async () => {
  const server = await startSshd()
  const transport = await openTransport(hostOf(server), settingsFor(server))
  return { transport, breakConnection: () => server.killSessions(), stop: () => server.stop() }
})

describeTransport('ssh over the embedded server', async () => {
  const server = await startEmbeddedSshServer()
  const transport = await openTransport(hostOf(server), settingsFor(server))
  return { transport, breakConnection: () => server.dropConnections(), stop: () => server.close() }
})
