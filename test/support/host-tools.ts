import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { render, type Command } from '../../packages/core/index.ts'

/** The programs that a kind of host has: its PATH. */
export interface HostTools {
  readonly name: string
  readonly path: string
}

/** Hosts with GNU tools, with busybox only, and with a file system that does not link. `folder` takes their bin folders. */
export function makeHostTools(folder: string): readonly HostTools[] {
  const system = '/usr/local/bin:/usr/bin:/bin'
  return [
    { name: 'GNU tools', path: system },
    { name: 'busybox', path: makeBusybox(path.join(folder, 'busybox')) },
    { name: 'GNU tools without hard links', path: `${makeNoLinks(path.join(folder, 'no-links'))}:${system}` }
  ]
}

export interface HostAnswer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command as a transport does: one line to the host's sh, and its standard input. */
export async function runOnHost(tools: HostTools, command: Command, stdin?: Readable): Promise<HostAnswer> {
  const rendered = render(command)
  const child = spawn('sh', ['-c', rendered.line], { env: { PATH: tools.path } })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const source = stdin ?? Readable.from([Buffer.from(typeof rendered.stdin === 'string' ? rendered.stdin : '')])
  // A program that refuses its input ends early, which is not the failure to tell; a source that fails is.
  let failure: Error | undefined
  source.once('error', (error) => (failure = error))
  await pipeline(source, child.stdin).catch(() => child.stdin.destroy())
  const code = await closed
  if (failure !== undefined) throw failure
  return { code, ...output }
}

function makeBusybox(bin: string): string {
  mkdirSync(bin, { recursive: true })
  const applets = spawnSync('busybox', ['--list'], { encoding: 'utf8' }).stdout.trim().split('\n')
  const program = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.trim()
  for (const applet of applets) symlinkSync(program, path.join(bin, applet))
  return bin
}

function makeNoLinks(bin: string): string {
  mkdirSync(bin, { recursive: true })
  writeProgram(path.join(bin, 'ln'), 'echo "ln: Operation not permitted" >&2; exit 1')
  writeProgram(path.join(bin, 'cp'), 'case $1 in -l*) echo "cp: Operation not permitted" >&2; exit 1 ;; esac; exec /bin/cp "$@"')
  return bin
}

function writeProgram(file: string, text: string): void {
  writeFileSync(file, `#!/bin/sh\n${text}\n`)
  chmodSync(file, 0o755)
}
