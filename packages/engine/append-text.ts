import { appendFile } from 'node:fs/promises'

/** Adds text to the end of a file on this machine; makes the file if it is missing. */
export async function appendText(path: string, text: string): Promise<void> {
  await appendFile(path, text)
}
