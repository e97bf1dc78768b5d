import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './project-node.mjs'

/** Programs that a test needs because of the test support that it imports. */
const IMPLIED = { 'support/sshd.ts': ['sshd'], 'support/shells.ts': ['dash', 'busybox'] }

/**
 * The test files below a folder, with the programs that each needs from the system: named by a comment line
 * `// needs: sshd, rsync`, and implied by the test support that it imports.
 */
export function findTestFiles(folder) {
  const absolute = path.join(root, folder)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => {
      const file = path.posix.join(folder, name.replaceAll(path.sep, '/'))
      return { path: file, needs: findNeeds(readFileSync(path.join(root, file), 'utf8')) }
    })
}

function findNeeds(source) {
  const named = [...source.matchAll(/^\/\/ needs: (.+)$/gm)].flatMap(([, tools]) => tools.split(',').map((tool) => tool.trim()))
  const implied = Object.entries(IMPLIED).flatMap(([file, tools]) => (source.includes(file) ? tools : []))
  return [...new Set([...named, ...implied])]
}
