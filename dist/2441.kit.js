import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 2441;
export const ids = [2441];
export const modules = {
62441:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
pruneStorage: () => ( pruneStorage)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _ending_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29975);
var _run_repeatable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3924);
var _load_bucket_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37224);
var _storage_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91758);





async function pruneStorage(step, context) {
    const { from, marks, pin } = step;
    return await (0,_load_bucket_js__WEBPACK_IMPORTED_MODULE_3__ .o)(from.storage, context.signal, async (bucket) => {
        const found = await (0,_storage_reader_js__WEBPACK_IMPORTED_MODULE_2__ .uT)(bucket, from, [marks.first, pin]);
        const whole = found.filter(({ files, texts }) => files.some(({ name }) => name === marks.last) && texts[marks.first] !== undefined);
        const lines = whole.map(({ name, texts, files }) => {
            const isPinned = files.some((file) => file.name === pin);
            return [name, firstLine(texts[marks.first]), isPinned ? firstLine(texts[pin]) || 'pinned in the storage' : '-'].join('\t');
        });
        const doomed = await decide(step, `${lines.join('\n')}\n`, context);
        const removed = whole.filter(({ name }) => doomed.includes(name) && (step.only.length === 0 || step.only.includes(name)));
        for (const each of removed)
            await (0,_storage_reader_js__WEBPACK_IMPORTED_MODULE_2__ .v$)(bucket, { folder: from.folder, ...each }, marks);
        return { detail: removed.length === 0 ? 'nothing had to go' : removed.map(({ name }) => name).join(', ') };
    });
}
async function decide(step, stdin, { transportFor, signal }) {
    const { line } = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .XX)(step.decide);
    const { timeoutSeconds } = step;
    const result = await (0,_run_repeatable_js__WEBPACK_IMPORTED_MODULE_4__ .z)(transportFor(step.host), { line, stdin: () => stdin, effect: 'read', timeoutSeconds, signal });
    const error = (0,_ending_error_js__WEBPACK_IMPORTED_MODULE_1__ .v)(result, { ...step, step: step.id });
    if (error !== undefined)
        throw error;
    return result.stdout.split('\n').flatMap((text) => {
        const [name = '', decision] = text.split('\t');
        return decision === 'remove' ? [name] : [];
    });
}
function firstLine(text = '') {
    return (text.split('\n')[0] ?? '').trim();
}
})

};
