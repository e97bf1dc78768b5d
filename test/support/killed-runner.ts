import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OperationName } from '../../packages/operations/index.ts'
import type { FaultApplication, Version } from './fault-application.ts'
import type { Scratch } from './scratch.ts'
import type { Sshd } from './sshd.ts'
import type { Moment } from './step-moments.ts'
import { waitUntil } from './wait-until.ts'

/** When a runner is to be killed. */
export interface Death {
  readonly step: string
  readonly moment: Moment
}

export interface DeathOrders {
  readonly operation: OperationName
  readonly death: Death
  readonly texts: Readonly<Record<string, string>>
  readonly runId: string
  /** The deploy path as this machine sees it; default: as the host does. */
  readonly root?: string
}

export interface KilledRunner {
  readonly scratch: Scratch
  readonly app: FaultApplication
  readonly version: Version
  readonly death: Death
  readonly texts?: Readonly<Record<string, string>>
}

/** Of a run that is to die: long enough for a busy machine to come to where it dies. */
export const HASTY = { 'confirm-timeout': '3s' }

/**
 * Deploys from another process, which is killed with SIGKILL at the given moment. Returns the id of its run.
 * Throws when the process ended in another way.
 */
export function deployAndDie({ scratch, app, version, death, texts }: KilledRunner): Promise<string> {
  return runAndDie(scratch, { operation: 'ssh-deploy', death, texts: { ...app.textsOf(version), ...HASTY, ...texts } })
}

/** The same, for any operation, with all of its inputs; or when `killWhen` has come, if that is earlier. */
export async function runAndDie(scratch: Scratch, dying: Omit<DeathOrders, 'runId'>, killWhen?: Promise<unknown>): Promise<string> {
  const file = scratch.next('orders.json')
  const runId = randomBytes(6).toString('hex')
  const orders: DeathOrders = { ...dying, runId }
  writeFileSync(file, JSON.stringify(orders), { mode: 0o600 })
  const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'killed-deploy.ts')
  const child = spawn(process.execPath, ['--no-warnings', program, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(scratch.folder, 'compile-cache') }
  })
  void killWhen?.then(
    () => child.kill('SIGKILL'),
    () => undefined
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (...ending) => resolve(ending))
  })
  if (signal !== 'SIGKILL') throw new Error(`The runner ended with ${signal ?? code} instead of being killed: ${output}`)
  return runId
}

/** Until everything that a dead run left on the host has come to its end: its steps, and its guard (by the guard's folder). */
export async function leaveAlone(sshd: Sshd, guard: string): Promise<void> {
  // The cheap look first: a guard takes its time.
  const isOver = (): boolean => !existsSync(`${guard}/go-back`) || ['status', 'confirmed'].some((name) => existsSync(`${guard}/${name}`))
  await waitUntil('the guard has ended', isOver, 60)
  await waitUntil('the host is idle', () => isOver() && sshd.isIdle(), 60)
}
