import { hasIdentity, renderSize, script, type CarryImageStep, type ImageIdentity, type Problem, type Table } from '../../../core/index.ts'
import type { StrategyTarget } from '../strategy-plan.ts'
import type { CarriedImage, CarriedImages } from './carried-images.ts'
import type { HostImages } from './host-images.ts'

/** How one image comes to one host. */
export interface Carriage {
  readonly image: CarriedImage
  readonly identity: ImageIdentity
  /** How the host calls it, before or after it was sent. */
  readonly found: string
  /** The host has it already. */
  readonly isThere: boolean
  /** Layers that the host has, from the lowest on. */
  readonly known: number
  /** About what is sent, before compression. */
  readonly sendBytes: number
}

/** The layers are unpacked beside what was received. */
const SPACE_FACTOR = 2
const MARGIN_BYTES = 64 * 1024 ** 2

/** Decides for each image what the host still needs of it; what comes with one image need not come with the next. */
export function planCarriages({ images, ...carried }: CarriedImages, host: HostImages, project: string): readonly Carriage[] {
  const isByLayers = carried.store === 'layers' && host.store === 'layers'
  const present = host.all.map(({ layers }) => layers)
  return images.map((image) => {
    const { local } = image
    const identity = isByLayers ? { id: local.id } : { content: local.content }
    const same = isByLayers ? host.all.find(({ id }) => id === local.id) : host.alike.find((found) => hasIdentity(found, identity))
    const known = same !== undefined ? local.layers.length : isByLayers && hasNamedLayers(carried.version) ? countKnown(local.layers, present) : 0
    present.push(local.layers)
    return { image, identity, found: same?.id ?? nameOnHost(image, project), isThere: same !== undefined, known, sendBytes: same === undefined ? sizeFrom(known, image) : 0 }
  })
}

/** A name that deploy-kit gives, and removes again when no release needs it. */
function nameOnHost({ services: [service = ''], local }: CarriedImage, project: string): string {
  return `deploy-kit/${project}:${service}-${local.id.replace('sha256:', '').slice(0, 12)}`
}

/** An engine has a layer only on those below it: so many, from the lowest on, as one of its images begins with. */
export function countKnown(layers: readonly string[], present: readonly (readonly string[])[]): number {
  return present.reduce((most, other) => {
    const differs = layers.findIndex((layer, index) => layer !== other[index])
    return Math.max(most, differs === -1 ? layers.length : differs)
  }, 0)
}

/** Before 25, `docker save` names layers by something that only it can tell. */
function hasNamedLayers(version: string): boolean {
  return Number(/^\d+/.exec(version)?.[0] ?? 0) >= 25
}

function sizeFrom(known: number, { local }: CarriedImage): number {
  const layerBytes = local.layerBytes?.slice(known)
  if (known === local.layers.length) return 0
  return known === 0 || layerBytes === undefined ? local.sizeBytes : layerBytes.reduce((sum, bytes) => sum + bytes, 0)
}

/** A layer that comes twice in an image is sent when one of them is not known. */
function listLeftOut({ image, known }: Carriage): readonly string[] {
  const { layers } = image.local
  return [...new Set(layers.slice(0, known))].filter((layer) => !layers.slice(known).includes(layer))
}

export function carrySteps(carriages: readonly Carriage[], { host, uploadSeconds }: Pick<StrategyTarget, 'host' | 'uploadSeconds'>): readonly CarryImageStep[] {
  return carriages
    .filter(({ isThere }) => !isThere)
    .map((carriage) => {
      const { image, identity, found, sendBytes } = carriage
      return {
        kind: 'carry-image',
        id: `carry-${image.services[0] ?? ''}`,
        title: `Carry ${image.reference}: ${tellLayers(carriage)}, ${tellBytes(carriage)}`,
        host,
        phase: 'prepare',
        effect: 'write',
        reference: image.reference,
        image: image.local.id,
        name: found,
        identity,
        layers: image.local.layers,
        leaveOut: listLeftOut(carriage),
        sendBytes,
        receive: script(LOAD_PROGRAM),
        look: script(LOOK_PROGRAM, [found]),
        timeoutSeconds: uploadSeconds
      }
    })
}

export function carriageTable(carriages: readonly Carriage[], host: string): Table {
  return {
    title: `Images carried to ${host}`,
    columns: ['image', 'services', 'layers', 'about'],
    rows: carriages.map((carriage) => [
      carriage.image.reference,
      carriage.image.services.join(', '),
      carriage.isThere ? 'none: it is there' : tellLayers(carriage),
      carriage.isThere ? 'nothing' : tellBytes(carriage)
    ])
  }
}

function tellLayers({ image, known }: Carriage): string {
  const { layers } = image.local
  return `${layers.length - known} of ${layers.length} layers`
}

function tellBytes({ image, known, sendBytes }: Carriage): string {
  const total = renderSize(image.local.sizeBytes)
  if (known === 0) return total
  return image.local.layerBytes === undefined && sendBytes > 0 ? `a part of ${total}` : `${renderSize(sendBytes)} of ${total}`
}

/** Why images are sent whole although the host may have layers of them; undefined when they are not. */
export function tellWhole({ store, version }: CarriedImages, host: HostImages): string | undefined {
  const where = [...(store === 'containerd' ? ['this machine'] : []), ...(host.store === 'containerd' ? ['the host'] : [])]
  if (where.length > 0) return `images are carried whole: the Docker Engine of ${where.join(' and of ')} keeps them in containerd, packed, where single layers cannot be left out`
  return hasNamedLayers(version) ? undefined : `images are carried whole: Docker ${version} of this machine does not name their layers; Docker 25 or newer does`
}

export function findCarryProblems(carriages: readonly Carriage[], { platform, freeBytes }: HostImages, host: string): readonly Problem[] {
  const foreign = carriages.filter(({ image }) => platform !== '' && image.local.platform !== platform)
  const needBytes = carriages.reduce((sum, { sendBytes }) => sum + sendBytes * SPACE_FACTOR, MARGIN_BYTES)
  const isFull = freeBytes !== undefined && carriages.some(({ isThere }) => !isThere) && freeBytes < needBytes
  return [
    ...foreign.map(({ image }): Problem => ({
      code: 'DK_SOURCE_INVALID',
      host,
      message: `${image.reference} is an image for ${image.local.platform}, and ${host} is ${platform}`,
      remedy: `Build it for the host: docker build --platform ${platform} --tag ${image.reference} .`
    })),
    ...(isFull
      ? [{ code: 'DK_DISK_FULL', host, message: `Carried images need about ${renderSize(needBytes)} on the disk of the Docker Engine of ${host}, ${renderSize(freeBytes)} are free`, remedy: 'Free space where Docker keeps its images (docker system df); nothing has been changed' } as const]
      : [])
  ]
}

const LOAD_PROGRAM = `
exec docker load --quiet
`

const LOOK_PROGRAM = `
exec docker image inspect --format '{{json .}}' "$1"
`
