import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stateFolder } from './names.ts'
import { runProgram } from './run-program.ts'

export interface ClientKey {
  readonly file: string
  readonly privateKey: string
  readonly publicKey: string
}

/** The key that every host of this machine's test bed lets in as deploy. Made once. */
export async function ensureClientKey(): Promise<ClientKey> {
  const file = path.join(stateFolder, 'client_key')
  if (!existsSync(file)) await makeKey(file)
  return { file, privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8').trim() }
}

/** Made aside and linked, the private key last, so that another process never sees half of it. */
async function makeKey(file: string): Promise<void> {
  mkdirSync(stateFolder, { recursive: true })
  const draft = `${file}.${process.pid}`
  await runProgram(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'deploy-kit test bed', '-f', draft])
  try {
    rmSync(`${file}.pub`, { force: true })
    linkSync(`${draft}.pub`, `${file}.pub`)
    linkSync(draft, file)
  } finally {
    rmSync(draft)
    rmSync(`${draft}.pub`)
  }
}
