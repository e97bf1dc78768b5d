import { randomBytes } from 'node:crypto'
import { waitUntil } from '../support/wait-until.ts'
import { ADDRESS_LABEL, findFreeAddresses, hasSshGreeting, publishedPort } from './addresses.ts'
import { readClientKey } from './client-key.ts'
import { cloneDisk, makeDisk } from './disks.ts'
import { askDocker, docker, inspect } from './docker.ts'
import { findEngineDisk } from './engine-disk.ts'
import { readStartTime } from './engine.ts'
import * as faults from './host-faults.ts'
import { localName } from './image-recipes.ts'
import { LABEL, NETWORK, OWNER_LABEL } from './names.ts'
import { removeHost } from './remove-hosts.ts'
import type { TargetHost, TargetOptions } from './target-host.ts'

const DEFAULT_NAME = 'web1'
const DEFAULT_DISKS = { '/srv': 512 }
const PORTS = [22, 80, 443]

/** Boots a host of this process's own, and returns when everything on it is up. */
export async function startTarget(options: TargetOptions = {}): Promise<TargetHost> {
  const container = `dk-${options.name ?? DEFAULT_NAME}-${randomBytes(3).toString('hex')}`
  try {
    await createHost(container, options, ['--label', `${OWNER_LABEL}=${process.pid} ${readStartTime(process.pid) ?? ''}`])
    const host = await connectHost(container, options)
    await requireRunning(host)
    return host
  } catch (error) {
    await removeHost(container)
    throw error
  }
}

/** Starts the container, without waiting for the host in it. Throws when the name is taken. */
export async function createHost(container: string, options: TargetOptions, words: readonly string[] = []): Promise<void> {
  const key = readClientKey()
  const labels = ['--label', LABEL, ...words, '--hostname', options.name ?? DEFAULT_NAME]
  const power = ['--privileged', '--cgroupns', 'private', '--restart', 'always', '--network', NETWORK]
  const disks = await makeDisks(container, options)
  const image = localName(options.docker === true ? 'target-docker' : 'target')
  for (const address of await findFreeAddresses()) {
    const place = ['--label', `${ADDRESS_LABEL}=${address}`, ...(await publishFlags(address, options)), ...disks]
    const given = ['--env', `DK_AUTHORIZED_KEY=${key.publicKey}`]
    const { code, stderr } = await askDocker(['run', '--detach', '--name', container, ...labels, ...power, ...place, ...given, image])
    if (code === 0) return
    // Another process was faster to take the address; the container is made nevertheless.
    if (!/port is already allocated|address already in use/.test(stderr)) throw new Error(`${container} does not start: ${stderr.trim()}`)
    await askDocker(['rm', '--force', '--volumes', container])
  }
  throw new Error('The test bed has no free address left: npm run testbed status shows its hosts')
}

/** A host with a unit that failed is a defect of the test bed, and would be taken for one of what is tested. */
async function requireRunning(host: TargetHost): Promise<void> {
  const { stdout: state } = await host.ask('systemctl is-system-running')
  if (state.trim() === 'running') return
  throw new Error(`${host.container} is ${state.trim()}: ${await host.exec('systemctl --failed --no-legend')}`)
}

/** Waits until a started host is up. */
export async function connectHost(container: string, options: TargetOptions): Promise<TargetHost> {
  await waitForBoot(container)
  const key = readClientKey()
  const published = await readPublished(container)
  const disks = Object.keys(options.disks ?? DEFAULT_DISKS)
  const address = published.get(22)?.address ?? ''
  const port = requireEntry(published, 22).port
  const readFile = (file: string): Promise<string> => readExactly(container, file)
  const [type = '', hostKey = ''] = (await readFile('/etc/ssh/ssh_host_ed25519_key.pub')).split(' ')
  return {
    name: options.name ?? DEFAULT_NAME,
    container,
    address,
    port,
    user: 'deploy',
    knownHostsLine: `${port === 22 ? address : `[${address}]:${port}`} ${type} ${hostKey}`,
    privateKey: key.privateKey,
    privateKeyPath: key.file,
    portOf: (inside) => requireEntry(published, inside).port,
    exec: (command) => docker(['exec', container, 'sh', '-c', command]),
    ask: (command) => askDocker(['exec', container, 'sh', '-c', command]),
    readFile,
    async writeFile(file, text) {
      const words = ['sh', '-c', 'mkdir -p "$(dirname "$1")" && cat > "$1"', 'sh', file]
      await docker(['exec', '--interactive', container, ...words], { stdin: text })
    },
    reboot: () => restart(container, faults.reboot),
    crash: () => restart(container, faults.crash),
    cut: () => faults.cut(container),
    freeze: () => faults.freeze(container),
    heal: () => faults.heal(container),
    fill: (path) => faults.fill(container, requireDisk(disks, path)),
    unfill: (path) => faults.unfill(container, requireDisk(disks, path)),
    stop: () => removeHost(container)
  }
}

/** With every line break at the end. */
async function readExactly(container: string, file: string): Promise<string> {
  const { code, stdout, stderr } = await askDocker(['exec', container, 'cat', file])
  if (code !== 0) throw new Error(`${container}: ${stderr.trim()}`)
  return stdout
}

async function restart(container: string, stop: (container: string) => Promise<void>): Promise<void> {
  const readState = (): Promise<string | undefined> => inspect(container, '{{.State.StartedAt}} {{.State.Running}}')
  const before = await readState()
  await stop(container)
  const isNew = (state: string | undefined): boolean => state !== before && state?.endsWith('true') === true
  await waitUntil(`${container} to start again`, async () => isNew(await readState()), 60)
  await waitForBoot(container)
}

/** Until sshd answers and no unit is being started any more; a unit that failed is not waited for. */
async function waitForBoot(container: string): Promise<void> {
  const { address, port } = await waitUntil(`${container} to start`, async () => (await readPublished(container)).get(22), 60)
  await waitUntil(`sshd of ${container}`, () => hasSshGreeting(address, port), 60)
  await askDocker(['exec', container, 'systemctl', 'is-system-running', '--wait'])
}

type Published = ReadonlyMap<number, { readonly address: string; readonly port: number }>

/** Where the ports of the host are reached, by port; empty while it does not run. */
async function readPublished(container: string): Promise<Published> {
  const { stdout } = await askDocker(['port', container])
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [, inside, address = '', port] = /^(\d+)\/tcp -> ([\d.]+):(\d+)$/.exec(line) ?? []
      return inside === undefined ? [] : [[Number(inside), { address, port: Number(port) }] as const]
    })
  )
}

function requireEntry(published: Published, port: number): { readonly address: string; readonly port: number } {
  const entry = published.get(port)
  if (entry === undefined) throw new Error(`Port ${port} is not published: name it in \`ports\``)
  return entry
}

/** Anything else is the disk of this machine. */
function requireDisk(disks: readonly string[], path: string): string {
  if (disks.includes(path)) return path
  throw new Error(`${path} has no disk of its own: name it in \`disks\`. There are: ${disks.join(', ')}`)
}

async function makeDisks(container: string, { disks, docker: hasEngine }: TargetOptions): Promise<readonly string[]> {
  const flags = Object.entries(disks ?? DEFAULT_DISKS).map(async ([mountPoint, sizeMegabytes], index) => {
    return ['--volume', `${await makeDisk(`${container}.${index}`, sizeMegabytes)}:${mountPoint}`]
  })
  const prepared = hasEngine === true && disks === undefined ? findEngineDisk() : undefined
  const engine = prepared === undefined ? [] : ['--volume', `${await cloneDisk(`${container}.engine`, prepared)}:/var/lib/docker`]
  return [...(await Promise.all(flags)).flat(), ...engine]
}

async function publishFlags(address: string, { ports = [] }: TargetOptions): Promise<readonly string[]> {
  const flags = [...PORTS, ...ports].map(async (port) => ['--publish', `${address}:${await publishedPort(address, port)}:${port}`])
  return (await Promise.all(flags)).flat()
}
