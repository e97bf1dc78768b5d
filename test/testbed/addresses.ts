import net from 'node:net'
import { list } from './docker.ts'
import { LABEL } from './names.ts'

const PREFIX = '127.0.77.'
/** The label of a host that holds the last part of its address. */
export const ADDRESS_LABEL = `${LABEL}.address`
/** Beyond it, the registry. */
const LAST = 249

/** Loopback addresses that no host has, from a random one on: two processes that choose at the same time seldom choose the same. */
export async function findFreeAddresses(): Promise<readonly string[]> {
  const taken = new Set(await list(['ps', '--all', '--filter', `label=${ADDRESS_LABEL}`, '--format', `{{.Label "${ADDRESS_LABEL}"}}`]))
  const free = Array.from({ length: LAST }, (_, index) => `${PREFIX}${index + 1}`).filter((address) => !taken.has(address))
  const start = Math.floor(Math.random() * free.length)
  return [...free.slice(start), ...free.slice(0, start)]
}

/** The port itself, or 10000 more on a machine whose own server listens on every address. */
export async function publishedPort(address: string, port: number): Promise<number> {
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = net.createServer()
    server.once('error', resolve)
    server.listen(port, address, () => server.close(() => resolve(undefined)))
  })
  return error?.code === 'EADDRINUSE' ? port + 10_000 : port
}

/** Whether an SSH server greets there. */
export function hasSshGreeting(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, address)
    socket.setTimeout(2000, () => socket.destroy())
    socket.once('data', (data) => {
      resolve(data.toString('latin1').startsWith('SSH-2.0-'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
