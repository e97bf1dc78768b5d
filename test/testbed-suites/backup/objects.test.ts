import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { requireS3 } from '../../support/objects/s3-client.ts'
import { createS3Sample, putObject, readBucket } from '../../support/objects/s3-sample.ts'
import { testSource } from '../../integration/backup/sources.contract.ts'
import { startS3Container } from './s3-container.ts'

testSource('s3 in a container', async (root) => {
  const server = await startS3Container()
  const { access } = server
  await createS3Sample(access, 'videos')
  return {
    component: `s3 container=${server.name} bucket=videos`,
    read: () => readBucket(access, 'videos'),
    change: async () => {
      await requireS3(access, { method: 'DELETE', path: '/videos/large' })
      await putObject(access, '/videos/block', Buffer.alloc(512, 2))
      // The same bytes, described otherwise.
      await putObject(access, '/videos/described', 'x', { 'content-type': 'text/plain', 'x-amz-meta-title': 'later' })
      await putObject(access, '/videos/later/x', 'later', { 'content-type': 'text/html' })
    },
    findLeft: () => Promise.resolve(existsSync(path.join(root, '.deploy-kit/restores')) ? readdirSync(path.join(root, '.deploy-kit/restores')) : []),
    stop: () => server.stop()
  }
})
