import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 8943;
export const ids = [8943];
export const modules = {
58943:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Bucket: () => ( Bucket)
});
var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53711);
var _aws_sdk_s3_request_presigner__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18505);
var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
var _storage_failed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43408);




class Bucket {
    #client;
    #storage;
    #signal;
    constructor(storage, signal) {
        const { endpoint, region, keyId, secretKey, sessionToken } = storage;
        this.#storage = storage;
        this.#signal = signal;
        this.#client = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .YxF({
            region,
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
        });
    }
    close() {
        this.#client.destroy();
    }
    async list(prefix) {
        return await this.#do('list', async (Bucket) => {
            const objects = [];
            for await (const { Contents = [] } of (0,_aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .OqA)({ client: this.#client }, { Bucket, Prefix: prefix }, this.#options())) {
                for (const { Key = '', Size = 0 } of Contents)
                    objects.push({ key: Key, sizeBytes: Size });
            }
            return objects;
        });
    }
    async read(key, bytes) {
        return await this.#do(`read ${key}`, async (Bucket) => {
            const { Body } = await this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .jLs({ Bucket, Key: key, Range: `bytes=0-${bytes - 1}` }), this.#options());
            return Buffer.from((await Body?.transformToByteArray()) ?? []);
        });
    }
    async openFrom(key, offset) {
        return await this.#do(`read ${key}`, async (Bucket) => {
            const { Body } = await this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .jLs({ Bucket, Key: key, Range: `bytes=${offset}-` }), this.#options());
            if (Body instanceof node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable)
                return Body;
            throw new Error('it has no content');
        });
    }
    async look(key) {
        return await this.#do(`look at ${key}`, async (Bucket) => {
            const { ContentLength = 0, ETag = '', ServerSideEncryption = '' } = await this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .l81({ Bucket, Key: key }), this.#options());
            const etag = ETag.replaceAll('"', '').toLowerCase();
            const isMd5 = /^[0-9a-f]{32}$/.test(etag) && !ServerSideEncryption.startsWith('aws:kms');
            return { sizeBytes: ContentLength, md5: isMd5 ? etag : undefined };
        });
    }
    async remove(key) {
        await this.#do(`remove ${key}`, (Bucket) => this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .k4j({ Bucket, Key: key }), this.#options()));
    }
    async beginParts(key) {
        return await this.#do(`begin to write ${key}`, async (Bucket) => {
            const { UploadId } = await this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .nG4({ Bucket, Key: key }), this.#options());
            if (UploadId === undefined)
                throw new Error('it gives no upload id');
            return UploadId;
        });
    }
    async completeParts(key, uploadId, etags) {
        const Parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
        await this.#do(`complete ${key}`, (Bucket) => this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .Gym({ Bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts } }), this.#options()));
    }
    async abortUploads(prefix) {
        await this.#do('list unfinished uploads', async (Bucket) => {
            for (;;) {
                const { Uploads = [], IsTruncated } = await this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .mo2({ Bucket, Prefix: prefix }), this.#options());
                for (const { Key, UploadId } of Uploads)
                    await this.#client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .tfP({ Bucket, Key, UploadId }), this.#options());
                if (IsTruncated !== true || Uploads.length === 0)
                    return;
            }
        });
    }
    presignRead(key, seconds) {
        return this.#do(`sign ${key}`, (Bucket) => (0,_aws_sdk_s3_request_presigner__WEBPACK_IMPORTED_MODULE_3__ .A)(this.#client, new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .jLs({ Bucket, Key: key }), { expiresIn: withinLimit(seconds) }));
    }
    presignWrite(key, seconds) {
        return this.#do(`sign ${key}`, (Bucket) => (0,_aws_sdk_s3_request_presigner__WEBPACK_IMPORTED_MODULE_3__ .A)(this.#client, new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .wKZ({ Bucket, Key: key }), { expiresIn: withinLimit(seconds) }));
    }
    presignPart(key, part, seconds) {
        const { uploadId: UploadId, number: PartNumber } = part;
        return this.#do(`sign ${key}`, (Bucket) => (0,_aws_sdk_s3_request_presigner__WEBPACK_IMPORTED_MODULE_3__ .A)(this.#client, new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ .iVK({ Bucket, Key: key, UploadId, PartNumber }), { expiresIn: withinLimit(seconds) }));
    }
    #options() {
        return this.#signal === undefined ? {} : { abortSignal: this.#signal };
    }
    async #do(what, act) {
        try {
            return await act(this.#storage.bucket);
        }
        catch (thrown) {
            throw (0,_storage_failed_js__WEBPACK_IMPORTED_MODULE_1__ .L)(this.#storage, what, thrown);
        }
    }
}
function withinLimit(seconds) {
    return Math.min(Math.ceil(seconds), 7 * 86_400);
}
}),
43408:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
L: () => ( storageFailed)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const KEY = 'Correct AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the machine that runs deploy-kit';
const REMEDIES = {
    InvalidAccessKeyId: KEY,
    SignatureDoesNotMatch: KEY,
    ExpiredToken: `The credentials have expired: get new ones. ${KEY}`,
    InvalidToken: KEY,
    AccessDenied: 'Give that key the right to list, read, write and delete there (s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucketMultipartUploads, s3:AbortMultipartUpload), or correct the key',
    NoSuchBucket: 'Correct `storage`, or make the bucket: deploy-kit makes none',
    PermanentRedirect: 'Correct storage-region and storage-endpoint',
    AuthorizationHeaderMalformed: 'Correct storage-region',
    NoSuchUpload: 'Somebody has ended the upload meanwhile: run it again'
};
function storageFailed(storage, what, thrown) {
    const { name, words } = describe(thrown);
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .mG('DK_STORAGE_FAILED', {
        message: `The storage ${nameStorage(storage)} did not ${what}: ${words}`,
        remedy: REMEDIES[name] ?? 'See that storage, storage-endpoint and storage-region are right and that it can be reached, then run it again',
        cause: thrown
    });
}
function nameStorage({ bucket, endpoint, region }) {
    return `s3://${bucket} at ${endpoint ?? `AWS ${region}`}`;
}
function describe(thrown) {
    if (!(thrown instanceof Error))
        return { name: '', words: String(thrown) };
    const status = '$metadata' in thrown ? thrown.$metadata?.httpStatusCode : undefined;
    const causes = thrown instanceof AggregateError ? thrown.errors.map(String) : [];
    const words = [thrown.name === 'Error' || thrown.message.startsWith(thrown.name) ? '' : thrown.name, thrown.message, ...causes].filter((word) => word !== '').join(': ');
    return { name: thrown.name, words: status === undefined || status === 200 ? words : `${words} (HTTP ${status})` };
}
})

};
