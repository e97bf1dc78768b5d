import { Readable } from 'node:stream'
import { compress, COMPRESSORS } from '../compress-batches.ts'
import { sourceError } from '../local-files/source-problems.ts'
import { readArchiveEntries } from '../local-files/package-entries.ts'
import { packImage, type ImageChanges } from './pack-image.ts'
import { requireWell, startDocker } from './run-docker.ts'

export interface ImageRequest extends ImageChanges {
  /** Id in the local engine: a name may move. */
  readonly image: string
  /** Called about once a megabyte, with the bytes before compression. */
  readonly onBytes?: ((rawBytes: number) => void) | undefined
}

/**
 * An image of the local Docker Engine for `docker load`, as a tar archive in gzip, which every engine reads. Holds a few megabytes
 * whatever its size, and no file. Fails with DK_SOURCE_INVALID; what was read by then has no end, and is not taken for a whole.
 */
export function createImageStream(request: ImageRequest): Readable {
  return Readable.from(generate(request), { objectMode: false, highWaterMark: 1024 * 1024 })
}

async function* generate({ image, onBytes, ...changes }: ImageRequest): AsyncGenerator<Buffer> {
  const saving = startDocker(['save', image])
  let rawBytes = 0
  try {
    for await (const { raw, packed } of compress(packImage(readArchiveEntries(saving.stdout), changes), COMPRESSORS.gzip)) {
      rawBytes += raw
      onBytes?.(rawBytes)
      yield packed
    }
    requireWell(await saving.ended, `does not save ${image}`)
  } catch (thrown) {
    // An archive that breaks off is the consequence of what Docker says.
    if (saving.stdout.readableEnded) requireWell(await saving.ended, `does not save ${image}`)
    throw sourceError(`The Docker Engine of this machine does not save ${image}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, 'Try it by hand: docker save, docker load')
  } finally {
    saving.stop()
  }
}
