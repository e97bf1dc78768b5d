import type { Listener } from '../../core/index.ts'
import type { Ending, Transport } from './transport.ts'

/** Tells every command and its ending as debug events. Lines never hold secrets: those travel by standard input. */
export function logged(transport: Transport, listen: Listener): Transport {
  const { host } = transport
  return {
    host,
    async run(request) {
      listen({ type: 'debug', host, message: `run: ${shorten(request.line)}` })
      const result = await transport.run(request)
      listen({ type: 'debug', host, message: `${describeEnding(result.ending)} after ${Math.round(result.durationMs)} ms: ${shorten(request.line)}` })
      return result
    },
    async forward(address, port) {
      listen({ type: 'debug', host, message: `open a stream to ${address}:${port}` })
      return await transport.forward(address, port)
    },
    close: () => transport.close()
  }
}

/** For people, completing "the command ...". */
export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `ended with exit code ${ending.code}`
    case 'signalled':
      return `was ended by ${ending.signal}`
    case 'timed-out':
      return 'took too long'
    case 'cancelled':
      return 'was cancelled'
    case 'connection-lost':
      return ending.sent ? 'lost its connection' : 'was not sent: the connection was lost'
    case 'unknown':
      return 'ended without telling how'
  }
}

/** The programs of the kit are long: the first line says enough. */
function shorten(line: string): string {
  const flat = line.trim().replaceAll(/\s*\n\s*/g, ' ')
  return flat.length <= 300 ? flat : `${flat.slice(0, 300)}...`
}
