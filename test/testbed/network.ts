import { readFileSync } from 'node:fs'
import { askDocker, inspect } from './docker.ts'
import { LABEL, NETWORK } from './names.ts'

/** Safe to repeat, also by several processes at once. */
export async function ensureNetwork(): Promise<void> {
  if ((await inspect(NETWORK, '{{.Id}}', 'network')) !== undefined) return
  const options = ['--label', LABEL, '--opt', `com.docker.network.driver.mtu=${readMtu()}`]
  const { code, stderr } = await askDocker(['network', 'create', ...options, NETWORK])
  if (code !== 0 && !stderr.includes('already exists')) throw new Error(`The network ${NETWORK} cannot be made: ${stderr.trim()}`)
}

/** Of the way out of this machine: larger packets would be lost behind it. */
function readMtu(): string {
  try {
    const routes = readFileSync('/proc/net/route', 'utf8').split('\n').map((line) => line.split('\t'))
    const device = routes.find(([, destination]) => destination === '00000000')?.[0]
    return device === undefined ? '1500' : readFileSync(`/sys/class/net/${device}/mtu`, 'utf8').trim()
  } catch {
    return '1500'
  }
}
