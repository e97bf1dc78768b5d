import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly text: string
}

const FOLDERS = ['packages', 'actions', 'scripts', 'test', 'examples']

/** Every TypeScript and JavaScript file that was written by hand. */
export async function findSourceFiles(): Promise<readonly SourceFile[]> {
  const found = await Promise.all(FOLDERS.map(findIn))
  return found.flat()
}

async function findIn(folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js)$/.test(entry.name) && !/\/node_modules(\/|$)/.test(entry.parentPath))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  return Promise.all(files.map(async (file) => ({ path: path.relative(root, file), text: await readFile(file, 'utf8') })))
}
