import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 989;
export const ids = [989];
export const modules = {

/***/ 85989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/target-inputs.js
var target_inputs = __webpack_require__(9426);
// EXTERNAL MODULE: ./build/packages/operations/tools/host-paths.js
var host_paths = __webpack_require__(28264);
// EXTERNAL MODULE: ./build/packages/operations/tools/lock.js
var lock = __webpack_require__(13336);
// EXTERNAL MODULE: ./build/packages/operations/backup/backup-inputs.js
var backup_inputs = __webpack_require__(60474);
// EXTERNAL MODULE: ./build/packages/operations/backup/observe.js + 1 modules
var observe = __webpack_require__(76569);
// EXTERNAL MODULE: ./build/packages/operations/tools/describe-state.js
var describe_state = __webpack_require__(3182);
// EXTERNAL MODULE: ./build/packages/operations/backup/backup-steps.js + 4 modules
var backup_steps = __webpack_require__(68631);
// EXTERNAL MODULE: ./build/packages/operations/backup/retention-of.js
var retention_of = __webpack_require__(37096);
;// CONCATENATED MODULE: ./build/packages/operations/backup/plan.js







function planBackup(values, facts) {
    const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]));
    const problems = [...facts.chosen.problems, ...hosts.flatMap(({ host, found }) => findProblems(host, found, { values, facts }))];
    const backups = hosts.map(({ host, found }) => (0,backup_steps/* describeBackup */._1)(host, found, orderOf(values, facts)));
    const path = (0,target_inputs/* normalizePath */.Fd)(values.path);
    return (0,core/* sealPlan */.tP)({
        operation: 'backup',
        title: `Back up ${path} on ${facts.hosts.join(', ')}: ${facts.chosen.components.map(({ name }) => name).join(', ')}`,
        hosts: facts.hosts,
        tables: [componentsTable(facts, hosts)],
        notes: writeNotes(values, backups),
        problems,
        phases: [backup_steps/* BACKUP_PHASE */.fG],
        steps: problems.length > 0 ? [] : backups.flatMap((backup) => (0,backup_steps/* planBackupSteps */.tx)(backup)),
        onFailure: 'undo',
        failing: {
            undone: 'DK_BACKUP_FAILED',
            asBefore: 'There is no new backup; older ones are untouched, and so is what is live',
            unsure: 'Older backups are untouched, and so is what is live; what is left of the unfinished one (its name begins with .partial) is removed by the next backup'
        },
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths/* journalFolder */.MT)((0,host_paths/* hostPaths */.tO)(path, values.layout), facts.runId)])),
        probes: [],
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
        outputs: { backup: backups[0]?.head.id ?? '', folder: backups[0]?.final ?? '' }
    }, [...backups.flatMap((backup) => (0,backup_steps/* volatileOf */.Ut)(backup, facts.perHost[backup.head.host]?.looks ?? {})), facts.runId, JSON.stringify(facts.run)]);
}
function orderOf(values, { runId, run, chosen }) {
    return {
        type: 'manual',
        name: values['backup-name'],
        components: chosen.components,
        paths: (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout),
        backups: (0,observe/* backupsFolder */.a)(values),
        recipients: values.recipients ?? [],
        compare: values.compare,
        timeoutSeconds: values['backup-timeout'],
        ...{ runId, run },
        retention: (0,retention_of/* retentionOf */.e)(values),
        isSmallerAccepted: values['accept-smaller']
    };
}
function findProblems(host, { state, folder, looks, project }, { values, facts }) {
    const problems = [...(0,describe_state/* findForeignCurrent */.n)(host, (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout), state)];
    const refuse = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    for (const { name, ...component } of facts.chosen.components) {
        if (component.kind === 'postgres' && component.server.kind === 'service' && project === undefined) {
            refuse('DK_INPUT_INVALID', `${name} is in the service ${component.server.service}, and no Compose project is live in ${values.path} on ${host}`, 'Deploy it with strategy compose, or name the container: container=NAME');
            continue;
        }
        const look = looks[name];
        if (look?.problem !== undefined)
            refuse('DK_BACKUP_SOURCE', `${name} cannot be read on ${host}: ${look.problem}`, 'Nothing has been changed. Mend it, or leave it out with --skip');
    }
    const id = values['backup-name'];
    if (id !== undefined && [...folder.backups.map(({ manifest }) => manifest.id), ...folder.foreign, ...folder.damaged].includes(id)) {
        refuse('DK_INPUT_INVALID', `There is a backup ${id} on ${host} already`, 'Choose another backup-name, or leave it out');
    }
    if ((values.recipients ?? []).length > 0 && !folder.tools.includes('age')) {
        refuse('DK_PREFLIGHT_FAILED', `There is no program age on ${host}, which seals the backup for the recipients`, 'Install it there (Debian: apt-get install age)');
    }
    return problems;
}
function writeNotes(values, backups) {
    const codecs = backups.filter(({ head }) => head.codec !== 'zstd').map(({ head }) => `${head.host}: there is no zstd, so ${head.codec} is used, which is slower`);
    const unsealed = (values.recipients ?? []).length > 0 ? [] : ['It is not encrypted: whoever can read the folder can read it (recipients)'];
    return [...unsealed, ...codecs];
}
function componentsTable(facts, hosts) {
    return {
        title: 'What is backed up',
        columns: ['host', 'component', 'kind', 'size'],
        rows: hosts.flatMap(({ host, found }) => facts.chosen.components.map(({ name, kind }) => {
            const look = found.looks[name];
            return [host, name, kind, look !== undefined && 'bytes' in look ? (0,core/* renderSize */.qI)(look.bytes) : 'not known'];
        }))
    };
}

;// CONCATENATED MODULE: ./build/packages/operations/backup/index.js







const backup = (0,core/* defineOperation */.h9)({
    name: 'backup',
    summary: 'Back up databases and files on their hosts: from one moment, read back before it counts, and sealed for keys that are elsewhere',
    inputs: backup_inputs/* backupInputs */.Ct,
    outputs: {
        backup: { description: 'Name of the backup.' },
        folder: { description: 'Its folder on the hosts.' }
    },
    examples: [
        { command: 'backup --environment production', does: 'backs up all components' },
        { command: 'backup --environment production --only db --backup-name before-the-move', does: 'backs up one of them, under a name' }
    ],
    danger: 'write',
    isAction: true,
    lease: (values, context) => {
        const { kit } = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
        return (0,lock/* deployLock */.tK)(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: lock/* SETTLE_SECONDS */.Ej }, context);
    },
    observe: observe/* observeBackup */.zr,
    plan: planBackup
});


/***/ }),

/***/ 37096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ retentionOf)
/* harmony export */ });
function retentionOf(values) {
    return {
        keep: values['keep-backups'],
        daily: values['keep-daily'],
        weekly: values['keep-weekly'],
        monthly: values['keep-monthly'],
        preDeploy: values['keep-pre-deploy'],
        emergency: values['keep-emergency']
    };
}


/***/ })

};
