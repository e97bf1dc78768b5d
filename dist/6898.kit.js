import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 6898;
export const ids = [6898,6695];
export const modules = {
59685:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Qt: () => ( renderAge),
R9: () => ( placeBackups),
lq: () => ( describeCopies)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68697);


function summarizeBackup({ manifest, checks, pin }) {
    const last = checks.at(-1);
    return {
        id: manifest.id,
        type: manifest.type,
        createdAt: Math.floor(manifest.createdAt / 1000),
        bytes: (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .We)(manifest),
        components: manifest.components.map(({ name }) => name),
        isSealed: manifest.recipients.length > 0,
        pin,
        lastVerified: lastPassed(checks, 'verify') ?? lastPassed(checks, 'drill') ?? manifest.finishedAt,
        lastDrilled: lastPassed(checks, 'drill'),
        problem: last?.passed === false ? last.words : undefined
    };
}
function lastPassed(checks, kind) {
    return checks.findLast((check) => check.kind === kind && check.passed)?.at;
}
function placeBackups({ folder, copies }) {
    const copied = (copies?.copies ?? []).map(({ backup }) => backup);
    const isCopied = (id) => copied.some(({ manifest }) => manifest.id === id);
    const here = folder.backups.map((backup) => ({ ...summarizeBackup(backup), where: isCopied(backup.manifest.id) ? 'host and storage' : 'host' }));
    const there = copied.filter(({ manifest }) => !here.some(({ id }) => id === manifest.id)).map((backup) => ({ ...summarizeBackup(backup), where: 'storage' }));
    return [...here, ...there].toSorted((left, right) => right.createdAt - left.createdAt);
}
function describeCopies({ host, copies }) {
    if (copies === undefined)
        return [];
    return [
        ...(copies.problem === undefined ? [] : [`${host}: ${copies.shown} is NOT looked at: ${copies.problem}`]),
        ...copies.damaged.map((name) => `${host}: ${name} in ${copies.shown} is DAMAGED: its files are not what was copied, so it is neither fetched nor removed by deploy-kit`)
    ];
}
function renderAge(at, now) {
    return at === undefined ? 'never' : `${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .PP)(Math.max(0, now - at))} ago`;
}
}),
15899:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
C: () => ( observeBackups),
K: () => ( observeAnywhere)
});
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11230);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16695);
var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3594);



async function observeAnywhere(values, observer) {
    const [found, copies] = await Promise.all([observeBackups(values, observer), Promise.all(observer.hosts.map((host) => (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__.readCopies)(host, { values, observer })))]);
    return found.map((each, index) => ({ ...each, copies: copies[index] }));
}
async function observeBackups(values, observer) {
    return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_2__ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values))) })));
}
}),
76898:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
backupsShow: () => ( backupsShow),
namedBackupInput: () => ( namedBackupInput),
noSuchBackup: () => ( noSuchBackup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16695);
var _storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24048);
var _describe_backup_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(59685);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66601);
var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(80778);
var _observe_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(15899);









const namedBackupInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    backup: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The backup that is meant. Default: the newest one of the hosts.',
        example: 'manual_20261121_070000',
        check: (id) => (_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Hr.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
    })
});
function noSuchBackup(host, id, { damaged }) {
    if (id !== undefined && damaged.includes(id)) {
        return { code: 'DK_BACKUP_DAMAGED', host, message: `The manifest of ${id} on ${host} is not what was published, or is missing`, remedy: 'Nothing that is live has been touched. Choose another one (deploy-kit backups list); what is left of it can be restored by hand: its RECOVERY.md says how' };
    }
    const message = id === undefined ? `There is no backup on ${host}` : `There is no backup ${id} on ${host}`;
    return { code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'deploy-kit backups list shows all' };
}
const backupsShow = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backups show',
    summary: 'Show all that is known of a backup: its files, facts, and what was seen when it was looked at',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({ ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .DQ, ...namedBackupInput, ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .Fd, ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .h1 }),
    outputs: {},
    examples: [{ command: 'backups show --environment production --backup manual_20261121_070000', does: 'shows one backup' }],
    danger: 'read-only',
    isAction: false,
    observe: _observe_js__WEBPACK_IMPORTED_MODULE_7__ .K,
    plan: (values, hosts) => {
        const found = hosts.map(({ host, folder, copies }) => ({ host, folder, copies, found: (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_3__.findBackupAnywhere)(folder, copies, values.backup) }));
        const shown = found.flatMap(({ host, folder, copies, found: one }) => {
            const where = (0,_describe_backup_js__WEBPACK_IMPORTED_MODULE_5__ .R9)({ folder, copies }).find(({ id }) => id === one?.backup.manifest.id)?.where ?? '';
            return one === undefined ? [] : [{ host, where, backup: one.backup }];
        });
        return (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_6__ .A)({
            operation: 'backups show',
            title: `Backup ${values.backup ?? shown[0]?.backup.manifest.id ?? ''} of ${values.path}`,
            hosts: hosts.map(({ host }) => host),
            tables: [
                { title: 'About', columns: ['host', 'what', 'value'], rows: shown.flatMap(({ host, where, backup }) => [['where it is', where], ...describe(backup)].map((row) => [host, ...row])) },
                {
                    title: 'Files',
                    columns: ['host', 'file', 'size', 'unpacked', 'SHA-256'],
                    rows: shown.flatMap(({ host, backup }) => backup.manifest.files.map(({ path, storedBytes, plainBytes, sha256 }) => [host, path, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(storedBytes), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(plainBytes), sha256]))
                },
                {
                    title: 'Checks',
                    columns: ['host', 'when (UTC)', 'kind', 'outcome', 'words'],
                    rows: shown.flatMap(({ host, backup }) => backup.checks.map(({ at, kind, passed, words }) => [host, (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ .dc)(at * 1000), kind, passed ? 'passed' : 'FAILED', words]))
                }
            ],
            problems: found.flatMap(({ host, folder, found: one }) => (one === undefined ? [noSuchBackup(host, values.backup, folder)] : [])),
            notes: hosts.flatMap(_describe_backup_js__WEBPACK_IMPORTED_MODULE_5__ .lq),
            answer: Object.fromEntries(shown.map(({ host, backup }) => [host, backup]))
        });
    }
});
function describe({ manifest, pin }) {
    const { id, type, createdAt, release, commit, codec, recipients, tool, run, facts } = manifest;
    return [
        ['name', id],
        ['type', type],
        ['made (UTC)', (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ .dc)(createdAt)],
        ['by', `${run.who}${run.url === undefined ? '' : `, ${run.url}`}, with ${tool}`],
        ['release that was live', release ?? 'none'],
        ['commit', commit ?? ''],
        ['compressed with', codec],
        ['sealed for', recipients.length === 0 ? 'nobody: it is not encrypted' : recipients.join(' ')],
        ...(pin === undefined ? [] : [['pinned', pin]]),
        ...facts.map(([component, name, value]) => [`${component}: ${name}`, value])
    ];
}
}),
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
}),
66601:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
A: () => ( answerPlan)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function answerPlan(answer) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .tP)({
        notes: [],
        problems: [],
        phases: [],
        steps: [],
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: {},
        outputs: {},
        ...answer
    });
}
})

};
