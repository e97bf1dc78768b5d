import { randomBytes } from 'node:crypto'
import { inspect } from './docker.ts'
import { connectHost, createHost } from './start-target.ts'
import type { TargetHost, TargetOptions } from './target-host.ts'
import { localName } from './image-recipes.ts'
import { findImage } from './image-inputs.ts'
import { removeHost } from './remove-hosts.ts'

/** A folder on a host that other tests use at the same time. Ports and unit names are the business of whoever uses it. */
export interface SharedTarget {
  readonly host: Omit<TargetHost, 'reboot' | 'crash' | 'cut' | 'freeze' | 'heal' | 'fill' | 'unfill' | 'stop'>
  /** Empty, and owned by deploy. */
  readonly path: string
  /** Removes the folder; the host goes on until the test bed ends. */
  release(): Promise<void>
}

/** By the name of their kind. */
export function sharedName(hasEngine: boolean): string {
  return hasEngine ? 'docker' : 'plain'
}

export async function shareTarget({ docker = false }: Pick<TargetOptions, 'docker'> = {}): Promise<SharedTarget> {
  const host = await ensureSharedHost(docker)
  const path = `/srv/${randomBytes(4).toString('hex')}`
  await host.exec(`install -d -o deploy -g deploy ${path}`)
  return {
    host,
    path,
    async release() {
      await host.exec(`rm -rf ${path}`)
    }
  }
}

/** Safe when several processes do it at once: the engine gives the name to one of them, and the others wait for its host. */
export async function ensureSharedHost(hasEngine: boolean): Promise<TargetHost> {
  const name = sharedName(hasEngine)
  const container = `dk-shared-${name}`
  const options: TargetOptions = { name, docker: hasEngine, disks: {} }
  if (await isOutdated(container, hasEngine)) await removeHost(container)
  if ((await inspect(container, '{{.Id}}')) === undefined) {
    await createHost(container, options).catch(async (error: unknown) => {
      if ((await inspect(container, '{{.Id}}')) === undefined) throw error
    })
  }
  return connectHost(container, options)
}

/** A host of an image that was built anew since. */
async function isOutdated(container: string, hasEngine: boolean): Promise<boolean> {
  const image = await inspect(container, '{{.Image}}')
  return image !== undefined && image !== (await findImage(localName(hasEngine ? 'target-docker' : 'target')))
}
