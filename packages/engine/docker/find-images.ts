import { parseContainerImage, parseImageStore, type LocalImage, type LocalImages } from '../../core/index.ts'
import { parseHistory, sizeLayers } from './layer-sizes.ts'
import { askDocker, requireWell } from './run-docker.ts'

/** What the local Docker Engine has by these names. Throws DK_SOURCE_INVALID when no engine answers. */
export async function findImages(names: readonly string[]): Promise<LocalImages> {
  const version = await askDocker(['version', '--format', '{{.Server.Version}}'])
  requireWell(version, 'does not answer')
  const driver = await askDocker(['info', '--format', '{{json .DriverStatus}}'])
  requireWell(driver, 'does not tell how it keeps images')
  return {
    version: version.stdout.trim(),
    store: parseImageStore(driver.stdout),
    images: await Promise.all(names.map(findImage))
  }
}

async function findImage(name: string): Promise<LocalImage | undefined> {
  const found = await askDocker(['image', 'inspect', '--format', '{{json .}}', '--', name])
  if (/no such image/i.test(found.stderr)) return undefined
  requireWell(found, `does not tell about ${name}`)
  const image = parseContainerImage(found.stdout)
  if (image === undefined) return undefined
  const history = await askDocker(['history', '--no-trunc', '--human=false', '--format', '{{json .}}', '--', image.id])
  return { ...image, layerBytes: sizeLayers(image.layers.length, parseHistory(history.stdout)) }
}
