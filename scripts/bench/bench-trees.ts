import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface BenchTree {
  readonly title: string
  readonly folder: string
  readonly files: number
  readonly sizeBytes: number
}

export interface TreeSizes {
  /** 1 for the real measurement. */
  readonly share: number
}

/** As a checkout of a big application: code of 0.5 to 8.7 kB a file. */
export function makeSmallFiles(folder: string, { share }: TreeSizes): BenchTree {
  const text = readFileSync('node_modules/typescript/lib/typescript.js')
  const count = Math.round(20_000 * share)
  for (let index = 0; index < count; index += 1) {
    const size = 500 + ((index * 7919) % 8200)
    const start = (index * 104_729) % (text.length - size)
    writeTreeFile(path.join(folder, `package-${index % 200}/src/lib/module-${index}.js`), Buffer.concat([Buffer.from(`// ${index}\n`), text.subarray(start, start + size)]))
  }
  return describeTree(`${count.toLocaleString('en')} small files`, folder)
}

/** Media, archives, machine code: nothing that could be compressed. */
export function makeBigFiles(folder: string, { share }: TreeSizes): BenchTree {
  const count = Math.round(200 * share)
  for (let index = 0; index < count; index += 1) writeTreeFile(path.join(folder, `media/file-${index}.bin`), randomBytes(5_000_000))
  return describeTree(`${count} files of 5 MB`, folder)
}

/** What this project itself has installed, without the few packages that are mostly one big program. */
export function copyNodeModules(folder: string): BenchTree {
  const tooBig = /^(?:node-|@swc$|@esbuild$|@unrs$|@rspack$|typescript$|@typescript$)/
  for (const name of readdirSync('node_modules')) {
    if (!tooBig.test(name)) cpSync(path.join('node_modules', name), path.join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  }
  removeBrokenLinks(folder)
  return describeTree('A `node_modules`', folder)
}

/** Links to what was left out: scp fails on them. */
function removeBrokenLinks(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const link = path.join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink() && !existsSync(link)) rmSync(link)
  }
}

/** A fresh checkout: every file has a new modification time. */
export function touchAll({ folder }: BenchTree): void {
  const now = Date.now() / 1000
  for (const file of listFiles(folder)) utimesSync(file, now, now)
}

/** Every hundredth file gets another content. */
export function changeOnePercent({ folder }: BenchTree): void {
  const mark = randomBytes(8).toString('hex')
  for (const [index, file] of listFiles(folder).entries()) {
    if (index % 100 === 0) writeFileSync(file, Buffer.concat([Buffer.from(`// ${mark}\n`), readFileSync(file)]))
  }
}

function describeTree(title: string, folder: string): BenchTree {
  const files = listFiles(folder)
  return { title, folder, files: files.length, sizeBytes: files.reduce((sum, file) => sum + statSync(file).size, 0) }
}

function listFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

function writeTreeFile(file: string, content: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
}
