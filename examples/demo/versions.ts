import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const example = path.resolve(import.meta.dirname, '../hello-node')

/** The sample application as it is. */
export function makeFirstVersion(folder: string): string {
  cpSync(example, folder, { recursive: true, filter: (file) => !/\/(data|run|\.env)$/.test(file) })
  return folder
}

/** A change that visitors see. */
export function makeSecondVersion(folder: string): string {
  makeFirstVersion(folder)
  edit(path.join(folder, 'src/settings.mjs'), "'Hello'", "'Good day'")
  edit(path.join(folder, '.env.production.example'), 'GREETING=Hello', 'GREETING=Good day')
  return folder
}

/** Waits for a server that does not exist before it listens, so that it never becomes healthy. */
export function makeBrokenVersion(folder: string): string {
  makeSecondVersion(folder)
  edit(
    path.join(folder, 'src/worker.mjs'),
    'const settings =',
    "console.log('Waiting for the payment server ...')\nawait new Promise((resolve) => setTimeout(resolve, 3_600_000))\nconst settings ="
  )
  return folder
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}: the sample application has changed`)
  writeFileSync(file, text.replace(from, to))
}
