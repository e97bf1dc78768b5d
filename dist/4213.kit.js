import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 4213;
export const ids = [4213,6898,6695];
export const modules = {
35927:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
R: () => ( restoreConfiguration),
p: () => ( configurationFolder)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);
var _configuration_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13244);
var _opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52237);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4028);





function configurationFolder(root) {
    return `${(0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .tO)(root, 'releases').kit}/configuration`;
}
function restoreConfiguration({ name }, { manifest, folder, work, suffix, root, project, opened }) {
    const place = configurationFolder(root);
    const [coming, old] = [`${work}/${name}.new`, `${work}/${name}.old`];
    return {
        stage: {
            title: 'Unpack how the system was, and write down how it is',
            command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(STAGE_CONFIGURATION_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, root, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .tO)(root, 'releases').kit, project ?? '', coming], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)('rm -rf -- "$1"', [coming]),
        swap: { title: `Leave both in ${place}, to be compared: diff -ru then now`, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SWAP_CONFIGURATION_PROGRAM, [place, coming, old]) },
        swapBack: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SWAP_BACK_CONFIGURATION_PROGRAM, [place, coming, old]),
        removeOld: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)('rm -rf -- "$1"', [old])
    };
}
const STAGE_CONFIGURATION_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 root=$7 kit=$8 project=$9
shift 9
coming=$1
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_2__ .J5}${_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ .cW}${_configuration_functions_js__WEBPACK_IMPORTED_MODULE_4__ .J}${_configuration_functions_js__WEBPACK_IMPORTED_MODULE_4__ .A}
take_key
rm -rf "$coming"
mkdir -p "$coming/then" "$coming/now" || exit 1
unpack() { tar -xf - -C "$coming/then"; }
give "$name.tar$suffix" unpack
gather | tar -xf - -C "$coming/now"
`;
const SWAP_CONFIGURATION_PROGRAM = `
place=$1 coming=$2 old=$3
[ -d "$coming" ] || exit 0
if [ -d "$place" ] && [ ! -d "$old" ]; then mv -T "$place" "$old" || exit 1; fi
mv -T "$coming" "$place"
`;
const SWAP_BACK_CONFIGURATION_PROGRAM = `
place=$1 coming=$2 old=$3
if [ ! -d "$coming" ] && [ -d "$place" ]; then mv -T "$place" "$coming" || exit 1; fi
[ ! -d "$old" ] || mv -T "$old" "$place"
`;
}),
52237:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Vn: () => ( DAMAGED_EXIT_CODE),
Xb: () => ( DAMAGED_FUNCTION),
cW: () => ( OPENED_FUNCTIONS)
});
const DAMAGED_EXIT_CODE = 65;
const DAMAGED_FUNCTION = `
damaged() {
  printf '%s\\tverify\\tfailed\\t%s\\n' "$(date +%s)" "$(printf %s "$*" | tr '\\t\\n' '  ' | cut -c 1-300)" >>"$folder/.checks"
  printf '%s\\n' "$*" >&2
  exit 65
}
`;
const OPENED_FUNCTIONS = `${DAMAGED_FUNCTION}
take_key() {
  key=''
  [ -z "$headers" ] || key=$(cat)
}
header_of() { printf '%s\\n' "$headers" | awk -F '\\t' -v name="$1" '$1 == name { print $'"$2"' }'; }
unseal() {
  if [ -z "$headers" ]; then
    cat "$folder/$1"
    return
  fi
  # No verdict, should they not come.
  header=$(header_of "$1" 3) length=$(header_of "$1" 2)
  if [ -z "$header" ] || [ -z "$length" ]; then
    echo "$1 has no header for this run" >&2
    return 126
  fi
  stage feed feed_sealed "$1" | age -d -i /dev/fd/3 3<<KEY
$key
KEY
}
feed_sealed() { printf '%s\n' "$header" | base64 -d && tail -c "+$((length + 1))" "$folder/$1"; }
give() {
  [ -f "$folder/$1" ] || damaged "The backup has no $1"
  stages=$work/.stages
  rm -rf "$stages"
  mkdir -p "$stages" || exit 1
  { echo 0 >"$stages/feed.code" && : >"$stages/feed.err"; } || exit 1
  stage open unseal "$1" | stage expand expand | stage take "$2"
  # Whoever takes it ends early when it breaks off, and whoever gives it when it is not taken. A program that was killed, is missing, or
  # could not even note how it ended (the disk is full), says nothing about the backup, nor do those behind it.
  for stage in feed open expand; do
    case $(cat "$stages/$stage.code") in
      0 | 141) ;;
      [1-9] | [1-9][0-9] | 1[01][0-9] | 12[0-5]) damaged "$1 cannot be read: $(tail -n 3 "$stages/$stage.err" | tr '\\n' ' ')" ;;
      *) break ;;
    esac
  done
  require_stages take feed open expand
  rm -rf "$stages"
}
`;
}),
92088:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
D: () => ( POSTGRES_RESTORE_FUNCTIONS)
});
const POSTGRES_RESTORE_FUNCTIONS = `
in_database() {
  database=$1
  shift
  in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$database" "$@"
}
# What dead runs have left: under the lock, nobody else restores this application.
drop_staged() {
  in_database postgres -v prefix="$1" <<'SQL' || exit 1
select format('drop database %I', datname) from pg_database where starts_with(datname, :'prefix') and datname like '%\\_new' \\gexec
SQL
}
keep_roles() { cat >"$work/roles.sql"; }
make_roles() {
  give "$1" keep_roles
  in_database postgres -c "select quote_ident(rolname) from pg_roles" >"$work/roles.known" || exit 1
  awk '
    NR == FNR { known[$0] = 1; next }
    /^CREATE ROLE / { name = substr($0, 13); sub(/;$/, "", name); if (!(name in known)) { made[name] = 1; print } }
    /^ALTER ROLE / { for (name in made) if (index($0, "ALTER ROLE " name " ") == 1) print }
    /^GRANT / { for (name in made) if (index($0, "GRANT " name " TO ") == 1 || index($0, " TO " name " ") || index($0, " TO " name ";")) { print; break } }
  ' "$work/roles.known" "$work/roles.sql" >"$work/roles.new"
  [ ! -s "$work/roles.new" ] || in_database postgres <"$work/roles.new" || exit 1
  sed -n 's/^CREATE ROLE \\(.*\\);$/Role \\1 was made, without a password/p' "$work/roles.new"
  rm -f "$work"/roles.*
}
restore_dump() { in_postgres pg_restore --exit-on-error -d "$restored"; }
restore_plain() { in_postgres psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -d "$restored"; }
make_database() {
  restored=$1
  in_database postgres -c "drop database if exists \\"$1\\"" 2>/dev/null || exit 1
  in_database postgres -v new="$1" -v owner="$3" -v encoding="$4" -v collate="$5" -v ctype="$6" <<'SQL' || exit 1
create database :"new" template template0 owner :"owner" encoding :'encoding' lc_collate :'collate' lc_ctype :'ctype';
SQL
  case $2 in
    *.sql | *.sql.*) give "$2" restore_plain ;;
    *) give "$2" restore_dump ;;
  esac
}
apply_settings() { in_database "$restored" -v database="$restored" >/dev/null; }
compare_database() {
  in_database "$1" -c analyze || exit 1
  [ "$3" != off ] || return 0
  { echo 'begin isolation level repeatable read, read only;' && fingerprint && echo "select 'whole';"; } |
    in_postgres psql -X -q -A -t -F "$(printf '\\t')" -v ON_ERROR_STOP=1 -v level="$3" -d "$1" >"$work/answer" || exit 1
  [ "$(tail -n 1 "$work/answer")" = whole ] || fail "What was restored could not be compared: there is no room for the answer"
  sed '$d' "$work/answer" >"$work/found" || exit 1
  differences=$(compare_fingerprints "$folder/$2" "$work/found")
  rm -f "$work/found" "$work/answer"
  [ -z "$differences" ] || damaged "What was restored is not what was backed up: $differences"
}
`;
}),
86412:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
A2: () => ( restorePostgres),
Xc: () => ( stagedPrefix),
im: () => ( MAINTENANCE_DATABASE),
x9: () => ( DROP_DATABASE_PROGRAM)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _opened_functions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52237);
var _postgres_dump_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37290);
var _postgres_fingerprint_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7034);
var _postgres_functions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57235);
var _postgres_restore_functions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(92088);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4028);









const MAINTENANCE_DATABASE = 'postgres';
function restorePostgres(component, place) {
    const { manifest, folder, work, suffix, runId, root, project, opened } = place;
    const { name } = component;
    const server = (0,_postgres_dump_js__WEBPACK_IMPORTED_MODULE_3__ .Jv)({ ...component, database: MAINTENANCE_DATABASE }, project);
    const fact = (key) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .yD)(manifest, name, key) ?? '';
    const prefix = stagedPrefix(root);
    const [database, coming, old] = [fact('database'), `${prefix}${runId}_new`, `${prefix}${runId}_old`];
    const swapWords = [`${work}/${name}.absent`, database, coming, old, ...server];
    return {
        stage: {
            title: `Restore ${name} beside what is live: database ${coming}`,
            command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(STAGE_POSTGRES_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, coming, prefix, (0,_postgres_dump_js__WEBPACK_IMPORTED_MODULE_3__ .Ce)(component, suffix), ...['owner', 'encoding', 'collate', 'ctype'].map(fact), ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(DROP_DATABASE_PROGRAM, [coming, ...server]),
        swap: { title: `Put it in the place of the database ${database}`, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(SWAP_POSTGRES_PROGRAM, swapWords) },
        swapBack: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(SWAP_BACK_POSTGRES_PROGRAM, swapWords),
        removeOld: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(DROP_DATABASE_PROGRAM, [old, ...server])
    };
}
function stagedPrefix(root) {
    return `dk_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(root).digest('hex').slice(0, 8)}_`;
}
const STAGE_POSTGRES_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 new=$8
shift 8
prefix=$1 dump=$2 owner=$3 encoding=$4 collate=$5 ctype=$6
shift 6
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ .J5}${_opened_functions_js__WEBPACK_IMPORTED_MODULE_5__ .cW}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_6__ .a}${_postgres_fingerprint_js__WEBPACK_IMPORTED_MODULE_7__ .n}${_postgres_restore_functions_js__WEBPACK_IMPORTED_MODULE_8__ .D}
take_key
mkdir -p "$work" || exit 1
reach_postgres "$@"
drop_staged "$prefix"
make_roles "$name.roles.sql$suffix"
make_database "$new" "$dump" "$owner" "$encoding" "$collate" "$ctype"
give "$name.settings.sql$suffix" apply_settings
compare_database "$new" "$name.fingerprint" "$level"
`;
const DROP_DATABASE_PROGRAM = `
doomed=$1
shift
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ .kO}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_6__ .a}
reach_within 30 reach_postgres "$@"
in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v doomed="$doomed" <<'SQL'
select pg_terminate_backend(pid) from pg_stat_activity where datname = :'doomed' \\g /dev/null
drop database if exists :"doomed";
SQL
`;
const SWAP_FUNCTIONS = `${_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ .kO}${_postgres_functions_js__WEBPACK_IMPORTED_MODULE_6__ .a}
absent=$1 name=$2 new=$3 old=$4
shift 4
reach_within "$patience" reach_postgres "$@"
run_sql() { in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="$name" -v new="$new" -v old="$old" "$@"; }
# A server that does not answer does not say that there is none.
has() {
  count=$(printf "select count(*) from pg_database where datname = :'wanted';" | run_sql -v wanted="$1") || fail "The server does not answer"
  [ "$count" = 1 ]
}
# Two renames in one transaction: there is the one or the other, and nobody is connected to either.
rename() {
  tries=0
  until run_sql -v from="$1" -v aside="$2" -v coming="$3" <<'SQL' 2>"$absent.err"
alter database :"from" allow_connections false;
select pg_terminate_backend(pid) from pg_stat_activity where datname in (:'from', :'coming') \\g /dev/null
begin;
alter database :"from" rename to :"aside";
alter database :"coming" rename to :"from";
commit;
alter database :"from" allow_connections true;
SQL
  do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || fail "$(cat "$absent.err")"
    sleep 0.1 2>/dev/null || sleep 1
  done
  rm -f "$absent.err"
}
`;
const SWAP_POSTGRES_PROGRAM = `
patience=0
${SWAP_FUNCTIONS}
if ! has "$new"; then
  has "$old" || [ -e "$absent" ] || fail "There is no database $new that could be put in the place of $name"
  exit 0
fi
if has "$name"; then
  rename "$name" "$old" "$new"
else
  touch "$absent" || exit 1
  echo 'alter database :"new" rename to :"name";' | run_sql
fi
`;
const SWAP_BACK_POSTGRES_PROGRAM = `
patience=30
${SWAP_FUNCTIONS}
if has "$old"; then
  rename "$name" "$new" "$old"
elif [ -e "$absent" ] && has "$name" && ! has "$new"; then
  echo 'alter database :"name" rename to :"new";' | run_sql
elif has "$name"; then
  # The swap was broken off before its renames.
  echo 'alter database :"name" allow_connections true;' | run_sql
fi
`;
}),
91669:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  y: () => ( restoredPart)
});
var core = __webpack_require__(28998);
var backup_manifest = __webpack_require__(68697);
var mysql_dump = __webpack_require__(65663);
var mysql_functions = __webpack_require__(99492);
;
const COMPARE_FUNCTIONS = `
compare_fingerprints() {
  awk -F '\\t' '
    { name = $1 "\\t" $2 }
    NR == FNR { rows[name] = $3; hash[name] = $4; next }
    !(name in rows) { print $1 " " $2 " is not in the backup"; next }
    $1 == "sequence" { if ($3 + 0 < rows[name] + 0) print "sequence " $2 " stands at " $3 ", in the backup at " rows[name] }
    $1 != "sequence" && rows[name] != "-" && $3 != rows[name] { print $1 " " $2 ": " $3 ", in the backup " rows[name] }
    $1 != "sequence" && hash[name] != "-" && $3 == rows[name] && $4 != hash[name] { print $1 " " $2 ": the rows differ" }
    { delete rows[name] }
    END { for (name in rows) { sub("\\t", " ", name); print name " is missing" } }' "$1" "$2" | head -n 20
}
`;
var mysql_fingerprint = __webpack_require__(29301);
;
const SCHEMA_FUNCTIONS = `
marker=dk_restored
say() { printf '%s\\n' "$1"; }
# A dump that names its database would change that one.
redirect() { sed "s/^ALTER DATABASE \\\`.*\\\` \\(CHARACTER SET [a-z0-9]* COLLATE [a-z0-9_]* ;\\)$/ALTER DATABASE $(name_sql "$1" | sed 's/[\\\\&/]/\\\\&/g') \\1/"; }
# What the client says last tells that it has got all of it.
load() {
  loaded=$({ redirect "$1" && echo "select 'whole';"; } | sql "$1" --binary-mode) && [ "$(printf '%s\\n' "$loaded" | tail -n 1)" = whole ]
}
has_schema() { [ "$(say "select count(*) from information_schema.schemata where schema_name = $(text_sql "$1")" | sql '')" = 1 ]; }
# A server that does not answer does not say that there is none.
marker_in() {
  markers=$(say "select count(*) from information_schema.tables where table_schema = $(text_sql "$1") and table_name = '$marker'" | sql '')
  [ -n "$markers" ] || fail "The server does not answer"
  [ "$markers" = 1 ]
}
# Never one in which there still are tables.
drop_emptied() {
  left=$(say "select count(*) from information_schema.tables where table_schema = $(text_sql "$1") and table_name <> '$marker'" | sql '')
  [ "$left" = 0 ] || fail "$1 still has \${left:-an unknown number of} tables: it is not dropped"
  drop_schema "$1"
}
drop_schema() { say "drop database if exists $(name_sql "$1")" | sql ''; }
make_schema() { say "create database $(name_sql "$1") character set $2 collate $3" | sql ''; }
`;
const OBJECT_FUNCTIONS = `${mysql_functions .ei}
# Routines, triggers, events, views: in an order in which they can be made.
dump_objects() {
  schema=$1
  shift
  dump_mysql --no-data --no-create-info --routines --triggers "$@" -- "$schema" || return 1
  # Not by a file: the client does not tell that the disk is full.
  views=$(say "select table_name from information_schema.views where table_schema = database()" | sql "$schema") || return 1
  set -f
  IFS='
'
  # shellcheck disable=SC2086 # a name a line
  set -- $views
  unset IFS
  set +f
  [ "$#" -eq 0 ] || dump_mysql --no-data --skip-triggers -- "$schema" "$@"
}
`;
const STAGE_MYSQL_FUNCTIONS = `${mysql_fingerprint .u}${COMPARE_FUNCTIONS}
# What dead runs have left: under the lock, nobody else restores this application.
drop_staged() {
  say "select schema_name from information_schema.schemata where left(schema_name, char_length($(text_sql "$1"))) = $(text_sql "$1") and right(schema_name, 4) = '_new'" | sql '' >"$work/.left" || exit 1
  while IFS= read -r left <&7; do drop_schema "$left" || exit 1; done 7<"$work/.left"
  rm -f "$work/.left"
}
compare_schema() {
  { session_sql && fingerprint_queries "$2" | sql "$1"; } >"$work/.queries" || exit 1
  in_mysql client --batch --skip-column-names --default-character-set=utf8mb4 "--database=$1" <"$work/.queries" >"$work/.found" || exit 1
  differences=$(compare_fingerprints "$folder/$3" "$work/.found")
  rm -f "$work/.queries" "$work/.found"
  [ -z "$differences" ] || fail "What was restored is not what was backed up: $differences"
}
`;
const SWAP_MYSQL_FUNCTIONS = `
drop_objects() {
  drops=$(cat <<'SQL' | sql "$1"
select concat('drop trigger if exists \`', replace(trigger_name, '\`', '\`\`'), '\`;') from information_schema.triggers where trigger_schema = database();
select concat('drop event if exists \`', replace(event_name, '\`', '\`\`'), '\`;') from information_schema.events where event_schema = database();
select concat('drop view if exists \`', replace(table_name, '\`', '\`\`'), '\`;') from information_schema.views where table_schema = database();
select concat('drop ', routine_type, ' if exists \`', replace(routine_name, '\`', '\`\`'), '\`;') from information_schema.routines where routine_schema = database();
SQL
  ) || return 1
  say "$drops" | sql "$1"
}
# Dropping a routine takes away who may run it.
routine_grants() {
  cat <<'SQL' | sql "$1" 2>/dev/null || :
select concat('grant ', ifnull(nullif(trim(both ',' from replace(concat(',', proc_priv, ','), ',Grant,', ',')), ''), 'usage'), ' on ', routine_type,
  ' \`', replace(db, '\`', '\`\`'), '\`.\`', replace(routine_name, '\`', '\`\`'), '\` to ', quote(user), if(host = '', '', concat('@', quote(host))),
  if(find_in_set('Grant', proc_priv), ' with grant option', ''), ';') from mysql.procs_priv where db = database();
SQL
}
# Those of FROM go ASIDE, those of COMING take their place, and the marker goes where those of FROM are: one statement.
rename_tables() {
  sessions="select concat('kill ', id, ';') from information_schema.processlist where db in ($(text_sql "$1"), $(text_sql "$3")) and id <> connection_id();"
  ours="table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') and table_name <> '$marker'"
  quoted="concat('\\\`', replace(table_name, '\\\`', '\\\`\\\`'), '\\\`')"
  move() { printf "select %s as step, concat(%s, '.', %s, ' to ', %s, '.', %s) as part from information_schema.tables where table_schema = %s and %s" "$1" "$(text_sql "$(name_sql "$2")")" "$quoted" "$(text_sql "$(name_sql "$3")")" "$quoted" "$(text_sql "$2")" "$ours"; }
  rename=$({
    echo 'set names utf8mb4; set group_concat_max_len = 4000000;'
    say "select concat('rename table ', group_concat(part order by step separator ', '), ';') from ($(move 1 "$1" "$2") union all $(move 2 "$3" "$1")
      union all select 3, concat($(text_sql "$(name_sql "$3").$marker"), ' to ', $(text_sql "$(name_sql "$2").$marker"))) parts;"
  } | sql '')
  [ -n "$rename" ] || fail 'The server does not answer'
  tries=0
  until
    say "$sessions" | sql '' | sql '' --force 2>/dev/null
    words=$(say "set lock_wait_timeout = 2; $rename" | sql '' 2>&1)
  do
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || fail "$words"
    sleep 0.1 2>/dev/null || sleep 1
  done
  marker_in "$2" || fail 'The tables did not change places'
}
`;
var opened_functions = __webpack_require__(52237);
var postgres_restore = __webpack_require__(86412);
var stream_functions = __webpack_require__(4028);
;
function restoreMysql(component, place) {
    const { manifest, folder, work, suffix, runId, root, project, opened } = place;
    const { name } = component;
    const fact = (key) => (0,backup_manifest .yD)(manifest, name, key) ?? '';
    const prefix = (0,postgres_restore .Xc)(root);
    const [database, coming, old] = [fact('database'), `${prefix}${runId}_new`, `${prefix}${runId}_old`];
    const server = (0,mysql_dump .s)({ ...component, database }, project);
    const properties = ['charset', 'collate', 'comment'].map(fact);
    const objects = `${work}/${name}.objects.sql`;
    const swapWords = [work, name, coming, old, ...properties, ...server];
    return {
        stage: {
            title: `Restore ${name} beside what is live: schema ${coming}`,
            command: (0,core .K$)(STAGE_MYSQL_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, coming, prefix, ...properties, ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)(DROP_SCHEMA_PROGRAM, [objects, coming, ...server]),
        swap: { title: `Put it in the place of the database ${database}`, command: (0,core .K$)(SWAP_MYSQL_PROGRAM, swapWords) },
        swapBack: (0,core .K$)(SWAP_BACK_MYSQL_PROGRAM, swapWords),
        removeOld: (0,core .K$)(DROP_SCHEMA_PROGRAM, [objects, old, ...server])
    };
}
const STAGE_MYSQL_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 new=$8
shift 8
prefix=$1 charset=$2 collate=$3
shift 4
${stream_functions .J5}${opened_functions .cW}${mysql_functions .PK}${SCHEMA_FUNCTIONS}${OBJECT_FUNCTIONS}${STAGE_MYSQL_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
reach_mysql "$@"
drop_staged "$prefix"
make_schema "$new" "$charset" "$collate" || exit 1
restore_dump() { load "$new"; }
give "$name.sql$suffix" restore_dump
compare_schema "$new" "$level" "$name.fingerprint"
keep_events() { cat >"$work/$name.events.sql"; }
give "$name.events.sql$suffix" keep_events
{ dump_objects "$new" --skip-events && cat "$work/$name.events.sql"; } >"$work/$name.objects.sql" || exit 1
rm -f "$work/$name.events.sql"
say "create table $marker (id int primary key)" | sql "$new"
`;
const DROP_SCHEMA_PROGRAM = `
written=$1 doomed=$2
shift 2
${stream_functions .kO}${mysql_functions .PK}
reach_within 30 reach_mysql "$@"
rm -f -- "$written"
printf 'drop database if exists %s;\\n' "$(name_sql "$doomed")" | sql ''
`;
const REACH_FOR_MYSQL_SWAP = `
# shellcheck disable=SC2034 # one of two programs has no need of the last
work=$1 name=$2 new=$3 old=$4 charset=$5 collate=$6 comment=$7
shift 7
${stream_functions .kO}${mysql_functions .PK}${SCHEMA_FUNCTIONS}${SWAP_MYSQL_FUNCTIONS}
reach_within "$patience" reach_mysql "$@"
live=$my_database found_before=$work/$name.before
`;
const KEEP_MYSQL_FUNCTIONS = `
# A whole file, or none: the client does not tell that the disk is full, the shell does.
keep() {
  file=$1
  shift
  [ -e "$file" ] || { kept=$("$@") && printf '%s\\n' "$kept" >"$file.part" && sync "$file.part" && mv "$file.part" "$file"; } || fail "$file cannot be written"
}
properties_of() {
  say "select concat('alter database ', $(text_sql "$(name_sql "$1")"), ' character set ', default_character_set_name, ' collate ', default_collation_name)
    from information_schema.schemata where schema_name = $(text_sql "$1")" | sql ''
}
`;
const SWAP_MYSQL_PROGRAM = `
patience=0${REACH_FOR_MYSQL_SWAP}${OBJECT_FUNCTIONS}${KEEP_MYSQL_FUNCTIONS}
[ ! -e "$found_before.swapped" ] || exit 0
[ -e "$found_before.begun" ] || marker_in "$new" || exit 0
if has_schema "$live" || [ -e "$found_before.absent" ]; then :; else touch "$found_before.absent" || exit 1; fi
if [ ! -e "$found_before.absent" ]; then
  keep "$found_before.properties" properties_of "$live"
  keep "$found_before.grants" routine_grants "$live"
  keep "$found_before.objects" dump_objects "$live" --events
fi
touch "$found_before.begun" || exit 1
has_schema "$live" || make_schema "$live" "$charset" "$collate" || exit 1
say "alter database $(name_sql "$live") character set $charset collate $collate" | sql '' || exit 1
[ -z "$comment" ] || [ ! -e "$found_before.absent" ] || say "alter database $(name_sql "$live") comment $(text_sql "$comment")" | sql '' || exit 1
drop_objects "$live" && drop_objects "$new" || exit 1
if marker_in "$new"; then
  has_schema "$old" || make_schema "$old" "$charset" "$collate" || exit 1
  rename_tables "$live" "$old" "$new"
fi
load "$live" <"$work/$name.objects.sql" || exit 1
[ ! -s "$found_before.grants" ] || sql "$live" --force <"$found_before.grants" 2>/dev/null
touch "$found_before.swapped" && drop_emptied "$new"
`;
const SWAP_BACK_MYSQL_PROGRAM = `
patience=30${REACH_FOR_MYSQL_SWAP}
[ -e "$found_before.begun" ] || exit 0
! has_schema "$live" || drop_objects "$live" || exit 1
if marker_in "$old"; then
  has_schema "$new" || make_schema "$new" "$charset" "$collate" || exit 1
  rename_tables "$live" "$new" "$old"
fi
drop_emptied "$old" || exit 1
if [ -e "$found_before.absent" ]; then
  drop_schema "$live" || exit 1
else
  sql '' <"$found_before.properties" || exit 1
  load "$live" <"$found_before.objects" || exit 1
  [ ! -s "$found_before.grants" ] || sql "$live" --force <"$found_before.grants" 2>/dev/null
fi
rm -f "$found_before.begun" "$found_before.swapped"
`;
var redis_dump = __webpack_require__(21664);
var redis_functions = __webpack_require__(16309);
;
const REDIS_SCRATCH_FUNCTIONS = `${redis_functions ._G}
setting_of() { in_redis cli config get "$1" </dev/null | sed -n 2p; }
# shellcheck disable=SC2016 # run by the shell of the container
scratch='
  umask 077
  mkdir -p "$1" && cd "$1" || exit 1
  IFS= read -r password || exit 1
  cat >dump.rdb || exit 1
  server=$(command -v redis-server || command -v valkey-server) || {
    echo "there is no redis-server: install it on the host"
    exit 127
  }
  printf "%s\\n" "requirepass $password" "port $2" "databases $3" "bind 127.0.0.1" "unixsocket server.sock" "unixsocketperm 600" "pidfile server.pid" \\
    "dir ." "dbfilename dump.rdb" "save \\"\\"" "appendonly no" "daemonize no" "repl-diskless-sync yes" "repl-diskless-sync-delay 0" | timeout 3600 "$server" -'
start_scratch() {
  stop_scratch
  scratch_password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \\n')
  databases=$(setting_of databases)
  if [ -n "$found" ]; then
    image=$(docker inspect --format '{{.Image}}' "$found") || exit 1
    { printf '%s\\n' "$scratch_password" && cat "$1"; } |
      docker run --rm -i --name "dk-redis-$run-$name" --network "$3" --entrypoint sh "$image" -c "$scratch" sh /tmp/deploy-kit "$2" "\${databases:-16}" >"$work/$name.log" 2>&1 &
  else
    { printf '%s\\n' "$scratch_password" && cat "$1"; } | sh -c "$scratch" sh "$work/$name.scratch" "$2" "\${databases:-16}" >"$work/$name.log" 2>&1 &
  fi
  scratch_job=$!
  trap stop_scratch EXIT
  until [ "$(in_scratch ping 2>/dev/null)" = PONG ]; do
    kill -0 "$scratch_job" 2>/dev/null || return 1
    sleep 0.1 2>/dev/null || sleep 1
  done
}
in_scratch() {
  REDISCLI_AUTH=$scratch_password
  export REDISCLI_AUTH
  if [ -n "$found" ]; then
    docker exec -i -e REDISCLI_AUTH "dk-redis-$run-$name" sh -c "cd /tmp/deploy-kit && $inside" sh cli -s server.sock "$@" </dev/null
  else
    (cd "$work/$name.scratch" && sh -c "$inside" sh cli -s server.sock "$@" </dev/null)
  fi
  code=$?
  unset REDISCLI_AUTH
  return "$code"
}
# Also one that a dead run has left: what runs in this folder is ours.
stop_scratch() {
  trap - EXIT
  if [ -n "$found" ]; then
    docker rm --force --volumes "dk-redis-$run-$name" >/dev/null 2>&1
  elif [ -d "$work/$name.scratch" ]; then
    left=$(cat "$work/$name.scratch/server.pid" 2>/dev/null)
    if [ -n "$left" ] && [ "$(readlink "/proc/$left/cwd")" = "$(cd "$work/$name.scratch" && pwd -P)" ]; then
      kill "$left"
      while kill -0 "$left" 2>/dev/null; do sleep 0.1 2>/dev/null || sleep 1; done
    fi
    rm -rf "$work/$name.scratch"
  fi
  return 0
}
scratch_words() { tail -n 3 "$work/$name.log" | tr '\\n' ' '; }
`;
const REDIS_BECOME_FUNCTIONS = `
keep_settings() {
  [ -d "$work/$name.settings" ] || {
    mkdir -p "$work/$name.settings.part" || exit 1
    for key in masterauth masteruser repl-diskless-sync-delay; do setting_of "$key" >"$work/$name.settings.part/$key" || exit 1; done
    mv "$work/$name.settings.part" "$work/$name.settings" || exit 1
  }
}
put_settings() {
  for key in masterauth masteruser repl-diskless-sync-delay; do
    [ ! -e "$work/$name.settings/$key" ] || tr -d '\\n' <"$work/$name.settings/$key" | in_redis cli -x config set "$key" >/dev/null || exit 1
  done
}
# By a replication, for it brings everything that an RDB has in one step, needs no file of the server, and puts the log (AOF) in order by itself.
become() {
  keep_settings
  tries=0 network=container:$found
  until
    port=$((20000 + $(od -An -N2 -tu2 /dev/urandom | tr -d ' ') % 10000))
    start_scratch "$1" "$port" "$network"
  do
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || fail "No server can be started beside Redis: $(scratch_words)"
  done
  # The file knows which history it is from, and a server that goes on from there gets nothing of it: it is given a new one.
  { in_scratch replicaof 127.0.0.1 1 && in_scratch replicaof no one; } >/dev/null || exit 1
  printf %s "$scratch_password" | in_redis cli -x config set masterauth >/dev/null || exit 1
  if [ -s "$work/$name.settings/masteruser" ]; then in_redis cli config set masteruser '' </dev/null >/dev/null || exit 1; fi
  in_redis cli replicaof 127.0.0.1 "$port" </dev/null >/dev/null || exit 1
  until in_redis cli info replication </dev/null 2>/dev/null | tr -d '\\r' | grep -qx master_link_status:up; do
    kill -0 "$scratch_job" 2>/dev/null || fail "The server beside Redis ended: $(scratch_words)"
    sleep 0.1 2>/dev/null || sleep 1
  done
  whole=$(in_scratch info stats | field sync_full)
  in_scratch info keyspace | counted >"$work/$name.wanted"
  keyspace >"$work/$name.found"
  in_redis cli replicaof no one </dev/null >/dev/null || exit 1
  put_settings
  stop_scratch
  [ "\${whole:-0}" -gt 0 ] || fail 'Redis did not take the data'
  # Keys that end may have ended in between.
  differences=$(awk 'NR == FNR { lasting[$1] = $2; next } { lasting[$1] -= $2 } END { for (each in lasting) if (lasting[each] != 0) print "database " each }' "$work/$name.wanted" "$work/$name.found")
  [ -z "$differences" ] || fail "Redis has other keys than it was given: $differences"
  rm -f "$work/$name.wanted" "$work/$name.found" "$work/$name.log"
  make_durable
}
until_info() { until [ "$(of_redis "$1")" = "$2" ]; do sleep 0.1 2>/dev/null || sleep 1; done; }
# What is only in memory would be lost with the server.
make_durable() {
  if [ "$(setting_of appendonly)" = yes ]; then
    until_info aof_rewrite_scheduled 0
    until_info aof_rewrite_in_progress 0
    [ "$(of_redis aof_last_bgrewrite_status)" = ok ] || fail 'Redis could not write its log (AOF)'
  elif [ -n "$(setting_of save)" ]; then
    until_info rdb_bgsave_in_progress 0
    in_redis cli bgsave </dev/null >/dev/null || exit 1
    until_info rdb_bgsave_in_progress 0
    [ "$(of_redis rdb_last_bgsave_status)" = ok ] || fail 'Redis could not write its file (RDB)'
  fi
}
`;

;
function restoreRedis(component, { manifest, folder, work, suffix, runId, project, opened }) {
    const { name } = component;
    const server = (0,redis_dump .N)(component, project);
    const words = [work, name, runId, ...server];
    return {
        stage: {
            title: `Load ${name} into a server beside what is live`,
            command: (0,core .K$)(STAGE_REDIS_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, runId, ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)('rm -f -- "$1/$2.rdb"', [work, name]),
        swap: { title: `Put it in the place of what ${name} has`, command: (0,core .K$)(SWAP_REDIS_PROGRAM, words) },
        swapBack: (0,core .K$)(SWAP_BACK_REDIS_PROGRAM, words),
        removeOld: (0,core .K$)('rm -f -- "$1/$2.before.rdb" "$1/$2.before.reserve"', [work, name])
    };
}
const STAGE_REDIS_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 run=$7
shift 7
${stream_functions .J5}${opened_functions .cW}${redis_functions ._R}${REDIS_SCRATCH_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
reach_redis "$@"
[ "$(of_redis role)" = master ] || fail 'This Redis is a replica: restore the one that it follows'
[ "$(of_redis cluster_enabled)" != 1 ] || fail 'This Redis is part of a cluster, which cannot be restored'
[ -n "$(setting_of databases)" ] || fail 'This Redis does not allow CONFIG, which a restore needs'
if [ -z "$found" ]; then
  case $(cat "/proc/$(of_redis process_id)/comm" 2>/dev/null) in
    *redis* | *valkey*) ;;
    *) fail 'This Redis does not run on this host itself: if it is in a container, name it (service=, container=)' ;;
  esac
fi
keep_copy() { dd of="$work/$name.rdb" bs=1M conv=fsync; }
give "$name.rdb$suffix" keep_copy
start_scratch "$work/$name.rdb" 0 none || fail "$name: what was restored cannot be loaded: $(scratch_words)"
# Keys that had an end may have ended.
differences=$(in_scratch info keyspace | counted | awk '
  NR == FNR { lasting = $1; ending = $2; next }
  { lasting -= $2; ending -= $3 }
  END { if (lasting != 0 || ending < 0) print lasting " keys without an end, and " ending " with one, are missing" }' "$folder/$name.fingerprint" -)
stop_scratch
[ -z "$differences" ] || fail "$name: what was restored is not what was backed up: $differences"
rm -f "$work/$name.log"
`;
const REACH_FOR_REDIS_SWAP = `
work=$1 name=$2 run=$3
shift 3
${stream_functions .kO}${redis_functions ._R}${REDIS_SCRATCH_FUNCTIONS}${REDIS_BECOME_FUNCTIONS}
reach_within "$patience" reach_redis "$@"
before=$work/$name.before
`;
const SWAP_REDIS_PROGRAM = `
patience=0${REACH_FOR_REDIS_SWAP}${redis_functions .jn}
[ -e "$work/$name.rdb" ] || exit 0
[ ! -e "$before.swapped" ] || exit 0
if [ ! -e "$before.rdb" ]; then
  keep_settings
  in_redis cli config set repl-diskless-sync-delay 0 </dev/null >/dev/null || exit 1
  read_rdb >"$before.part" 2>"$work/$name.log" || fail "$(scratch_words)"
  stages=$work
  check_rdb <"$before.part" >/dev/null || exit 1
  rm -f "$work/words"
  { sync "$before.part" 2>/dev/null || sync; } && mv "$before.part" "$before.rdb" || exit 1
fi
# The way back needs a copy of what was live, and may come because the disk is full: its room is taken now.
[ -e "$before.reserve" ] || { cat "$before.rdb" && head -c 131072 /dev/zero; } >"$before.reserve" || exit 1
touch "$before.begun" || exit 1
become "$work/$name.rdb"
touch "$before.swapped"
`;
const SWAP_BACK_REDIS_PROGRAM = `
patience=30${REACH_FOR_REDIS_SWAP}
rm -f "$before.reserve"
put_settings
[ -e "$before.begun" ] || exit 0
become "$before.rdb"
rm -f "$before.begun" "$before.swapped"
`;
var sqlite_functions = __webpack_require__(3192);
;
function restoreSqlite({ name, path }, { manifest, folder, work, suffix, runId, root, opened }) {
    const database = path.startsWith('/') ? path : `${root}/${path}`;
    const [coming, old] = [`${database}.dk-${runId}-new`, `${database}.dk-${runId}-old`];
    return {
        stage: {
            title: `Restore ${name} beside what is live: ${coming}`,
            command: (0,core .K$)(STAGE_SQLITE_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, database, coming], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)('rm -f -- "$1" "$1-journal"', [coming]),
        swap: { title: `Put it in the place of ${database}`, command: (0,core .K$)(SWAP_SQLITE_PROGRAM, [database, coming, old]) },
        swapBack: (0,core .K$)(SWAP_BACK_SQLITE_PROGRAM, [database, coming, old]),
        removeOld: (0,core .K$)('rm -f -- "$1" "$1-wal" "$1-shm" "$1-journal" "$1.absent"', [old])
    };
}
const STAGE_SQLITE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 database=$8 coming=$9
${stream_functions .J5}${opened_functions .cW}${sqlite_functions .t}
take_key
mkdir -p "$work" || exit 1
keep_copy() { dd of="$coming" bs=1M conv=fsync; }
give "$name.sqlite$suffix" keep_copy
words=$(check_sqlite "$coming") || damaged "$name: what was restored is damaged: $words"
if [ "$level" != off ]; then
  found=$(sqlite_fingerprint "$coming" "$level") || exit 1
  [ "$found" = "$(cat "$folder/$name.fingerprint")" ] ||
    damaged "$name: what was restored is not what was backed up: $(printf '%s\\n' "$found" | diff "$folder/$name.fingerprint" - | head -n 5)"
fi
# As the one that it replaces: the application has to be able to use it.
if [ -e "$database" ]; then
  chmod "$(stat -c %a "$database")" "$coming" || exit 1
  [ "$(stat -c %u:%g "$database")" = "$(stat -c %u:%g "$coming")" ] || chown "$(stat -c %u:%g "$database")" "$coming" || exit 1
else
  chmod 640 "$coming"
fi
`;
const SWAP_SQLITE_PROGRAM = `
database=$1 coming=$2 old=$3
if [ ! -e "$coming" ]; then
  [ -e "$old" ] || [ -e "$old.absent" ] && exit 0
  echo "There is nothing that could be put in the place of $database" >&2
  exit 1
fi
if [ ! -e "$old" ] && [ ! -e "$old.absent" ]; then
  for end in -wal -shm -journal; do [ ! -e "$database$end" ] || mv -f "$database$end" "$old$end" || exit 1; done
  if [ -e "$database" ]; then mv -f "$database" "$old"; else touch "$old.absent"; fi || exit 1
fi
mv -f "$coming" "$database" && { sync "\${database%/*}" 2>/dev/null || sync; }
`;
const SWAP_BACK_SQLITE_PROGRAM = `
database=$1 coming=$2 old=$3
if [ -e "$old" ] || [ -e "$old.absent" ]; then
  # What was put in its place, with all that was written since, is kept until it is removed.
  if [ ! -e "$coming" ] && [ -e "$database" ]; then
    rm -f "$database-shm"
    mv -f "$database" "$coming" || exit 1
  fi
  rm -f "$database-wal" "$database-journal"
  [ ! -e "$old" ] || mv -f "$old" "$database" || exit 1
fi
for end in -wal -shm -journal; do [ ! -e "$old$end" ] || mv -f "$old$end" "$database$end" || exit 1; done
rm -f "$old.absent"
sync "\${database%/*}" 2>/dev/null || sync
`;
var s3_dump = __webpack_require__(6562);
var s3_batch_functions = __webpack_require__(38751);
var s3_functions = __webpack_require__(8986);
var s3_list_functions = __webpack_require__(37967);
;
const CHANGE_FUNCTIONS = `
# shellcheck disable=SC2034 # for those who change it
list_live() {
  has_bucket=yes
  list_bucket "$1" || { has_bucket='' && : >"$1"; } || exit 1
}
# shellcheck disable=SC2016 # run by awk
is_same_awk='
  FILENAME == live { same["=" $1] = $2 "\\t" $3 "\\t" $4; next }'
differing() { awk -F '\\t' -v live="$2" "$is_same_awk"'{ if (same["=" $2] != $3 "\\t" $4 "\\t" $5) print }' "$2" "$1"; }
replaced() {
  awk -F '\\t' -v list="$1" '
    FILENAME == list { was["=" $2] = $3 "\\t" $4 "\\t" $5; next }
    was["=" $1] != $2 "\\t" $3 "\\t" $4' "$1" "$2"
}
# Whole as they are now, or not at all.
keep_live() {
  rm -rf "$files/old" "$s3/heads"
  mkdir "$files/old" "$s3/heads" && awk -F '\\t' '{ print NR "\\t" $0 }' "$1" >"$s3/pack" || exit 1
  first=1
  while take_batch "$s3/pack" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    sign_gets "$s3/batch" || exit 1
    while IFS=$tab read -r member key size etag _; do
      s3_code=$(s3_curl "$member" --fail --header "If-Match: \\"$etag\\"" --dump-header "$s3/heads/$member" --output "$files/old/$member" --write-out '%{http_code}' 2>"$s3/words") ||
        fail "$name: $key, which is live, cannot be kept: $(tail -n 1 "$s3/words")"
      # curl makes no file of an empty object.
      [ -e "$files/old/$member" ] || : >"$files/old/$member" || exit 1
      [ "$(($(wc -c <"$files/old/$member")))" = "$size" ] || fail "$name: $key, which is live, cannot be kept: it has another size"
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
  awk -F '\\t' -v heads="$s3/heads" "$headers_awk"'{ print $0 "\\t" headers_of($1) }' "$s3/pack" >"$files/before.part" || exit 1
  [ "$(($(wc -l <"$files/before.part")))" = "$(($(wc -l <"$1")))" ] || fail "$name: what is live cannot be noted"
  sync
  mv "$files/before.part" "$files/before" || exit 1
}
put_objects() {
  touch "$2.done" && awk -F '\\t' -v done="$2.done" 'FILENAME == done { is_done["=" $1] = 1; next } !(("=" $1) in is_done)' "$2.done" "$1" >"$s3/puts" || exit 1
  first=1
  while take_batch "$s3/puts" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    (cd "$2" && cut -f 1 "$s3/batch" | xargs sha256sum -- >"$s3/sums") || fail "$name: what is to be put into the bucket cannot be read"
    awk -F '\\t' -v bucket="$s3_bucket" '
      FNR == NR { sum[substr($0, 67)] = substr($0, 1, 64); next }
      $4 != "-" && $4 != sum[$1] { print $2 >"/dev/stderr"; exit 1 }
      { print $1 "\\tPUT\\t/" bucket "/" $2 "\\t-\\t" sum[$1] "\\t" $5 }' "$s3/sums" "$s3/batch" >"$s3/requests" || fail "$name: what was staged is not what it was"
    sign <"$s3/requests" || exit 1
    while IFS=$tab read -r member key size _; do
      for try in 1 2 3; do
        # From its standard input: to a key that ends with a slash, curl adds the name of a file.
        ask_s3 "$member" --header Expect: --header Transfer-Encoding: --header "Content-Length: $size" --upload-file - <"$2/$member"
        if ! is_passing || [ "$try" = 3 ]; then break; fi
        sleep 1
      done
      case $s3_code in 2??) ;; *) fail "$name: $key cannot be written: $(s3_words)" ;; esac
      printf '%s\\n' "$member" >>"$2.done" || exit 1
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
}
delete_objects() {
  awk '{ print NR "\\t" $0 "\\t0" }' "$1" >"$s3/doomed" || exit 1
  first=1
  while take_batch "$s3/doomed" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    awk -F '\\t' -v bucket="$s3_bucket" -v hash="$no_body" '{ print $1 "\\tDELETE\\t/" bucket "/" $2 "\\t-\\t" hash "\\t-" }' "$s3/batch" >"$s3/requests" && sign <"$s3/requests" || exit 1
    while IFS=$tab read -r member key _; do
      for try in 1 2 3; do
        ask_s3 "$member"
        if ! is_passing || [ "$try" = 3 ]; then break; fi
        sleep 1
      done
      case $s3_code in 2?? | 404) ;; *) fail "$name: $key cannot be removed: $(s3_words)" ;; esac
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
}
# AWS wants to be told the region, but for its first one.
make_bucket() {
  : >"$s3/new-bucket"
  case $s3_region in
    us-east-1 | auto) ;;
    *) printf '<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>' "$s3_region" >"$s3/new-bucket" ;;
  esac
  printf '0\\tPUT\\t/%s\\t-\\t%s\\t-\\n' "$s3_bucket" "$(sha256sum <"$s3/new-bucket" | cut -c 1-64)" >"$s3/requests" && sign <"$s3/requests" || exit 1
  ask_s3 0 --header Expect: --upload-file "$s3/new-bucket"
  case $s3_code in
    2??) ;;
    *) grep -q BucketAlreadyOwnedByYou "$s3/body" || fail "$name: there is no bucket $s3_bucket, and it cannot be made: $(s3_words)" ;;
  esac
}
`;

;
function restoreS3(component, { manifest, folder, work, suffix, root, project, opened }) {
    const { name, bucket } = component;
    const where = (0,s3_dump .Mb)(component, { root, project });
    const place = `${work}/${name}.objects`;
    return {
        stage: {
            title: `Read all objects of ${name}, and stage those that are not in the bucket ${bucket} as they were`,
            command: (0,core .K$)(STAGE_S3_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, place, ...where], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)('rm -rf -- "$1"', [place]),
        swap: { title: `Write them into the bucket ${bucket}, one after the other, and remove what was not in it`, command: (0,core .K$)(SWAP_S3_PROGRAM, [place, name, ...where]), timeoutSeconds: swapSeconds(name, manifest) },
        swapBack: (0,core .K$)(SWAP_BACK_S3_PROGRAM, [place, name, ...where]),
        removeOld: (0,core .K$)('rm -rf -- "$1"', [place])
    };
}
function swapSeconds(name, { files }) {
    const bytes = files.filter(({ path }) => path.startsWith(`${name}.pack-`)).reduce((sum, { plainBytes }) => sum + plainBytes, 0);
    return 300 + Math.ceil(bytes / 10e6);
}
const STAGE_S3_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 files=$7
shift 7
${stream_functions .J5}${opened_functions .cW}${s3_functions .H}${s3_list_functions .f}${s3_batch_functions .X}${CHANGE_FUNCTIONS}
take_key
rm -rf "$files"
mkdir -p "$files/new" || exit 1
s3=$files/.s3
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
list_live "$s3/live"
[ -f "$folder/$name.objects" ] || damaged "The backup has no $name.objects"
[ "$(head -n 1 "$folder/$name.objects")" = "objects$tab$s3_bucket$tab$s3_prefix" ] || fail "$name.objects is of another bucket than $s3_bucket"
awk -F '\\t' '$1 == "object"' "$folder/$name.objects" >"$files/objects" || exit 1
differing "$files/objects" "$s3/live" >"$s3/wanted" || exit 1
huge=$(awk -F '\\t' '$3 > 5368709120 { print $2; exit }' "$s3/wanted")
[ -z "$huge" ] || fail "$name: $huge has more than 5 GiB, which is more than can be written at once: restore this bucket by hand (RECOVERY.md)"
needed=$({ cut -f 3 "$s3/wanted" && replaced "$files/objects" "$s3/live" | cut -f 2; } | awk '{ sum += $1 } END { printf "%.0f", sum / 1024 + 10240 }')
free=$(df -Pk "$files" | awk 'NR == 2 { print $4 }')
[ "$((free))" -ge "$((needed))" ] || fail "$files has $((free / 1024)) MiB free, and what is to be staged and kept of $s3_bucket may need $((needed / 1024)) MiB: make room"
awk -F '\\t' '$1 == "object" { print $7 }' "$files/objects" | sort -n -u >"$s3/packs" || exit 1
unpack() { tar -xf - --to-command="$keep_member" >"$s3/sums"; }
# shellcheck disable=SC2016 # run by tar
keep_member='
  if [ -e "$deploy_kit_wanted/$TAR_FILENAME" ]; then sum=$(tee "$deploy_kit_new/$deploy_kit_pack.$TAR_FILENAME" | sha256sum); else sum=$(sha256sum); fi && echo "$TAR_FILENAME \${sum%% *}"'
deploy_kit_new=$files/new deploy_kit_wanted=$s3/members
export deploy_kit_new deploy_kit_wanted deploy_kit_pack
while read -r deploy_kit_pack; do
  rm -rf "$s3/members" && mkdir "$s3/members" || exit 1
  awk -F '\\t' -v pack="$deploy_kit_pack" '$7 == pack { print $8 }' "$s3/wanted" >"$s3/members-wanted" || exit 1
  while read -r member; do : >"$s3/members/$member" || exit 1; done <"$s3/members-wanted"
  give "$name.pack-$deploy_kit_pack.tar$suffix" unpack
  differences=$(awk -F '\\t' -v pack="$deploy_kit_pack" '
    FILENAME ~ /sums$/ { split($0, fields, " "); sum[fields[1]] = fields[2]; next }
    $7 == pack && (sum[$8] "") != ($6 "") { print $2 }' "$s3/sums" "$files/objects" | head -n 5 | tr '\\n' ' ')
  [ -z "$differences" ] || damaged "$name: these are not what was backed up: $differences"
done <"$s3/packs"
# tee goes on when the disk is full.
awk -F '\\t' '{ print $6 "  " $7 "." $8 }' "$s3/wanted" >"$s3/staged" || exit 1
if [ -s "$s3/staged" ] && ! (cd "$files/new" && sha256sum -c "$s3/staged" >/dev/null 2>&1); then fail "$name: not all objects could be staged"; fi
sync
`;
const REACH_FOR_S3_SWAP = `
files=$1 name=$2
shift 2
${stream_functions .kO}${s3_functions .H}${s3_list_functions .f}${s3_batch_functions .X}${CHANGE_FUNCTIONS}
s3=$files/.s3
`;
const SWAP_S3_PROGRAM = `${REACH_FOR_S3_SWAP}
[ ! -e "$files/swapped" ] || exit 0
[ -e "$files/objects" ] || fail "There is nothing that could be put into the bucket of $name"
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
if [ ! -e "$files/begun" ]; then
  list_live "$s3/live"
  differing "$files/objects" "$s3/live" >"$s3/differing" && replaced "$files/objects" "$s3/live" >"$s3/replaced" || exit 1
  awk -F '\\t' '{ print $7 "." $8 "\\t" $2 "\\t" $3 "\\t" $6 "\\t" $9 }' "$s3/differing" >"$files/puts" || exit 1
  while IFS=$tab read -r staged key _; do
    [ -e "$files/new/$staged" ] || fail "$name: $key has changed since the backup was staged, and nothing has been written yet: stop what writes into $s3_bucket, and restore again"
  done <"$files/puts"
  keep_live "$s3/replaced"
  rm -f "$files/new.done" "$files/old.done"
  printf '%s\\n' "$has_bucket" >"$files/had-bucket" && sync && touch "$files/begun" || exit 1
fi
[ -n "$(cat "$files/had-bucket")" ] || make_bucket
put_objects "$files/puts" "$files/new"
awk -F '\\t' -v puts="$files/puts" 'FILENAME == puts { is_put["=" $2] = 1; next } !(("=" $2) in is_put) { print $2 }' "$files/puts" "$files/before" >"$files/doomed" || exit 1
delete_objects "$files/doomed"
# A bucket may show what was written a moment later.
for look in 1 2 3 4 5; do
  list_live "$s3/live"
  wrong=$(awk -F '\\t' -v live="$s3/live" -v doomed="$files/doomed" '
    FILENAME == live { size["=" $1] = $2; next }
    FILENAME == doomed { if (("=" $1) in size) print $1; next }
    size["=" $2] != $3 { print $2 }' "$s3/live" "$files/doomed" "$files/objects" | head -n 3 | tr '\\n' ' ')
  if [ -z "$wrong" ] || [ "$look" = 5 ]; then break; fi
  sleep 1
done
[ -z "$wrong" ] || fail "$name: the bucket $s3_bucket has not what it was given: $wrong"
touch "$files/swapped"
`;
const SWAP_BACK_S3_PROGRAM = `${REACH_FOR_S3_SWAP}
[ -e "$files/begun" ] || exit 0
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
rm -f "$files/swapped" "$files/new.done"
list_live "$s3/live"
awk -F '\\t' -v live="$s3/live" "$is_same_awk"'
  { if (same["=" $2] != $3 "\\t" $4 "\\t" $5) print $1 "\\t" $2 "\\t" $3 "\\t-\\t" $6 }' "$s3/live" "$files/before" >"$s3/back" || exit 1
put_objects "$s3/back" "$files/old"
awk -F '\\t' -v live="$s3/live" -v before="$files/before" '
  FILENAME == live { is_live["=" $1] = 1; next }
  FILENAME == before { was["=" $2] = 1; next }
  ("=" $2) in is_live && !(("=" $2) in was) { print $2 }' "$s3/live" "$files/before" "$files/puts" >"$s3/undone" || exit 1
delete_objects "$s3/undone"
if [ -z "$(cat "$files/had-bucket")" ] && [ -n "$has_bucket" ]; then ask_bucket DELETE -; fi
rm -f "$files/begun" "$files/old.done"
`;
var configuration_restore = __webpack_require__(35927);
;
function restoreFiles({ name, paths }, { manifest, folder, work, suffix, root, opened }) {
    const [coming, old] = [`${work}/${name}.new`, `${work}/${name}.old`];
    const places = [root, coming, old, ...paths];
    return {
        stage: {
            title: `Unpack ${name} beside what is live`,
            command: (0,core .K$)(STAGE_FILES_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, coming], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)('rm -rf -- "$1"', [coming]),
        swap: { title: `Put them in the place of ${paths.join(', ')}`, command: (0,core .K$)(SWAP_FILES_PROGRAM, places) },
        swapBack: (0,core .K$)(SWAP_BACK_FILES_PROGRAM, places),
        removeOld: (0,core .K$)('rm -rf -- "$1"', [old])
    };
}
const STAGE_FILES_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 coming=$7
${stream_functions .J5}${opened_functions .cW}
take_key
rm -rf "$coming"
mkdir -p "$coming" || exit 1
unpack() { tar -xpf - -C "$coming"; }
give "$name.tar$suffix" unpack
`;
const SWAP_FILES_PROGRAM = `
root=$1 coming=$2 old=$3
shift 3
for path in "$@"; do
  [ -e "$coming/$path" ] || [ -L "$coming/$path" ] || continue
  mkdir -p "$(dirname "$old/$path")" "$(dirname "$root/$path")" || exit 1
  if { [ -e "$root/$path" ] || [ -L "$root/$path" ]; } && [ ! -e "$old/$path" ] && [ ! -L "$old/$path" ]; then
    mv -T "$root/$path" "$old/$path" || exit 1
  fi
  mkdir -p "$(dirname "$old/.swapped/$path")" && touch "$old/.swapped/$path" || exit 1
  mv -T "$coming/$path" "$root/$path" || exit 1
done
`;
const SWAP_BACK_FILES_PROGRAM = `
root=$1 coming=$2 old=$3
shift 3
for path in "$@"; do
  if [ -e "$old/.swapped/$path" ]; then
    mkdir -p "$(dirname "$coming/$path")"
    if [ -e "$coming/$path" ] || [ -L "$coming/$path" ] || [ ! -e "$root/$path" ]; then :; else mv -T "$root/$path" "$coming/$path" || exit 1; fi
  fi
  if [ -e "$old/$path" ] || [ -L "$old/$path" ]; then
    rm -rf -- "\${root:?}/$path"
    mv -T "$old/$path" "$root/$path" || exit 1
  fi
  rm -f "$old/.swapped/$path"
done
`;
var host_paths = __webpack_require__(28264);
var stopped_containers = __webpack_require__(53811);
var volume_dump = __webpack_require__(21305);
var volume_functions = __webpack_require__(87810);
var volume_list = __webpack_require__(2487);
;
function restoreVolume(component, { manifest, folder, work, suffix, runId, root, project, opened }) {
    const { name } = component;
    const { kit } = (0,host_paths .tO)(root, 'releases');
    const place = (0,volume_functions .HC)(component, project);
    const inside = (program, isStopped) => [name, runId, kit, isStopped ? stopped_containers .Z6 : '', program, place];
    return {
        stage: {
            title: `Unpack ${name} within its volume, beside what is live`,
            command: (0,core .K$)(STAGE_VOLUME_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, runId, kit, UNPACK_PROGRAM, volume_list .h, place], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core .K$)(UNSTAGE_VOLUME_PROGRAM, [...inside(REMOVE_STAGED_PROGRAM, false), `${work}/${name}.made`]),
        swap: { title: `Put it in the place of what the volume of ${name} has`, command: (0,core .K$)(CHANGE_VOLUME_PROGRAM, inside(SWAP_PROGRAM, true)) },
        swapBack: (0,core .K$)(CHANGE_VOLUME_PROGRAM, inside(SWAP_BACK_PROGRAM, true)),
        removeOld: (0,core .K$)(CHANGE_VOLUME_PROGRAM, inside(REMOVE_OLD_PROGRAM, false))
    };
}
const STAGE_VOLUME_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 run=$8 kit=$9
shift 9
unpack=$1 list=$2 watch=''
${stream_functions .J5}${opened_functions .cW}${volume_functions .Lv}
take_key
mkdir -p "$work" || exit 1
reach_volume "$3"
if [ -z "$volume" ]; then
  case $3 in project:*) fail "The project has no volume \${3#*/} any more: deploy the release that has it, then restore" ;; esac
  touch "$work/$name.made" && volume=$(docker volume create "\${3#volume:}") || exit 1
fi
prepare_helper
trap 'rm -f "$work/$name.found" "$work/$name.differences"' EXIT
unpack_volume() { in_volume rw "$unpack" sh "$run"; }
give "$name.tar$suffix" unpack_volume
if [ "$level" != off ]; then
  in_volume ro "$list" sh ".dk-restore-$run/new" "$level" </dev/null >"$work/$name.found" || fail "$name: what was unpacked cannot be listed"
  compare_list() {
    diff - "$work/$name.found" >"$work/$name.differences"
    [ "$?" -le 1 ]
  }
  give "$name.list$suffix" compare_list
  [ ! -s "$work/$name.differences" ] || fail "$name: what was unpacked is not what was packed: $(grep '^[<>]' "$work/$name.differences" | head -n 5)"
fi
# shellcheck disable=SC2016 # run by the shell beside the volume
in_volume rw 'sync && touch "/volume/.dk-restore-$1/whole"' sh "$run" </dev/null
`;
const UNPACK_PROGRAM = `${volume_dump .w}
umask 077
mine=.dk-restore-$1
# Never what was live: it is there only after a swap.
rm -rf "$mine/new" "$mine/whole"
mkdir -p "$mine/new" || exit 1
# shellcheck disable=SC2086 # words of its own
exec tar -xpf - $all -C "$mine/new"
`;
const CHANGE_VOLUME_PROGRAM = `
name=$1 run=$2 kit=$3 watch=$4 change=$5
shift 5
${stream_functions .kO}${volume_functions .Lv}
reach_volume "$1"
[ -n "$volume" ] || exit 0
[ -z "$watch" ] || stop_writers
in_volume rw "$change" sh "$run" </dev/null || fail "$name: the volume $volume could not be changed"
start_containers
`;
const UNSTAGE_VOLUME_PROGRAM = `${CHANGE_VOLUME_PROGRAM}
[ ! -e "$2" ] || docker volume rm "$volume" >/dev/null || :
`;
const MOVE_FUNCTIONS = `
mine=/volume/.dk-restore-$1
move_all() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    case \${entry##*/} in .dk-restore-*) continue ;; esac
    mv "$entry" "$2/" || exit 1
  done
  # Whatever stays behind would be removed with what is old.
  [ "$1" = /volume ] || [ -z "$(ls -A "$1")" ] || exit 1
}
# The volume itself has an owner and a mode as well.
like() { chown "$(stat -c %u:%g "$1")" "$2" && chmod "$(stat -c %a "$1")" "$2" || exit 1; }
`;
const SWAP_PROGRAM = `${MOVE_FUNCTIONS}
[ -e "$mine/whole" ] || { echo 'There is nothing that could be put in the place of what is live' >&2; exit 1; }
[ ! -e "$mine/in" ] || exit 0
if [ ! -e "$mine/out" ]; then
  if [ ! -d "$mine/old" ]; then mkdir -p "$mine/making" && like /volume "$mine/making" && mv "$mine/making" "$mine/old" || exit 1; fi
  move_all /volume "$mine/old"
  touch "$mine/out" || exit 1
fi
move_all "$mine/new" /volume
like "$mine/new" /volume
touch "$mine/in" && sync
`;
const SWAP_BACK_PROGRAM = `${MOVE_FUNCTIONS}
[ -d "$mine/old" ] || exit 0
if [ -e "$mine/out" ] && [ ! -e "$mine/back" ]; then
  # With all that was written since: kept until it is removed.
  move_all /volume "$mine/new"
  touch "$mine/back" || exit 1
fi
move_all "$mine/old" /volume
like "$mine/old" /volume
rm -f "$mine/out" "$mine/in" && rm -f "$mine/back" && rmdir "$mine/old" && sync
`;
const REMOVE_STAGED_PROGRAM = `
mine=/volume/.dk-restore-$1
if [ -d "$mine/old" ]; then rm -rf "$mine/new" "$mine/whole"; else rm -rf "$mine"; fi
`;
const REMOVE_OLD_PROGRAM = 'rm -rf "/volume/.dk-restore-$1"';

;
function restoredPart(component, place) {
    switch (component.kind) {
        case 'postgres':
            return (0,postgres_restore .A2)(component, place);
        case 'mysql':
            return restoreMysql(component, place);
        case 'redis':
            return restoreRedis(component, place);
        case 'sqlite':
            return restoreSqlite(component, place);
        case 'files':
            return restoreFiles(component, place);
        case 's3':
            return restoreS3(component, place);
        case 'volume':
            return restoreVolume(component, place);
        case 'configuration':
            return (0,configuration_restore .R)(component, place);
    }
}
}),
42776:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
HC: () => ( parseTableName),
j9: () => ( isSameTable),
qY: () => ( renderTableName)
});
const PART = '("(?:[^"]|"")+"|[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*)';
const NAME = new RegExp(`^(?:${PART}\\.)?${PART}$`);
function parseTableName(text) {
    const [whole, schema, table] = NAME.exec(text) ?? [];
    return whole === undefined || table === undefined ? undefined : { schema: schema === undefined ? 'public' : parsePart(schema), table: parsePart(table) };
}
function parsePart(part) {
    return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
}
function renderTableName({ schema, table }) {
    return [schema, table].map(renderPart).join('.');
}
function renderPart(part) {
    return /^[a-z_][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`;
}
function isSameTable(left, right) {
    return left.schema === right.schema && left.table === right.table;
}
}),
59685:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Qt: () => ( renderAge),
R9: () => ( placeBackups),
lq: () => ( describeCopies)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68697);


function summarizeBackup({ manifest, checks, pin }) {
    const last = checks.at(-1);
    return {
        id: manifest.id,
        type: manifest.type,
        createdAt: Math.floor(manifest.createdAt / 1000),
        bytes: (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .We)(manifest),
        components: manifest.components.map(({ name }) => name),
        isSealed: manifest.recipients.length > 0,
        pin,
        lastVerified: lastPassed(checks, 'verify') ?? lastPassed(checks, 'drill') ?? manifest.finishedAt,
        lastDrilled: lastPassed(checks, 'drill'),
        problem: last?.passed === false ? last.words : undefined
    };
}
function lastPassed(checks, kind) {
    return checks.findLast((check) => check.kind === kind && check.passed)?.at;
}
function placeBackups({ folder, copies }) {
    const copied = (copies?.copies ?? []).map(({ backup }) => backup);
    const isCopied = (id) => copied.some(({ manifest }) => manifest.id === id);
    const here = folder.backups.map((backup) => ({ ...summarizeBackup(backup), where: isCopied(backup.manifest.id) ? 'host and storage' : 'host' }));
    const there = copied.filter(({ manifest }) => !here.some(({ id }) => id === manifest.id)).map((backup) => ({ ...summarizeBackup(backup), where: 'storage' }));
    return [...here, ...there].toSorted((left, right) => right.createdAt - left.createdAt);
}
function describeCopies({ host, copies }) {
    if (copies === undefined)
        return [];
    return [
        ...(copies.problem === undefined ? [] : [`${host}: ${copies.shown} is NOT looked at: ${copies.problem}`]),
        ...copies.damaged.map((name) => `${host}: ${name} in ${copies.shown} is DAMAGED: its files are not what was copied, so it is neither fetched nor removed by deploy-kit`)
    ];
}
function renderAge(at, now) {
    return at === undefined ? 'never' : `${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .PP)(Math.max(0, now - at))} ago`;
}
}),
15899:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
C: () => ( observeBackups),
K: () => ( observeAnywhere)
});
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11230);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16695);
var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3594);



async function observeAnywhere(values, observer) {
    const [found, copies] = await Promise.all([observeBackups(values, observer), Promise.all(observer.hosts.map((host) => (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__.readCopies)(host, { values, observer })))]);
    return found.map((each, index) => ({ ...each, copies: copies[index] }));
}
async function observeBackups(values, observer) {
    return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_2__ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values))) })));
}
}),
76898:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
backupsShow: () => ( backupsShow),
namedBackupInput: () => ( namedBackupInput),
noSuchBackup: () => ( noSuchBackup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16695);
var _storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24048);
var _describe_backup_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(59685);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66601);
var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(80778);
var _observe_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(15899);









const namedBackupInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    backup: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The backup that is meant. Default: the newest one of the hosts.',
        example: 'manual_20261121_070000',
        check: (id) => (_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Hr.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
    })
});
function noSuchBackup(host, id, { damaged }) {
    if (id !== undefined && damaged.includes(id)) {
        return { code: 'DK_BACKUP_DAMAGED', host, message: `The manifest of ${id} on ${host} is not what was published, or is missing`, remedy: 'Nothing that is live has been touched. Choose another one (deploy-kit backups list); what is left of it can be restored by hand: its RECOVERY.md says how' };
    }
    const message = id === undefined ? `There is no backup on ${host}` : `There is no backup ${id} on ${host}`;
    return { code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'deploy-kit backups list shows all' };
}
const backupsShow = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backups show',
    summary: 'Show all that is known of a backup: its files, facts, and what was seen when it was looked at',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({ ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .DQ, ...namedBackupInput, ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .Fd, ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .h1 }),
    outputs: {},
    examples: [{ command: 'backups show --environment production --backup manual_20261121_070000', does: 'shows one backup' }],
    danger: 'read-only',
    isAction: false,
    observe: _observe_js__WEBPACK_IMPORTED_MODULE_7__ .K,
    plan: (values, hosts) => {
        const found = hosts.map(({ host, folder, copies }) => ({ host, folder, copies, found: (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_3__.findBackupAnywhere)(folder, copies, values.backup) }));
        const shown = found.flatMap(({ host, folder, copies, found: one }) => {
            const where = (0,_describe_backup_js__WEBPACK_IMPORTED_MODULE_5__ .R9)({ folder, copies }).find(({ id }) => id === one?.backup.manifest.id)?.where ?? '';
            return one === undefined ? [] : [{ host, where, backup: one.backup }];
        });
        return (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_6__ .A)({
            operation: 'backups show',
            title: `Backup ${values.backup ?? shown[0]?.backup.manifest.id ?? ''} of ${values.path}`,
            hosts: hosts.map(({ host }) => host),
            tables: [
                { title: 'About', columns: ['host', 'what', 'value'], rows: shown.flatMap(({ host, where, backup }) => [['where it is', where], ...describe(backup)].map((row) => [host, ...row])) },
                {
                    title: 'Files',
                    columns: ['host', 'file', 'size', 'unpacked', 'SHA-256'],
                    rows: shown.flatMap(({ host, backup }) => backup.manifest.files.map(({ path, storedBytes, plainBytes, sha256 }) => [host, path, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(storedBytes), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(plainBytes), sha256]))
                },
                {
                    title: 'Checks',
                    columns: ['host', 'when (UTC)', 'kind', 'outcome', 'words'],
                    rows: shown.flatMap(({ host, backup }) => backup.checks.map(({ at, kind, passed, words }) => [host, (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ .dc)(at * 1000), kind, passed ? 'passed' : 'FAILED', words]))
                }
            ],
            problems: found.flatMap(({ host, folder, found: one }) => (one === undefined ? [noSuchBackup(host, values.backup, folder)] : [])),
            notes: hosts.flatMap(_describe_backup_js__WEBPACK_IMPORTED_MODULE_5__ .lq),
            answer: Object.fromEntries(shown.map(({ host, backup }) => [host, backup]))
        });
    }
});
function describe({ manifest, pin }) {
    const { id, type, createdAt, release, commit, codec, recipients, tool, run, facts } = manifest;
    return [
        ['name', id],
        ['type', type],
        ['made (UTC)', (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_8__ .dc)(createdAt)],
        ['by', `${run.who}${run.url === undefined ? '' : `, ${run.url}`}, with ${tool}`],
        ['release that was live', release ?? 'none'],
        ['commit', commit ?? ''],
        ['compressed with', codec],
        ['sealed for', recipients.length === 0 ? 'nobody: it is not encrypted' : recipients.join(' ')],
        ...(pin === undefined ? [] : [['pinned', pin]]),
        ...facts.map(([component, name, value]) => [`${component}: ${name}`, value])
    ];
}
}),
73164:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ax: () => ( DAMAGED),
LI: () => ( planDrill),
PN: () => ( readFileStep),
hs: () => ( notePassed),
zs: () => ( suffixOfBackup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27874);
var _backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88136);
var _backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52237);
var _backup_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4028);
var _backup_source_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(777);






const NOTE_SECONDS = 30;
const REMOVE_SECONDS = 300;
const DAMAGED = {
    [_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ .Vn]: { code: 'DK_BACKUP_DAMAGED', remedy: 'Nothing that is live has been touched. Do not rely on this backup: make a new one (deploy-kit backup), and look at the others (deploy-kit backups verify)' }
};
function readFileStep({ host, manifest, folder, work, opened, timeoutSeconds }, path, plainBytes) {
    const words = [folder, work, manifest.codec, opened.headers, path, String(plainBytes)];
    return {
        kind: 'run',
        id: `read-${path}`,
        title: `Read all of ${path}`,
        host,
        phase: 'verify',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_FILE_PROGRAM, words, opened.key === undefined ? {} : { stdin: opened.key }),
        timeoutSeconds,
        failures: DAMAGED
    };
}
const READ_FILE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 bytes=$6
${_backup_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ .J5}${_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ .cW}
take_key
mkdir -p "$work" || exit 1
trap 'rm -rf "$work"' EXIT
count_bytes() { wc -c >"$work/bytes"; }
give "$name" count_bytes
found=$(($(cat "$work/bytes")))
[ "$found" = "$bytes" ] || damaged "$name: it has $found bytes, and was made of $bytes"
`;
function planDrill(place, { kit, parts }) {
    const { host, work } = place;
    const step = { kind: 'run', host, phase: 'verify', effect: 'write', timeoutSeconds: REMOVE_SECONDS };
    return [
        {
            ...step,
            id: 'begin-drill',
            title: 'Make a folder for it',
            command: (0,_backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_2__ .Q$)({ kit, work }, parts.map(({ part }) => part)),
            undo: { title: 'Remove the folder of the trial', command: (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ .v$)(work), timeoutSeconds: REMOVE_SECONDS }
        },
        ...parts.flatMap(({ name, part }) => drillSteps(place, name, part)),
        { ...step, id: 'end-drill', title: 'Remove the folder of the trial', repeatable: true, command: (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ .v$)(work) }
    ];
}
function drillSteps({ host, timeoutSeconds }, name, part) {
    return [
        {
            kind: 'run',
            id: `drill-${name}`,
            title: part.stage.title,
            host,
            phase: 'verify',
            effect: 'write',
            command: part.stage.command,
            timeoutSeconds,
            undo: { title: `Remove what was restored of ${name}`, command: part.unstage, timeoutSeconds: REMOVE_SECONDS },
            failures: DAMAGED
        },
        { kind: 'run', id: `end-drill-${name}`, title: `Remove what was restored of ${name}`, host, phase: 'verify', effect: 'write', repeatable: true, command: part.unstage, timeoutSeconds: REMOVE_SECONDS }
    ];
}
function notePassed({ host, folder }, kind, words) {
    return {
        kind: 'run',
        id: `note-${kind}`,
        title: 'Note it beside the backup',
        host,
        phase: 'note',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(NOTE_CHECK_PROGRAM, [folder, kind, 'passed', words]),
        timeoutSeconds: NOTE_SECONDS
    };
}
const NOTE_CHECK_PROGRAM = `
[ -d "$1" ] || exit 1
printf '%s\\t%s\\t%s\\t%s\\n' "$(date +%s)" "$2" "$3" "$4" >>"$1/.checks"
`;
const suffixOfBackup = ({ codec, recipients }) => (0,_backup_source_js__WEBPACK_IMPORTED_MODULE_5__ .j)(codec, recipients.length > 0);
}),
65124:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
O7: () => ( findDataProblems),
Ps: () => ( observeData),
Rm: () => ( readBeginnings),
Tw: () => ( openBackup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11230);
var _backup_slots_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96123);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);




async function observeData(host, found, { values, observer, place }) {
    const { state, folder, backup, chosen } = found;
    const project = (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ .v8)(state);
    const looks = await (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ .vW)(observer, host, { components: chosen.components, root: (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path), project });
    const slot = await observer.ask(host, (0,_backup_slots_js__WEBPACK_IMPORTED_MODULE_2__ .i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }));
    const opened = backup === undefined ? NOTHING_SEALED : await openBackup(host, { values, observer, manifest: backup.manifest, place });
    return { ...found, project, looks, slot, opened };
}
const NOTHING_SEALED = { headers: '', key: undefined };
async function openBackup(host, { values, observer, manifest, place }) {
    if (manifest.recipients.length === 0 || values.identity === undefined)
        return NOTHING_SEALED;
    const names = manifest.files.map(({ path }) => path);
    const files = place === undefined
        ? await observer.ask(host, readBeginnings(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_1__ .a)(values)}/${manifest.id}`, names))
        : await observer.storage.readBeginnings({ ...place, folder: `${place.folder}/${manifest.id}` }, names);
    return observer.openSealed(files, values.identity);
}
function readBeginnings(folder, names) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_BEGINNINGS_PROGRAM, [folder, ...names]), ({ stdout }) => stdout.split('\n').flatMap((line) => {
        const [name, beginning] = line.split('\t');
        return name === undefined || beginning === undefined ? [] : [{ name, beginning }];
    }));
}
const READ_BEGINNINGS_PROGRAM = `
cd "$1" || exit 1
shift
for name in "$@"; do printf '%s\\t%s\\n' "$name" "$(head -c 16384 "$name" | base64 | tr -d '\\n')"; done
`;
function findDataProblems(host, { backup, chosen, looks }, values) {
    if (backup === undefined)
        return [];
    const problems = [...chosen.problems];
    const refuse = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    const { manifest } = backup;
    if (manifest.path !== (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path))
        refuse('DK_BACKUP_UNKNOWN', `${manifest.id} is a backup of ${manifest.path}, not of ${values.path}`, 'Choose another one, or restore it by hand: its RECOVERY.md says how');
    if (manifest.recipients.length > 0 && values.identity === undefined)
        refuse('DK_INPUT_INVALID', `${manifest.id} is sealed: it needs the private key of one of its recipients`, 'Give it as identity');
    if (values['unsafe-skip-emergency-backup'])
        return problems;
    for (const { name } of chosen.components) {
        const look = looks[name];
        if (look?.problem === undefined || look.isAbsent)
            continue;
        refuse('DK_BACKUP_SOURCE', `${name} cannot be backed up before it is replaced: ${look.problem}`, 'Mend it, leave it out with skip, or give unsafe-skip-emergency-backup: then what is there now is gone');
    }
    return problems;
}
}),
95405:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Y: () => ( restoreInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _backup_table_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42776);
var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35015);
var _storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24048);






const restoreInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .DQ,
    backup: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'The backup to restore. Default: the newest one of the hosts.',
        example: 'manual_20261121_070000',
        check: (id) => (_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Hr.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
    }),
    ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .Fd,
    ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .h1,
    only: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .BM.only,
    skip: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .BM.skip,
    table: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Backup',
        description: 'Only this table of a PostgreSQL database: it is copied into a new schema of the live database, beside what is there; nothing that is live is changed. The report tells how to copy rows back.',
        example: 'public.users',
        check: (table) => ((0,_backup_table_name_js__WEBPACK_IMPORTED_MODULE_3__ .HC)(table) === undefined ? `is no name of a table: ${JSON.stringify(table)}` : undefined)
    }),
    identity: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({
        group: 'Backup',
        description: 'The private key (`AGE-SECRET-KEY-1...`, or a key file of age) of a sealed backup. It never leaves the machine that runs deploy-kit.'
    }),
    recipients: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Ct.recipients,
    'backup-timeout': _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Ct['backup-timeout'],
    'time-zone': _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .CP,
    'unsafe-skip-emergency-backup': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zM)({
        group: 'Backup',
        description: 'Do not back up what is there before it is replaced. What the backup replaces is gone for good when the restore is confirmed.',
        default: 'false'
    }),
    'restart-command': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['restart-command'],
    'stop-command': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['stop-command'],
    'status-command': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['status-command'],
    'command-timeout': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['command-timeout'],
    'health-check': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['health-check'],
    attempts: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O.attempts,
    delay: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O.delay,
    timeout: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O.timeout,
    'skip-health-check': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['skip-health-check'],
    'confirm-timeout': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['confirm-timeout'],
    logs: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O.logs,
    'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['lock-wait'],
    confirm: _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .FK
});
}),
24408:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
q: () => ( verifySums)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52237);


const VERIFY_SUMS_PROGRAM = `${_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_1__ .Xb}
folder=$1 stored=$2
LC_ALL=C
export LC_ALL
cd "$folder" || exit 1
[ -f SHA256SUMS ] || damaged "There is no SHA256SUMS"
[ -z "$(tail -c 1 SHA256SUMS)" ] || damaged "SHA256SUMS does not end with its last line"
found=$(for file in * .slot; do [ "$file" = SHA256SUMS ] || printf '%s\\n' "$file"; done | sort)
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
[ "$found" = "$listed" ] || damaged "Its files are $(printf '%s\\n' "$found" | tr '\\n' ' '), and SHA256SUMS lists $(printf '%s\\n' "$listed" | tr '\\n' ' ')"
other=$(printf '%s\\n' "$stored" | grep -vxFf SHA256SUMS)
[ -z "$other" ] || damaged "SHA256SUMS says other than the manifest of $(printf '%s\\n' "$other" | sed 's/^[0-9a-f]*  //' | tr '\\n' ' ')"
if ! words=$(sha256sum -c SHA256SUMS 2>&1); then
  damaged "$(printf '%s\\n' "$words" | grep -v ': OK$' | head -n 5 | tr '\\n' ' ')"
fi
`;
function verifySums(folder, { files }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(VERIFY_SUMS_PROGRAM, [folder, files.map(({ sha256, path }) => `${sha256}  ${path}`).join('\n')]);
}
}),
16695:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
COPY_MARKS: () => ( COPY_MARKS),
PIN: () => ( PIN),
copyNames: () => ( copyNames),
digest: () => ( digest),
findBackupAnywhere: () => ( findBackupAnywhere),
parseSums: () => ( parseSums),
readCopies: () => ( readCopies)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
var _storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24048);





const MANIFEST = 'manifest.json';
const SUMS = 'SHA256SUMS';
const PIN = '.pinned';
const COPY_MARKS = { first: '.slot', last: MANIFEST };
async function readCopies(host, { values, observer }) {
    const given = (0,_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .GJ)(values);
    if (given === undefined)
        return undefined;
    const path = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path);
    const below = `${values['storage-host'] ?? host}${path}`;
    const shown = `${given.shown}/${below}`;
    const nothing = { shown, copies: [], damaged: [] };
    if (given.storage === undefined)
        return { ...nothing, place: undefined, problem: _storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .f };
    const place = { storage: given.storage, folder: given.prefix === '' ? below : `${given.prefix}/${below}` };
    try {
        const found = (await observer.storage.list(place, [MANIFEST, SUMS, PIN])).filter(({ files }) => files.some(({ name }) => name === MANIFEST));
        const copies = found.flatMap((folder) => parseCopy(folder, path) ?? []);
        const isRead = ({ name }) => copies.some(({ backup }) => backup.manifest.id === name);
        return { ...nothing, place, copies: copies.toSorted(byAge), damaged: found.filter((folder) => !isRead(folder)).map(({ name }) => name), problem: undefined };
    }
    catch (thrown) {
        if (!(thrown instanceof _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG))
            throw thrown;
        return { ...nothing, place, problem: `${thrown.message}. ${thrown.remedy}` };
    }
}
function byAge({ backup: { manifest: left } }, { backup: { manifest: right } }) {
    return right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1);
}
function parseCopy({ name, files, texts }, path) {
    const text = texts[MANIFEST] ?? '';
    const sums = texts[SUMS] ?? '';
    const manifest = (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .zW)(text);
    if (manifest?.id !== name || !_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Hr.test(name) || manifest.path !== path)
        return undefined;
    const listed = parseSums(sums);
    if (listed.get(MANIFEST) !== digest(text) || !isListed(manifest, listed))
        return undefined;
    const copied = [...listed, [SUMS, digest(sums)]].map(([file, sha256]) => ({ name: file, sha256, sizeBytes: files.find((each) => each.name === file)?.sizeBytes ?? -1 }));
    const isWhole = copied.every(({ sizeBytes }) => sizeBytes >= 0) && manifest.files.every((file) => copied.some((each) => each.name === file.path && each.sizeBytes === file.storedBytes));
    if (!isWhole)
        return undefined;
    return { backup: { manifest, checks: [], pin: files.some((file) => file.name === PIN) ? (texts[PIN] ?? '').trim() || 'in the storage' : undefined }, files: copied };
}
function isListed({ files }, listed) {
    return files.every(({ path, sha256 }) => listed.get(path) === sha256);
}
function copyNames(copies) {
    return copies === undefined ? [] : [...copies.copies.map(({ backup }) => backup.manifest.id), ...copies.damaged];
}
function parseSums(text) {
    return new Map([...text.matchAll(/^([0-9a-f]{64}) {2}([A-Za-z0-9_.@:+-]+)$/gm)].map(([, sum = '', name = '']) => [name, sum]));
}
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function findBackupAnywhere(folder, copies, id) {
    const here = folder.backups.map((backup) => ({ backup, copy: undefined }));
    const isGood = ({ backup }) => backup.checks.at(-1)?.passed !== false;
    const isGoodHere = (name) => here.some((found) => found.backup.manifest.id === name && isGood(found));
    const there = (copies?.copies ?? []).filter(({ backup }) => !isGoodHere(backup.manifest.id)).map((copy) => ({ backup: copy.backup, copy }));
    const all = [...here, ...there];
    if (id !== undefined)
        return all.filter(({ backup }) => backup.manifest.id === id).toSorted((left, right) => Number(isGood(right)) - Number(isGood(left)))[0];
    return all.filter((found) => isGood(found) && found.backup.manifest.type !== 'emergency').toSorted((left, right) => right.backup.manifest.createdAt - left.backup.manifest.createdAt)[0];
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
