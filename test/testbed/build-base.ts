import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { renderSources, type DebianSources } from './debian-sources.ts'
import { docker } from './docker.ts'
import { findImage, findInputs, hashOf, removeOutdated } from './image-inputs.ts'
import { localName, type Suite } from './image-recipes.ts'
import { INPUTS_LABEL } from './names.ts'
import { runProgram } from './run-program.ts'

const CUSTOMIZE = path.join(import.meta.dirname, 'images/base/customize.sh')
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt'

/** What nobody reads in a container. */
const LEFT_OUT = ['/usr/share/man/*', '/usr/share/locale/*', '/usr/share/doc/*', '/usr/share/info/*']

export interface BaseRequest {
  readonly suite: Suite
  readonly sources: DebianSources
  readonly onProgress: (line: string) => void
}

/** A small Debian, from this machine's own mirror. Returns the hash of what it is made from. */
export async function buildBase({ suite, sources, onProgress }: BaseRequest): Promise<string> {
  const name = localName(suite)
  const authorities = createHash('sha256').update(readIfThere(AUTHORITIES)).digest('hex')
  const hash = hashOf([suite, JSON.stringify(sources), ...LEFT_OUT, readFileSync(CUSTOMIZE, 'utf8'), authorities])
  if ((await findInputs(name)) === hash) return hash
  const outdated = await findImage(name)
  const startedAt = performance.now()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-base-'))
  try {
    const archive = path.join(folder, 'base.tar')
    await runProgram(['nice', 'mmdebstrap', ...renderOptions(sources), suite, archive, ...renderSources(sources, suite)])
    const changes = [`LABEL ${INPUTS_LABEL}=${hash}`, 'CMD ["bash"]'].flatMap((change) => ['--change', change])
    await docker(['import', ...changes, archive, name])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await removeOutdated(outdated)
  onProgress(`${name} built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return hash
}

function renderOptions({ proxies }: DebianSources): readonly string[] {
  return [
    '--quiet',
    '--variant=minbase',
    '--include=ca-certificates',
    ...proxies.map((line) => `--aptopt=${line}`),
    ...LEFT_OUT.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    `--customize-hook=sh '${CUSTOMIZE}' "$1"`
  ]
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
