import { spawn } from 'node:child_process'
import path from 'node:path'

export interface CliRun {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Called with all output so far, whenever there is more; may send a signal. */
  readonly watch?: (output: string, kill: (signal: NodeJS.Signals) => void) => void
}

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const MAIN = path.resolve(import.meta.dirname, '../../packages/cli/main.ts')

/** Runs the command line from its sources, as its own process and without a terminal. */
export function runCli(argv: readonly string[], { cwd, env = {}, watch }: CliRun): Promise<CliResult> {
  const child = spawn(process.execPath, ['--no-warnings', MAIN, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, XDG_CACHE_HOME: path.join(cwd, '.cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let stdout = ''
  let stderr = ''
  const tell = (): void => watch?.(stdout + stderr, (signal) => child.kill(signal))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    tell()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    tell()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
