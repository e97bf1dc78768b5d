import { askDocker, docker, inspect } from './docker.ts'

/** Before and behind all other rules, so that what is forwarded to containers of the host is cut, too. */
const CUT_RULES = [
  ['raw', 'PREROUTING', '--in-interface'],
  ['mangle', 'POSTROUTING', '--out-interface']
] as const

export async function cut(container: string): Promise<void> {
  for (const [table, chain, direction] of CUT_RULES) await iptables(container, [table, '--insert', chain, direction])
}

export async function heal(container: string): Promise<void> {
  if ((await inspect(container, '{{.State.Paused}}')) === 'true') await docker(['unpause', container])
  for (const [table, chain, direction] of CUT_RULES) {
    // Deleting what is not there fails: the host was not cut, was cut twice, or was rebooted.
    for (let code = 0; code === 0; ) code = await iptables(container, [table, '--delete', chain, direction]).then(() => 0, () => 1)
  }
}

async function iptables(container: string, [table = '', ...rule]: readonly string[]): Promise<void> {
  await docker(['exec', container, 'iptables', '--wait', '--table', table, ...rule, 'eth0', '--jump', 'DROP'])
}

export async function freeze(container: string): Promise<void> {
  await docker(['pause', container])
}

/** In one piece as far as the file system allows, the rest byte by byte until it refuses. */
const FILL = `
free=$(df --output=avail --block-size=1 "$1" | tail -n 1)
fallocate --length "$((free > 4194304 ? free - 4194304 : 1))" "$1/.dk-fill" || exit
dd if=/dev/zero bs=64k oflag=append conv=notrunc of="$1/.dk-fill" 2>/dev/null
dd if=/dev/zero bs=1 count=65536 oflag=append conv=notrunc of="$1/.dk-fill" 2>/dev/null
test "$(df --output=avail --block-size=1 "$1" | tail -n 1)" -eq 0
`

export async function fill(container: string, mountPoint: string): Promise<void> {
  await docker(['exec', container, 'sh', '-c', FILL, 'sh', mountPoint])
}

export async function unfill(container: string, mountPoint: string): Promise<void> {
  await docker(['exec', container, 'rm', '-f', `${mountPoint}/.dk-fill`])
}

/** By its own systemd; the container starts again by itself. */
export async function reboot(container: string): Promise<void> {
  // The connection to the container may end before the command does.
  await askDocker(['exec', container, 'systemctl', 'reboot'])
}

export async function crash(container: string): Promise<void> {
  await docker(['kill', container])
  await docker(['start', container])
}
