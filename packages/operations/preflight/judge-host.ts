import { renderSize } from '../../core/index.ts'
import type { HostFacts, PlaceFacts, PortHolder, SpaceFacts, ToolFacts } from './facts.ts'
import { ok, problem, warning, type Finding } from './findings.ts'
import { findVersion, isAtLeast, type ToolRequirement } from './tool-versions.ts'

export interface HostNeeds {
  readonly path: string
  readonly bytes: number
  /** What must stay free on any disk. */
  readonly margin: number
  readonly inodes: number
  readonly tools: readonly ToolRequirement[]
  readonly ports: readonly number[]
  readonly repairs: boolean
}

/** Every finding about one host, in the order of its table. */
export function judgeHost(facts: HostFacts, needs: HostNeeds): readonly Finding[] {
  return [
    judgeConnection(facts),
    ...judgeClock(facts),
    judgeNoise(facts.noise),
    judgeLayout(facts.place, needs),
    judgePermission(facts, needs),
    ...judgeSpace(facts.place, needs),
    ...needs.tools.map((tool) => judgeTool(tool, facts.tools[tool.name])),
    ...needs.ports.map((port) => judgePort(port, facts)),
    ...judgeLock(facts.place, needs)
  ]
}

function judgeConnection({ roundTripMs, place }: HostFacts): Finding {
  return ok('connection', `logged in as ${place.user}${roundTripMs === undefined ? '' : `, round trip ${Math.round(roundTripMs)} ms`}`)
}

const CLOCK_WARNING_SECONDS = 30
const CLOCK_PROBLEM_SECONDS = 300

function judgeClock({ clockAheadSeconds }: HostFacts): readonly Finding[] {
  if (clockAheadSeconds === undefined) return []
  const size = Math.abs(clockAheadSeconds)
  const found = size <= 1 ? 'agrees' : `${size} s ${clockAheadSeconds > 0 ? 'ahead of' : 'behind'} this machine`
  const remedy = 'Synchronise the clock of the host, and of this machine: timedatectl set-ntp true'
  if (size > CLOCK_PROBLEM_SECONDS) return [problem('clock', found, remedy)]
  return [size > CLOCK_WARNING_SECONDS ? warning('clock', found, remedy) : ok('clock', found)]
}

function judgeNoise(noise: string): Finding {
  if (noise === '') return ok('login profile', 'silent')
  const shown = JSON.stringify(noise.replaceAll(/\s+/g, ' ').slice(0, 80))
  const remedy = 'Print only in interactive shells: begin .bashrc with: case $- in *i*) ;; *) return ;; esac'
  return warning('login profile', `prints ${shown} for every command`, remedy)
}

function judgeLayout({ kind, live, releases, partial, foreign }: PlaceFacts, { path }: HostNeeds): Finding {
  if (kind === 'other') return problem('layout', `${path} is not a folder`, `Remove or rename ${path}, or deploy to another path`)
  if (kind === 'absent') return ok('layout', `${path} does not exist yet: first deploy`)
  const parts = [
    live === undefined ? 'nothing of ours is live' : `${live} is live`,
    releases === 0 ? '' : `${releases} releases`,
    partial === 0 ? '' : `${partial} unfinished uploads`,
    foreign === 0 ? '' : `${foreign} other entries`
  ]
  return ok('layout', parts.filter((part) => part !== '').join(', '))
}

function judgePermission({ place, sudo }: HostFacts, { path, repairs }: HostNeeds): Finding {
  const check = 'write permission'
  const { user, closed, nearest } = place
  if (place.path.isReadOnly) {
    const remedy = `Mount ${place.path.mountPoint} writable: sudo mount -o remount,rw ${place.path.mountPoint}`
    return problem(check, `the file system of ${nearest} is mounted read-only`, remedy, 'DK_PERMISSION_DENIED')
  }
  if (closed.length === 0) return ok(check, `${user} may write in ${nearest}`)
  const owners = closed.map(({ folder, owner }) => (owner === '' ? folder : `${folder} (of ${owner})`)).join(', ')
  const found = `${user} may not write in ${owners}`
  const byHand = renderRepair(place, path)
  if (repairs && sudo === 'ready') return warning(check, found, `Repaired by: ${byHand.replaceAll('sudo ', 'sudo -n ')}`)
  const obstacle = sudo === 'missing' ? 'there is no sudo' : 'sudo asks for a password'
  const instead = repairs ? ` (repair-permissions cannot: ${obstacle})` : ', or use repair-permissions'
  return problem(check, found, `On the host: ${byHand}${instead}`, 'DK_PERMISSION_DENIED')
}

function renderRepair({ kind, closed, user }: PlaceFacts, path: string): string {
  if (kind === 'absent') return `sudo mkdir -p ${path} && sudo chown ${user} ${path}`
  return `sudo chown ${user} ${closed.map(({ folder }) => folder).join(' ')}`
}

const TEMPORARY_BYTES = 10 * 1024 ** 2
const TEMPORARY_INODES = 100

function judgeSpace({ path, temporary }: PlaceFacts, { bytes, inodes }: HostNeeds): readonly Finding[] {
  return [
    judgeDisk('disk', path, bytes),
    ...judgeInodes('inodes', path, inodes),
    judgeDisk('disk for temporary files', temporary, TEMPORARY_BYTES),
    ...judgeInodes('inodes for temporary files', temporary, TEMPORARY_INODES)
  ]
}

export function judgeDisk(check: string, { freeBytes, mountPoint }: SpaceFacts, needed: number): Finding {
  if (freeBytes === undefined) return warning(check, 'df does not tell', `At least ${renderSize(needed)} free`)
  const found = `${renderSize(freeBytes)} free on ${mountPoint}`
  if (freeBytes >= needed) return ok(check, found)
  return problem(check, found, `At least ${renderSize(needed)}: remove what is not needed (old logs, images, releases)`, 'DK_DISK_FULL')
}

/** Nothing where inodes are made as they are needed. */
function judgeInodes(check: string, { freeInodes, mountPoint }: SpaceFacts, needed: number): readonly Finding[] {
  if (freeInodes === undefined) return []
  const found = `${freeInodes} free on ${mountPoint}`
  if (freeInodes >= needed) return [ok(check, found)]
  return [problem(check, found, `At least ${needed}: remove small files that are not needed (caches, old releases)`, 'DK_DISK_FULL')]
}

function judgeTool({ name, minimum }: ToolRequirement, facts: ToolFacts | undefined): Finding {
  const wanted = minimum === undefined ? name : `${name} ${minimum} or newer`
  if (facts?.isThere !== true) return problem(name, 'not found', `Install ${wanted} on the host, in the PATH of non-interactive shells`)
  if (minimum === undefined) return ok(name, 'found')
  const version = findVersion(facts.text)
  if (version === undefined) return warning(name, 'does not tell its version', `Check that it is ${wanted}`)
  return isAtLeast(version, minimum) ? ok(name, version) : problem(name, version, `Install ${wanted}`)
}

/**
 * A port that is held may be held by the application that is to be replaced: it is a problem only when the holder is seen,
 * is not in the deploy path, and nothing is deployed there yet.
 */
function judgePort(port: number, { ports, place }: HostFacts): Finding {
  const check = `port ${port}`
  if (ports === 'unknown') return warning(check, 'cannot be told on this host', `Check that port ${port} is free`)
  const holders = ports.filter((holder) => holder.port === port)
  const holder = holders.find(({ pid }) => pid !== undefined) ?? holders[0]
  if (holder === undefined) return ok(check, 'free')
  const found = `held by ${describeHolder(holder)}`
  if (holder.isOurs) return ok(check, `${found}, of this application`)
  const isForeign = holder.pid !== undefined && place.live === undefined && place.foreign === 0
  if (isForeign) return problem(check, found, `Stop it (kill ${holder.pid}), or give the application another port`)
  return warning(check, found, 'Stop it, or give the application another port, unless it is the application itself')
}

function describeHolder({ pid, uid, command }: PortHolder): string {
  return pid === undefined ? `a process of user id ${uid}` : `process ${pid}${command === '' ? '' : `: ${command}`}`
}

function judgeLock({ lock }: PlaceFacts, { path }: HostNeeds): readonly Finding[] {
  if (lock === undefined) return [ok('deploy lock', 'free')]
  const found = lock === '' ? 'held' : `held by ${lock}`
  return [warning('deploy lock', found, `Wait for that run; if it is dead the lock expires, or: deploy-kit unlock --path ${path}`)]
}
