import path from 'node:path'
import type { SourceFile } from './source-files.ts'

/** Words that say nothing about what a file holds (DESIGN, Words). */
const EMPTY_WORDS = /(^|-)(manager|helpers?|utils?|common|misc|handlers?|data|info)(-|\.|$)/

/** Files whose name says nothing, is not lower-kebab, or that only gather other files below a package's own index. */
export function fileNameProblems(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path: file, text }) => {
    const name = path.posix.basename(file)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name)) return [`${file}: not lower-kebab`]
    if (EMPTY_WORDS.test(name)) return [`${file}: the name does not say what it holds`]
    const isPackageIndex = /^packages\/[^/]+\/index\.ts$/.test(file)
    return name === 'index.ts' && !isPackageIndex && isBarrel(text) ? [`${file}: only a package gathers exports; import the file itself`] : []
  })
}

/** Nothing but exports of what other files hold. */
function isBarrel(text: string): boolean {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  return code.replaceAll(/export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+'/g, '').trim() === ''
}
