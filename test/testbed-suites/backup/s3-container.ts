import { randomBytes } from 'node:crypto'
import { askS3, type S3Access } from '../../support/objects/s3-client.ts'
import { findFreePort } from '../../support/free-port.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { docker } from '../../testbed/docker.ts'
import { localName } from '../../testbed/image-recipes.ts'
import { LABEL } from '../../testbed/names.ts'
import { requireTestbed } from '../../testbed/testbed.ts'

/** An object storage in a container of this machine, also reached by a port of it. */
export interface S3Container {
  readonly name: string
  readonly access: S3Access
  /** Ends it, and removes its data. */
  stop(): Promise<void>
}

export async function startS3Container(): Promise<S3Container> {
  await requireTestbed({ images: ['s3'] })
  const name = `dk-source-s3-${randomBytes(3).toString('hex')}`
  const port = await findFreePort()
  const access = { endpoint: `http://127.0.0.1:${port}`, accessKey: 'video', secretKey: `secret+/${randomBytes(20).toString('base64')}` }
  await docker(['run', '--detach', '--label', LABEL, '--name', name, '--publish', `127.0.0.1:${port}:9000`, '--env', `MINIO_ROOT_USER=${access.accessKey}`, '--env', `MINIO_ROOT_PASSWORD=${access.secretKey}`, localName('s3')])
  await waitUntil('an answer of the object storage', async () => (await askS3(access, { method: 'GET', path: '/' }).catch(() => undefined))?.status === 200, 120)
  return {
    name,
    access,
    async stop() {
      await docker(['rm', '--force', '--volumes', name])
    }
  }
}
