// Brings act, which runs GitHub workflows on this machine, from the Go module proxy (the version is pinned, its source is
// verified by Go's checksum database). Plain JavaScript for any Node >= 20. As a program it prints the path.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const VERSION = 'v0.2.87'

/** Where act is, or will be, on this machine. Changes with the version, so that an older one is never used. */
export const actPath = path.join(root, '.cache', 'bin', `act-${VERSION}${process.platform === 'win32' ? '.exe' : ''}`)

/**
 * The path of act; installs it when it is not there (one to three minutes on two cores). Throws an Error that says what to
 * do when that is not possible. Safe to be called by several processes at once.
 */
export function installAct() {
  if (existsSync(actPath)) return actPath
  mkdirSync(path.dirname(actPath), { recursive: true })
  const folder = mkdtempSync(path.join(path.dirname(actPath), '.installing-'))
  try {
    build(folder)
    renameSync(path.join(folder, path.basename(actPath).replace(`-${VERSION}`, '')), actPath)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return actPath
}

function build(folder) {
  console.error(`Installing act ${VERSION}: go install (takes a few minutes, once)`)
  const words = ['install', `github.com/nektos/act@${VERSION}`]
  const [program, args] = process.platform === 'win32' ? ['go', words] : ['nice', ['-n', '10', 'go', ...words]]
  // A machine without a C compiler is no reason to fail, nor is a Go that is older than act wants: it fetches the newer one.
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOTOOLCHAIN: process.env.GOTOOLCHAIN ?? 'auto' }
  const { status, error, stderr } = spawnSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (status === 0) return
  const reason = hasGo() ? (stderr ?? error?.message ?? '').trim().split('\n').slice(-3).join('\n') : 'go is not installed'
  const remedy = `Install Go 1.25 or newer (https://go.dev/dl), or put act at ${actPath}`
  throw new Error(`act ${VERSION} cannot be installed: ${reason}\n-> ${remedy}`)
}

function hasGo() {
  return spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(installAct())
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
