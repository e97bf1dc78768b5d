import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 1164;
export const ids = [1164];
export const modules = {
72736:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
g: () => ( readTables),
v: () => ( findTableComponent)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function readTables(folder, component) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_TABLES_PROGRAM, [`${folder}/${component}.fingerprint`]), ({ stdout }) => {
        const rows = stdout.split('\n').map((line) => line.split('\t'));
        return Object.fromEntries(rows.flatMap(([table, count]) => (table !== undefined && count !== undefined && /^\d+$/.test(count) ? [[table, Number(count)]] : [])));
    });
}
const READ_TABLES_PROGRAM = `
[ ! -f "$1" ] || awk -F '\\t' '$1 == "table" { print $2 "\\t" $3 }' "$1"
`;
function findTableComponent(components) {
    const found = components.filter((component) => component.kind === 'postgres');
    return found.length === 1 ? found[0] : undefined;
}
}),
31164:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  restore: () => ( restore)
});
var core = __webpack_require__(28998);
var lock = __webpack_require__(13336);
var inputs = __webpack_require__(95405);
var observe = __webpack_require__(86082);
var backup_component = __webpack_require__(97481);
var configuration_restore = __webpack_require__(35927);
var backup_observe = __webpack_require__(11230);
var show = __webpack_require__(76898);
var target_inputs = __webpack_require__(9426);
var describe_state = __webpack_require__(3182);
var host_paths = __webpack_require__(28264);
var backup_facts = __webpack_require__(65124);
var planned_components = __webpack_require__(10745);
var backup_steps = __webpack_require__(5374);
var backup_programs = __webpack_require__(27874);
var dead_restores = __webpack_require__(88136);
var backup_manifest = __webpack_require__(68697);
var opened_functions = __webpack_require__(52237);
var postgres_dump = __webpack_require__(37290);
var postgres_fingerprint = __webpack_require__(7034);
var postgres_functions = __webpack_require__(57235);
var postgres_restore = __webpack_require__(86412);
var postgres_restore_functions = __webpack_require__(92088);
var stream_functions = __webpack_require__(4028);
;
function restoreTable(component, place, wanted) {
    const { manifest, folder, work, suffix, runId, root, project, opened } = place;
    const { name } = component;
    const { schema, table } = wanted.name;
    const server = (0,postgres_dump .Jv)({ ...component, database: postgres_restore .im }, project);
    const fact = (key) => (0,backup_manifest .yD)(manifest, name, key) ?? '';
    const prefix = (0,postgres_restore .Xc)(root);
    const [database, scratch] = [fact('database'), `${prefix}${runId}_new`];
    const order = [folder, work, manifest.codec, opened.headers, name, (0,postgres_dump .Ce)(component, suffix), prefix, scratch];
    return {
        stage: {
            title: `Restore ${schema}.${table} into a scratch database, and compare it`,
            command: (0,core .K$)(STAGE_TABLE_PROGRAM, [...order, schema, table, wanted.key, ...['encoding', 'collate', 'ctype'].map(fact), ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)(postgres_restore .x9, [scratch, ...server]),
        copy: {
            title: `Copy it into ${database}, as ${wanted.target}.${table}`,
            command: (0,core .K$)(COPY_TABLE_PROGRAM, [work, scratch, schema, table, wanted.target, database, ...server])
        }
    };
}
const TABLE_FUNCTIONS = `
rows_sql() { printf '%s\\n' "select count(*) || ' ' || coalesce(sum(hashtextextended(\\"deploy-kit row\\"::text, 0)::numeric), 0) from only :\\"schema\\".:\\"table\\" as \\"deploy-kit row\\""; }
`;
const STAGE_TABLE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 dump=$6 prefix=$7 new=$8
shift 8
schema=$1 table=$2 key=$3 encoding=$4 collate=$5 ctype=$6
shift 6
${stream_functions .J5}${opened_functions .cW}${postgres_functions .a}${postgres_fingerprint .n}${postgres_restore_functions .D}${TABLE_FUNCTIONS}
restore_definitions() { in_postgres pg_restore --exit-on-error --no-owner --no-privileges --section=pre-data -d "$restored" && cat >/dev/null; }
restore_rows() { in_postgres pg_restore --exit-on-error --section=data --schema="$schema" --table="$table" -d "$restored" && cat >/dev/null; }
take_key
mkdir -p "$work" || exit 1
reach_postgres "$@"
drop_staged "$prefix"
in_database postgres -v new="$new" -v encoding="$encoding" -v collate="$collate" -v ctype="$ctype" <<'SQL' || exit 1
create database :"new" template template0 encoding :'encoding' lc_collate :'collate' lc_ctype :'ctype';
SQL
restored=$new
case $dump in
  *.sql | *.sql.*) give "$dump" restore_plain ;;
  *)
    give "$dump" restore_definitions
    give "$dump" restore_rows
    ;;
esac
kind=$(in_database "$new" -v schema="$schema" -v table="$table" <<'SQL'
select relkind from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = :'schema' and relname = :'table';
SQL
) || exit 1
case $kind in
  r) ;;
  p) fail "$schema.$table is partitioned: its rows are in its partitions, each of which can be restored" ;;
  '') fail "The backup has no table $schema.$table" ;;
  *) fail "$schema.$table is no table" ;;
esac
{ row_settings && rows_sql && echo ';'; } | in_database "$new" -v schema="$schema" -v table="$table" >"$work/table" || exit 1
[ -n "$key" ] || exit 0
wanted=$(key=$key awk -F '\\t' '$1 == "table" && $2 == ENVIRON["key"] { print $3, $4 }' "$folder/$name.fingerprint")
case $wanted in
  *' -') [ "\${wanted% *}" = "$(cut -d ' ' -f 1 "$work/table")" ] ;;
  *) [ "$wanted" = "$(cat "$work/table")" ] ;;
esac || damaged "What was restored of $schema.$table is not what was backed up: $wanted (rows, sum of hashes), and found $(cat "$work/table")"
`;
const COPY_TABLE_PROGRAM = `
work=$1 new=$2 schema=$3 table=$4 target=$5 live=$6
shift 6
${stream_functions .kO}${stream_functions .Rz}${postgres_functions .a}${postgres_fingerprint .n}${TABLE_FUNCTIONS}
quoted() { printf '"%s"' "$(printf %s "$1" | sed 's/"/""/g')"; }
in_scratch() { in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$new" "$@"; }
reach_postgres "$@"
copy="$(quoted "$target").$(quoted "$table")"
in_scratch -v schema="$schema" -v table="$table" -v target="$target" <<'SQL' || exit 1
drop schema if exists :"target" cascade;
create schema :"target";
create table :"target".:"table" (like :"schema".:"table");
SQL
write_table() {
  echo 'begin; create schema :"schema";' || return 1
  in_postgres pg_dump --schema-only --no-owner --no-privileges --table="$copy" "$new" || return 1
  printf 'copy %s from stdin;\\n' "$copy"
  in_scratch -c "copy (select * from only $(quoted "$schema").$(quoted "$table")) to stdout" || return 1
  printf '\\\\.\\n'
  row_settings
  printf '%s\\n' "select 1 / (($(rows_sql)) = :'wanted')::int; commit;"
}
stages=$work/.stages
rm -rf "$stages"
mkdir "$stages" || exit 1
stage write write_table |
  stage copy in_postgres psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -v schema="$target" -v table="$table" -v wanted="$(cat "$work/table")" -d "$live"
! grep -q 'division by zero' "$stages/copy.err" || fail "What arrived in $live is not what was sent: nothing of it was kept"
require_stages write copy
rm -rf "$stages"
`;
var read_tables = __webpack_require__(72736);
var source = __webpack_require__(777);
var table_name = __webpack_require__(42776);
var try_steps = __webpack_require__(73164);
var stage_and_give_back = __webpack_require__(54170);
var pause = __webpack_require__(52499);
var commands = __webpack_require__(99879);
var strategy = __webpack_require__(97758);
var fetch_copy = __webpack_require__(82471);
var tools_guard = __webpack_require__(14138);
var tools_ledger = __webpack_require__(22126);
var plan_health = __webpack_require__(39475);
;
const RESTORE_PHASES = [...stage_and_give_back .Uu, 'cutover', 'verify', 'confirm', 'finish'];
const SHORT_SECONDS = 60;
function describeRestore(host, found, { values, facts }) {
    const data = (0,planned_components .sf)(host, found, { values, facts });
    if (data === undefined)
        return [];
    const { state } = found;
    const { paths, work, backup } = data;
    const live = { host, paths, values, state };
    return [
        {
            data,
            fetched: found.fetched,
            guard: { folder: (0,host_paths .Q)(paths, facts.runId), kit: paths.kit, runId: facts.runId },
            pause: (0,backup_component .QH)(data.components) ? findPause(live, data, `${work}/stopped`) : undefined,
            ...findHealth(live, (0,stage_and_give_back .qx)(data)),
            entry: { operation: 'restore', outcome: 'restored', release: backup.id, before: state.live, commit: backup.commit, run: facts.run }
        }
    ];
}
function settingsOfLive({ values, state }) {
    return (0,strategy ._)(state.releases.find(({ id }) => id === state.live)?.manifest?.strategy, (0,commands .X)(values));
}
function placeOf({ host, paths, state }) {
    const manifest = state.releases.find(({ id }) => id === state.live)?.manifest;
    return { host, paths, id: state.live ?? '', commit: manifest?.commit, live: state.live, served: state.served };
}
function findPause(live, { components }, record) {
    const except = components.flatMap((component) => (0,backup_component .z5)(component) ?? []);
    return (0,pause .e)(settingsOfLive(live), { place: placeOf(live), record, except });
}
function findHealth(live, swapSeconds) {
    const { host, paths, values, state } = live;
    const control = (0,strategy .r)(settingsOfLive(live), placeOf(live));
    const { health, confirmTimeoutSeconds } = (0,plan_health .oF)(values, { host, paths, release: state.live ?? '', control });
    return { health, confirmTimeoutSeconds: confirmTimeoutSeconds + (values['confirm-timeout'] === undefined ? swapSeconds : 0) };
}
function planRestoreSteps(restore) {
    const { data, fetched, guard, pause, health } = restore;
    const { host } = data;
    const step = (rest) => ({ kind: 'run', host, phase: 'cutover', effect: 'write', ...rest });
    return [
        ...fetchSteps(data, fetched),
        ...(0,stage_and_give_back .cJ)(data),
        armStep(restore),
        ...(pause === undefined ? [] : [step({ id: 'stop-writers', title: `Stop ${pause.title}`, command: (0,core .Q7)((0,tools_guard .Ww)(guard), pause.stop), timeoutSeconds: pause.timeoutSeconds })]),
        ...(0,stage_and_give_back .Py)(data).map((swap) => step({ ...swap, command: (0,core .Q7)((0,tools_guard .Ww)(guard), swap.command) })),
        ...(pause === undefined ? [] : [step({ id: 'start-writers', title: `Start ${pause.title}`, command: (0,core .Q7)((0,tools_guard .Tb)(guard), pause.start), timeoutSeconds: pause.timeoutSeconds })]),
        ...(health === undefined ? [] : [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until the application is healthy with it', host, phase: 'verify', effect: 'read', ...health }]),
        confirmStep(restore),
        (0,stage_and_give_back .yQ)(data)
    ];
}
function fetchSteps({ host, folder, timeoutSeconds }, fetched) {
    return fetched === undefined ? [] : [{ ...(0,fetch_copy .B)(host, fetched, { backups: folder.slice(0, folder.lastIndexOf('/')), timeoutSeconds }), phase: stage_and_give_back .JN }];
}
function armStep(restore) {
    const { data, guard, confirmTimeoutSeconds, pause, health, entry } = restore;
    return {
        kind: 'run',
        id: 'arm-guard',
        title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
        host: data.host,
        phase: 'cutover',
        effect: 'write',
        command: (0,core .Q7)((0,tools_guard .gw)(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: goBackCommand(restore), onFailure: undefined }), (0,stage_and_give_back .Og)(data)),
        timeoutSeconds: SHORT_SECONDS,
        undo: {
            title: 'Give back what was there before',
            command: (0,tools_guard .kx)(guard),
            timeoutSeconds: (0,tools_guard .HF)(2 * (pause?.timeoutSeconds ?? 0) + (0,stage_and_give_back .qx)(data) - stage_and_give_back ._E),
            failures: stage_and_give_back .kl,
            ...(health === undefined || entry.before === undefined
                ? {}
                : { health: { release: entry.before, checks: health.checks, attempts: Math.min(health.attempts, 5), delaySeconds: health.delaySeconds } })
        }
    };
}
function goBackCommand({ data, guard, pause, entry }) {
    const { ledger } = data.paths;
    const start = pause === undefined ? [] : [pause.start];
    return (0,core .bz)((0,core .m0)(['test', '!', '-e', `${guard.folder}/switching`]), (0,core .Q7)((0,stage_and_give_back .F5)(data, pause === undefined ? [] : [pause.stop]), ...start, (0,tools_ledger .x3)(ledger, { ...entry, outcome: 'undone' })), (0,core .Q7)((0,tools_ledger .x3)(ledger, { ...entry, outcome: 'failed' }), (0,core .m0)(['false'])));
}
function confirmStep({ data, guard, entry }) {
    return {
        kind: 'run',
        id: 'confirm',
        title: 'Confirm the restore and disarm the guard',
        host: data.host,
        phase: 'confirm',
        effect: 'write',
        command: (0,core .Q7)((0,tools_guard .kN)(guard), (0,tools_ledger .OC)(data.paths.ledger, entry)),
        timeoutSeconds: SHORT_SECONDS,
        failures: {
            [tools_guard .aL]: { code: 'DK_GUARD_FIRED', remedy: 'What was there before is back. Make the health check faster or confirm-timeout longer, and restore again' }
        }
    };
}
var verify_program = __webpack_require__(24408);
;
const PHASES = [stage_and_give_back .JN, 'stage', 'copy', 'finish'];
function planTable(values, facts, findProblems) {
    const name = (0,table_name .HC)(values.table) ?? { schema: '', table: values.table };
    const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]));
    const problems = hosts.flatMap(({ host, found }) => [...findProblems(host, found), ...findTableProblems(host, found, name)]);
    const planned = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planHost({ values, facts, name }, host, found));
    const paths = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const id = hosts[0]?.found.backup?.manifest.id ?? '';
    const table = (0,table_name .qY)(name);
    return (0,core .tP)({
        operation: 'restore',
        title: `Copy ${table} of ${id} into a schema beside the live ones on ${facts.hosts.join(', ')}`,
        hosts: facts.hosts,
        tables: [],
        notes: planned.map(({ host, target }) => `${host}: nothing that is live is changed: the table becomes ${(0,table_name .qY)({ ...name, schema: target })}, without indexes, constraints and defaults`),
        problems,
        phases: [...PHASES],
        steps: planned.flatMap(({ steps }) => steps),
        onFailure: 'undo',
        afterwards: planned.flatMap(({ host, target }) => tellWhatNext(host, name, target)),
        failing: {
            undone: 'DK_RESTORE_UNDONE',
            asBefore: 'Nothing that is live was changed',
            unsure: 'Nothing that is live was changed; what is left of the scratch database is removed by the next backup or restore'
        },
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths .MT)(paths, facts.runId)])),
        probes: [],
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
        outputs: { backup: id, 'emergency-backup': '' }
    }, [...planned.flatMap(({ found, target }) => [target, found.opened.headers, ...(0,backup_steps .vV)(found.looks)]), facts.runId, JSON.stringify(facts.run)]);
}
function findTableProblems(host, { backup, chosen, tables, looks }, name) {
    if (backup === undefined)
        return [];
    const refuse = (message, remedy) => [{ code: 'DK_INPUT_INVALID', host, message, remedy }];
    const { id } = backup.manifest;
    const component = (0,read_tables .v)(chosen.components);
    if (component === undefined) {
        const known = chosen.components.map((component) => `${component.name} (${component.kind})`).join(', ');
        const several = chosen.components.filter(({ kind }) => kind === 'postgres').length > 1;
        return several
            ? refuse(`${id} has more than one PostgreSQL database: ${known}`, 'Say which one with only')
            : refuse(`One table can be restored of a PostgreSQL database only, and this is ${known}`, 'Restore all of it into another place by hand (RECOVERY.md of the backup says how), and copy what you need');
    }
    const words = looks[component.name]?.problem;
    if (words !== undefined)
        return [{ code: 'DK_BACKUP_SOURCE', host, message: `${component.name}, into which the table would be copied, cannot be read: ${words}`, remedy: 'Nothing has been changed. Restore the whole database (without table)' }];
    const parsed = tables.flatMap((text) => (0,table_name .HC)(text) ?? []);
    if (parsed.length === 0 || parsed.some((each) => (0,table_name .j9)(each, name)))
        return [];
    const meant = (0,core .kp)((0,table_name .qY)(name), tables);
    return refuse(`${id} has no table ${(0,table_name .qY)(name)}`, meant === undefined ? `It has ${tables.slice(0, 10).join(', ')}` : `Did you mean ${meant}?`);
}
function planHost({ values, facts, name }, host, found) {
    const { backup, chosen, project, opened, folder, tables } = found;
    const component = (0,read_tables .v)(chosen.components);
    if (backup === undefined || component === undefined)
        return [];
    const { manifest } = backup;
    const { kit, root } = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const [work, stored] = [`${kit}/restores/${facts.runId}`, `${(0,backup_observe .a)(values)}/${manifest.id}`];
    const target = `restored_${new Date(folder.clock * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')}`;
    const key = tables.find((text) => (0,table_name .j9)((0,table_name .HC)(text) ?? { schema: '', table: '' }, name)) ?? '';
    const place = { manifest, folder: stored, work, suffix: (0,source .j)(manifest.codec, manifest.recipients.length > 0), runId: facts.runId, root, project, opened };
    const table = restoreTable(component, place, { name, key, target });
    const timeoutSeconds = values['backup-timeout'];
    const step = (phase, rest) => ({ kind: 'run', host, phase, effect: 'write', timeoutSeconds, ...rest });
    const remove = { title: 'Remove the scratch database', command: table.unstage, timeoutSeconds: stage_and_give_back ._E };
    const removeWork = { title: 'Remove the folder of the restore', command: (0,backup_programs .v$)(work), timeoutSeconds: stage_and_give_back ._E };
    const steps = [
        ...fetchSteps({ host, folder: stored, timeoutSeconds }, found.fetched),
        step(stage_and_give_back .JN, { id: 'verify-backup', title: `Read all of ${manifest.id}, and compare its checksums`, command: (0,verify_program .q)(stored, manifest), failures: try_steps .Ax }),
        step('stage', { id: 'begin-restore', title: 'Make a folder for it', command: (0,dead_restores .Q$)({ kit, work }, [{ unstage: table.unstage, removeOld: table.unstage }]), undo: removeWork }),
        step('stage', { id: 'stage-table', ...table.stage, failures: try_steps .Ax, undo: remove }),
        step('copy', { id: 'copy-table', ...table.copy }),
        step('finish', { id: 'remove-scratch', ...remove, repeatable: true, optional: true }),
        step('finish', { id: 'remove-folder', ...removeWork, repeatable: true, optional: true })
    ];
    return [{ host, found, table, target, steps }];
}
function tellWhatNext(host, name, target) {
    const [live, copy] = [(0,table_name .qY)(name), (0,table_name .qY)({ ...name, schema: target })];
    return [
        `${host}: look at it: select * from ${copy} limit 20;`,
        `${host}: bring back the rows that are missing: insert into ${live} overriding system value select * from ${copy} on conflict do nothing;`,
        `${host}: remove it when you are done: drop schema ${target} cascade;`
    ];
}

;
function planRestore(values, facts) {
    return values.table === undefined ? planWhole(values, facts) : planTable({ ...values, table: values.table }, facts, (host, found) => findProblems(host, found, { ...values, 'unsafe-skip-emergency-backup': true }));
}
function planWhole(values, facts) {
    const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]));
    const problems = hosts.flatMap(({ host, found }) => findProblems(host, found, values));
    const restores = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => describeRestore(host, found, { values, facts }).map((restore) => ({ restore, found })));
    const paths = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const id = hosts[0]?.found.backup?.manifest.id ?? '';
    return (0,core .tP)({
        operation: 'restore',
        title: `Restore ${id} into ${paths.root} on ${facts.hosts.join(', ')}`,
        hosts: facts.hosts,
        tables: [(0,planned_components .x9)(hosts)],
        notes: [...hosts.flatMap(({ host, found }) => [...describeDamaged(host, found, values), ...describeStorage(host, found)]), ...restores.flatMap(({ restore }) => writeNotes(values, restore))],
        problems,
        phases: [...RESTORE_PHASES],
        steps: restores.flatMap(({ restore }) => planRestoreSteps(restore)),
        onFailure: 'undo',
        afterwards: restores.flatMap(({ restore }) => (0,planned_components .qB)(restore.data)),
        failing: {
            undone: 'DK_RESTORE_UNDONE',
            asBefore: 'The data that was live before is live, all of it',
            unsure: 'Whether the data that was live before is live is NOT known; nothing of it is lost: it is there under its name, or beside it under a name with -old or _old. The next deploy-kit backup, restore or deploy goes back first'
        },
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths .MT)(paths, facts.runId)])),
        probes: [],
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
        outputs: { backup: id, 'emergency-backup': restores[0]?.restore.data.emergency?.head.id ?? '' }
    }, [...restores.flatMap(({ restore, found }) => (0,planned_components .nx)(restore.data, found)), facts.runId, JSON.stringify(facts.run)]);
}
function findProblems(host, found, values) {
    const foreign = (0,describe_state .n)(host, (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout), found.state);
    return [...foreign, ...findNoCurl(host, found), ...(found.backup === undefined ? [describeMissing(host, found, values)] : (0,backup_facts .O7)(host, found, values))];
}
function findNoCurl(host, { fetched, folder }) {
    if (fetched === undefined || folder.tools.includes('curl'))
        return [];
    return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `There is no program curl on ${host}, which fetches the copy from the storage`, remedy: 'Install it there (Debian: apt-get install curl)' }];
}
function describeMissing(host, { folder, copies }, values) {
    const { backup: id } = values;
    if (id !== undefined && folder.damaged.includes(id))
        return (0,show.noSuchBackup)(host, id, folder);
    const known = [...folder.backups, ...(copies?.copies ?? []).map(({ backup }) => backup)].slice(0, 5).map(({ manifest }) => manifest.id);
    const where = copies === undefined ? '' : copies.problem === undefined ? `, nor in ${copies.shown}` : `, and ${copies.shown} cannot be read: ${copies.problem}`;
    const what = id === undefined ? `There is no backup in ${(0,backup_observe .a)(values)} on ${host}` : `There is no backup ${id} on ${host}`;
    const elsewhere = copies === undefined ? 'Is it the right path, or the right backup-path?' : 'Is it the right path? Copies that another host has made are found with storage-host and its name';
    return { code: 'DK_BACKUP_UNKNOWN', host, message: what + where, remedy: known.length > 0 ? `The newest are ${known.join(', ')}; deploy-kit backups list shows all` : elsewhere };
}
function describeStorage(host, { copies, fetched, backup }) {
    if (copies === undefined)
        return [];
    if (fetched !== undefined)
        return [`${host}: ${backup?.manifest.id ?? ''} is not whole on the host, and is fetched from ${copies.shown}`];
    return copies.problem === undefined ? [] : [`${host}: ${copies.shown} is not looked at: ${copies.problem}`];
}
function describeDamaged(host, { folder: { damaged } }, values) {
    return damaged.length === 0 || values.backup !== undefined ? [] : [`${host}: ${damaged.join(', ')} is passed over: its manifest is not what was published`];
}
function writeNotes(values, { data, pause, health }) {
    const { host, paths, components } = data;
    return [
        ...(components.some(({ kind }) => kind === 'configuration') ? [`${host}: nothing of the configuration is applied. Compare it: cd ${(0,configuration_restore .p)(paths.root)} && diff -ru then now`] : []),
        ...(0,planned_components .XP)(data, values),
        `${host}: ${describePause(components, pause)}`,
        ...(health === undefined ? [`${host}: there is no health check: whether the application works with it is not asked`] : [])
    ];
}
function describePause(components, pause) {
    if (pause !== undefined)
        return `stopped for the moment of the change: ${pause.title}`;
    if (!(0,backup_component .QH)(components))
        return 'nothing is stopped';
    return 'nobody has said how the application is stopped and started (stop-command, restart-command): stop what writes by hand';
}

;
const restore = (0,core .h9)({
    name: 'restore',
    summary: 'Restore a backup beside what is live, compare it, and only then put it in its place; taken back when the application does not work with it',
    inputs: inputs .Y,
    outputs: {
        backup: { description: 'Name of the backup that was restored.' },
        'emergency-backup': { description: 'Name of the backup that was made before of what was there.' }
    },
    examples: [
        { command: 'restore --environment production', does: 'restores the newest backup' },
        { command: 'restore --environment production --backup manual_20261121_070000 --only db --yes --confirm production', does: 'restores one component of a named one, without asking' },
        { command: 'restore --environment production --only db --table public.users', does: 'copies one table of the newest backup into a schema beside the live ones' }
    ],
    danger: 'destructive',
    replacesData: ({ table }) => table === undefined,
    isAction: true,
    lease: lock .xc,
    observe: observe .B,
    plan: planRestore
});
}),
86082:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( observeRestore),
S: () => ( findBackup)
});
var _backup_choose_components_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(67518);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11230);
var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);
var _backup_read_tables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72736);
var _storage_fetch_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82471);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16695);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9426);
var _tools_ledger_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22126);
var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82122);
var _tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(45938);
var _backup_facts_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(65124);











async function observeRestore(values, observer) {
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, values, observer)]));
    const { runId, identity, hosts } = observer;
    return { runId, run: (0,_tools_ledger_js__WEBPACK_IMPORTED_MODULE_6__ .Zm)(identity, runId), hosts, perHost: Object.fromEntries(perHost) };
}
async function observeHost(host, values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .Fd)(values.path);
    const [{ state, folder }, copies] = await Promise.all([
        observer.askAll(host, { state: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_7__ .r)(root, values.layout), folder: (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values)) }),
        (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_4__.readCopies)(host, { values, observer }),
        (0,_tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_8__ .u)(observer, host, root)
    ]);
    const meant = (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_4__.findBackupAnywhere)(folder, copies, values.backup);
    const backup = meant?.backup;
    const all = backup === undefined ? { components: [], problems: [] } : (0,_backup_choose_components_js__WEBPACK_IMPORTED_MODULE_10__ .I)(backup.manifest.components, values);
    const component = values.table === undefined ? undefined : (0,_backup_read_tables_js__WEBPACK_IMPORTED_MODULE_2__ .v)(all.components);
    const chosen = component === undefined ? all : { ...all, components: [component] };
    const place = meant?.copy === undefined ? undefined : copies?.place;
    const fetched = meant?.copy === undefined || copies === undefined ? undefined : await (0,_storage_fetch_copy_js__WEBPACK_IMPORTED_MODULE_3__ .W)(copies, meant.copy, { observer, timeoutSeconds: values['backup-timeout'] });
    const data = { ...(await (0,_backup_facts_js__WEBPACK_IMPORTED_MODULE_9__ .Ps)(host, { state, folder, backup, chosen }, { values, observer, place })), copies, fetched };
    if (backup === undefined || component === undefined || place !== undefined)
        return { ...data, tables: [] };
    return { ...data, tables: Object.keys(await observer.ask(host, (0,_backup_read_tables_js__WEBPACK_IMPORTED_MODULE_2__ .g)(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values)}/${backup.manifest.id}`, component.name))) };
}
function findBackup({ backups }, id) {
    if (id !== undefined)
        return backups.find(({ manifest }) => manifest.id === id);
    return backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && checks.at(-1)?.passed !== false);
}
}),
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
41956:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Dx: () => ( listFilesOf),
Oi: () => ( STORAGE_FAILURES),
nm: () => ( sendFilesOf)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backups_try_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73164);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66503);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4028);
var _restore_verify_program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24408);




const STORAGE_FAILURES = {
    ..._backups_try_steps_js__WEBPACK_IMPORTED_MODULE_1__ .Ax,
    [_curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ .vr]: { code: 'DK_STORAGE_FAILED', remedy: 'See that the host can reach the storage (curl, its proxy, its firewall) and that its clock is right, then run it again' }
};
function listFilesOf(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)((0,_restore_verify_program_js__WEBPACK_IMPORTED_MODULE_2__ .q)(folder, { files: [] }), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LIST_FILES_PROGRAM, [folder]));
}
const LIST_FILES_PROGRAM = `
cd "$1" || exit 1
for file in * .slot; do printf '%s\\t%s\\n' "$file" "$(($(wc -c <"$file")))" || exit 1; done
`;
function sendFilesOf(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SEND_PARTS_PROGRAM, [folder]);
}
const SEND_PARTS_PROGRAM = `
folder=$1
${_curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ .kO}${_curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ .fV}
read_part() { dd if="$folder/$name" bs=1048576 skip="$first" count="$(((bytes + 1048575) / 1048576))" 2>/dev/null; }
# dash prints no bytes by hexadecimal numbers.
to_base64() {
  octal=$(printf %s "$1" | awk '{
    for (i = 1; i < length($0); i += 2)
      printf "\\\\0%03o", (index("0123456789abcdef", substr($0, i, 1)) - 1) * 16 + index("0123456789abcdef", substr($0, i + 1, 1)) - 1
  }')
  printf %b "$octal" | base64
}
send_part() {
  answer=$(read_part | curl -q -K /dev/fd/3 2>&1 3<<CURL
url = "$address"
upload-file = "-"
http1.1
include
header = "Content-Length: $bytes"
header = "Transfer-Encoding:"
header = "Expect:"
header = "Content-MD5: $base64"
$patience
CURL
  )
}
tab=$(printf '\\t')
while IFS="$tab" read -r name first bytes address; do
  [ -n "$address" ] || continue
  md5=$(read_part | md5sum | cut -d ' ' -f 1)
  base64=$(to_base64 "$md5")
  try=1
  until
    send_part
    code=$(printf '%s\\n' "$answer" | awk '/^HTTP\\// { code = $2 } END { print code }')
    [ "$code" = 200 ]
  do
    said=$(printf '%s\\n' "$answer" | sed -n 's/.*<Code>\\([A-Za-z0-9]*\\)<.*/\\1/p; s/^curl: //p' | head -n 2 | tr '\\n' ' ')
    may_try_again "$code" || unavailable "The storage did not take $name: \${code:+HTTP $code }$said"
  done
  etag=$(printf '%s\\n' "$answer" | tr -d '\\r"' | awk 'tolower($1) == "etag:" { etag = $2 } END { print etag }')
  printf '%s\\t%s\\t%s\\t%s\\n' "$name" "$first" "$etag" "$md5"
done
`;
}),
66503:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
fV: () => ( CURL_FUNCTIONS),
vr: () => ( STORAGE_EXIT_CODE)
});

const STORAGE_EXIT_CODE = 69;
const CURL_FUNCTIONS = `
patience='silent
show-error
connect-timeout = 30
speed-limit = 1
speed-time = 120'
unavailable() {
  printf '%s\\n' "$*" >&2
  exit 69
}
may_try_again() {
  case $1 in
    400 | 401 | 403 | 404 | 405 | 411 | 412 | 416 | 501) return 1 ;;
  esac
  [ "$try" -lt 5 ] || return 1
  sleep "$((try * try))"
  try=$((try + 1))
}
`;
}),
82471:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( fetchStep),
W: () => ( presignCopy)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5374);
var _copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41956);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4028);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66503);




const SPARE_SECONDS = 3600;
async function presignCopy({ place }, copy, { observer, timeoutSeconds }) {
    if (place === undefined)
        return undefined;
    const folder = { ...place, folder: `${place.folder}/${copy.backup.manifest.id}` };
    return { copy, addresses: await observer.storage.presign(folder, copy.files.map(({ name }) => name), timeoutSeconds + SPARE_SECONDS) };
}
function fetchStep(host, { copy, addresses }, { backups, timeoutSeconds }) {
    const { id } = copy.backup.manifest;
    const list = copy.files.map(({ name, sizeBytes, sha256 }) => `${name}\t${sizeBytes}\t${sha256}`).join('\n');
    return {
        kind: 'run',
        id: 'fetch-backup',
        title: `Fetch ${id} from the storage`,
        host,
        phase: _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ .fG,
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(FETCH_COPY_PROGRAM, [backups, id, list], { stdin: addresses }),
        timeoutSeconds,
        failures: _copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ .Oi
    };
}
const FETCH_COPY_PROGRAM = `
backups=$1 id=$2 list=$3
${_curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ .kO}${_curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ .fV}
work=$backups/.fetched-$id final=$backups/$id
mkdir -p "$backups" && chmod 700 "$backups" && mkdir -p "$work" || exit 1
value_of() { printf '%s\\n' "$list" | awk -F '\\t' -v name="$1" '$1 == name { print $'"$2"' }'; }
size_of() { if [ -f "$1" ]; then wc -c <"$1"; else echo 0; fi; }
total=$(printf '%s\\n' "$list" | awk -F '\\t' '{ sum += $2 } END { printf "%d", sum / 1024 }')
free=$(df -Pk "$backups" | awk 'NR == 2 { print $4 }')
had=$(du -sk "$work" | awk '{ print $1 }')
[ "$((free + had))" -ge "$((total + 10240))" ] ||
  fail "No space left on device: $backups has $((free / 1024)) MiB free, and $id needs $((total / 1024 + 10)) MiB"
fetch_rest() {
  answer=$(curl -q -K /dev/fd/3 2>&1 </dev/null 3<<CURL
url = "$address"
output = "$work/$name"
continue-at = $1
fail
write-out = "%{http_code}"
$patience
CURL
  )
}
tab=$(printf '\\t')
while IFS="$tab" read -r name address; do
  [ -n "$address" ] || continue
  bytes=$(value_of "$name" 2) sum=$(value_of "$name" 3)
  [ -n "$sum" ] || fail "There is no checksum of $name"
  try=1
  : >>"$work/$name" || exit 1
  while have=$(($(size_of "$work/$name"))) && [ "$have" -ne "$bytes" ]; do
    # Longer than it may be: not the beginning of it.
    [ "$have" -lt "$bytes" ] || { rm -f "$work/$name" && have=0; }
    if ! fetch_rest "$have"; then
      said=$(printf '%s\\n' "$answer" | sed -n 's/^curl: //p' | head -n 1)
      code=$(printf '%s\\n' "$answer" | tail -n 1 | tail -c 4)
      may_try_again "$code" || unavailable "The storage did not give $name: $said"
    elif [ "$(($(size_of "$work/$name")))" -lt "$bytes" ]; then
      may_try_again '' || unavailable "The storage gave $(size_of "$work/$name") bytes of $name, which had $bytes"
    fi
  done
  if [ "$(sha256sum <"$work/$name" | cut -d ' ' -f 1)" != "$sum" ]; then
    rm -f "$work/$name"
    printf '%s\\n' "$name in the storage is not what was copied there: its SHA-256 is another one" >&2
    exit 65
  fi
done
printf '%s\\n' "$list" | while IFS="$tab" read -r name _; do [ -f "$work/$name" ] || fail "$name was not fetched"; done || exit 1
for file in "$work"/* "$work/.slot" "$work"; do sync "$file" 2>/dev/null || sync; done
trash=$backups/.trash-$id
rm -rf "$trash"
[ ! -e "$final" ] || mv "$final" "$trash" || exit 1
mv "$work" "$final" || exit 1
rm -rf "$trash"
sync "$backups" 2>/dev/null || sync
`;
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
39475:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J3: () => ( toBefore),
P2: () => ( listRefused),
oF: () => ( planHealth)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _service_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95060);



const CONFIRM_MARGIN_SECONDS = 30;
function toBefore(from) {
    return from === undefined ? undefined : { release: from.id, control: from.control };
}
function planHealth(values, target) {
    const asked = bindLines(values, target);
    const checks = values['skip-health-check'] ? [] : listChecks(values, target);
    const rounds = target.control.startBeside === undefined ? 1 : 2;
    const budget = checks.length === 0 ? 0 : rounds * values.attempts * (values.delay + Math.max(...checks.map((check) => check.timeoutSeconds)));
    const health = {
        checks,
        attempts: values.attempts,
        delaySeconds: values.delay,
        evidence: [...target.control.evidence, ...asked.evidence, ...planEvidence(target, values.logs ?? [])]
    };
    return {
        health: checks.length === 0 ? undefined : health,
        healthBefore: checks.length === 0 || target.before === undefined ? undefined : planUndoHealth(values, { ...target, ...target.before }),
        confirmTimeoutSeconds: values['confirm-timeout'] ?? budget + CONFIRM_MARGIN_SECONDS
    };
}
const UNDO_ATTEMPTS = 5;
const UNDO_DELAY_SECONDS = 5;
const UNDO_CHECK_SECONDS = 30;
function planUndoHealth(values, target) {
    return {
        release: target.release,
        checks: listChecks(values, target).map((check) => ({ ...check, timeoutSeconds: Math.min(check.timeoutSeconds, UNDO_CHECK_SECONDS) })),
        attempts: Math.min(values.attempts, UNDO_ATTEMPTS),
        delaySeconds: Math.min(values.delay, UNDO_DELAY_SECONDS)
    };
}
function listRefused(values, target) {
    return bindLines(values, target).refused;
}
function bindLines(values, { host, paths, release, control }) {
    return (0,_service_checks_js__WEBPACK_IMPORTED_MODULE_1__ .R)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Pe)(values['health-check'] ?? [], { host, path: paths.root, release, timeoutSeconds: values.timeout }), control);
}
function listChecks(values, target) {
    const { host, paths, release, control } = target;
    const checks = [...control.checks, ...bindLines(values, target).checks];
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
            cwd: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .gv)(paths, release)
        }
    ];
}
function planEvidence({ host, paths }, logs) {
    return [
        ...logs.map((log) => ({ title: `End of ${log}`, host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOG_PROGRAM, [log.startsWith('/') ? log : `${paths.root}/${log}`]) })),
        { title: 'Disk', host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DISK_PROGRAM, [paths.root]) },
        { title: 'Memory', host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(MEMORY_PROGRAM) }
    ];
}
const LOG_PROGRAM = 'tail -n 100 "$1" 2>&1';
const DISK_PROGRAM = 'df -Pk "$1" 2>&1; df -Pi "$1" 2>&1';
const MEMORY_PROGRAM = 'head -n 5 /proc/meminfo 2>&1; cat /proc/loadavg 2>&1';
}),
95060:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
R: () => ( bindChecks)
});
function bindChecks(asked, control) {
    const services = control?.services;
    const checks = [];
    const names = new Set();
    const refused = [];
    for (const check of asked) {
        if (check.kind !== 'service')
            checks.push(check);
        else if (services === undefined)
            refused.push(`${check.title} asks the containers of the service ${check.service}, which only a release of strategy compose has`);
        else if (!services.names.includes(check.service))
            refused.push(`${check.title}: no service ${check.service} is kept running; there are ${services.names.join(', ')}`);
        else {
            checks.push(services.ask(check));
            names.add(check.service);
        }
    }
    return { checks, evidence: services === undefined || names.size === 0 ? [] : [services.logs([...names])], refused };
}
})

};
