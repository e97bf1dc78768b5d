import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 6506;
export const ids = [6506];
export const modules = {
10745:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
XP: () => ( noteData),
nx: () => ( volatileData),
qB: () => ( tellWayBack),
sf: () => ( describeData),
x9: () => ( tableData)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5374);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11230);
var _backup_restore_component_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91669);
var _backup_source_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(777);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9426);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28264);
var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(80778);









function describeData(host, found, { values, facts }) {
    const { backup, chosen, looks, project, opened } = found;
    if (backup === undefined)
        return undefined;
    const { manifest } = backup;
    const paths = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_6__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .Fd)(values.path), values.layout);
    const work = `${paths.kit}/restores/${facts.runId}`;
    const folder = `${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ .a)(values)}/${manifest.id}`;
    const place = { manifest, folder, work, suffix: (0,_backup_source_js__WEBPACK_IMPORTED_MODULE_7__ .j)(manifest.codec, manifest.recipients.length > 0), runId: facts.runId, root: paths.root, project, opened };
    const present = chosen.components.filter(({ name }) => looks[name]?.problem === undefined);
    return {
        ...{ host, paths, folder, backup: manifest, work, guard: (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_6__ .Q)(paths, facts.runId) },
        components: chosen.components,
        parts: chosen.components.map((component) => ({ name: component.name, part: (0,_backup_restore_component_js__WEBPACK_IMPORTED_MODULE_4__ .y)(component, place) })),
        emergency: values['unsafe-skip-emergency-backup'] || present.length === 0 ? undefined : describeEmergency(host, found, { values, facts, present }),
        absent: chosen.components.filter(({ name }) => looks[name]?.problem !== undefined).map(({ name }) => name),
        timeoutSeconds: values['backup-timeout']
    };
}
function describeEmergency(host, found, { values, facts, present }) {
    return (0,_backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ ._1)(host, found, {
        type: 'emergency',
        name: undefined,
        components: present,
        paths: (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_6__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .Fd)(values.path), values.layout),
        backups: (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ .a)(values),
        recipients: values.recipients ?? found.backup?.manifest.recipients ?? [],
        compare: 'rows',
        timeoutSeconds: values['backup-timeout'],
        runId: facts.runId,
        run: facts.run,
        retention: undefined,
        isSmallerAccepted: false
    });
}
function noteData({ host, emergency, absent }, values) {
    return [
        ...(emergency === undefined ? [] : [`${host}: what is there now is backed up before, as ${emergency.head.id}`]),
        ...(values['unsafe-skip-emergency-backup'] ? [`${host}: what is there now is NOT backed up before`] : []),
        ...(absent.length === 0 ? [] : [`${host}: of ${absent.join(', ')} there is nothing now that could be backed up`])
    ];
}
function tellWayBack({ host, emergency }) {
    if (emergency === undefined)
        return [];
    const { id } = emergency.head;
    return [`${host}: what was there before is kept as ${id}; to go back to it: deploy-kit restore --backup ${id}`];
}
function volatileData({ emergency }, { looks, opened }) {
    return [...(emergency === undefined ? [] : (0,_backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ .Ut)(emergency, looks)), ...(0,_backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ .vV)(looks), opened.headers];
}
function tableData(hosts) {
    return {
        title: 'What is restored',
        columns: ['host', 'backup', 'made (UTC)', 'component', 'kind', 'now'],
        rows: hosts.flatMap(({ host, found: { backup, chosen, looks } }) => chosen.components.map(({ name, kind }) => {
            const look = looks[name];
            const now = look === undefined ? '' : look.problem === undefined ? (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(look.bytes) : look.isAbsent ? 'nothing' : look.problem;
            const size = backup === undefined ? '' : ` (${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)((0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .We)(backup.manifest))})`;
            return [host, `${backup?.manifest.id ?? ''}${size}`, backup === undefined ? '' : (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ .dc)(backup.manifest.createdAt), name, kind, now];
        }))
    };
}
}),
54170:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F5: () => ( giveBack),
JN: () => ( CHECK_PHASE),
Og: () => ( noteArmed),
Py: () => ( listSwaps),
Uu: () => ( DATA_PHASES),
_E: () => ( SWAP_SECONDS),
cJ: () => ( planStage),
kl: () => ( BACK_FAILURES),
qx: () => ( swapSecondsOf),
yQ: () => ( removeOldStep)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5374);
var _backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27874);
var _backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88136);
var _backups_try_steps_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73164);
var _verify_program_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24408);






const CHECK_PHASE = 'check';
const DATA_PHASES = [CHECK_PHASE, _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ .fG, 'stage'];
const SWAP_SECONDS = 300;
const SHORT_SECONDS = 60;
function planStage(data) {
    const { host, paths, folder, backup, work, parts, emergency, timeoutSeconds } = data;
    const step = (phase, rest) => ({ kind: 'run', host, phase, effect: 'write', ...rest });
    return [
        step(CHECK_PHASE, {
            id: 'verify-backup',
            title: `Read all of ${folder.replace(/^.*\//, '')}, and compare its checksums`,
            command: (0,_verify_program_js__WEBPACK_IMPORTED_MODULE_5__ .q)(folder, backup),
            timeoutSeconds,
            failures: _backups_try_steps_js__WEBPACK_IMPORTED_MODULE_4__ .Ax
        }),
        ...(emergency === undefined ? [] : (0,_backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ .tx)(emergency)),
        step('stage', {
            id: 'begin-restore',
            title: 'Make a folder for it',
            command: (0,_backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_3__ .Q$)({ kit: paths.kit, work }, parts.map(({ part }) => part)),
            timeoutSeconds: SWAP_SECONDS,
            undo: { title: 'Remove the folder of the restore', command: unlessStuck(data, (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_2__ .v$)(work)), timeoutSeconds: SHORT_SECONDS }
        }),
        ...parts.map(({ name, part }) => step('stage', {
            id: `stage-${name}`,
            ...part.stage,
            timeoutSeconds,
            failures: _backups_try_steps_js__WEBPACK_IMPORTED_MODULE_4__ .Ax,
            undo: { title: `Remove what was restored of ${name}`, command: unlessStuck(data, part.unstage), timeoutSeconds: SWAP_SECONDS }
        }))
    ];
}
function unlessStuck({ work, guard }, command) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)((0,_backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_3__ .ZD)(work, guard), command);
}
function swapSecondsOf({ parts }) {
    return SWAP_SECONDS + parts.reduce((sum, { part }) => sum + (part.swap.timeoutSeconds ?? 0), 0);
}
function noteArmed({ work }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['touch', `${work}/armed`]);
}
function listSwaps({ parts }) {
    return parts.map(({ name, part }) => ({ id: `swap-${name}`, ...part.swap, timeoutSeconds: part.swap.timeoutSeconds ?? SWAP_SECONDS }));
}
function giveBack({ work, parts }, stops) {
    const failed = `${work}/not-given-back`;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(...stops.map((stop) => (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)(stop, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['echo', 'What writes could not be stopped, or does not run']))), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .__)(...parts.map(({ name, part }) => (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)(part.swapBack, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(NOTE_FAILED_PROGRAM, [failed, name])))), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(TELL_FAILED_PROGRAM, [failed, parts.map(({ name }) => name).join(', ')])));
}
const NOTE_FAILED_PROGRAM = `
printf '%s\\n' "$2" >>"$1"
exit 1
`;
const TELL_FAILED_PROGRAM = `
names=$(sort -u "$1" 2>/dev/null | tr '\\n' ' ' | sed 's/ $//; s/ /, /g')
printf 'NOT given back: %s. What writes is not started, so that it does not run with data of two kinds\\n' "\${names:-at least one of $2}" >&2
rm -f "$1"
exit 1
`;
const BACK_FAILURES = {
    1: { code: 'DK_UNDO_INCOMPLETE', remedy: 'Look at the host; the next deploy-kit backup, restore, rollback or deploy tries it once more' }
};
function removeOldStep({ host, parts, work }) {
    return {
        kind: 'run',
        id: 'remove-old',
        title: 'Remove the data that was there before',
        host,
        phase: 'finish',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(...parts.map(({ part }) => part.removeOld), (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_2__ .v$)(work)),
        timeoutSeconds: SWAP_SECONDS,
        optional: true
    };
}
}),
46506:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  rollback: () => ( rollback)
});
var core = __webpack_require__(28998);
var cutover_outputs = __webpack_require__(56974);
var lock = __webpack_require__(13336);
var backup_inputs = __webpack_require__(60474);
var connection_inputs = __webpack_require__(95989);
var cutover_inputs = __webpack_require__(35015);
var inputs = __webpack_require__(95405);
var target_inputs = __webpack_require__(9426);
;
const rollbackInputs = (0,core .pf)({
    ...connection_inputs .eu,
    ...target_inputs .lY,
    ...target_inputs .WL,
    to: (0,core .Qq)({
        group: 'Target',
        description: 'What to go back to: a release id, a commit (or its beginning), a git tag, or `rollback_point_YYYYMMDD_HHMMSS` (UTC). Default: the previous good release.',
        example: '20261121-070000-2f3a1c9',
        check: (to) => (/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(to) ? undefined : `is not a release, commit or tag: ${JSON.stringify(to)}`)
    }),
    'with-data': (0,core .zM)({
        group: 'Backup',
        description: 'Go back with the data as well: to the backup that was made before the release after it was deployed. Everything that was written since is taken away. Needs `confirm`, and cannot stand in `deploy-kit.yml`.',
        default: 'false',
        isTyped: true
    }),
    'backup-path': backup_inputs .Ct['backup-path'],
    identity: inputs .Y.identity,
    recipients: backup_inputs .Ct.recipients,
    'backup-timeout': backup_inputs .Ct['backup-timeout'],
    'time-zone': backup_inputs .Ct['time-zone'],
    'unsafe-skip-emergency-backup': inputs .Y['unsafe-skip-emergency-backup'],
    ...cutover_inputs .O,
    confirm: core .FK
});
var observe = __webpack_require__(11230);
var read_backups = __webpack_require__(3594);
var backup_facts = __webpack_require__(65124);
var existing_tree = __webpack_require__(36467);
var hooks = __webpack_require__(191);
var host_paths = __webpack_require__(28264);
var ledger = __webpack_require__(22126);
var read_host = __webpack_require__(82122);
var release_secrets = __webpack_require__(45938);
var release_steps = __webpack_require__(99676);
var verify_tree = __webpack_require__(7019);
var backup_component = __webpack_require__(97481);
var stage_and_give_back = __webpack_require__(54170);
var planned_components = __webpack_require__(10745);
var strategies_pause = __webpack_require__(52499);
var release_manifest = __webpack_require__(80778);
;
function planDataBack(host, found, { run, from, to }) {
    const data = (0,planned_components .sf)(host, found, run);
    if (data === undefined)
        return undefined;
    const except = data.components.flatMap((component) => (0,backup_component .z5)(component) ?? []);
    const [pause, pauseTarget] = [from, to].map(({ settings, place }) => (0,strategies_pause .e)(settings, { place, record: `${data.work}/stopped`, except }));
    const stop = pause === undefined ? [] : [{ id: 'stop-writers', title: `Stop ${pause.title}`, command: pause.stop, timeoutSeconds: pause.timeoutSeconds }];
    return {
        data,
        pause,
        cutover: {
            armed: (0,stage_and_give_back .Og)(data),
            swap: [...stop, ...(0,stage_and_give_back .Py)(data)],
            back: (0,stage_and_give_back .F5)(data, [pauseTarget?.stop, pause?.stop].filter((command) => command !== undefined)),
            backSeconds: (pause?.timeoutSeconds ?? 0) + (pauseTarget?.timeoutSeconds ?? 0) + (0,stage_and_give_back .qx)(data)
        }
    };
}
function withoutReleaseFiles(components) {
    return components.flatMap((component) => {
        if (component.kind !== 'files')
            return [component];
        const paths = component.paths.filter((path) => !/^(\.\/)*(current|releases)(\/|$)/.test(path));
        return paths.length === 0 ? [] : [{ ...component, paths }];
    });
}
function describeLoss(host, { manifest }, target) {
    return `${host}: the data goes back with the release, to ${manifest.id}: what ${target} had at ${(0,release_manifest .dc)(manifest.createdAt)} UTC. EVERYTHING that was written since is taken away`;
}
function findNothingLeft(host, { backup, chosen }) {
    if (backup === undefined || chosen.components.length > 0)
        return [];
    const message = `${backup.manifest.id} holds nothing but files of a release, which come back with it`;
    return [{ code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'Go back without with-data' }];
}

;
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
var show = __webpack_require__(76898);
;
function findSuccessor({ state: { live, releases }, target }) {
    const [from, to] = [releases.findIndex(({ id }) => id === target.id), releases.findIndex(({ id }) => id === live)];
    if (from < 0 || to <= from)
        return undefined;
    return releases.slice(from + 1, to + 1).find(({ id, state, manifest }) => manifest !== undefined && (id === live || state === 'good'));
}
function findFitting(leaving, folder) {
    const { host, target } = leaving;
    const successor = findSuccessor(leaving);
    const refuse = (code, message) => ({ problem: { code, host, message, remedy: WITHOUT } });
    if (successor === undefined)
        return refuse('DK_BACKUP_UNKNOWN', `No release took the place of ${target.id} on ${host}, so no backup is known that fits it`);
    const id = successor.manifest?.backup;
    if (id === undefined)
        return refuse('DK_BACKUP_UNKNOWN', `No backup was made on ${host} before ${successor.id} took the place of ${target.id}`);
    const found = folder.backups.find(({ manifest }) => manifest.id === id);
    if (found === undefined) {
        return folder.damaged.includes(id)
            ? { problem: (0,show.noSuchBackup)(host, id, folder) }
            : refuse('DK_BACKUP_UNKNOWN', `The backup ${id}, which was made before ${successor.id} took the place of ${target.id}, is not on ${host} any more`);
    }
    const last = found.checks.at(-1);
    if (last?.passed === false)
        return refuse('DK_BACKUP_DAMAGED', `${id} on ${host} is damaged: ${last.words}`);
    if (found.manifest.release !== target.id) {
        return refuse('DK_BACKUP_UNKNOWN', `${id} on ${host} was made when ${found.manifest.release ?? 'nothing'} was live, not ${target.id}: its data does not fit`);
    }
    return { found };
}
const WITHOUT = 'Nothing has been changed. Go back without the data (leave out with-data), and restore what you choose: deploy-kit backups list, deploy-kit restore --backup NAME';

;
async function observeRollback(values, observer) {
    const paths = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const commit = values.to === undefined ? undefined : await observer.local.resolveCommit('.', values.to);
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, paths, commit })]));
    return {
        runId: observer.runId,
        run: (0,ledger .Zm)(observer.identity, observer.runId),
        hosts: observer.hosts,
        perHost: Object.fromEntries(perHost),
        hooks: {
            'before-cutover': await (0,hooks .k)(values['before-cutover'], observer.local),
            'after-cutover': await (0,hooks .k)(values['after-cutover'], observer.local),
            'on-failure': await (0,hooks .k)(values['on-failure'], observer.local)
        }
    };
}
const NOTHING = (0,core .P)((0,core .K$)(':'), () => undefined);
async function observeHost(host, { values, observer, paths, commit }) {
    const state = await observer.ask(host, (0,read_host .r)(paths.root, values.layout));
    const target = findTarget({ host, releases: state.releases, live: state.live, to: values.to, commit });
    if (!('found' in target))
        return { state, target, liveTree: undefined, targetTree: undefined, changedByHand: [], data: undefined };
    const isInPlace = values.layout === 'in-place';
    const { secretsBefore, secretsAfter, ...trees } = await observer.askAll(host, {
        live: isInPlace && state.live !== undefined ? (0,verify_tree .Jr)(paths) : NOTHING,
        target: isInPlace ? (0,verify_tree .yd)((0,release_steps ._J)(paths, target.found.id)) : NOTHING,
        secretsBefore: (0,release_secrets .n)(paths, paths.current),
        secretsAfter: (0,release_secrets .n)(paths, target.found.id)
    });
    observer.hide?.([...secretsBefore, ...secretsAfter]);
    const readTree = async (release, text) => {
        if (text !== undefined)
            return (0,core .rq)(text);
        return isInPlace ? await observer.ask(host, (0,existing_tree .b)(paths, release)) : undefined;
    };
    return {
        state,
        target,
        liveTree: state.live === undefined ? undefined : await readTree(state.live, trees.live?.text),
        targetTree: await readTree(target.found.id, trees.target),
        changedByHand: trees.live?.touched ?? [],
        data: values['with-data'] ? await findData({ host, state, target: target.found }, { values, observer }) : undefined
    };
}
async function findData(leaving, { values, observer }) {
    const { host, state } = leaving;
    const folder = await observer.ask(host, (0,read_backups .s)((0,observe .a)(values)));
    const fitting = findFitting(leaving, folder);
    if ('problem' in fitting)
        return fitting.problem;
    const chosen = { components: withoutReleaseFiles(fitting.found.manifest.components), problems: [] };
    return await (0,backup_facts .Ps)(host, { state, folder, backup: fitting.found, chosen }, { values, observer });
}
var cutover_back = __webpack_require__(87081);
var cutover_steps = __webpack_require__(42784);
var cutover = __webpack_require__(449);
var describe_state = __webpack_require__(3182);
var plan_health = __webpack_require__(39475);
var plan_probes = __webpack_require__(13706);
var commands = __webpack_require__(99879);
var strategy = __webpack_require__(97758);
var working_folder = __webpack_require__(57817);
;
function targetOf(found) {
    return found !== undefined && 'found' in found.target ? found.target.found : undefined;
}
function releasesTable(hosts) {
    return {
        title: 'Releases',
        columns: ['host', 'release', 'state', 'made (UTC)', 'commit', 'what happens'],
        rows: hosts.flatMap(({ host, found }) => (found?.state.releases ?? []).toReversed().map(({ id, state, manifest }) => [
            host,
            id,
            state,
            manifest === undefined ? '' : (0,release_manifest .dc)(manifest.createdAt),
            manifest?.commit?.slice(0, 7) ?? '',
            id === found?.state.live ? 'live now, is marked bad' : id === targetOf(found)?.id ? 'becomes live' : ''
        ]))
    };
}
function describeData(host, found) {
    const target = targetOf(found);
    const successor = found === undefined || target === undefined ? undefined : findSuccessor({ host, state: found.state, target });
    const backup = successor?.manifest?.backup;
    return backup === undefined ? '' : `; they were backed up before ${successor?.id} was deployed, as ${backup}: with --with-data they go back as well`;
}
function writeNotes(values, hosts) {
    const notes = hosts.flatMap(({ host, found }) => [
        targetOf(found)?.state === 'bad' && `${host}: ${targetOf(found)?.id} is marked bad; it is used because it was named`,
        (found?.changedByHand.length ?? 0) > 0 && `${host}: ${found?.changedByHand.length} files were changed on the host and are replaced`,
        values['unsafe-skip-host-key-check'] && `${host}: the host key is NOT checked`,
        !values['with-data'] && `${host}: databases are not rolled back${describeData(host, found)}`
    ]);
    const targets = new Set(hosts.map(({ found }) => targetOf(found)?.id));
    return [
        ...notes.filter((note) => note !== false),
        ...hosts.flatMap(({ host, found }) => (found === undefined ? [] : (0,describe_state .J)(host, found.state))),
        ...(targets.size > 1 ? ['The hosts go back to different releases'] : [])
    ];
}

;
function planRollback(values, facts) {
    const paths = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const hosts = facts.hosts.map((host) => ({ host, found: facts.perHost[host] }));
    const unmeasured = (0,plan_probes .R6)(values).map((message) => ({ code: 'DK_INPUT_INVALID', message, remedy: 'Give both, or neither' }));
    const problems = [...unmeasured, ...hosts.flatMap(({ host, found }) => findProblems({ values, paths }, host, found))];
    const targets = hosts.map(({ found }) => targetOf(found)?.id);
    const probes = (0,plan_probes .RY)(values['probe-url'], facts.hosts);
    const backs = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planData({ values, facts, paths }, host, found));
    return (0,core .tP)({
        operation: 'rollback',
        title: `Roll back ${facts.hosts.join(', ')} (${paths.root})${describeTargets(targets)}`,
        hosts: facts.hosts,
        tables: [releasesTable(hosts), ...(backs.length === 0 ? [] : [(0,planned_components .x9)(backs)])],
        notes: [...backs.flatMap((back) => noteDataBack(back, values)), ...writeNotes(values, hosts), ...hosts.flatMap(({ host, found }) => noteUnasked({ values, paths }, host, found))],
        problems,
        phases: [...(values['with-data'] ? stage_and_give_back .Uu : []), ...cutover .Z],
        steps: problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planHost({ values, facts, paths, probes }, host, { found, back: backs.find((back) => back.host === host) })),
        onFailure: 'undo',
        ...(backs.length === 0 ? {} : { afterwards: backs.flatMap(({ data }) => (0,planned_components .qB)(data)), failing: FAILING_WITH_DATA }),
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths .MT)(paths, facts.runId)])),
        probes,
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found?.state.live, after: targetOf(found)?.id }])),
        outputs: {
            release: targets[0] ?? '',
            'rolled-back-from': hosts[0]?.found?.state.live ?? '',
            ...(backs[0] === undefined ? {} : { backup: backs[0].data.backup.id, 'emergency-backup': backs[0].data.emergency?.head.id ?? '' })
        }
    }, [...backs.flatMap(({ data, found }) => (0,planned_components .nx)(data, found)), facts.runId, JSON.stringify(facts.run)]);
}
function describeTargets(targets) {
    const known = new Set(targets.filter((target) => target !== undefined));
    return known.size === 0 ? '' : ` to ${[...known].join(', ')}`;
}
function planData({ values, facts, paths }, host, found) {
    const { data, state } = found ?? {};
    const target = targetOf(found);
    const live = state?.releases.find(({ id }) => id === state.live);
    if (data === undefined || 'code' in data || state === undefined || target === undefined || live === undefined)
        return [];
    const endOf = (release) => ({ settings: settingsOf(release, values), place: placeOf(release, { host, live: state.live, served: state.served, paths }) });
    const back = planDataBack(host, data, { run: { values, facts }, from: endOf(live), to: endOf(target) });
    return back === undefined ? [] : [{ ...back, host, found: data, target: target.id }];
}
const FAILING_WITH_DATA = {
    undone: 'DK_DEPLOY_UNDONE',
    asBefore: 'The release and the data that were live before are live, all of it',
    unsure: 'Whether the release and the data that were live before are live is NOT known. Nothing of the data is lost: it is there under its name, or beside it under a name with -old or _old. The next deploy-kit run that takes the lock goes back first'
};
function noteDataBack({ host, data, found, target, pause }, values) {
    return [
        ...(found.backup === undefined ? [] : [describeLoss(host, found.backup, target)]),
        ...(0,planned_components .XP)(data, values),
        pause === undefined ? `${host}: nobody has said how the application is stopped and started (stop-command, restart-command): stop what writes by hand` : `${host}: stopped until the release is started: ${pause.title}`
    ];
}
function planHost({ values, facts, paths, probes }, host, { found, back }) {
    const target = targetOf(found);
    if (found === undefined || target === undefined)
        return [];
    const live = found.state.releases.find((release) => release.id === found.state.live);
    const place = { host, live: found.state.live, served: found.state.served };
    const to = toEnd(target, values, { ...place, paths });
    const from = live === undefined ? undefined : toEnd(live, values, { ...place, paths });
    const changes = (0,working_folder .lE)({ tree: found.liveTree, environmentFile: live?.manifest?.environmentFile }, { tree: found.targetTree, environmentFile: target.manifest?.environmentFile }, {
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
        ...waitForData((0,plan_health .oF)(values, { host, paths, release: target.id, control: to.control, before: (0,plan_health .J3)(from) }), values, back),
        data: back?.cutover,
        downtime: (0,plan_probes .Po)(probes, host) ? { maxFailedRequests: values['max-failed-requests'] } : undefined,
        onBad: 'mark-bad',
        marksFromBad: true,
        entry: { operation: 'rollback', outcome: 'rolled-back', release: target.id, before: live?.id, commit: target.manifest?.commit, ...(back === undefined ? {} : { backup: back.data.backup.id }), run: facts.run }
    };
    if (back === undefined)
        return [beginStep(cutover, 'prepare'), ...(0,cutover_steps .K)(cutover)];
    return [...(0,stage_and_give_back .cJ)(back.data), beginStep(cutover, stage_and_give_back .JN), ...(0,cutover_steps .K)(cutover), (0,stage_and_give_back .yQ)(back.data)];
}
function waitForData(health, values, back) {
    if (back === undefined || values['confirm-timeout'] !== undefined)
        return health;
    return { ...health, confirmTimeoutSeconds: health.confirmTimeoutSeconds + (0,stage_and_give_back .qx)(back.data) };
}
const BEGIN_SECONDS = 30;
function beginStep(cutover, phase) {
    const { host, paths, to, hookTimeoutSeconds } = cutover;
    return {
        kind: 'run',
        id: 'begin',
        title: `Look whether ${to.id} is still there`,
        host,
        phase,
        effect: 'write',
        command: (0,core .m0)(['test', '-d', (0,host_paths .Uc)(paths, to.id)]),
        timeoutSeconds: BEGIN_SECONDS,
        undo: { title: 'Note the failure', command: (0,cutover_back .tX)(cutover, []), timeoutSeconds: BEGIN_SECONDS + hookTimeoutSeconds }
    };
}
function environmentFiles(live, target) {
    if (live?.manifest?.environment === target.manifest?.environment)
        return [];
    return [live?.manifest?.environmentFile, target.manifest?.environmentFile].filter((file) => file !== undefined);
}
const settingsOf = ({ manifest }, values) => (0,strategy ._)(manifest?.strategy, (0,commands .X)(values));
const placeOf = ({ id, manifest }, where) => ({ ...where, id, commit: manifest?.commit });
function toEnd(release, values, where) {
    const place = placeOf(release, where);
    return { id: release.id, commit: place.commit, control: (0,strategy .r)(settingsOf(release, values), place) };
}
function findProblems({ values, paths }, host, found) {
    if (found === undefined)
        return [];
    const { live, releases } = found.state;
    const problems = [...('problem' in found.target ? [found.target.problem] : []), ...(0,describe_state .n)(host, paths, found.state)];
    if (values.layout === 'in-place' && live !== undefined && !releases.some((release) => release.id === live)) {
        problems.push({
            code: 'DK_RELEASE_UNKNOWN',
            host,
            message: `The staged files of ${live}, which is live on ${host}, were deleted: if the rollback failed, nothing could bring them back`,
            remedy: 'Deploy with ssh-deploy: it keeps the files that it replaces'
        });
    }
    const { data } = found;
    if (data !== undefined)
        problems.push(...('code' in data ? [data] : [...(0,backup_facts .O7)(host, data, values), ...findNothingLeft(host, data)]));
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
    const refused = (0,plan_health .P2)(values, { host, paths, release: target.id, control });
    return refused.map((words) => `${host}: not asked of ${target.id}: ${words}`);
}

;
const rollback = (0,core .h9)({
    name: 'rollback',
    summary: 'Go back to an earlier good release: atomically, health-gated, itself undone when it fails',
    inputs: rollbackInputs,
    outputs: {
        release: { description: 'Id of the release that is live after the rollback.' },
        backup: { description: 'With data: name of the backup that was brought back.' },
        'emergency-backup': { description: 'With data: name of the backup that was made before of what was there.' },
        'rolled-back-from': { description: 'Id of the release that was live before; it is marked bad.' },
        ...cutover_outputs .H
    },
    examples: [
        { command: 'rollback --environment production', does: 'goes back to the previous good release' },
        { command: 'rollback --environment production --to 2f3a1c9 --yes', does: 'goes back to the release of a commit, without asking' },
        { command: 'rollback --environment production --with-data --plan', does: 'shows which data fits the previous release, and what would be lost' }
    ],
    danger: 'destructive',
    replacesData: (values) => values['with-data'],
    isAction: true,
    lease: lock .xi,
    observe: observeRollback,
    plan: planRollback,
    outputsAfter: (_, report) => (0,cutover_outputs .l)(report)
});
}),
52499:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
e: () => ( pauseOf)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_command_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3608);
var _systemd_control_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72201);
var _systemd_settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51992);
var _systemd_shell_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15243);





function pauseOf(settings, { place, record, except }) {
    const { timeoutSeconds } = settings;
    switch (settings.strategy) {
        case 'commands': {
            const { stop, restart } = settings;
            if (stop === undefined || restart === undefined)
                return undefined;
            return { title: stop.join(' '), stop: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(stop, (0,_tools_command_place_js__WEBPACK_IMPORTED_MODULE_2__ .N)(place)), start: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(restart, (0,_tools_command_place_js__WEBPACK_IMPORTED_MODULE_2__ .N)(place)), timeoutSeconds };
        }
        case 'systemd': {
            const units = [...(0,_systemd_settings_js__WEBPACK_IMPORTED_MODULE_3__ .zJ)(settings).map(({ name }) => name), ...(0,_systemd_control_js__WEBPACK_IMPORTED_MODULE_1__ .G)(settings, place)];
            return { title: units.join(', '), stop: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(STOP_UNITS_PROGRAM, units), start: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(START_UNITS_PROGRAM, units), timeoutSeconds };
        }
        case 'compose':
            return {
                title: `the services of ${settings.project} besides ${except.length === 0 ? 'none' : except.join(', ')}`,
                stop: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(STOP_CONTAINERS_PROGRAM, [record, settings.project, ...except]),
                start: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(START_CONTAINERS_PROGRAM, [record]),
                timeoutSeconds
            };
    }
}
const STOP_UNITS_PROGRAM = `${_systemd_shell_functions_js__WEBPACK_IMPORTED_MODULE_4__ .e7}
for unit in "$@"; do root systemctl stop "$unit" || exit 1; done
`;
const START_UNITS_PROGRAM = `${_systemd_shell_functions_js__WEBPACK_IMPORTED_MODULE_4__ .e7}
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
# In the order in which they were started: what others need comes before them.
# shellcheck disable=SC2086 # ids are hexadecimal
ids=$(docker inspect --format '{{.State.StartedAt}} {{.Id}}' $ids | sort | cut -d ' ' -f 2) && [ -n "$ids" ] || exit 1
mkdir -p "\${record%/*}" && printf '%s\\n' "$ids" >>"$record" || exit 1
# shellcheck disable=SC2086 # ids are hexadecimal
docker stop $ids >/dev/null
`;
const START_CONTAINERS_PROGRAM = `
[ -s "$1" ] || exit 0
awk '!seen[$0]++' "$1" | while read -r id; do
  docker inspect "$id" >/dev/null 2>&1 || continue
  docker start "$id" >/dev/null || exit 1
done
`;
})

};
