import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Writes text files, for their owner only, into a folder of this machine that is made when missing. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text, { mode: 0o600 })
}
