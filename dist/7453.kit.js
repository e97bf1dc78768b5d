import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 7453;
export const ids = [7453];
export const modules = {
60474:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
BM: () => ( componentInputs),
CP: () => ( timeZoneInput),
Ct: () => ( backupInputs),
DQ: () => ( backupPlaceInputs),
SI: () => ( preDeployInputs),
kN: () => ( retentionInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35015);
var _input_checks_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(83085);
var _storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24048);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9426);
var _component_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(97481);
var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68697);
var _parse_components_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38134);









const backupPlaceInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .eu,
    ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .lY,
    ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .WL,
    'backup-path': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The folder of the backups on the hosts, best on another disk. Default: `.deploy-kit/backups` in the deploy path.',
        example: '/var/backups/app',
        check: _target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .W0
    })
});
const COMPONENTS = 'What is backed up, one a line: `postgres service=db`, `postgres database=app`, `mysql service=db`, `redis service=redis`, `sqlite shared/data/app.sqlite`, `files shared/uploads`, `volume uploads`, `s3 bucket=videos service=storage`, `configuration`. `as=NAME` gives a part a name. See docs/backup-and-restore.md.';
const componentInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    components: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Mn)({ group: 'Backup', required: true, description: COMPONENTS, example: 'postgres service=db', check: _parse_components_js__WEBPACK_IMPORTED_MODULE_6__ .y }),
    only: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({ group: 'Backup', description: 'Only these parts: names or kinds of components.', example: 'db' }),
    skip: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({ group: 'Backup', description: `Not these parts: names or kinds of components (${_component_js__WEBPACK_IMPORTED_MODULE_7__ .M7.join(', ')}).`, example: 'files' })
});
const count = (description, standard, min = 0) => (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .nd)({ group: 'Backup', description, default: standard, min, max: 10_000 });
const retentionInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    'keep-backups': count('How many of the newest backups stay, scheduled and manual ones.', '30', 1),
    'keep-daily': count('The newest backup of so many days stays.', '7'),
    'keep-weekly': count('The newest backup of so many weeks stays.', '4'),
    'keep-monthly': count('The newest backup of so many months stays.', '12'),
    'keep-pre-deploy': count('How many of the newest backups stay that were made before a deploy.', '10'),
    'keep-emergency': count('How many of the newest backups stay that were made before a restore.', '5'),
    'accept-smaller': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zM)({
        group: 'Backup',
        description: 'Remove old backups although the newest one is less than half as big as those before it.',
        default: 'false'
    })
});
const timeZoneInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
    group: 'Backup',
    description: 'The time zone whose days, weeks and months count.',
    default: 'UTC',
    example: 'Europe/Berlin',
    check: (zone) => (/^[A-Za-z][A-Za-z0-9_/+-]*$/.test(zone) ? undefined : `is no name of a time zone: ${JSON.stringify(zone)}`)
});
const backupInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    ...backupPlaceInputs,
    ...componentInputs,
    'backup-name': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The name of the backup. Default: its type and the time (UTC), as in `manual_20261121_070000`.',
        example: 'before-the-move',
        check: (name) => (_manifest_js__WEBPACK_IMPORTED_MODULE_5__ .Hr.test(name) ? undefined : 'must be letters, digits, dots, dashes and underscores, and begin with a letter or digit')
    }),
    recipients: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Backup',
        description: 'Public keys (age-encryption.org: `age1...`) that the backup is sealed for. Who has taken the server cannot read it; nor can the server.',
        example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
        check: (keys) => keys.filter((key) => !/^age1[02-9ac-hj-np-z]{58}$/.test(key)).map((key) => `${JSON.stringify(key)} is no public key of age (age1...)`)[0]
    }),
    compare: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Yq)(['rows', 'count', 'off'], {
        group: 'Backup',
        description: 'What a restored database is compared with: `rows` counts and hashes all rows at the moment of the dump, `count` only counts them.',
        default: 'rows'
    }),
    'backup-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Backup', description: 'How long the dump of one part may take.', default: '4h', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_8__ .fG }),
    ...retentionInputs,
    'time-zone': timeZoneInput,
    ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd,
    'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .O['lock-wait']
});
const preDeployInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    components: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Mn)({
        group: 'Backup',
        description: `${COMPONENTS} When it is given, a backup of them is made before anything is changed.`,
        example: 'postgres service=db',
        check: _parse_components_js__WEBPACK_IMPORTED_MODULE_6__ .y
    }),
    'backup-path': backupInputs['backup-path'],
    recipients: backupInputs.recipients,
    compare: backupInputs.compare,
    'backup-timeout': backupInputs['backup-timeout'],
    'time-zone': timeZoneInput,
    'unsafe-skip-backup': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zM)({ group: 'Backup', description: 'Deploy without the backup of the `components`. Log and summary warn.', default: 'false' })
});
}),
67518:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
I: () => ( chooseComponents)
});
function chooseComponents(components, { only, skip }) {
    const means = (word, { name, kind }) => word === name || word === kind;
    const unknown = [...(only ?? []), ...(skip ?? [])].filter((word) => !components.some((component) => means(word, component)));
    const chosen = components
        .filter((component) => only === undefined || only.some((word) => means(word, component)))
        .filter((component) => skip?.some((word) => means(word, component)) !== true);
    const known = components.map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`)).join(', ');
    const problems = unknown.map((word) => ({ code: 'DK_INPUT_INVALID', message: `There is no component ${word}`, remedy: `There are ${known}` }));
    if (unknown.length === 0 && chosen.length === 0)
        problems.push({ code: 'DK_INPUT_INVALID', message: 'No component is left', remedy: `There are ${known}` });
    return { components: chosen, problems };
}
}),
97481:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
M7: () => ( COMPONENT_KINDS),
QH: () => ( isWritten),
kw: () => ( projectPartOf),
pk: () => ( describeStops),
z5: () => ( serviceOf)
});
const COMPONENT_KINDS = ['postgres', 'mysql', 'sqlite', 'redis', 'files', 'volume', 's3', 'configuration'];
function serviceOf(component) {
    return 'server' in component && component.server.kind === 'service' ? component.server.service : undefined;
}
function projectPartOf(component) {
    const service = serviceOf(component);
    if (service !== undefined)
        return `the service ${service}`;
    return component.kind === 'volume' && component.place.kind === 'key' ? `the volume ${component.place.key}` : undefined;
}
function isWritten(components) {
    return components.some(({ kind }) => kind !== 'configuration');
}
function describeStops(components) {
    return components.flatMap(({ kind, name }) => (kind === 'volume' ? [`${name} is a volume: the containers that write into it are stopped while it is packed`] : []));
}
}),
63895:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
b: () => ( ABSENT_EXIT_CODE),
s: () => ( lookAtComponent)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _mysql_dump_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65663);
var _mysql_functions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(99492);
var _postgres_dump_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37290);
var _postgres_functions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(57235);
var _redis_dump_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21664);
var _redis_functions_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(16309);
var _s3_dump_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6562);
var _s3_functions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8986);
var _s3_list_functions_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(37967);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4028);
var _volume_functions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(87810);












const ABSENT_EXIT_CODE = 3;
function lookAtComponent(component, place) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)(lookCommand(component, place), ({ stdout, exitCode }) => {
        const words = stdout.trim();
        return exitCode === 0 && /^\d+$/.test(words) ? { bytes: Number(words) } : { problem: words === '' ? `ended with exit code ${exitCode}` : words, isAbsent: exitCode === ABSENT_EXIT_CODE };
    });
}
function lookCommand(component, { root, project }) {
    switch (component.kind) {
        case 'postgres':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_POSTGRES_PROGRAM, (0,_postgres_dump_js__WEBPACK_IMPORTED_MODULE_2__ .Jv)(component, project));
        case 'mysql':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_MYSQL_PROGRAM, (0,_mysql_dump_js__WEBPACK_IMPORTED_MODULE_1__ .s)(component, project));
        case 'redis':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_REDIS_PROGRAM, (0,_redis_dump_js__WEBPACK_IMPORTED_MODULE_3__ .N)(component, project));
        case 'sqlite':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_SQLITE_PROGRAM, [component.path.startsWith('/') ? component.path : `${root}/${component.path}`]);
        case 'files':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_FILES_PROGRAM, [root, ...component.paths]);
        case 's3':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_S3_PROGRAM, (0,_s3_dump_js__WEBPACK_IMPORTED_MODULE_4__ .Mb)(component, { root, project }));
        case 'volume':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOOK_AT_VOLUME_PROGRAM, [(0,_volume_functions_js__WEBPACK_IMPORTED_MODULE_5__ .HC)(component, project)]);
        case 'configuration':
            return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['echo', '100000']);
    }
}
const LOOK_AT_POSTGRES_PROGRAM = `
exec 2>&1
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_6__ .kO}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_7__ .a}
words=$(reach_postgres "$@" 2>&1) || {
  printf '%s\n' "$words"
  case $words in *'database "'*'" does not exist'*) exit 3 ;; esac
  exit 1
}
reach_postgres "$@"
in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -c 'select pg_database_size(current_database())'
`;
const LOOK_AT_MYSQL_PROGRAM = `
exec 2>&1
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_6__ .kO}${_mysql_functions_js__WEBPACK_IMPORTED_MODULE_8__ .PK}
reach_mysql "$@"
say_size="select ifnull(sum(data_length + index_length), 0) from information_schema.tables where table_schema = database()"
words=$(echo "$say_size" | sql "$my_database" 2>&1) || {
  printf '%s\\n' "$words"
  case $words in *'ERROR 1049 '*) exit 3 ;; esac
  exit 1
}
printf '%.0f\\n' "$words"
`;
const LOOK_AT_REDIS_PROGRAM = `
exec 2>&1
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_6__ .kO}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_9__ ._R}
reach_redis "$@"
of_redis used_memory
`;
const LOOK_AT_SQLITE_PROGRAM = `
exec 2>&1
command -v sqlite3 >/dev/null || { echo 'there is no sqlite3 on the host: install it'; exit 1; }
[ -e "$1" ] || { echo "$1 is not there"; exit 3; }
[ -r "$1" ] || { echo "$1 cannot be read"; exit 1; }
echo "$(($(wc -c <"$1")))"
`;
const LOOK_AT_FILES_PROGRAM = `
exec 2>&1
cd "$1" || exit 1
shift
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || { echo "there is no $path in $PWD"; exit 3; }
done
du -sk -- "$@" | awk '{ sum += $1 } END { printf "%d\\n", sum * 1024 }'
`;
const LOOK_AT_S3_PROGRAM = `
exec 2>&1
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_6__ .kO}${_s3_functions_js__WEBPACK_IMPORTED_MODULE_10__ .H}${_s3_list_functions_js__WEBPACK_IMPORTED_MODULE_11__ .f}
s3=$(mktemp -d) || exit 1
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
list_bucket "$s3/live" 20 || {
  echo "there is no bucket $s3_bucket at $s3_endpoint"
  exit 3
}
awk -F '\\t' '{ sum += $2 } END { printf "%.0f\\n", sum }' "$s3/live"
`;
const LOOK_AT_VOLUME_PROGRAM = `
exec 2>&1
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_6__ .kO}${_volume_functions_js__WEBPACK_IMPORTED_MODULE_5__ .HY}
find_volume "$1"
[ -n "$volume" ] || { echo "there is no volume \${1#*:}"; exit 3; }
writers=$(list_writers) || exit 1
refuse_writers "$writers"
timeout 20 docker system df --verbose --format '{{range .Volumes}}{{.Name}} {{.Size}}{{println}}{{end}}' 2>/dev/null | awk -v volume="$volume" '
  $1 == volume { factor = 1; if ($2 ~ /kB$/) factor = 1e3; if ($2 ~ /MB$/) factor = 1e6; if ($2 ~ /GB$/) factor = 1e9; if ($2 ~ /TB$/) factor = 1e12; bytes = $2 * factor }
  END { printf "%.0f\\n", bytes }'
`;
}),
68697:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Hr: () => ( BACKUP_ID),
We: () => ( storedBytesOf),
cD: () => ( nameBackup),
n_: () => ( slotLine),
s4: () => ( setOf),
yD: () => ( factOf),
zW: () => ( parseBackupManifest)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const BACKUP_TYPES = ( null && (['manual', 'scheduled', 'pre-deploy', 'emergency']));
function parseBackupManifest(text) {
    try {
        const manifest = JSON.parse(text);
        const { schema, id, createdAt, files, facts, components } = manifest;
        const isWhole = schema === 1 && typeof id === 'string' && typeof createdAt === 'number' && [files, facts, components].every(Array.isArray);
        return isWhole ? manifest : undefined;
    }
    catch {
        return undefined;
    }
}
function nameBackup(type, startedAt, taken) {
    const stamp = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
    const base = `${type}_${stamp}`;
    const candidates = [base, ...Array.from({ length: taken.length + 1 }, (_, index) => `${base}-${index + 2}`)];
    return candidates.find((candidate) => !taken.includes(candidate)) ?? base;
}
const BACKUP_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
function setOf({ components }) {
    const names = components.map(({ kind, name }) => `${kind} ${name}`).toSorted();
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(names.join('\n')).digest('hex').slice(0, 12);
}
function slotLine(head, seconds = String(Math.floor(head.createdAt / 1000))) {
    const { type, slot } = head;
    return [type, setOf(head), seconds, slot.day, slot.week, slot.month].join('\t');
}
function storedBytesOf({ files }) {
    return files.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
}
function factOf({ facts }, component, name) {
    return facts.find(([of, key]) => of === component && key === name)?.[2];
}
}),
65663:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
H: () => ( dumpMysql),
s: () => ( mysqlWords)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _mysql_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99492);
var _server_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55489);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4028);




const DUMP_MYSQL_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5
shift 5
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ .J5}${_mysql_functions_js__WEBPACK_IMPORTED_MODULE_2__ .PK}${_mysql_functions_js__WEBPACK_IMPORTED_MODULE_2__ .m2}
reach_mysql "$@"
hold_snapshot "$level"
store "$name.sql$suffix" read_dump check_dump
end_snapshot "$name.fingerprint"
tables=$(grep -c '^table' "$work/$name.fingerprint")
[ "$tables" = "$said" ] || fail "$name: the dump has $said tables, the database has $tables"
store "$name.events.sql$suffix" read_events check_events
note "$name" tables "$said"
note "$name" database "$my_database"
note "$name" consistency "$consistency"
case $my_version in *MariaDB*) maker=MariaDB ;; *) maker=MySQL ;; esac
note "$name" server "$maker $my_version"
note "$name" tool "$(in_mysql dump --version)"
ask() { printf '%s;\\n' "$1" | sql "$my_database"; }
of_database='from information_schema.schemata where schema_name = database()'
note "$name" charset "$(ask "select default_character_set_name $of_database")"
note "$name" collate "$(ask "select default_collation_name $of_database")"
# MySQL, and MariaDB before 10.5, have no comments of databases.
note "$name" comment "$(ask "select schema_comment $of_database" 2>/dev/null)"
note "$name" bytes "$(ask 'select ifnull(sum(data_length + index_length), 0) from information_schema.tables where table_schema = database()')"
loose=$(ask "select ifnull(group_concat(table_name order by table_name separator ', '), '') from information_schema.tables t
  join information_schema.engines e on e.engine = t.engine where table_schema = database() and table_type = 'BASE TABLE' and ifnull(transactions, 'NO') <> 'YES'")
[ -z "$loose" ] || note "$name" warning "Tables without transactions are as of the moment in which each was read: $loose"
`;
function mysqlWords({ server, user, database }, project) {
    return [...(0,_server_place_js__WEBPACK_IMPORTED_MODULE_3__ .f)(server, project), user, database];
}
function dumpMysql(component, { work, codec, suffix, fingerprint, project }) {
    const { name } = component;
    return {
        title: `Dump ${name}: MariaDB or MySQL, from one snapshot`,
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DUMP_MYSQL_PROGRAM, [work, codec, name, suffix, fingerprint, ...mysqlWords(component, project)])
    };
}
}),
29301:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
u: () => ( MYSQL_FINGERPRINT_FUNCTIONS)
});
const MYSQL_FINGERPRINT_FUNCTIONS = `
session_sql() { echo "set names utf8mb4; set time_zone = '+00:00', sql_mode = '', group_concat_max_len = 4000000;"; }
fingerprint_queries() {
  session_sql
  printf "set @level = '%s';\\n" "$1"
  cat <<'SQL'
select concat('select ''table'', ', quote(t.table_name), ', ',
  if(@level = 'off' or e.transactions is null or e.transactions <> 'YES', '''-'', ''-''', concat('count(*), ',
    if(@level <> 'rows', '''-''', concat('ifnull(sum(cast(conv(left(md5(concat_ws('','', ',
      group_concat('ifnull(', case when c.data_type in ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'float', 'double',
          'date', 'datetime', 'timestamp', 'time', 'year', 'inet4', 'inet6', 'uuid') then 'concat(' else 'hex(' end,
        '\`', replace(c.column_name, '\`', '\`\`'), '\`), ''-'')' order by c.ordinal_position separator ', '),
      ')), 16), 16, 10) as decimal(20))), 0)')), ' from \`', replace(t.table_name, '\`', '\`\`'), '\`')), ';') as query
from information_schema.tables t join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
  left join information_schema.engines e on e.engine = t.engine
where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
group by t.table_name, e.transactions order by t.table_name;
select concat('select ''objects'', kind, count(*), ''-'' from (',
  'select lower(table_type) as kind from information_schema.tables where table_schema = database()',
  ' union all select lower(routine_type) from information_schema.routines where routine_schema = database()',
  ' union all select ''trigger'' from information_schema.triggers where trigger_schema = database()',
  ' union all select ''column'' from information_schema.columns where table_schema = database()',
  ' union all select ''column of an index'' from information_schema.statistics where table_schema = database()',
  ' union all select concat(''constraint '', lower(constraint_type)) from information_schema.table_constraints where constraint_schema = database()',
  ') found group by kind order by kind;') as query;
SQL
}
`;
}),
99492:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
PK: () => ( REACH_MYSQL_FUNCTIONS),
ei: () => ( DUMP_TOOL_FUNCTIONS),
m2: () => ( DUMP_MYSQL_FUNCTIONS)
});
var _mysql_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29301);
var _server_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55489);


const REACH_MYSQL_FUNCTIONS = `${_server_place_js__WEBPACK_IMPORTED_MODULE_0__ .e}
# shellcheck disable=SC2016 # run by the shell of the container
inside=$setting'
  place=$1 user=$2 database=$3 program=$4
  shift 4
  if [ "$place" = container ]; then
    root=$(setting "\${MARIADB_ROOT_PASSWORD:-\${MYSQL_ROOT_PASSWORD:-}}" "\${MARIADB_ROOT_PASSWORD_FILE:-\${MYSQL_ROOT_PASSWORD_FILE:-}}")
    own=$(setting "\${MARIADB_USER:-\${MYSQL_USER:-}}" "\${MARIADB_USER_FILE:-\${MYSQL_USER_FILE:-}}")
    [ -n "$user$root" ] || user=$own
    user=\${user:-root}
    case $user in
      root) MYSQL_PWD=$root ;;
      "$own") MYSQL_PWD=$(setting "\${MARIADB_PASSWORD:-\${MYSQL_PASSWORD:-}}" "\${MARIADB_PASSWORD_FILE:-\${MYSQL_PASSWORD_FILE:-}}") ;;
    esac
    if [ -n "\${MYSQL_PWD:-}" ]; then export MYSQL_PWD; else unset MYSQL_PWD; fi
    database=\${database:-$(setting "\${MARIADB_DATABASE:-\${MYSQL_DATABASE:-}}" "\${MARIADB_DATABASE_FILE:-\${MYSQL_DATABASE_FILE:-}}")}
  fi
  case $program in
    database) printf %s "$database" && exit ;;
    client) names="mariadb mysql" ;;
    dump) names="mariadb-dump mysqldump" ;;
  esac
  for name in $names; do
    path=$(command -v "$name") && exec "$path" \${user:+"--user=$user"} "$@"
  done
  echo "there is none of $names: install a client" >&2
  exit 127'
reach_mysql() {
  found='' my_address=$2 my_port=$3 my_user=$4 my_database=$5
  [ "$1" = host ] || find_container "$1"
  my_database=$(in_mysql database) || exit 1
  [ -n "$my_database" ] || fail 'Which database? The container names none: give it with database='
  # shellcheck disable=SC2034 # for those who have reached it
  my_version=$(echo 'select version()' | sql '') || exit 1
}
in_mysql() {
  program=$1
  shift
  if [ -n "$found" ]; then
    docker exec -i "$found" sh -c "$inside" sh container "$my_user" "$my_database" "$program" "$@"
    return
  fi
  [ -z "$my_port" ] || set -- "--port=$my_port" "$@"
  case $my_address in
    '') ;;
    /*) set -- "--socket=$my_address" "$@" ;;
    *) set -- "--host=$my_address" "$@" ;;
  esac
  sh -c "$inside" sh host "$my_user" "$my_database" "$program" "$@"
}
sql() {
  target=$1
  shift
  in_mysql client --batch --skip-column-names --raw --default-character-set=utf8mb4 --max-allowed-packet=1G "$@" \${target:+"--database=$target"}
}
# shellcheck disable=SC2016 # backquotes are those of SQL
name_sql() { printf '\`%s\`' "$(printf %s "$1" | sed 's/\`/\`\`/g')"; }
text_sql() { printf "'%s'" "$(printf %s "$1" | sed "s/[\\\\\\\\']/\\\\\\\\&/g")"; }
`;
const DUMP_TOOL_FUNCTIONS = `
dump_mysql() {
  # What MySQL alone has: its dumps would otherwise set what belongs to the server.
  case $my_version in *MariaDB*) ;; *) in_mysql dump --help 2>/dev/null | grep -q -- --set-gtid-purged && set -- --set-gtid-purged=OFF "$@" ;; esac
  in_mysql dump --single-transaction --quick --hex-blob --no-tablespaces --default-character-set=utf8mb4 --max-allowed-packet=1G "$@"
}
`;
const DUMP_MYSQL_FUNCTIONS = `${DUMP_TOOL_FUNCTIONS}${_mysql_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ .u}
hold_snapshot() {
  consistency='of one moment: the rows were counted in the snapshot of the dump'
  if [ "$1" = off ] || ! hold_writers; then
    consistency='of one moment, the rows not counted in it: compare is off, or the user may not FLUSH TABLES WITH READ LOCK'
    fingerprint_queries off | sql "$my_database" | sql "$my_database" >"$work/.rows" || exit 1
    return 0
  fi
  { session_sql && fingerprint_queries "$1" | sql "$my_database"; } >"$work/.queries" || exit 1
}
hold_writers() {
  rm -f "$work/.sql"
  mkfifo "$work/.sql" || exit 1
  in_mysql client --batch --skip-column-names --unbuffered --default-character-set=utf8mb4 "--database=$my_database" <"$work/.sql" >"$work/.rows" 2>"$work/.rows.err" &
  holder=$!
  exec 8>"$work/.sql"
  # Who waits longer for it holds everybody up.
  echo "set lock_wait_timeout = 10; flush tables with read lock; start transaction with consistent snapshot; select 'held';" >&8
  until grep -qx held "$work/.rows"; do
    if ! kill -0 "$holder" 2>/dev/null; then
      exec 8>&-
      holder=''
      return 1
    fi
    sleep 0.05 2>/dev/null || sleep 1
  done
}
# The first bytes of the dump come after its own snapshot has begun: from then on everybody may write.
release_writers() {
  [ -z "\${holder:-}" ] || { echo 'unlock tables;' && cat "$work/.queries"; } >&8 &
}
end_snapshot() {
  if [ -n "\${holder:-}" ]; then
    exec 8>&-
    wait "$holder" || fail "The session that counts the rows failed: $(tail -n 3 "$work/.rows.err")"
  fi
  sed '/^held$/d' "$work/.rows" >"$work/$1"
  rm -f "$work/.sql" "$work/.rows" "$work/.rows.err" "$work/.queries"
}
read_dump() {
  {
    dump_mysql --routines --triggers --skip-events -- "$my_database" 8>&-
    echo "$?" >"$stages/tool.code"
  } | {
    dd bs=64k count=1 2>/dev/null
    release_writers
    exec 8>&-
    cat
  }
  read -r code <"$stages/tool.code" && return "$code"
}
# The lines that make tables are printed, and how many they are.
check_dump() {
  sed -n -e '/^CREATE TABLE /p' -e '$p' >"$stages/lines" 8>&-
  require_trailer && { grep -c '^CREATE TABLE ' "$stages/lines" || :; }
}
require_trailer() {
  tail -n 1 "$stages/lines" | grep -q '^-- Dump completed' || {
    echo 'the dump has no end' >&2
    return 1
  }
}
read_events() { dump_mysql --no-data --no-create-info --skip-triggers --skip-routines --events -- "$my_database"; }
check_events() {
  tail -n 1 >"$stages/lines"
  require_trailer
}
`;
}),
11230:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
a: () => ( backupsFolder),
v8: () => ( projectOf),
vW: () => ( lookAtComponents),
zr: () => ( observeBackup)
});
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(28264);
var _tools_ledger_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22126);
var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82122);
var _tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45938);
var _choose_components_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67518);
var _look_at_component_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63895);
var _parse_components_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38134);
var _read_backups_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3594);
var _slots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(96123);










async function observeBackup(values, observer) {
    const chosen = (0,_choose_components_js__WEBPACK_IMPORTED_MODULE_8__ .I)((0,_parse_components_js__WEBPACK_IMPORTED_MODULE_5__ .Y)(values.components), values);
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, chosen })]));
    const { runId, identity, hosts } = observer;
    return { runId, run: (0,_tools_ledger_js__WEBPACK_IMPORTED_MODULE_1__ .Zm)(identity, runId), hosts, chosen, perHost: Object.fromEntries(perHost) };
}
async function readStorage(host, values, observer) {
    return await (await __webpack_require__.e( 6695).then(__webpack_require__.bind(__webpack_require__, 16695))).readCopies(host, { values, observer });
}
function backupsFolder(values) {
    const given = values['backup-path'];
    return given === undefined ? `${(0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_9__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(values.path), 'releases').kit}/backups` : (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(given);
}
function projectOf({ live, releases }) {
    const strategy = releases.find(({ id }) => id === live)?.manifest?.strategy;
    return strategy?.strategy === 'compose' ? strategy.project : undefined;
}
async function lookAtComponents(observer, host, { components, ...place }) {
    if (components.length === 0)
        return {};
    return await observer.askAll(host, Object.fromEntries(components.map((component) => [component.name, (0,_look_at_component_js__WEBPACK_IMPORTED_MODULE_4__ .s)(component, place)])));
}
async function observeHost(host, { values, observer, chosen }) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(values.path);
    const [{ state, folder }, copies] = await Promise.all([
        observer.askAll(host, { state: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_2__ .r)(root, values.layout), folder: (0,_read_backups_js__WEBPACK_IMPORTED_MODULE_6__ .s)(backupsFolder(values)) }),
        values.storage === undefined ? undefined : readStorage(host, values, observer),
        (0,_tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_3__ .u)(observer, host, root)
    ]);
    const project = projectOf(state);
    const looks = await lookAtComponents(observer, host, { components: chosen.components, root, project });
    const slot = await observer.ask(host, (0,_slots_js__WEBPACK_IMPORTED_MODULE_7__ .i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }));
    return { state, folder, project, looks, slot, copies };
}
}),
38134:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Y: () => ( parseComponents),
y: () => ( findComponentProblem)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _component_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97481);


const NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
function parseComponents(lines) {
    const problems = [];
    const components = lines.flatMap((line) => {
        try {
            return [parseComponent(line)];
        }
        catch (error) {
            problems.push(error instanceof Error ? error.message : String(error));
            return [];
        }
    });
    const names = components.map(({ name }) => name);
    for (const name of new Set(names.filter((each, index) => names.indexOf(each) < index))) {
        problems.push(`more than one component is called ${name}: give them names with as=NAME`);
    }
    if (components.filter(({ kind }) => kind === 'configuration').length > 1)
        problems.push('there is one configuration: it has all of it');
    if (problems.length > 0)
        throw new RangeError(problems.join('; '));
    return components;
}
function findComponentProblem(lines) {
    try {
        parseComponents(lines);
        return undefined;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
function parseComponent(line) {
    const [kind = '', ...rest] = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .fp)(line);
    const known = _component_js__WEBPACK_IMPORTED_MODULE_1__ .M7.find((each) => each === kind);
    if (known === undefined) {
        const meant = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kp)(kind, _component_js__WEBPACK_IMPORTED_MODULE_1__ .M7);
        throw new RangeError(`${JSON.stringify(kind)} is no kind of component; ${meant === undefined ? `there are ${_component_js__WEBPACK_IMPORTED_MODULE_1__ .M7.join(', ')}` : `did you mean ${meant}?`} (in: ${line})`);
    }
    const words = new Words(known, rest, line);
    const component = readers[known](words);
    words.requireAllRead();
    return component;
}
const readers = {
    postgres: (words) => {
        const format = words.option('format', /^(custom|plain)$/);
        return { kind: 'postgres', ...readDatabase(words), ...(format === 'plain' ? { format } : {}) };
    },
    mysql: (words) => {
        const found = readDatabase(words);
        if (found.server.kind === 'host' && found.database === '')
            words.refuse('mysql on the host needs database=');
        return { kind: 'mysql', ...found };
    },
    redis: (words) => {
        const server = readServer(words);
        return { kind: 'redis', name: words.name(containerOf(server)), server };
    },
    sqlite: (words) => {
        const [path] = words.targets('the path of the database', 1);
        return { kind: 'sqlite', name: words.name(path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')), path };
    },
    files: (words) => {
        const paths = words.targets('the paths, relative to the deploy path');
        for (const path of paths) {
            if (path.startsWith('/') || path.split('/').includes('..'))
                words.refuse(`${path} is not within the deploy path`);
        }
        return { kind: 'files', name: words.name(''), paths: paths.map((path) => path.replace(/\/+$/, '')) };
    },
    s3: readBucket,
    volume: (words) => {
        const volume = words.option('volume', CONTAINER_NAME);
        if (volume !== '')
            return { kind: 'volume', name: words.name(volume), place: { kind: 'volume', volume } };
        const [key] = words.targets('the name of a volume of the Compose project, or volume=', 1);
        if (!CONTAINER_NAME.test(key))
            words.refuse(`${key} is no name of a volume`);
        return { kind: 'volume', name: words.name(key), place: { kind: 'key', key } };
    },
    configuration: (words) => ({ kind: 'configuration', name: words.name('') })
};
function readDatabase(words) {
    const server = readServer(words);
    const database = words.option('database');
    return { name: words.name(server.kind === 'host' ? database : containerOf(server)), server, user: words.option('user'), database };
}
function containerOf(server) {
    return server.kind === 'service' ? server.service : server.kind === 'container' ? server.container : '';
}
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/;
const ENDPOINT = /^https?:\/\/[A-Za-z0-9._-]+(:\d{1,5})?\/?$/;
function readBucket(words) {
    const bucket = words.option('bucket', BUCKET);
    if (bucket === '')
        words.refuse('s3 needs bucket=');
    const endpoint = words.option('endpoint', ENDPOINT);
    const port = words.option('port', /^\d{1,5}$/);
    const place = readServer(words);
    if ((place.kind === 'host') === (endpoint === ''))
        words.refuse('s3 needs service=, container= or endpoint=');
    if (endpoint !== '' && port !== '')
        words.refuse('port is for a server in a container: write it into endpoint');
    if (place.kind === 'host' && place.address !== '')
        words.refuse('address is not understood: give endpoint=');
    const server = place.kind === 'host' ? { ...place, address: endpoint.replace(/\/$/, '') } : place;
    const region = words.option('region', /^[a-z0-9-]+$/);
    return { kind: 's3', name: words.name(bucket), server, port: port === '' ? '9000' : port, region: region === '' ? 'us-east-1' : region, bucket, prefix: words.option('prefix', /^/), keys: words.option('keys') };
}
function readServer(words) {
    const [service, container, address, port] = [words.option('service', CONTAINER_NAME), words.option('container', CONTAINER_NAME), words.option('address'), words.option('port', /^\d{1,5}$/)];
    const isHost = service === '' && container === '';
    if (service !== '' && container !== '')
        words.refuse('it is either in a service or in a container');
    if (!isHost && address + port !== '')
        words.refuse('address and port are for a server on the host');
    if (service !== '')
        return { kind: 'service', service };
    return container === '' ? { kind: 'host', address, port } : { kind: 'container', container };
}
class Words {
    #kind;
    #line;
    #targets = [];
    #options = new Map();
    constructor(kind, words, line) {
        this.#kind = kind;
        this.#line = line;
        for (const word of words) {
            const [, name, value] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
            if (/[\u0000-\u001f\u007f]/.test(word))
                this.refuse('control characters are not possible');
            if (name === undefined || value === undefined)
                this.#targets.push(word);
            else if (value === '' || this.#options.has(name))
                this.refuse(value === '' ? `${name} is empty` : `${name} is given twice`);
            else
                this.#options.set(name, value);
        }
    }
    option(name, form = /^[^-]/) {
        const value = this.#options.get(name) ?? '';
        this.#options.delete(name);
        if (value !== '' && !form.test(value))
            this.refuse(`${name} cannot be ${JSON.stringify(value)}`);
        return value;
    }
    name(fallback) {
        const given = this.option('as');
        if (given !== '' && !NAME.test(given))
            this.refuse(`as=${given} is no name: small letters, digits, - and _, at most 40`);
        const made = fallback.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+/, '').slice(0, 40);
        return given !== '' ? given : made === '' ? this.#kind : made;
    }
    targets(what, count) {
        const [first, ...rest] = this.#targets.splice(0);
        if (first === undefined)
            return this.refuse(`${this.#kind} needs ${what}`);
        if (count === 1 && rest.length > 0)
            this.refuse(`${this.#kind} is one: ${rest.join(' ')} is too much`);
        const option = [first, ...rest].find((each) => each.startsWith('-'));
        if (option !== undefined)
            this.refuse(`${option} would be read as an option: write ./${option}`);
        return [first, ...rest];
    }
    requireAllRead() {
        const unread = [...this.#options.keys(), ...this.#targets];
        if (unread.length > 0)
            this.refuse(`${unread.join(', ')} is not understood`);
    }
    refuse(problem) {
        throw new RangeError(`${problem} (in: ${this.#line})`);
    }
}
}),
37290:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ax: () => ( dumpPostgres),
Ce: () => ( dumpFileOf),
Jv: () => ( postgresWords)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _postgres_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57235);
var _server_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55489);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4028);




const DUMP_POSTGRES_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 format=$6
shift 6
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ .J5}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_2__ .a}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_2__ .B}
reach_postgres "$@"
hold_snapshot "$level"
case $format in
  plain) store "$name.sql$suffix" read_plain check_plain ;;
  *) store "$name.dump$suffix" read_dump check_dump ;;
esac
end_snapshot "$name.fingerprint"
if [ "$format" = plain ] && [ "$level" != off ]; then check_counts "$name.fingerprint"; fi
rm -f "$work/.counts"
tables=$(grep -c '^table' "$work/$name.fingerprint")
if [ "$level" != off ] && [ "$tables" != "$said" ]; then fail "$name: the dump has the rows of $said tables, the database has $tables"; fi
note "$name" tables "$said"
note "$name" database "$pg_database"
ask() { in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$1"; }
note "$name" server "PostgreSQL $(ask 'show server_version')"
note "$name" tool "$(in_postgres pg_dump --version)"
of_database='from pg_database where datname = current_database()'
note "$name" owner "$(ask "select pg_get_userbyid(datdba) $of_database")"
note "$name" encoding "$(ask "select pg_encoding_to_char(encoding) $of_database")"
note "$name" collate "$(ask "select datcollate $of_database")"
note "$name" ctype "$(ask "select datctype $of_database")"
note "$name" bytes "$(ask 'select pg_database_size(current_database())')"
store "$name.roles.sql$suffix" read_globals check_globals
store "$name.settings.sql$suffix" read_settings check_settings
`;
function postgresWords({ server, user, database }, project) {
    const [where, address, port] = (0,_server_place_js__WEBPACK_IMPORTED_MODULE_3__ .f)(server, project);
    return [where, address, port, user, database];
}
function dumpFileOf({ name, format }, suffix) {
    return `${name}.${format === 'plain' ? 'sql' : 'dump'}${suffix}`;
}
function dumpPostgres(component, { work, codec, suffix, fingerprint, project }) {
    const { name, format = 'custom' } = component;
    return {
        title: `Dump ${name}: PostgreSQL, from one snapshot`,
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DUMP_POSTGRES_PROGRAM, [work, codec, name, suffix, fingerprint, format, ...postgresWords(component, project)])
    };
}
}),
7034:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
n: () => ( FINGERPRINT_FUNCTIONS)
});
const FINGERPRINT_FUNCTIONS = `
row_settings() {
  cat <<'SQL'
set time zone 'UTC'; set datestyle to iso, ymd; set intervalstyle to iso_8601; set extra_float_digits to 1; set bytea_output to hex;
set xmlbinary to base64; set row_security to off; set search_path to pg_catalog; set client_encoding to utf8; set lc_monetary to 'C';
SQL
}
fingerprint() {
  row_settings
  cat <<'SQL'
select format($sql$select 'table', %L, count(*), %s from only %s as "deploy-kit row"$sql$,
  replace(replace(c.oid::regclass::text, E'\\t', '\\t'), E'\\n', '\\n'),
  case when :'level' = 'rows' then $sql$coalesce(sum(hashtextextended("deploy-kit row"::text, 0)::numeric), 0)$sql$ else $sql$'-'$sql$ end,
  c.oid::regclass)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.oid::regclass::text collate "C" \\gexec
select format($sql$select 'large objects', '-', count(*), %s from pg_largeobject$sql$,
  case when :'level' = 'rows' then $sql$coalesce(sum(hashtextextended(loid || ':' || pageno || ':' || encode(data, 'hex'), 0)::numeric), 0)$sql$ else $sql$'-'$sql$ end)
where has_table_privilege('pg_largeobject', 'select') \\gexec
select format($sql$select 'sequence', %L, last_value, is_called from %s$sql$,
  replace(replace(c.oid::regclass::text, E'\\t', '\\t'), E'\\n', '\\n'), c.oid::regclass)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.oid::regclass::text collate "C" \\gexec
with ours as (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
select 'objects', kind, count(*), '-' from (
  select format('relation %s', relkind) from pg_class where relnamespace in (select oid from ours)
  union all select format('constraint %s', contype) from pg_constraint where connamespace in (select oid from ours)
  union all select format('type %s', typtype) from pg_type where typnamespace in (select oid from ours)
  union all select 'function' from pg_proc where pronamespace in (select oid from ours)
  union all select 'trigger' from pg_trigger where not tgisinternal
  union all select 'policy' from pg_policy
  union all select 'extension' from pg_extension
  union all select 'schema' from ours
) found (kind) group by kind order by kind collate "C";
SQL
}
`;
}),
57235:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( DUMP_POSTGRES_FUNCTIONS),
a: () => ( REACH_POSTGRES_FUNCTIONS)
});
var _postgres_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7034);
var _server_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55489);


const REACH_POSTGRES_FUNCTIONS = `${_server_place_js__WEBPACK_IMPORTED_MODULE_0__ .e}# Run by the shell of the container, with its environment: what is secret there stays there.
# shellcheck disable=SC2016
inside=$setting'
  PGUSER=\${1:-$(setting "\${POSTGRES_USER:-}" "\${POSTGRES_USER_FILE:-}")}
  PGUSER=\${PGUSER:-postgres}
  PGDATABASE=\${2:-$(setting "\${POSTGRES_DB:-}" "\${POSTGRES_DB_FILE:-}")}
  PGDATABASE=\${PGDATABASE:-$PGUSER}
  PGPASSWORD=$(setting "\${POSTGRES_PASSWORD:-}" "\${POSTGRES_PASSWORD_FILE:-}")
  export PGUSER PGDATABASE
  if [ -n "$PGPASSWORD" ]; then export PGPASSWORD; else unset PGPASSWORD; fi
  shift 2
  exec "$@"'
reach_postgres() {
  found='' pg_bin='' pg_user=$4 pg_database=$5
  if [ "$1" = host ]; then
    [ -z "$2" ] || export PGHOST="$2"
    [ -z "$3" ] || export PGPORT="$3"
    [ -z "$4" ] || export PGUSER="$4"
    [ -z "$5" ] || export PGDATABASE="$5"
  else
    find_container "$1"
  fi
  told=$(in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -c "select current_setting('server_version_num')::int / 10000; select current_user; select current_database()") || exit 1
  # shellcheck disable=SC2034 # for those who have reached it
  { read -r pg_major && IFS= read -r pg_user && IFS= read -r pg_database; } <<TOLD
$told
TOLD
  own=$(in_postgres pg_dump --version | sed 's/^[^0-9]*\\([0-9]*\\).*/\\1/')
  if [ "$own" != "$pg_major" ]; then
    pg_bin=/usr/lib/postgresql/$pg_major/bin/
    in_postgres pg_dump --version >/dev/null 2>&1 ||
      fail "The server is PostgreSQL $pg_major, and pg_dump beside it is \${own:-missing}: install postgresql-client-$pg_major"
  fi
}
in_postgres() {
  program=$pg_bin$1
  shift
  if [ -z "$found" ]; then "$program" "$@"; else docker exec -i "$found" sh -c "$inside" sh "$pg_user" "$pg_database" "$program" "$@"; fi
}
`;
const DUMP_POSTGRES_FUNCTIONS = `${_postgres_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ .n}
hold_snapshot() {
  mkfifo "$work/.sql" || exit 1
  # When this session fails, whoever relies on its snapshot fails first, and does not know why.
  trap 'tail -n 3 "$work/.snapshot.err" >&2 2>/dev/null' EXIT
  in_postgres psql -X -q -A -t -F "$(printf '\\t')" -v ON_ERROR_STOP=1 -v level="$1" <"$work/.sql" >"$work/.snapshot" 2>"$work/.snapshot.err" &
  holder=$!
  exec 8>"$work/.sql"
  echo "begin isolation level repeatable read, read only; select pg_export_snapshot();" >&8
  until snapshot=$(head -n 1 "$work/.snapshot") && [ -n "$snapshot" ]; do
    kill -0 "$holder" 2>/dev/null || fail "There is no snapshot: $(tail -n 3 "$work/.snapshot.err")"
    sleep 0.05 2>/dev/null || sleep 1
  done
  [ "$1" = off ] || fingerprint >&8
}
end_snapshot() {
  # The last line says that no line before it is missing: psql does not tell of a full disk.
  echo "commit; select 'whole';" >&8
  exec 8>&-
  wait "$holder" || fail "The session with the snapshot failed: $(tail -n 3 "$work/.snapshot.err")"
  [ "$(tail -n 1 "$work/.snapshot")" = whole ] || fail "The fingerprint of the database could not be written"
  sed -e 1d -e '$d' "$work/.snapshot" >"$work/$1" || exit 1
  trap - EXIT
  rm -f "$work/.sql" "$work/.snapshot" "$work/.snapshot.err"
}
read_dump() { in_postgres pg_dump --format=custom --compress=0 --lock-wait-timeout=30000 --snapshot="$snapshot" 8>&-; }
# Decodes all of it, and counts the tables that it has rows of.
check_dump() {
  in_postgres pg_restore --verbose --file=/dev/null 2>"$stages/words" 8>&- || {
    cat "$stages/words" >&2
    return 1
  }
  grep -c '^pg_restore: processing data for table' "$stages/words" || :
}
read_plain() { in_postgres pg_dump --format=plain --clean --if-exists --lock-wait-timeout=30000 --snapshot="$snapshot" 8>&-; }
# Only a server can read SQL back. What can be seen of it: it has its end, every block of rows has one, and how many rows each has.
check_plain() {
  awk -v counts="$work/.counts" '
    rows == "" && /^COPY .* FROM stdin;$/ { rows = 0; tables++; next }
    rows == "" { if ($0 == "-- PostgreSQL database dump complete") whole = 1; next }
    $0 == "\\\\." { print rows >counts; rows = ""; next }
    { rows++ }
    END {
      if (rows != "" || !whole) { print "the dump has no end" >"/dev/stderr"; exit 1 }
      print tables + 0
    }' 8>&-
}
# check_counts FINGERPRINT: the tables of the snapshot have as many rows as were written.
check_counts() {
  touch "$work/.counts" || exit 1
  [ "$(sort -n "$work/.counts")" = "$(awk -F '\\t' '$1 == "table" { print $3 }' "$work/$1" | sort -n)" ] || fail "$1: the dump has other numbers of rows than the database"
}
# What pg_dump leaves to "createdb": \`:"database"\` stands for its name. The values of lists are quoted in themselves.
settings_sql() {
  cat <<'SQL'
with here as (select * from pg_database where datname = current_database()),
settings as (
  select setrole, split_part(item, '=', 1) as name, substr(item, strpos(item, '=') + 1) as value
  from pg_db_role_setting join here on setdatabase = here.oid, unnest(setconfig) as item
)
select 1, format('alter database :"database" connection limit %s;', datconnlimit) from here where datconnlimit >= 0
union all select 2, format('%s set %I to %s;',
  case when setrole = 0 then 'alter database :"database"' else format('alter role %I in database :"database"', pg_get_userbyid(setrole)) end, name,
  case when name in ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') then value else quote_literal(value) end) from settings
union all select 3, 'revoke all on database :"database" from public;' from here where datacl is not null
union all select 4, format('grant %s on database :"database" to %s%s;', privilege_type,
  case when grantee = 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end, case when is_grantable then ' with grant option' else '' end) from here, aclexplode(datacl)
union all select 5, format('comment on database :"database" is %L;', description) from here join pg_shdescription on objoid = here.oid and classoid = 'pg_database'::regclass
union all select 6, 'select ''whole'';'
order by 1, 2
SQL
}
read_settings() { settings_sql | in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -F ' ' | sed 's/^[1-6] //'; }
check_settings() { tail -n 1 | grep -qxF "select 'whole';"; }
read_globals() { in_postgres pg_dumpall --globals-only --no-role-passwords; }
check_globals() { tail -n 5 | grep '^-- PostgreSQL database cluster dump complete'; }
`;
}),
3594:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
s: () => ( readBackups)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68697);


function readBackups(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_BACKUPS_PROGRAM, [folder]), ({ stdout }) => parseBackupFolder(stdout));
}
const READ_BACKUPS_PROGRAM = `
folder=$1
for backup in "$folder"/*; do
  [ -e "$backup" ] || [ -L "$backup" ] || continue
  id=\${backup##*/}
  # One flipped bit may leave a manifest that can be read, and says something else.
  if [ -f "$backup/SHA256SUMS" ] && ( cd "$backup" && sha256sum manifest.json 2>/dev/null | grep -qxFf - SHA256SUMS ); then
    printf 'backup\\t%s\\t' "$id"
    tr '\\n' ' ' <"$backup/manifest.json"
    echo
    [ ! -s "$backup/.checks" ] || sed "s/^/check	$id	/" "$backup/.checks"
    [ ! -e "$backup/.pinned" ] || printf 'pin\\t%s\\t%s\\n' "$id" "$(head -n 1 "$backup/.pinned")"
  elif [ -e "$backup/manifest.json" ] || [ -e "$backup/SHA256SUMS" ]; then
    printf 'damaged\\t%s\\n' "$(printf %s "$id" | tr '\\n\\t' '  ')"
  else
    printf 'foreign\\t%s\\n' "$(printf %s "$id" | tr '\\n\\t' '  ')"
  fi
done
for tool in zstd pigz gzip age sqlite3 docker sha256sum curl; do
  ! command -v "$tool" >/dev/null 2>&1 || printf 'tool\\t%s\\n' "$tool"
done
printf 'clock\\t%s\\n' "$(date +%s)"
at=$folder
while [ ! -e "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
df -Pk "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'free\\t%s\\n' "$free"; done
`;
function parseBackupFolder(stdout) {
    const lines = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
    const of = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const damaged = of('damaged').map(([name = '']) => name);
    const backups = [];
    for (const [id = '', text = ''] of of('backup')) {
        const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .zW)(text);
        if (manifest?.id !== id || !_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .Hr.test(id)) {
            damaged.push(id);
            continue;
        }
        const checks = of('check').flatMap(([whose, ...fields]) => (whose === id ? parseCheck(fields) : []));
        backups.push({ manifest, checks, pin: of('pin').find(([whose]) => whose === id)?.[1] });
    }
    return {
        backups: backups.toSorted((left, right) => right.manifest.createdAt - left.manifest.createdAt || (left.manifest.id < right.manifest.id ? 1 : -1)),
        foreign: of('foreign').map(([name = '']) => name),
        damaged,
        clock: Number(of('clock')[0]?.[0] ?? 0),
        freeBytes: Number(of('free')[0]?.[0] ?? 0) * 1024,
        tools: of('tool').map(([tool = '']) => tool)
    };
}
function parseCheck([at = '', kind = '', verdict = '', words = '']) {
    if ((kind !== 'verify' && kind !== 'drill') || !/^\d+$/.test(at))
        return [];
    return [{ at: Number(at), kind, passed: verdict === 'passed', words }];
}
}),
21664:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
K: () => ( dumpRedis),
N: () => ( redisWords)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _redis_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16309);
var _server_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55489);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4028);




const DUMP_REDIS_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4
shift 4
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ .J5}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_2__ ._R}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_2__ ._G}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_2__ .jn}
reach_redis "$@"
store "$name.rdb$suffix" read_rdb check_rdb
# shellcheck disable=SC2154 # set by store
printf '%s\\n' "$said" >"$work/$name.fingerprint"
note "$name" keys "$(awk '{ print $1 + $2 }' "$work/$name.fingerprint")"
note "$name" keyspace "$(keyspace | awk '{ printf "%sdatabase %s: %d", sep, $1, $2 + $3; sep = ", " }')"
note "$name" server "Redis $(of_redis redis_version)"
note "$name" bytes "$(of_redis used_memory)"
`;
function redisWords({ server }, project) {
    return (0,_server_place_js__WEBPACK_IMPORTED_MODULE_3__ .f)(server, project);
}
function dumpRedis(component, { work, codec, suffix, project }) {
    const { name } = component;
    return { title: `Dump ${name}: Redis, as of one moment`, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DUMP_REDIS_PROGRAM, [work, codec, name, suffix, ...redisWords(component, project)]) };
}
}),
16309:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
_G: () => ( KEYSPACE_FUNCTIONS),
_R: () => ( REACH_REDIS_FUNCTIONS),
jn: () => ( RDB_FUNCTIONS)
});
var _server_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55489);

const REACH_REDIS_FUNCTIONS = `${_server_place_js__WEBPACK_IMPORTED_MODULE_0__ .e}
# shellcheck disable=SC2016 # run by the shell of the container
inside=$setting'
  if [ -z "\${REDISCLI_AUTH:-}" ]; then
    REDISCLI_AUTH=$(setting "\${REDIS_PASSWORD:-}" "\${REDIS_PASSWORD_FILE:-}")
    for file in /etc/redis/redis.conf /usr/local/etc/redis/redis.conf /etc/valkey/valkey.conf; do
      [ -n "$REDISCLI_AUTH" ] || [ ! -r "$file" ] || REDISCLI_AUTH=$(sed -n "s/^ *requirepass  *[\\"]\\{0,1\\}\\([^\\" ]*\\).*/\\1/p" "$file" | tail -n 1)
    done
    if [ -n "$REDISCLI_AUTH" ]; then export REDISCLI_AUTH; else unset REDISCLI_AUTH; fi
  fi
  case $1 in check) wanted=check-rdb ;; *) wanted=$1 ;; esac
  shift
  path=$(command -v "redis-$wanted" || command -v "valkey-$wanted") || {
    echo "there is no redis-$wanted beside the server" >&2
    exit 127
  }
  exec "$path" "$@"'
reach_redis() {
  found='' redis_address=$2 redis_port=$3
  [ "$1" = host ] || find_container "$1"
  while answer=$(in_redis cli ping 2>&1 </dev/null); do
    case $answer in *LOADING*) sleep 0.2 2>/dev/null || sleep 1 ;; *) break ;; esac
  done
  case $answer in
    PONG) ;;
    *NOAUTH*) fail 'Redis asks for a password: give its service the environment variable REDISCLI_AUTH' ;;
    *) fail "Redis does not answer: $(printf '%s\\n' "$answer" | tail -n 1)" ;;
  esac
}
in_redis() {
  program=$1
  shift
  if [ -n "$found" ]; then
    docker exec -i "$found" sh -c "$inside" sh "$program" "$@"
    return
  fi
  if [ "$program" = cli ]; then
    [ -z "$redis_port" ] || set -- -p "$redis_port" "$@"
    case $redis_address in
      '') ;;
      /*) set -- -s "$redis_address" "$@" ;;
      *) set -- -h "$redis_address" "$@" ;;
    esac
  fi
  sh -c "$inside" sh "$program" "$@"
}
field() { tr -d '\\r' | sed -n "s/^$1://p"; }
of_redis() { in_redis cli info all </dev/null | field "$1"; }
`;
const KEYSPACE_FUNCTIONS = `
counted() { tr -d '\\r' | sed -n 's/^db\\([0-9]*\\):keys=\\([0-9]*\\),expires=\\([0-9]*\\).*/\\1 \\2 \\3/p' | awk '{ print $1, $2 - $3, $3 }'; }
keyspace() { in_redis cli info keyspace </dev/null | counted; }
`;
const RDB_FUNCTIONS = `
read_rdb() { in_redis cli --rdb - </dev/null; }
check_rdb() {
  in_redis check /dev/stdin >"$stages/words" || {
    tail -n 5 "$stages/words" >&2
    return 1
  }
  awk '/ keys read$/ { keys = $2 } / expires$/ { ends = $2 } END { print keys - ends, ends + 0 }' "$stages/words"
}
`;
}),
38751:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
X: () => ( BATCH_FUNCTIONS)
});
const BATCH_FUNCTIONS = `
# shellcheck disable=SC2034 # run by awk
headers_awk='
  function escaped(text) {
    gsub(/%/, "%25", text)
    gsub(/&/, "%26", text)
    gsub(/\\t/, "%09", text)
    gsub(/[[:cntrl:]]/, "", text)
    return text
  }
  # What belongs to the object, of the headers of the answer, in order.
  function headers_of(member, file, line, at, header, count, i, j, sorted, text) {
    count = 0
    file = heads "/" member
    while ((getline line <file) > 0) {
      sub(/\\r$/, "", line)
      if (line ~ /^HTTP\\//) count = 0
      at = index(line, ":")
      header = tolower(substr(line, 1, at - 1))
      if (header !~ /^(x-amz-meta-[!-~]+|content-type|cache-control|content-disposition|content-encoding|content-language|expires)$/) continue
      line = substr(line, at + 1)
      sub(/^[ \\t]+/, "", line)
      sub(/[ \\t]+$/, "", line)
      count++
      for (j = count; j > 1 && sorted[j - 1] > header "="; j--) sorted[j] = sorted[j - 1]
      sorted[j] = header "=" escaped(line)
    }
    close(file)
    text = "-"
    for (i = 1; i <= count; i++) text = i == 1 ? sorted[i] : text "&" sorted[i]
    return text
  }'
take_batch() { awk -F '\\t' -v from="$2" -v size="$3" 'NR < from { next } count >= 100 || sum > 268435456 { exit } { count++; sum += $size; print }' "$1"; }
sign_gets() {
  awk -F '\\t' -v bucket="$s3_bucket" -v hash="$no_body" '{ print $1 "\\tGET\\t/" bucket "/" $2 "\\t-\\t" hash "\\t-" }' "$1" >"$s3/requests" && sign <"$s3/requests"
}
`;
}),
6562:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  bX: () => ( dumpS3),
  Mb: () => ( s3Words)
});
var core = __webpack_require__(28998);
var server_place = __webpack_require__(55489);
;
const BASE_BACKUP_FUNCTIONS = `
recipients_of() { [ ! -s "$1/recipients.txt" ] || sort "$1/recipients.txt"; }
find_base() {
  base='' base_at=0
  for candidate in "\${work%/*}"/*/; do
    candidate=\${candidate%/}
    if [ ! -f "$candidate/$name.objects" ] || [ ! -f "$candidate/.slot" ] || [ ! -f "$candidate/SHA256SUMS" ]; then continue; fi
    at=$(cut -f 3 "$candidate/.slot")
    [ "$((at))" -gt "$base_at" ] || continue
    if [ "$(head -n 1 "$candidate/$name.objects")" != "$heading" ] || [ "$(recipients_of "$candidate")" != "$(recipients_of "$work")" ]; then continue; fi
    (cd "$candidate" && sha256sum "$name.objects" | grep -qxFf - SHA256SUMS) || continue
    base=$candidate base_at=$((at))
  done
}
choose_objects() {
  find_base
  : >"$s3/packs" && : >"$s3/base-objects" || exit 1
  last_pack=0
  if [ -n "$base" ]; then
    last_pack=$(awk -F '\\t' '$1 == "pack" && $2 + 0 > last { last = $2 + 0 } END { print last + 0 }' "$base/$name.objects")
    cp "$base/$name.objects" "$s3/base-objects" && awk -F '\\t' '$1 == "pack"' "$base/$name.objects" >"$s3/base-packs" || exit 1
    while IFS=$tab read -r _ pack plain stored digest; do
      file=$base/$name.pack-$pack.tar$suffix
      if [ -f "$file" ] && [ "$(digest_of "$file")" = "$digest" ]; then printf 'pack\\t%s\\t%s\\t%s\\t%s\\n' "$pack" "$plain" "$stored" "$digest" >>"$s3/packs" || exit 1; fi
    done <"$s3/base-packs"
  fi
  awk -F '\\t' -v limit="$limit" -v kept_file="$s3/kept-objects" -v new_file="$s3/new" -v packs_file="$s3/kept-packs" '
    function blocks(size) { return 512 + int((size + 511) / 512) * 512 }
    function drop(pack, i) {
      for (i = 1; i <= members[pack]; i++) new_bytes += blocks(size_of[member[pack, i]])
      dropped[pack] = 1
    }
    BEGIN { printf "" >kept_file; printf "" >new_file; printf "" >packs_file }
    FILENAME ~ /packs$/ { plain[$2] = $3; line_of_pack[$2] = $0; packs[++count] = $2; next }
    $1 == "object" && NF == 9 { if ($7 in plain) { was["=" $2] = $3 "\\t" $4 "\\t" $5; line["=" $2] = $0; pack_of["=" $2] = $7 } ; next }
    FILENAME ~ /objects$/ { next }
    {
      key = "=" $1
      live[++total] = $0
      key_of[total] = key
      if (was[key] == $2 "\\t" $3 "\\t" $4) {
        is_kept[total] = 1
        pack = pack_of[key]
        used[pack] += blocks($2)
        member[pack, ++members[pack]] = key
        size_of[key] = $2
      } else new_bytes += blocks($2)
    }
    END {
      for (i = 1; i <= count; i++) if (used[packs[i]] * 2 < plain[packs[i]]) drop(packs[i])
      do {
        found = ""
        for (i = 1; i <= count; i++) {
          pack = packs[i]
          if (!dropped[pack] && plain[pack] <= new_bytes && plain[pack] * 2 < limit && (found == "" || plain[pack] < plain[found])) found = pack
        }
        if (found != "") drop(found)
      } while (found != "")
      for (i = 1; i <= count; i++) if (!dropped[packs[i]]) print line_of_pack[packs[i]] >packs_file
      for (i = 1; i <= total; i++) {
        if (is_kept[i] && !dropped[pack_of[key_of[i]]]) print line[key_of[i]] >kept_file
        else print live[i] >new_file
      }
    }' "$s3/packs" "$s3/base-objects" "$1" || exit 1
  while IFS=$tab read -r _ pack plain stored digest; do
    file=$name.pack-$pack.tar$suffix
    ln "$base/$file" "$work/$file" 2>/dev/null || cp "$base/$file" "$work/$file" || fail "$file of \${base##*/} cannot be used again"
    printf '%s\\t%s\\t%s\\t%s\\n' "$file" "$plain" "$stored" "$digest" >>"$work/.files" || fail "$file cannot be noted"
  done <"$s3/kept-packs"
}
`;
var s3_batch_functions = __webpack_require__(38751);
var s3_functions = __webpack_require__(8986);
var s3_list_functions = __webpack_require__(37967);
;
const PACK_FUNCTIONS = `
# Each member, as formats of printf: its number, its header (ustar), and what fills its last block.
tar_headers() {
  awk -F '\\t' '
    function zeros(count, text) {
      text = ""
      while (count-- > 0) text = text "\\\\000"
      return text
    }
    # The sum of its characters: only these occur.
    function put(text, width, i) {
      for (i = 1; i <= length(text); i++) sum += value[substr(text, i, 1)]
      header = header text zeros(width - length(text))
    }
    # More than 8 GiB do not fit into 11 octal digits: GNU and busybox have them in base 256.
    function put_size(size, i, bytes) {
      if (size < 8589934592) return put(sprintf("%011.0f", octal(size)), 12)
      sum += 128
      for (i = 1; i <= 11; i++) {
        bytes = sprintf("\\\\%03.0f", octal(size % 256)) bytes
        sum += size % 256
        size = int(size / 256)
      }
      header = header "\\\\200" bytes
    }
    function octal(number, text) {
      text = ""
      do { text = (number % 8) text; number = int(number / 8) } while (number > 0)
      return text + 0
    }
    BEGIN {
      for (i = 0; i < 10; i++) value[i ""] = 48 + i
      split("u 117 s 115 t 116 a 97 r 114", letters, " ")
      for (i = 1; i < 10; i += 2) value[letters[i]] = letters[i + 1]
    }
    {
      header = ""
      sum = 0
      put($1, 100)
      put("0000600", 8); put("0000000", 8); put("0000000", 8)
      put_size($3)
      put("00000000000", 12)
      before = header
      header = ""
      put("0", 1); put("", 100); put("ustar", 6); put("00", 2); put("", 247)
      # The field of the checksum counts as eight blanks.
      rest = (512 - $3 % 512) % 512
      printf "%s\\t%s%s\\\\000 %s\\t%s\\n", $1, before, sprintf("%06.0f", octal(sum + 256)), header, (rest ? zeros(rest) : "%.0s")
    }' "$1"
}
# One object as a member. What is missing of one that broke off is filled with zeros, so that the archive stays whole; its line says why.
# shellcheck disable=SC2059 # octal numbers, made above
read_member() {
  printf "$5" || return 1
  s3_curl "$1" --fail --header "If-Match: \\"$4\\"" --dump-header "$s3/heads/$1" --write-out '%{stderr}\\n=%{http_code} %{size_download}\\n' 2>"$s3/words"
  s3_code=$?
  words=$(sed -n 's/^=//p' "$s3/words" | tail -n 1)
  case $words in 2*) arrived=\${words#* } ;; *) arrived=0 ;; esac
  arrived=\${arrived%%.*}
  if [ "$arrived" -gt "$3" ]; then
    echo "$2 has more bytes than the bucket says" >&2
    return 1
  fi
  if [ "$s3_code" = 0 ] && [ "$arrived" = "$3" ]; then
    outcome=whole
  else
    [ "$arrived" = "$3" ] || head -c "$(($3 - arrived))" /dev/zero || return 1
    # Nobody answers there, or nobody reads here (6, 7, 23, 35, 60): the next object would fare no better.
    case $s3_code:\${words%% *} in
      *:404) outcome=gone ;;
      *:412) outcome=changed ;;
      6:* | 7:* | 23:* | 35:* | 60:* | *:[134]??) outcome='' ;;
      *) outcome=cut cuts=$((cuts + 1)) ;;
    esac
  fi
  if [ -z "$outcome" ] || [ "$cuts" -gt 20 ]; then
    printf '%s cannot be read: %s\\n' "$2" "$(grep -v '^=' "$s3/words" | tr '\\n' ' ')" >&2
    return 1
  fi
  printf "$6"
  printf '%s\\t%s\\n' "$1" "$outcome" >>"$s3/outcomes"
}
read_pack() {
  first=1 cuts=0
  tar_headers "$s3/pack" >"$s3/headers" || return 1
  exec 4<"$s3/headers"
  while take_batch "$s3/pack" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    sign_gets "$s3/batch" || return 1
    while IFS=$tab read -r member key size etag _; do
      IFS=$tab read -r _ header filling <&4 || return 1
      read_member "$member" "$key" "$size" "$etag" "$header" "$filling" || return 1
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
  head -c 1024 /dev/zero
}
# Every member as it is expanded again: its number, and its SHA-256.
check_pack() {
  # shellcheck disable=SC2016 # run by tar
  tar -xf - --to-command='sum=$(sha256sum) && echo "$TAR_FILENAME \${sum%% *}"'
}
store_pack() {
  last_pack=$((last_pack + 1))
  rm -rf "$s3/heads" && mkdir "$s3/heads" && : >"$s3/outcomes" || exit 1
  store "$name.pack-$last_pack.tar$suffix" read_pack check_pack
  # shellcheck disable=SC2154 # set by store
  printf '%s\\n' "$said" >"$s3/sums" || exit 1
  awk -F '\\t' -v pack="$last_pack" -v heads="$s3/heads" -v again="$s3/again" "$headers_awk"'
    FILENAME ~ /sums$/ { split($0, fields, " "); sum[fields[1] + 0] = fields[2]; members++; next }
    FILENAME ~ /outcomes$/ { outcome[$1 + 0] = $2; next }
    {
      wanted++
      if (!($1 + 0 in sum) || !($1 + 0 in outcome)) failed = 1
      if (outcome[$1 + 0] == "whole") print "object\\t" $2 "\\t" $3 "\\t" $4 "\\t" $5 "\\t" sum[$1 + 0] "\\t" pack "\\t" $1 "\\t" headers_of($1)
      else print $2 >again
    }
    END { exit failed || members != wanted }' "$s3/sums" "$s3/outcomes" "$s3/pack" >"$s3/kept" || fail "$name: the pack has not the members that it was made of"
  cat "$s3/kept" >>"$s3/objects" || exit 1
  [ -s "$s3/kept" ] || {
    rm -f "$work/$name.pack-$last_pack.tar$suffix"
    sed '$d' "$work/.files" >"$s3/files" && cat "$s3/files" >"$work/.files" || exit 1
  }
}
store_objects() {
  cp "$1" "$s3/todo" || exit 1
  round=0
  while [ -s "$s3/todo" ]; do
    round=$((round + 1))
    [ "$round" -le 5 ] || fail "$name: while it is read, this changes or breaks off again and again: $(cut -f 1 "$s3/todo" | head -n 3 | tr '\\n' ' ')"
    [ "$round" -le 2 ] || sleep 1
    : >"$s3/again" || exit 1
    rm -f "$s3"/part-*
    awk -F '\\t' -v limit="$limit" -v place="$s3/part-" '
      NR == 1 || (bytes + $2 > limit && members) || members >= 20000 { if (part) close(place part); part = sprintf("%06d", ++parts); bytes = 0; members = 0 }
      { bytes += $2; print ++members "\\t" $0 >(place part) }' "$s3/todo" || exit 1
    for part in "$s3"/part-*; do
      mv "$part" "$s3/pack" || exit 1
      store_pack
    done
    : >"$s3/todo" || exit 1
    while read -r key; do
      list_object "$key" "$s3/one" </dev/null
      cat "$s3/one" >>"$s3/todo" || exit 1
    done <"$s3/again"
  done
}
`;
var stream_functions = __webpack_require__(4028);
;
const PACK_LIMIT_BYTES = 2 * 1024 ** 3;
const DUMP_S3_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 limit=$5
shift 5
${stream_functions .J5}${s3_functions .H}${s3_list_functions .f}${s3_batch_functions .X}${PACK_FUNCTIONS}${BASE_BACKUP_FUNCTIONS}
s3=$work/.s3-$name
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
heading="objects$tab$s3_bucket$tab$s3_prefix"
list_bucket "$s3/live" || fail "$name: there is no bucket $s3_bucket at $s3_endpoint"
choose_objects "$s3/live"
needed=$(awk -F '\\t' '{ sum += $2 } END { printf "%.0f", sum / 1024 + 10240 }' "$s3/new")
free=$(df -Pk "$work" | awk 'NR == 2 { print $4 }')
[ "$((free))" -ge "$((needed))" ] ||
  fail "\${work%/*} has $((free / 1024)) MiB free, and the objects that are new in $s3_bucket need up to $((needed / 1024)) MiB: make room (deploy-kit backups prune), or set backup-path"
fresh=$(($(wc -l <"$s3/new")))
: >"$s3/objects" || exit 1
store_objects "$s3/new"
printf '%s\\n' "$heading" >"$work/$name.objects" || exit 1
touch "$work/.files" || exit 1
awk -F '\\t' -v prefix="$name.pack-" -v suffix=".tar$suffix" '
  substr($1, 1, length(prefix)) == prefix {
    pack = substr($1, length(prefix) + 1, length($1) - length(prefix) - length(suffix))
    if (pack ~ /^[0-9]+$/) print "pack\\t" pack "\\t" $2 "\\t" $3 "\\t" $4
  }' "$work/.files" >>"$work/$name.objects" || exit 1
sort "$s3/kept-objects" "$s3/objects" >>"$work/$name.objects" || fail "$name: the list of the objects cannot be written"
note "$name" bucket "$s3_bucket"
note "$name" address "$s3_endpoint"
note "$name" objects "$(awk -F '\\t' '$1 == "object" { count++; sum += $3 } END { printf "%d, %.0f bytes", count, sum }' "$work/$name.objects")"
note "$name" bytes "$(awk -F '\\t' '$1 == "object" { sum += $3 } END { printf "%.0f", sum }' "$work/$name.objects")"
note "$name" read "$fresh objects; packs of an older backup have the others"
`;
function s3Words({ server, port, region, keys, bucket, prefix }, { root, project }) {
    const [where, endpoint] = (0,server_place .f)(server, project);
    return [where, endpoint, port, region, keys === '' || keys.startsWith('/') ? keys : `${root}/${keys}`, bucket, prefix];
}
function dumpS3(component, { work, codec, suffix, root, project }) {
    const { name, bucket } = component;
    return {
        title: `Pack ${name}: what is new in the bucket ${bucket}`,
        command: (0,core .K$)(DUMP_S3_PROGRAM, [work, codec, name, suffix, String(PACK_LIMIT_BYTES), ...s3Words(component, { root, project })])
    };
}
}),
8986:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  H: () => ( REACH_S3_FUNCTIONS)
});
var server_place = __webpack_require__(55489);
;
const SIGN_FUNCTIONS = `
s3_awk='
  function unescaped(text, done, at) {
    while (at = index(text, "%")) {
      done = done substr(text, 1, at - 1) sprintf("%c", 16 * nibble(substr(text, at + 1, 1)) + nibble(substr(text, at + 2, 1)))
      text = substr(text, at + 3)
    }
    return done text
  }
  function nibble(digit) { return index("0123456789abcdef", tolower(digit)) - 1 }
  # What is signed of the headers: those of the protocol, in order.
  function read_headers(line, fields, i, at, name) {
    signed = "host:" host "\\n" "x-amz-content-sha256:" line_hash "\\n" "x-amz-date:" stamp "\\n"
    names = "host;x-amz-content-sha256;x-amz-date"
    count = line == "-" ? 0 : split(line, fields, "&")
    for (i = 1; i <= count; i++) {
      at = index(fields[i], "=")
      sent_name[i] = name = substr(fields[i], 1, at - 1)
      sent_value[i] = unescaped(substr(fields[i], at + 1))
      if (name !~ /^x-amz-/) continue
      signed = signed name ":" squeezed(sent_value[i]) "\\n"
      names = names ";" name
    }
    if (token != "") {
      signed = signed "x-amz-security-token:" token "\\n"
      names = names ";x-amz-security-token"
    }
  }
  function squeezed(text) {
    gsub(/ +/, " ", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    return text
  }
  function quoted(text) {
    gsub(/[\\\\"]/, "\\\\\\\\&", text)
    return "\\"" text "\\""
  }
  BEGIN { getline token <"../token"; getline access <"../access" }'
octals() {
  awk '
    { for (i = 1; i < 64; i += 2) printf "\\\\%03o", 16 * (index(digits, substr($1, i, 1)) - 1) + index(digits, substr($1, i + 1, 1)) - 1; print " " $2 }' digits=0123456789abcdef
}
# The two keys of an HMAC (RFC 2104), as octal numbers, of a key in hexadecimal.
pads() {
  awk '
    function either(a, b, bit, sum) {
      for (bit = 1; bit < 256; bit *= 2) if (int(a / bit) % 2 != int(b / bit) % 2) sum += bit
      return sum + 0
    }
    {
      for (i = 1; i < 128; i += 2) {
        byte = i < length($0) ? 16 * (index(digits, substr($0, i, 1)) - 1) + index(digits, substr($0, i + 1, 1)) - 1 : 0
        inner = inner sprintf("\\\\%03o", either(byte, 54))
        outer = outer sprintf("\\\\%03o", either(byte, 92))
      }
      print inner
      print outer
    }' digits=0123456789abcdef
}
take_pads() {
  { read -r inner && read -r outer; } <<PADS
$(printf '%s\\n' "$1" | pads)
PADS
}
# shellcheck disable=SC2059 # octal numbers, made above
hmac() {
  take_pads "$1"
  turned=$({ printf "$inner" && printf %s "$2"; } | sha256sum | octals)
  { printf "$outer" && printf "\${turned% *}"; } | sha256sum | cut -c 1-64
}
take_signing_key() {
  hex=$({ printf AWS4 && cat "$s3/secret"; } | od -An -v -tx1 | tr -d ' \\n')
  [ "\${#hex}" -le 128 ] || hex=$({ printf AWS4 && cat "$s3/secret"; } | sha256sum | cut -c 1-64)
  for word in "$1" "$s3_region" s3 aws4_request; do hex=$(hmac "$hex" "$word") || exit 1; done
  take_pads "$hex"
  key_day=$1 key_inner=$inner key_outer=$outer
}
# shellcheck disable=SC2059 # octal numbers, made above
sign() {
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  day=\${stamp%T*}
  [ "$day" = "\${key_day:-}" ] || take_signing_key "$day"
  scope=$day/$s3_region/s3/aws4_request
  rm -rf "$s3/sign"
  mkdir "$s3/sign" || return 1
  (
    cd "$s3/sign" && cat >requests || exit 1
    awk -F '\\t' -v host="$s3_host" -v stamp="$stamp" "$s3_awk"'
      {
        line_hash = $5
        read_headers($6)
        file = $1 ".canon"
        printf "%s\\n%s\\n%s\\n%s\\n%s\\n%s", $2, $3, ($4 == "-" ? "" : $4), signed, names, $5 >file
        close(file)
      }' requests || exit 1
    sha256sum -- *.canon >sums || exit 1
    while read -r hash file; do
      printf "$key_inner"'AWS4-HMAC-SHA256\\n%s\\n%s\\n%s' "$stamp" "$scope" "$hash" >"\${file%.canon}.inner" || exit 1
    done <sums
    sha256sum -- *.inner | octals >sums || exit 1
    while read -r octal file; do printf "$key_outer$octal" >"\${file%.inner}.outer" || exit 1; done <sums
    sha256sum -- *.outer >sums || exit 1
    awk -F '\\t' -v host="$s3_host" -v stamp="$stamp" -v scope="$scope" -v endpoint="$s3_endpoint" "$s3_awk"'
      NR == FNR { signature[substr($0, 67) + 0] = substr($0, 1, 64); next }
      {
        line_hash = $5
        read_headers($6)
        file = "../" $1 ".curl"
        print "url = " quoted(endpoint $3 ($4 == "-" ? "" : "?" $4)) >file
        if ($2 != "GET") print "request = " quoted($2) >file
        print "header = " quoted("Authorization: AWS4-HMAC-SHA256 Credential=" access "/" scope ", SignedHeaders=" names ", Signature=" signature[$1 + 0]) >file
        print "header = " quoted("x-amz-date: " stamp) >file
        print "header = " quoted("x-amz-content-sha256: " $5) >file
        if (token != "") print "header = " quoted("x-amz-security-token: " token) >file
        for (i = 1; i <= count; i++) print "header = " quoted(sent_name[i] (sent_value[i] == "" ? ";" : ": " sent_value[i])) >file
        close(file)
      }' sums requests
  )
  signed_code=$?
  rm -rf "$s3/sign"
  return "$signed_code"
}
`;

;
const REACH_S3_FUNCTIONS = `${server_place .e}${SIGN_FUNCTIONS}
# shellcheck disable=SC2034 # for those who read lists
tab=$(printf '\\t')
no_body=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
# NAME=VALUE lines, also those of ~/.aws/credentials, of which the default part counts, or the first: leaves the three files, and prints names of files with keys.
take_keys() {
  awk -v folder="$s3" '
    function first(names, count, i, list) {
      count = split(names, list, " ")
      for (i = 1; i <= count; i++) if (kept[list[i]] != "") return kept[list[i]]
      return ""
    }
    { sub(/\\r$/, "") }
    /^[ \\t]*\\[/ {
      part = $0
      gsub(/\\[|\\]|[ \\t]/, "", part)
      if (part == "default") split("", kept)
      if (chosen == "" || part == "default") chosen = part
      next
    }
    part != chosen { next }
    {
      line = $0
      sub(/^[ \\t]*(export[ \\t]+)?/, "", line)
      at = index(line, "=")
      if (at < 2) next
      name = toupper(substr(line, 1, at - 1))
      value = substr(line, at + 1)
      gsub(/[ \\t]/, "", name)
      sub(/^[ \\t]+/, "", value)
      sub(/[ \\t]+$/, "", value)
      quote = substr(value, 1, 1)
      if (length(value) > 1 && (quote == "\\"" || quote == "\\047") && substr(value, length(value)) == quote) value = substr(value, 2, length(value) - 2)
      if (!(name in kept)) kept[name] = value
    }
    END {
      printf "%s", first("AWS_ACCESS_KEY_ID S3_ACCESS_KEY MINIO_ROOT_USER MINIO_ACCESS_KEY") >(folder "/access")
      printf "%s", first("AWS_SECRET_ACCESS_KEY S3_SECRET_KEY MINIO_ROOT_PASSWORD MINIO_SECRET_KEY") >(folder "/secret")
      printf "%s", first("AWS_SESSION_TOKEN") >(folder "/token")
      print first("MINIO_ROOT_USER_FILE MINIO_ACCESS_KEY_FILE")
      print first("MINIO_ROOT_PASSWORD_FILE MINIO_SECRET_KEY_FILE")
    }'
}
keys_of_container() {
  {
    read -r access_file
    read -r secret_file
  } <<FILES
$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$found" | take_keys)
FILES
  for pair in "access $access_file" "secret $secret_file"; do
    file=\${pair#* }
    if [ -s "$s3/\${pair%% *}" ] || [ -z "$file" ]; then continue; fi
    case $file in /*) ;; *) file=/run/secrets/$file ;; esac
    docker exec "$found" cat "$file" 2>/dev/null | tr -d '\\r\\n' >"$s3/\${pair%% *}"
  done
}
reach_s3() {
  mkdir -p "$s3" || exit 1
  # shellcheck disable=SC2034 # for those who list it
  found='' s3_direct='' s3_region=$4 s3_bucket=$6 s3_prefix=$(encode "$7")
  command -v curl >/dev/null || fail 'There is no curl on the host: install it'
  if [ "$1" != host ]; then
    find_container "$1"
    address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$found") || exit 1
    for address in $address; do break; done
    address=\${address# }
    s3_endpoint=http://\${address:-127.0.0.1}:$3 s3_direct=yes
  else
    s3_endpoint=$2
  fi
  if [ -n "$5" ] || [ "$1" = host ]; then
    keys=\${5:-$HOME/.aws/credentials}
    [ -r "$keys" ] || fail "The file with the keys of the object storage, $keys, cannot be read"
    take_keys <"$keys" >/dev/null
  else
    keys="the environment of its container (AWS_ACCESS_KEY_ID, MINIO_ROOT_USER)"
    keys_of_container
  fi
  { [ -s "$s3/access" ] && [ -s "$s3/secret" ]; } || fail "There are no keys of the object storage in $keys"
  s3_host=\${s3_endpoint#*://}
  case $s3_endpoint in
    http://*:80) s3_host=\${s3_host%:80} ;;
    https://*:443) s3_host=\${s3_host%:443} ;;
  esac
}
s3_curl() {
  number=$1
  shift
  curl -q --silent --show-error --globoff --path-as-is --connect-timeout 20 --speed-limit 1 --speed-time 60 \${s3_direct:+--noproxy} \${s3_direct:+'*'} \\
    -K "$s3/$number.curl" "$@"
}
ask_s3() {
  : >"$s3/body"
  s3_code=$(s3_curl "$@" --output "$s3/body" --write-out '%{http_code}' 2>"$s3/words") || s3_code=000
}
s3_words() {
  if [ "$s3_code" = 000 ]; then
    tail -n 1 "$s3/words"
  else
    printf 'HTTP %s %s\\n' "$s3_code" "$(tr '<' '\\n' <"$s3/body" | sed -n -e 's/^Code>//p' -e 's/^Message>//p' | tr '\\n' ' ')"
  fi
}
is_passing() { case $s3_code in 000 | 429 | 5??) true ;; *) false ;; esac; }
ask_bucket() {
  for try in 1 2 3; do
    printf '0\\t%s\\t/%s\\t%s\\t%s\\t-\\n' "$1" "$s3_bucket" "$2" "$no_body" >"$s3/requests" && sign <"$s3/requests" || exit 1
    ask_s3 0
    if ! is_passing || [ "$try" = 3 ]; then break; fi
    sleep 1
  done
}
`;
}),
37967:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
f: () => ( LIST_FUNCTIONS)
});
const LIST_FUNCTIONS = `
encode_awk='
  # In hexadecimal; a byte that this awk does not take for a character by itself is not known.
  function encoded(text, i, char, done) {
    if (text !~ special) return text
    for (i = 1; i <= length(text); i++) {
      char = substr(text, i, 1)
      if (char ~ special) {
        if (!(char in byte)) exit failed = 4
        char = sprintf("%%%02X", byte[char])
      }
      done = done char
    }
    return done
  }
  # What servers encode in their own ways (blanks as +, letters as numbers) gets the one form.
  function reencoded(text, done, at, code) {
    gsub(/[+]/, "%20", text)
    while (at = index(text, "%")) {
      code = toupper(substr(text, at + 1, 2))
      done = done encoded(substr(text, 1, at - 1)) (code in plain ? plain[code] : "%" code)
      text = substr(text, at + 3)
    }
    return done encoded(text)
  }
  function unxml(text) {
    if (!index(text, "&")) return text
    gsub(/&quot;|&#34;|&#x22;/, "\\"", text)
    gsub(/&apos;|&#39;|&#x27;/, "\\047", text)
    gsub(/&lt;|&#60;|&#x3[Cc];/, "<", text)
    gsub(/&gt;|&#62;|&#x3[Ee];/, ">", text)
    gsub(/&amp;|&#38;|&#x26;/, "\\\\&", text)
    return text
  }
  BEGIN {
    # As a text: between slashes, awks differ about a slash or a backslash in brackets.
    special = "[^A-Za-z0-9._~/-]"
    for (i = 1; i < 256; i++) {
      byte[sprintf("%c", i)] = i
      if (sprintf("%c", i) !~ special) plain[sprintf("%02X", i)] = sprintf("%c", i)
    }
  }'
encode() {
  printf '%s' "$1" | awk "$encode_awk"'{ printf "%s%s", sep, encoded($0); sep = "%0A" } END { exit failed }' || fail "$1 cannot be encoded"
}
# The page of a listing: its objects to the standard output, the token of the next page ("-": it was the last) to $s3/next. 1: it is no whole listing.
read_page() {
  awk -v next_file="$s3/next" "$encode_awk"'
    BEGIN { RS = "<" }
    {
      at = index($0, ">")
      tag = substr($0, 1, at - 1)
      text = substr($0, at + 1)
    }
    tag == "Contents" { objects++; inside = 1 }
    tag == "/Contents" { inside = 0 }
    inside && tag == "Key" { key[objects] = text }
    inside && tag == "Size" { size[objects] = text }
    inside && tag == "ETag" { etag[objects] = unxml(text) }
    inside && tag == "LastModified" { changed[objects] = text }
    !inside && tag == "EncodingType" { is_encoded = text == "url" }
    !inside && tag == "IsTruncated" { is_truncated = text == "true" }
    !inside && tag == "NextContinuationToken" { token = unxml(text) }
    tag == "/ListBucketResult" { is_whole = 1 }
    END {
      if (failed) exit failed
      if (!is_whole || (is_truncated && token == "")) exit 1
      for (i = 1; i <= objects; i++) {
        gsub(/"/, "", etag[i])
        if (key[i] == "" || size[i] !~ /^[0-9]+$/ || etag[i] !~ /^[^ \\t]+$/ || changed[i] !~ /^[^ \\t]+$/) exit 1
        name = is_encoded ? reencoded(unxml(key[i])) : encoded(unxml(key[i]))
        if (failed) exit failed
        print name "\\t" size[i] "\\t" etag[i] "\\t" changed[i]
      }
      token = encoded(token)
      gsub(/\\//, "%2F", token)
      print (is_truncated ? token : "-") >next_file
    }' "$s3/body"
}
in_query() { printf %s "$1" | sed 's,/,%2F,g'; }
list_bucket() {
  : >"$s3/list" || exit 1
  next='' page=0
  while [ "$next" != - ] && [ "$page" != "\${2-}" ]; do
    ask_bucket GET "\${next:+continuation-token=$next&}encoding-type=url&list-type=2&max-keys=1000&prefix=$(in_query "$s3_prefix")"
    case $s3_code in
      200) ;;
      404) ! grep -q '<Code>NoSuchBucket<' "$s3/body" || return 3 ;;
    esac
    [ "$s3_code" = 200 ] || fail "The bucket $s3_bucket cannot be listed at $s3_endpoint: $(s3_words)"
    read_page >>"$s3/list" || fail "The bucket $s3_bucket cannot be listed: $s3_endpoint gives no listing that is understood"
    read -r next <"$s3/next"
    page=$((page + 1))
  done
  sort "$s3/list" >"$1" || exit 1
}
list_object() {
  ask_bucket GET "encoding-type=url&list-type=2&max-keys=1&prefix=$(in_query "$1")"
  [ "$s3_code" = 200 ] || fail "The bucket $s3_bucket cannot be listed: $(s3_words)"
  read_page >"$s3/list" || fail "The bucket $s3_bucket cannot be listed: $s3_endpoint gives no listing that is understood"
  # By text: two keys that look like numbers would be compared as such.
  awk -F '\\t' -v key="$1" '("=" $1) == ("=" key)' "$s3/list" >"$2"
}
`;
}),
55489:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
e: () => ( CONTAINER_FUNCTIONS),
f: () => ( placeWords)
});
function placeWords(server, project) {
    switch (server.kind) {
        case 'service':
            return [`service:${project ?? ''}/${server.service}`, '', ''];
        case 'container':
            return [`container:${server.container}`, '', ''];
        case 'host':
            return ['host', server.address, server.port];
    }
}
const CONTAINER_FUNCTIONS = `
# A server that was killed is started again by whoever looks after it: reach_within SECONDS FUNCTION WORDS...
reach_within() {
  tries=0 seconds=$1
  shift
  while [ "$tries" -lt "$seconds" ] && ! ( "$@" ) >/dev/null 2>&1; do
    tries=$((tries + 1))
    sleep 1
  done
  "$@"
}
find_container() {
  case $1 in
    container:*) found=\${1#container:} ;;
    service:*)
      place=\${1#service:}
      found=$(docker ps --quiet --filter "label=com.docker.compose.project=\${place%%/*}" --filter "label=com.docker.compose.service=\${place#*/}" \\
        --filter label=com.docker.compose.oneoff=False) || exit 1
      [ -n "$found" ] || fail "No container of the service \${place#*/} of the project \${place%%/*} runs"
      [ "$(printf '%s\\n' "$found" | wc -l)" -eq 1 ] || fail "More than one container of the service \${place#*/} runs: which of them has the data?"
      ;;
  esac
}
# shellcheck disable=SC2016,SC2034 # run by the shell of a container
setting='setting() { if [ -n "$1" ]; then printf %s "$1"; elif [ -n "$2" ]; then cat "$2"; fi; }'
`;
}),
96123:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
i: () => ( askSlot),
v: () => ( SLOT_FUNCTIONS)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const SLOT_FUNCTIONS = `
backup_slot() (
  case "$1" in
    '' | *[!0-9]*)
      printf 'backup_slot: "%s" is not a time in seconds\\n' "$1" >&2
      exit 64
      ;;
  esac
  case "$3" in
    -) start=180 ;;
    [01][0-9]:[0-5][0-9] | 2[0-3]:[0-5][0-9])
      hour=\${3%:*} minute=\${3#*:}
      # A number that begins with 0 is octal, and 08 is none.
      start=$((\${hour#0} * 60 + \${minute#0}))
      ;;
    *)
      printf 'backup_slot: "%s" is not a time of day (HH:MM)\\n' "$3" >&2
      exit 64
      ;;
  esac
  zone=''
  case "$2" in
    UTC | Etc/UTC) zone=UTC0 ;;
    '' | -* | /* | *[!A-Za-z0-9_/+-]*) ;;
    *)
      for folder in /usr/share/zoneinfo /etc/zoneinfo; do
        [ "$(dd if="$folder/$2" bs=4 count=1 2>/dev/null)" = TZif ] && zone=:$folder/$2 && break
      done
      ;;
  esac
  if [ -z "$zone" ]; then
    printf 'The time zone "%s" is not known on this host: install tzdata there, or use UTC\\n' "$2" >&2
    exit 1
  fi
  slot=$(LC_ALL=C TZ=$zone date -d "@$(($1 - start * 60 + 10800))" '+%Y-%m-%d%t%G-W%V%t%Y-%m') || exit 1
  case "$slot" in
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]?[0-9][0-9][0-9][0-9]-W[0-9][0-9]?[0-9][0-9][0-9][0-9]-[0-9][0-9]) printf '%s\\n' "$slot" ;;
    *)
      printf 'The date program of this host does not tell the ISO week: %s\\n' "$slot" >&2
      exit 1
      ;;
  esac
)
`;
function askSlot({ moment, zone, startsAt }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(ASK_SLOT_PROGRAM, [String(moment), zone, startsAt ?? '-']), parseSlot);
}
const ASK_SLOT_PROGRAM = `${SLOT_FUNCTIONS}
backup_slot "$@" 2>&1
`;
function parseSlot({ stdout, exitCode }) {
    const [day = '', week = '', month] = stdout.trimEnd().split('\t');
    if (exitCode === 0 && month !== undefined)
        return { day, week, month };
    throw new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .mG('DK_INPUT_INVALID', {
        message: `It cannot be told for which day a backup counts: ${stdout.trim()}`,
        remedy: 'Correct the time zone and the time of the schedule, or install tzdata on the host'
    });
}
}),
4028:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J5: () => ( STREAM_FUNCTIONS),
Rz: () => ( STAGE_FUNCTIONS),
kO: () => ( BASE_FUNCTIONS)
});
const BASE_FUNCTIONS = `
umask 077
LC_ALL=C
export LC_ALL
fail() {
  printf '%s\\n' "$*" >&2
  exit 1
}
`;
const STAGE_FUNCTIONS = `
stage() {
  stage=$1
  shift
  "$@" 2>"$stages/$stage.err"
  echo "$?" >"$stages/$stage.code"
}
# Those after a stage that ended early are broken pipes (141 is 128 + SIGPIPE): the cause is told first.
require_stages() {
  words=''
  for stage in "$@"; do
    code=killed
    [ ! -s "$stages/$stage.code" ] || read -r code <"$stages/$stage.code"
    case $code in
      0 | 141) ;;
      *) words="\${words:+$words; }$stage: exit code $code: $(tail -n 3 "$stages/$stage.err" | tr '\\n' ' ')" ;;
    esac
  done
  [ -z "$words" ] || fail "$words"
  for stage in "$@"; do
    grep -qx 0 "$stages/$stage.code" || fail "$stage: was broken off"
  done
}
`;
const STREAM_FUNCTIONS = `${BASE_FUNCTIONS}
compress() {
  case $codec in
    zstd) zstd -3 -T0 -q -c ;;
    pigz) pigz -6 -c ;;
    gzip) gzip -1 -c ;;
    *) fail "There is no codec $codec" ;;
  esac
}
expand() {
  case $codec in
    zstd) zstd -d -q -c ;;
    pigz | gzip) gzip -d -c ;;
    *) fail "There is no codec $codec" ;;
  esac
}
# By the name, which says what it is: a list of recipients that got lost must not leave anything open.
seal() {
  case $1 in
    *.age) age -R "$work/recipients.txt" ;;
    *) cat ;;
  esac
}
${STAGE_FUNCTIONS}digest_of() { sha256sum <"$1" | cut -d ' ' -f 1; }
store() {
  stages=$work/.stages
  rm -rf "$stages"
  mkdir "$stages" && mkfifo "$stages/look" "$stages/sum" || exit 1
  stage expand expand <"$stages/look" | stage count dd bs=64k | stage check "$3" >"$stages/said" &
  looker=$!
  stage digest sha256sum <"$stages/sum" >"$stages/digest" &
  summer=$!
  stage read "$2" | stage compress compress | stage pass tee "$stages/look" | stage seal seal "$1" | stage pass-on tee "$stages/sum" |
    stage write dd of="$work/$1" bs=1M conv=fsync
  wait "$looker" "$summer"
  require_stages write pass-on seal pass compress read expand count digest check
  # shellcheck disable=SC2034 # for those who stored it
  said=$(cat "$stages/said")
  plain=$(awk '/ bytes? / { print $1; exit }' "$stages/count.err")
  sizes=$(wc -c <"$work/$1")
  digest=$(cut -d ' ' -f 1 "$stages/digest")
  [ "\${plain:-0}" -gt 0 ] || fail "$1: nothing was read"
  [ "$(digest_of "$work/$1")" = "$digest" ] || fail "$1: the disk gives back other bytes than were written"
  printf '%s\\t%s\\t%s\\t%s\\n' "$1" "$plain" "$((sizes))" "$digest" >>"$work/.files" || fail "$1 cannot be noted"
  rm -rf "$stages"
}
note() { printf '%s\\t%s\\t%s\\n' "$1" "$2" "$(printf %s "$3" | tr '\\t\\n' '  ')" >>"$work/.facts" || fail "$1: its $2 cannot be noted"; }
`;
}),
87810:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
HC: () => ( volumeWord),
HY: () => ( FIND_VOLUME_FUNCTIONS),
Lv: () => ( VOLUME_FUNCTIONS)
});
var _tools_stopped_containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53811);

function volumeWord({ place }, project) {
    return place.kind === 'volume' ? `volume:${place.volume}` : `project:${project ?? ''}/${place.key}`;
}
const FIND_VOLUME_FUNCTIONS = `
find_volume() {
  case $1 in
    volume:*) volume=$(docker volume ls --quiet) && volume=$(printf '%s\\n' "$volume" | grep -xF -- "\${1#volume:}") || volume='' ;;
    project:*)
      place=\${1#project:}
      [ -n "\${place%%/*}" ] || fail "No Compose project is live whose volume \${place#*/} could be meant"
      volume=$(docker volume ls --quiet --filter "label=com.docker.compose.project=\${place%%/*}" --filter "label=com.docker.compose.volume=\${place#*/}") || exit 1
      ;;
  esac
  docker version >/dev/null || exit 1
}
list_writers() {
  running=$(docker ps --no-trunc --quiet) || return 1
  [ -n "$running" ] || return 0
  # shellcheck disable=SC2086 # ids are hexadecimal
  running=$(docker inspect --format '{{.State.StartedAt}} {{.Id}} {{.Name}} {{.State.Paused}} {{.HostConfig.AutoRemove}} {{.HostConfig.NetworkMode}} {{with index .Config.Labels "com.docker.swarm.task.id"}}swarm{{else}}-{{end}}{{range .Mounts}}{{if eq .Type "volume"}} {{.Name}}:{{.RW}}{{end}}{{end}}' $running) || return 1
  printf '%s\\n' "$running" | sort | awk -v writable="$volume:true" '
    { id[NR] = $2; net[NR] = $6; words[NR] = $2 " " substr($3, 2) " " $5 " " $7; for (n = 8; n <= NF; n++) if ($n == writable && $4 != "true") is_one[$2] = 1 }
    END {
      do {
        more = 0
        for (n = 1; n <= NR; n++) if (!(id[n] in is_one) && net[n] ~ /^container:/ && (substr(net[n], 11) in is_one)) is_one[id[n]] = more = 1
      } while (more)
      for (n = 1; n <= NR; n++) if (id[n] in is_one) print words[n]
    }'
}
refuse_writers() {
  wrong=$(printf '%s\\n' "$1" | awk '$3 == "true" { print $2 }')
  [ -z "$wrong" ] || fail "Docker removes $wrong when it is stopped (--rm), so the volume $volume cannot be packed"
  wrong=$(printf '%s\\n' "$1" | awk '$4 == "swarm" { print $2 }')
  [ -z "$wrong" ] || fail "Swarm starts another one when $wrong is stopped, so the volume $volume cannot be packed"
  [ "$(docker volume inspect --format '{{index .Options "type"}}' "$volume")" != tmpfs ] || fail "The volume $volume is in memory, and would be empty as soon as nobody uses it"
}
`;
const VOLUME_FUNCTIONS = `${FIND_VOLUME_FUNCTIONS}${_tools_stopped_containers_js__WEBPACK_IMPORTED_MODULE_0__ .AB}
empty_image=deploy-kit/empty
host_programs=''
for place in /bin /sbin /lib /lib32 /lib64 /libx32 /usr /etc/alternatives /etc/ld.so.cache; do
  [ ! -e "$place" ] || host_programs="$host_programs --mount type=bind,src=$place,dst=$place,readonly"
done
in_volume() {
  access=$1
  shift
  case $access in ro) access=,readonly ;; rw) access='' ;; esac
  # shellcheck disable=SC2086 # words of its own
  docker run --rm --interactive --name "dk-volume-$run-$name" --label "deploy-kit.helper=$kit" --pull never --log-driver none --network none --security-opt label=disable \\
    --security-opt no-new-privileges --cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add FOWNER --cap-add FSETID --cap-add MKNOD --cap-add SETFCAP \\
    --user 0:0 --env LC_ALL=C --tmpfs /tmp --mount "type=volume,src=$volume,dst=/volume,volume-nocopy$access" $host_programs \\
    --workdir /volume --entrypoint /bin/sh "$empty_image" -c "$@"
}
reach_volume() {
  find_volume "$1"
  # Of a program that was killed.
  docker rm --force "dk-volume-$run-$name" >/dev/null 2>&1 || :
}
prepare_helper() {
  mkdir -p "$kit/stopped" || exit 1
  docker image inspect "$empty_image" >/dev/null 2>&1 || tar -cf - -T /dev/null | docker import - "$empty_image" >/dev/null || fail "No empty image can be made for the volume $volume"
  # shellcheck disable=SC2016 # run by the shell beside the volume
  in_volume ro 'for program in tar find stat sha256sum sort mv; do command -v "$program" >/dev/null || exit 1; done' </dev/null ||
    fail "The programs of this host do not run beside the volume $volume"
}
stop_writers() {
  take_over "$run-$name"
  writers=$(list_writers) || exit 1
  refuse_writers "$writers"
  stop_containers "$(printf '%s\\n' "$writers" | cut -d ' ' -f 1,2)"
}
require_stopped() {
  writers=$(list_writers) || exit 1
  [ -z "$writers" ] || fail "Somebody has started $(printf '%s\\n' "$writers" | cut -d ' ' -f 2 | tr '\\n' ' ')while the volume $volume had to be left alone"
}
`;
}),
35015:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
O: () => ( cutoverInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83085);


const cutoverInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    'restart-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({
        group: 'Commands',
        description: 'Starts the release, or restarts the application with it. Runs in the release, with DEPLOY_KIT_* variables.',
        example: 'sudo -n systemctl restart app'
    }),
    'stop-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'Stops the application: used when a first deploy fails and there is nothing to return to.' }),
    'status-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'Must end with 0 when the application runs: an additional health check.' }),
    'before-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'Hook in the new release just before it is made live.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .YZ }),
    'after-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'Hook in the new release just after it was made live.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .YZ }),
    'on-failure': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'Hook in the deploy path after a failure, when everything has been undone.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .YZ }),
    'command-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Commands', description: 'How long the restart, stop and status commands may take.', default: '2m', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .fG }),
    'hook-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Commands', description: 'How long a hook may take.', default: '15m', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .fG }),
    'health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Mn)({
        group: 'Health',
        description: 'What must be healthy for the release to stay, one a line: `http URL`, `tcp ADDRESS:PORT`, `command ...`, `process TEXT`, `file PATH`, `log PATH`; `optional` before it never fails. `{release}` stands for the id of the release. Strategy `compose`: with `service=NAME` in the containers of a service, and `postgres db`, `redis redis`, `s3 storage:9000`, `celery worker app=MODULE`, `flower`, `prometheus`, `grafana`. See docs/health-checks.md.',
        example: 'http http://127.0.0.1:8080/health status=200 body={release}',
        check: _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rY,
        isCommand: _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .UC
    }),
    attempts: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .nd)({ group: 'Health', description: 'How often the health checks are tried.', default: '30', min: 1, max: 1000 }),
    delay: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
    timeout: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Health', description: 'How long one health check may take.', default: '5s', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .fG }),
    'skip-health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zM)({
        group: 'Health',
        description: 'Make the release live without asking whether it is healthy. Log and summary warn.',
        default: 'false'
    }),
    'confirm-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({
        group: 'Health',
        description: 'After so long without confirmation the host goes back by itself, whatever became of the runner. Default: the time that all health checks may take, and 30 s.',
        check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .fG
    }),
    'probe-url': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Health',
        description: 'A URL that is asked every 100 ms during the cutover, to measure the downtime. A loopback address is asked on the host.',
        example: 'https://app.example.com/health',
        check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ .uZ
    }),
    'max-failed-requests': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .nd)({
        group: 'Health',
        description: 'How many requests of `probe-url` may fail during the cutover; with more, everything is undone. Default: as many as it may be.',
        example: '0',
        min: 0,
        max: 1_000_000
    }),
    logs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Health',
        description: 'Log files on the host (relative to the deploy path, or absolute) whose end is shown when it fails.',
        example: 'shared/log/app.log'
    }),
    'lock-wait': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({ group: 'Behaviour', description: 'How long to wait for the deploy lock; 0 fails at once.', default: '0s' })
});
}),
24048:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Fd: () => ( storageInputs),
GJ: () => ( readStorage),
f: () => ( MISSING_KEY),
h1: () => ( copiesOfInput)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const PLACE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9._@:+=-]+)*)\/?$/;
const storageInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    storage: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'Where backups are copied to: a bucket of an S3-compatible storage, and a folder in it. The host sends them itself, and gets no key for it.',
        example: 's3://company-backups/app',
        check: (place) => (PLACE.test(place) && !/\/\.{1,2}(\/|$)/.test(place) ? undefined : `is no s3://bucket/folder: ${JSON.stringify(place)}`)
    }),
    'storage-endpoint': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The address of the storage, as the machine that runs deploy-kit and the hosts reach it. Default: AWS.',
        example: 'https://s3.example.com',
        check: (address) => (/^https?:\/\/[^\s/?#@"\\]+\/?$/.test(address) ? undefined : `is no address as https://s3.example.com: ${JSON.stringify(address)}`)
    }),
    'storage-region': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The region of the bucket.',
        default: 'us-east-1',
        example: 'eu-central-1',
        check: (region) => (/^[A-Za-z0-9-]+$/.test(region) ? undefined : `is no name of a region: ${JSON.stringify(region)}`)
    }),
    'aws-access-key-id': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({ group: 'Backup', variable: 'AWS_ACCESS_KEY_ID', description: 'The id of the key of the storage. It never gets to the hosts.' }),
    'aws-secret-access-key': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({ group: 'Backup', variable: 'AWS_SECRET_ACCESS_KEY', description: 'The key of the storage. It never gets to the hosts.' }),
    'aws-session-token': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({ group: 'Backup', variable: 'AWS_SESSION_TOKEN', description: 'What belongs to a key that is good for a while only.' })
});
const copiesOfInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    'storage-host': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'Whose copies are meant: the name that the host had when they were made. Default: its own.',
        example: 'web1.example.com',
        check: (host) => (/^[A-Za-z0-9._:%-]+$/.test(host) ? undefined : `is no name of a host: ${JSON.stringify(host)}`)
    })
});
function readStorage(values) {
    const [, bucket, prefix = ''] = PLACE.exec(values.storage ?? '') ?? [];
    if (bucket === undefined)
        return undefined;
    const { 'aws-access-key-id': keyId, 'aws-secret-access-key': secretKey } = values;
    const place = { bucket, endpoint: values['storage-endpoint']?.replace(/\/$/, ''), region: values['storage-region'], sessionToken: values['aws-session-token'] };
    return {
        shown: `s3://${bucket}${prefix}`,
        prefix: prefix.slice(1),
        storage: keyId === undefined || secretKey === undefined ? undefined : { ...place, keyId, secretKey }
    };
}
const MISSING_KEY = 'there is no key for it: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set on the machine that runs deploy-kit';
}),
94131:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Cp: () => ( renderEnvironment),
EX: () => ( composeEnvironment),
Uk: () => ( findVariablesProblem),
Up: () => ( readLiveEnvironment),
_J: () => ( digestEnvironment),
fB: () => ( writeEnvironment),
rf: () => ( parseVariables)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);


const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLACEHOLDER = /^(<.*>|change[-_ ]?me|todo|xxx+)$/i;
function composeEnvironment({ template, variables, secrets }) {
    const named = template === undefined ? new Map() : parseVariables(template, 'The env template');
    const composed = new Map();
    const missing = [];
    for (const [name, preset] of named) {
        const value = secrets.get(name) ?? variables.get(name) ?? (PLACEHOLDER.test(preset) ? undefined : preset);
        if (value === undefined || value === '')
            missing.push(name);
        else
            composed.set(name, value);
    }
    if (missing.length > 0)
        throw incomplete(missing);
    for (const [name, value] of [...variables, ...(template === undefined ? secrets : [])])
        composed.set(name, value);
    return composed;
}
function incomplete(missing) {
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_ENV_INCOMPLETE', {
        message: `The env template names ${missing.length === 1 ? 'a variable that has' : `${missing.length} variables that have`} no value: ${missing.join(', ')}`,
        remedy: 'Give them in the inputs `variables` or `secrets`, or a default in the template'
    });
}
function parseVariables(text, origin) {
    try {
        return readVariables(text);
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_INPUT_INVALID', { message: `${origin} ${error.message}`, remedy: 'Write KEY=VALUE lines, or a JSON object of texts' });
    }
}
function findVariablesProblem(text) {
    try {
        readVariables(text);
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? `${error.message}: write KEY=VALUE lines, or a JSON object of texts` : String(error);
    }
}
function readVariables(text) {
    return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLines(text);
}
function parseJsonVariables(text) {
    const value = parseJson(text);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return new Map(entries.map(([name, member]) => {
        if (!NAME.test(name))
            throw new RangeError(`has a name that no variable can have: ${JSON.stringify(name)}`);
        if (typeof member !== 'string' && typeof member !== 'number' && typeof member !== 'boolean')
            throw new RangeError(`has no text for ${name}`);
        if (String(member).includes('\0'))
            throw new RangeError(`has a NUL character in ${name}, which no file of variables can hold`);
        return [name, String(member)];
    }));
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const [, line, column] = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
        throw new RangeError(`is not valid JSON${line === undefined ? '' : ` (line ${line}, column ${column})`}`);
    }
}
const LINE = /^(?:export\s+)?(?<name>[^=\s]+)\s*=\s*(?:'(?<single>[^']*)'(?:[ \t]+#.*)?|"(?<double>(?:[^"\\]|\\[\s\S])*)"(?:[ \t]+#.*)?|(?<plain>[^\n]*?))[ \t]*$/;
function parseLines(text) {
    const variables = new Map();
    for (const { line, number } of joinQuotedLines(text)) {
        if (line.trim() === '' || line.trimStart().startsWith('#'))
            continue;
        if (findOpenQuote(line) !== undefined)
            throw new RangeError(`has a quote that is not closed in line ${number}`);
        const groups = LINE.exec(line.trim())?.groups;
        const name = groups?.['name'];
        if (groups === undefined || name === undefined || !NAME.test(name))
            throw new RangeError(`is not KEY=VALUE in line ${number}`);
        variables.set(name, readValue(groups));
    }
    return variables;
}
function readValue({ single, double, plain }) {
    if (single !== undefined)
        return single;
    if (double !== undefined)
        return double.replaceAll(/\\([\s\S])/g, (_, character) => (character === 'n' ? '\n' : character));
    return (plain ?? '').replace(/(^|\s)#.*$/, '').trim();
}
function joinQuotedLines(text) {
    const entries = [];
    for (const [index, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
        const last = entries.at(-1);
        const isOpen = last !== undefined && findOpenQuote(last.line) !== undefined;
        if (isOpen)
            entries[entries.length - 1] = { ...last, line: `${last.line}\n${line}` };
        else
            entries.push({ line, number: index + 1 });
    }
    return entries;
}
function findOpenQuote(line) {
    const value = /^\s*(?:export\s+)?[^=\s#]+\s*=\s*(['"])([\s\S]*)$/.exec(line);
    const [, quote, rest = ''] = value ?? [];
    if (quote === undefined)
        return undefined;
    const closed = quote === "'" ? rest.includes("'") : /(^|[^\\])(\\\\)*"/.test(rest);
    return closed ? undefined : quote;
}
function renderEnvironment(variables) {
    return [...variables].map(([name, value]) => `${name}=${quoteValue(value)}\n`).join('');
}
function quoteValue(value) {
    if (/^[A-Za-z0-9_@%+:,./=-]*$/.test(value))
        return value;
    if (!value.includes("'"))
        return `'${value}'`;
    return `"${value.replaceAll(/[\\"$`]/g, '\\$&')}"`;
}
function readLiveEnvironment(environments, current) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(READ_ENVIRONMENT_PROGRAM, [environments, current]), ({ stdout }) => {
        const [sha256 = '', ...names] = stdout.split('\n').filter((line) => line !== '');
        return { sha256: sha256 === '' ? undefined : sha256, names };
    });
}
const READ_ENVIRONMENT_PROGRAM = `
live=$(readlink "$2" 2>/dev/null) || exit 0
live=\${live%/}
version=$(cat "$1/\${live##*/}.version" 2>/dev/null) || exit 0
[ -f "$1/$version.env" ] || exit 0
sha256sum < "$1/$version.env" | cut -d ' ' -f 1
sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p' "$1/$version.env"
`;
function digestEnvironment(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function writeEnvironment(folder, version, { text, secrets }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(WRITE_ENVIRONMENT_PROGRAM, [folder, version], { stdin: new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .zh('environment', text, secrets) });
}
const WRITE_ENVIRONMENT_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
chmod 700 "$1"
cat > "$1/$2.env.partial"
mv -f "$1/$2.env.partial" "$1/$2.env"
`;
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
45938:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
n: () => ( readReleaseSecrets),
u: () => ( hideLiveSecrets)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _env_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94131);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);



function readReleaseSecrets(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_SECRETS_PROGRAM, [release, paths.manifests, paths.environments]), ({ stdout }) => parseSecrets(stdout));
}
async function hideLiveSecrets(observer, host, root) {
    const [releases, inPlace] = [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'releases'), (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'in-place')];
    const found = await observer.askAll(host, {
        releases: readReleaseSecrets(releases, releases.current),
        inPlace: readReleaseSecrets(inPlace, inPlace.current)
    });
    observer.hide?.([...found.releases, ...found.inPlace]);
}
const READ_SECRETS_PROGRAM = `
release=$1
case $release in /*) release=$(readlink "$release" 2>/dev/null) || exit 0 ;; esac
release=\${release%/}
release=\${release##*/}
version=$(cat "$3/$release.version" 2>/dev/null) || exit 0
cat "$2/$release.json" "$3/$version.env" 2>/dev/null
exit 0
`;
function parseSecrets(text) {
    const end = text.indexOf('\n');
    try {
        const { environmentSecrets = [] } = JSON.parse(text.slice(0, end));
        const variables = (0,_env_file_js__WEBPACK_IMPORTED_MODULE_1__ .rf)(text.slice(end + 1), 'the env file');
        return environmentSecrets.flatMap((name) => new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zh(name, variables.get(name) ?? ''));
    }
    catch {
        return [];
    }
}
}),
53811:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
AB: () => ( STOP_CONTAINERS_FUNCTIONS),
IJ: () => ( startStopped),
Lm: () => ( START_STOPPED_FUNCTIONS),
Z6: () => ( WATCH_STOPPED_PROGRAM)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const START_STOPPED_FUNCTIONS = `
is_alive() { find_process "\${1%% *}" && [ "$process" = "$1" ]; }
# Waits for who is at it; of those that died meanwhile the list is as before.
end_claims() {
  for claim in "$1"/.*@*; do
    while [ -e "$claim" ] && is_alive "\${claim##*@}"; do sleep 1; done
    claimed=\${claim##*/.}
    [ ! -e "$claim" ] || mv "$claim" "$1/\${claimed%@*}"
  done
}
claim_list() {
  find_process "$$" || return 1
  mine="\${1%/*}/.\${1##*/}@$process"
  mv "$1" "$mine" 2>/dev/null
}
start_listed() {
  claim_list "$1" || return 0
  wrong=''
  if known=$(docker ps --all --no-trunc --quiet); then
    while read -r id container; do
      case $known in *"$id"*) docker start "$id" >/dev/null || wrong="$wrong $container" ;; esac
    done <"$mine"
  else
    wrong=" $(cut -d ' ' -f 2 "$mine" | tr '\\n' ' ')"
  fi
  if [ -z "$wrong" ]; then
    rm -f "$mine"
  else
    mv "$mine" "$1"
    echo "What was stopped for a backup or a restore could not be started again:$wrong. Look at: docker logs$wrong. Then: docker start$wrong" >&2
    return 1
  fi
}
start_stopped() {
  [ -d "$1/stopped" ] || return 0
  end_claims "$1/stopped"
  bad=''
  for list in "$1"/stopped/*; do start_listed "$list" || bad=1; done
  helpers=$(docker ps --all --quiet --filter "label=deploy-kit.helper=$1")
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -z "$helpers" ] || docker rm --force $helpers >/dev/null
  [ -z "$bad" ]
}
`;
function startStopped(kit) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(START_STOPPED_PROGRAM, [kit]);
}
const START_STOPPED_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${START_STOPPED_FUNCTIONS}
start_stopped "$1"
`;
const WATCH_STOPPED_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${START_STOPPED_FUNCTIONS}
trap '' HUP
while [ -f "$1" ] && is_alive "$2"; do sleep 1; done
start_listed "$1"
`;
const STOP_CONTAINERS_FUNCTIONS = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${START_STOPPED_FUNCTIONS}
stopped_list='' stopped=''
take_over() {
  stopped_list=$kit/stopped/$1-$$
  mkdir -p "$kit/stopped" || exit 1
  for left in "$kit/stopped/$1"-*; do
    while end_claims "$kit/stopped" && [ -f "$left" ]; do
      ! claim_list "$left" || {
        keep_list "$(cat "$mine")"
        rm -f "$mine"
      }
    done
  done
}
keep_list() {
  is_watched=$stopped
  stopped=$(printf '%s\\n' "$stopped" "$1" | awk 'NF > 1 && !seen[$1]++')
  [ -n "$stopped" ] || return 0
  printf '%s\\n' "$stopped" >"$kit/stopped/.new" || exit 1
  { sync "$kit/stopped/.new" 2>/dev/null || sync; } && mv "$kit/stopped/.new" "$stopped_list" || exit 1
  [ -z "$is_watched" ] || return 0
  trap start_containers EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  find_process "$$" || exit 1
  if command -v setsid >/dev/null 2>&1; then
    setsid sh -c "$watch" deploy-kit-watch "$stopped_list" "$process" </dev/null >/dev/null 2>&1 &
  else
    nohup sh -c "$watch" deploy-kit-watch "$stopped_list" "$process" </dev/null >/dev/null 2>&1 &
  fi
}
stop_containers() {
  keep_list "$1"
  [ -z "$1" ] || printf '%s\\n' "$1" | cut -d ' ' -f 1 | xargs docker stop >/dev/null || fail "They could not be stopped: $(printf '%s\\n' "$1" | cut -d ' ' -f 2 | tr '\\n' ' ')"
}
start_containers() {
  trap - EXIT
  [ -z "$stopped" ] || start_listed "$stopped_list" || exit 1
  stopped=''
}
`;
})

};
