import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AnyOperation } from '../core/index.ts'
import { operations } from '../operations/index.ts'
import { renderDocuments, type GeneratedDocument } from './render-documents.ts'

const root = path.resolve(import.meta.dirname, '../..')
const isCheck = process.argv.slice(2).includes('--check')

const all = await Promise.all(Object.values(operations).map((load): Promise<AnyOperation> => load()))
const documents = renderDocuments(all, { read })
const changed = documents.filter(({ path: file, text }) => read(file) !== text)
const strays = findStrayActions(documents)

if (isCheck && changed.length > 0) {
  console.error(`Generated documents are not up to date:\n${changed.map(({ path: file }) => `  ${file}`).join('\n')}\n-> Run: npm run generate`)
}
if (strays.length > 0) {
  console.error(`These action.yml files belong to no operation:\n${strays.map((file) => `  ${file}`).join('\n')}\n-> Remove them`)
}
if (!isCheck) {
  for (const document of changed) write(document)
  console.log(changed.length === 0 ? 'All generated documents are up to date' : changed.map(({ path: file }) => `Wrote ${file}`).join('\n'))
}
process.exitCode = strays.length > 0 || (isCheck && changed.length > 0) ? 1 : 0

function read(file: string): string | undefined {
  const full = path.join(root, file)
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined
}

function write({ path: file, text }: GeneratedDocument): void {
  const full = path.join(root, file)
  mkdirSync(path.dirname(full), { recursive: true })
  writeFileSync(full, text)
}

function findStrayActions(known: readonly GeneratedDocument[]): readonly string[] {
  const found = existsSync(path.join(root, 'actions')) ? readdirSync(path.join(root, 'actions')).map((name) => `actions/${name}/action.yml`) : []
  return found.filter((file) => read(file) !== undefined && known.every((document) => document.path !== file))
}
