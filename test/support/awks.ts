// needs: mawk, gawk, original-awk, busybox
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'

export interface Awk {
  readonly name: string
  /** A PATH in which `awk` is this one. */
  readonly path: string
}

/** The programs that are `awk` on hosts: Debian's, Fedora's, Alpine's, and that of its authors (FreeBSD, and where it was chosen). */
export function makeAwks(folder: string): readonly Awk[] {
  return ['mawk', 'gawk', 'original-awk', 'busybox'].map((name) => {
    const bin = path.join(folder, name)
    mkdirSync(bin, { recursive: true })
    const program = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).stdout.trim()
    if (program === '') throw new Error(`${name} is not installed`)
    symlinkSync(program, path.join(bin, 'awk'))
    return { name, path: `${bin}:${process.env['PATH'] ?? ''}` }
  })
}
