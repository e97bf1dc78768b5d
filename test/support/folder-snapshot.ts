import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** What differs between two snapshots, in few lines; '' when nothing does. */
export function compareSnapshots(before: string, after: string): string {
  const [old, now] = [new Set(before.split('\n')), new Set(after.split('\n'))]
  const gone = [...old].filter((line) => !now.has(line)).map((line) => `- ${line}`)
  const added = [...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`)
  return [...gone.slice(0, 3), ...added.slice(0, 3)].join('\n')
}

/** Everything in a folder, byte for byte, with modes, owners and times of change; 'nothing' when it does not exist. */
export function snapshotFolder(folder: string): string {
  const lines: string[] = []
  visit(folder)
  return lines.length === 0 ? 'nothing' : lines.join('\n')

  function visit(place: string): void {
    const stats = lstatSync(place, { bigint: true, throwIfNoEntry: false })
    if (stats === undefined) return
    const content = stats.isFile() ? createHash('sha256').update(readFileSync(place)).digest('hex') : stats.isSymbolicLink() ? readlinkSync(place) : ''
    lines.push([path.relative(folder, place), stats.mode.toString(8), stats.uid, stats.gid, stats.ino, stats.mtimeNs, stats.ctimeNs, content].join(' '))
    if (stats.isDirectory()) for (const name of readdirSync(place).sort()) visit(path.join(place, name))
  }
}
