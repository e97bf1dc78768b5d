import { readdirSync, readFileSync } from 'node:fs'

const PAUSE_MS = 20

/** What other users of this machine can see of its processes, gathered while something runs. Linux only. */
export interface ProcessWatch {
  /** Every command line that was seen, its words separated by blanks. */
  readonly commandLines: ReadonlySet<string>
  /** The environment of every process that has the mark. */
  readonly environments: ReadonlySet<string>
  stop(): void
}

/** `mark`: an assignment `NAME=value` in the environment of the processes whose environment is to be looked at. */
export function watchProcesses(mark: string): ProcessWatch {
  const commandLines = new Set<string>()
  const environments = new Set<string>()
  const look = (): void => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      commandLines.add(read(pid, 'cmdline').replaceAll('\0', ' '))
      const environment = read(pid, 'environ')
      if (environment.includes(mark)) environments.add(environment.replaceAll('\0', '\n'))
    }
  }
  look()
  const timer = setInterval(look, PAUSE_MS)
  return { commandLines, environments, stop: () => clearInterval(timer) }
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // It has ended, or is somebody else's.
    return ''
  }
}
