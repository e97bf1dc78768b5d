import { DeployKitError, type ImageStore, type LocalFiles, type LocalImage } from '../../../core/index.ts'
import type { ComposeService } from './compose-file.ts'

/** Images that hosts get from the machine that runs deploy-kit. */
export interface CarriedImages {
  /** Of the engine of this machine. */
  readonly store: ImageStore
  readonly version: string
  readonly images: readonly CarriedImage[]
}

export interface CarriedImage {
  /** As the compose file names it. */
  readonly reference: string
  /** All services that run it. */
  readonly services: readonly string[]
  readonly local: LocalImage
}

interface Named {
  readonly reference: string
  readonly services: readonly ComposeService[]
}

/**
 * The images of the named services, as the engine of this machine has them. Throws DK_SOURCE_INVALID for what it has not, with
 * the command that makes it, and DK_INPUT_INVALID for what cannot be known here.
 */
export async function readCarriedImages(named: readonly string[], services: readonly ComposeService[], { project, local }: { readonly project: string; readonly local: LocalFiles }): Promise<CarriedImages | undefined> {
  if (named.length === 0) return undefined
  const wanted = nameImages(named, services, project)
  const { store, version, images } = await local.findImages(wanted.map(({ reference }) => reference))
  const missing = wanted.filter((_, index) => images[index] === undefined)
  if (missing.length > 0) throw notHere(missing, project)
  return {
    store,
    version,
    images: wanted.flatMap(({ reference, services: running }, index) => {
      const found = images[index]
      return found === undefined ? [] : [{ reference, services: running.map(({ name }) => name), local: found }]
    })
  }
}

/** A service that names no image has what Compose builds for it. */
export function nameImage({ name, image }: ComposeService, project: string): string {
  return image ?? `${project}-${name}`
}

function nameImages(named: readonly string[], services: readonly ComposeService[], project: string): readonly Named[] {
  const references = new Set(services.filter(({ name }) => named.includes(name)).map((service) => nameImage(service, project)))
  const unknown = [...references].filter((reference) => reference.includes('$'))
  if (unknown.length > 0) {
    throw new DeployKitError('DK_INPUT_INVALID', {
      message: `carry-images: what ${unknown.join(', ')} is cannot be told here`,
      remedy: 'Give the variables of its name in variables (not in secrets) or in the env template'
    })
  }
  return [...references].map((reference) => ({ reference, services: services.filter((service) => nameImage(service, project) === reference) }))
}

function notHere(missing: readonly Named[], project: string): DeployKitError {
  const isOne = missing.length === 1
  return new DeployKitError('DK_SOURCE_INVALID', {
    message: `The Docker Engine of this machine does not have the ${isOne ? 'image' : 'images'} ${missing.map(({ reference }) => reference).join(', ')}, which carry-images is to bring to the hosts`,
    remedy: `Make ${isOne ? 'it' : 'them'} first: ${missing.map((image) => makeImage(image, project)).join('; ')}`
  })
}

function makeImage({ reference, services }: Named, project: string): string {
  const built = services.find(({ isBuilt }) => isBuilt)
  if (built === undefined) return `docker build --tag ${reference} . (or docker pull ${reference})`
  return `docker compose${built.image === undefined ? ` --project-name ${project}` : ''} build ${built.name}`
}
