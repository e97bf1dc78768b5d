import path from 'node:path'
import type { SourceFile } from './source-files.ts'

/** `from './x.ts'`, `import './x.ts'` and `import('./x.ts')`, also of types: a cycle of types is one idea in two files. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']+)'/g

/** Each cycle once, as `a.ts -> b.ts -> a.ts`. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map((file) => file.path))
  const imports = new Map(files.map((file) => [file.path, findImports(file).filter((target) => known.has(target))]))
  const cycles = new Set<string>()
  const finished = new Set<string>()
  const walk = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file)
    if (start >= 0) cycles.add(describe(trail.slice(start)))
    if (start >= 0 || finished.has(file)) return
    for (const target of imports.get(file) ?? []) walk(target, [...trail, file])
    finished.add(file)
  }
  for (const file of known) walk(file, [])
  return [...cycles].sort()
}

function findImports({ path: file, text }: SourceFile): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, name = '']) => path.posix.join(path.posix.dirname(file), name))
}

/** From its first file by name, so that the same cycle has one text wherever it was entered. */
function describe(cycle: readonly string[]): string {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '')
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)]
  return [...turned, turned[0]].join(' -> ')
}
