import type { Storage } from '../../core/index.ts'
import type { Bucket } from './bucket.ts'

/** Gives the bucket to `use`, and closes its connections after. The client is only loaded here: it is larger than all of deploy-kit. */
export async function useBucket<T>(storage: Storage, signal: AbortSignal | undefined, use: (bucket: Bucket) => Promise<T>): Promise<T> {
  const { Bucket } = await import('./bucket.ts')
  const bucket = new Bucket(storage, signal)
  try {
    return await use(bucket)
  } finally {
    bucket.close()
  }
}
