import { createHash } from 'node:crypto'
import { renderStableJson } from './stable-json.ts'

/**
 * How a Docker Engine keeps images. `layers`: unpacked, one on the other; the id of an image is the digest of its configuration,
 * the same on every such engine. `containerd`: as they were packed; the id is the digest of a manifest, which another engine
 * need not have.
 */
export type ImageStore = 'layers' | 'containerd'

/** An image as a Docker Engine describes it. */
export interface ContainerImage {
  /** `sha256:...`, as its own engine calls it. */
  readonly id: string
  /** `linux/amd64`. */
  readonly platform: string
  /** Digests of the layers as uncompressed tar archives, the lowest first. */
  readonly layers: readonly string[]
  /** Digest of all that makes its containers what they are: the same in every engine and store. */
  readonly content: string
  /** Of all layers together, unpacked. */
  readonly sizeBytes: number
}

/** An image of the Docker Engine of the machine that runs deploy-kit. */
export interface LocalImage extends ContainerImage {
  /** About how many bytes each layer has, unpacked; undefined when the engine does not tell them apart. */
  readonly layerBytes: readonly number[] | undefined
}

export interface LocalImages {
  /** Of the engine: `26.1.5`. */
  readonly version: string
  readonly store: ImageStore
  /** In the order that was asked for; undefined for what is not there. */
  readonly images: readonly (LocalImage | undefined)[]
}

/** By what an image is known again in another engine: by its id where both keep layers, else by its content. */
export type ImageIdentity = { readonly id: string } | { readonly content: string }

export function hasIdentity(image: ContainerImage, wanted: ImageIdentity): boolean {
  return 'id' in wanted ? image.id === wanted.id : image.content === wanted.content
}

/** Reads `docker image inspect --format '{{json .}}'`; undefined for anything else. */
export function parseContainerImage(text: string): ContainerImage | undefined {
  const found = toRecord(parseJson(text))
  const layers = toRecord(found['RootFS'])['Layers']
  const { Id: id, Os: os, Architecture: architecture, Size: size } = found
  if (typeof id !== 'string' || typeof os !== 'string' || typeof architecture !== 'string') return undefined
  return {
    id,
    platform: `${os}/${architecture}`,
    layers: Array.isArray(layers) ? layers.map(String) : [],
    content: digestContent(found),
    sizeBytes: typeof size === 'number' ? size : 0
  }
}

/** Reads `docker info --format '{{json .DriverStatus}}'`. */
export function parseImageStore(driverStatus: string): ImageStore {
  return driverStatus.includes('io.containerd.snapshotter') ? 'containerd' : 'layers'
}

/** Of the configuration what the OCI image specification and Docker have; engines show more, and empty values in several ways. */
const CONFIGURED = ['User', 'ExposedPorts', 'Env', 'Entrypoint', 'Cmd', 'Volumes', 'WorkingDir', 'Labels', 'StopSignal', 'Healthcheck', 'OnBuild', 'Shell']

function digestContent(found: Readonly<Record<string, unknown>>): string {
  const config = toRecord(found['Config'])
  const told = CONFIGURED.map((key) => [key, config[key]] as const).filter(([, value]) => !isEmpty(value))
  const { Os, Architecture, Created, RootFS } = found
  const text = renderStableJson({ Os, Architecture, Created, layers: toRecord(RootFS)['Layers'], config: Object.fromEntries(told) })
  return createHash('sha256').update(text).digest('hex')
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
