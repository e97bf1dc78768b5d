import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 636;
export const ids = [636];
export const modules = {

/***/ 60474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BM: () => (/* binding */ componentInputs),
/* harmony export */   CP: () => (/* binding */ timeZoneInput),
/* harmony export */   Ct: () => (/* binding */ backupInputs),
/* harmony export */   DQ: () => (/* binding */ backupPlaceInputs),
/* harmony export */   SI: () => (/* binding */ preDeployInputs),
/* harmony export */   kN: () => (/* binding */ retentionInputs)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
/* harmony import */ var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35015);
/* harmony import */ var _input_checks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(83085);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
/* harmony import */ var _component_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97481);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68697);
/* harmony import */ var _parse_components_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38134);








const backupPlaceInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .connectionInputs */ .eu,
    ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .targetInputs */ .lY,
    ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .layoutInputs */ .WL,
    'backup-path': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Backup',
        description: 'The folder of the backups on the hosts, best on another disk. Default: `.deploy-kit/backups` in the deploy path.',
        example: '/var/backups/app',
        check: _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .findPathProblem */ .W0
    })
});
const COMPONENTS = 'What is backed up, one a line: `postgres service=db`, `postgres database=app`, `mysql service=db`, `redis service=redis`, `sqlite shared/data/app.sqlite`, `files shared/uploads`. `as=NAME` gives a part a name. See docs/backup-and-restore.md.';
const componentInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    components: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({ group: 'Backup', required: true, description: COMPONENTS, example: 'postgres service=db', check: _parse_components_js__WEBPACK_IMPORTED_MODULE_5__/* .findComponentProblem */ .y }),
    only: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({ group: 'Backup', description: 'Only these parts: names or kinds of components.', example: 'db' }),
    skip: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({ group: 'Backup', description: `Not these parts: names or kinds of components (${_component_js__WEBPACK_IMPORTED_MODULE_6__/* .COMPONENT_KINDS */ .M.join(', ')}).`, example: 'files' })
});
const count = (description, standard, min = 0) => (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ group: 'Backup', description, default: standard, min, max: 10_000 });
const retentionInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    'keep-backups': count('How many of the newest backups stay, scheduled and manual ones.', '30', 1),
    'keep-daily': count('The newest backup of so many days stays.', '7'),
    'keep-weekly': count('The newest backup of so many weeks stays.', '4'),
    'keep-monthly': count('The newest backup of so many months stays.', '12'),
    'keep-pre-deploy': count('How many of the newest backups stay that were made before a deploy.', '10'),
    'keep-emergency': count('How many of the newest backups stay that were made before a restore.', '5'),
    'accept-smaller': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zM)({
        group: 'Backup',
        description: 'Remove old backups although the newest one is less than half as big as those before it.',
        default: 'false'
    })
});
const timeZoneInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
    group: 'Backup',
    description: 'The time zone whose days, weeks and months count.',
    default: 'UTC',
    example: 'Europe/Berlin',
    check: (zone) => (/^[A-Za-z][A-Za-z0-9_/+-]*$/.test(zone) ? undefined : `is no name of a time zone: ${JSON.stringify(zone)}`)
});
const backupInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    ...backupPlaceInputs,
    ...componentInputs,
    'backup-name': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Backup',
        description: 'The name of the backup. Default: its type and the time (UTC), as in `manual_20261121_070000`.',
        example: 'before-the-move',
        check: (name) => (_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .BACKUP_ID */ .Hr.test(name) ? undefined : 'must be letters, digits, dots, dashes and underscores, and begin with a letter or digit')
    }),
    recipients: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({
        group: 'Backup',
        description: 'Public keys (age-encryption.org: `age1...`) that the backup is sealed for. Who has taken the server cannot read it; nor can the server.',
        example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
        check: (keys) => keys.filter((key) => !/^age1[02-9ac-hj-np-z]{58}$/.test(key)).map((key) => `${JSON.stringify(key)} is no public key of age (age1...)`)[0]
    }),
    compare: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(['rows', 'count', 'off'], {
        group: 'Backup',
        description: 'What a restored database is compared with: `rows` counts and hashes all rows at the moment of the dump, `count` only counts them.',
        default: 'rows'
    }),
    'backup-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Backup', description: 'How long the dump of one part may take.', default: '4h', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_7__/* .findMissingTime */ .fG }),
    ...retentionInputs,
    'time-zone': timeZoneInput,
    'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .cutoverInputs */ .O['lock-wait']
});
const preDeployInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    components: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        group: 'Backup',
        description: `${COMPONENTS} When it is given, a backup of them is made before anything is changed.`,
        example: 'postgres service=db',
        check: _parse_components_js__WEBPACK_IMPORTED_MODULE_5__/* .findComponentProblem */ .y
    }),
    'backup-path': backupInputs['backup-path'],
    recipients: backupInputs.recipients,
    compare: backupInputs.compare,
    'backup-timeout': backupInputs['backup-timeout'],
    'time-zone': timeZoneInput,
    'unsafe-skip-backup': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zM)({ group: 'Backup', description: 'Deploy without the backup of the `components`. Log and summary warn.', default: 'false' })
});


/***/ }),

/***/ 67518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ chooseComponents)
/* harmony export */ });
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


/***/ }),

/***/ 97481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ COMPONENT_KINDS),
/* harmony export */   z: () => (/* binding */ serviceOf)
/* harmony export */ });
const COMPONENT_KINDS = ['postgres', 'mysql', 'sqlite', 'redis', 'files'];
function serviceOf(component) {
    return 'server' in component && component.server.kind === 'service' ? component.server.service : undefined;
}


/***/ }),

/***/ 68697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hr: () => (/* binding */ BACKUP_ID),
/* harmony export */   We: () => (/* binding */ storedBytesOf),
/* harmony export */   cD: () => (/* binding */ nameBackup),
/* harmony export */   s4: () => (/* binding */ setOf),
/* harmony export */   yD: () => (/* binding */ factOf),
/* harmony export */   zW: () => (/* binding */ parseBackupManifest)
/* harmony export */ });
/* unused harmony export BACKUP_TYPES */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const BACKUP_TYPES = (/* unused pure expression or super */ null && (['manual', 'scheduled', 'pre-deploy', 'emergency']));
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
function storedBytesOf({ files }) {
    return files.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
}
function factOf({ facts }, component, name) {
    return facts.find(([of, key]) => of === component && key === name)?.[2];
}


/***/ }),

/***/ 65663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ dumpMysql),
/* harmony export */   s: () => (/* binding */ mysqlWords)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _mysql_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99492);
/* harmony import */ var _server_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55489);
/* harmony import */ var _stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4028);




const DUMP_MYSQL_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5
shift 5
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_1__/* .STREAM_FUNCTIONS */ .J}${_mysql_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .REACH_MYSQL_FUNCTIONS */ .PK}${_mysql_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .DUMP_MYSQL_FUNCTIONS */ .m2}
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
    return [...(0,_server_place_js__WEBPACK_IMPORTED_MODULE_3__/* .placeWords */ .f)(server, project), user, database];
}
function dumpMysql(component, { work, codec, suffix, fingerprint, project }) {
    const { name } = component;
    return {
        title: `Dump ${name}: MariaDB or MySQL, from one snapshot`,
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(DUMP_MYSQL_PROGRAM, [work, codec, name, suffix, fingerprint, ...mysqlWords(component, project)])
    };
}


/***/ }),

/***/ 29301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ MYSQL_FINGERPRINT_FUNCTIONS)
/* harmony export */ });
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


/***/ }),

/***/ 99492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PK: () => (/* binding */ REACH_MYSQL_FUNCTIONS),
/* harmony export */   ei: () => (/* binding */ DUMP_TOOL_FUNCTIONS),
/* harmony export */   m2: () => (/* binding */ DUMP_MYSQL_FUNCTIONS)
/* harmony export */ });
/* harmony import */ var _mysql_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29301);
/* harmony import */ var _server_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55489);


const REACH_MYSQL_FUNCTIONS = `${_server_place_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTAINER_FUNCTIONS */ .e}
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
const DUMP_MYSQL_FUNCTIONS = `${DUMP_TOOL_FUNCTIONS}${_mysql_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .MYSQL_FINGERPRINT_FUNCTIONS */ .u}
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


/***/ }),

/***/ 76569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ backupsFolder),
  vW: () => (/* binding */ lookAtComponents),
  zr: () => (/* binding */ observeBackup),
  v8: () => (/* binding */ projectOf)
});

// EXTERNAL MODULE: ./build/packages/operations/target-inputs.js
var target_inputs = __webpack_require__(9426);
// EXTERNAL MODULE: ./build/packages/operations/tools/host-paths.js
var host_paths = __webpack_require__(28264);
// EXTERNAL MODULE: ./build/packages/operations/tools/ledger.js
var ledger = __webpack_require__(22126);
// EXTERNAL MODULE: ./build/packages/operations/tools/read-host.js
var read_host = __webpack_require__(82122);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-secrets.js
var release_secrets = __webpack_require__(45938);
// EXTERNAL MODULE: ./build/packages/operations/backup/choose-components.js
var choose_components = __webpack_require__(67518);
// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/backup/mysql-dump.js
var mysql_dump = __webpack_require__(65663);
// EXTERNAL MODULE: ./build/packages/operations/backup/mysql-functions.js
var mysql_functions = __webpack_require__(99492);
// EXTERNAL MODULE: ./build/packages/operations/backup/postgres-dump.js
var postgres_dump = __webpack_require__(37290);
// EXTERNAL MODULE: ./build/packages/operations/backup/postgres-functions.js
var postgres_functions = __webpack_require__(57235);
// EXTERNAL MODULE: ./build/packages/operations/backup/redis-dump.js
var redis_dump = __webpack_require__(21664);
// EXTERNAL MODULE: ./build/packages/operations/backup/redis-functions.js
var redis_functions = __webpack_require__(16309);
// EXTERNAL MODULE: ./build/packages/operations/backup/stream-functions.js
var stream_functions = __webpack_require__(4028);
;// CONCATENATED MODULE: ./build/packages/operations/backup/look-at-component.js








const ABSENT_EXIT_CODE = 3;
function lookAtComponent(component, place) {
    return (0,core/* query */.P)(lookCommand(component, place), ({ stdout, exitCode }) => {
        const words = stdout.trim();
        return exitCode === 0 && /^\d+$/.test(words) ? { bytes: Number(words) } : { problem: words === '' ? `ended with exit code ${exitCode}` : words, isAbsent: exitCode === ABSENT_EXIT_CODE };
    });
}
function lookCommand(component, { root, project }) {
    switch (component.kind) {
        case 'postgres':
            return (0,core/* script */.K$)(LOOK_AT_POSTGRES_PROGRAM, (0,postgres_dump/* postgresWords */.J)(component, project));
        case 'mysql':
            return (0,core/* script */.K$)(LOOK_AT_MYSQL_PROGRAM, (0,mysql_dump/* mysqlWords */.s)(component, project));
        case 'redis':
            return (0,core/* script */.K$)(LOOK_AT_REDIS_PROGRAM, (0,redis_dump/* redisWords */.N)(component, project));
        case 'sqlite':
            return (0,core/* script */.K$)(LOOK_AT_SQLITE_PROGRAM, [component.path.startsWith('/') ? component.path : `${root}/${component.path}`]);
        case 'files':
            return (0,core/* script */.K$)(LOOK_AT_FILES_PROGRAM, [root, ...component.paths]);
    }
}
const LOOK_AT_POSTGRES_PROGRAM = `
exec 2>&1
${stream_functions/* BASE_FUNCTIONS */.k}${postgres_functions/* REACH_POSTGRES_FUNCTIONS */.a}
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
${stream_functions/* BASE_FUNCTIONS */.k}${mysql_functions/* REACH_MYSQL_FUNCTIONS */.PK}
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
${stream_functions/* BASE_FUNCTIONS */.k}${redis_functions/* REACH_REDIS_FUNCTIONS */._R}
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

// EXTERNAL MODULE: ./build/packages/operations/backup/parse-components.js
var parse_components = __webpack_require__(38134);
// EXTERNAL MODULE: ./build/packages/operations/backup/read-backups.js
var read_backups = __webpack_require__(3594);
// EXTERNAL MODULE: ./build/packages/operations/backup/slots.js
var slots = __webpack_require__(96123);
;// CONCATENATED MODULE: ./build/packages/operations/backup/observe.js










async function observeBackup(values, observer) {
    const chosen = (0,choose_components/* chooseComponents */.I)((0,parse_components/* parseComponents */.Y)(values.components), values);
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, chosen })]));
    const { runId, identity, hosts } = observer;
    return { runId, run: (0,ledger/* ledgerRun */.Zm)(identity, runId), hosts, chosen, perHost: Object.fromEntries(perHost) };
}
function backupsFolder(values) {
    const given = values['backup-path'];
    return given === undefined ? `${(0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), 'releases').kit}/backups` : (0,target_inputs/* normalizePath */.Fd)(given);
}
function projectOf({ live, releases }) {
    const strategy = releases.find(({ id }) => id === live)?.manifest?.strategy;
    return strategy?.strategy === 'compose' ? strategy.project : undefined;
}
async function lookAtComponents(observer, host, { components, ...place }) {
    if (components.length === 0)
        return {};
    return await observer.askAll(host, Object.fromEntries(components.map((component) => [component.name, lookAtComponent(component, place)])));
}
async function observeHost(host, { values, observer, chosen }) {
    const root = (0,target_inputs/* normalizePath */.Fd)(values.path);
    const [{ state, folder }] = await Promise.all([
        observer.askAll(host, { state: (0,read_host/* readHost */.r)(root, values.layout), folder: (0,read_backups/* readBackups */.s)(backupsFolder(values)) }),
        (0,release_secrets/* hideLiveSecrets */.u)(observer, host, root)
    ]);
    const project = projectOf(state);
    const looks = await lookAtComponents(observer, host, { components: chosen.components, root, project });
    const slot = await observer.ask(host, (0,slots/* askSlot */.i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }));
    return { state, folder, project, looks, slot };
}


/***/ }),

/***/ 38134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ parseComponents),
/* harmony export */   y: () => (/* binding */ findComponentProblem)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _component_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97481);


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
    const [kind = '', ...rest] = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .splitWords */ .fp)(line);
    const known = _component_js__WEBPACK_IMPORTED_MODULE_1__/* .COMPONENT_KINDS */ .M.find((each) => each === kind);
    if (known === undefined) {
        const meant = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(kind, _component_js__WEBPACK_IMPORTED_MODULE_1__/* .COMPONENT_KINDS */ .M);
        throw new RangeError(`${JSON.stringify(kind)} is no kind of component; ${meant === undefined ? `there are ${_component_js__WEBPACK_IMPORTED_MODULE_1__/* .COMPONENT_KINDS */ .M.join(', ')}` : `did you mean ${meant}?`} (in: ${line})`);
    }
    const words = new Words(known, rest, line);
    const component = readers[known](words);
    words.requireAllRead();
    return component;
}
const readers = {
    postgres: (words) => ({ kind: 'postgres', ...readDatabase(words) }),
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
    }
};
function readDatabase(words) {
    const server = readServer(words);
    const database = words.option('database');
    return { name: words.name(server.kind === 'host' ? database : containerOf(server)), server, user: words.option('user'), database };
}
function containerOf(server) {
    return server.kind === 'service' ? server.service : server.kind === 'container' ? server.container : '';
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
            this.refuse(`${this.#kind} has one path: ${rest.join(' ')} is too much`);
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


/***/ }),

/***/ 37290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ dumpPostgres),
/* harmony export */   J: () => (/* binding */ postgresWords)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _postgres_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57235);
/* harmony import */ var _server_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55489);
/* harmony import */ var _stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4028);




const DUMP_POSTGRES_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5
shift 5
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_1__/* .STREAM_FUNCTIONS */ .J}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .REACH_POSTGRES_FUNCTIONS */ .a}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .DUMP_POSTGRES_FUNCTIONS */ .B}
reach_postgres "$@"
hold_snapshot "$level"
store "$name.dump$suffix" read_dump check_dump
end_snapshot "$name.fingerprint"
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
    const [where, address, port] = (0,_server_place_js__WEBPACK_IMPORTED_MODULE_3__/* .placeWords */ .f)(server, project);
    return [where, address, port, user, database];
}
function dumpPostgres(component, { work, codec, suffix, fingerprint, project }) {
    const { name } = component;
    return {
        title: `Dump ${name}: PostgreSQL, from one snapshot`,
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(DUMP_POSTGRES_PROGRAM, [work, codec, name, suffix, fingerprint, ...postgresWords(component, project)])
    };
}


/***/ }),

/***/ 7034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ FINGERPRINT_FUNCTIONS)
/* harmony export */ });
const FINGERPRINT_FUNCTIONS = `
fingerprint() {
  cat <<'SQL'
set time zone 'UTC'; set datestyle to iso, ymd; set intervalstyle to iso_8601; set extra_float_digits to 1; set bytea_output to hex;
set xmlbinary to base64; set row_security to off; set search_path to pg_catalog; set client_encoding to utf8; set lc_monetary to 'C';
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


/***/ }),

/***/ 57235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ DUMP_POSTGRES_FUNCTIONS),
/* harmony export */   a: () => (/* binding */ REACH_POSTGRES_FUNCTIONS)
/* harmony export */ });
/* harmony import */ var _postgres_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7034);
/* harmony import */ var _server_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55489);


const REACH_POSTGRES_FUNCTIONS = `${_server_place_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTAINER_FUNCTIONS */ .e}# Run by the shell of the container, with its environment: what is secret there stays there.
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
const DUMP_POSTGRES_FUNCTIONS = `${_postgres_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .FINGERPRINT_FUNCTIONS */ .n}
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


/***/ }),

/***/ 3594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readBackups)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68697);


function readBackups(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_BACKUPS_PROGRAM, [folder]), ({ stdout }) => parseBackupFolder(stdout));
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
for tool in zstd pigz gzip age sqlite3 docker sha256sum; do
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
        const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBackupManifest */ .zW)(text);
        if (manifest?.id !== id || !_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .BACKUP_ID */ .Hr.test(id)) {
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


/***/ }),

/***/ 21664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ dumpRedis),
/* harmony export */   N: () => (/* binding */ redisWords)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _redis_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16309);
/* harmony import */ var _server_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55489);
/* harmony import */ var _stream_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4028);




const DUMP_REDIS_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4
shift 4
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_1__/* .STREAM_FUNCTIONS */ .J}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .REACH_REDIS_FUNCTIONS */ ._R}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYSPACE_FUNCTIONS */ ._G}${_redis_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .RDB_FUNCTIONS */ .jn}
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
    return (0,_server_place_js__WEBPACK_IMPORTED_MODULE_3__/* .placeWords */ .f)(server, project);
}
function dumpRedis(component, { work, codec, suffix, project }) {
    const { name } = component;
    return { title: `Dump ${name}: Redis, as of one moment`, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(DUMP_REDIS_PROGRAM, [work, codec, name, suffix, ...redisWords(component, project)]) };
}


/***/ }),

/***/ 16309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _G: () => (/* binding */ KEYSPACE_FUNCTIONS),
/* harmony export */   _R: () => (/* binding */ REACH_REDIS_FUNCTIONS),
/* harmony export */   jn: () => (/* binding */ RDB_FUNCTIONS)
/* harmony export */ });
/* harmony import */ var _server_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55489);

const REACH_REDIS_FUNCTIONS = `${_server_place_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTAINER_FUNCTIONS */ .e}
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


/***/ }),

/***/ 55489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ CONTAINER_FUNCTIONS),
/* harmony export */   f: () => (/* binding */ placeWords)
/* harmony export */ });
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


/***/ }),

/***/ 96123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ askSlot)
/* harmony export */ });
/* unused harmony export SLOT_FUNCTIONS */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

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
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(ASK_SLOT_PROGRAM, [String(moment), zone, startsAt ?? '-']), parseSlot);
}
const ASK_SLOT_PROGRAM = `${SLOT_FUNCTIONS}
backup_slot "$@" 2>&1
`;
function parseSlot({ stdout, exitCode }) {
    const [day = '', week = '', month] = stdout.trimEnd().split('\t');
    if (exitCode === 0 && month !== undefined)
        return { day, week, month };
    throw new _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployKitError */ .mG('DK_INPUT_INVALID', {
        message: `It cannot be told for which day a backup counts: ${stdout.trim()}`,
        remedy: 'Correct the time zone and the time of the schedule, or install tzdata on the host'
    });
}


/***/ }),

/***/ 4028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ STREAM_FUNCTIONS),
/* harmony export */   k: () => (/* binding */ BASE_FUNCTIONS)
/* harmony export */ });
const BASE_FUNCTIONS = `
umask 077
LC_ALL=C
export LC_ALL
fail() {
  printf '%s\\n' "$*" >&2
  exit 1
}
`;
const STREAM_FUNCTIONS = `${BASE_FUNCTIONS}compress() {
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
digest_of() { sha256sum <"$1" | cut -d ' ' -f 1; }
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


/***/ })

};
