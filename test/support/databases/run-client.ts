import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

export interface ClientCall {
  readonly program: string
  readonly args: readonly string[]
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a database's own client, and gives what it wrote; throws with its last words when it fails. */
export async function runClient({ program, args, input = '', environment = {} }: ClientCall): Promise<string> {
  const child = spawn(program, args, { env: { ...process.env, ...environment } })
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // A client that stops at an error in the middle closes its input early; the error to tell is its own.
  const sent = pipeline([input], child.stdin).catch(() => undefined)
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), code, sent])
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(-2000)}`)
  return stdout
}
