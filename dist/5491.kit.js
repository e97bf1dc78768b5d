import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 5491;
export const ids = [5491,6695];
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
25491:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  backupsList: () => ( backupsList)
});
var core = __webpack_require__(28998);
var backup_inputs = __webpack_require__(60474);
var answer_plan = __webpack_require__(66601);
var release_manifest = __webpack_require__(80778);
var backup_manifest = __webpack_require__(68697);
var settings = __webpack_require__(41744);
;
const FUTURE_SECONDS = 86_400;
function findNewestVerified({ set }, { backups, clock }) {
    const newest = backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && (0,backup_manifest .s4)(manifest) === set && checks.at(-1)?.passed !== false && manifest.createdAt / 1000 <= clock + FUTURE_SECONDS);
    return newest === undefined ? undefined : Math.floor(newest.manifest.createdAt / 1000);
}
function describePromise(schedule, folder) {
    const made = findNewestVerified(schedule, folder);
    const promised = `${(0,core .PP)(schedule.promisedAgeSeconds)} are promised`;
    const words = `backed up ${(0,settings .cD)(schedule)}; `;
    if (made === undefined)
        return `${words}the promise is NOT KEPT: there is no verified backup of these parts (at most ${promised})`;
    const age = Math.max(0, folder.clock - made);
    return `${words}the promise is ${age <= schedule.promisedAgeSeconds ? 'kept' : 'NOT KEPT'}: the newest verified one is ${(0,core .PP)(age)} old (at most ${promised})`;
}
var storage_inputs = __webpack_require__(24048);
var target_inputs = __webpack_require__(9426);
var host_paths = __webpack_require__(28264);
var describe_backup = __webpack_require__(59685);
var observe = __webpack_require__(15899);
;
const listInputs = (0,core .pf)({ ...backup_inputs .DQ, ...storage_inputs .Fd, ...storage_inputs .h1 });
async function observeListed(values, observer) {
    const { kit } = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const found = await (0,observe .K)(values, observer);
    return await Promise.all(found.map(async (host) => ({ ...host, schedule: await observer.ask(host.host, (0,settings .sb)(kit)) })));
}
const backupsList = (0,core .h9)({
    name: 'backups list',
    summary: 'List the backups on the hosts and in the storage: of when they are, what they hold, and when they were last verified and restored for a trial',
    inputs: listInputs,
    outputs: {},
    examples: [{ command: 'backups list --environment production', does: 'lists what can be restored' }],
    danger: 'read-only',
    isAction: false,
    observe: observeListed,
    plan: (values, found) => (0,answer_plan .A)({
        operation: 'backups list',
        title: `Backups of ${values.path}`,
        hosts: found.map(({ host }) => host),
        tables: [
            {
                title: 'Backups',
                columns: ['host', 'backup', 'where', 'made (UTC)', 'components', 'size', 'sealed', 'last verified', 'last drilled', 'notes'],
                rows: found.flatMap(({ host, folder, copies }) => (0,describe_backup .R9)({ folder, copies }).map((backup) => [
                    host,
                    backup.id,
                    backup.where,
                    (0,release_manifest .dc)(backup.createdAt * 1000),
                    backup.components.join(' '),
                    (0,core .qI)(backup.bytes),
                    backup.isSealed ? 'yes' : 'no',
                    (0,describe_backup .Qt)(backup.lastVerified, folder.clock),
                    (0,describe_backup .Qt)(backup.lastDrilled, folder.clock),
                    [...(backup.pin === undefined ? [] : [`pinned: ${backup.pin}`]), ...(backup.problem === undefined ? [] : [`DAMAGED: ${backup.problem}`])].join('; ')
                ]))
            }
        ],
        notes: found.flatMap(({ host, folder, copies, schedule }) => [
            ...(schedule === undefined ? [] : [`${host}: ${describePromise(schedule, folder)}`]),
            ...(0,describe_backup .lq)({ host, copies }),
            ...((0,describe_backup .R9)({ folder, copies }).length === 0 ? [`${host}: there is no backup`] : []),
            ...folder.damaged.map((name) => `${host}: ${name} is DAMAGED: its manifest is not what was published, so it is never restored by deploy-kit, nor removed`),
            ...folder.foreign.map((name) => `${host}: ${name} is no backup of deploy-kit, and is left alone`)
        ]),
        answer: Object.fromEntries(found.map((each) => [each.host, (0,describe_backup .R9)(each)]))
    })
});
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
19873:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
W: () => ( schedulePaths)
});
function schedulePaths(kit) {
    const folder = `${kit}/schedule`;
    return { folder, backup: `${folder}/backup.sh`, watch: `${folder}/watch.sh`, pingUrl: `${folder}/ping-url`, log: `${folder}/log`, units: `${folder}/units` };
}
}),
41744:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Kd: () => ( digestOfSources),
cD: () => ( renderSettings),
sb: () => ( readSettings)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _schedule_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19873);



function digestOfSources({ components, backups, recipients, compare }) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify([components, backups, recipients, compare])).digest('hex').slice(0, 12);
}
function readSettings(kit) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)('cat "$1/schedule.json" 2>/dev/null || :', [(0,_schedule_paths_js__WEBPACK_IMPORTED_MODULE_2__ .W)(kit).folder]), ({ stdout }) => parseSettings(stdout));
}
function parseSettings(text) {
    try {
        const settings = JSON.parse(text);
        const { schema, times, timeZone, promisedAgeSeconds, set } = settings;
        return schema === 1 && Array.isArray(times) && typeof timeZone === 'string' && typeof promisedAgeSeconds === 'number' && typeof set === 'string' ? settings : undefined;
    }
    catch {
        return undefined;
    }
}
function renderSettings({ times, timeZone, by }) {
    return `every day at ${times.join(' and ')} ${timeZone}, by ${by}`;
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
