import { createHash, randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Remembers the SHA-256 of files by what the file system says of them, as git's index does, so that an unchanged file is
 * not read again. A damaged cache is an empty one; losing it costs time only.
 */
export class HashCache {
  readonly #file: string
  readonly #known: ReadonlyMap<string, Remembered>
  readonly #seen = new Map<string, Remembered>()
  readonly #newestTrustedMs: number
  #hasNew = false

  private constructor(file: string, known: ReadonlyMap<string, Remembered>, now: number) {
    this.#file = file
    this.#known = known
    this.#newestTrustedMs = now - RACY_MS
  }

  /** One file per source in `folder`. `now`: before the source is looked at, in milliseconds since 1970. */
  static async open(folder: string, source: string, now: number): Promise<HashCache> {
    const name = createHash('sha256').update(path.resolve(source)).digest('hex').slice(0, 32)
    const file = path.join(folder, `${name}.hashes`)
    const text = await readFile(file, 'utf8').catch(() => '')
    return new HashCache(file, parseCache(text), now)
  }

  find(entryPath: string, stats: Stats): string | undefined {
    const stamp = stampOf(stats)
    const remembered = this.#known.get(entryPath)
    if (remembered?.stamp !== stamp) return undefined
    this.#seen.set(entryPath, remembered)
    return remembered.sha256
  }

  /**
   * A file that was written just now is not remembered: it could be written again within the same tick of the file
   * system's clock, and nothing would tell (git calls such entries racy).
   */
  remember(entryPath: string, stats: Stats, sha256: string): void {
    if (stats.mtimeMs > this.#newestTrustedMs || stats.ctimeMs > this.#newestTrustedMs) return
    this.#seen.set(entryPath, { stamp: stampOf(stats), sha256 })
    this.#hasNew = true
  }

  /** Never throws: a full or read-only disk only makes the next run slower. */
  async save(): Promise<void> {
    if (!this.#hasNew && this.#seen.size === this.#known.size) return
    const temporary = `${this.#file}.${randomBytes(6).toString('hex')}`
    try {
      await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 })
      await writeFile(temporary, renderCache(this.#seen), { mode: 0o600 })
      await rename(temporary, this.#file)
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined)
    }
  }
}

interface Remembered {
  readonly stamp: string
  readonly sha256: string
}

/** The coarsest clock of a file system in use (FAT). */
const RACY_MS = 2000

/** ctime cannot be set back by a program, unlike mtime. Both are exact to a microsecond (and several times cheaper than in bigint). */
function stampOf({ size, mtimeMs, ctimeMs, ino, dev }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}`
}

const TITLE = 'deploy-kit hashes 1'

function renderCache(entries: ReadonlyMap<string, Remembered>): string {
  const body = [...entries].map(([entryPath, { stamp, sha256 }]) => `${sha256} ${stamp}\t${entryPath}\n`).join('')
  return `${TITLE} ${digestOf(body)}\n${body}`
}

function parseCache(text: string): ReadonlyMap<string, Remembered> {
  const known = new Map<string, Remembered>()
  const end = text.indexOf('\n')
  const body = text.slice(end + 1)
  if (text.slice(0, end) !== `${TITLE} ${digestOf(body)}`) return known
  for (const line of body.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab > 65) known.set(line.slice(tab + 1), { sha256: line.slice(0, 64), stamp: line.slice(65, tab) })
  }
  return known
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
