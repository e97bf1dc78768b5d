// Runs a script of the project (or, with --jest, its tests) on Node 24, and installs the packages first when they are missing.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { findNode, installPackages, jestWords, nodeEnvironment, root } from './project-node.mjs'

const [target, ...args] = process.argv.slice(2)
if (target === undefined) {
  console.error('Usage: node scripts/with-node24.mjs (<script> | --jest) [arguments]')
  process.exit(2)
}
installPackages()
const node = findNode()
const words = target === '--jest' ? jestWords(args) : ['--no-warnings', path.resolve(root, target), ...args]
const child = spawn(node, words, { stdio: 'inherit', env: nodeEnvironment(node) })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]))
