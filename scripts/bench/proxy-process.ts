import { startDelayingProxy } from '../../test/support/delaying-proxy.ts'

// A process of its own, so that it does not share a processor's time with what is measured through it.
const [port, oneWayMs] = process.argv.slice(2).map(Number)
const proxy = await startDelayingProxy({ target: { port: port ?? 0 }, oneWayMs: oneWayMs ?? 0 })
console.log(proxy.port)
process.stdin.resume().on('end', () => void proxy.close())
