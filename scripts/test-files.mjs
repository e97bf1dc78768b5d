import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './project-node.mjs'

/** What a test needs because of the test support that it imports: programs, or the test bed (docs/testbed.md). */
const IMPLIED = { 'test/testbed/testbed.ts': ['testbed'], 'test/support/sshd.ts': ['sshd'], 'test/support/shells.ts': ['dash', 'busybox'] }

/** Files that only `npm run test:exhaustive` runs. */
const LONG = '.long.test.ts'

/**
 * The test files below a folder, with the programs that each needs from the system: named by a comment line
 * `// needs: sshd, rsync`, and implied by the test support that it imports.
 */
export function findTestFiles(folder, { isExhaustive }) {
  const absolute = path.join(root, folder)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { recursive: true })
    .filter((name) => name.endsWith('.test.ts') && (isExhaustive || !name.endsWith(LONG)))
    .sort()
    .map((name) => {
      const file = path.posix.join(folder, name.replaceAll(path.sep, '/'))
      return { path: file, needs: [...findNeeds(file)] }
    })
}

/** Also what the test support needs that it imports, at any distance. */
function findNeeds(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(path.join(root, file))) return new Set()
  seen.add(file)
  const source = readFileSync(path.join(root, file), 'utf8')
  const named = [...source.matchAll(/^\/\/ needs: (.+)$/gm)].flatMap(([, tools]) => tools.split(',').map((tool) => tool.trim()))
  const imported = [...source.matchAll(/from '(\.[^']+)'/g)]
    .map(([, name]) => path.posix.join(path.posix.dirname(file), name))
    .filter((support) => support.startsWith('test/'))
  const implied = imported.flatMap((support) => [...(IMPLIED[support] ?? []), ...findNeeds(support, seen)])
  return new Set([...named, ...implied])
}
