import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { AnyOperation } from '../core/index.ts'
import { operations } from '../operations/index.ts'
import { renderDocuments, type GeneratedDocument } from './render-documents.ts'

// npm run generate [-- --check] [-- --root DIR]
const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false }, root: { type: 'string' } } })
const root = path.resolve(options.root ?? path.join(import.meta.dirname, '../..'))

const all = await Promise.all(Object.values(operations).map((load): Promise<AnyOperation> => load()))
const documents = renderDocuments(all, { read })
const changed = documents.filter(({ path: file, text }) => read(file) !== text).map(({ path: file }) => file)
const strays = findStrayActions(documents)

if (options.check && changed.length > 0) tellProblem('Generated documents are not up to date', changed, 'Run: npm run generate')
if (strays.length > 0) tellProblem('These action.yml files belong to no operation', strays, 'Remove them')
if (!options.check) {
  for (const document of documents) if (changed.includes(document.path)) write(document)
  console.log(changed.length === 0 ? 'All generated documents are up to date' : changed.map((file) => `Wrote ${file}`).join('\n'))
}
process.exitCode = strays.length > 0 || (options.check && changed.length > 0) ? 1 : 0

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
  const folder = path.join(root, 'actions')
  const found = existsSync(folder) ? readdirSync(folder).map((name) => `actions/${name}/action.yml`) : []
  return found.filter((file) => read(file) !== undefined && known.every((document) => document.path !== file))
}

function tellProblem(problem: string, files: readonly string[], remedy: string): void {
  console.error(`${problem}:\n${files.map((file) => `  ${file}`).join('\n')}\n-> ${remedy}`)
}
