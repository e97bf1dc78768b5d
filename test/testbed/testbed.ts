import { buildImages, FOLDER } from './build-images.ts'
import { ensureClientKey } from './client-key.ts'
import { findDebianSources, type DebianSources } from './debian-sources.ts'
import { prepareEngineDisk } from './engine-disk.ts'
import { installEngine, installPackages } from './engine-packages.ts'
import { isEngineRunning, startEngine } from './engine.ts'
import { buildGoPrograms } from './go-programs.ts'
import type { ImageName } from './image-recipes.ts'
import { ensureNetwork } from './network.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { ensureRegistry, publishImages } from './registry.ts'
import { removeLeftovers } from './remove-hosts.ts'
import { hasProgram } from './run-program.ts'
import { shareTarget, type SharedTarget } from './shared-target.ts'
import { startTarget } from './start-target.ts'
import type { TargetHost, TargetOptions } from './target-host.ts'

/** A machine on which hosts can be started. */
export interface Testbed {
  /** A host of this test's own; stop it at the end. */
  startTarget(options?: TargetOptions): Promise<TargetHost>
  /** A host that other tests use as well, with a fresh folder to deploy to. For tests that change nothing else on it. */
  shareTarget(options?: Pick<TargetOptions, 'docker'>): Promise<SharedTarget>
}

export interface TestbedOptions {
  /** The images that compose files of the test name; built when they are not there, which takes seconds each. */
  readonly images?: readonly ImageName[]
  readonly onProgress?: (line: string) => void
}

/**
 * Prepares everything: engine, images, network, registry. Seconds when it was done before, minutes the first time. Safe when
 * several processes do it at once: one does, the others wait. Throws with the list of what this machine lacks.
 */
export async function requireTestbed({ images = [], onProgress = () => undefined }: TestbedOptions = {}): Promise<Testbed> {
  const sources = await findDebianSources()
  const missing = listMissing(sources)
  if (sources === undefined || missing.length > 0) throw new Error(`The test bed needs ${missing.join(', ')}`)
  await buildGoPrograms(images, { folder: FOLDER, onProgress })
  await oneAtATime('prepare', async () => {
    await ensureClientKey()
    await prepareEngine(sources, onProgress)
    await buildImages({ images, sources, onProgress })
    await ensureNetwork()
    await ensureRegistry()
    await publishImages(images)
    await prepareEngineDisk(images)
    await removeLeftovers()
  })
  return { startTarget, shareTarget }
}

async function prepareEngine(sources: DebianSources, onProgress: (line: string) => void): Promise<void> {
  if (!(await isEngineRunning())) {
    if (!(await hasProgram('dockerd'))) await installEngine(sources)
    if (await startEngine()) onProgress('Docker Engine started')
  }
  if (!(await hasProgram('mmdebstrap'))) await installPackages(['mmdebstrap'])
}

/** What this machine lacks and what cannot be installed here, in words; empty when the test bed can be prepared. */
export async function findMissing(): Promise<readonly string[]> {
  return listMissing(await findDebianSources())
}

function listMissing(sources: DebianSources | undefined): readonly string[] {
  // Disks are mounted, packages installed, and the hosts are privileged.
  const needed = [
    ['root', process.getuid?.() === 0],
    ['Debian, with its archive among the sources of apt', sources !== undefined]
  ] as const
  return needed.flatMap(([what, isThere]) => (isThere ? [] : [what]))
}
