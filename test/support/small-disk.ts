import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, rmdirSync, writeFileSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file system of its own for one deploy path, which can be filled to the last block. Linux, root. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves only so many bytes (a multiple of 4096). */
  fill(leaveBytes?: number): void
  /** No file more can be made. */
  fillInodes(): void
  /** Ends what `fill` and `fillInodes` did. */
  empty(): void
  /** Waits a moment for files that are still open for writing. */
  remount(mode: 'ro' | 'rw'): void
  remove(): void
}

/** Why there are none here, for the list of what was left out. */
export const whyNoSmallDisk = findObstacle()

export interface DiskSize {
  readonly sizeMiB: number
  readonly inodes: number
}

export function makeSmallDisk(parent: string, { sizeMiB, inodes }: DiskSize = { sizeMiB: 64, inodes: 20_000 }): SmallDisk {
  const folder = mkdtempSync(path.join(parent, 'disk-'))
  const options = `size=${sizeMiB}m,nr_inodes=${inodes},mode=755`
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  const filler = path.join(folder, 'filler')
  return {
    folder,
    fill: (leaveBytes = 0) => fillFile(filler, leaveBytes),
    fillInodes() {
      mkdirSync(filler)
      try {
        for (let count = 0; ; count++) writeFileSync(path.join(filler, String(count)), '')
      } catch (thrown) {
        if (!isFull(thrown)) throw thrown
      }
    },
    empty: () => rmSync(filler, { recursive: true, force: true }),
    remount: (mode) => remount(folder, `remount,${mode},${options}`),
    remove() {
      // Lazily: whatever still has a file open there does not keep the test from ending.
      execFileSync('umount', ['-l', folder])
      rmdirSync(folder)
    }
  }
}

/** The step before may just be closing its files; there is no event to wait for. */
function remount(folder: string, options: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      execFileSync('mount', ['-o', options, folder], { stdio: 'pipe' })
      return
    } catch (thrown) {
      if (attempt === 200) throw thrown
    }
  }
}

function fillFile(file: string, leaveBytes: number): void {
  const descriptor = openSync(file, 'w')
  let size = 0
  try {
    const chunk = Buffer.alloc(1024 * 1024)
    for (let length = chunk.length; length >= 4096; ) {
      try {
        size += writeSync(descriptor, chunk, 0, length)
      } catch (thrown) {
        if (!isFull(thrown)) throw thrown
        length /= 2
      }
    }
    ftruncateSync(descriptor, Math.max(0, Math.floor((size - leaveBytes) / 4096) * 4096))
  } finally {
    closeSync(descriptor)
  }
}

function isFull(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOSPC'
}

function findObstacle(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root can mount a small file system'
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'pipe' })
    execFileSync('umount', [folder], { stdio: 'pipe' })
    return undefined
  } catch {
    return 'no file system can be mounted here'
  } finally {
    if (readdirSync(folder).length === 0) rmdirSync(folder)
  }
}
