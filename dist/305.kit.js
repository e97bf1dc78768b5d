import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 305;
export const ids = [305];
export const modules = {

/***/ 35015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ cutoverInputs)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83085);


const cutoverInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    'restart-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({
        group: 'Commands',
        description: 'Starts the release, or restarts the application with it. Runs in the release, with DEPLOY_KIT_* variables.',
        example: 'sudo -n systemctl restart app'
    }),
    'stop-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Stops the application: used when a first deploy fails and there is nothing to return to.' }),
    'status-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Must end with 0 when the application runs: an additional health check.' }),
    'before-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the new release just before it is made live.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findHookProblem */ .YZ }),
    'after-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the new release just after it was made live.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findHookProblem */ .YZ }),
    'on-failure': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the deploy path after a failure, when everything has been undone.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findHookProblem */ .YZ }),
    'command-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Commands', description: 'How long the restart, stop and status commands may take.', default: '2m', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG }),
    'hook-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Commands', description: 'How long a hook may take.', default: '15m', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG }),
    'health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        group: 'Health',
        description: 'What must be healthy for the release to stay, one a line: `http URL`, `tcp ADDRESS:PORT`, `command ...`, `process TEXT`, `file PATH`, `log PATH`; `optional` before it never fails. `{release}` stands for the id of the release.',
        example: 'http http://127.0.0.1:8080/health status=200 body={release}',
        check: _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findHealthCheckProblem */ .rY
    }),
    attempts: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ group: 'Health', description: 'How often the health checks are tried.', default: '30', min: 1, max: 1000 }),
    delay: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
    timeout: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Health', description: 'How long one health check may take.', default: '5s', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG }),
    'skip-health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zM)({
        group: 'Health',
        description: 'Make the release live without asking whether it is healthy. Log and summary warn.',
        default: 'false'
    }),
    'confirm-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        group: 'Health',
        description: 'After so long without confirmation the host goes back by itself, whatever became of the runner. Default: the time that all health checks may take, and 30 s.',
        check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG
    }),
    'probe-url': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Health',
        description: 'A URL that is asked every 100 ms during the cutover, to measure the downtime. A loopback address is asked on the host.',
        example: 'https://app.example.com/health',
        check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findUrlProblem */ .uZ
    }),
    logs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({
        group: 'Health',
        description: 'Log files on the host (relative to the deploy path, or absolute) whose end is shown when it fails.',
        example: 'shared/log/app.log'
    }),
    'lock-wait': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Behaviour', description: 'How long to wait for the deploy lock; 0 fails at once.', default: '0s' })
});


/***/ }),

/***/ 56974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ cutoverOutputs),
/* harmony export */   l: () => (/* binding */ readCutoverOutputs)
/* harmony export */ });
const cutoverOutputs = {
    live: {
        description: 'What is live at the end, also when the run failed: the id of the release, or `host=id` for each host where they differ. ' +
            'Empty when that is nothing, or not known.'
    },
    'downtime-ms': {
        description: 'The longest time without a good answer during the cutover, in milliseconds. Only set when `probe-url` was asked.'
    }
};
function readCutoverOutputs({ live, probes }) {
    const gaps = probes.filter(({ requests }) => requests > 0).map(({ longestGapMs }) => Math.round(longestGapMs));
    return {
        live: renderLive(live),
        ...(gaps.length === 0 ? {} : { 'downtime-ms': String(Math.max(...gaps)) })
    };
}
function renderLive(live) {
    const ids = new Set(Object.values(live));
    if (ids.size <= 1)
        return [...ids][0] ?? '';
    return Object.entries(live)
        .map(([host, id]) => `${host}=${id ?? ''}`)
        .join(',');
}


/***/ }),

/***/ 97855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KQ: () => (/* binding */ planCutover),
/* harmony export */   N4: () => (/* binding */ commandPlace),
/* harmony export */   ZG: () => (/* binding */ PHASES),
/* harmony export */   cP: () => (/* binding */ hookStep),
/* harmony export */   tX: () => (/* binding */ afterUndo)
/* harmony export */ });
/* unused harmony export guardOf */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14138);
/* harmony import */ var _hooks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(191);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28264);
/* harmony import */ var _ledger_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(22126);
/* harmony import */ var _release_steps_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99676);
/* harmony import */ var _working_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57817);







const PHASES = ['prepare', 'cutover', 'verify', 'confirm', 'finish'];
const SWITCH_TIMEOUT_SECONDS = 300;
const GO_BACK_MARGIN_SECONDS = 60;
function guardOf({ paths, runId }) {
    return { folder: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .guardFolder */ .Q)(paths, runId), kit: paths.kit, runId };
}
function planCutover(cutover) {
    return [
        ...storeChangeSteps(cutover),
        ...hookStep(cutover, 'before-cutover', cutover.hooks.beforeCutover),
        armStep(cutover),
        switchStep(cutover),
        ...restartStep(cutover),
        ...hookStep(cutover, 'after-cutover', cutover.hooks.afterCutover),
        ...healthStep(cutover),
        confirmStep(cutover)
    ];
}
function afterUndo(cutover, whenNotSwitched) {
    const { paths, to, entry, hooks } = cutover;
    const { folder } = guardOf(cutover);
    const place = { ...commandPlace(paths, to), cwd: paths.root };
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .any */ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['test', '!', '-d', paths.kit]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['test', '-e', `${folder}/switching`]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(...whenNotSwitched, (0,_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .tryAppendLedger */ .x3)(paths.ledger, { ...entry, outcome: 'failed' }))), ...(hooks.onFailure === undefined ? [] : [(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .any */ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['test', '-e', `${folder}/told`]), (0,_hooks_js__WEBPACK_IMPORTED_MODULE_2__/* .runHook */ .D)(hooks.onFailure, place), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['true']))]));
}
function commandPlace(paths, release) {
    const folder = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .workingFolder */ .gv)(paths, release.id);
    return {
        cwd: folder,
        env: {
            DEPLOY_KIT_PATH: paths.root,
            DEPLOY_KIT_RELEASE: release.id,
            DEPLOY_KIT_RELEASE_PATH: folder,
            DEPLOY_KIT_CURRENT_PATH: paths.layout === 'releases' ? paths.current : paths.root,
            DEPLOY_KIT_SHARED_PATH: paths.shared,
            DEPLOY_KIT_COMMIT: release.commit ?? ''
        }
    };
}
function hookStep(cutover, point, hook) {
    if (hook === undefined)
        return [];
    return [
        {
            kind: 'run',
            id: point,
            title: `Run the ${point} hook`,
            host: cutover.host,
            phase: point.endsWith('cutover') ? 'cutover' : 'prepare',
            effect: 'write',
            command: (0,_hooks_js__WEBPACK_IMPORTED_MODULE_2__/* .runHook */ .D)(hook, commandPlace(cutover.paths, cutover.to)),
            timeoutSeconds: cutover.hookTimeoutSeconds
        }
    ];
}
function storeChangeSteps({ change, host, paths, runId }) {
    if (change === undefined)
        return [];
    const folder = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .guardFolder */ .Q)(paths, runId);
    return ['forward', 'back'].map((name) => ({
        kind: 'run',
        id: `store-${name}`,
        title: `Store the list of changes of the working folder (${name})`,
        host,
        phase: 'prepare',
        effect: 'write',
        command: (0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .storeChange */ .u$)(folder, name, change[name]),
        timeoutSeconds: SWITCH_TIMEOUT_SECONDS
    }));
}
function armStep(cutover) {
    const { host, from, confirmTimeoutSeconds, hooks, paths, to } = cutover;
    const guard = guardOf(cutover);
    const onFailure = hooks.onFailure === undefined ? undefined : (0,_hooks_js__WEBPACK_IMPORTED_MODULE_2__/* .runHook */ .D)(hooks.onFailure, { ...commandPlace(paths, to), cwd: paths.root });
    return {
        kind: 'run',
        id: 'arm-guard',
        title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
        host,
        phase: 'cutover',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .armGuard */ .gw)(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(cutover), onFailure }), ...(from === undefined ? [] : [(0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .linkRelease */ ._h)(paths, from.id, backLink(cutover))])),
        timeoutSeconds: 30,
        undo: {
            title: from === undefined ? `Take ${to.id} out of service (nothing to return to)` : `Go back to ${from.id}`,
            command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .goBackNow */ .kx)(guard),
            timeoutSeconds: (from ?? to).commands.timeoutSeconds + SWITCH_TIMEOUT_SECONDS + GO_BACK_MARGIN_SECONDS
        }
    };
}
function goBackCommand(cutover) {
    const { paths, to, entry, onBad } = cutover;
    const aside = onBad === 'set-aside' ? (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .setReleaseAside */ .yq)(paths, to.id) : (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .markRelease */ .vJ)(paths, to.id, 'bad');
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .any */ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['test', '!', '-e', `${guardOf(cutover).folder}/switching`]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(...restoreCommands(cutover), aside, (0,_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .tryAppendLedger */ .x3)(paths.ledger, { ...entry, outcome: 'undone' })), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .tryAppendLedger */ .x3)(paths.ledger, { ...entry, outcome: 'failed' }), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['false'])));
}
function restoreCommands(cutover) {
    const { paths, from, to, change } = cutover;
    const back = { folder: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .guardFolder */ .Q)(paths, cutover.runId), name: 'back' };
    if (from !== undefined) {
        const sync = (0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .syncWorkingFolder */ .FI)(paths, from.id, back);
        return [
            ...(change === undefined ? [] : [(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .any */ .bz)(sync, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .clearWorkingFiles */ .q2)(paths, back), sync))]),
            (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .any */ .bz)((0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .putLink */ ._1)(paths, backLink(cutover)), (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .switchCurrent */ .m1)(paths, from.id)),
            ...toCommand(from.commands.restart, commandPlace(paths, from))
        ];
    }
    return [
        ...toCommand(to.commands.stop, commandPlace(paths, to)),
        ...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .syncWorkingFolder */ .FI)(paths, to.id, back)]),
        (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .removeCurrent */ ["in"])(paths)
    ];
}
function backLink(cutover) {
    return `${guardOf(cutover).folder}/current`;
}
function toCommand(argv, place) {
    return argv === undefined ? [] : [(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(argv, place)];
}
function switchStep(cutover) {
    const { host, paths, to, change, from } = cutover;
    const forward = { folder: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .guardFolder */ .Q)(paths, cutover.runId), name: 'forward' };
    return {
        kind: 'run',
        id: 'switch',
        title: `Switch ${paths.layout === 'releases' ? 'current' : paths.root} from ${from?.id ?? 'nothing'} to ${to.id}`,
        host,
        phase: 'cutover',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .checkWorkingFolder */ .Yu)(paths, forward)]), (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .markSwitching */ .Ww)(guardOf(cutover)), ...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .syncWorkingFolder */ .FI)(paths, to.id, forward)]), (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .switchCurrent */ .m1)(paths, to.id)),
        timeoutSeconds: SWITCH_TIMEOUT_SECONDS,
        failures: { [_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .IN_THE_WAY_EXIT_CODE */ .$R]: { code: 'DK_COMMAND_FAILED', remedy: 'Move it away, or protect it and take it out of the source; nothing has been switched' } }
    };
}
function restartStep({ host, paths, to }) {
    const { restart, timeoutSeconds } = to.commands;
    if (restart === undefined)
        return [];
    return [
        {
            kind: 'run',
            id: 'restart',
            title: `Restart: ${restart.join(' ')}`,
            host,
            phase: 'cutover',
            effect: 'write',
            command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(restart, commandPlace(paths, to)),
            timeoutSeconds
        }
    ];
}
function healthStep({ host, health }) {
    if (health === undefined || health.checks.length === 0)
        return [];
    return [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until it is healthy', host, phase: 'verify', effect: 'read', ...health }];
}
function confirmStep(cutover) {
    const { host, paths, to, from, marksFromBad, entry } = cutover;
    return {
        kind: 'run',
        id: 'confirm',
        title: `Confirm ${to.id} and disarm the guard`,
        host,
        phase: 'confirm',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .confirmGuard */ .kN)(guardOf(cutover)), (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .markRelease */ .vJ)(paths, to.id, 'good'), ...(marksFromBad && from !== undefined ? [(0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .markRelease */ .vJ)(paths, from.id, 'bad')] : []), (0,_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .appendLedger */ .OC)(paths.ledger, entry)),
        timeoutSeconds: 30,
        failures: {
            [_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .GUARD_DECIDED_EXIT_CODE */ .aL]: {
                code: 'DK_GUARD_FIRED',
                remedy: 'The previous release is live. Make the health check faster or confirm-timeout longer, and deploy again'
            }
        }
    };
}


/***/ }),

/***/ 3182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ describeState),
/* harmony export */   n: () => (/* binding */ findForeignCurrent)
/* harmony export */ });
function describeState(host, { damagedManifests = [], foreignCurrent }) {
    return [
        ...damagedManifests.map((file) => `${host}: the release manifest ${file} is damaged: that release stays, but cannot be rolled back to`),
        ...(foreignCurrent === undefined ? [] : [`${host}: current is ${foreignCurrent}, not a link to a release`])
    ];
}
function findForeignCurrent(host, { current, releases }, { foreignCurrent }) {
    if (foreignCurrent === undefined)
        return [];
    const message = `${current} on ${host} is ${foreignCurrent}, not a link to a release`;
    const remedy = `Move it away, or make it a release to go back to: mv what is live to ${releases}/before, then ln -sfn releases/before ${current}`;
    return [{ code: 'DK_INPUT_INVALID', host, message, remedy }];
}


/***/ }),

/***/ 94131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cp: () => (/* binding */ renderEnvironment),
/* harmony export */   EX: () => (/* binding */ composeEnvironment),
/* harmony export */   Uk: () => (/* binding */ findVariablesProblem),
/* harmony export */   Up: () => (/* binding */ readLiveEnvironment),
/* harmony export */   _J: () => (/* binding */ digestEnvironment),
/* harmony export */   fB: () => (/* binding */ writeEnvironment),
/* harmony export */   rf: () => (/* binding */ parseVariables)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84397);


const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLACEHOLDER = /^(<.*>|change[-_ ]?me|todo|xxx+)$/i;
function composeEnvironment({ template, variables, secrets }) {
    const named = template === undefined ? new Map() : parseVariables(template, 'The env template');
    const composed = new Map();
    const missing = [];
    for (const [name, preset] of named) {
        const value = secrets.get(name) ?? variables.get(name) ?? (PLACEHOLDER.test(preset) ? undefined : preset);
        if (value === undefined || value === '')
            missing.push(name);
        else
            composed.set(name, value);
    }
    if (missing.length > 0)
        throw incomplete(missing);
    for (const [name, value] of [...variables, ...(template === undefined ? secrets : [])])
        composed.set(name, value);
    return composed;
}
function incomplete(missing) {
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployKitError */ .mG('DK_ENV_INCOMPLETE', {
        message: `The env template names ${missing.length === 1 ? 'a variable that has' : `${missing.length} variables that have`} no value: ${missing.join(', ')}`,
        remedy: 'Give them in the inputs `variables` or `secrets`, or a default in the template'
    });
}
function parseVariables(text, origin) {
    try {
        return readVariables(text);
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployKitError */ .mG('DK_INPUT_INVALID', { message: `${origin} ${error.message}`, remedy: 'Write KEY=VALUE lines, or a JSON object of texts' });
    }
}
function findVariablesProblem(text) {
    try {
        readVariables(text);
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? `${error.message}: write KEY=VALUE lines, or a JSON object of texts` : String(error);
    }
}
function readVariables(text) {
    return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLines(text);
}
function parseJsonVariables(text) {
    const value = parseJson(text);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return new Map(entries.map(([name, member]) => {
        if (!NAME.test(name))
            throw new RangeError(`has a name that no variable can have: ${JSON.stringify(name)}`);
        if (typeof member !== 'string' && typeof member !== 'number' && typeof member !== 'boolean')
            throw new RangeError(`has no text for ${name}`);
        if (String(member).includes('\0'))
            throw new RangeError(`has a NUL character in ${name}, which no file of variables can hold`);
        return [name, String(member)];
    }));
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const [, line, column] = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
        throw new RangeError(`is not valid JSON${line === undefined ? '' : ` (line ${line}, column ${column})`}`);
    }
}
const LINE = /^(?:export\s+)?(?<name>[^=\s]+)\s*=\s*(?:'(?<single>[^']*)'(?:[ \t]+#.*)?|"(?<double>(?:[^"\\]|\\[\s\S])*)"(?:[ \t]+#.*)?|(?<plain>[^\n]*?))[ \t]*$/;
function parseLines(text) {
    const variables = new Map();
    for (const { line, number } of joinQuotedLines(text)) {
        if (line.trim() === '' || line.trimStart().startsWith('#'))
            continue;
        if (findOpenQuote(line) !== undefined)
            throw new RangeError(`has a quote that is not closed in line ${number}`);
        const groups = LINE.exec(line.trim())?.groups;
        const name = groups?.['name'];
        if (groups === undefined || name === undefined || !NAME.test(name))
            throw new RangeError(`is not KEY=VALUE in line ${number}`);
        variables.set(name, readValue(groups));
    }
    return variables;
}
function readValue({ single, double, plain }) {
    if (single !== undefined)
        return single;
    if (double !== undefined)
        return double.replaceAll(/\\([\s\S])/g, (_, character) => (character === 'n' ? '\n' : character));
    return (plain ?? '').replace(/(^|\s)#.*$/, '').trim();
}
function joinQuotedLines(text) {
    const entries = [];
    for (const [index, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
        const last = entries.at(-1);
        const isOpen = last !== undefined && findOpenQuote(last.line) !== undefined;
        if (isOpen)
            entries[entries.length - 1] = { ...last, line: `${last.line}\n${line}` };
        else
            entries.push({ line, number: index + 1 });
    }
    return entries;
}
function findOpenQuote(line) {
    const value = /^\s*(?:export\s+)?[^=\s#]+\s*=\s*(['"])([\s\S]*)$/.exec(line);
    const [, quote, rest = ''] = value ?? [];
    if (quote === undefined)
        return undefined;
    const closed = quote === "'" ? rest.includes("'") : /(^|[^\\])(\\\\)*"/.test(rest);
    return closed ? undefined : quote;
}
function renderEnvironment(variables) {
    return [...variables].map(([name, value]) => `${name}=${quoteValue(value)}\n`).join('');
}
function quoteValue(value) {
    if (/^[A-Za-z0-9_@%+:,./=-]*$/.test(value))
        return value;
    if (!value.includes("'"))
        return `'${value}'`;
    return `"${value.replaceAll(/[\\"$`]/g, '\\$&')}"`;
}
function readLiveEnvironment(environments, current) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(READ_ENVIRONMENT_PROGRAM, [environments, current]), ({ stdout }) => {
        const [sha256 = '', ...names] = stdout.split('\n').filter((line) => line !== '');
        return { sha256: sha256 === '' ? undefined : sha256, names };
    });
}
const READ_ENVIRONMENT_PROGRAM = `
live=$(readlink "$2" 2>/dev/null) || exit 0
live=\${live%/}
version=$(cat "$1/\${live##*/}.version" 2>/dev/null) || exit 0
[ -f "$1/$version.env" ] || exit 0
sha256sum < "$1/$version.env" | cut -d ' ' -f 1
sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p' "$1/$version.env"
`;
function digestEnvironment(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function writeEnvironment(folder, version, { text, secrets }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(WRITE_ENVIRONMENT_PROGRAM, [folder, version], { stdin: new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh('environment', text, secrets) });
}
const WRITE_ENVIRONMENT_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
chmod 700 "$1"
cat > "$1/$2.env.partial"
mv -f "$1/$2.env.partial" "$1/$2.env"
`;


/***/ }),

/***/ 36467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readStagedTree),
/* harmony export */   w: () => (/* binding */ readExistingTree)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
/* harmony import */ var _shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92359);



function readExistingTree(paths, protectedPaths) {
    if (paths.layout === 'releases')
        return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(':'), () => undefined);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(EXISTING_PROGRAM, [paths.root, paths.current, ...protectedPaths.map(toPattern)]), ({ stdout }) => parseExisting(stdout));
}
function readStagedTree(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(EXISTING_PROGRAM, [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseFolder */ .Uc)(paths, release), '']), ({ stdout }) => parseExisting(stdout)?.tree);
}
function toPattern(path) {
    return (0,_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .trimSlash */ .Y0)(path).replaceAll(/[[\]\\]/g, '\\$&');
}
const EXISTING_PROGRAM = `
root=$1
[ ! -e "$2" ] && cd "$root" 2>/dev/null || exit 0
shift 2
count=$#
for path in "$@"; do set -- "$@" -o -path "./$path"; done
shift "$count"
entries() {
  kind=$1
  shift
  find . -mindepth 1 \\( -path ./.deploy-kit "$@" \\) -prune -o -type "$kind" -print0
}
entries f "$@" | xargs -0 -r stat -c 'file %a %s %n'
entries f "$@" | xargs -0 -r sha256sum -- | sed 's/^/hash /'
entries d "$@" | xargs -0 -r stat -c 'folder %a %n'
entries l "$@" | tr '\\0' '\\n' | while IFS= read -r link; do printf 'link %s//%s\\n' "$link" "$(readlink "$link")"; done
`;
function parseExisting(text) {
    const lines = text.split('\n');
    const hashes = parseHashes(lines);
    const entries = lines.map((line) => parseEntry(line, hashes)).filter((entry) => entry !== undefined && (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isTreePath */ .m5)(entry.path));
    const unreadable = lines.map((line) => ENTRY.exec(line)?.groups?.['file']).filter((file) => file !== undefined && !hashes.has(file));
    if (unreadable.length === 0 && entries.every((entry) => entry?.type === 'folder'))
        return undefined;
    return { tree: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .sealTree */ .OW)(entries.filter((entry) => entry !== undefined)), unreadable: unreadable.filter((file) => file !== undefined) };
}
function parseHashes(lines) {
    const hashes = new Map();
    for (const line of lines) {
        const [, escaped, hash, path] = /^hash (\\?)([0-9a-f]{64}) [ *]\.\/(.+)$/.exec(line) ?? [];
        if (hash !== undefined && path !== undefined)
            hashes.set(escaped === '' ? path : path.replaceAll('\\\\', '\\'), hash);
    }
    return hashes;
}
function parseEntry(line, hashes) {
    const { mode = '', folderMode = '', size, file, folder, link, target } = ENTRY.exec(line)?.groups ?? {};
    const readMode = (octal) => Number.parseInt(octal, 8) & 0o777;
    const sha256 = hashes.get(file ?? '');
    if (file !== undefined && sha256 !== undefined)
        return { type: 'file', path: file, mode: readMode(mode), sizeBytes: Number(size), sha256 };
    if (folder !== undefined)
        return { type: 'folder', path: folder, mode: readMode(folderMode) };
    return link !== undefined && target !== undefined ? { type: 'link', path: link, target } : undefined;
}
const ENTRY = /^(?:file (?<mode>[0-7]+) (?<size>\d+) \.\/(?<file>.+)|folder (?<folderMode>[0-7]+) \.\/(?<folder>.+)|link \.\/(?<link>.+?)\/\/(?<target>.+))$/;


/***/ }),

/***/ 14138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ww: () => (/* binding */ markSwitching),
/* harmony export */   Y9: () => (/* binding */ settleGuards),
/* harmony export */   aL: () => (/* binding */ GUARD_DECIDED_EXIT_CODE),
/* harmony export */   gw: () => (/* binding */ armGuard),
/* harmony export */   kN: () => (/* binding */ confirmGuard),
/* harmony export */   kx: () => (/* binding */ goBackNow),
/* harmony export */   lb: () => (/* binding */ endRun)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _running_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97684);


const GUARD_DECIDED_EXIT_CODE = 76;
function armGuard({ folder, kit, runId }, { timeoutSeconds, goBack, onFailure }) {
    const onFailureLine = onFailure === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)(onFailure).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)(goBack).line, onFailureLine, GUARD_PROGRAM]);
}
function markSwitching({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['touch', `${folder}/switching`]);
}
function confirmGuard({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(CONFIRM_GUARD_PROGRAM, [folder]);
}
function goBackNow({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(GO_BACK_PROGRAM, [folder]);
}
const STOP_STEPS_FUNCTION = `${_running_process_js__WEBPACK_IMPORTED_MODULE_1__/* .PROCESS_FUNCTIONS */ .k}
stop_steps() {
  for signal in TERM KILL; do
    for step in "$1"/*/; do
      is_open "$step" && kill -s "$signal" -- "-$(cat "$step/pid")" 2>/dev/null && sleep 2
    done
  done
}
`;
const GO_BACK_FUNCTIONS = `
go_back() {
  sh "$1/go-back"
  code=$?
  printf '%-3s\\n' "$code" 1<>"$1/ending"
}
finish() { mv "$1/ending" "$1/status"; }
`;
function settleGuards(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const SETTLE_GUARDS_PROGRAM = `${STOP_STEPS_FUNCTION}
for guard in "$1"/guards/*/; do
  guard=\${guard%/} code=''
  if [ ! -f "$guard/go-back" ] || [ -e "$guard/confirmed" ] || [ "\${guard##*/}" = "$2" ]; then continue; fi
  if read -r code 2>/dev/null <"$guard/status"; then
    if [ "$code" = 0 ] || [ -e "$guard/again" ]; then continue; fi
    { touch "$guard/again" && mv "$guard/status" "$guard/ending"; } || continue
  fi
  stop_steps "$1/steps/\${guard##*/}"
  sh -c "$3" deploy-kit "$guard" >&2 </dev/null || [ -n "$code" ] || exit 1
done
`;
function endRun(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(END_RUN_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const END_RUN_PROGRAM = `${STOP_STEPS_FUNCTION}
guard=$1/guards/$2
stop_steps "$1/steps/$2"
[ -e "$guard/confirmed" ] || sh -c "$3" deploy-kit "$guard" </dev/null
`;
const ARM_GUARD_PROGRAM = `
set -eu
mask=$(umask)
umask 077
mkdir -p "$1"
echo 137 >"$1/ending"
: >"$1/undecided"
[ ! -r /proc/sys/kernel/random/boot_id ] || cat /proc/sys/kernel/random/boot_id >"$1/boot"
[ -z "$6" ] || printf '%s\\n' "$6" >"$1/on-failure"
printf '%s\\n' "$5" >"$1/go-back.partial"
mv "$1/go-back.partial" "$1/go-back"
# What the guard starts makes files as it does when the runner starts it.
umask "$mask"
if command -v setsid >/dev/null 2>&1; then
  setsid sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
else
  nohup sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
fi
echo "$!" >"$1/pid"
`;
const GUARD_PROGRAM = `${STOP_STEPS_FUNCTION}${GO_BACK_FUNCTIONS}
guard=$1 kit=$2 run=$3 left=$4
trap '' HUP
while [ "$left" -gt 0 ]; do
  [ -e "$guard/undecided" ] || exit 0
  sleep 1
  left=$((left - 1))
done
mv "$guard/undecided" "$guard/guard" 2>/dev/null || exit 0
stop_steps "$kit/steps/$run"
go_back "$guard"
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
finish "$guard"
`;
const CONFIRM_GUARD_PROGRAM = `
mv "$1/undecided" "$1/confirmed" 2>/dev/null && exit 0
[ ! -e "$1/confirmed" ] || exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`;
const GO_BACK_PROGRAM = `${_running_process_js__WEBPACK_IMPORTED_MODULE_1__/* .PROCESS_FUNCTIONS */ .k}${GO_BACK_FUNCTIONS}
[ -f "$1/go-back" ] || exit 0
if ! mv "$1/undecided" "$1/undo" 2>/dev/null && ! mv "$1/confirmed" "$1/undo" 2>/dev/null; then
  while is_running "$1"; do sleep 1; done
  if read -r code 2>/dev/null <"$1/status"; then
    echo "The host had gone back by itself"
    exit "$code"
  fi
fi
# Whoever comes to go back as well waits for this one: after a lost connection it would run twice at a time.
echo "$$" >"$1/pid"
[ ! -e "$1/boot" ] || echo "$boot" >"$1/boot"
go_back "$1"
finish "$1"
exit "$code"
`;


/***/ }),

/***/ 191:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runHook),
/* harmony export */   k: () => (/* binding */ readHook)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);

const FILE_PREFIX = 'file:';
function findHookFile(argv) {
    return argv[0]?.startsWith(FILE_PREFIX) ? argv[0].slice(FILE_PREFIX.length) : undefined;
}
async function readHook(argv, local) {
    if (argv === undefined)
        return undefined;
    const file = findHookFile(argv);
    return file === undefined ? { argv, script: undefined } : { argv: [file, ...argv.slice(1)], script: await local.readText(file) };
}
function runHook(hook, place) {
    const { argv, script } = hook;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(script === undefined ? argv : ['sh', '-eu', '-c', script, ...argv], place);
}


/***/ }),

/***/ 28264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MT: () => (/* binding */ journalFolder),
/* harmony export */   Q: () => (/* binding */ guardFolder),
/* harmony export */   Uc: () => (/* binding */ releaseFolder),
/* harmony export */   gv: () => (/* binding */ workingFolder),
/* harmony export */   tO: () => (/* binding */ hostPaths)
/* harmony export */ });
function hostPaths(root, layout) {
    const kit = `${root}/.deploy-kit`;
    return {
        layout,
        root,
        releases: layout === 'releases' ? `${root}/releases` : `${kit}/trees`,
        current: layout === 'releases' ? `${root}/current` : `${kit}/current`,
        shared: `${root}/shared`,
        kit,
        ledger: `${kit}/ledger.jsonl`,
        manifests: `${kit}/releases`,
        environments: `${kit}/env`,
        failed: `${kit}/failed`
    };
}
function releaseFolder(paths, release) {
    return `${paths.releases}/${release}`;
}
function workingFolder(paths, release) {
    return paths.layout === 'releases' ? releaseFolder(paths, release) : paths.root;
}
function journalFolder(paths, runId) {
    return `${paths.kit}/steps/${runId}`;
}
function guardFolder(paths, runId) {
    return `${paths.kit}/guards/${runId}`;
}


/***/ }),

/***/ 22126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OC: () => (/* binding */ appendLedger),
/* harmony export */   Zm: () => (/* binding */ ledgerRun),
/* harmony export */   h8: () => (/* binding */ parseLedger),
/* harmony export */   x3: () => (/* binding */ tryAppendLedger)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84397);


function ledgerRun(identity, runId) {
    return { id: runId, who: identity.who, url: identity.runUrl, machine: identity.machine };
}
function appendLedger(ledger, entry) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(APPEND_LEDGER_PROGRAM, [ledger, JSON.stringify(entry)]);
}
function tryAppendLedger(ledger, entry) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .any */ .bz)(appendLedger(ledger, entry), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .m0)(['echo', 'This is not in the ledger']));
}
const APPEND_LEDGER_PROGRAM = `
set -eu
umask 077
previous=0000000000000000000000000000000000000000000000000000000000000000
if [ -s "$1" ]; then
  [ -z "$(tail -c 1 "$1")" ] || echo >> "$1"
  last=$(tail -n 1 "$1")
  previous=$(printf '%s' "$last" | sha256sum | cut -d ' ' -f 1)
fi
printf '{"previous":"%s","at":"%s",%s\\n' "$previous" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "\${2#?}" >> "$1"
`;
function parseLedger(text) {
    const lines = [];
    const broken = [];
    let previous = '0'.repeat(64);
    for (const [index, line] of text.split('\n').filter((candidate) => candidate !== '').entries()) {
        const entry = parseLine(line);
        if (entry)
            lines.push(entry);
        if (entry?.previous !== previous)
            broken.push(index + 1);
        previous = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(line).digest('hex');
    }
    return { lines, broken };
}
function parseLine(line) {
    try {
        const value = JSON.parse(line);
        return typeof value === 'object' && value !== null && 'previous' in value && 'operation' in value ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 13336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cm: () => (/* binding */ LOCK_EXPIRY_SECONDS),
/* harmony export */   tK: () => (/* binding */ deployLock),
/* harmony export */   x_: () => (/* binding */ releaseLock)
/* harmony export */ });
/* unused harmony export LOCK_HELD_EXIT_CODE */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14138);
/* harmony import */ var _running_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97684);



const LOCK_EXPIRY_SECONDS = 90;
const RENEW_EVERY_SECONDS = 30;
const SETTLE_TIMEOUT_SECONDS = 900;
const LOCK_HELD_EXIT_CODE = 75;
function deployLock(kit, waitSeconds, { runId, owner }) {
    return {
        take: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]),
        settle: { title: 'Take back what an earlier run left unconfirmed', command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .settleGuards */ .Y9)(kit, runId), timeoutSeconds: SETTLE_TIMEOUT_SECONDS },
        renew: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RENEW_LOCK_PROGRAM, [kit, runId]),
        release: releaseLock(kit, runId),
        renewEverySeconds: RENEW_EVERY_SECONDS,
        waitSeconds
    };
}
function releaseLock(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RELEASE_LOCK_PROGRAM, [kit, runId]);
}
const TAKE_LOCK_PROGRAM = `
set -u
${_running_process_js__WEBPACK_IMPORTED_MODULE_2__/* .PROCESS_FUNCTIONS */ .k}
kit=$1 run=$2 owner=$3 expiry=$4
lock=$kit/lock mine=$kit/lock.$run
alive() {
  for folder in "$kit/steps/$1"/*/ "$kit/guards/$1"; do
    is_running "$folder" && return 0
  done
  return 1
}
held() {
  rm -f "$mine"
  printf '%s since %s UTC%s\\n' "$who" "$(date -u -d "@$since" '+%Y-%m-%d %H:%M:%S' 2>/dev/null || echo "$since")" "$1"
  exit 75
}
[ -d "$kit" ] || mkdir -p "$kit" || exit 1
chmod 700 "$kit" || exit 1
printf '%s\\n%s\\n%s\\n' "$run" "$owner" "$(date +%s)" > "$mine" || exit 1
tries=0
while ! ln "$mine" "$lock" 2>/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -gt 5 ]; then
    ln "$mine" "$lock"
    rm -f "$mine"
    exit 1
  fi
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } 2>/dev/null < "$lock"
  if [ "$holder" = "$run" ]; then
    rm -f "$mine"
    exit 0
  fi
  beat=$(stat -c %Y "$lock" 2>/dev/null) || continue
  # A loss of power can leave an empty file.
  [ -n "$since" ] || since=$beat who='somebody'
  age=$(($(date +%s) - beat))
  [ "$age" -ge "$expiry" ] || held ''
  alive "$holder" && held ', and a step of it still runs'
  claim=$kit/lock.claim.$holder
  if ln "$mine" "$claim" 2>/dev/null; then
    still=''
    IFS= read -r still 2>/dev/null < "$lock"
    if [ "$still" = "$holder" ]; then
      mv -f "$mine" "$lock"
      rm -f "$claim"
      exit 0
    fi
    rm -f "$claim"
    continue
  fi
  [ $(($(date +%s) - $(stat -c %Y "$claim" 2>/dev/null || date +%s))) -lt "$expiry" ] || rm -f "$claim"
done
rm -f "$mine"
`;
const RENEW_LOCK_PROGRAM = `
holder='' who=''
{ IFS= read -r holder; IFS= read -r who; } 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] && touch "$1/lock" && exit 0
printf '%s\\n' "\${who:-nobody}"
exit 75
`;
const RELEASE_LOCK_PROGRAM = `
claim=$1/lock.claim.$2
holder=''
IFS= read -r holder 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] || exit 0
ln "$1/lock" "$claim" 2>/dev/null || exit 0
IFS= read -r holder 2>/dev/null < "$1/lock"
if [ "$holder" = "$2" ]; then rm -f "$1/lock"; fi
rm -f "$claim"
`;


/***/ }),

/***/ 39475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oF: () => (/* binding */ planHealth)
/* harmony export */ });
/* unused harmony exports listChecks, planEvidence */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);


const CONFIRM_MARGIN_SECONDS = 30;
function planHealth(values, target) {
    const checks = values['skip-health-check'] ? [] : listChecks(values, target);
    const budget = checks.length === 0 ? 0 : values.attempts * (values.delay + Math.max(...checks.map((check) => check.timeoutSeconds)));
    const health = {
        checks,
        attempts: values.attempts,
        delaySeconds: values.delay,
        evidence: planEvidence(target, values.logs ?? [])
    };
    return {
        health: checks.length === 0 ? undefined : health,
        confirmTimeoutSeconds: values['confirm-timeout'] ?? budget + CONFIRM_MARGIN_SECONDS
    };
}
function listChecks(values, { host, paths, release }) {
    const checks = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHealthChecks */ .Pe)(values['health-check'] ?? [], { host, path: paths.root, release, timeoutSeconds: values.timeout });
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
            cwd: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .workingFolder */ .gv)(paths, release)
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

/***/ 13706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ planProbes)
/* harmony export */ });
const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?#]|$)/;
function planProbes(url, hosts) {
    if (url === undefined)
        return [];
    const from = LOOPBACK.test(url) ? 'host' : 'runner';
    return (from === 'host' ? hosts : hosts.slice(0, 1)).map((host) => ({ host, url, from, fromPhase: 'cutover', toPhase: 'confirm' }));
}


/***/ }),

/***/ 82122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readHost)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _running_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97684);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);
/* harmony import */ var _release_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80778);




function readHost(root, layout) {
    const paths = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .hostPaths */ .tO)(root, layout);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths));
}
const READ_HOST_PROGRAM = `${_running_process_js__WEBPACK_IMPORTED_MODULE_2__/* .PROCESS_FUNCTIONS */ .k}
root=$1 releases=$2 current=$3 kit=$1/.deploy-kit
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
[ -d "$at" ] || printf 'blocked\\t%s\\n' "$at"
[ -d "$root" ] && printf 'exists\\n'
[ -d "$at" ] && [ -w "$at" ] && [ -x "$at" ] && { [ ! -d "$kit" ] || [ -w "$kit" ]; } && { [ ! -d "$releases" ] || [ -w "$releases" ]; } && printf 'writable\\n'
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case "\${entry##*/}" in .deploy-kit | releases | current | shared) ;; *) printf 'foreign\\n' ;; esac
done
if [ -L "$kit/current" ]; then
  printf 'layout\\tin-place\\n'
elif [ -L "$root/current" ] && [ -d "$kit/releases" ]; then
  printf 'layout\\treleases\\n'
fi
place() { cd -P "$1" 2>/dev/null && pwd; }
if target=$(readlink "$current" 2>/dev/null); then
  live=\${target%/}
  live=\${live##*/}
  if [ "$(place "$current")" = "$(place "$releases/$live")" ]; then
    printf 'live\\t%s\\n' "$live"
  else
    printf 'foreign-current\\ta link to %s\\n' "$target"
  fi
elif [ -e "$current" ]; then
  if [ -d "$current" ]; then printf 'foreign-current\\ta folder\\n'; else printf 'foreign-current\\ta file\\n'; fi
fi
for folder in "$releases"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  case "$id" in *.partial) continue ;; esac
  record=$kit/releases/$id
  printf 'release\\t%s\\t%s\\t' "$id" "$(cat "$record.state" 2>/dev/null)"
  [ ! -e "$record.json" ] || printf 'recorded'
  printf '\\t%s\\n' "$(tr '\\n' ' ' 2>/dev/null <"$record.json")"
done
for folder in "$kit"/failed/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  [ ! -e "$id.json" ] || printf 'failed\\t%s\\n' "\${id##*/}"
done
for guard in "$kit"/guards/*/; do
  if [ ! -f "\${guard}go-back" ] || [ -s "\${guard}status" ] || [ -e "\${guard}confirmed" ]; then continue; fi
  run=\${guard%/}
  if is_running "$run"; then printf 'armed\\t%s\\n' "\${run##*/}"; else printf 'abandoned\\t%s\\n' "\${run##*/}"; fi
done
command -v zstd >/dev/null 2>&1 && printf 'zstd\\n'
now=$(date +%s)
if [ -f "$kit/lock" ]; then
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } < "$kit/lock"
  alive=no
  for folder in "$kit/steps/$holder"/*/ "$kit/guards/$holder"; do is_running "$folder" && alive=yes; done
  printf 'lock\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$holder" "$since" "$((now - $(stat -c %Y "$kit/lock" 2>/dev/null || echo "$now")))" "$alive" "$who"
fi
printf 'clock\\t%s\\n' "$now"
df -Pk "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'free\\t%s\\n' "$free"; done
df -Pi "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'inodes\\t%s\\n' "$free"; done
`;
function parseHostState({ stdout }, paths) {
    const lines = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const single = (word) => fieldsOf(word)[0]?.[0];
    const inodes = single('inodes');
    const found = fieldsOf('release').map(readRelease);
    return {
        exists: fieldsOf('exists').length > 0,
        blockedBy: single('blocked'),
        isWritable: fieldsOf('writable').length > 0,
        foreignEntries: fieldsOf('foreign').length,
        layouts: fieldsOf('layout').map(([layout = '']) => layout),
        live: single('live'),
        foreignCurrent: single('foreign-current'),
        releases: found.map(({ release }) => release).sort(_release_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .compareReleases */ .c0),
        damagedManifests: found.filter(({ isDamaged }) => isDamaged).map(({ release }) => `${paths.manifests}/${release.id}.json`),
        failed: fieldsOf('failed').map(([id = '']) => id).filter((id) => _release_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .RELEASE_ID */ .uX.test(id)).sort(),
        abandonedGuards: fieldsOf('abandoned').map(([id = '']) => id),
        armedGuards: fieldsOf('armed').map(([id = '']) => id),
        lock: parseLock(fieldsOf('lock')[0]),
        hasZstd: fieldsOf('zstd').length > 0,
        freeBytes: Number(single('free') ?? 0) * 1024,
        freeInodes: inodes === undefined || !/^\d+$/.test(inodes) ? undefined : Number(inodes),
        clock: Number(single('clock'))
    };
}
function readRelease([id = '', state = '', recorded = '', ...json]) {
    const manifest = _release_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .RELEASE_ID */ .uX.test(id) ? (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(json.join('\t')) : undefined;
    return {
        release: { id, state: manifest !== undefined && isState(state) ? state : 'prepared', manifest },
        isDamaged: recorded !== '' && manifest === undefined
    };
}
function isState(text) {
    return text === 'prepared' || text === 'good' || text === 'bad';
}
function parseLock(fields) {
    if (fields === undefined)
        return undefined;
    const [runId = '', since = '0', age = '0', alive = 'no', ...owner] = fields;
    return { runId, owner: owner.join('\t'), since: Number(since), ageSeconds: Number(age), isAlive: alive === 'yes' };
}


/***/ }),

/***/ 80778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Xi: () => (/* binding */ recordedCommands),
/* harmony export */   c0: () => (/* binding */ compareReleases),
/* harmony export */   dc: () => (/* binding */ renderMoment),
/* harmony export */   fm: () => (/* binding */ nameRelease),
/* harmony export */   uX: () => (/* binding */ RELEASE_ID)
/* harmony export */ });
function recordedCommands({ manifest }, given) {
    return {
        restart: manifest?.commands.restart ?? given.restart,
        stop: manifest?.commands.stop ?? given.stop,
        timeoutSeconds: manifest?.commands.timeoutSeconds ?? given.timeoutSeconds
    };
}
function parseManifest(text) {
    try {
        const manifest = JSON.parse(text);
        const { schema, createdAt, commands, run } = manifest;
        const isWhole = schema === 1 && typeof createdAt === 'number' && isRecord(commands) && isRecord(run);
        return isWhole ? manifest : undefined;
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
function compareReleases(left, right) {
    const [before, after] = [left.manifest?.createdAt ?? 0, right.manifest?.createdAt ?? 0];
    return before === after ? (left.id < right.id ? -1 : 1) : before - after;
}
function renderMoment(milliseconds) {
    return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
function nameRelease(startedAt, revision, taken) {
    const stamp = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    const base = `${stamp}-${revision.slice(0, 7)}`;
    const candidates = [base, ...Array.from({ length: taken.length + 1 }, (_, index) => `${base}-${index + 2}`)];
    return candidates.find((candidate) => !taken.includes(candidate)) ?? base;
}
const RELEASE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;


/***/ }),

/***/ 45938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readReleaseSecrets),
/* harmony export */   u: () => (/* binding */ hideLiveSecrets)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _env_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94131);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);



function readReleaseSecrets(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_SECRETS_PROGRAM, [release, paths.manifests, paths.environments]), ({ stdout }) => parseSecrets(stdout));
}
async function hideLiveSecrets(observer, host, root) {
    const [releases, inPlace] = [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .hostPaths */ .tO)(root, 'releases'), (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .hostPaths */ .tO)(root, 'in-place')];
    const found = await observer.askAll(host, {
        releases: readReleaseSecrets(releases, releases.current),
        inPlace: readReleaseSecrets(inPlace, inPlace.current)
    });
    observer.hide?.([...found.releases, ...found.inPlace]);
}
const READ_SECRETS_PROGRAM = `
release=$1
case $release in /*) release=$(readlink "$release" 2>/dev/null) || exit 0 ;; esac
release=\${release%/}
release=\${release##*/}
version=$(cat "$3/$release.version" 2>/dev/null) || exit 0
cat "$2/$release.json" "$3/$version.env" 2>/dev/null
exit 0
`;
function parseSecrets(text) {
    const end = text.indexOf('\n');
    try {
        const { environmentSecrets = [] } = JSON.parse(text.slice(0, end));
        const variables = (0,_env_file_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVariables */ .rf)(text.slice(end + 1), 'the env file');
        return environmentSecrets.flatMap((name) => new _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .zh(name, variables.get(name) ?? ''));
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 99676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wx: () => (/* binding */ linkEnvironment),
/* harmony export */   _1: () => (/* binding */ putLink),
/* harmony export */   _J: () => (/* binding */ storedTree),
/* harmony export */   _h: () => (/* binding */ linkRelease),
/* harmony export */   "in": () => (/* binding */ removeCurrent),
/* harmony export */   m1: () => (/* binding */ switchCurrent),
/* harmony export */   rs: () => (/* binding */ removeReleases),
/* harmony export */   ty: () => (/* binding */ recordRelease),
/* harmony export */   vJ: () => (/* binding */ markRelease),
/* harmony export */   wZ: () => (/* binding */ makeFolders),
/* harmony export */   yq: () => (/* binding */ setReleaseAside)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);


function makeFolders(paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(MAKE_FOLDERS_PROGRAM, [paths.root, paths.kit, paths.releases, paths.manifests, paths.failed]);
}
const MAKE_FOLDERS_PROGRAM = `
set -eu
mkdir -p "$1"
(umask 077 && mkdir -p "$2")
shift 2
mkdir -p "$@"
`;
function recordRelease(paths, manifest) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RECORD_RELEASE_PROGRAM, [paths.manifests, manifest.id, JSON.stringify(manifest)]);
}
const RECORD_RELEASE_PROGRAM = `
set -eu
printf '%s\\n' "$3" > "$1/$2.json.partial"
mv -f "$1/$2.json.partial" "$1/$2.json"
echo prepared > "$1/$2.state"
`;
function markRelease(paths, release, state) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(MARK_RELEASE_PROGRAM, [paths.manifests, release, state]);
}
const MARK_RELEASE_PROGRAM = `
set -eu
echo "$3" > "$1/$2.state.partial"
mv -f "$1/$2.state.partial" "$1/$2.state"
`;
function switchCurrent(paths, release) {
    const next = `${paths.current}.next`;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(linkRelease(paths, release, next), putLink(paths, next));
}
function linkRelease(paths, release, link) {
    const prefix = paths.layout === 'releases' ? `${paths.root}/` : `${paths.kit}/`;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['ln', '-sfn', (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFolder */ .Uc)(paths, release).slice(prefix.length), link]);
}
function putLink(paths, link) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['mv', '-fT', link, paths.current]);
}
function removeCurrent(paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['rm', '-f', `${paths.current}.next`, paths.current]);
}
function setReleaseAside(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(SET_ASIDE_PROGRAM, [paths.releases, paths.current, paths.failed, paths.manifests, release]);
}
const SET_ASIDE_PROGRAM = `
set -u
releases=$1 current=$2 failed=$3 manifests=$4 release=$5
rm -rf "$releases/$release.partial"
live=$(readlink "$current" 2>/dev/null)
live=\${live%/}
if [ "\${live##*/}" = "$release" ]; then
  echo "$release is live and stays" >&2
  exit 1
fi
[ -d "$releases/$release" ] || exit 0
mkdir -p "$failed" || exit 1
rm -rf "\${failed:?}/$release"
mv "$releases/$release" "$failed/$release" || exit 1
rm -f "$manifests/$release.state" "$manifests/$release.files.gz"
mv "$manifests/$release.json" "$failed/$release.json" 2>/dev/null
exit 0
`;
function removeReleases(paths, removal) {
    const { releases, failed, keepJournals } = removal;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(REMOVE_PROGRAM, [paths.releases, paths.kit, String(keepJournals), releases.join(' '), failed.join(' ')]);
}
const REMOVE_PROGRAM = `
releases=$1 kit=$2 keep=$3 failed=0
for id in $4; do
  rm -f "$kit/releases/$id.state" "$kit/releases/$id.json" "$kit/releases/$id.files.gz" "$kit/env/$id.version"
  if mv "$releases/$id" "$releases/$id.partial"; then rm -rf "$releases/$id.partial" || failed=1; else failed=1; fi
done
for folder in "$releases"/*.partial; do [ ! -d "$folder" ] || rm -rf "$folder" || failed=1; done
for record in "$kit/releases"/*.json; do
  id=\${record##*/}
  id=\${id%.json}
  [ ! -f "$record" ] || [ -d "$releases/$id" ] || rm -f "$kit/releases/$id.state" "$record" "$kit/releases/$id.files.gz" "$kit/env/$id.version"
done
for id in $5; do rm -rf "$kit/failed/$id" "$kit/failed/$id.json" || failed=1; done
rm -f "$kit/env"/*.partial
for version in "$kit/env"/*.version; do
  id=\${version##*/}
  id=\${id%.version}
  [ ! -f "$version" ] || [ -d "$releases/$id" ] || [ -d "$kit/failed/$id" ] || rm -f "$version"
done
for file in "$kit/env"/*.env; do
  id=\${file##*/}
  [ ! -f "$file" ] || cat "$kit/env"/*.version 2>/dev/null | grep -qxF -- "\${id%.env}" || rm -f "$file" || failed=1
done
for kind in steps guards; do
  [ -d "$kit/$kind" ] || continue
  # shellcheck disable=SC2012 # run ids are hexadecimal
  ls -t "$kit/$kind" | tail -n "+$((keep + 1))" | while IFS= read -r run; do rm -rf "\${kit:?}/$kind/$run"; done
done
exit "$failed"
`;
function storedTree(paths, release) {
    return `${paths.manifests}/${release}.files.gz`;
}
function linkEnvironment(paths, release, link) {
    const folder = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFolder */ .Uc)(paths, release);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(LINK_ENVIRONMENT_PROGRAM, [paths.environments, release, link.version, `${folder}.partial/${link.file}`]);
}
const LINK_ENVIRONMENT_PROGRAM = `
set -eu
echo "$3" > "$1/$2.version"
mkdir -p "$(dirname "$4")"
rm -f "$4"
ln -s "$1/$3.env" "$4"
`;


/***/ }),

/***/ 97684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ PROCESS_FUNCTIONS)
/* harmony export */ });
const PROCESS_FUNCTIONS = `
boot=''
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
is_open() {
  [ -s "$1/pid" ] && [ ! -e "$1/status" ] && { [ ! -e "$1/boot" ] || [ "$(cat "$1/boot")" = "$boot" ]; }
}
is_running() {
  is_open "$1" && kill -0 "$(cat "$1/pid")" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$(cat "$1/pid")/status"
}
`;


/***/ }),

/***/ 92359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EN: () => (/* binding */ linkShared),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   WJ: () => (/* binding */ listParents),
/* harmony export */   Y0: () => (/* binding */ trimSlash),
/* harmony export */   td: () => (/* binding */ withoutHostPaths),
/* harmony export */   yW: () => (/* binding */ findInnerPathProblem)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);

function findInnerPathProblem(path) {
    const shown = JSON.stringify(path);
    if (/[\u0000-\u001f\u007f]/.test(path))
        return `must not contain control characters: ${shown}`;
    if (/[*?]/.test(path))
        return `must be a path, not a pattern: ${shown}`;
    if (path.startsWith('/'))
        return `must be relative to the deploy path, not ${shown}`;
    const parts = trimSlash(path).split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..'))
        return `must not contain empty, . or .. parts: ${shown}`;
    if (parts[0] === '.deploy-kit')
        return `belongs to deploy-kit itself: ${shown}`;
    return undefined;
}
function isWithin(path, paths) {
    return paths.map(trimSlash).some((outer) => path === outer || path.startsWith(`${outer}/`));
}
function linkShared(release, shared, paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(LINK_SHARED_PROGRAM, [release, shared, ...paths]);
}
const LINK_SHARED_PROGRAM = `
set -eu
release=$1 shared=$2
shift 2
for path in "$@"; do
  name=\${path%/}
  target=$shared/$name
  inner=$release/$name
  mkdir -p "$(dirname "$target")" "$(dirname "$inner")"
  if [ ! -e "$target" ] && [ ! -L "$target" ]; then
    if [ -e "$inner" ] && [ ! -L "$inner" ]; then
      cp -Rp "$inner" "$target.partial"
      mv "$target.partial" "$target"
    elif [ "$name" != "$path" ]; then
      mkdir "$target"
    fi
  fi
  rm -rf "$inner"
  ln -s "$target" "$inner"
done
`;
function listParents(path) {
    const parts = path.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
function trimSlash(path) {
    return path.replace(/\/+$/, '');
}
function withoutHostPaths(tree, hostPaths) {
    return hostPaths.length === 0 ? tree : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .sealTree */ .OW)(tree.entries.filter((entry) => !isWithin(entry.path, hostPaths)));
}


/***/ }),

/***/ 7019:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jr: () => (/* binding */ readLiveTree),
/* harmony export */   aY: () => (/* binding */ verifyTree),
/* harmony export */   yd: () => (/* binding */ readTreeText)
/* harmony export */ });
/* unused harmony export readStoredTree */
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84397);


function verifyTree(request) {
    const { folder, treeText, storeAs = '', previous = '' } = request;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(VERIFY_PROGRAM, [folder, storeAs, previous], { stdin: treeText });
}
function readStoredTree(stored, folder) {
    return query(script(READ_STORED_PROGRAM, [stored, folder]), (answer) => parseStored(answer, stored));
}
function parseStored({ stdout, exitCode }, where) {
    if (exitCode === NOT_STORED)
        return undefined;
    const end = stdout.startsWith('\n') ? 0 : stdout.indexOf('\n\n') + 1;
    const touched = stdout.slice(0, end).split('\n').filter((path) => path !== '');
    return { text: unpack(stdout.slice(end), where), touched };
}
function readTreeText(stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(READ_TEXT_PROGRAM, [stored]), ({ stdout, exitCode }) => (exitCode === NOT_STORED ? undefined : unpack(stdout, stored)));
}
const NOT_STORED = 66;
function readLiveTree(paths) {
    const running = paths.layout === 'in-place' ? paths.root : '';
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(READ_LIVE_PROGRAM, [paths.manifests, paths.releases, paths.current, running]), (answer) => parseStored(answer, `${paths.manifests}/<live release>.files.gz`));
}
function unpack(base64, where) {
    try {
        const text = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(Buffer.from(base64, 'base64')).toString('utf8');
        const end = text.indexOf('\ns ');
        return end < 0 ? text : text.slice(0, end + 1);
    }
    catch (cause) {
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployKitError */ .mG('DK_MANIFEST_CORRUPT', {
            message: `The stored file list ${where} cannot be unpacked`,
            remedy: 'Remove that file list on the host: the next deploy then sends every file again',
            cause
        });
    }
}
const LIST_FUNCTION = `
list() {
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find . -mindepth 1 -printf '%y %m %s %T@ %P//%l\\n'
    return
  fi
  find . -type f -exec stat -c 'f %a %s %y %n//' {} + | sed 's|^\\(f [0-7]* [0-9]* [^ ]*\\) \\([^ ]*\\) [^ ]* \\./|\\1T\\2 |'
  find . -mindepth 1 -type d -exec stat -c 'd %a . . %n//' {} + | sed 's| \\./| |'
  find . -type l | while IFS= read -r link; do printf 'l 777 . . %s//%s\\n' "\${link#./}" "$(readlink "$link")"; done
  find . -mindepth 1 ! -type f ! -type d ! -type l | sed 's|^\\./|? . . . |'
}
`;
const LINE_FUNCTIONS = `
  function cut(  end) { end = index(rest, " "); word = substr(rest, 1, end - 1); rest = substr(rest, end + 1); return word }
  function split_path(  end) { end = index(rest, "//"); path = substr(rest, 1, end - 1); target = substr(rest, end + 2) }
  function read_wanted() {
    rest = $0; kind = cut()
    if (kind == "l") { split_path(); what = "l " target; return }
    mode = cut(); what = kind " " mode
    if (kind == "f") { what = what " " cut(); sum = cut() }
    path = rest
  }
  function read_found() {
    rest = $0; kind = cut(); mode = cut(); size = cut(); time = cut(); split_path()
    if (kind == "f") what = "f " mode " " size
    else if (kind == "d") what = "d " substr(mode, length(mode) - 2)
    else what = kind " " target
  }
`;
const COMPARE_FUNCTION = `
compare() {
  WORK=$work awk '
  ${LINE_FUNCTIONS}
  function tell(text) { if (++told <= 20) print text }
  $0 == "=" { section++; next }
  section == 0 && /^f / { read_wanted(); names[++count] = path; previous[path] = what " " sum; next }
  section == 0 && /^s / { path = names[++stamped]; previous[path] = previous[path] " " substr($0, 3); next }
  section == 0 || /^tree / { next }
  section == 1 { read_wanted(); wanted[path] = what; if (kind == "f") { order[++files] = path; sums[path] = sum }; next }
  {
    read_found()
    if (!(path in wanted)) tell("should not be there: " path)
    else if (wanted[path] != what) tell("is different: " path " (" what " and not " wanted[path] ")")
    else if (kind == "f") { times[path] = time; found[path] = what " " sums[path] " " time }
    delete wanted[path]
  }
  END {
    for (path in wanted) tell("is missing: " path)
    if (told > 0) exit 1
    work = ENVIRON["WORK"]
    for (i = 1; i <= files; i++) {
      path = order[i]
      print "s " times[path] >(work "/times")
      if (found[path] != previous[path]) print sums[path] "  ./" path >(work "/hash" (i % 2))
    }
  }'
}
`;
const CHECK_FUNCTIONS = `
confirm() {
  sed 's/^[0-9a-f]*  //' "$1" | tr '\\n' '\\0' | xargs -0 openssl dgst -sha256 -r 2>/dev/null | sed 's/ \\*/  /' | cmp -s - "$1"
}
check() {
  [ -s "$1" ] || return 0
  if command -v openssl >/dev/null 2>&1 && confirm "$1"; then
    sed 's/$/: OK/' "$1"
  else
    sha256sum -c "$1" 2>/dev/null
  fi
}
`;
const VERIFY_PROGRAM = `
set -u
export LC_ALL=C
folder=$1 store=$2 previous=$3 work=$1.check.partial
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
rm -rf "$work"
mkdir "$work" && cat >"$work/tree" && : >"$work/times" && : >"$work/hash0" && : >"$work/hash1" || exit 2
read -r word version count <"$work/tree"
if [ "$word $version" != 'tree 1' ] || [ "$(wc -l <"$work/tree")" -ne "$((count + 1))" ]; then
  echo 'The file list was cut on its way' >&2
  exit 2
fi
cd "$folder" || exit 2
${LIST_FUNCTION}${COMPARE_FUNCTION}${CHECK_FUNCTIONS}
{
  if [ -f "$previous" ]; then gzip -dc "$previous" 2>/dev/null; fi
  printf '\\n=\\n'
  cat "$work/tree"
  echo '='
  list
} | compare || exit

if [ -n "$store" ]; then cat "$work/tree" "$work/times" | gzip -1 >"$store.partial" & fi
storing=$!
check "$work/hash0" >"$work/answer0" &
checking=$!
check "$work/hash1" >"$work/answer1"
wait "$checking"
cat "$work/answer0" "$work/answer1" >"$work/answer"
wanted=$(cat "$work/hash0" "$work/hash1" | wc -l)
right=$(grep -c ': OK$' "$work/answer")
if [ "$right" -ne "$wanted" ]; then
  grep -v ': OK$' "$work/answer" | sed -n '1,20s/^/content differs: /p'
  echo "$right of $wanted files have the right content"
  exit 1
fi
[ -n "$store" ] || exit 0
wait "$storing" && mv -f "$store.partial" "$store" || exit 2
`;
const READ_STORED_PROGRAM = `
set -u
export LC_ALL=C
stored=$1 folder=$2
[ -f "$stored" ] && cd "$folder" 2>/dev/null || exit 66
${LIST_FUNCTION}
{
  gzip -dc "$stored"
  printf '\\n=\\n'
  list
} | awk '
  ${LINE_FUNCTIONS}
  $0 == "=" { section++; next }
  section == 0 && /^f / { read_wanted(); names[++count] = path; previous[path] = what; next }
  section == 0 && /^s / { path = names[++stamped]; previous[path] = previous[path] " " substr($0, 3); next }
  section == 0 { next }
  /^f / { read_found(); if (path in previous && previous[path] == what " " time) delete previous[path] }
  END { if (stamped > 0) for (path in previous) print path }'
echo
base64 "$stored"
`;
const READ_LIVE_PROGRAM = `
live=$(readlink "$3" 2>/dev/null) || exit 66
live=\${live%/}
set -- "$1/\${live##*/}.files.gz" "\${4:-$2/\${live##*/}}"
${READ_STORED_PROGRAM}`;
const READ_TEXT_PROGRAM = `
[ -f "$1" ] || exit 66
base64 "$1"
`;


/***/ }),

/***/ 57817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $R: () => (/* binding */ IN_THE_WAY_EXIT_CODE),
/* harmony export */   FI: () => (/* binding */ syncWorkingFolder),
/* harmony export */   Yu: () => (/* binding */ checkWorkingFolder),
/* harmony export */   lE: () => (/* binding */ planInPlaceChanges),
/* harmony export */   q2: () => (/* binding */ clearWorkingFiles),
/* harmony export */   q5: () => (/* binding */ keepWorkingFiles),
/* harmony export */   u$: () => (/* binding */ storeChange)
/* harmony export */ });
/* unused harmony export planWorkingFolderChange */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84397);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);


function planWorkingFolderChange(from, to, distrusted = new Set()) {
    const before = new Map((from?.entries ?? []).map((entry) => [entry.path, entry]));
    const after = new Map((to?.entries ?? []).map((entry) => [entry.path, entry]));
    const isGone = (entry) => (after.get(entry.path)?.type === 'folder') !== (entry.type === 'folder') || !after.has(entry.path);
    const gone = [...before.values()].filter(isGone);
    const wanted = [...after.values()];
    return {
        remove: gone.filter((entry) => entry.type !== 'folder').map((entry) => entry.path),
        removeFolders: gone.filter((entry) => entry.type === 'folder').map((entry) => entry.path).reverse(),
        makeFolders: wanted.filter((entry) => entry.type === 'folder').filter((entry) => !isSameEntry(before.get(entry.path), entry)),
        copy: wanted
            .filter((entry) => entry.type !== 'folder' && (distrusted.has(entry.path) || !isSameEntry(before.get(entry.path), entry)))
            .map((entry) => entry.path)
    };
}
function planInPlaceChanges(from, to, distrusted) {
    const before = withEnvironmentLink(from);
    const after = withEnvironmentLink(to);
    return { forward: planWorkingFolderChange(before, after, distrusted), back: planWorkingFolderChange(after, before, distrusted) };
}
function withEnvironmentLink({ tree, environmentFile }) {
    if (environmentFile === undefined)
        return tree;
    const others = (tree?.entries ?? []).filter((entry) => entry.path !== environmentFile);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .sealTree */ .OW)([...others, { type: 'link', path: environmentFile, target: 'environment' }]);
}
function storeChange(folder, name, change) {
    const lines = [
        ...change.remove.map((path) => `r./${path}`),
        ...change.removeFolders.map((path) => `d./${path}`),
        ...change.makeFolders.map(({ mode, path }) => `m${mode.toString(8).padStart(3, '0')}./${path}`),
        ...change.copy.map((path) => `c./${path}`)
    ];
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(STORE_CHANGE_PROGRAM, [folder, name], { stdin: lines.map((line) => `${line}\n`).join('') });
}
const STORE_CHANGE_PROGRAM = `
set -eu
mkdir -p "$1"
cat > "$1/$2.all"
for kind in r d m c; do sed -n "s/^$kind//p" "$1/$2.all" > "$1/$2.$kind"; done
rm "$1/$2.all"
`;
const IN_THE_WAY_EXIT_CODE = 65;
function checkWorkingFolder(paths, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(CHECK_PROGRAM, [paths.root, `${stored.folder}/${stored.name}`]);
}
const CHECK_PROGRAM = `
set -eu
root=$1 change=$2
cd "$root"
gone_links() { while IFS= read -r path; do if [ -L "$path" ]; then printf '%s\\n' "$path"; fi; done < "$change.r"; }
# What is seen through a link that goes is not there any more.
without_gone() {
  { gone_links; echo '='; cat; } | awk '
    $0 == "=" { listed = 1; next }
    !listed { gone[$0]; next }
    { for (path = $0; match(path, "/[^/]*$"); ) { path = substr(path, 1, RSTART - 1); if (path in gone) next }; print }'
}
without_gone < "$change.c" | while IFS= read -r path; do
  if [ ! -d "$path" ] || [ -L "$path" ]; then continue; fi
  find "$path" | while IFS= read -r inner; do
    grep -qxF -- "$inner" "$change.r" "$change.d" && continue
    echo "$path is to become a file, but is a folder, and no release brought $inner" >&2
    exit 65
  done
done
cut -c 4- "$change.m" | without_gone | while IFS= read -r path; do
  if [ ! -e "$path" ] || [ -d "$path" ] || grep -qxF -- "$path" "$change.r"; then continue; fi
  echo "$path is to become a folder, but is a file that no release brought" >&2
  exit 65
done
`;
function syncWorkingFolder(paths, release, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(SYNC_PROGRAM, [paths.root, (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFolder */ .Uc)(paths, release), `${stored.folder}/${stored.name}`]);
}
const SYNC_PROGRAM = `
set -eu
root=$1 tree=$2 change=$3
cd "$root"
while IFS= read -r path; do
  # What is a folder by now is someone else's.
  if [ ! -d "$path" ] || [ -L "$path" ]; then printf '%s\\0' "$path"; fi
done < "$change.r" | xargs -0 rm -f --
while IFS= read -r folder; do rmdir -- "$folder" 2>/dev/null || true; done < "$change.d"
if [ -s "$change.m" ]; then
  cut -c 4- "$change.m" | tr '\\n' '\\0' | xargs -0 mkdir -p --
  cut -c 1-3 "$change.m" | sort -u | while IFS= read -r mode; do
    sed -n "s/^$mode//p" "$change.m" | tr '\\n' '\\0' | xargs -0 chmod "$mode" --
  done
fi
[ -s "$change.c" ] || exit 0
cd "$tree"
if cp --help 2>&1 | grep -q -- --remove-destination; then
  tr '\\n' '\\0' < "$change.c" | xargs -0 cp -dp --parents --remove-destination -t "$root" --
else
  tar -cf - -T "$change.c" | tar -xf - -C "$root"
fi
`;
function clearWorkingFiles(paths, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(CLEAR_PROGRAM, [paths.root, `${stored.folder}/${stored.name}.c`]);
}
const CLEAR_PROGRAM = `
cd "$1" || exit 1
tr '\\n' '\\0' < "$2" | xargs -0 rm -f -- || true
`;
function keepWorkingFiles(paths, adopted, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(KEEP_PROGRAM, [paths.root, (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFolder */ .Uc)(paths, adopted), `${stored.folder}/${stored.name}.c`]);
}
const KEEP_PROGRAM = `
set -eu
root=$1 kept=$2 list=$3
rm -rf "$kept" "$kept.partial"
mkdir -p "$kept.partial"
cd "$root"
if [ -s "$list" ]; then
  if cp --help 2>&1 | grep -q -- --remove-destination; then
    tr '\\n' '\\0' < "$list" | xargs -0 cp -dp --parents -t "$kept.partial" --
  else
    tar -cf - -T "$list" | tar -xf - -C "$kept.partial"
  fi
fi
mv "$kept.partial" "$kept"
`;
function isSameEntry(left, right) {
    if (left?.type === 'file' && right.type === 'file')
        return left.sha256 === right.sha256 && left.mode === right.mode;
    if (left?.type === 'link' && right.type === 'link')
        return left.target === right.target;
    return left?.type === 'folder' && right.type === 'folder' && left.mode === right.mode;
}


/***/ })

};
