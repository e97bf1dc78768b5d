import { readdirSync, readFileSync } from 'node:fs'

/**
 * Processes that have `NAME=value` in their environment: everything that a test server started, also what
 * detached itself with setsid. Linux only (elsewhere: none).
 */
export function findMarkedProcesses(name: string, value: string): readonly number[] {
  return listProcesses().filter((pid) => pid !== process.pid && hasVariable(pid, `${name}=${value}`))
}

export function endMarkedProcesses(name: string, value: string): void {
  // Again, because a process may have started another one between the listing and its end.
  for (let round = 0; round < 5; round++) {
    const pids = findMarkedProcesses(name, value)
    if (pids.length === 0) return
    for (const pid of pids) killQuietly(pid, 'SIGKILL')
  }
}

/** Children, their children and so on. */
export function findDescendants(parent: number): readonly number[] {
  const children = listProcesses().filter((pid) => readParent(pid) === parent)
  return [...children, ...children.flatMap(findDescendants)]
}

/** The name of the program, as the kernel has it (15 characters). */
export function readProgramName(pid: number): string {
  return readProcess(pid, 'comm').trim()
}

export function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended already.
  }
}

function listProcesses(): readonly number[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
  } catch {
    return []
  }
}

function hasVariable(pid: number, assignment: string): boolean {
  return readProcess(pid, 'environ').split('\0').includes(assignment)
}

function readParent(pid: number): number {
  // The name, in parentheses, may hold blanks and parentheses itself.
  const stat = readProcess(pid, 'stat')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
