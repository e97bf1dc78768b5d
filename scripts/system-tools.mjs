import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
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
  go: 'golang-go'
}

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
  return apt(['install', '--yes', '--no-install-recommends', ...packages])
}

function apt(words) {
  const { status } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  })
  return status === 0
}

/** `root` stands for being root. sshd lives in /usr/sbin, which is not in everyone's PATH. */
function isInPath(tool) {
  if (tool === 'root') return process.getuid?.() === 0
  return [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(path.join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
