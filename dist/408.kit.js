import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 408;
export const ids = [408];
export const modules = {

/***/ 86408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rollback: () => (/* binding */ rollback)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/cutover-outputs.js
var cutover_outputs = __webpack_require__(56974);
// EXTERNAL MODULE: ./build/packages/operations/tools/lock.js
var lock = __webpack_require__(13336);
// EXTERNAL MODULE: ./build/packages/operations/connection-inputs.js
var connection_inputs = __webpack_require__(95989);
// EXTERNAL MODULE: ./build/packages/operations/cutover-inputs.js
var cutover_inputs = __webpack_require__(35015);
// EXTERNAL MODULE: ./build/packages/operations/target-inputs.js
var target_inputs = __webpack_require__(9426);
;// CONCATENATED MODULE: ./build/packages/operations/rollback/inputs.js




const rollbackInputs = (0,core/* defineInputs */.pf)({
    ...connection_inputs/* connectionInputs */.eu,
    ...target_inputs/* targetInputs */.lY,
    ...target_inputs/* layoutInputs */.WL,
    to: (0,core/* text */.Qq)({
        group: 'Target',
        description: 'What to go back to: a release id, a commit (or its beginning), a git tag, or `rollback_point_YYYYMMDD_HHMMSS` (UTC). Default: the previous good release.',
        example: '20261121-070000-2f3a1c9',
        check: (to) => (/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(to) ? undefined : `is not a release, commit or tag: ${JSON.stringify(to)}`)
    }),
    ...cutover_inputs/* cutoverInputs */.O
});

// EXTERNAL MODULE: ./build/packages/operations/tools/existing-tree.js
var existing_tree = __webpack_require__(36467);
// EXTERNAL MODULE: ./build/packages/operations/tools/hooks.js
var hooks = __webpack_require__(191);
// EXTERNAL MODULE: ./build/packages/operations/tools/host-paths.js
var host_paths = __webpack_require__(28264);
// EXTERNAL MODULE: ./build/packages/operations/tools/ledger.js
var ledger = __webpack_require__(22126);
// EXTERNAL MODULE: ./build/packages/operations/tools/read-host.js
var read_host = __webpack_require__(82122);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-secrets.js
var release_secrets = __webpack_require__(45938);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-steps.js
var release_steps = __webpack_require__(99676);
// EXTERNAL MODULE: ./build/packages/operations/tools/verify-tree.js
var verify_tree = __webpack_require__(7019);
;// CONCATENATED MODULE: ./build/packages/operations/rollback/find-target.js
function findTarget(search) {
    return search.to === undefined ? findPrevious(search) : findNamed(search, search.to);
}
function findPrevious({ host, releases, live }) {
    if (live === undefined)
        return refuse(host, `Nothing is live on ${host}`, 'Deploy with ssh-deploy, or name a release with --to');
    const place = releases.findIndex((release) => release.id === live);
    const older = place < 0 ? releases : releases.slice(0, place);
    const previous = older.findLast((release) => release.state === 'good' && release.manifest !== undefined);
    if (previous !== undefined)
        return { found: previous };
    const bad = older.filter((release) => release.state === 'bad').length;
    const why = bad === 0 ? '' : ` (${bad} older ones are marked bad: name one with --to to use it all the same)`;
    return refuse(host, `There is no earlier good release on ${host} to roll back to${why}`, 'Deploy the wanted commit with ssh-deploy and allow-older');
}
function findNamed({ host, releases, live, commit }, to) {
    const whole = releases.filter((release) => release.manifest !== undefined);
    const found = whole.find((release) => release.id === to) ??
        whole.findLast((release) => isCommit(release, commit ?? to)) ??
        findByMoment(whole, to);
    if (found === undefined) {
        const known = whole.map((release) => release.id).join(', ');
        return unknown(host, `There is no release ${to} on ${host}`, `It has: ${known === '' ? 'none' : known}`);
    }
    if (found.id === live)
        return unknown(host, `${found.id} is live on ${host} already`, 'Name another release; deploy-kit releases lists them');
    if (found.state === 'prepared') {
        return unknown(host, `${found.id} on ${host} comes from a run that did not finish and was never healthy`, 'Name another release');
    }
    return { found };
}
function isCommit({ manifest }, commit) {
    return /^[0-9a-f]{7,40}$/.test(commit) && manifest?.commit?.startsWith(commit) === true;
}
function findByMoment(releases, to) {
    const match = /^rollback_point_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(to);
    if (!match)
        return undefined;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
    const moment = Date.UTC(year, month - 1, day, hour, minute, second);
    return releases.findLast((release) => release.state === 'good' && (release.manifest?.createdAt ?? Infinity) <= moment);
}
function refuse(host, message, remedy) {
    return { problem: { code: 'DK_NOTHING_TO_ROLL_BACK_TO', host, message, remedy } };
}
function unknown(host, message, remedy) {
    return { problem: { code: 'DK_RELEASE_UNKNOWN', host, message, remedy } };
}

;// CONCATENATED MODULE: ./build/packages/operations/rollback/observe.js











async function observeRollback(values, observer) {
    const paths = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
    const commit = values.to === undefined ? undefined : await observer.local.resolveCommit('.', values.to);
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, paths, commit })]));
    return {
        runId: observer.runId,
        run: (0,ledger/* ledgerRun */.Zm)(observer.identity, observer.runId),
        hosts: observer.hosts,
        perHost: Object.fromEntries(perHost),
        hooks: {
            'before-cutover': await (0,hooks/* readHook */.k)(values['before-cutover'], observer.local),
            'after-cutover': await (0,hooks/* readHook */.k)(values['after-cutover'], observer.local),
            'on-failure': await (0,hooks/* readHook */.k)(values['on-failure'], observer.local)
        }
    };
}
const NOTHING = (0,core/* query */.P)((0,core/* script */.K$)(':'), () => undefined);
async function observeHost(host, { values, observer, paths, commit }) {
    const state = await observer.ask(host, (0,read_host/* readHost */.r)(paths.root, values.layout));
    const target = findTarget({ host, releases: state.releases, live: state.live, to: values.to, commit });
    if (!('found' in target))
        return { state, target, liveTree: undefined, targetTree: undefined, changedByHand: [] };
    const isInPlace = values.layout === 'in-place';
    const { secretsBefore, secretsAfter, ...trees } = await observer.askAll(host, {
        live: isInPlace && state.live !== undefined ? (0,verify_tree/* readLiveTree */.Jr)(paths) : NOTHING,
        target: isInPlace ? (0,verify_tree/* readTreeText */.yd)((0,release_steps/* storedTree */._J)(paths, target.found.id)) : NOTHING,
        secretsBefore: (0,release_secrets/* readReleaseSecrets */.n)(paths, paths.current),
        secretsAfter: (0,release_secrets/* readReleaseSecrets */.n)(paths, target.found.id)
    });
    observer.hide?.([...secretsBefore, ...secretsAfter]);
    const readTree = async (release, text) => {
        if (text !== undefined)
            return (0,core/* parseTreeText */.rq)(text);
        return isInPlace ? await observer.ask(host, (0,existing_tree/* readStagedTree */.b)(paths, release)) : undefined;
    };
    return {
        state,
        target,
        liveTree: state.live === undefined ? undefined : await readTree(state.live, trees.live?.text),
        targetTree: await readTree(target.found.id, trees.target),
        changedByHand: trees.live?.touched ?? []
    };
}

// EXTERNAL MODULE: ./build/packages/operations/tools/cutover-back.js
var cutover_back = __webpack_require__(87081);
// EXTERNAL MODULE: ./build/packages/operations/tools/cutover-steps.js + 1 modules
var cutover_steps = __webpack_require__(42784);
// EXTERNAL MODULE: ./build/packages/operations/tools/cutover.js
var cutover = __webpack_require__(449);
// EXTERNAL MODULE: ./build/packages/operations/tools/describe-state.js
var describe_state = __webpack_require__(3182);
// EXTERNAL MODULE: ./build/packages/operations/tools/plan-health.js
var plan_health = __webpack_require__(39475);
// EXTERNAL MODULE: ./build/packages/operations/tools/plan-probes.js
var plan_probes = __webpack_require__(13706);
// EXTERNAL MODULE: ./build/packages/operations/strategies/commands.js
var commands = __webpack_require__(99879);
// EXTERNAL MODULE: ./build/packages/operations/strategies/strategy.js + 7 modules
var strategy = __webpack_require__(97758);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-manifest.js
var release_manifest = __webpack_require__(80778);
// EXTERNAL MODULE: ./build/packages/operations/tools/working-folder.js
var working_folder = __webpack_require__(57817);
;// CONCATENATED MODULE: ./build/packages/operations/rollback/plan.js













function planRollback(values, facts) {
    const paths = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
    const hosts = facts.hosts.map((host) => ({ host, found: facts.perHost[host] }));
    const unmeasured = (0,plan_probes/* findUnmeasured */.R6)(values).map((message) => ({ code: 'DK_INPUT_INVALID', message, remedy: 'Give both, or neither' }));
    const problems = [...unmeasured, ...hosts.flatMap(({ host, found }) => findProblems({ values, paths }, host, found))];
    const targets = hosts.map(({ found }) => targetOf(found)?.id);
    const probes = (0,plan_probes/* planProbes */.RY)(values['probe-url'], facts.hosts);
    return (0,core/* sealPlan */.tP)({
        operation: 'rollback',
        title: `Roll back ${facts.hosts.join(', ')} (${paths.root})${describeTargets(targets)}`,
        hosts: facts.hosts,
        tables: [releasesTable(hosts)],
        notes: [...writeNotes(values, hosts), ...hosts.flatMap(({ host, found }) => noteUnasked({ values, paths }, host, found))],
        problems,
        phases: [...cutover/* PHASES */.Z],
        steps: problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planHost({ values, facts, paths, probes }, host, found)),
        onFailure: 'undo',
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths/* journalFolder */.MT)(paths, facts.runId)])),
        probes,
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found?.state.live, after: targetOf(found)?.id }])),
        outputs: { release: targets[0] ?? '', 'rolled-back-from': hosts[0]?.found?.state.live ?? '' }
    }, [facts.runId, JSON.stringify(facts.run)]);
}
function describeTargets(targets) {
    const known = new Set(targets.filter((target) => target !== undefined));
    return known.size === 0 ? '' : ` to ${[...known].join(', ')}`;
}
function targetOf(found) {
    return found !== undefined && 'found' in found.target ? found.target.found : undefined;
}
function planHost({ values, facts, paths, probes }, host, found) {
    const target = targetOf(found);
    if (found === undefined || target === undefined)
        return [];
    const live = found.state.releases.find((release) => release.id === found.state.live);
    const place = { host, live: found.state.live, served: found.state.served };
    const to = toEnd(target, values, { ...place, paths });
    const from = live === undefined ? undefined : toEnd(live, values, { ...place, paths });
    const changes = (0,working_folder/* planInPlaceChanges */.lE)({ tree: found.liveTree, environmentFile: live?.manifest?.environmentFile }, { tree: found.targetTree, environmentFile: target.manifest?.environmentFile }, {
        distrusted: new Set([...found.changedByHand, ...environmentFiles(live, target)]),
        protectedPaths: [...(live?.manifest?.protectedPaths ?? []), ...(target.manifest?.protectedPaths ?? [])]
    });
    const cutover = {
        host,
        paths,
        runId: facts.runId,
        from,
        to,
        change: values.layout === 'in-place' ? changes : undefined,
        hooks: { beforeCutover: facts.hooks['before-cutover'], afterCutover: facts.hooks['after-cutover'], onFailure: facts.hooks['on-failure'] },
        hookTimeoutSeconds: values['hook-timeout'],
        ...(0,plan_health/* planHealth */.oF)(values, { host, paths, release: target.id, control: to.control, before: (0,plan_health/* toBefore */.J3)(from) }),
        downtime: (0,plan_probes/* isProbed */.Po)(probes, host) ? { maxFailedRequests: values['max-failed-requests'] } : undefined,
        onBad: 'mark-bad',
        marksFromBad: true,
        entry: { operation: 'rollback', outcome: 'rolled-back', release: target.id, before: live?.id, commit: target.manifest?.commit, run: facts.run }
    };
    return [beginStep(cutover), ...(0,cutover_steps/* planCutover */.K)(cutover)];
}
const BEGIN_SECONDS = 30;
function beginStep(cutover) {
    const { host, paths, to, hookTimeoutSeconds } = cutover;
    return {
        kind: 'run',
        id: 'begin',
        title: `Look whether ${to.id} is still there`,
        host,
        phase: 'prepare',
        effect: 'write',
        command: (0,core/* exec */.m0)(['test', '-d', (0,host_paths/* releaseFolder */.Uc)(paths, to.id)]),
        timeoutSeconds: BEGIN_SECONDS,
        undo: { title: 'Note the failure', command: (0,cutover_back/* afterUndo */.tX)(cutover, []), timeoutSeconds: BEGIN_SECONDS + hookTimeoutSeconds }
    };
}
function environmentFiles(live, target) {
    if (live?.manifest?.environment === target.manifest?.environment)
        return [];
    return [live?.manifest?.environmentFile, target.manifest?.environmentFile].filter((file) => file !== undefined);
}
function toEnd({ id, manifest }, values, place) {
    const commit = manifest?.commit;
    return { id, commit, control: (0,strategy/* controlOf */.r)((0,strategy/* recordedStrategy */._)(manifest?.strategy, (0,commands/* settingsOfCommands */.X)(values)), { ...place, id, commit }) };
}
function findProblems({ values, paths }, host, found) {
    if (found === undefined)
        return [];
    const { live, releases } = found.state;
    const problems = [...('problem' in found.target ? [found.target.problem] : []), ...(0,describe_state/* findForeignCurrent */.n)(host, paths, found.state)];
    if (values.layout === 'in-place' && live !== undefined && !releases.some((release) => release.id === live)) {
        problems.push({
            code: 'DK_RELEASE_UNKNOWN',
            host,
            message: `The staged files of ${live}, which is live on ${host}, were deleted: if the rollback failed, nothing could bring them back`,
            remedy: 'Deploy with ssh-deploy: it keeps the files that it replaces'
        });
    }
    if (found.state.exists && !found.state.isWritable) {
        problems.push({
            code: 'DK_PERMISSION_DENIED',
            host,
            message: `The user may not write in ${values.path} on ${host}`,
            remedy: 'Log in as the user that deployed, or run deploy-kit preflight --repair-permissions'
        });
    }
    return problems;
}
function noteUnasked({ values, paths }, host, found) {
    const target = targetOf(found);
    if (found === undefined || target === undefined)
        return [];
    const { control } = toEnd(target, values, { host, live: found.state.live, served: found.state.served, paths });
    const refused = (0,plan_health/* listRefused */.P2)(values, { host, paths, release: target.id, control });
    return refused.map((words) => `${host}: not asked of ${target.id}: ${words}`);
}
function releasesTable(hosts) {
    return {
        title: 'Releases',
        columns: ['host', 'release', 'state', 'made (UTC)', 'commit', 'what happens'],
        rows: hosts.flatMap(({ host, found }) => (found?.state.releases ?? []).toReversed().map(({ id, state, manifest }) => [
            host,
            id,
            state,
            manifest === undefined ? '' : (0,release_manifest/* renderMoment */.dc)(manifest.createdAt),
            manifest?.commit?.slice(0, 7) ?? '',
            id === found?.state.live ? 'live now, is marked bad' : id === targetOf(found)?.id ? 'becomes live' : ''
        ]))
    };
}
function describeData(found) {
    const live = found?.state.releases.find(({ id }) => id === found.state.live);
    const place = found?.state.releases.findIndex(({ id }) => id === found.state.live) ?? -1;
    const isBefore = found !== undefined && found.state.releases[place - 1]?.id === targetOf(found)?.id;
    const backup = live?.manifest?.backup;
    return backup === undefined || !isBefore ? '' : `; they were backed up before ${live?.id} was deployed: deploy-kit restore --backup ${backup}`;
}
function writeNotes(values, hosts) {
    const notes = hosts.flatMap(({ host, found }) => [
        targetOf(found)?.state === 'bad' && `${host}: ${targetOf(found)?.id} is marked bad; it is used because it was named`,
        (found?.changedByHand.length ?? 0) > 0 && `${host}: ${found?.changedByHand.length} files were changed on the host and are replaced`,
        values['unsafe-skip-host-key-check'] && `${host}: the host key is NOT checked`,
        `${host}: databases are not rolled back${describeData(found)}`
    ]);
    const targets = new Set(hosts.map(({ found }) => targetOf(found)?.id));
    return [
        ...notes.filter((note) => note !== false),
        ...hosts.flatMap(({ host, found }) => (found === undefined ? [] : (0,describe_state/* describeState */.J)(host, found.state))),
        ...(targets.size > 1 ? ['The hosts go back to different releases'] : [])
    ];
}

;// CONCATENATED MODULE: ./build/packages/operations/rollback/index.js






const rollback = (0,core/* defineOperation */.h9)({
    name: 'rollback',
    summary: 'Go back to an earlier good release: atomically, health-gated, itself undone when it fails',
    inputs: rollbackInputs,
    outputs: {
        release: { description: 'Id of the release that is live after the rollback.' },
        'rolled-back-from': { description: 'Id of the release that was live before; it is marked bad.' },
        ...cutover_outputs/* cutoverOutputs */.H
    },
    examples: [
        { command: 'rollback --environment production', does: 'goes back to the previous good release' },
        { command: 'rollback --environment production --to 2f3a1c9 --yes', does: 'goes back to the release of a commit, without asking' }
    ],
    danger: 'destructive',
    isAction: true,
    lease: lock/* lockForCutover */.xi,
    observe: observeRollback,
    plan: planRollback,
    outputsAfter: (_, report) => (0,cutover_outputs/* readCutoverOutputs */.l)(report)
});


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

/***/ 14138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HF: () => (/* binding */ goBackSeconds),
/* harmony export */   Tb: () => (/* binding */ requireUndecided),
/* harmony export */   Ww: () => (/* binding */ markSwitching),
/* harmony export */   Y9: () => (/* binding */ settleGuards),
/* harmony export */   aL: () => (/* binding */ GUARD_DECIDED_EXIT_CODE),
/* harmony export */   gw: () => (/* binding */ armGuard),
/* harmony export */   kN: () => (/* binding */ confirmGuard),
/* harmony export */   kx: () => (/* binding */ goBackNow),
/* harmony export */   lb: () => (/* binding */ endRun)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const GUARD_DECIDED_EXIT_CODE = 76;
function goBackSeconds(commandTimeoutSeconds) {
    return commandTimeoutSeconds + GO_BACK_SECONDS;
}
const GO_BACK_SECONDS = 360;
function armGuard({ folder, kit, runId }, { timeoutSeconds, goBack, onFailure }) {
    const onFailureLine = onFailure === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)(onFailure).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)(goBack).line, onFailureLine, GUARD_PROGRAM]);
}
function markSwitching(guard) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(requireUndecided(guard), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['touch', `${guard.folder}/switching`]));
}
function requireUndecided({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(REQUIRE_UNDECIDED_PROGRAM, [folder]);
}
function confirmGuard({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(CONFIRM_GUARD_PROGRAM, [folder]);
}
function goBackNow({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(GO_BACK_PROGRAM, [folder]);
}
const STOP_STEPS_FUNCTION = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
stop_steps() {
  for signal in TERM KILL; do
    for step in "$1"/*/; do
      case "\${2-} $step" in 'spare '*.undo/) continue ;; esac
      is_open "$step" && kill -s "$signal" -- "-$pid" 2>/dev/null && sleep 2
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
set -eu${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
mask=$(umask)
umask 077
mkdir -p "$1"
echo 137 >"$1/ending"
: >"$1/undecided"
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
find_process "$!"
echo "$process" >"$1/process"
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
stop_steps "$kit/steps/$run" spare
go_back "$guard"
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
finish "$guard"
`;
const REQUIRE_UNDECIDED_PROGRAM = `
[ ! -e "$1/undecided" ] || exit 0
echo "The host was not told in time that the release is good, so it goes back by itself" >&2
exit 76
`;
const CONFIRM_GUARD_PROGRAM = `
mv "$1/undecided" "$1/confirmed" 2>/dev/null && exit 0
[ ! -e "$1/confirmed" ] || exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`;
const GO_BACK_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}${GO_BACK_FUNCTIONS}
[ -f "$1/go-back" ] || exit 0
if ! mv "$1/undecided" "$1/undo" 2>/dev/null && ! mv "$1/confirmed" "$1/undo" 2>/dev/null; then
  while is_running "$1"; do sleep 1; done
  if read -r code 2>/dev/null <"$1/status"; then
    echo "The host had gone back by itself"
    exit "$code"
  fi
fi
# Whoever comes to go back as well waits for this one: after a lost connection it would run twice at a time.
find_process "$$"
echo "$process" >"$1/process"
go_back "$1"
finish "$1"
exit "$code"
`;


/***/ }),

/***/ 13336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ SETTLE_SECONDS),
/* harmony export */   cm: () => (/* binding */ LOCK_EXPIRY_SECONDS),
/* harmony export */   tK: () => (/* binding */ deployLock),
/* harmony export */   x_: () => (/* binding */ releaseLock),
/* harmony export */   xi: () => (/* binding */ lockForCutover)
/* harmony export */ });
/* unused harmony export LOCK_HELD_EXIT_CODE */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9426);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14138);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28264);




const LOCK_EXPIRY_SECONDS = 90;
const RENEW_EVERY_SECONDS = 30;
const SETTLE_SECONDS = 900;
const LOCK_HELD_EXIT_CODE = 75;
function deployLock(kit, { waitSeconds, commandTimeoutSeconds }, { runId, owner }) {
    const timeoutSeconds = Math.max(SETTLE_SECONDS, (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .goBackSeconds */ .HF)(commandTimeoutSeconds));
    return {
        take: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]),
        settle: { title: 'Take back what an earlier run left unconfirmed', command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .settleGuards */ .Y9)(kit, runId), timeoutSeconds },
        renew: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RENEW_LOCK_PROGRAM, [kit, runId]),
        release: releaseLock(kit, runId),
        renewEverySeconds: RENEW_EVERY_SECONDS,
        waitSeconds
    };
}
function lockForCutover(values, context) {
    const { kit } = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizePath */ .Fd)(values.path), values.layout);
    return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: values['command-timeout'] }, context);
}
function releaseLock(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RELEASE_LOCK_PROGRAM, [kit, runId]);
}
const TAKE_LOCK_PROGRAM = `
set -u
${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
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


/***/ })

};
