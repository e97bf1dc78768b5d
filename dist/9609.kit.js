import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 9609;
export const ids = [9609];
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
3192:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
t: () => ( SQLITE_FUNCTIONS)
});
const SQLITE_FUNCTIONS = `
in_sqlite() { sqlite3 -batch -bail -noheader -list -cmd '.timeout 30000' "$1" "$2" </dev/null; }
check_sqlite() {
  words=$(in_sqlite "$1" 'pragma integrity_check' 2>&1) && [ "$words" = ok ] && return 0
  printf '%s\\n' "$words" | head -n 3
  return 1
}
sqlite_fingerprint() {
  tables=$(in_sqlite "$1" "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name") || return 1
  printf '%s\\n' "$tables" | while IFS= read -r table; do
    [ -n "$table" ] || continue
    quoted=$(printf %s "$table" | sed 's/"/""/g')
    rows=$(in_sqlite "$1" "select count(*) from \\"$quoted\\"") || exit 1
    hash=-
    if [ "$2" = rows ]; then hash=$(in_sqlite "$1" ".sha3sum \\"$(printf %s "$table" | sed 's/[\\\\"]/\\\\&/g')\\"") || exit 1; fi
    printf 'table\\t%s\\t%s\\t%s\\n' "$table" "$rows" "$hash"
  done || return 1
  in_sqlite "$1" "select 'objects' || char(9) || type || char(9) || count(*) || char(9) || '-' from sqlite_schema where name not like 'sqlite_%' group by type order by type"
}
`;
}),
89609:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  backupsSize: () => ( backupsSize)
});
var core = __webpack_require__(28998);
var backup_inputs = __webpack_require__(60474);
var choose_components = __webpack_require__(67518);
var backup_manifest = __webpack_require__(68697);
var look_at_component = __webpack_require__(63895);
var mysql_dump = __webpack_require__(65663);
var mysql_functions = __webpack_require__(99492);
var postgres_dump = __webpack_require__(37290);
var postgres_functions = __webpack_require__(57235);
var redis_dump = __webpack_require__(21664);
var redis_functions = __webpack_require__(16309);
var sqlite_functions = __webpack_require__(3192);
var stream_functions = __webpack_require__(4028);
;
const LARGEST = 10;
function measureComponent(component, place) {
    if (component.kind === 's3' || component.kind === 'volume' || component.kind === 'configuration')
        return measureBucket((0,look_at_component .s)(component, place));
    return (0,core .P)(measureCommand(component, place), ({ stdout, exitCode }) => {
        const lines = stdout.split('\n').map((line) => line.split('\t'));
        const [, total] = lines.find(([word]) => word === 'bytes') ?? [];
        if (exitCode !== 0 || total === undefined || !/^\d+$/.test(total))
            return { problem: stdout.trim() === '' ? `ended with exit code ${exitCode}` : stdout.trim(), isAbsent: exitCode === look_at_component .b };
        const parts = lines.filter(([word]) => word === 'part').map(([, name = '', bytes, rows]) => ({ name, bytes: toCount(bytes), rows: toCount(rows) }));
        return { bytes: Number(total), parts };
    });
}
function measureBucket({ command, parse }) {
    return (0,core .P)(command, (answer) => {
        const look = parse(answer);
        return look.problem === undefined ? { bytes: look.bytes, parts: [] } : look;
    });
}
function toCount(text) {
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
function measureCommand(component, { root, project }) {
    switch (component.kind) {
        case 'postgres':
            return (0,core .K$)(MEASURE_POSTGRES_PROGRAM, [String(LARGEST), ...(0,postgres_dump .Jv)(component, project)]);
        case 'mysql':
            return (0,core .K$)(MEASURE_MYSQL_PROGRAM, [String(LARGEST), ...(0,mysql_dump .s)(component, project)]);
        case 'redis':
            return (0,core .K$)(MEASURE_REDIS_PROGRAM, (0,redis_dump .N)(component, project));
        case 'sqlite':
            return (0,core .K$)(MEASURE_SQLITE_PROGRAM, [String(LARGEST), component.path.startsWith('/') ? component.path : `${root}/${component.path}`]);
        case 'files':
            return (0,core .K$)(MEASURE_FILES_PROGRAM, [root, ...component.paths]);
    }
}
const MEASURE_POSTGRES_PROGRAM = `
exec 2>&1
largest=$1
shift
${stream_functions .kO}${postgres_functions .a}
reach_postgres "$@"
in_postgres psql -X -q -A -t -F "$(printf '\\t')" -v ON_ERROR_STOP=1 -v largest="$largest" <<'SQL'
set search_path to pg_catalog; set client_encoding to utf8;
select 'bytes', pg_database_size(current_database());
select 'part', replace(replace(c.oid::regclass::text, E'\\t', '\\t'), E'\\n', '\\n'), pg_total_relation_size(c.oid), case when c.reltuples >= 0 then c.reltuples::bigint end
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by 3 desc, 2 limit :largest;
SQL
`;
const MEASURE_MYSQL_PROGRAM = `
exec 2>&1
largest=$1
shift
${stream_functions .kO}${mysql_functions .PK}
reach_mysql "$@"
sql "$my_database" <<SQL
select 'bytes', cast(ifnull(sum(data_length + index_length), 0) as unsigned) from information_schema.tables where table_schema = database();
select 'part', table_name, cast(ifnull(data_length + index_length, 0) as unsigned) as size, ifnull(table_rows, '') from information_schema.tables
where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by size desc, table_name limit $((largest));
SQL
`;
const MEASURE_REDIS_PROGRAM = `
exec 2>&1
${stream_functions .kO}${redis_functions ._R}${redis_functions ._G}
reach_redis "$@"
printf 'bytes\\t%s\\n' "$(of_redis used_memory)"
keyspace | awk '{ printf "part\\tdatabase %s\\t\\t%d\\n", $1, $2 + $3 }'
`;
const MEASURE_SQLITE_PROGRAM = `
exec 2>&1
largest=$1 database=$2
${stream_functions .kO}${sqlite_functions .t}
command -v sqlite3 >/dev/null || fail 'there is no sqlite3 on the host: install it'
[ -e "$database" ] || { echo "$database is not there"; exit 3; }
printf 'bytes\\t%s\\n' "$(($(wc -c <"$database")))"
tables="select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
sizes=$(in_sqlite "$database" "select sum(d.pgsize) || char(9) || s.tbl_name from dbstat d join sqlite_schema s on s.name = d.name
  where s.tbl_name in ($tables) group by s.tbl_name order by sum(d.pgsize) desc limit $((largest))" 2>/dev/null) ||
  sizes=$(in_sqlite "$database" "select char(9) || name from ($tables) limit $((largest))") || exit 1
printf '%s\\n' "$sizes" | while IFS= read -r line; do
  table=\${line#*"$(printf '\\t')"}
  [ -n "$table" ] || continue
  rows=$(in_sqlite "$database" "select count(*) from \\"$(printf %s "$table" | sed 's/"/""/g')\\"") || exit 1
  printf 'part\\t%s\\t%s\\t%s\\n' "$table" "\${line%%"$(printf '\\t')"*}" "$rows"
done
`;
const MEASURE_FILES_PROGRAM = `
exec 2>&1
cd "$1" || exit 1
shift
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || { echo "there is no $path in $PWD"; exit 3; }
done
du -sk -- "$@" | awk '{ kilobytes = $1; sub(/^[0-9]+[ \\t]+/, ""); sum += kilobytes; printf "part\\t%s\\t%d\\t\\n", $0, kilobytes * 1024 } END { printf "bytes\\t%d\\n", sum * 1024 }'
`;
var observe = __webpack_require__(11230);
var parse_components = __webpack_require__(38134);
var read_backups = __webpack_require__(3594);
var read_tables = __webpack_require__(72736);
var target_inputs = __webpack_require__(9426);
var answer_plan = __webpack_require__(66601);
var read_host = __webpack_require__(82122);
var release_secrets = __webpack_require__(45938);
var release_manifest = __webpack_require__(80778);
;
const sizeInputs = (0,core .pf)({ ...backup_inputs .DQ, ...backup_inputs .BM });
const COMPARED = 5;
const backupsSize = (0,core .h9)({
    name: 'backups size',
    summary: 'Tell how large the databases and their largest tables are, and how they have grown since the last backups',
    inputs: sizeInputs,
    outputs: {},
    examples: [{ command: 'backups size --environment production', does: 'tells what takes the room' }],
    danger: 'read-only',
    isAction: false,
    observe: observeSizes,
    plan: (values, { chosen, hosts }) => (0,answer_plan .A)({
        operation: 'backups size',
        title: `Sizes of ${chosen.components.map(({ name }) => name).join(', ')} of ${values.path}`,
        hosts: hosts.map(({ host }) => host),
        tables: [tableSizes(hosts), tableGrowth(hosts)],
        notes: ['Rows now are what the statistics of the server say; of SQLite they are counted'],
        problems: chosen.problems,
        answer: Object.fromEntries(hosts.map(({ host, sizes }) => [host, sizes]))
    })
});
async function observeSizes(values, observer) {
    const chosen = (0,choose_components .I)((0,parse_components .Y)(values.components), values);
    const hosts = await Promise.all(observer.hosts.map(async (host) => ({ host, sizes: await observeHost(host, { values, observer, chosen }) })));
    return { chosen, hosts };
}
async function observeHost(host, { values, observer, chosen }) {
    if (chosen.components.length === 0)
        return [];
    const root = (0,target_inputs .Fd)(values.path);
    const folder = (0,observe .a)(values);
    const [{ state, kept }] = await Promise.all([observer.askAll(host, { state: (0,read_host .r)(root, values.layout), kept: (0,read_backups .s)(folder) }), (0,release_secrets .u)(observer, host, root)]);
    const place = { root, project: (0,observe .v8)(state) };
    const measures = await observer.askAll(host, Object.fromEntries(chosen.components.map((component) => [component.name, measureComponent(component, place)])));
    const manifests = kept.backups.map(({ manifest }) => manifest);
    const earlier = chosen.components.map((component) => ({ component, backups: listEarlier(component, manifests) }));
    const rows = await observer.askAll(host, Object.fromEntries(earlier.map(({ component, backups }) => [component.name, backups[0] === undefined ? (0,core .P)((0,core .K$)(':'), () => ({})) : (0,read_tables .g)(`${folder}/${backups[0].id}`, component.name)])));
    return earlier.map(({ component: { name, kind }, backups }) => ({
        ...{ component: name, kind, backups },
        now: measures[name] ?? { problem: 'was not asked', isAbsent: false },
        rowsInBackup: rows[name] ?? {}
    }));
}
function listEarlier({ name, kind }, manifests) {
    return manifests
        .flatMap((manifest) => {
        const bytes = sizeIn(manifest, name);
        const isOf = manifest.components.some((component) => component.name === name && component.kind === kind);
        return isOf && bytes !== undefined ? [{ id: manifest.id, createdAt: Math.floor(manifest.createdAt / 1000), bytes }] : [];
    })
        .slice(0, COMPARED);
}
function sizeIn(manifest, name) {
    const fact = (0,backup_manifest .yD)(manifest, name, 'bytes');
    if (fact !== undefined)
        return /^\d+$/.test(fact.trim()) ? Number(fact) : undefined;
    return manifest.files.find(({ path }) => path.startsWith(`${name}.tar.`))?.plainBytes;
}
function tableSizes(hosts) {
    return {
        title: 'Sizes',
        columns: ['host', 'component', 'what', 'size', 'rows now', 'rows in the last backup'],
        rows: hosts.flatMap(({ host, sizes }) => sizes.flatMap(({ component, kind, now, rowsInBackup }) => {
            if (now.problem !== undefined)
                return [[host, component, now.isAbsent ? 'nothing is there' : now.problem, '', '', '']];
            const parts = now.parts.map(({ name, bytes, rows }) => [host, component, name, bytes === undefined ? '' : (0,core .qI)(bytes), String(rows ?? ''), String(rowsInBackup[name] ?? '')]);
            return [[host, component, `${kind}, all of it`, (0,core .qI)(now.bytes), '', ''], ...parts];
        }))
    };
}
function tableGrowth(hosts) {
    return {
        title: 'Growth',
        columns: ['host', 'component', 'backup', 'made (UTC)', 'size then', 'since then'],
        rows: hosts.flatMap(({ host, sizes }) => sizes.flatMap(({ component, now, backups }) => backups.map(({ id, createdAt, bytes }) => [host, component, id, (0,release_manifest .dc)(createdAt * 1000), (0,core .qI)(bytes), now.problem === undefined ? renderGrowth(bytes, now.bytes) : ''])))
    };
}
function renderGrowth(before, now) {
    const grown = now - before;
    const sign = grown < 0 ? '-' : '+';
    const share = before === 0 ? '' : ` (${sign}${Math.round((Math.abs(grown) / before) * 100)} %)`;
    return `${sign}${(0,core .qI)(Math.abs(grown))}${share}`;
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
})

};
