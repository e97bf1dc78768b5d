import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 354;
export const ids = [354];
export const modules = {

/***/ 83354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backupsList: () => (/* binding */ backupsList)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/backup/backup-inputs.js
var backup_inputs = __webpack_require__(60474);
// EXTERNAL MODULE: ./build/packages/operations/tools/answer-plan.js
var answer_plan = __webpack_require__(66601);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-manifest.js
var release_manifest = __webpack_require__(80778);
// EXTERNAL MODULE: ./build/packages/operations/backup/manifest.js
var backup_manifest = __webpack_require__(68697);
;// CONCATENATED MODULE: ./build/packages/operations/backups/describe-backup.js


function summarizeBackup({ manifest, checks, pin }) {
    const last = checks.at(-1);
    return {
        id: manifest.id,
        type: manifest.type,
        createdAt: Math.floor(manifest.createdAt / 1000),
        bytes: (0,backup_manifest/* storedBytesOf */.We)(manifest),
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
function renderAge(at, now) {
    return at === undefined ? 'never' : `${(0,core/* renderDuration */.PP)(Math.max(0, now - at))} ago`;
}

// EXTERNAL MODULE: ./build/packages/operations/backups/observe.js
var observe = __webpack_require__(15899);
;// CONCATENATED MODULE: ./build/packages/operations/backups/list.js






const backupsList = (0,core/* defineOperation */.h9)({
    name: 'backups list',
    summary: 'List the backups on the hosts: of when they are, what they hold, and when they were last verified and restored for a trial',
    inputs: (0,core/* defineInputs */.pf)({ ...backup_inputs/* backupPlaceInputs */.DQ }),
    outputs: {},
    examples: [{ command: 'backups list --environment production', does: 'lists what can be restored' }],
    danger: 'read-only',
    isAction: false,
    observe: observe/* observeBackups */.C,
    plan: (values, found) => (0,answer_plan/* answerPlan */.A)({
        operation: 'backups list',
        title: `Backups of ${values.path}`,
        hosts: found.map(({ host }) => host),
        tables: [
            {
                title: 'Backups',
                columns: ['host', 'backup', 'made (UTC)', 'components', 'size', 'sealed', 'last verified', 'last drilled', 'notes'],
                rows: found.flatMap(({ host, folder }) => folder.backups.map(summarizeBackup).map((backup) => [
                    host,
                    backup.id,
                    (0,release_manifest/* renderMoment */.dc)(backup.createdAt * 1000),
                    backup.components.join(' '),
                    (0,core/* renderSize */.qI)(backup.bytes),
                    backup.isSealed ? 'yes' : 'no',
                    renderAge(backup.lastVerified, folder.clock),
                    renderAge(backup.lastDrilled, folder.clock),
                    [...(backup.pin === undefined ? [] : [`pinned: ${backup.pin}`]), ...(backup.problem === undefined ? [] : [`DAMAGED: ${backup.problem}`])].join('; ')
                ]))
            }
        ],
        notes: found.flatMap(({ host, folder }) => [
            ...(folder.backups.length === 0 ? [`${host}: there is no backup`] : []),
            ...folder.damaged.map((name) => `${host}: ${name} is DAMAGED: its manifest is not what was published, so it is never restored by deploy-kit, nor removed`),
            ...folder.foreign.map((name) => `${host}: ${name} is no backup of deploy-kit, and is left alone`)
        ]),
        answer: Object.fromEntries(found.map(({ host, folder }) => [host, folder.backups.map(summarizeBackup)]))
    })
});


/***/ }),

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
