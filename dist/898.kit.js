import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 898;
export const ids = [898];
export const modules = {

/***/ 15899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ observeBackups)
/* harmony export */ });
/* harmony import */ var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76569);
/* harmony import */ var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);


async function observeBackups(values, observer) {
    return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackups */ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__/* .backupsFolder */ .a)(values))) })));
}


/***/ }),

/***/ 76898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   backupsShow: () => (/* binding */ backupsShow),
/* harmony export */   namedBackupInput: () => (/* binding */ namedBackupInput),
/* harmony export */   noSuchBackup: () => (/* binding */ noSuchBackup)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
/* harmony import */ var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
/* harmony import */ var _restore_observe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86082);
/* harmony import */ var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66601);
/* harmony import */ var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80778);
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15899);







const namedBackupInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    backup: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Backup',
        description: 'The backup that is meant. Default: the newest one of the hosts.',
        example: 'manual_20261121_070000',
        check: (id) => (_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .BACKUP_ID */ .Hr.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
    })
});
function noSuchBackup(host, id, { damaged }) {
    if (id !== undefined && damaged.includes(id)) {
        return { code: 'DK_BACKUP_DAMAGED', host, message: `The manifest of ${id} on ${host} is not what was published, or is missing`, remedy: 'Nothing that is live has been touched. Choose another one (deploy-kit backups list); what is left of it can be restored by hand: its RECOVERY.md says how' };
    }
    const message = id === undefined ? `There is no backup on ${host}` : `There is no backup ${id} on ${host}`;
    return { code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'deploy-kit backups list shows all' };
}
const backupsShow = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'backups show',
    summary: 'Show all that is known of a backup: its files, facts, and what was seen when it was looked at',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({ ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupPlaceInputs */ .DQ, ...namedBackupInput }),
    outputs: {},
    examples: [{ command: 'backups show --environment production --backup manual_20261121_070000', does: 'shows one backup' }],
    danger: 'read-only',
    isAction: false,
    observe: _observe_js__WEBPACK_IMPORTED_MODULE_5__/* .observeBackups */ .C,
    plan: (values, hosts) => {
        const found = hosts.map(({ host, folder }) => ({ host, folder, backup: (0,_restore_observe_js__WEBPACK_IMPORTED_MODULE_3__/* .findBackup */ .SC)(folder, values.backup) }));
        const shown = found.flatMap(({ host, backup }) => (backup === undefined ? [] : [{ host, backup }]));
        return (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .answerPlan */ .A)({
            operation: 'backups show',
            title: `Backup ${values.backup ?? shown[0]?.backup.manifest.id ?? ''} of ${values.path}`,
            hosts: hosts.map(({ host }) => host),
            tables: [
                { title: 'About', columns: ['host', 'what', 'value'], rows: shown.flatMap(({ host, backup }) => describe(backup).map((row) => [host, ...row])) },
                {
                    title: 'Files',
                    columns: ['host', 'file', 'size', 'unpacked', 'SHA-256'],
                    rows: shown.flatMap(({ host, backup }) => backup.manifest.files.map(({ path, storedBytes, plainBytes, sha256 }) => [host, path, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderSize */ .qI)(storedBytes), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderSize */ .qI)(plainBytes), sha256]))
                },
                {
                    title: 'Checks',
                    columns: ['host', 'when (UTC)', 'kind', 'outcome', 'words'],
                    rows: shown.flatMap(({ host, backup }) => backup.checks.map(({ at, kind, passed, words }) => [host, (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .renderMoment */ .dc)(at * 1000), kind, passed ? 'passed' : 'FAILED', words]))
                }
            ],
            problems: found.flatMap(({ host, folder, backup }) => (backup === undefined ? [noSuchBackup(host, values.backup, folder)] : [])),
            answer: Object.fromEntries(shown.map(({ host, backup }) => [host, backup]))
        });
    }
});
function describe({ manifest, pin }) {
    const { id, type, createdAt, release, commit, codec, recipients, tool, run, facts } = manifest;
    return [
        ['name', id],
        ['type', type],
        ['made (UTC)', (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .renderMoment */ .dc)(createdAt)],
        ['by', `${run.who}${run.url === undefined ? '' : `, ${run.url}`}, with ${tool}`],
        ['release that was live', release ?? 'none'],
        ['commit', commit ?? ''],
        ['compressed with', codec],
        ['sealed for', recipients.length === 0 ? 'nobody: it is not encrypted' : recipients.join(' ')],
        ...(pin === undefined ? [] : [['pinned', pin]]),
        ...facts.map(([component, name, value]) => [`${component}: ${name}`, value])
    ];
}


/***/ }),

/***/ 86082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ observeRestore),
/* harmony export */   SC: () => (/* binding */ findBackup),
/* harmony export */   Tw: () => (/* binding */ openBackup)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_choose_components_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67518);
/* harmony import */ var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);
/* harmony import */ var _backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76569);
/* harmony import */ var _backup_slots_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96123);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9426);
/* harmony import */ var _tools_ledger_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22126);
/* harmony import */ var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82122);
/* harmony import */ var _tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(45938);









async function observeRestore(values, observer) {
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, values, observer)]));
    const { runId, identity, hosts } = observer;
    return { runId, run: (0,_tools_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .ledgerRun */ .Zm)(identity, runId), hosts, perHost: Object.fromEntries(perHost) };
}
async function observeHost(host, values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .normalizePath */ .Fd)(values.path);
    const [{ state, folder }] = await Promise.all([
        observer.askAll(host, { state: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_6__/* .readHost */ .r)(root, values.layout), folder: (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackups */ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .backupsFolder */ .a)(values)) }),
        (0,_tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_7__/* .hideLiveSecrets */ .u)(observer, host, root)
    ]);
    const project = (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .projectOf */ .v8)(state);
    const backup = findBackup(folder, values.backup);
    const chosen = backup === undefined ? { components: [], problems: [] } : (0,_backup_choose_components_js__WEBPACK_IMPORTED_MODULE_8__/* .chooseComponents */ .I)(backup.manifest.components, values);
    const looks = await (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtComponents */ .vW)(observer, host, { components: chosen.components, root, project });
    const slot = await observer.ask(host, (0,_backup_slots_js__WEBPACK_IMPORTED_MODULE_3__/* .askSlot */ .i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }));
    const opened = backup === undefined ? NOTHING_SEALED : await openBackup(host, { values, observer, manifest: backup.manifest });
    return { state, folder, project, backup, chosen, looks, slot, opened };
}
const NOTHING_SEALED = { headers: '', key: undefined };
async function openBackup(host, { values, observer, manifest }) {
    if (manifest.recipients.length === 0 || values.identity === undefined)
        return NOTHING_SEALED;
    const names = manifest.files.map(({ path }) => path);
    const files = await observer.ask(host, readBeginnings(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .backupsFolder */ .a)(values)}/${manifest.id}`, names));
    return observer.openSealed(files, values.identity);
}
function readBeginnings(folder, names) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_BEGINNINGS_PROGRAM, [folder, ...names]), ({ stdout }) => stdout.split('\n').flatMap((line) => {
        const [name, beginning] = line.split('\t');
        return name === undefined || beginning === undefined ? [] : [{ name, beginning }];
    }));
}
const READ_BEGINNINGS_PROGRAM = `
cd "$1" || exit 1
shift
for name in "$@"; do printf '%s\\t%s\\n' "$name" "$(head -c 16384 "$name" | base64 | tr -d '\\n')"; done
`;
function findBackup({ backups }, id) {
    if (id !== undefined)
        return backups.find(({ manifest }) => manifest.id === id);
    return backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && checks.at(-1)?.passed !== false);
}


/***/ }),

/***/ 66601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ answerPlan)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function answerPlan(answer) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .sealPlan */ .tP)({
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


/***/ })

};
