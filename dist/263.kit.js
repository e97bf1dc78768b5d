import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 263;
export const ids = [263];
export const modules = {

/***/ 5015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ cutoverInputs)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);

const cutoverInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    'restart-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({
        group: 'Commands',
        description: 'Starts the release, or restarts the application with it. Runs in the release, with DEPLOY_KIT_* variables.',
        example: 'sudo -n systemctl restart app'
    }),
    'stop-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Stops the application: used when a first deploy fails and there is nothing to return to.' }),
    'status-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Must end with 0 when the application runs: an additional health check.' }),
    'before-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the new release just before it is made live.' }),
    'after-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the new release just after it was made live.' }),
    'on-failure': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the deploy path after a failure, when everything has been undone.' }),
    'command-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Commands', description: 'How long the restart, stop and status commands may take.', default: '2m' }),
    'hook-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Commands', description: 'How long a hook may take.', default: '15m' }),
    'health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({
        group: 'Health',
        description: 'What must be healthy for the release to stay, one a line: `http URL`, `tcp ADDRESS:PORT`, `command ...`, `process TEXT`, `file PATH`, `log PATH`; `optional` before it never fails. `{release}` stands for the id of the release.',
        example: 'http http://127.0.0.1:8080/health status=200 body={release}'
    }),
    attempts: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ group: 'Health', description: 'How often the health checks are tried.', default: '30', min: 1, max: 1000 }),
    delay: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
    timeout: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Health', description: 'How long one health check may take.', default: '5s' }),
    'skip-health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zM)({
        group: 'Health',
        description: 'Make the release live without asking whether it is healthy. Log and summary warn.',
        default: 'false'
    }),
    'confirm-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        group: 'Health',
        description: 'After so long without confirmation the host goes back by itself, whatever became of the runner. Default: the time that all health checks may take, and 30 s.'
    }),
    'probe-url': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Health',
        description: 'A URL that is asked every 100 ms during the cutover, to measure the downtime. A loopback address is asked on the host.',
        example: 'https://app.example.com/health',
        check: (url) => (/^https?:\/\/[^\s]+$/.test(url) ? undefined : `is not a URL: ${JSON.stringify(url)}`)
    }),
    logs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({
        group: 'Health',
        description: 'Log files on the host (relative to the deploy path, or absolute) whose end is shown when it fails.',
        example: 'shared/log/app.log'
    }),
    'lock-wait': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Behaviour', description: 'How long to wait for the deploy lock; 0 fails at once.', default: '0s' })
});


/***/ }),

/***/ 6974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ cutoverOutputs),
/* harmony export */   l: () => (/* binding */ readCutoverOutputs)
/* harmony export */ });
const cutoverOutputs = {
    live: {
        description: 'What is live at the end, also when the run failed: the id of the release, or `host=id` for each host where they differ. Empty when that is nothing, or not known.'
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

/***/ 7855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HY: () => (/* binding */ guardOf),
/* harmony export */   KQ: () => (/* binding */ planCutover),
/* harmony export */   N4: () => (/* binding */ commandPlace),
/* harmony export */   ZG: () => (/* binding */ PHASES),
/* harmony export */   cP: () => (/* binding */ hookStep)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4138);
/* harmony import */ var _hooks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(191);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8264);
/* harmony import */ var _ledger_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2126);
/* harmony import */ var _release_steps_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9676);
/* harmony import */ var _working_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7817);







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
        command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .armGuard */ .gw)(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(cutover), onFailure }),
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
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .any */ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['test', '!', '-e', `${guardOf(cutover).folder}/switching`]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(...restoreCommands(cutover), aside, (0,_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .appendLedger */ .OC)(paths.ledger, { ...entry, outcome: 'undone' })), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .appendLedger */ .OC)(paths.ledger, { ...entry, outcome: 'failed' }), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['false'])));
}
function restoreCommands(cutover) {
    const { paths, from, to, change } = cutover;
    const back = { folder: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .guardFolder */ .Q)(paths, cutover.runId), name: 'back' };
    if (from !== undefined) {
        return [
            ...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .syncWorkingFolder */ .FI)(paths, from.id, back)]),
            (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .switchCurrent */ .m1)(paths, from.id),
            ...toCommand(from.commands.restart, commandPlace(paths, from))
        ];
    }
    return [
        ...toCommand(to.commands.stop, commandPlace(paths, to)),
        ...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .syncWorkingFolder */ .FI)(paths, to.id, back)]),
        (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .removeCurrent */ ["in"])(paths)
    ];
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
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .markSwitching */ .Ww)(guardOf(cutover)), ...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .syncWorkingFolder */ .FI)(paths, to.id, forward)]), (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .switchCurrent */ .m1)(paths, to.id)),
        timeoutSeconds: SWITCH_TIMEOUT_SECONDS
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

/***/ 4138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ww: () => (/* binding */ markSwitching),
/* harmony export */   Y9: () => (/* binding */ settleGuards),
/* harmony export */   aL: () => (/* binding */ GUARD_DECIDED_EXIT_CODE),
/* harmony export */   gw: () => (/* binding */ armGuard),
/* harmony export */   kN: () => (/* binding */ confirmGuard),
/* harmony export */   kx: () => (/* binding */ goBackNow)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);

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
function settleGuards(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const SETTLE_GUARDS_PROGRAM = `
for guard in "$1"/guards/*/; do
  guard=\${guard%/}
  if [ ! -f "$guard/go-back" ] || [ -s "$guard/status" ] || [ "\${guard##*/}" = "$2" ]; then continue; fi
  [ "$(cat "$guard/decided/by" 2>/dev/null)" = confirmed ] && continue
  sh -c "$3" deploy-kit "$guard" >&2 </dev/null || exit 1
done
`;
const ARM_GUARD_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
printf '%s\\n' "$5" > "$1/go-back"
[ -z "$6" ] || printf '%s\\n' "$6" > "$1/on-failure"
if command -v setsid >/dev/null 2>&1; then
  setsid sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
else
  nohup sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
fi
echo "$!" > "$1/pid"
`;
const GUARD_PROGRAM = `
guard=$1 kit=$2 run=$3 left=$4
trap '' HUP
while [ "$left" -gt 0 ]; do
  [ -d "$guard/decided" ] && exit 0
  sleep 1
  left=$((left - 1))
done
mkdir "$guard/decided" 2>/dev/null || exit 0
echo guard > "$guard/decided/by"
for signal in TERM KILL; do
  for pid in "$kit/steps/$run"/*/pid; do
    [ -f "$pid" ] && [ ! -e "\${pid%/pid}/status" ] && kill -s "$signal" -- "-$(cat "$pid")" 2>/dev/null && sleep 2
  done
done
sh "$guard/go-back"
code=$?
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
echo "$code" > "$guard/status"
`;
const CONFIRM_GUARD_PROGRAM = `
if mkdir "$1/decided" 2>/dev/null; then
  echo confirmed > "$1/decided/by"
  exit 0
fi
by=$(cat "$1/decided/by" 2>/dev/null)
[ "$by" = confirmed ] && exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`;
const GO_BACK_PROGRAM = `
[ -f "$1/go-back" ] || exit 0
if ! mkdir "$1/decided" 2>/dev/null; then
  waited=0
  while [ ! -s "$1/decided/by" ] && [ "$waited" -lt 5 ]; do sleep 1; waited=$((waited + 1)); done
  case "$(cat "$1/decided/by" 2>/dev/null)" in
    confirmed) ;;
    guard | undo)
      waited=0
      while [ ! -s "$1/status" ] && [ "$waited" -lt 120 ] && kill -0 "$(cat "$1/pid")" 2>/dev/null; do sleep 1; waited=$((waited + 1)); done
      if [ -s "$1/status" ]; then
        echo "The host had gone back by itself"
        exit "$(cat "$1/status")"
      fi
      ;;
  esac
fi
echo undo > "$1/decided/by"
sh "$1/go-back"
code=$?
echo "$code" > "$1/status"
exit "$code"
`;


/***/ }),

/***/ 191:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runHook),
/* harmony export */   k: () => (/* binding */ readHook)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);

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

/***/ 2126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OC: () => (/* binding */ appendLedger),
/* harmony export */   Zm: () => (/* binding */ ledgerRun),
/* harmony export */   h8: () => (/* binding */ parseLedger)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5828);


function ledgerRun(identity, runId) {
    return { id: runId, who: identity.who, url: identity.runUrl, machine: identity.machine };
}
function appendLedger(ledger, entry) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(APPEND_LEDGER_PROGRAM, [ledger, JSON.stringify(entry)]);
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

/***/ 3336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cm: () => (/* binding */ LOCK_EXPIRY_SECONDS),
/* harmony export */   tK: () => (/* binding */ deployLock),
/* harmony export */   x_: () => (/* binding */ releaseLock)
/* harmony export */ });
/* unused harmony export LOCK_HELD_EXIT_CODE */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4138);


const LOCK_EXPIRY_SECONDS = 90;
const RENEW_EVERY_SECONDS = 30;
const LOCK_HELD_EXIT_CODE = 75;
function deployLock(kit, waitSeconds, { runId, owner }) {
    return {
        take: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]), (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .settleGuards */ .Y9)(kit, runId)),
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
kit=$1 run=$2 owner=$3 expiry=$4
lock=$kit/lock mine=$kit/lock.$run
alive() {
  for pid in "$kit/steps/$1"/*/pid "$kit/guards/$1/pid"; do
    [ -f "$pid" ] || continue
    [ -e "\${pid%/pid}/status" ] && continue
    kill -0 "$(cat "$pid")" 2>/dev/null && return 0
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
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } 2>/dev/null < "$lock" || continue
  if [ "$holder" = "$run" ]; then
    rm -f "$mine"
    exit 0
  fi
  beat=$(stat -c %Y "$lock" 2>/dev/null) || continue
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

/***/ 9475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oF: () => (/* binding */ planHealth)
/* harmony export */ });
/* unused harmony exports listChecks, planEvidence */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8264);


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

/***/ 3706:
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


/***/ }),

/***/ 9676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wx: () => (/* binding */ linkEnvironment),
/* harmony export */   _J: () => (/* binding */ storedTree),
/* harmony export */   "in": () => (/* binding */ removeCurrent),
/* harmony export */   m1: () => (/* binding */ switchCurrent),
/* harmony export */   rs: () => (/* binding */ removeReleases),
/* harmony export */   ty: () => (/* binding */ recordRelease),
/* harmony export */   vJ: () => (/* binding */ markRelease),
/* harmony export */   wZ: () => (/* binding */ makeFolders),
/* harmony export */   yq: () => (/* binding */ setReleaseAside)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8264);


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
    const prefix = `${paths.root}/`;
    const folder = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFolder */ .Uc)(paths, release);
    const target = paths.layout === 'releases' ? folder.slice(prefix.length) : folder.slice(paths.kit.length + 1);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['ln', '-sfn', target, `${paths.current}.next`]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['mv', '-fT', `${paths.current}.next`, paths.current]));
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
    const { releases, failed, keepJournals, environments } = removal;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(REMOVE_PROGRAM, [paths.releases, paths.kit, String(keepJournals), releases.join(' '), failed.join(' '), environments.join(' ')]);
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
for id in $6; do rm -f "$kit/env/$id.env" || failed=1; done
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

/***/ 7019:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aY: () => (/* binding */ verifyTree),
/* harmony export */   wq: () => (/* binding */ readStoredTree),
/* harmony export */   yd: () => (/* binding */ readTreeText)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5828);


function verifyTree(request) {
    const { folder, treeText, storeAs = '', previous = '' } = request;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(VERIFY_PROGRAM, [folder, storeAs, previous], { stdin: treeText });
}
function readStoredTree(stored, folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(READ_STORED_PROGRAM, [stored, folder]), ({ stdout, exitCode }) => {
        if (exitCode === NOT_STORED)
            return undefined;
        const end = stdout.startsWith('\n') ? 0 : stdout.indexOf('\n\n') + 1;
        const touched = stdout.slice(0, end).split('\n').filter((path) => path !== '');
        return { text: unpack(stdout.slice(end)), touched };
    });
}
function readTreeText(stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(READ_TEXT_PROGRAM, [stored]), ({ stdout, exitCode }) => (exitCode === NOT_STORED ? undefined : unpack(stdout)));
}
const NOT_STORED = 66;
function unpack(base64) {
    try {
        const text = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(Buffer.from(base64, 'base64')).toString('utf8');
        if (text === '')
            throw new RangeError('nothing is in it');
        return text;
    }
    catch (cause) {
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployKitError */ .mG('DK_MANIFEST_CORRUPT', {
            message: 'The stored file list of a release cannot be unpacked',
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
const STAMPS_FUNCTION = `
stamps() { sed -n 's|^f \\([0-7]*\\) \\([0-9]*\\) \\([^ ]*\\) \\(.*\\)//$|\\4//\\1 \\2 \\3|p'; }
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
mkdir "$work" && cat >"$work/tree" || exit 2
read -r word version count <"$work/tree"
if [ "$word $version" != 'tree 1' ] || [ "$(wc -l <"$work/tree")" -ne "$((count + 1))" ]; then
  echo 'The file list was cut on its way' >&2
  exit 2
fi
cd "$folder" || exit 2
${LIST_FUNCTION}${STAMPS_FUNCTION}
list >"$work/list" || exit 2

sed -n -e 's|^f \\([0-7]*\\) \\([0-9]*\\) [0-9a-f]* \\(.*\\)$|f \\1 \\2 \\3//|p' -e 's|^d .*$|&//|p' -e '/^l /p' "$work/tree" | sort >"$work/wanted"
sed -e 's|^f \\([0-7]*\\) \\([0-9]*\\) [^ ]* |f \\1 \\2 |' -e 's|^d [0-7]*\\([0-7][0-7][0-7]\\) [^ ]* [^ ]* |d \\1 |' \\
  -e 's|^l [^ ]* [^ ]* [^ ]* |l |' "$work/list" | sort >"$work/found"
if ! cmp -s "$work/wanted" "$work/found"; then
  sort "$work/wanted" "$work/found" "$work/found" | uniq -u | sed -n '1,20s/^/missing or different: /p'
  sort "$work/found" "$work/wanted" "$work/wanted" | uniq -u | sed -n '1,20s/^/found: /p'
  exit 1
fi

sed -n 's|^f [0-7]* [0-9]* \\([0-9a-f]*\\) \\(.*\\)$|\\2//\\1|p' "$work/tree" | sort | sed 's|^.*//||' >"$work/sums"
stamps <"$work/list" | sort | paste -d ' ' - "$work/sums" >"$work/stamps"
: >"$work/trusted"
if [ -f "$previous" ]; then gzip -dc "$previous" 2>/dev/null | sed -n 's/^s //p' >"$work/trusted"; fi
sort "$work/stamps" "$work/trusted" "$work/trusted" | uniq -u | sed 's|^\\(.*\\)//[^/]* \\([0-9a-f]*\\)$|\\2  ./\\1|' >"$work/hash"
[ -s "$work/stamps" ] || : >"$work/hash"
sed -n 'p;n' "$work/hash" >"$work/hash1"
sed -n 'n;p' "$work/hash" >"$work/hash2"
${CHECK_FUNCTIONS}check "$work/hash1" >"$work/answer1" &
check "$work/hash2" >"$work/answer2"
wait
cat "$work/answer1" "$work/answer2" >"$work/answer"
if [ "$(grep -c ': OK$' "$work/answer")" -ne "$(wc -l <"$work/hash")" ]; then
  grep -v ': OK$' "$work/answer" | sed -n '1,20s/^/content differs: /p'
  echo "$(grep -c ': OK$' "$work/answer") of $(wc -l <"$work/hash") files have the right content"
  exit 1
fi

[ -n "$store" ] || exit 0
{ cat "$work/tree" && sed 's/^/s /' "$work/stamps"; } | gzip -1 >"$store.partial" && mv -f "$store.partial" "$store" || exit 2
`;
const READ_STORED_PROGRAM = `
set -u
export LC_ALL=C
stored=$1 folder=$2
[ -f "$stored" ] && cd "$folder" 2>/dev/null || exit 66
${LIST_FUNCTION}${STAMPS_FUNCTION}
{
  gzip -dc "$stored" | sed -n '/^s /{s/^s //;s/ [0-9a-f]*$//;p;}'
  list | stamps | sed p
} | sort | uniq -u | sed 's|//[^/]*$||'
echo
gzip -dc "$stored" | sed '/^s /d' | gzip -1 | base64
`;
const READ_TEXT_PROGRAM = `
[ -f "$1" ] || exit 66
gzip -dc "$1" | sed '/^s /d' | gzip -1 | base64
`;


/***/ }),

/***/ 7817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FI: () => (/* binding */ syncWorkingFolder),
/* harmony export */   lE: () => (/* binding */ planInPlaceChanges),
/* harmony export */   q5: () => (/* binding */ keepWorkingFiles),
/* harmony export */   u$: () => (/* binding */ storeChange)
/* harmony export */ });
/* unused harmony export planWorkingFolderChange */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5828);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8264);


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
function syncWorkingFolder(paths, release, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(SYNC_PROGRAM, [paths.root, (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseFolder */ .Uc)(paths, release), `${stored.folder}/${stored.name}`]);
}
const SYNC_PROGRAM = `
set -eu
root=$1 tree=$2 change=$3
cd "$root"
[ ! -s "$change.r" ] || tr '\\n' '\\0' < "$change.r" | xargs -0 rm -rf --
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
