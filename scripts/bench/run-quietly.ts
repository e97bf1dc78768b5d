import { spawn } from 'node:child_process'

/** Runs a program; throws with the end of what it said when it fails. */
export async function runQuietly(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const [program = '', ...words] = argv
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${errors.slice(-2000)}${output.slice(-500)}`)
  return output
}
