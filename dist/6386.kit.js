import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 6386;
export const ids = [6386,6695];
export const modules = {
16386:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
backupsExportKeyCheck: () => ( backupsExportKeyCheck)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11230);
var _restore_backup_facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65124);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66601);
var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80778);
var _observe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15899);







const keyInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .DQ,
    recipients: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Ct.recipients,
    identity: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({
        group: 'Backup',
        required: true,
        description: 'The private key that is kept (`AGE-SECRET-KEY-1...`, or a key file of age). It never leaves the machine that runs deploy-kit.'
    })
});
const backupsExportKeyCheck = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backups export-key-check',
    summary: 'Prove that the private key that you keep opens the backups: it is tried on a file of each, and never leaves this machine',
    inputs: keyInputs,
    outputs: {},
    examples: [{ command: 'backups export-key-check --environment production --identity-file key.txt', does: 'tells which backups this key opens' }],
    danger: 'read-only',
    isAction: false,
    observe: observeKey,
    plan: (values, facts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ .A)({
        operation: 'backups export-key-check',
        title: `Backups of ${values.path} that ${facts.publicKeys.join(', ')} opens`,
        hosts: facts.hosts.map(({ host }) => host),
        tables: [tableRecipients(values, facts), tableBackups(facts)],
        notes: writeNotes(values, facts),
        problems: [...findStrangers(values, facts), ...facts.hosts.flatMap(({ host, tried }) => findShut(host, tried))],
        answer: {
            publicKeys: facts.publicKeys,
            recipients: (values.recipients ?? []).map((recipient) => ({ recipient, isOurs: facts.publicKeys.includes(recipient) })),
            hosts: Object.fromEntries(facts.hosts.map(({ host, tried }) => [host, tried.map(({ id, createdAt, isSealed, problem }) => ({ id, createdAt, isSealed, opens: problem === undefined, problem }))]))
        }
    })
});
async function observeKey(values, observer) {
    const publicKeys = observer.readPublicKeys(values.identity);
    const found = await (0,_observe_js__WEBPACK_IMPORTED_MODULE_5__ .C)(values, observer);
    const hosts = await Promise.all(found.map(async ({ host, folder }) => {
        const sealed = folder.backups.filter(({ manifest }) => manifest.recipients.length > 0);
        const questions = Object.fromEntries(sealed.map(({ manifest }) => [manifest.id, (0,_restore_backup_facts_js__WEBPACK_IMPORTED_MODULE_3__ .Rm)(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ .a)(values)}/${manifest.id}`, manifest.files.slice(0, 1).map(({ path }) => path))]));
        const beginnings = sealed.length === 0 ? {} : await observer.askAll(host, questions);
        return { host, tried: folder.backups.map((backup) => tryKey(backup, beginnings[backup.manifest.id] ?? [], { values, observer })) };
    }));
    return { publicKeys, hosts };
}
function tryKey({ manifest: { id, createdAt, recipients } }, files, { values, observer }) {
    const tried = { id, createdAt: Math.floor(createdAt / 1000), isSealed: recipients.length > 0, problem: undefined, code: undefined };
    if (!tried.isSealed)
        return tried;
    if (files.length === 0)
        return { ...tried, problem: 'it has no file that could be opened', code: 'DK_BACKUP_DAMAGED' };
    try {
        observer.openSealed(files, values.identity);
        return tried;
    }
    catch (error) {
        if (!(error instanceof _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .mG) || (error.code !== 'DK_BACKUP_KEY_WRONG' && error.code !== 'DK_BACKUP_DAMAGED'))
            throw error;
        return { ...tried, problem: error.message, code: error.code };
    }
}
function findStrangers({ recipients }, { publicKeys }) {
    if (recipients === undefined || recipients.length === 0 || publicKeys.some((key) => recipients.includes(key)))
        return [];
    const message = `The recipients of the configuration are ${recipients.join(', ')}, and this key is ${publicKeys.join(', ')}: it will not open the backups that are made from now on`;
    return [{ code: 'DK_BACKUP_KEY_WRONG', message, remedy: 'Look for the key that belongs to the recipients, or add the public key of this one to them and make a new backup' }];
}
function findShut(host, tried) {
    const newest = tried[0];
    if (newest?.code === undefined)
        return [];
    const remedy = 'Look for the key of its recipients (deploy-kit backups show lists them). Without it this backup is lost: add a key that you have to the recipients, and make a new backup';
    return [{ code: newest.code, host, message: `The newest backup ${newest.id} on ${host} is not opened: ${newest.problem}`, remedy }];
}
function writeNotes({ recipients }, { hosts }) {
    return [
        ...(recipients === undefined || recipients.length === 0 ? ['The configuration has no recipients: new backups are not sealed'] : []),
        ...hosts.flatMap(({ host, tried }) => {
            const shut = tried.filter(({ problem }) => problem !== undefined).length;
            if (tried.length === 0)
                return [`${host}: there is no backup`];
            return tried.every(({ isSealed }) => !isSealed) ? [`${host}: no backup is sealed, whoever reads the folder can read them`] : shut === 0 ? [] : [`${host}: ${shut} of ${tried.length} backups are NOT opened by this key`];
        })
    ];
}
function tableRecipients({ recipients = [] }, { publicKeys }) {
    const others = publicKeys.filter((key) => !recipients.includes(key)).map((key) => [key, 'of this key, but no recipient']);
    return { title: 'Recipients of the configuration', columns: ['public key', 'whose'], rows: [...recipients.map((key) => [key, publicKeys.includes(key) ? 'of this key' : 'of another key']), ...others] };
}
function tableBackups({ hosts }) {
    return {
        title: 'Backups',
        columns: ['host', 'backup', 'made (UTC)', 'with this key'],
        rows: hosts.flatMap(({ host, tried }) => tried.map(({ id, createdAt, isSealed, problem }) => [host, id, (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__ .dc)(createdAt * 1000), !isSealed ? 'not sealed' : problem === undefined ? 'opens' : `does NOT open: ${problem}`]))
    };
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
65124:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
O7: () => ( findDataProblems),
Ps: () => ( observeData),
Rm: () => ( readBeginnings),
Tw: () => ( openBackup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11230);
var _backup_slots_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96123);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);




async function observeData(host, found, { values, observer, place }) {
    const { state, folder, backup, chosen } = found;
    const project = (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ .v8)(state);
    const looks = await (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ .vW)(observer, host, { components: chosen.components, root: (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path), project });
    const slot = await observer.ask(host, (0,_backup_slots_js__WEBPACK_IMPORTED_MODULE_2__ .i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }));
    const opened = backup === undefined ? NOTHING_SEALED : await openBackup(host, { values, observer, manifest: backup.manifest, place });
    return { ...found, project, looks, slot, opened };
}
const NOTHING_SEALED = { headers: '', key: undefined };
async function openBackup(host, { values, observer, manifest, place }) {
    if (manifest.recipients.length === 0 || values.identity === undefined)
        return NOTHING_SEALED;
    const names = manifest.files.map(({ path }) => path);
    const files = place === undefined
        ? await observer.ask(host, readBeginnings(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ .a)(values)}/${manifest.id}`, names))
        : await observer.storage.readBeginnings({ ...place, folder: `${place.folder}/${manifest.id}` }, names);
    return observer.openSealed(files, values.identity);
}
function readBeginnings(folder, names) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_BEGINNINGS_PROGRAM, [folder, ...names]), ({ stdout }) => stdout.split('\n').flatMap((line) => {
        const [name, beginning] = line.split('\t');
        return name === undefined || beginning === undefined ? [] : [{ name, beginning }];
    }));
}
const READ_BEGINNINGS_PROGRAM = `
cd "$1" || exit 1
shift
for name in "$@"; do printf '%s\\t%s\\n' "$name" "$(head -c 16384 "$name" | base64 | tr -d '\\n')"; done
`;
function findDataProblems(host, { backup, chosen, looks }, values) {
    if (backup === undefined)
        return [];
    const problems = [...chosen.problems];
    const refuse = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    const { manifest } = backup;
    if (manifest.path !== (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path))
        refuse('DK_BACKUP_UNKNOWN', `${manifest.id} is a backup of ${manifest.path}, not of ${values.path}`, 'Choose another one, or restore it by hand: its RECOVERY.md says how');
    if (manifest.recipients.length > 0 && values.identity === undefined)
        refuse('DK_INPUT_INVALID', `${manifest.id} is sealed: it needs the private key of one of its recipients`, 'Give it as identity');
    if (values['unsafe-skip-emergency-backup'])
        return problems;
    for (const { name } of chosen.components) {
        const look = looks[name];
        if (look?.problem === undefined || look.isAbsent)
            continue;
        refuse('DK_BACKUP_SOURCE', `${name} cannot be backed up before it is replaced: ${look.problem}`, 'Mend it, leave it out with skip, or give unsafe-skip-emergency-backup: then what is there now is gone');
    }
    return problems;
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
