import { DeployKitError, type Storage } from '../../core/index.ts'

const KEY = 'Correct AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the machine that runs deploy-kit'

const REMEDIES: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: KEY,
  SignatureDoesNotMatch: KEY,
  ExpiredToken: `The credentials have expired: get new ones. ${KEY}`,
  InvalidToken: KEY,
  AccessDenied: 'Give that key the right to list, read, write and delete there (s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucketMultipartUploads, s3:AbortMultipartUpload), or correct the key',
  NoSuchBucket: 'Correct `storage`, or make the bucket: deploy-kit makes none',
  PermanentRedirect: 'Correct storage-region and storage-endpoint',
  AuthorizationHeaderMalformed: 'Correct storage-region',
  NoSuchUpload: 'Somebody has ended the upload meanwhile: run it again'
}

/** What a request to a storage came to, in words for people. */
export function storageFailed(storage: Storage, what: string, thrown: unknown): DeployKitError {
  const { name, words } = describe(thrown)
  return new DeployKitError('DK_STORAGE_FAILED', {
    message: `The storage ${nameStorage(storage)} did not ${what}: ${words}`,
    remedy: REMEDIES[name] ?? 'See that storage, storage-endpoint and storage-region are right and that it can be reached, then run it again',
    cause: thrown
  })
}

export function nameStorage({ bucket, endpoint, region }: Storage): string {
  return `s3://${bucket} at ${endpoint ?? `AWS ${region}`}`
}

function describe(thrown: unknown): { readonly name: string; readonly words: string } {
  if (!(thrown instanceof Error)) return { name: '', words: String(thrown) }
  // A HEAD has no body that could tell more than the number.
  const status = '$metadata' in thrown ? (thrown.$metadata as { readonly httpStatusCode?: number } | undefined)?.httpStatusCode : undefined
  // Of several addresses that were tried, none of which answered.
  const causes = thrown instanceof AggregateError ? thrown.errors.map(String) : []
  const words = [thrown.name === 'Error' || thrown.message.startsWith(thrown.name) ? '' : thrown.name, thrown.message, ...causes].filter((word) => word !== '').join(': ')
  return { name: thrown.name, words: status === undefined || status === 200 ? words : `${words} (HTTP ${status})` }
}
