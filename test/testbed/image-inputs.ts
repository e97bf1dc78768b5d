import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { askDocker, inspect } from './docker.ts'
import { INPUTS_LABEL } from './names.ts'

/** The hash that an image carries of what it was built from; undefined when there is no such image. */
export async function findInputs(image: string): Promise<string | undefined> {
  return inspect(image, `{{index .Config.Labels "${INPUTS_LABEL}"}}`, 'image')
}

export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Names and contents. */
export function readFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).sort()
  return names.flatMap((name) => [name, readFileSync(path.join(folder, name), 'utf8')])
}

/** Its id. */
export async function findImage(name: string): Promise<string | undefined> {
  return inspect(name, '{{.Id}}', 'image')
}

/** The engine refuses while a container still uses it; the next build of the image does not know of it then. */
export async function removeOutdated(id: string | undefined): Promise<void> {
  if (id !== undefined) await askDocker(['image', 'rm', id])
}
