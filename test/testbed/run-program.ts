import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface ProgramOptions {
  readonly stdin?: string | Uint8Array
  readonly environment?: Readonly<Record<string, string>>
}

export interface ProgramAnswer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a program answers, however it ends; a program that cannot be started ends with 127. */
export async function askProgram(words: readonly string[], options: ProgramOptions = {}): Promise<ProgramAnswer> {
  const [program = '', ...args] = words
  const child = spawn(program, args, { env: { ...process.env, ...options.environment } })
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })
  // A program that ends without reading its input is judged by its exit code.
  child.stdin.on('error', () => undefined).end(options.stdin)
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, stdout, stderr }
}

/** The standard output, without the line break at its end; throws with the end of what was printed when it fails. */
export async function runProgram(words: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await askProgram(words, options)
  if (code === 0) return stdout.trimEnd()
  throw new Error(`${words.slice(0, 6).join(' ')} ended with ${code}: ${`${stdout}\n${stderr}`.trim().slice(-2000)}`)
}

export async function hasProgram(name: string): Promise<boolean> {
  return (await askProgram(['sh', '-c', 'PATH=$PATH:/usr/sbin:/sbin command -v "$1"', 'sh', name])).code === 0
}
