import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 1022;
export const ids = [1022];
export const modules = {
1022:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
status: () => ( status)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
var _strategies_live_control_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67207);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66601);
var _tools_describe_state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3182);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(28264);
var _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86970);
var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(80778);
var _tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49347);










const status = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'status',
    summary: 'What is live on the hosts, whether the application runs, who holds the lock, how much space is left',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .eu,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .lY,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .WL,
        'status-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'Ends with 0 when the application runs.', example: 'systemctl is-active app' })
    }),
    outputs: {},
    examples: [{ command: 'status --environment production', does: 'tells what is live now' }],
    danger: 'read-only',
    isAction: false,
    observe: observeStatus,
    plan: (values, hosts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ .A)({
        operation: 'status',
        title: `Status of ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path)}`,
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
                        manifest === undefined ? '' : (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_7__ .dc)(manifest.createdAt),
                        manifest?.commit?.slice(0, 7) ?? '',
                        describeApplication({ application, running }),
                        state.lock === undefined ? 'free' : (0,_tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__ .w)(state.lock),
                        (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(state.freeBytes)
                    ];
                })
            },
            ...runningTables(hosts)
        ],
        notes: hosts.flatMap(({ host, state }) => [
            ...(0,_tools_describe_state_js__WEBPACK_IMPORTED_MODULE_8__ .J)(host, state),
            ...state.armedGuards.map((run) => `${host}: a release waits for confirmation by run ${run}; without it the host goes back by itself`),
            ...state.abandonedGuards.map((run) => `${host}: run ${run} was never confirmed and its guard is gone; the next deploy takes it back first`)
        ]),
        answer: hosts
    })
});
async function observeStatus(values, observer) {
    const states = await (0,_tools_observe_states_js__WEBPACK_IMPORTED_MODULE_5__ .F)(values, observer);
    return Promise.all(states.map(async (found) => {
        const [application, running] = await Promise.all([askApplication(values, observer, found), askRunning(values, observer, found)]);
        return { ...found, application, running };
    }));
}
async function askRunning(values, observer, { host, state }) {
    const control = (0,_strategies_live_control_js__WEBPACK_IMPORTED_MODULE_2__ .F)(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path), values.layout), state);
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
    const rows = hosts.flatMap(({ host, running = [] }) => running.map(({ name, state, since, restarts, serves }) => [host, name, state, since === undefined ? '' : (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_7__ .dc)(since * 1000), restarts === undefined ? '' : String(restarts), serves]));
    return rows.length === 0 ? [] : [{ title: 'What runs', columns: ['host', 'name', 'state', 'since (UTC)', 'restarts', 'serves'], rows }];
}
async function askApplication(values, observer, { host, state }) {
    const command = values['status-command'];
    if (command === undefined)
        return undefined;
    const paths = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path), values.layout);
    const cwd = state.live === undefined ? undefined : (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ .gv)(paths, state.live);
    const asked = cwd === undefined ? (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(':') : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(command, { cwd });
    return observer.ask(host, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)(asked, ({ exitCode, stdout }) => ({ exitCode, output: stdout.trim().split('\n').at(-1) ?? '' })));
}
}),
67207:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F: () => ( controlOfLive),
H: () => ( findLiveControl)
});
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82122);
var _strategy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97758);



function controlOfLive(host, paths, { live, served, releases }) {
    const manifest = releases.find(({ id }) => id === live)?.manifest;
    return manifest === undefined ? undefined : (0,_strategy_js__WEBPACK_IMPORTED_MODULE_1__ .r)(manifest.strategy, { host, paths, id: manifest.id, commit: manifest.commit, live, served });
}
async function findLiveControl(observer, host, root) {
    const { releases, inPlace } = await observer.askAll(host, { releases: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ .r)(root, 'releases'), inPlace: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ .r)(root, 'in-place') });
    return controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'releases'), releases) ?? controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'in-place'), inPlace);
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
3182:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J: () => ( describeState),
n: () => ( findForeignCurrent)
});
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
86970:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F: () => ( observeStates)
});
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
var _read_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82122);


async function observeStates(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(values.path);
    return Promise.all(observer.hosts.map(async (host) => ({ host, state: await observer.ask(host, (0,_read_host_js__WEBPACK_IMPORTED_MODULE_1__ .r)(root, values.layout)) })));
}
}),
82122:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
r: () => ( readHost)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);
var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80778);



function readHost(root, layout) {
    const paths = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .tO)(root, layout);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths));
}
const READ_HOST_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
root=$1 releases=$2 current=$3 kit=$1/.deploy-kit
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
[ -d "$at" ] || printf 'blocked\\t%s\\n' "$at"
[ -d "$root" ] && printf 'exists\\n'
[ -d "$at" ] && [ -w "$at" ] && [ -x "$at" ] && { [ ! -d "$kit" ] || [ -w "$kit" ]; } && { [ ! -d "$releases" ] || [ -w "$releases" ]; } && printf 'writable\\n'
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case "\${entry##*/}" in .deploy-kit | releases | current | current-[0-9]* | shared) ;; *) printf 'foreign\\n' ;; esac
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
for link in "$root"/current-[0-9]*; do
  if [ -L "$link" ]; then printf 'served\\t%s\\t%s\\n' "\${link##*/current-}" "$(readlink "$link")"; fi
done
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
        served: Object.fromEntries(fieldsOf('served').map(([port, target = '']) => [Number(port), target.slice(target.lastIndexOf('/') + 1)])),
        foreignCurrent: single('foreign-current'),
        releases: found.map(({ release }) => release).sort(_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .c0),
        damagedManifests: found.filter(({ isDamaged }) => isDamaged).map(({ release }) => `${paths.manifests}/${release.id}.json`),
        failed: fieldsOf('failed').map(([id = '']) => id).filter((id) => _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .uX.test(id)).sort(),
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
    const manifest = _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .uX.test(id) ? (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Ng)(json.join('\t')) : undefined;
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
}),
80778:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ng: () => ( parseManifest),
c0: () => ( compareReleases),
dc: () => ( renderMoment),
fm: () => ( nameRelease),
uX: () => ( RELEASE_ID)
});
function parseManifest(text) {
    try {
        const manifest = JSON.parse(text);
        const { schema, createdAt, strategy, run } = manifest;
        const isWhole = schema === 1 && typeof createdAt === 'number' && isRecord(strategy) && isRecord(run);
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
}),
49347:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
w: () => ( renderLock)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _release_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80778);


function renderLock(lock) {
    const running = lock.isAlive ? ', a step of it still runs' : '';
    return `held by ${lock.owner} since ${(0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .dc)(lock.since * 1000)} UTC, renewed ${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .PP)(lock.ageSeconds)} ago${running}`;
}
})

};
