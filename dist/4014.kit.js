import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 4014;
export const ids = [4014];
export const modules = {
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
}),
94014:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
trust: () => ( trust)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66601);



const trust = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'trust',
    summary: 'Print the lines that pin the host keys, to compare and keep',
    inputs: _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .eu,
    outputs: {},
    examples: [{ command: 'trust --host web1.example.com', does: 'prints the lines for the input known-hosts' }],
    danger: 'read-only',
    isAction: false,
    observe: async (_values, observer) => Promise.all(observer.hosts.map(async (host) => ({ host, keys: await observer.scanHostKeys(host) }))),
    plan: (_values, hosts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_2__ .A)({
        operation: 'trust',
        title: 'Host keys as the servers show them now',
        hosts: hosts.map(({ host }) => host),
        tables: hosts.flatMap(({ host, keys }) => [
            { title: `Fingerprints of ${host}`, columns: ['algorithm', 'fingerprint'], rows: keys.map(({ algorithm, fingerprint }) => [algorithm, fingerprint]) },
            { title: `Lines for known-hosts of ${host}`, columns: ['line'], rows: keys.map(({ line }) => [line]) }
        ]),
        notes: [
            'Compare the fingerprints with those on the server, by a way that nobody can be in between: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
            'Then keep the lines: as the secret or variable for the input known-hosts, or in ~/.ssh/known_hosts'
        ],
        answer: hosts
    })
});
})

};
