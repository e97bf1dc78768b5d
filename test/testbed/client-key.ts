import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stateFolder } from './names.ts'
import { runProgram } from './run-program.ts'

export interface ClientKey {
  readonly file: string
  readonly privateKey: string
  readonly publicKey: string
}

const FILE = path.join(stateFolder, 'client_key')

/** Makes the key that every host of this machine's test bed lets in as deploy, once. Not to be called twice at a time. */
export async function ensureClientKey(): Promise<void> {
  // The public part is written last.
  if (existsSync(`${FILE}.pub`)) return
  mkdirSync(stateFolder, { recursive: true })
  rmSync(FILE, { force: true })
  await runProgram(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'deploy-kit test bed', '-f', FILE])
}

export function readClientKey(): ClientKey {
  return { file: FILE, privateKey: readFileSync(FILE, 'utf8'), publicKey: readFileSync(`${FILE}.pub`, 'utf8').trim() }
}
