import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 6695;
export const ids = [6695];
export const modules = {
16695:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
COPY_MARKS: () => ( COPY_MARKS),
PIN: () => ( PIN),
copyNames: () => ( copyNames),
digest: () => ( digest),
findBackupAnywhere: () => ( findBackupAnywhere),
parseSums: () => ( parseSums),
readCopies: () => ( readCopies)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
var _storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24048);





const MANIFEST = 'manifest.json';
const SUMS = 'SHA256SUMS';
const PIN = '.pinned';
const COPY_MARKS = { first: '.slot', last: MANIFEST };
async function readCopies(host, { values, observer }) {
    const given = (0,_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .GJ)(values);
    if (given === undefined)
        return undefined;
    const path = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path);
    const below = `${values['storage-host'] ?? host}${path}`;
    const shown = `${given.shown}/${below}`;
    const nothing = { shown, copies: [], damaged: [] };
    if (given.storage === undefined)
        return { ...nothing, place: undefined, problem: _storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .f };
    const place = { storage: given.storage, folder: given.prefix === '' ? below : `${given.prefix}/${below}` };
    try {
        const found = (await observer.storage.list(place, [MANIFEST, SUMS, PIN])).filter(({ files }) => files.some(({ name }) => name === MANIFEST));
        const copies = found.flatMap((folder) => parseCopy(folder, path) ?? []);
        const isRead = ({ name }) => copies.some(({ backup }) => backup.manifest.id === name);
        return { ...nothing, place, copies: copies.toSorted(byAge), damaged: found.filter((folder) => !isRead(folder)).map(({ name }) => name), problem: undefined };
    }
    catch (thrown) {
        if (!(thrown instanceof _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG))
            throw thrown;
        return { ...nothing, place, problem: `${thrown.message}. ${thrown.remedy}` };
    }
}
function byAge({ backup: { manifest: left } }, { backup: { manifest: right } }) {
    return right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1);
}
function parseCopy({ name, files, texts }, path) {
    const text = texts[MANIFEST] ?? '';
    const sums = texts[SUMS] ?? '';
    const manifest = (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .zW)(text);
    if (manifest?.id !== name || !_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Hr.test(name) || manifest.path !== path)
        return undefined;
    const listed = parseSums(sums);
    if (listed.get(MANIFEST) !== digest(text) || !isListed(manifest, listed))
        return undefined;
    const copied = [...listed, [SUMS, digest(sums)]].map(([file, sha256]) => ({ name: file, sha256, sizeBytes: files.find((each) => each.name === file)?.sizeBytes ?? -1 }));
    const isWhole = copied.every(({ sizeBytes }) => sizeBytes >= 0) && manifest.files.every((file) => copied.some((each) => each.name === file.path && each.sizeBytes === file.storedBytes));
    if (!isWhole)
        return undefined;
    return { backup: { manifest, checks: [], pin: files.some((file) => file.name === PIN) ? (texts[PIN] ?? '').trim() || 'in the storage' : undefined }, files: copied };
}
function isListed({ files }, listed) {
    return files.every(({ path, sha256 }) => listed.get(path) === sha256);
}
function copyNames(copies) {
    return copies === undefined ? [] : [...copies.copies.map(({ backup }) => backup.manifest.id), ...copies.damaged];
}
function parseSums(text) {
    return new Map([...text.matchAll(/^([0-9a-f]{64}) {2}([A-Za-z0-9_.@:+-]+)$/gm)].map(([, sum = '', name = '']) => [name, sum]));
}
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function findBackupAnywhere(folder, copies, id) {
    const here = folder.backups.map((backup) => ({ backup, copy: undefined }));
    const isGood = ({ backup }) => backup.checks.at(-1)?.passed !== false;
    const isGoodHere = (name) => here.some((found) => found.backup.manifest.id === name && isGood(found));
    const there = (copies?.copies ?? []).filter(({ backup }) => !isGoodHere(backup.manifest.id)).map((copy) => ({ backup: copy.backup, copy }));
    const all = [...here, ...there];
    if (id !== undefined)
        return all.filter(({ backup }) => backup.manifest.id === id).toSorted((left, right) => Number(isGood(right)) - Number(isGood(left)))[0];
    return all.filter((found) => isGood(found) && found.backup.manifest.type !== 'emergency').toSorted((left, right) => right.backup.manifest.createdAt - left.backup.manifest.createdAt)[0];
}
})

};
