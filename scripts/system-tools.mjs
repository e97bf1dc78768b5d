import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Debian packages of the programs that tests may need; other programs cannot be installed for them. */
const DEBIAN_PACKAGES = {
  sshd: 'openssh-server',
  'ssh-keygen': 'openssh-client',
  rsync: 'rsync',
  dash: 'dash',
  mawk: 'mawk',
  gawk: 'gawk',
  'original-awk': 'original-awk',
  busybox: 'busybox',
  shellcheck: 'shellcheck',
  git: 'git',
  age: 'age',
  'age-keygen': 'age',
  go: 'golang-go',
  postgres: 'postgresql',
  // The server's package without the service.
  mariadbd: 'mariadb-server-core',
  'mariadb-dump': 'mariadb-client',
  'redis-server': 'redis-server',
  sqlite3: 'sqlite3'
}

/**
 * What keeps packages from starting a system service for their server, and from making a database cluster: the tests start
 * servers of their own. What is there already is the machine's own choice.
 */
const NO_SERVICES = [
  { file: '/usr/sbin/policy-rc.d', text: '#!/bin/sh\nexit 101\n', mode: 0o755 },
  { file: '/etc/postgresql-common/createcluster.d/deploy-kit-tests.conf', text: 'create_main_cluster = false\n', mode: 0o644, only: 'postgresql' }
]

export function findMissingTools(tools) {
  return [...new Set(tools)].filter((tool) => tool !== 'testbed' && !isInPath(tool))
}

/** Installs what is missing, as root on Debian; elsewhere it leaves that to the list of what was left out. */
export function installSystemPackages(tools) {
  const packages = findMissingTools(tools).flatMap((tool) => DEBIAN_PACKAGES[tool] ?? [])
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  console.log(`Installing system packages: ${packages.join(' ')}`)
  if (install(packages)) return
  // The lists of a fresh image are empty or too old.
  apt(['update'])
  if (!install(packages)) console.error('apt-get could not install them all; the tests that need them are left out.')
}

function install(packages) {
  const written = NO_SERVICES.filter(({ file, only }) => !existsSync(file) && (only === undefined || packages.includes(only)))
  try {
    for (const { file, text, mode } of written) {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text, { mode })
    }
    return apt(['install', '--yes', '--no-install-recommends', ...packages])
  } finally {
    for (const { file } of written) rmSync(file, { force: true })
  }
}

function apt(words) {
  const { status } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  })
  return status === 0
}

/** `root` stands for being root. Servers live in /usr/sbin, and those of PostgreSQL in a folder for each version: not in everyone's PATH. */
function isInPath(tool) {
  if (tool === 'root') return process.getuid?.() === 0
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin', ...findPostgresFolders()]
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function findPostgresFolders() {
  const versions = '/usr/lib/postgresql'
  return existsSync(versions) ? readdirSync(versions).map((version) => path.join(versions, version, 'bin')) : []
}
