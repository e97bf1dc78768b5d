import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 495;
export const ids = [495];
export const modules = {
495:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  copyToStorage: () => ( copyToStorage)
});
var core = __webpack_require__(28998);
var ending_error = __webpack_require__(29975);
var engine_journal = __webpack_require__(68070);
var step_commands = __webpack_require__(87180);
var text_lines = __webpack_require__(92994);
;
const MEBIBYTE = 1024 * 1024;
const PART_MEBIBYTES = 16;
const MAX_PARTS = 9000;
function splitIntoParts(sizeBytes) {
    const partMebibytes = Math.max(PART_MEBIBYTES, Math.ceil(sizeBytes / MEBIBYTE / MAX_PARTS));
    const partBytes = partMebibytes * MEBIBYTE;
    const count = Math.max(1, Math.ceil(sizeBytes / partBytes));
    return Array.from({ length: count }, (_, index) => ({
        number: index + 1,
        firstMebibyte: index * partMebibytes,
        sizeBytes: Math.min(partBytes, sizeBytes - index * partBytes)
    }));
}
var load_bucket = __webpack_require__(37224);
var storage_reader = __webpack_require__(91758);
;
async function copyToStorage(step, context) {
    const files = await listFiles(step, context);
    const { storage, folder } = step.to;
    const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    await (0,load_bucket .o)(storage, context.signal, async (bucket) => {
        await removeLeftovers(bucket, step);
        const copy = new Copy(bucket, total, { step, context });
        const isLast = ({ name }) => name === step.marks.last;
        const isFirst = ({ name }) => name === step.marks.first;
        await copy.send(files.filter(isFirst));
        await copy.send(files.filter((file) => !isFirst(file) && !isLast(file)));
        await copy.send(files.filter(isLast));
    });
    return { detail: `${files.length} files, ${(0,core .qI)(total)}, in ${folder}/${step.name}` };
}
async function listFiles(step, context) {
    const result = await runOnce(step, context, { part: 'list', stdin: undefined });
    return result.stdout.split('\n').flatMap((line) => {
        const [name = '', bytes = ''] = line.split('\t');
        return /^\d+$/.test(bytes) ? [{ name, sizeBytes: Number(bytes) }] : [];
    });
}
async function removeLeftovers(bucket, step) {
    const { to, name, marks } = step;
    const { folder } = to;
    await bucket.abortUploads(`${folder}/`);
    for (const found of await (0,storage_reader .uT)(bucket, to, [])) {
        const has = (file) => found.files.some((each) => each.name === file);
        if (found.name === name && has(marks.last))
            throw alreadyThere(step);
        if (found.name === name || (has(marks.first) && !has(marks.last)))
            await (0,storage_reader .v$)(bucket, { folder, ...found }, marks);
    }
}
function alreadyThere({ to, name, id, host }) {
    return new core .mG('DK_STORAGE_FAILED', {
        message: `There is a copy ${name} in s3://${to.storage.bucket}/${to.folder} already, and it is not overwritten`,
        remedy: 'Look at it (deploy-kit backups list), and remove it there by hand when it may go',
        step: id,
        host
    });
}
class Copy {
    #bucket;
    #step;
    #context;
    #totalBytes;
    #doneBytes = 0;
    #sends = 0;
    constructor(bucket, totalBytes, { step, context }) {
        this.#bucket = bucket;
        this.#totalBytes = totalBytes;
        this.#step = step;
        this.#context = context;
    }
    async send(files) {
        const { to, name } = this.#step;
        try {
            const uploads = await (0,storage_reader .gG)(files, (file) => this.#begin(file));
            const lines = (await (0,storage_reader .gG)(uploads, (upload) => this.#sign(upload))).flat();
            const stdin = new core .zh('addresses in the storage', `${lines.join('\n')}\n`);
            this.#sends += 1;
            const sizes = new Map(lines.map((line) => line.split('\t')).map(([file, first, bytes]) => [`${file}\t${first}`, Number(bytes)]));
            const onLine = (line) => this.#tell(sizes.get(line.split('\t').slice(0, 2).join('\t')) ?? 0);
            const { stdout } = await runOnce(this.#step, this.#context, { part: `send-${this.#sends}`, stdin, onLine });
            const sent = parseSent(stdout);
            await (0,storage_reader .gG)(uploads, (upload) => this.#finish(upload, sent));
        }
        catch (thrown) {
            await (0,load_bucket .o)(to.storage, undefined, (bucket) => bucket.abortUploads(`${to.folder}/${name}/`)).catch(() => undefined);
            throw thrown;
        }
    }
    #tell(bytes) {
        this.#doneBytes += bytes;
        this.#context.listen({ type: 'step-progress', step: this.#step, doneBytes: this.#doneBytes, totalBytes: this.#totalBytes });
    }
    async #begin(file) {
        const { to, name } = this.#step;
        const key = `${to.folder}/${name}/${file.name}`;
        const parts = splitIntoParts(file.sizeBytes);
        return { file, key, parts, uploadId: parts.length === 1 ? undefined : await this.#bucket.beginParts(key) };
    }
    async #sign({ file, key, uploadId, parts }) {
        const { timeoutSeconds } = this.#step;
        return await (0,storage_reader .gG)(parts, async ({ number, firstMebibyte, sizeBytes }) => {
            const address = uploadId === undefined ? await this.#bucket.presignWrite(key, timeoutSeconds) : await this.#bucket.presignPart(key, { uploadId, number }, timeoutSeconds);
            return [file.name, firstMebibyte, sizeBytes, address].join('\t');
        });
    }
    async #finish({ file, key, uploadId, parts }, sent) {
        const told = parts.map(({ firstMebibyte }) => sent.get(`${file.name}\t${firstMebibyte}`));
        const whole = told.filter((part) => part !== undefined);
        if (whole.length < parts.length)
            throw this.#refuse(`the host has not sent all of ${file.name}`);
        if (uploadId !== undefined)
            await this.#bucket.completeParts(key, uploadId, whole.map(({ etag }) => etag));
        const { sizeBytes, md5 } = await this.#bucket.look(key);
        if (sizeBytes !== file.sizeBytes)
            throw this.#refuse(`${file.name} has ${sizeBytes} bytes there, and ${file.sizeBytes} here`);
        if (uploadId === undefined && md5 !== undefined && md5 !== whole[0]?.md5)
            throw this.#refuse(`${file.name} has another content there`);
    }
    #refuse(what) {
        const { to, name, host } = this.#step;
        return new core .mG('DK_STORAGE_FAILED', {
            message: `The copy of ${name} in s3://${to.storage.bucket}/${to.folder} is not what is on ${host}: ${what}`,
            remedy: 'It does not count there. The next backup copies it again'
        });
    }
}
function parseSent(stdout) {
    return new Map(stdout.split('\n').flatMap((line) => {
        const [name, firstMebibyte, etag, md5] = line.split('\t');
        return md5 === undefined ? [] : [[`${name}\t${firstMebibyte}`, { etag: etag ?? '', md5 }]];
    }));
}
async function runOnce(step, context, { part, stdin, onLine }) {
    const { line } = (0,core .XX)(stdin === undefined ? step.list : step.send);
    const journal = (0,step_commands .P)({ ...step, id: `${step.id}-${part}` }, context);
    if (journal === undefined)
        throw new RangeError(`${step.id} needs a journal`);
    const told = new text_lines .r((text) => onLine?.(text));
    const onStdout = (chunk) => told.push(chunk);
    const command = { folder: journal, line, stdin, timeoutSeconds: step.timeoutSeconds, signal: context.signal, onStdout };
    const result = await (0,engine_journal .e)(context.transportFor(step.host), command, context.clock);
    const error = (0,ending_error .v)(result, { ...step, step: step.id });
    if (error !== undefined)
        throw error;
    return result;
}
})

};
