import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 153;
export const ids = [153];
export const modules = {
50153:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
download: () => ( download)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
var _core_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28998);
var _ending_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(29975);
var _load_bucket_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37224);
var _storage_failed_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43408);









const MAX_ATTEMPTS = 5;
const PARTIAL = '.partial';
const PROGRESS_EVERY_MS = 200;
async function download(step, context) {
    try {
        return await bringAll(step, context);
    }
    catch (thrown) {
        throw thrown instanceof _core_index_js__WEBPACK_IMPORTED_MODULE_5__ .mG ? thrown : cannotWrite(step, thrown);
    }
}
async function bringAll(step, context) {
    const partial = `${step.to}${PARTIAL}`;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(partial, { recursive: true, mode: 0o700 });
    await removeOthers(partial, step.files);
    const total = step.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const had = (await Promise.all(step.files.map((file) => sizeOf(`${partial}/${file.name}`)))).reduce((sum, bytes) => sum + bytes, 0);
    const tell = tellBytes(step, { had, total }, context);
    const fetchAll = async (fetch) => {
        for (const file of step.files)
            await bring(file, { step, partial, tell, fetch, signal: context.signal });
    };
    const { from } = step;
    if (from.kind === 'host')
        await fetchAll(fetchFromHost(step, from.folder, context));
    else {
        await (0,_load_bucket_js__WEBPACK_IMPORTED_MODULE_8__ .o)(from.place.storage, context.signal, (bucket) => fetchAll(async (file, offset, take) => {
            const key = `${from.place.folder}/${file.name}`;
            try {
                for await (const chunk of await bucket.openFrom(key, offset))
                    take(Buffer.from(chunk));
            }
            catch (thrown) {
                throw thrown instanceof _core_index_js__WEBPACK_IMPORTED_MODULE_5__ .mG || findWriteProblem(thrown) !== undefined ? thrown : (0,_storage_failed_js__WEBPACK_IMPORTED_MODULE_7__ .L)(from.place.storage, `read ${key}`, thrown);
            }
        }));
    }
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(partial, step.to);
    const resumed = had === 0 ? '' : `, ${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_5__ .qI)(had)} of it were there from an earlier run`;
    return { detail: `${step.files.length} files, ${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_5__ .qI)(total)}${resumed}`, sentBytes: 0 };
}
async function bring(file, { step, partial, tell, fetch, signal }) {
    const target = node_path__WEBPACK_IMPORTED_MODULE_3__.join(partial, file.name);
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(target, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_CREAT, 0o600);
    try {
        await fill(handle, file, { tell, fetch, signal });
        await handle.sync();
    }
    finally {
        await handle.close();
    }
    if ((await digestOf(target)) === file.sha256)
        return;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(target, { force: true });
    throw new _core_index_js__WEBPACK_IMPORTED_MODULE_5__ .mG('DK_BACKUP_DAMAGED', {
        message: `${file.name} is not what it was when the backup was made`,
        remedy: `It was removed from ${partial}; the other files stay there. Run it again to see whether it was the way; otherwise take another backup (deploy-kit backups list)`,
        step: step.id,
        host: step.host
    });
}
async function fill(handle, { name, sizeBytes, sha256 }, { tell, fetch, signal }) {
    let offset = (await handle.stat()).size;
    if (offset > sizeBytes) {
        await handle.truncate(0);
        offset = 0;
    }
    for (let attempt = 1; offset < sizeBytes; attempt++) {
        try {
            await fetch({ name, sizeBytes, sha256 }, offset, (chunk) => {
                const wanted = Math.min(chunk.length, sizeBytes - offset);
                for (let at = 0; at < wanted;)
                    at += (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeSync)(handle.fd, chunk, at, wanted - at, offset + at);
                offset += wanted;
                tell(wanted);
            });
            if (offset < sizeBytes)
                throw new _core_index_js__WEBPACK_IMPORTED_MODULE_5__ .mG('DK_BACKUP_DAMAGED', { message: `${name} ends after ${offset} bytes, and had ${sizeBytes}`, remedy: 'Take another backup (deploy-kit backups list)' });
        }
        catch (thrown) {
            if (attempt === MAX_ATTEMPTS || signal.aborted || findWriteProblem(thrown) !== undefined)
                throw thrown;
        }
    }
}
function fetchFromHost({ id, host }, folder, { transportFor, signal }) {
    return async ({ name }, offset, take) => {
        const unwritable = new AbortController();
        const result = await transportFor(host).run({
            line: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_5__ .XX)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_5__ .K$)('tail -c "+$2" "$1"', [`${folder}/${name}`, String(offset + 1)])).line,
            effect: 'read',
            signal: AbortSignal.any([signal, unwritable.signal]),
            keepStdoutBytes: 0,
            onStdout: (chunk) => {
                if (unwritable.signal.aborted)
                    return;
                try {
                    take(chunk);
                }
                catch (thrown) {
                    unwritable.abort(thrown);
                }
            }
        });
        if (unwritable.signal.aborted)
            throw unwritable.signal.reason;
        const error = (0,_ending_error_js__WEBPACK_IMPORTED_MODULE_6__ .v)(result, { title: `Read ${name}`, host, step: id });
        if (error !== undefined)
            throw error;
    };
}
const CODES = { ENOSPC: 'DK_DISK_FULL', EDQUOT: 'DK_DISK_FULL', EACCES: 'DK_PERMISSION_DENIED', EPERM: 'DK_PERMISSION_DENIED', EROFS: 'DK_PERMISSION_DENIED' };
function findWriteProblem(failure) {
    return failure instanceof Error && 'code' in failure ? CODES[String(failure.code)] : undefined;
}
function cannotWrite({ to, id, host }, failure) {
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_5__ .mG(findWriteProblem(failure) ?? 'DK_INPUT_INVALID', {
        message: `${to} cannot be written: ${failure instanceof Error ? failure.message : String(failure)}`,
        remedy: `What has come stays in ${to}${PARTIAL}: make room or give another folder (--to), and run it again`,
        step: id,
        host,
        cause: failure
    });
}
async function removeOthers(folder, files) {
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(folder))
        if (!files.some((file) => file.name === name))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, name), { recursive: true });
}
async function sizeOf(file) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(file).then(({ size }) => size, () => 0);
}
async function digestOf(file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file), hash);
    return hash.digest('hex');
}
function tellBytes(step, { had, total }, { clock, listen }) {
    let [done, last] = [had, -Infinity];
    return (bytes) => {
        done += bytes;
        if (done < total && clock.now() - last < PROGRESS_EVERY_MS)
            return;
        last = clock.now();
        listen({ type: 'step-progress', step, doneBytes: Math.min(done, total), totalBytes: total });
    };
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
