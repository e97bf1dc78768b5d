import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { renderSources, type DebianSources } from './debian-sources.ts'
import { stateFolder } from './names.ts'
import { runProgram } from './run-program.ts'

const PACKAGES = ['docker.io', 'docker-cli', 'docker-compose', 'docker-buildx']

/** The engine with Compose 2; Debian 12 has only Compose 1, so there these packages, and no other, come from Debian 13. */
export async function installEngine(sources: DebianSources): Promise<void> {
  const configuration = isBookworm() ? writeConfiguration(sources) : []
  await apt(configuration, ['update'])
  await apt(configuration, ['install', '--yes', '--no-install-recommends', ...PACKAGES, 'iptables'])
}

export async function installPackages(packages: readonly string[]): Promise<void> {
  await apt([], ['update'])
  await apt([], ['install', '--yes', '--no-install-recommends', ...packages])
}

/** Sources and lists of our own: what the machine's own apt would install next stays as it was. */
function writeConfiguration(sources: DebianSources): readonly string[] {
  const folder = path.join(stateFolder, 'apt')
  mkdirSync(path.join(folder, 'lists'), { recursive: true })
  const lines = [...renderSources(sources, 'bookworm'), `deb ${sources.archive} trixie main`]
  writeFileSync(path.join(folder, 'sources.list'), `${lines.join('\n')}\n`)
  const settings = {
    'Dir::Etc::SourceList': path.join(folder, 'sources.list'),
    'Dir::Etc::SourceParts': '-',
    'Dir::Etc::Preferences': path.join(import.meta.dirname, 'images/target-docker/preferences'),
    'Dir::Etc::PreferencesParts': '-',
    'Dir::State::Lists': path.join(folder, 'lists')
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

async function apt(configuration: readonly string[], words: readonly string[]): Promise<void> {
  const command = ['nice', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...configuration, ...words]
  await runProgram(command, { environment: { DEBIAN_FRONTEND: 'noninteractive' } })
}

function isBookworm(): boolean {
  return /^VERSION_CODENAME=bookworm$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
