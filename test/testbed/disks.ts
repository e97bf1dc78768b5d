import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stateFolder } from './names.ts'
import { askProgram, runProgram } from './run-program.ts'

const FOLDER = path.join(stateFolder, 'disks')

/** A file system of its own, with an end that a test can reach. Takes of the machine's disk only what is written. Needs root. */
export async function makeDisk(name: string, sizeMegabytes: number): Promise<string> {
  const file = path.join(FOLDER, `${name}.img`)
  const mountPoint = path.join(FOLDER, name)
  mkdirSync(mountPoint, { recursive: true })
  await runProgram(['truncate', `--size=${sizeMegabytes}M`, file])
  await runProgram(['mkfs.ext4', '-q', '-m', '0', file])
  await runProgram(['mount', '-o', 'loop', file, mountPoint])
  rmSync(path.join(mountPoint, 'lost+found'), { recursive: true, force: true })
  return mountPoint
}

export async function removeDisk(name: string): Promise<void> {
  const mountPoint = path.join(FOLDER, name)
  if ((await askProgram(['mountpoint', '--quiet', mountPoint])).code === 0) await runProgram(['umount', mountPoint])
  rmSync(mountPoint, { recursive: true, force: true })
  rmSync(`${mountPoint}.img`, { force: true })
}

/** The disks that there are, by name. */
export function listDisks(): readonly string[] {
  if (!existsSync(FOLDER)) return []
  return readdirSync(FOLDER).flatMap((name) => (name.endsWith('.img') ? [name.slice(0, -'.img'.length)] : []))
}
