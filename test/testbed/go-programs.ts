import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { hashOf } from './image-inputs.ts'
import { withBases, type ImageName } from './image-recipes.ts'
import { stateFolder } from './names.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { hasProgram, runProgram } from './run-program.ts'

/**
 * Builds the programs of images whose folder has a go.mod, which names it by `tool`: from the Go module proxy that this machine is set up with, verified by
 * Go's checksum database. Takes minutes the first time and then nothing, so it is done before anybody waits for the test bed's lock.
 */
export async function buildGoPrograms(images: readonly ImageName[], { folder, onProgress }: { readonly folder: string; readonly onProgress: (line: string) => void }): Promise<void> {
  for (const { name } of withBases(images)) {
    const context = path.join(folder, name)
    if (hasGoProgram(context) && !existsSync(placeOf(context))) await oneAtATime('go', () => build(context, onProgress))
  }
}

export function hasGoProgram(context: string): boolean {
  return existsSync(path.join(context, 'go.mod'))
}

/** Puts the program into the folder that an image is built from. */
export function takeGoProgram(context: string): void {
  copyFileSync(placeOf(context), path.join(context, 'program'))
}

function placeOf(context: string): string {
  return path.join(stateFolder, `go-program-${hashOf([readFileSync(path.join(context, 'go.mod'), 'utf8')]).slice(0, 12)}`)
}

async function build(context: string, onProgress: (line: string) => void): Promise<void> {
  const place = placeOf(context)
  // Another process may have been faster.
  if (existsSync(place)) return
  if (!(await hasProgram('go'))) throw new Error(`${path.basename(context)} is built by Go, which is not installed`)
  onProgress(`${path.basename(context)} is built by Go, which takes some minutes`)
  const folder = mkdtempSync(path.join(stateFolder, 'go-build-'))
  try {
    copyFileSync(path.join(context, 'go.mod'), path.join(folder, 'go.mod'))
    const program = path.join(folder, 'program')
    const environment = { CGO_ENABLED: '0', GOTOOLCHAIN: process.env['GOTOOLCHAIN'] ?? 'auto' }
    await runProgram(['nice', '-n', '10', 'go', '-C', folder, 'build', '-mod=mod', '-trimpath', '-ldflags=-s -w', '-o', program, 'tool'], { environment })
    renameSync(program, place)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
