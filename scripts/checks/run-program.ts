import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { root } from './source-files.ts'

/** Runs a script of Node; its output when it fails. */
export async function runProgram(script: string, args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--no-warnings', script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return code === 0 ? [] : [`${stdout}${stderr}`.trim() || `${script} ended with ${code}`]
}
