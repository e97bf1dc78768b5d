import { askProgram, runProgram } from './run-program.ts'

/** Where this machine gets Debian from, whatever the format of its lists of sources. */
export interface DebianSources {
  readonly archive: string
  readonly security: string | undefined
  /** `Acquire::http::Proxy "...";` and the like, which images need as well. */
  readonly proxies: readonly string[]
}

/** undefined on a machine that is not Debian. The lists are fetched when they are empty, which needs root. */
export async function findDebianSources(): Promise<DebianSources | undefined> {
  const known = await readSources()
  if (known !== undefined || process.getuid?.() !== 0) return known
  await askProgram(['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', 'update'])
  return readSources()
}

async function readSources(): Promise<DebianSources | undefined> {
  const format = '$(ORIGIN)|$(LABEL)|$(CODENAME)|$(COMPONENT)|$(REPO_URI)'
  const { code, stdout } = await askProgram(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages'])
  if (code !== 0) return undefined
  const repositories = stdout.split('\n').map((line) => {
    const [origin, label, codename, component, uri = ''] = line.split('|')
    return { origin, label, isPlain: !(codename ?? '').includes('-'), component, uri: uri.replace(/\/$/, '') }
  })
  const debian = repositories.filter(({ origin, component }) => origin === 'Debian' && component === 'main')
  const archive = debian.find(({ label, isPlain }) => label === 'Debian' && isPlain)?.uri
  if (archive === undefined) return undefined
  return { archive, security: debian.find(({ label }) => label === 'Debian-Security')?.uri, proxies: await readProxies() }
}

async function readProxies(): Promise<readonly string[]> {
  const lines = (await runProgram(['apt-config', 'dump'])).split('\n')
  return lines.filter((line) => /^Acquire::\w+::Proxy\b/i.test(line))
}

/** Lines of a sources.list for one release of Debian. */
export function renderSources({ archive, security }: DebianSources, suite: string): readonly string[] {
  const lines = [`deb ${archive} ${suite} main`, `deb ${archive} ${suite}-updates main`]
  return security === undefined ? lines : [...lines, `deb ${security} ${suite}-security main`]
}
