import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { waitUntil } from '../support/wait-until.ts'
import { detachDisk, diskFile, makeDisk } from './disks.ts'
import { askDocker, docker } from './docker.ts'
import { findImage, hashOf } from './image-inputs.ts'
import { localName, withBases, type ImageName } from './image-recipes.ts'
import { LABEL, NETWORK, stateFolder } from './names.ts'

/** What nearly every compose file of the tests names. */
const IMAGES: readonly ImageName[] = ['postgres', 'python', 'nginx']

const MEGABYTES = 4096
const PREFIX = 'engine-'

/**
 * Makes the disk that hosts with an engine begin with, on which the engine has pulled the common images: otherwise each of these
 * hosts keeps both processors busy with that for ten seconds. Does nothing unless all of these images were asked for. Not to be called
 * twice at a time.
 */
export async function prepareEngineDisk(images: readonly ImageName[]): Promise<void> {
  if (!IMAGES.every((image) => images.includes(image))) return
  const recipes = withBases(IMAGES).filter(({ name }) => name === 'target-docker' || IMAGES.includes(name))
  const hash = hashOf(await Promise.all(recipes.map(async ({ name }) => (await findImage(localName(name))) ?? ''))).slice(0, 12)
  const file = path.join(stateFolder, `${PREFIX}${hash}.img`)
  if (existsSync(file)) return
  removeEngineDisk()
  await pullOnto('engine.new', recipes.flatMap(({ tags }) => tags))
  renameSync(diskFile('engine.new'), file)
}

/** The disk to begin with; undefined when none was prepared. */
export function findEngineDisk(): string | undefined {
  return listEngineDisks()[0]
}

export function removeEngineDisk(): void {
  for (const file of listEngineDisks()) rmSync(file, { force: true })
}

function listEngineDisks(): readonly string[] {
  if (!existsSync(stateFolder)) return []
  return readdirSync(stateFolder).flatMap((name) => (name.startsWith(PREFIX) && name.endsWith('.img') ? [path.join(stateFolder, name)] : []))
}

async function pullOnto(disk: string, tags: readonly string[]): Promise<void> {
  const container = 'dk-engine-disk'
  await askDocker(['rm', '--force', '--volumes', container])
  const place = await makeDisk(disk, MEGABYTES)
  try {
    await docker(['run', '--detach', '--name', container, '--label', LABEL, '--privileged', '--cgroupns', 'private', '--network', NETWORK, '--volume', `${place}:/var/lib/docker`, localName('target-docker')])
    await waitUntil('the engine of the prepared disk', async () => (await askDocker(['exec', container, 'docker', 'version'])).code === 0, 60)
    for (const tag of tags) await docker(['exec', container, 'docker', 'pull', '--quiet', tag])
    // An engine of its own for every host, which knows no container and no network.
    await docker(['exec', container, 'sh', '-c', 'systemctl stop docker.socket docker.service && rm -rf /var/lib/docker/engine-id /var/lib/docker/network'])
  } finally {
    await askDocker(['rm', '--force', '--volumes', container])
    await detachDisk(disk)
  }
}
