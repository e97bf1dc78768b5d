import { createHash } from 'node:crypto'
import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pick, type Random } from './generated-words.ts'

/** A change of the files of a backup that nobody may restore. */
export interface Damage {
  readonly name: string
  /** `folder`: of the backup. */
  apply(folder: string): void
}

/** Flips one bit, anywhere in the file. */
export function flipBit(random: Random, file: string, size: number): Damage {
  return flipBitAt(file, Math.floor(random() * size), Math.floor(random() * 8))
}

export function flipBitAt(file: string, at: number, bit = 0): Damage {
  return {
    name: `bit ${bit} of byte ${at} of ${file} flipped`,
    apply(folder) {
      const bytes = readFileSync(path.join(folder, file))
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
      writeFileSync(path.join(folder, file), bytes)
    }
  }
}

export function truncateTo(file: string, length: number): Damage {
  return { name: `${file} cut to ${length} bytes`, apply: (folder) => truncateSync(path.join(folder, file), length) }
}

/** At its borders, and at a place by chance. */
export function listTruncations(random: Random, file: string, size: number): readonly Damage[] {
  const lengths = new Set([0, 1, Math.floor(size / 2), size - 1, Math.floor(random() * size)])
  return [...lengths].filter((length) => length < size).map((length) => truncateTo(file, length))
}

export const removeFile = (file: string): Damage => ({ name: `${file} missing`, apply: (folder) => rmSync(path.join(folder, file)) })

export const addBytes = (file: string, bytes: string): Damage => ({ name: `${JSON.stringify(bytes)} behind ${file}`, apply: (folder) => appendFileSync(path.join(folder, file), bytes) })

export function addFile(file: string): Damage {
  return { name: `a foreign file ${JSON.stringify(file)}`, apply: (folder) => writeFileSync(path.join(folder, file), 'foreign\n') }
}

export function swapFiles(one: string, other: string): Damage {
  return {
    name: `${one} and ${other} exchanged`,
    apply(folder) {
      const aside = path.join(folder, '.aside')
      renameSync(path.join(folder, one), aside)
      renameSync(path.join(folder, other), path.join(folder, one))
      renameSync(aside, path.join(folder, other))
    }
  }
}

/** The file of the same name in another backup of the same application. */
export function takeFrom(other: string, file: string): Damage {
  return { name: `${file} of another backup`, apply: (folder) => copyFileSync(path.join(other, file), path.join(folder, file)) }
}

export function changeSums(name: string, change: (lines: readonly string[]) => readonly string[]): Damage {
  return {
    name: `SHA256SUMS with ${name}`,
    apply(folder) {
      const file = path.join(folder, 'SHA256SUMS')
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
      writeFileSync(file, `${change(lines).join('\n')}\n`)
    }
  }
}

/** One after the other. */
export function both(first: Damage, second: Damage): Damage {
  return {
    name: `${first.name}, and ${second.name}`,
    apply(folder) {
      first.apply(folder)
      second.apply(folder)
    }
  }
}

/** Checksums as somebody writes them who wants his change not to be seen: of all files as they are now. */
export const RENEWED_SUMS: Damage = {
  name: 'the checksums made anew',
  apply(folder) {
    const old = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8')
    const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS' && (!name.startsWith('.') || old.includes(`  ${name}\n`)))
    writeFileSync(path.join(folder, 'SHA256SUMS'), names.toSorted().map((name) => `${digest(folder, name)}  ${name}\n`).join(''))
  }
}

/** The same in the manifest as well: no checksum is left that could tell. */
export const RENEWED_MANIFEST: Damage = {
  name: 'all checksums made anew, also in the manifest',
  apply(folder) {
    const file = path.join(folder, 'manifest.json')
    const text = readFileSync(file, 'utf8').replaceAll(/"path":"([^"]+)"(,"plainBytes":\d+,"storedBytes":\d+,"sha256":)"[0-9a-f]+"/g, (whole, name: string, middle: string) =>
      existsSync(path.join(folder, name)) ? `"path":"${name}"${middle}"${digest(folder, name)}"` : whole
    )
    writeFileSync(file, text)
    RENEWED_SUMS.apply(folder)
  }
}

export function damageOf(random: Random, file: string, size: number): Damage {
  return pick(random, [(): Damage => flipBit(random, file, size), (): Damage => truncateTo(file, Math.floor(random() * size))])()
}

function digest(folder: string, name: string): string {
  return createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex')
}
