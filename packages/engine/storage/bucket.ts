import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { Readable } from 'node:stream'
import type { Storage } from '../../core/index.ts'
import { storageFailed } from './storage-failed.ts'

export interface StoredObject {
  readonly key: string
  readonly sizeBytes: number
}

export interface ObjectLook {
  readonly sizeBytes: number
  /** The MD5 of what is stored, where the storage tells it; lower-case hex. */
  readonly md5: string | undefined
}

/**
 * One bucket, through the S3 API that all makes have in common: no checksum headers of AWS alone, no removal of many at once.
 * This module is large, and is only loaded where there is a storage (see `load-bucket.ts`). Everything throws DK_STORAGE_FAILED.
 */
export class Bucket {
  readonly #client: S3Client
  readonly #storage: Storage
  readonly #signal: AbortSignal | undefined

  constructor(storage: Storage, signal: AbortSignal | undefined) {
    const { endpoint, region, keyId, secretKey, sessionToken } = storage
    this.#storage = storage
    this.#signal = signal
    this.#client = new S3Client({
      region,
      // AWS wants the bucket in the name of the server, most others in the path.
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      credentials: {
        accessKeyId: keyId.reveal(),
        secretAccessKey: secretKey.reveal(),
        ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.reveal() })
      },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 4,
      requestHandler: { connectionTimeout: 20_000, requestTimeout: 120_000 }
    })
  }

  close(): void {
    this.#client.destroy()
  }

  /** All objects whose keys begin with it. */
  async list(prefix: string): Promise<readonly StoredObject[]> {
    return await this.#do('list', async (Bucket) => {
      const objects: StoredObject[] = []
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#client }, { Bucket, Prefix: prefix }, this.#options())) {
        for (const { Key = '', Size = 0 } of Contents) objects.push({ key: Key, sizeBytes: Size })
      }
      return objects
    })
  }

  /** So many bytes, or all there are. */
  async read(key: string, bytes: number): Promise<Buffer> {
    return await this.#do(`read ${key}`, async (Bucket) => {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket, Key: key, Range: `bytes=0-${bytes - 1}` }), this.#options())
      return Buffer.from((await Body?.transformToByteArray()) ?? [])
    })
  }

  /** What comes after so many bytes; there must be some. */
  async openFrom(key: string, offset: number): Promise<Readable> {
    return await this.#do(`read ${key}`, async (Bucket) => {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket, Key: key, Range: `bytes=${offset}-` }), this.#options())
      if (Body instanceof Readable) return Body
      throw new Error('it has no content')
    })
  }

  async look(key: string): Promise<ObjectLook> {
    return await this.#do(`look at ${key}`, async (Bucket) => {
      const { ContentLength = 0, ETag = '', ServerSideEncryption = '' } = await this.#client.send(new HeadObjectCommand({ Bucket, Key: key }), this.#options())
      const etag = ETag.replaceAll('"', '').toLowerCase()
      // Of what is encrypted with a key service, and of many parts, the ETag is something else.
      const isMd5 = /^[0-9a-f]{32}$/.test(etag) && !ServerSideEncryption.startsWith('aws:kms')
      return { sizeBytes: ContentLength, md5: isMd5 ? etag : undefined }
    })
  }

  /** Nothing when it is not there. */
  async remove(key: string): Promise<void> {
    await this.#do(`remove ${key}`, (Bucket) => this.#client.send(new DeleteObjectCommand({ Bucket, Key: key }), this.#options()))
  }

  async beginParts(key: string): Promise<string> {
    return await this.#do(`begin to write ${key}`, async (Bucket) => {
      const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand({ Bucket, Key: key }), this.#options())
      if (UploadId === undefined) throw new Error('it gives no upload id')
      return UploadId
    })
  }

  async completeParts(key: string, uploadId: string, etags: readonly string[]): Promise<void> {
    const Parts = etags.map((ETag, index): CompletedPart => ({ ETag, PartNumber: index + 1 }))
    await this.#do(`complete ${key}`, (Bucket) =>
      this.#client.send(new CompleteMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts } }), this.#options())
    )
  }

  /** Ends what was begun and never completed, and costs money until then. */
  async abortUploads(prefix: string): Promise<void> {
    await this.#do('list unfinished uploads', async (Bucket) => {
      for (;;) {
        const { Uploads = [], IsTruncated } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix }), this.#options())
        for (const { Key, UploadId } of Uploads) await this.#client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), this.#options())
        if (IsTruncated !== true || Uploads.length === 0) return
      }
    })
  }

  presignRead(key: string, seconds: number): Promise<string> {
    return this.#do(`sign ${key}`, (Bucket) => getSignedUrl(this.#client, new GetObjectCommand({ Bucket, Key: key }), { expiresIn: withinLimit(seconds) }))
  }

  presignWrite(key: string, seconds: number): Promise<string> {
    return this.#do(`sign ${key}`, (Bucket) => getSignedUrl(this.#client, new PutObjectCommand({ Bucket, Key: key }), { expiresIn: withinLimit(seconds) }))
  }

  presignPart(key: string, part: { readonly uploadId: string; readonly number: number }, seconds: number): Promise<string> {
    const { uploadId: UploadId, number: PartNumber } = part
    return this.#do(`sign ${key}`, (Bucket) => getSignedUrl(this.#client, new UploadPartCommand({ Bucket, Key: key, UploadId, PartNumber }), { expiresIn: withinLimit(seconds) }))
  }

  #options(): { readonly abortSignal?: AbortSignal } {
    return this.#signal === undefined ? {} : { abortSignal: this.#signal }
  }

  async #do<T>(what: string, act: (bucket: string) => Promise<T>): Promise<T> {
    try {
      return await act(this.#storage.bucket)
    } catch (thrown) {
      throw storageFailed(this.#storage, what, thrown)
    }
  }
}

/** A signature is good for a week at most (Signature Version 4). */
function withinLimit(seconds: number): number {
  return Math.min(Math.ceil(seconds), 7 * 86_400)
}
