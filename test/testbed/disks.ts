import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stateFolder } from './names.ts'
import { askProgram, runProgram } from './run-program.ts'

const FOLDER = path.join(stateFolder, 'disks')

/** A file system of its own, with an end that a test can reach. Takes of the machine's disk only what is written. Needs root. */
export async function makeDisk(name: string, sizeMegabytes: number): Promise<string> {
  const mountPoint = path.join(FOLDER, name)
  mkdirSync(mountPoint, { recursive: true })
  await runProgram(['truncate', `--size=${sizeMegabytes}M`, diskFile(name)])
  await runProgram(['mkfs.ext4', '-q', '-m', '0', diskFile(name)])
  await runProgram(['mount', '-o', 'loop', diskFile(name), mountPoint])
  rmSync(path.join(mountPoint, 'lost+found'), { recursive: true, force: true })
  return mountPoint
}

/** A disk that begins with what is on another one, which is not in use. */
export async function cloneDisk(name: string, from: string): Promise<string> {
  const mountPoint = path.join(FOLDER, name)
  mkdirSync(mountPoint, { recursive: true })
  await runProgram(['cp', '--sparse=always', '--reflink=auto', from, diskFile(name)])
  await runProgram(['mount', '-o', 'loop', diskFile(name), mountPoint])
  return mountPoint
}

/** The file with the disk's content. */
export function diskFile(name: string): string {
  return path.join(FOLDER, `${name}.img`)
}

/** The file stays. Safe to repeat. */
export async function detachDisk(name: string): Promise<void> {
  const mountPoint = path.join(FOLDER, name)
  if ((await askProgram(['mountpoint', '--quiet', mountPoint])).code === 0) await runProgram(['umount', mountPoint])
  rmSync(mountPoint, { recursive: true, force: true })
}

export async function removeDisk(name: string): Promise<void> {
  await detachDisk(name)
  rmSync(diskFile(name), { force: true })
}

/** The disks that there are, by name. */
export function listDisks(): readonly string[] {
  if (!existsSync(FOLDER)) return []
  return readdirSync(FOLDER).flatMap((name) => (name.endsWith('.img') ? [name.slice(0, -'.img'.length)] : []))
}
