import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { PROCESS_FUNCTIONS } from '../../packages/core/index.ts'

/** The id of the process that leads a step or a guard, by its folder. */
export function leaderOf(folder: string): number {
  return Number.parseInt(readFileSync(`${folder}/process`, 'utf8'), 10)
}

/** What a step or guard that is led by this process has in its file `process`. */
export function describeProcess(pid: number | undefined): string {
  return execFileSync('sh', ['-c', `${PROCESS_FUNCTIONS}find_process "$1"; printf '%s\\n' "$process"`, 'sh', String(pid)], { encoding: 'utf8' })
}
