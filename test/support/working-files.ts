import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** What an application finds in its folder: `path: mode content`, links and folders too, without the kit's own records. */
export function listWorkingFiles(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  visit('')
  return found

  function visit(folder: string): void {
    for (const name of readdirSync(path.join(root, folder)).sort()) {
      const inner = path.join(folder, name)
      if (inner === '.deploy-kit') continue
      const file = path.join(root, inner)
      const stats = lstatSync(file)
      if (stats.isSymbolicLink()) found[inner] = `-> ${readlinkSync(file)}`
      else if (stats.isDirectory()) {
        found[`${inner}/`] = (stats.mode & 0o777).toString(8)
        visit(inner)
      } else found[inner] = `${(stats.mode & 0o777).toString(8)} ${readFileSync(file).subarray(0, 60).toString('latin1')}`
    }
  }
}
