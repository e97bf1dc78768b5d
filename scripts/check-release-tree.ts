import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { REPOSITORY } from './published-references.ts'

const OWN_REFERENCE = new RegExp(`uses:\\s*['"]?${REPOSITORY}/([^@\\s'"]+)@`, 'g')
const UNPUBLISHED_REFERENCE = /uses:\s*['"]?([$.]\/[^\s'"]+)/g
const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.\.?\/[^'"]+)['"]/g

/** A stub is a few lines that start a bundle; inside a bundle, what looks like an import may be text. */
const STUB_BYTES = 4096

/** What would break for a consumer: references to files that the tree does not hold, and sources that it should not hold. */
export function findReleaseTreeProblems(tree: string): readonly string[] {
  const files = listFiles(tree)
  const read = (file: string): string => readFileSync(path.join(tree, file), 'utf8')
  return files.flatMap((file) => [
    ...(/\.m?ts$/.test(file) ? [`${file}: is a source`] : []),
    ...(path.basename(file) === 'action.yml' ? findMissingEntries(tree, file, read(file)) : []),
    ...(file.endsWith('.yml') ? findMissingReferences(tree, file, read(file)) : []),
    ...(/^dist[\\/][^\\/]+\.js$/.test(file) ? findMissingImports(tree, file, read(file)) : [])
  ])
}

/** Relative to the tree, with those in folders whose name begins with a dot. */
export function listFiles(tree: string): readonly string[] {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(tree, path.join(entry.parentPath, entry.name)))
    .toSorted()
}

function findMissingEntries(tree: string, file: string, text: string): readonly string[] {
  const { runs } = parse(text) as { runs: { using: string; main?: string; pre?: string; post?: string } }
  if (runs.using === 'composite') return []
  const entries = [runs.main, runs.pre, runs.post].filter((entry) => entry !== undefined)
  const missing = entries.filter((entry) => !existsSync(path.join(tree, path.dirname(file), entry)))
  return [
    ...(runs.using === 'node24' ? [] : [`${file}: runs.using is ${runs.using}, not node24`]),
    ...missing.map((entry) => `${file}: ${entry} does not exist (npm run build makes it)`)
  ]
}

function findMissingReferences(tree: string, file: string, text: string): readonly string[] {
  const targets = [...text.matchAll(OWN_REFERENCE)].map(([, target = '']) => target)
  const missing = targets.filter((target) => !existsSync(path.join(tree, target.endsWith('.yml') ? target : `${target}/action.yml`)))
  const unpublished = [...text.matchAll(UNPUBLISHED_REFERENCE)].map(([, reference]) => reference)
  return [
    ...missing.map((target) => `${file}: ${REPOSITORY}/${target} is not in the tree`),
    ...unpublished.map((reference) => `${file}: ${reference} means nothing in another repository`)
  ]
}

function findMissingImports(tree: string, file: string, text: string): readonly string[] {
  if (text.length > STUB_BYTES) return []
  const targets = [...text.matchAll(RELATIVE_IMPORT)].map(([, target = '']) => target)
  return targets
    .filter((target) => !existsSync(path.join(tree, path.dirname(file), target)))
    .map((target) => `${file}: imports ${target}, which does not exist`)
}
