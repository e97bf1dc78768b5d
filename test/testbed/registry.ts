import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { waitUntil } from '../support/wait-until.ts'
import { askDocker, docker, inspect } from './docker.ts'
import { findImage } from './image-inputs.ts'
import { localName, withBases, type ImageName } from './image-recipes.ts'
import { LABEL, NETWORK, REGISTRY, REGISTRY_ADDRESS, stateFolder } from './names.ts'

/** Its content outlives it, as the images do. */
const STORE = path.join(stateFolder, 'registry')

/** The registry that hosts pull from as if it were the public one. Safe to repeat, also by several processes at once. */
export async function ensureRegistry(): Promise<void> {
  const running = await inspect(REGISTRY, '{{.State.Running}}')
  if (running === undefined) await startRegistry()
  if (running === 'false') await docker(['start', REGISTRY])
  await waitUntil('the registry', async () => (await ask('/v2/'))?.ok, 30)
}

async function startRegistry(): Promise<void> {
  mkdirSync(STORE, { recursive: true })
  const places = ['--network', NETWORK, '--publish', `${REGISTRY_ADDRESS}:5000`, '--volume', `${STORE}:/var/lib/registry`]
  const words = ['run', '--detach', '--name', REGISTRY, '--label', LABEL, '--restart', 'unless-stopped', ...places, localName('registry')]
  const { code, stderr } = await askDocker(words)
  if (code !== 0 && !stderr.includes('already in use')) throw new Error(`The registry cannot be started: ${stderr.trim()}`)
}

/** Puts the images there under the names that compose files use, as far as they are not there yet. */
export async function publishImages(images: readonly ImageName[]): Promise<void> {
  for (const { name, tags } of withBases(images)) {
    const id = await findImage(localName(name))
    for (const tag of tags) if ((await findPublished(tag)) !== id) await publish(localName(name), repositoryOf(tag))
  }
}

/** `postgres:15-alpine` is `library/postgres:15-alpine` in the public registry. */
function repositoryOf(tag: string): string {
  return tag.includes('/') ? tag : `library/${tag}`
}

async function publish(image: string, tag: string): Promise<void> {
  const reference = `${REGISTRY_ADDRESS}/${tag}`
  await docker(['tag', image, reference])
  try {
    await docker(['push', '--quiet', reference])
  } finally {
    await askDocker(['image', 'rm', reference])
  }
}

/** The id of the image that the registry has by this name. */
async function findPublished(tag: string): Promise<string | undefined> {
  const [repository = '', version = ''] = repositoryOf(tag).split(':')
  const response = await ask(`/v2/${repository}/manifests/${version}`)
  if (response?.ok !== true) return undefined
  const manifest = (await response.json()) as { readonly config?: { readonly digest?: string } }
  return manifest.config?.digest
}

async function ask(place: string): Promise<Response | undefined> {
  const accept = 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json'
  return fetch(`http://${REGISTRY_ADDRESS}${place}`, { headers: { accept }, signal: AbortSignal.timeout(5000) }).catch(() => undefined)
}
