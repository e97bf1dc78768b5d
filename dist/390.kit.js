import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 390;
export const ids = [390];
export const modules = {

/***/ 20390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/target-inputs.js
var target_inputs = __webpack_require__(9426);
// EXTERNAL MODULE: ./build/packages/operations/tools/host-paths.js
var host_paths = __webpack_require__(28264);
// EXTERNAL MODULE: ./build/packages/operations/tools/lock.js
var lock = __webpack_require__(13336);
// EXTERNAL MODULE: ./build/packages/operations/restore/inputs.js
var inputs = __webpack_require__(95405);
// EXTERNAL MODULE: ./build/packages/operations/restore/observe.js
var observe = __webpack_require__(86082);
// EXTERNAL MODULE: ./build/packages/operations/backup/backup-steps.js + 4 modules
var backup_steps = __webpack_require__(68631);
// EXTERNAL MODULE: ./build/packages/operations/backup/observe.js + 1 modules
var backup_observe = __webpack_require__(76569);
// EXTERNAL MODULE: ./build/packages/operations/backups/show.js
var show = __webpack_require__(76898);
// EXTERNAL MODULE: ./build/packages/operations/backup/manifest.js
var manifest = __webpack_require__(68697);
// EXTERNAL MODULE: ./build/packages/operations/tools/describe-state.js
var describe_state = __webpack_require__(3182);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-manifest.js
var release_manifest = __webpack_require__(80778);
// EXTERNAL MODULE: ./build/packages/operations/backup/backup-programs.js
var backup_programs = __webpack_require__(27874);
// EXTERNAL MODULE: ./build/packages/operations/backup/component.js
var backup_component = __webpack_require__(97481);
// EXTERNAL MODULE: ./build/packages/operations/backup/dead-restores.js
var dead_restores = __webpack_require__(88136);
// EXTERNAL MODULE: ./build/packages/operations/backup/restore-component.js + 9 modules
var restore_component = __webpack_require__(30689);
// EXTERNAL MODULE: ./build/packages/operations/backups/try-steps.js
var try_steps = __webpack_require__(73164);
// EXTERNAL MODULE: ./build/packages/operations/backup/source.js
var source = __webpack_require__(777);
// EXTERNAL MODULE: ./build/packages/operations/tools/command-place.js
var command_place = __webpack_require__(3608);
// EXTERNAL MODULE: ./build/packages/operations/strategies/systemd/control.js + 2 modules
var control = __webpack_require__(72201);
// EXTERNAL MODULE: ./build/packages/operations/strategies/systemd/settings.js
var systemd_settings = __webpack_require__(51992);
// EXTERNAL MODULE: ./build/packages/operations/strategies/systemd/shell-functions.js
var shell_functions = __webpack_require__(15243);
;// CONCATENATED MODULE: ./build/packages/operations/strategies/pause.js





function pauseOf(settings, { place, record, except }) {
    const { timeoutSeconds } = settings;
    switch (settings.strategy) {
        case 'commands': {
            const { stop, restart } = settings;
            if (stop === undefined || restart === undefined)
                return undefined;
            return { title: stop.join(' '), stop: (0,core/* exec */.m0)(stop, (0,command_place/* commandPlace */.N)(place)), start: (0,core/* exec */.m0)(restart, (0,command_place/* commandPlace */.N)(place)), timeoutSeconds };
        }
        case 'systemd': {
            const units = [...(0,systemd_settings/* listSockets */.zJ)(settings).map(({ name }) => name), ...(0,control/* listRunning */.G)(settings, place)];
            return { title: units.join(', '), stop: (0,core/* script */.K$)(STOP_UNITS_PROGRAM, units), start: (0,core/* script */.K$)(START_UNITS_PROGRAM, units), timeoutSeconds };
        }
        case 'compose':
            return {
                title: `the services of ${settings.project} besides ${except.length === 0 ? 'none' : except.join(', ')}`,
                stop: (0,core/* script */.K$)(STOP_CONTAINERS_PROGRAM, [record, settings.project, ...except]),
                start: (0,core/* script */.K$)(START_CONTAINERS_PROGRAM, [record]),
                timeoutSeconds
            };
    }
}
const STOP_UNITS_PROGRAM = `${shell_functions/* ROOT_FUNCTION */.e7}
for unit in "$@"; do root systemctl stop "$unit" || exit 1; done
`;
const START_UNITS_PROGRAM = `${shell_functions/* ROOT_FUNCTION */.e7}
for unit in "$@"; do
  root systemctl reset-failed "$unit" 2>/dev/null || true
  root systemctl start "$unit" || exit 1
done
`;
const STOP_CONTAINERS_PROGRAM = `
record=$1 project=$2
shift 2
running=$(docker ps --no-trunc --filter "label=com.docker.compose.project=$project" --format '{{.ID}} {{.Label "com.docker.compose.service"}}') || exit 1
ids=$(printf '%s\\n' "$running" | while read -r id service; do
  for kept in "$@"; do [ "$service" != "$kept" ] || continue 2; done
  echo "$id"
done)
[ -n "$ids" ] || exit 0
mkdir -p "\${record%/*}" && printf '%s\\n' "$ids" >>"$record" || exit 1
# shellcheck disable=SC2086 # ids are hexadecimal
docker stop $ids >/dev/null
`;
const START_CONTAINERS_PROGRAM = `
[ -s "$1" ] || exit 0
sort -u "$1" | while read -r id; do
  docker inspect "$id" >/dev/null 2>&1 || continue
  docker start "$id" >/dev/null || exit 1
done
`;

// EXTERNAL MODULE: ./build/packages/operations/strategies/commands.js
var commands = __webpack_require__(99879);
// EXTERNAL MODULE: ./build/packages/operations/strategies/strategy.js + 7 modules
var strategy = __webpack_require__(97758);
// EXTERNAL MODULE: ./build/packages/operations/tools/guard.js
var tools_guard = __webpack_require__(14138);
// EXTERNAL MODULE: ./build/packages/operations/tools/ledger.js
var ledger = __webpack_require__(22126);
// EXTERNAL MODULE: ./build/packages/operations/tools/plan-health.js
var plan_health = __webpack_require__(39475);
// EXTERNAL MODULE: ./build/packages/operations/restore/verify-program.js
var verify_program = __webpack_require__(24408);
;// CONCATENATED MODULE: ./build/packages/operations/restore/restore-steps.js


















const RESTORE_PHASES = ['stage', 'cutover', 'verify', 'confirm', 'finish'];
const SHORT_SECONDS = 60;
const SWAP_SECONDS = 300;
function describeRestore(host, found, { values, facts }) {
    const { backup, chosen, looks, state, project } = found;
    if (backup === undefined)
        return [];
    const { manifest } = backup;
    const paths = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
    const work = `${paths.kit}/restores/${facts.runId}`;
    const folder = `${(0,backup_observe/* backupsFolder */.a)(values)}/${manifest.id}`;
    const place = { manifest, folder, work, suffix: (0,source/* suffixOf */.j)(manifest.codec, manifest.recipients.length > 0), runId: facts.runId, root: paths.root, project, opened: found.opened };
    const present = chosen.components.filter(({ name }) => looks[name]?.problem === undefined);
    const run = { host, paths, values, state };
    return [
        {
            ...{ host, paths, folder, backup: manifest, work },
            guard: { folder: (0,host_paths/* guardFolder */.Q)(paths, facts.runId), kit: paths.kit, runId: facts.runId },
            parts: chosen.components.map((component) => ({ name: component.name, part: (0,restore_component/* restoredPart */.y)(component, place) })),
            emergency: values['unsafe-skip-emergency-backup'] || present.length === 0 ? undefined : describeEmergency(host, found, { values, facts, present }),
            absent: chosen.components.filter(({ name }) => looks[name]?.problem !== undefined).map(({ name }) => name),
            pause: findPause(run, { record: `${work}/stopped`, components: chosen.components }),
            ...findHealth(run),
            timeoutSeconds: values['backup-timeout'],
            entry: { operation: 'restore', outcome: 'restored', release: manifest.id, before: state.live, commit: manifest.commit, run: facts.run }
        }
    ];
}
function describeEmergency(host, found, { values, facts, present }) {
    return (0,backup_steps/* describeBackup */._1)(host, found, {
        type: 'emergency',
        name: undefined,
        components: present,
        paths: (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout),
        backups: (0,backup_observe/* backupsFolder */.a)(values),
        recipients: values.recipients ?? found.backup?.manifest.recipients ?? [],
        compare: 'rows',
        timeoutSeconds: values['backup-timeout'],
        runId: facts.runId,
        run: facts.run,
        retention: undefined,
        isSmallerAccepted: false
    });
}
function settingsOfLive({ values, state }) {
    return (0,strategy/* recordedStrategy */._)(state.releases.find(({ id }) => id === state.live)?.manifest?.strategy, (0,commands/* settingsOfCommands */.X)(values));
}
function placeOf({ host, paths, state }) {
    const manifest = state.releases.find(({ id }) => id === state.live)?.manifest;
    return { host, paths, id: state.live ?? '', commit: manifest?.commit, live: state.live, served: state.served };
}
function findPause(live, { record, components }) {
    const except = components.flatMap((component) => (0,backup_component/* serviceOf */.z)(component) ?? []);
    return pauseOf(settingsOfLive(live), { place: placeOf(live), record, except });
}
function findHealth(live) {
    const { host, paths, values, state } = live;
    const control = (0,strategy/* controlOf */.r)(settingsOfLive(live), placeOf(live));
    const { health, confirmTimeoutSeconds } = (0,plan_health/* planHealth */.oF)(values, { host, paths, release: state.live ?? '', control });
    return { health, confirmTimeoutSeconds: confirmTimeoutSeconds + (values['confirm-timeout'] === undefined ? SWAP_SECONDS : 0) };
}
function planRestoreSteps(restore) {
    const { host, folder, work, guard, parts, emergency, pause, health, timeoutSeconds } = restore;
    const step = (phase, rest) => ({ kind: 'run', host, phase, effect: 'write', ...rest });
    const undecided = (command) => (0,core/* all */.Q7)((0,tools_guard/* requireUndecided */.Tb)(guard), command);
    return [
        ...(emergency === undefined ? [] : (0,backup_steps/* planBackupSteps */.tx)(emergency)),
        step('stage', {
            id: 'verify-backup',
            title: `Read all of ${folder.replace(/^.*\//, '')}, and compare its checksums`,
            command: (0,verify_program/* verifySums */.q)(folder, restore.backup),
            timeoutSeconds,
            failures: try_steps/* DAMAGED */.Ax
        }),
        step('stage', {
            id: 'begin-restore',
            title: 'Make a folder for it',
            command: (0,dead_restores/* beginRestore */.Q)({ kit: restore.paths.kit, work }, parts.map(({ part }) => part)),
            timeoutSeconds: SWAP_SECONDS,
            undo: { title: 'Remove the folder of the restore', command: (0,backup_programs/* removeFolder */.v$)(work), timeoutSeconds: SHORT_SECONDS }
        }),
        ...parts.map(({ name, part }) => step('stage', {
            id: `stage-${name}`,
            ...part.stage,
            timeoutSeconds,
            failures: try_steps/* DAMAGED */.Ax,
            undo: { title: `Remove what was restored of ${name}`, command: part.unstage, timeoutSeconds: SWAP_SECONDS }
        })),
        armStep(restore),
        ...(pause === undefined
            ? []
            : [step('cutover', { id: 'stop-writers', title: `Stop ${pause.title}`, command: (0,core/* all */.Q7)((0,tools_guard/* markSwitching */.Ww)(guard), pause.stop), timeoutSeconds: pause.timeoutSeconds })]),
        ...parts.map(({ name, part }) => step('cutover', { id: `swap-${name}`, title: part.swap.title, command: (0,core/* all */.Q7)((0,tools_guard/* markSwitching */.Ww)(guard), undecided(part.swap.command)), timeoutSeconds: SWAP_SECONDS })),
        ...(pause === undefined ? [] : [step('cutover', { id: 'start-writers', title: `Start ${pause.title}`, command: undecided(pause.start), timeoutSeconds: pause.timeoutSeconds })]),
        ...(health === undefined ? [] : [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until the application is healthy with it', host, phase: 'verify', effect: 'read', ...health }]),
        confirmStep(restore),
        step('finish', {
            id: 'remove-old',
            title: 'Remove what was there before',
            command: (0,core/* all */.Q7)(...parts.map(({ part }) => part.removeOld), (0,backup_programs/* removeFolder */.v$)(work)),
            timeoutSeconds: SWAP_SECONDS,
            optional: true
        })
    ];
}
function armStep(restore) {
    const { host, work, guard, confirmTimeoutSeconds, pause, health, entry } = restore;
    return {
        kind: 'run',
        id: 'arm-guard',
        title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
        host,
        phase: 'cutover',
        effect: 'write',
        command: (0,core/* all */.Q7)((0,tools_guard/* armGuard */.gw)(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(restore), onFailure: undefined }), (0,core/* exec */.m0)(['touch', `${work}/armed`])),
        timeoutSeconds: SHORT_SECONDS,
        undo: {
            title: 'Give back what was there before',
            command: (0,tools_guard/* goBackNow */.kx)(guard),
            timeoutSeconds: (0,tools_guard/* goBackSeconds */.HF)(2 * (pause?.timeoutSeconds ?? 0)),
            ...(health === undefined || entry.before === undefined
                ? {}
                : { health: { release: entry.before, checks: health.checks, attempts: Math.min(health.attempts, 5), delaySeconds: health.delaySeconds } })
        }
    };
}
function goBackCommand({ guard, parts, pause, paths, entry }) {
    const stop = pause === undefined ? [] : [pause.stop];
    const start = pause === undefined ? [] : [pause.start];
    return (0,core/* any */.bz)((0,core/* exec */.m0)(['test', '!', '-e', `${guard.folder}/switching`]), (0,core/* all */.Q7)(...stop, ...parts.map(({ part }) => part.swapBack), ...start, (0,ledger/* tryAppendLedger */.x3)(paths.ledger, { ...entry, outcome: 'undone' })), (0,core/* all */.Q7)((0,ledger/* tryAppendLedger */.x3)(paths.ledger, { ...entry, outcome: 'failed' }), (0,core/* exec */.m0)(['false'])));
}
function confirmStep({ host, guard, paths, entry }) {
    return {
        kind: 'run',
        id: 'confirm',
        title: 'Confirm the restore and disarm the guard',
        host,
        phase: 'confirm',
        effect: 'write',
        command: (0,core/* all */.Q7)((0,tools_guard/* confirmGuard */.kN)(guard), (0,ledger/* appendLedger */.OC)(paths.ledger, entry)),
        timeoutSeconds: SHORT_SECONDS,
        failures: {
            [tools_guard/* GUARD_DECIDED_EXIT_CODE */.aL]: { code: 'DK_GUARD_FIRED', remedy: 'What was there before is back. Make the health check faster or confirm-timeout longer, and restore again' }
        }
    };
}

;// CONCATENATED MODULE: ./build/packages/operations/restore/plan.js










function planRestore(values, facts) {
    const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]));
    const problems = hosts.flatMap(({ host, found }) => findProblems(host, found, values));
    const restores = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => describeRestore(host, found, { values, facts }));
    const paths = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
    const id = hosts[0]?.found.backup?.manifest.id ?? '';
    return (0,core/* sealPlan */.tP)({
        operation: 'restore',
        title: `Restore ${id} into ${paths.root} on ${facts.hosts.join(', ')}`,
        hosts: facts.hosts,
        tables: [componentsTable(hosts)],
        notes: [...hosts.flatMap(({ host, found }) => describeDamaged(host, found, values)), ...writeNotes(values, restores)],
        problems,
        phases: [backup_steps/* BACKUP_PHASE */.fG, ...RESTORE_PHASES],
        steps: restores.flatMap((restore) => planRestoreSteps(restore)),
        onFailure: 'undo',
        failing: {
            undone: 'DK_RESTORE_UNDONE',
            asBefore: 'The data that was live before is live, all of it',
            unsure: 'Whether the data that was live before is live is NOT known; nothing of it is lost: it is there under its name, or beside it under a name with -old or _old. The next deploy-kit backup, restore or deploy goes back first'
        },
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths/* journalFolder */.MT)(paths, facts.runId)])),
        probes: [],
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
        outputs: { backup: id, 'emergency-backup': restores[0]?.emergency?.head.id ?? '' }
    }, [...restores.flatMap(({ host, emergency }) => (emergency === undefined ? [] : (0,backup_steps/* volatileOf */.Ut)(emergency, facts.perHost[host]?.looks ?? {}))), ...hosts.flatMap(({ found }) => (0,backup_steps/* volatileSizes */.vV)(found.looks)), ...hosts.map(({ found }) => found.opened.headers), facts.runId, JSON.stringify(facts.run)]);
}
function findProblems(host, { state, backup, folder, chosen, looks }, values) {
    const problems = [...(0,describe_state/* findForeignCurrent */.n)(host, (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout), state), ...chosen.problems];
    const refuse = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    if (backup === undefined && values.backup !== undefined && folder.damaged.includes(values.backup))
        return [...problems, (0,show.noSuchBackup)(host, values.backup, folder)];
    if (backup === undefined) {
        const known = folder.backups.slice(0, 5).map(({ manifest }) => manifest.id).join(', ');
        const remedy = known === '' ? 'Is it the right path, or the right backup-path?' : `The newest are ${known}; deploy-kit backups list shows all`;
        refuse('DK_BACKUP_UNKNOWN', values.backup === undefined ? `There is no backup in ${(0,backup_observe/* backupsFolder */.a)(values)} on ${host}` : `There is no backup ${values.backup} on ${host}`, remedy);
        return problems;
    }
    const { manifest } = backup;
    if (manifest.path !== (0,target_inputs/* normalizePath */.Fd)(values.path))
        refuse('DK_BACKUP_UNKNOWN', `${manifest.id} is a backup of ${manifest.path}, not of ${values.path}`, 'Choose another one, or restore it by hand: its RECOVERY.md says how');
    if (manifest.recipients.length > 0 && values.identity === undefined)
        refuse('DK_INPUT_INVALID', `${manifest.id} is sealed: it needs the private key of one of its recipients`, 'Give it as identity');
    if (!values['unsafe-skip-emergency-backup']) {
        for (const { name } of chosen.components) {
            const look = looks[name];
            if (look?.problem === undefined || look.isAbsent)
                continue;
            refuse('DK_BACKUP_SOURCE', `${name} cannot be backed up before it is replaced: ${look.problem}`, 'Mend it, leave it out with skip, or give unsafe-skip-emergency-backup: then what is there now is gone');
        }
    }
    return problems;
}
function describeDamaged(host, { folder: { damaged } }, values) {
    return damaged.length === 0 || values.backup !== undefined ? [] : [`${host}: ${damaged.join(', ')} is passed over: its manifest is not what was published`];
}
function writeNotes(values, restores) {
    return restores.flatMap(({ host, emergency, pause, absent, health }) => [
        ...(emergency === undefined ? [] : [`${host}: what is there now is backed up before, as ${emergency.head.id}`]),
        ...(values['unsafe-skip-emergency-backup'] ? [`${host}: what is there now is NOT backed up before`] : []),
        ...(absent.length === 0 ? [] : [`${host}: of ${absent.join(', ')} there is nothing now that could be backed up`]),
        pause === undefined ? `${host}: nobody has said how the application is stopped and started (stop-command, restart-command): stop what writes by hand` : `${host}: stopped for the moment of the change: ${pause.title}`,
        ...(health === undefined ? [`${host}: there is no health check: whether the application works with it is not asked`] : [])
    ]);
}
function componentsTable(hosts) {
    return {
        title: 'What is restored',
        columns: ['host', 'backup', 'made (UTC)', 'component', 'kind', 'now'],
        rows: hosts.flatMap(({ host, found: { backup, chosen, looks } }) => chosen.components.map(({ name, kind }) => {
            const look = looks[name];
            const now = look === undefined ? '' : look.problem === undefined ? (0,core/* renderSize */.qI)(look.bytes) : look.isAbsent ? 'nothing' : look.problem;
            const size = backup === undefined ? '' : ` (${(0,core/* renderSize */.qI)((0,manifest/* storedBytesOf */.We)(backup.manifest))})`;
            return [host, `${backup?.manifest.id ?? ''}${size}`, backup === undefined ? '' : (0,release_manifest/* renderMoment */.dc)(backup.manifest.createdAt), name, kind, now];
        }))
    };
}

;// CONCATENATED MODULE: ./build/packages/operations/restore/index.js







const restore = (0,core/* defineOperation */.h9)({
    name: 'restore',
    summary: 'Restore a backup beside what is live, compare it, and only then put it in its place; taken back when the application does not work with it',
    inputs: inputs/* restoreInputs */.Y,
    outputs: {
        backup: { description: 'Name of the backup that was restored.' },
        'emergency-backup': { description: 'Name of the backup that was made before of what was there.' }
    },
    examples: [
        { command: 'restore --environment production', does: 'restores the newest backup' },
        { command: 'restore --environment production --backup manual_20261121_070000 --only db --yes --confirm production', does: 'restores one component of a named one, without asking' }
    ],
    danger: 'destructive',
    isAction: true,
    lease: (values, context) => {
        const { kit } = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
        return (0,lock/* deployLock */.tK)(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: values['command-timeout'] }, context);
    },
    observe: observe/* observeRestore */.B3,
    plan: planRestore
});


/***/ }),

/***/ 39475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J3: () => (/* binding */ toBefore),
/* harmony export */   P2: () => (/* binding */ listRefused),
/* harmony export */   oF: () => (/* binding */ planHealth)
/* harmony export */ });
/* unused harmony export planEvidence */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
/* harmony import */ var _service_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95060);



const CONFIRM_MARGIN_SECONDS = 30;
function toBefore(from) {
    return from === undefined ? undefined : { release: from.id, control: from.control };
}
function planHealth(values, target) {
    const asked = bindLines(values, target);
    const checks = values['skip-health-check'] ? [] : listChecks(values, target);
    const rounds = target.control.startBeside === undefined ? 1 : 2;
    const budget = checks.length === 0 ? 0 : rounds * values.attempts * (values.delay + Math.max(...checks.map((check) => check.timeoutSeconds)));
    const health = {
        checks,
        attempts: values.attempts,
        delaySeconds: values.delay,
        evidence: [...target.control.evidence, ...asked.evidence, ...planEvidence(target, values.logs ?? [])]
    };
    return {
        health: checks.length === 0 ? undefined : health,
        healthBefore: checks.length === 0 || target.before === undefined ? undefined : planUndoHealth(values, { ...target, ...target.before }),
        confirmTimeoutSeconds: values['confirm-timeout'] ?? budget + CONFIRM_MARGIN_SECONDS
    };
}
const UNDO_ATTEMPTS = 5;
const UNDO_DELAY_SECONDS = 5;
const UNDO_CHECK_SECONDS = 30;
function planUndoHealth(values, target) {
    return {
        release: target.release,
        checks: listChecks(values, target).map((check) => ({ ...check, timeoutSeconds: Math.min(check.timeoutSeconds, UNDO_CHECK_SECONDS) })),
        attempts: Math.min(values.attempts, UNDO_ATTEMPTS),
        delaySeconds: Math.min(values.delay, UNDO_DELAY_SECONDS)
    };
}
function listRefused(values, target) {
    return bindLines(values, target).refused;
}
function bindLines(values, { host, paths, release, control }) {
    return (0,_service_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .bindChecks */ .R)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHealthChecks */ .Pe)(values['health-check'] ?? [], { host, path: paths.root, release, timeoutSeconds: values.timeout }), control);
}
function listChecks(values, target) {
    const { host, paths, release, control } = target;
    const checks = [...control.checks, ...bindLines(values, target).checks];
    const status = values['status-command'];
    if (status === undefined)
        return checks;
    return [
        ...checks,
        {
            kind: 'command',
            title: status.join(' '),
            host,
            required: true,
            timeoutSeconds: values['command-timeout'],
            argv: status,
            cwd: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .workingFolder */ .gv)(paths, release)
        }
    ];
}
function planEvidence({ host, paths }, logs) {
    return [
        ...logs.map((log) => ({ title: `End of ${log}`, host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(LOG_PROGRAM, [log.startsWith('/') ? log : `${paths.root}/${log}`]) })),
        { title: 'Disk', host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(DISK_PROGRAM, [paths.root]) },
        { title: 'Memory', host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(MEMORY_PROGRAM) }
    ];
}
const LOG_PROGRAM = 'tail -n 100 "$1" 2>&1';
const DISK_PROGRAM = 'df -Pk "$1" 2>&1; df -Pi "$1" 2>&1';
const MEMORY_PROGRAM = 'head -n 5 /proc/meminfo 2>&1; cat /proc/loadavg 2>&1';


/***/ }),

/***/ 95060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ bindChecks)
/* harmony export */ });
function bindChecks(asked, control) {
    const services = control?.services;
    const checks = [];
    const names = new Set();
    const refused = [];
    for (const check of asked) {
        if (check.kind !== 'service')
            checks.push(check);
        else if (services === undefined)
            refused.push(`${check.title} asks the containers of the service ${check.service}, which only a release of strategy compose has`);
        else if (!services.names.includes(check.service))
            refused.push(`${check.title}: no service ${check.service} is kept running; there are ${services.names.join(', ')}`);
        else {
            checks.push(services.ask(check));
            names.add(check.service);
        }
    }
    return { checks, evidence: services === undefined || names.size === 0 ? [] : [services.logs([...names])], refused };
}


/***/ })

};
