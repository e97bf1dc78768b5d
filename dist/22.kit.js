import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 22;
export const ids = [22];
export const modules = {

/***/ 1022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   status: () => (/* binding */ status)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12437);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
/* harmony import */ var _strategies_live_control_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67207);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
/* harmony import */ var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66601);
/* harmony import */ var _tools_describe_state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3182);
/* harmony import */ var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(28264);
/* harmony import */ var _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86970);
/* harmony import */ var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(80778);
/* harmony import */ var _tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49347);










const status = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'status',
    summary: 'What is live on the hosts, whether the application runs, who holds the lock, how much space is left',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .connectionInputs */ .eu,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .targetInputs */ .lY,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .layoutInputs */ .WL,
        'status-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Ends with 0 when the application runs.', example: 'systemctl is-active app' })
    }),
    outputs: {},
    examples: [{ command: 'status --environment production', does: 'tells what is live now' }],
    danger: 'read-only',
    isAction: false,
    observe: observeStatus,
    plan: (values, hosts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .answerPlan */ .A)({
        operation: 'status',
        title: `Status of ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .normalizePath */ .Fd)(values.path)}`,
        hosts: hosts.map(({ host }) => host),
        tables: [
            {
                title: 'Status',
                columns: ['host', 'live', 'since (UTC)', 'commit', 'application', 'lock', 'free'],
                rows: hosts.map(({ host, state, application, running }) => {
                    const manifest = state.releases.find((release) => release.id === state.live)?.manifest;
                    return [
                        host,
                        state.live ?? 'nothing',
                        manifest === undefined ? '' : (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .renderMoment */ .dc)(manifest.createdAt),
                        manifest?.commit?.slice(0, 7) ?? '',
                        describeApplication({ application, running }),
                        state.lock === undefined ? 'free' : (0,_tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .renderLock */ .w)(state.lock),
                        (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderSize */ .qI)(state.freeBytes)
                    ];
                })
            },
            ...runningTables(hosts)
        ],
        notes: hosts.flatMap(({ host, state }) => [
            ...(0,_tools_describe_state_js__WEBPACK_IMPORTED_MODULE_8__/* .describeState */ .J)(host, state),
            ...state.armedGuards.map((run) => `${host}: a release waits for confirmation by run ${run}; without it the host goes back by itself`),
            ...state.abandonedGuards.map((run) => `${host}: run ${run} was never confirmed and its guard is gone; the next deploy takes it back first`)
        ]),
        answer: hosts
    })
});
async function observeStatus(values, observer) {
    const states = await (0,_tools_observe_states_js__WEBPACK_IMPORTED_MODULE_5__/* .observeStates */ .F)(values, observer);
    return Promise.all(states.map(async (found) => {
        const [application, running] = await Promise.all([askApplication(values, observer, found), askRunning(values, observer, found)]);
        return { ...found, application, running };
    }));
}
async function askRunning(values, observer, { host, state }) {
    const control = (0,_strategies_live_control_js__WEBPACK_IMPORTED_MODULE_2__/* .controlOfLive */ .F)(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .normalizePath */ .Fd)(values.path), values.layout), state);
    return control?.running === undefined ? undefined : observer.ask(host, control.running);
}
function describeApplication({ application, running = [] }) {
    if (application !== undefined && application.exitCode !== 0)
        return `exit code ${application.exitCode}: ${application.output}`;
    const unwell = running.filter(({ isWell }) => !isWell);
    if (unwell.length > 0)
        return `not well: ${unwell.map(({ name, state }) => `${name}: ${state}`).join('; ')}`;
    return application === undefined && running.length === 0 ? 'not asked' : 'runs';
}
function runningTables(hosts) {
    const rows = hosts.flatMap(({ host, running = [] }) => running.map(({ name, state, since, restarts, serves }) => [host, name, state, since === undefined ? '' : (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_7__/* .renderMoment */ .dc)(since * 1000), restarts === undefined ? '' : String(restarts), serves]));
    return rows.length === 0 ? [] : [{ title: 'What runs', columns: ['host', 'name', 'state', 'since (UTC)', 'restarts', 'serves'], rows }];
}
async function askApplication(values, observer, { host, state }) {
    const command = values['status-command'];
    if (command === undefined)
        return undefined;
    const paths = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .normalizePath */ .Fd)(values.path), values.layout);
    const cwd = state.live === undefined ? undefined : (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__/* .workingFolder */ .gv)(paths, state.live);
    const asked = cwd === undefined ? (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(':') : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(command, { cwd });
    return observer.ask(host, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)(asked, ({ exitCode, stdout }) => ({ exitCode, output: stdout.trim().split('\n').at(-1) ?? '' })));
}


/***/ }),

/***/ 67207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ controlOfLive),
/* harmony export */   H: () => (/* binding */ findLiveControl)
/* harmony export */ });
/* harmony import */ var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
/* harmony import */ var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82122);
/* harmony import */ var _strategy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94449);



function controlOfLive(host, paths, { live, served, releases }) {
    const manifest = releases.find(({ id }) => id === live)?.manifest;
    return manifest === undefined ? undefined : (0,_strategy_js__WEBPACK_IMPORTED_MODULE_1__/* .controlOf */ .r)(manifest.strategy, { host, paths, id: manifest.id, commit: manifest.commit, live, served });
}
async function findLiveControl(observer, host, root) {
    const { releases, inPlace } = await observer.askAll(host, { releases: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__/* .readHost */ .r)(root, 'releases'), inPlace: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__/* .readHost */ .r)(root, 'in-place') });
    return controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .hostPaths */ .tO)(root, 'releases'), releases) ?? controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .hostPaths */ .tO)(root, 'in-place'), inPlace);
}


/***/ }),

/***/ 66601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ answerPlan)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12437);

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

/***/ 86970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ observeStates)
/* harmony export */ });
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
/* harmony import */ var _read_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82122);


async function observeStates(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizePath */ .Fd)(values.path);
    return Promise.all(observer.hosts.map(async (host) => ({ host, state: await observer.ask(host, (0,_read_host_js__WEBPACK_IMPORTED_MODULE_1__/* .readHost */ .r)(root, values.layout)) })));
}


/***/ }),

/***/ 49347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ renderLock)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12437);
/* harmony import */ var _release_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80778);


function renderLock(lock) {
    const running = lock.isAlive ? ', a step of it still runs' : '';
    return `held by ${lock.owner} since ${(0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMoment */ .dc)(lock.since * 1000)} UTC, renewed ${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderDuration */ .PP)(lock.ageSeconds)} ago${running}`;
}


/***/ })

};
