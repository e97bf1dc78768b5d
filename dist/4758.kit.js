import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 4758;
export const ids = [4758];
export const modules = {
14758:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
log: () => ( log)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9426);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66601);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28264);
var _tools_ledger_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22126);






const log = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'log',
    summary: 'The ledger of the hosts: every operation, by whom and how it ended, with its chain verified',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .eu,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .lY,
        last: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .nd)({ group: 'Behaviour', description: 'How many of the last entries to show.', default: '20', min: 1, max: 100_000 })
    }),
    outputs: {},
    examples: [{ command: 'log --environment production --last 5', does: 'shows the last five operations' }],
    danger: 'read-only',
    isAction: false,
    observe: async (values, observer) => {
        const { ledger } = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_5__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .Fd)(values.path), 'releases');
        const question = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['cat', ledger]), ({ stdout }) => (0,_tools_ledger_js__WEBPACK_IMPORTED_MODULE_4__ .h8)(stdout));
        return Promise.all(observer.hosts.map(async (host) => ({ host, ledger: await observer.ask(host, question) })));
    },
    plan: (values, hosts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_3__ .A)({
        operation: 'log',
        title: `Ledger of ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .Fd)(values.path)}`,
        hosts: hosts.map(({ host }) => host),
        tables: hosts.map(({ host, ledger }) => ({
            title: `Ledger on ${host}`,
            columns: ['at (UTC)', 'operation', 'outcome', 'release', 'before', 'commit', 'downtime', 'by'],
            rows: ledger.lines
                .slice(-values.last)
                .map((line) => [
                line.at.replace('T', ' ').replace('Z', ''),
                line.operation,
                line.outcome,
                line.backup === undefined ? line.release : `${line.release} with ${line.backup}`,
                line.before ?? '',
                line.commit?.slice(0, 7) ?? '',
                (line.downtime ?? []).map(renderSeen).join('; '),
                line.run.url ?? line.run.who
            ])
        })),
        notes: hosts.flatMap(({ host, ledger }) => (ledger.lines.length === 0 ? [`${host}: the ledger is empty`] : [])),
        problems: hosts.flatMap(({ host, ledger }) => ledger.broken.length === 0
            ? []
            : [
                {
                    code: 'DK_LEDGER_CORRUPT',
                    host,
                    message: `The ledger on ${host} was changed or damaged at line ${ledger.broken.join(', ')}`,
                    remedy: 'Compare it with the logs of the runs that it names; later lines are chained again'
                }
            ]),
        answer: hosts
    })
});
function renderSeen({ requests, failures, longestGapMs }) {
    return failures === 0 ? `none in ${requests} requests` : `${failures} of ${requests} requests, up to ${longestGapMs} ms`;
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
}),
28264:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
MT: () => ( journalFolder),
Q: () => ( guardFolder),
Uc: () => ( releaseFolder),
gv: () => ( workingFolder),
tO: () => ( hostPaths)
});
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
}),
22126:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
OC: () => ( appendLedger),
Zm: () => ( ledgerRun),
h8: () => ( parseLedger),
x3: () => ( tryAppendLedger)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);


function ledgerRun(identity, runId) {
    return { id: runId, who: identity.who, url: identity.runUrl, machine: identity.machine };
}
function appendLedger(ledger, entry, downtimeFile = '') {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(APPEND_LEDGER_PROGRAM, [ledger, JSON.stringify(entry), downtimeFile]);
}
function tryAppendLedger(ledger, entry) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .bz)(appendLedger(ledger, entry), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .m0)(['echo', 'This is not in the ledger']));
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
entry=\${2#?}
[ ! -s "$3" ] || entry="\${entry%?},\\"downtime\\":$(cat "$3")}"
printf '{"previous":"%s","at":"%s",%s\\n' "$previous" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$entry" >> "$1"
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
})

};
