import { randomBytes } from 'node:crypto'
import { waitUntil } from '../support/wait-until.ts'
import { docker } from './docker.ts'
import { readStartTime } from './engine.ts'
import { localName } from './image-recipes.ts'
import { LABEL, OWNER_LABEL } from './names.ts'
import { removeHost } from './remove-hosts.ts'

/** An S3 server of a test's own, reached from this machine; needs `requireTestbed({ images: ['s3'] })` before. */
export interface S3Server {
  readonly address: string
  readonly port: number
  readonly endpoint: string
  readonly keyId: string
  readonly secretKey: string
  stop(): Promise<void>
}

export async function startS3Server(): Promise<S3Server> {
  const container = `dk-s3-${randomBytes(3).toString('hex')}`
  const keyId = `KEY${randomBytes(8).toString('hex').toUpperCase()}`
  const secretKey = `${randomBytes(18).toString('base64').replaceAll(/[+/=]/g, 'x')}Zz9`
  const labels = ['--label', LABEL, '--label', `${OWNER_LABEL}=${process.pid} ${readStartTime(process.pid) ?? ''}`]
  const keys = ['--env', `MINIO_ROOT_USER=${keyId}`, '--env', `MINIO_ROOT_PASSWORD=${secretKey}`]
  await docker(['run', '--detach', '--name', container, ...labels, ...keys, '--publish', '127.0.0.1::9000', localName('s3'), 'server', '/data'])
  const port = Number((await docker(['port', container, '9000/tcp'])).trim().split(':').at(-1))
  const endpoint = `http://127.0.0.1:${port}`
  const isUp = (): Promise<boolean> => fetch(`${endpoint}/minio/health/live`).then(({ ok }) => ok, () => false)
  await waitUntil('the S3 server', isUp, 90)
  return { address: '127.0.0.1', port, endpoint, keyId, secretKey, stop: () => removeHost(container) }
}
