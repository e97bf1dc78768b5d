import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 695;
export const ids = [695];
export const modules = {

/***/ 3695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   logs: () => (/* binding */ logs)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5989);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9426);
/* harmony import */ var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6601);




const logs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'logs',
    summary: 'The end of the application’s logs on the hosts',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .connectionInputs */ .eu,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .targetInputs */ .lY,
        logs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({ group: 'Target', description: 'Log files on the host, relative to the deploy path or absolute.', example: 'shared/log/app.log' }),
        'log-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'A command that prints the log.', example: 'journalctl -u app -n 100 --no-pager' }),
        lines: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ group: 'Behaviour', description: 'How many of the last lines to show.', default: '100', min: 1, max: 100_000 })
    }),
    outputs: {},
    examples: [{ command: 'logs --environment production --logs shared/log/app.log --lines 20', does: 'shows the last 20 lines' }],
    danger: 'read-only',
    isAction: false,
    observe: observeLogs,
    plan: (values, texts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .answerPlan */ .A)({
        operation: 'logs',
        title: `Logs of ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizePath */ .Fd)(values.path)}`,
        hosts: [...new Set(texts.map(({ host }) => host))],
        tables: texts.map(({ host, source, text }) => ({
            title: `${source} on ${host}`,
            columns: ['line'],
            rows: text === '' ? [] : text.replace(/\n$/, '').split('\n').slice(-values.lines).map((line) => [line])
        })),
        notes: texts.length === 0 ? ['Name log files with --logs, or a command with --log-command'] : [],
        problems: texts
            .filter(({ found }) => !found)
            .map(({ host, source, text }) => ({
            code: 'DK_COMMAND_FAILED',
            host,
            message: `${source} cannot be read on ${host}: ${text.trim()}`,
            remedy: 'Check the name, and that the user may read it'
        })),
        answer: texts
    })
});
async function observeLogs(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizePath */ .Fd)(values.path);
    const sources = [
        ...(values.logs ?? []).map((file) => ({
            source: file,
            command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)('exec tail -n "$2" -- "$1" 2>&1', [file.startsWith('/') ? file : `${root}/${file}`, String(values.lines)])
        })),
        ...(values['log-command'] === undefined ? [] : [{ source: values['log-command'].join(' '), command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(values['log-command'], { cwd: root }) }])
    ];
    const questions = observer.hosts.flatMap((host) => sources.map((source) => ({ host, ...source })));
    return Promise.all(questions.map(async ({ host, source, command }) => ({
        host,
        source,
        ...(await observer.ask(host, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)(command, ({ stdout, exitCode }) => ({ text: stdout, found: exitCode === 0 }))))
    })));
}


/***/ }),

/***/ 6601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ answerPlan)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);

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
