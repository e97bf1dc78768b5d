import { listDisks, removeDisk } from './disks.ts'
import { askDocker, docker, list } from './docker.ts'
import { readStartTime } from './engine.ts'
import { LABEL, OWNER_LABEL } from './names.ts'

/** Removes one host with its disks. Safe to repeat. */
export async function removeHost(container: string): Promise<void> {
  const { code, stderr } = await askDocker(['rm', '--force', '--volumes', container])
  if (code !== 0 && !stderr.includes('No such container')) throw new Error(`${container} cannot be removed: ${stderr.trim()}`)
  const disks = listDisks().filter((name) => name.startsWith(`${container}.`))
  await Promise.all(disks.map(removeDisk))
}

/** Removes the hosts of processes that ended without stopping them. */
export async function removeLeftovers(): Promise<void> {
  const format = `{{.Names}}|{{.Label "${OWNER_LABEL}"}}`
  const hosts = await list(['ps', '--all', '--filter', `label=${OWNER_LABEL}`, '--format', format])
  const left = hosts.map((line) => line.split('|')).filter(([, owner = '']) => !isRunning(owner))
  await Promise.all(left.map(([container = '']) => removeHost(container)))
}

/** Removes every container, network and volume of the test bed. Images stay: they are the cache. */
export async function removeEverything(): Promise<void> {
  const containers = await list(['ps', '--all', '--filter', `label=${LABEL}`, '--format', '{{.Names}}'])
  await Promise.all(containers.map(removeHost))
  await Promise.all(listDisks().map(removeDisk))
  for (const kind of ['network', 'volume']) {
    const names = await list([kind, 'ls', '--filter', `label=${LABEL}`, '--format', '{{.Name}}'])
    if (names.length > 0) await docker([kind, 'rm', ...names])
  }
}

function isRunning(owner: string): boolean {
  const [pid, startTime] = owner.split(' ')
  return readStartTime(Number(pid)) === startTime
}
