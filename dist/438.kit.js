import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 438;
export const ids = [438];
export const modules = {

/***/ 7438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   releases: () => (/* binding */ releases)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5989);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9426);
/* harmony import */ var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6601);
/* harmony import */ var _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6970);
/* harmony import */ var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(778);






const releases = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'releases',
    summary: 'List the releases on the hosts: which is live, which are good, and what they hold',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({ ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .connectionInputs */ .eu, ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .targetInputs */ .lY, ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .layoutInputs */ .WL }),
    outputs: {},
    examples: [{ command: 'releases --environment production', does: 'lists what can be rolled back to' }],
    danger: 'read-only',
    isAction: false,
    observe: _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_4__/* .observeStates */ .F,
    plan: (values, states) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .answerPlan */ .A)({
        operation: 'releases',
        title: `Releases in ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizePath */ .Fd)(values.path)}`,
        hosts: states.map(({ host }) => host),
        tables: [
            {
                title: 'Releases',
                columns: ['host', 'release', 'state', 'made (UTC)', 'commit', 'subject', 'files', 'size', 'by'],
                rows: states.flatMap(({ host, state }) => state.releases.toReversed().map(({ id, state: condition, manifest }) => [
                    host,
                    id,
                    id === state.live ? `${condition}, live` : condition,
                    manifest === undefined ? '' : (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .renderMoment */ .dc)(manifest.createdAt),
                    manifest?.commit?.slice(0, 7) ?? '',
                    manifest?.subject ?? '',
                    manifest === undefined ? '' : String(manifest.files),
                    manifest === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderSize */ .qI)(manifest.sizeBytes),
                    manifest?.run.who ?? ''
                ]))
            }
        ],
        notes: states.filter(({ state }) => state.releases.length === 0).map(({ host }) => `${host}: there are no releases`),
        answer: states.map(({ host, state }) => ({ host, live: state.live, releases: state.releases, failed: state.failed }))
    })
});


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


/***/ }),

/***/ 8264:
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

/***/ 6970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ observeStates)
/* harmony export */ });
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
/* harmony import */ var _read_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2122);


async function observeStates(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizePath */ .Fd)(values.path);
    return Promise.all(observer.hosts.map(async (host) => ({ host, state: await observer.ask(host, (0,_read_host_js__WEBPACK_IMPORTED_MODULE_1__/* .readHost */ .r)(root, values.layout)) })));
}


/***/ }),

/***/ 2122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readHost)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8264);
/* harmony import */ var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(778);



function readHost(root, layout) {
    const paths = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .hostPaths */ .tO)(root, layout);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths));
}
const READ_HOST_PROGRAM = `
root=$1 releases=$2 current=$3 kit=$1/.deploy-kit
at=$root
while [ ! -e "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
[ -d "$root" ] && printf 'exists\\n'
[ -d "$at" ] && [ -w "$at" ] && [ -x "$at" ] && { [ ! -d "$kit" ] || [ -w "$kit" ]; } && { [ ! -d "$releases" ] || [ -w "$releases" ]; } && printf 'writable\\n'
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case "\${entry##*/}" in .deploy-kit | releases | current | shared) ;; *) printf 'foreign\\n' ;; esac
done
[ -L "$kit/current" ] && printf 'layout\\tin-place\\n'
[ -L "$root/current" ] && [ -d "$kit/releases" ] && printf 'layout\\treleases\\n'
live=$(readlink "$current" 2>/dev/null) && printf 'live\\t%s\\n' "\${live##*/}"
for folder in "$releases"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  case "$id" in *.partial) continue ;; esac
  printf 'release\\t%s\\t%s\\t%s\\n' "$id" "$(cat "$kit/releases/$id.state" 2>/dev/null)" "$(cat "$kit/releases/$id.json" 2>/dev/null)"
done
for folder in "$kit"/failed/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  printf 'failed\\t%s\\n' "\${id##*/}"
done
for guard in "$kit"/guards/*/; do
  if [ ! -f "\${guard}go-back" ] || [ -s "\${guard}status" ]; then continue; fi
  [ "$(cat "\${guard}decided/by" 2>/dev/null)" = confirmed ] && continue
  run=\${guard%/}
  if kill -0 "$(cat "\${guard}pid" 2>/dev/null)" 2>/dev/null; then printf 'armed\\t%s\\n' "\${run##*/}"; else printf 'abandoned\\t%s\\n' "\${run##*/}"; fi
done
now=$(date +%s)
if [ -f "$kit/lock" ]; then
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } < "$kit/lock"
  alive=no
  for pid in "$kit/steps/$holder"/*/pid "$kit/guards/$holder/pid"; do
    [ -f "$pid" ] && [ ! -e "\${pid%/pid}/status" ] && kill -0 "$(cat "$pid")" 2>/dev/null && alive=yes
  done
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
    return {
        exists: fieldsOf('exists').length > 0,
        isWritable: fieldsOf('writable').length > 0,
        foreignEntries: fieldsOf('foreign').length,
        layouts: fieldsOf('layout').map(([layout = '']) => layout),
        live: single('live'),
        releases: fieldsOf('release').map((fields) => parseRelease(fields, paths)).sort(_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .compareReleases */ .c0),
        failed: fieldsOf('failed').map(([id = '']) => id).sort(),
        abandonedGuards: fieldsOf('abandoned').map(([id = '']) => id),
        armedGuards: fieldsOf('armed').map(([id = '']) => id),
        lock: parseLock(fieldsOf('lock')[0]),
        freeBytes: Number(single('free') ?? 0) * 1024,
        freeInodes: inodes === undefined || !/^\d+$/.test(inodes) ? undefined : Number(inodes),
        clock: Number(single('clock'))
    };
}
function parseRelease([id = '', state = '', ...json], paths) {
    if (!_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .RELEASE_ID */ .uX.test(id))
        return { id, state: 'prepared', manifest: undefined };
    return { id, state: isState(state) ? state : 'prepared', manifest: parseManifest(json.join('\t'), `${paths.manifests}/${id}.json`) };
}
function isState(text) {
    return text === 'prepared' || text === 'good' || text === 'bad';
}
function parseManifest(text, file) {
    if (text === '')
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployKitError */ .mG('DK_LEDGER_CORRUPT', {
            message: `The release manifest ${file} is damaged`,
            remedy: 'Restore the file from a backup of the host, or remove it: the release can then not be rolled back to',
            cause
        });
    }
}
function parseLock(fields) {
    if (fields === undefined)
        return undefined;
    const [runId = '', since = '0', age = '0', alive = 'no', ...owner] = fields;
    return { runId, owner: owner.join('\t'), since: Number(since), ageSeconds: Number(age), isAlive: alive === 'yes' };
}


/***/ }),

/***/ 778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c0: () => (/* binding */ compareReleases),
/* harmony export */   dc: () => (/* binding */ renderMoment),
/* harmony export */   fm: () => (/* binding */ nameRelease),
/* harmony export */   uX: () => (/* binding */ RELEASE_ID)
/* harmony export */ });
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


/***/ })

};
