import { spawn } from 'node:child_process'
import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { waitUntil } from '../support/wait-until.ts'
import { askDocker, list } from './docker.ts'
import { LABEL, REGISTRY_ADDRESS, stateFolder } from './names.ts'

const pidFile = path.join(stateFolder, 'dockerd.pid')
const logFile = path.join(stateFolder, 'dockerd.log')

/**
 * Without the proxy in user space a port that nothing listens on is refused and a cut host is silent, as on a real network. The
 * mirror lets builds on this machine use the same names as the hosts.
 */
const FLAGS = ['--userland-proxy=false', `--registry-mirror=http://${REGISTRY_ADDRESS}`, '--log-level=warn']

export async function isEngineRunning(): Promise<boolean> {
  return (await askDocker(['version', '--format', '{{.Server.Version}}'])).code === 0
}

/** Returns whether it was started here. Safe when several processes do it at once: one of the daemons gives up by itself. */
export async function startEngine(): Promise<boolean> {
  if (await isEngineRunning()) return false
  mkdirSync(stateFolder, { recursive: true })
  const log = openSync(logFile, 'a')
  const child = spawn('dockerd', FLAGS, {
    detached: true,
    stdio: ['ignore', log, log],
    // iptables lives in /usr/sbin, which is not in everyone's PATH.
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }
  })
  closeSync(log)
  child.once('error', () => undefined)
  try {
    await waitUntil('the Docker Engine', isEngineRunning, 60)
  } catch (error) {
    throw new Error(`dockerd does not answer: ${readFileSync(logFile, 'utf8').slice(-1500)}`, { cause: error })
  }
  const isOurs = child.exitCode === null && child.pid !== undefined
  if (isOurs) writeFileSync(pidFile, `${child.pid} ${readStartTime(child.pid) ?? ''}\n`)
  child.unref()
  return isOurs
}

/** Ends the engine when the test bed started it and nobody else uses it; tells what was done. */
export async function endEngine(): Promise<string> {
  const pid = findOurEngine()
  if (pid === undefined) return (await isEngineRunning()) ? 'The Docker Engine is not ours: left running.' : 'No Docker Engine runs.'
  const all = await list(['ps', '--quiet'])
  const ours = await list(['ps', '--quiet', '--filter', `label=${LABEL}`])
  if (all.length > ours.length) return `The Docker Engine runs ${all.length - ours.length} containers that are not ours: left running.`
  process.kill(pid)
  await waitUntil('the end of the Docker Engine', () => findOurEngine() === undefined, 60)
  rmSync(pidFile, { force: true })
  return 'Docker Engine ended.'
}

/** The process id of the engine that we started, when it still runs. */
export function findOurEngine(): number | undefined {
  const [pid = '', startTime] = readText(pidFile).trim().split(' ')
  return pid !== '' && startTime !== undefined && readStartTime(Number(pid)) === startTime ? Number(pid) : undefined
}

/** In ticks since the machine booted: tells a process from a later one with the same id. */
export function readStartTime(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`)
  // The name, in parentheses, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? undefined : fields[19]
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
