import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { stateFolder } from './names.ts'

/**
 * Runs it while no other process of this machine does. The lock is held by a child that ends with its standard input, so that
 * even a process that is killed gives it back.
 */
export async function oneAtATime<T>(name: string, run: () => Promise<T>): Promise<T> {
  mkdirSync(stateFolder, { recursive: true })
  const words = [path.join(stateFolder, `${name}.lock`), 'sh', '-c', 'echo held; cat']
  const child = spawn('flock', words, { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  try {
    return await run()
  } finally {
    child.stdin.end()
  }
}
