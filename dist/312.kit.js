import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 312;
export const ids = [312,898];
export const modules = {

/***/ 52237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vn: () => (/* binding */ DAMAGED_EXIT_CODE),
/* harmony export */   Xb: () => (/* binding */ DAMAGED_FUNCTION),
/* harmony export */   cW: () => (/* binding */ OPENED_FUNCTIONS)
/* harmony export */ });
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
  { header_of "$1" 3 | base64 -d && tail -c "+$(($(header_of "$1" 2) + 1))" "$folder/$1"; } | age -d -i /dev/fd/3 3<<KEY
$key
KEY
}
give() {
  [ -f "$folder/$1" ] || damaged "The backup has no $1"
  stages=$work/.stages
  rm -rf "$stages"
  mkdir -p "$stages" || exit 1
  stage open unseal "$1" | stage expand expand | stage take "$2"
  # Whoever takes it ends early when it breaks off, and whoever gives it when it is not taken. A program that was killed, is missing, or
  # could not even note how it ended (the disk is full), says nothing about the backup, nor does the one behind it.
  for stage in open expand; do
    case $(cat "$stages/$stage.code") in
      0 | 141) ;;
      [1-9] | [1-9][0-9] | 1[01][0-9] | 12[0-5]) damaged "$1 cannot be read: $(tail -n 3 "$stages/$stage.err" | tr '\\n' ' ')" ;;
      *) break ;;
    esac
  done
  require_stages take open expand
  rm -rf "$stages"
}
`;


/***/ }),

/***/ 30689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ restoredPart)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/backup/manifest.js
var backup_manifest = __webpack_require__(68697);
// EXTERNAL MODULE: ./build/packages/operations/backup/mysql-dump.js
var mysql_dump = __webpack_require__(65663);
// EXTERNAL MODULE: ./build/packages/operations/backup/mysql-functions.js
var mysql_functions = __webpack_require__(99492);
;// CONCATENATED MODULE: ./build/packages/operations/backup/compare-fingerprints.js
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

// EXTERNAL MODULE: ./build/packages/operations/backup/mysql-fingerprint.js
var mysql_fingerprint = __webpack_require__(29301);
;// CONCATENATED MODULE: ./build/packages/operations/backup/mysql-restore-functions.js



const SCHEMA_FUNCTIONS = `
marker=dk_restored
say() { printf '%s\\n' "$1"; }
# A dump that names its database would change that one.
redirect() { sed "s/^ALTER DATABASE \\\`.*\\\` \\(CHARACTER SET [a-z0-9]* COLLATE [a-z0-9_]* ;\\)$/ALTER DATABASE $(name_sql "$1" | sed 's/[\\\\&/]/\\\\&/g') \\1/"; }
load() {
  { redirect "$1" && : >"$work/.redirected"; } | sql "$1" --binary-mode && [ -e "$work/.redirected" ] && rm -f "$work/.redirected"
}
has_schema() { [ "$(say "select count(*) from information_schema.schemata where schema_name = $(text_sql "$1")" | sql '')" = 1 ]; }
marker_in() { [ "$(say "select count(*) from information_schema.tables where table_schema = $(text_sql "$1") and table_name = '$marker'" | sql '')" = 1 ]; }
drop_schema() { say "drop database if exists $(name_sql "$1")" | sql ''; }
make_schema() { say "create database $(name_sql "$1") character set $2 collate $3" | sql ''; }
`;
const OBJECT_FUNCTIONS = `${mysql_functions/* DUMP_TOOL_FUNCTIONS */.ei}
# Routines, triggers, events, views: in an order in which they can be made.
dump_objects() {
  schema=$1
  shift
  dump_mysql --no-data --no-create-info --routines --triggers "$@" -- "$schema" || return 1
  say "select table_name from information_schema.views where table_schema = database()" | sql "$schema" >"$work/.views" || return 1
  set --
  while IFS= read -r view <&7; do set -- "$@" "$view"; done 7<"$work/.views"
  rm -f "$work/.views"
  [ "$#" -eq 0 ] || dump_mysql --no-data --skip-triggers -- "$schema" "$@"
}
`;
const STAGE_MYSQL_FUNCTIONS = `${mysql_fingerprint/* MYSQL_FINGERPRINT_FUNCTIONS */.u}${COMPARE_FUNCTIONS}
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
  cat <<'SQL' | sql "$1" >"$work/.drops" || return 1
select concat('drop trigger if exists \`', replace(trigger_name, '\`', '\`\`'), '\`;') from information_schema.triggers where trigger_schema = database();
select concat('drop event if exists \`', replace(event_name, '\`', '\`\`'), '\`;') from information_schema.events where event_schema = database();
select concat('drop view if exists \`', replace(table_name, '\`', '\`\`'), '\`;') from information_schema.views where table_schema = database();
select concat('drop ', routine_type, ' if exists \`', replace(routine_name, '\`', '\`\`'), '\`;') from information_schema.routines where routine_schema = database();
SQL
  sql "$1" <"$work/.drops" && rm -f "$work/.drops"
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
  {
    echo 'set names utf8mb4; set group_concat_max_len = 4000000;'
    say "select concat('rename table ', group_concat(part order by step separator ', '), ';') from ($(move 1 "$1" "$2") union all $(move 2 "$3" "$1")
      union all select 3, concat($(text_sql "$(name_sql "$3").$marker"), ' to ', $(text_sql "$(name_sql "$2").$marker"))) parts;"
  } | sql '' >"$work/.rename" || return 1
  tries=0
  until
    say "$sessions" | sql '' | sql '' --force 2>/dev/null
    { echo 'set lock_wait_timeout = 2;' && cat "$work/.rename"; } | sql '' 2>"$work/.rename.err"
  do
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || fail "$(cat "$work/.rename.err")"
    sleep 0.1 2>/dev/null || sleep 1
  done
  rm -f "$work/.rename" "$work/.rename.err"
}
`;

// EXTERNAL MODULE: ./build/packages/operations/backup/opened-functions.js
var opened_functions = __webpack_require__(52237);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/packages/operations/backup/postgres-dump.js
var postgres_dump = __webpack_require__(37290);
// EXTERNAL MODULE: ./build/packages/operations/backup/postgres-fingerprint.js
var postgres_fingerprint = __webpack_require__(7034);
// EXTERNAL MODULE: ./build/packages/operations/backup/postgres-functions.js
var postgres_functions = __webpack_require__(57235);
;// CONCATENATED MODULE: ./build/packages/operations/backup/postgres-restore-functions.js
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
make_database() {
  restored=$1
  in_database postgres -c "drop database if exists \\"$1\\"" 2>/dev/null || exit 1
  in_database postgres -v new="$1" -v owner="$3" -v encoding="$4" -v collate="$5" -v ctype="$6" <<'SQL' || exit 1
create database :"new" template template0 owner :"owner" encoding :'encoding' lc_collate :'collate' lc_ctype :'ctype';
SQL
  give "$2" restore_dump
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

// EXTERNAL MODULE: ./build/packages/operations/backup/stream-functions.js
var stream_functions = __webpack_require__(4028);
;// CONCATENATED MODULE: ./build/packages/operations/backup/postgres-restore.js









const MAINTENANCE_DATABASE = 'postgres';
function restorePostgres(component, place) {
    const { manifest, folder, work, suffix, runId, root, project, opened } = place;
    const { name } = component;
    const server = (0,postgres_dump/* postgresWords */.J)({ ...component, database: MAINTENANCE_DATABASE }, project);
    const fact = (key) => (0,backup_manifest/* factOf */.yD)(manifest, name, key) ?? '';
    const prefix = stagedPrefix(root);
    const [database, coming, old] = [fact('database'), `${prefix}${runId}_new`, `${prefix}${runId}_old`];
    const swapWords = [`${work}/${name}.absent`, database, coming, old, ...server];
    return {
        stage: {
            title: `Restore ${name} beside what is live: database ${coming}`,
            command: (0,core/* script */.K$)(STAGE_POSTGRES_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, coming, prefix, ...['owner', 'encoding', 'collate', 'ctype'].map(fact), ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core/* script */.K$)(DROP_DATABASE_PROGRAM, [coming, ...server]),
        swap: { title: `Put it in the place of the database ${database}`, command: (0,core/* script */.K$)(SWAP_POSTGRES_PROGRAM, swapWords) },
        swapBack: (0,core/* script */.K$)(SWAP_BACK_POSTGRES_PROGRAM, swapWords),
        removeOld: (0,core/* script */.K$)(DROP_DATABASE_PROGRAM, [old, ...server])
    };
}
function stagedPrefix(root) {
    return `dk_${(0,external_node_crypto_.createHash)('sha256').update(root).digest('hex').slice(0, 8)}_`;
}
const STAGE_POSTGRES_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 new=$8
shift 8
prefix=$1 owner=$2 encoding=$3 collate=$4 ctype=$5
shift 5
${stream_functions/* STREAM_FUNCTIONS */.J}${opened_functions/* OPENED_FUNCTIONS */.cW}${postgres_functions/* REACH_POSTGRES_FUNCTIONS */.a}${postgres_fingerprint/* FINGERPRINT_FUNCTIONS */.n}${POSTGRES_RESTORE_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
reach_postgres "$@"
drop_staged "$prefix"
make_roles "$name.roles.sql$suffix"
make_database "$new" "$name.dump$suffix" "$owner" "$encoding" "$collate" "$ctype"
give "$name.settings.sql$suffix" apply_settings
compare_database "$new" "$name.fingerprint" "$level"
`;
const DROP_DATABASE_PROGRAM = `
doomed=$1
shift
${stream_functions/* BASE_FUNCTIONS */.k}${postgres_functions/* REACH_POSTGRES_FUNCTIONS */.a}
reach_postgres "$@"
in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v doomed="$doomed" <<'SQL'
select pg_terminate_backend(pid) from pg_stat_activity where datname = :'doomed' \\g /dev/null
drop database if exists :"doomed";
SQL
`;
const SWAP_FUNCTIONS = `${stream_functions/* BASE_FUNCTIONS */.k}${postgres_functions/* REACH_POSTGRES_FUNCTIONS */.a}
absent=$1 name=$2 new=$3 old=$4
shift 4
tries=0
while [ "$patience" -gt "$tries" ] && ! ( reach_postgres "$@" ) 2>/dev/null; do
  tries=$((tries + 1))
  sleep 1
done
reach_postgres "$@"
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

;// CONCATENATED MODULE: ./build/packages/operations/backup/mysql-restore.js








function restoreMysql(component, place) {
    const { manifest, folder, work, suffix, runId, root, project, opened } = place;
    const { name } = component;
    const fact = (key) => (0,backup_manifest/* factOf */.yD)(manifest, name, key) ?? '';
    const prefix = stagedPrefix(root);
    const [database, coming, old] = [fact('database'), `${prefix}${runId}_new`, `${prefix}${runId}_old`];
    const server = (0,mysql_dump/* mysqlWords */.s)({ ...component, database }, project);
    const properties = ['charset', 'collate', 'comment'].map(fact);
    const objects = `${work}/${name}.objects.sql`;
    const swapWords = [work, name, coming, old, ...properties, ...server];
    return {
        stage: {
            title: `Restore ${name} beside what is live: schema ${coming}`,
            command: (0,core/* script */.K$)(STAGE_MYSQL_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, coming, prefix, ...properties, ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core/* script */.K$)(DROP_SCHEMA_PROGRAM, [objects, coming, ...server]),
        swap: { title: `Put it in the place of the database ${database}`, command: (0,core/* script */.K$)(SWAP_MYSQL_PROGRAM, swapWords) },
        swapBack: (0,core/* script */.K$)(SWAP_BACK_MYSQL_PROGRAM, swapWords),
        removeOld: (0,core/* script */.K$)(DROP_SCHEMA_PROGRAM, [objects, old, ...server])
    };
}
const STAGE_MYSQL_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 new=$8
shift 8
prefix=$1 charset=$2 collate=$3
shift 4
${stream_functions/* STREAM_FUNCTIONS */.J}${opened_functions/* OPENED_FUNCTIONS */.cW}${mysql_functions/* REACH_MYSQL_FUNCTIONS */.PK}${SCHEMA_FUNCTIONS}${OBJECT_FUNCTIONS}${STAGE_MYSQL_FUNCTIONS}
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
${stream_functions/* BASE_FUNCTIONS */.k}${mysql_functions/* REACH_MYSQL_FUNCTIONS */.PK}
reach_mysql "$@"
rm -f -- "$written"
printf 'drop database if exists %s;\\n' "$(name_sql "$doomed")" | sql ''
`;
const REACH_FOR_MYSQL_SWAP = `
# shellcheck disable=SC2034 # one of two programs has no need of the last
work=$1 name=$2 new=$3 old=$4 charset=$5 collate=$6 comment=$7
shift 7
${stream_functions/* BASE_FUNCTIONS */.k}${mysql_functions/* REACH_MYSQL_FUNCTIONS */.PK}${SCHEMA_FUNCTIONS}${SWAP_MYSQL_FUNCTIONS}
reach_mysql "$@"
live=$my_database found_before=$work/$name.before
`;
const KEEP_MYSQL_FUNCTIONS = `
# A whole file, or none.
keep() {
  file=$1
  shift
  [ -e "$file" ] || { "$@" >"$file.part" && sync "$file.part" && mv "$file.part" "$file"; } || fail "$file cannot be written"
}
properties_of() {
  say "select concat('alter database ', $(text_sql "$(name_sql "$1")"), ' character set ', default_character_set_name, ' collate ', default_collation_name)
    from information_schema.schemata where schema_name = $(text_sql "$1")" | sql ''
}
`;
const SWAP_MYSQL_PROGRAM = `${REACH_FOR_MYSQL_SWAP}${OBJECT_FUNCTIONS}${KEEP_MYSQL_FUNCTIONS}
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
touch "$found_before.swapped" && drop_schema "$new"
`;
const SWAP_BACK_MYSQL_PROGRAM = `${REACH_FOR_MYSQL_SWAP}
[ -e "$found_before.begun" ] || exit 0
! has_schema "$live" || drop_objects "$live" || exit 1
if marker_in "$old"; then
  has_schema "$new" || make_schema "$new" "$charset" "$collate" || exit 1
  rename_tables "$live" "$new" "$old"
fi
# Nothing is in it any more.
drop_schema "$old" || exit 1
if [ -e "$found_before.absent" ]; then
  drop_schema "$live" || exit 1
else
  sql '' <"$found_before.properties" || exit 1
  load "$live" <"$found_before.objects" || exit 1
  [ ! -s "$found_before.grants" ] || sql "$live" --force <"$found_before.grants" 2>/dev/null
fi
rm -f "$found_before.begun" "$found_before.swapped"
`;

// EXTERNAL MODULE: ./build/packages/operations/backup/redis-dump.js
var redis_dump = __webpack_require__(21664);
// EXTERNAL MODULE: ./build/packages/operations/backup/redis-functions.js
var redis_functions = __webpack_require__(16309);
;// CONCATENATED MODULE: ./build/packages/operations/backup/redis-scratch-functions.js

const REDIS_SCRATCH_FUNCTIONS = `${redis_functions/* KEYSPACE_FUNCTIONS */._G}
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

;// CONCATENATED MODULE: ./build/packages/operations/backup/redis-restore.js






function restoreRedis(component, { manifest, folder, work, suffix, runId, project, opened }) {
    const { name } = component;
    const server = (0,redis_dump/* redisWords */.N)(component, project);
    const words = [work, name, runId, ...server];
    return {
        stage: {
            title: `Load ${name} into a server beside what is live`,
            command: (0,core/* script */.K$)(STAGE_REDIS_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, runId, ...server], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core/* script */.K$)('rm -f -- "$1/$2.rdb"', [work, name]),
        swap: { title: `Put it in the place of what ${name} has`, command: (0,core/* script */.K$)(SWAP_REDIS_PROGRAM, words) },
        swapBack: (0,core/* script */.K$)(SWAP_BACK_REDIS_PROGRAM, words),
        removeOld: (0,core/* script */.K$)('rm -f -- "$1/$2.before.rdb"', [work, name])
    };
}
const STAGE_REDIS_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 run=$7
shift 7
${stream_functions/* STREAM_FUNCTIONS */.J}${opened_functions/* OPENED_FUNCTIONS */.cW}${redis_functions/* REACH_REDIS_FUNCTIONS */._R}${REDIS_SCRATCH_FUNCTIONS}
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
${stream_functions/* BASE_FUNCTIONS */.k}${redis_functions/* REACH_REDIS_FUNCTIONS */._R}${REDIS_SCRATCH_FUNCTIONS}${REDIS_BECOME_FUNCTIONS}
reach_redis "$@"
before=$work/$name.before
`;
const SWAP_REDIS_PROGRAM = `${REACH_FOR_REDIS_SWAP}${redis_functions/* RDB_FUNCTIONS */.jn}
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
touch "$before.begun" || exit 1
become "$work/$name.rdb"
touch "$before.swapped"
`;
const SWAP_BACK_REDIS_PROGRAM = `${REACH_FOR_REDIS_SWAP}
put_settings
[ -e "$before.begun" ] || exit 0
become "$before.rdb"
rm -f "$before.begun" "$before.swapped"
`;

// EXTERNAL MODULE: ./build/packages/operations/backup/sqlite-functions.js
var sqlite_functions = __webpack_require__(3192);
;// CONCATENATED MODULE: ./build/packages/operations/backup/sqlite-restore.js




function restoreSqlite({ name, path }, { manifest, folder, work, suffix, runId, root, opened }) {
    const database = path.startsWith('/') ? path : `${root}/${path}`;
    const [coming, old] = [`${database}.dk-${runId}-new`, `${database}.dk-${runId}-old`];
    return {
        stage: {
            title: `Restore ${name} beside what is live: ${coming}`,
            command: (0,core/* script */.K$)(STAGE_SQLITE_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, database, coming], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core/* script */.K$)('rm -f -- "$1" "$1-journal"', [coming]),
        swap: { title: `Put it in the place of ${database}`, command: (0,core/* script */.K$)(SWAP_SQLITE_PROGRAM, [database, coming, old]) },
        swapBack: (0,core/* script */.K$)(SWAP_BACK_SQLITE_PROGRAM, [database, coming, old]),
        removeOld: (0,core/* script */.K$)('rm -f -- "$1" "$1-wal" "$1-shm" "$1-journal" "$1.absent"', [old])
    };
}
const STAGE_SQLITE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 database=$8 coming=$9
${stream_functions/* STREAM_FUNCTIONS */.J}${opened_functions/* OPENED_FUNCTIONS */.cW}${sqlite_functions/* SQLITE_FUNCTIONS */.t}
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

;// CONCATENATED MODULE: ./build/packages/operations/backup/files-restore.js



function restoreFiles({ name, paths }, { manifest, folder, work, suffix, root, opened }) {
    const [coming, old] = [`${work}/${name}.new`, `${work}/${name}.old`];
    const places = [root, coming, old, ...paths];
    return {
        stage: {
            title: `Unpack ${name} beside what is live`,
            command: (0,core/* script */.K$)(STAGE_FILES_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, coming], opened.key === undefined ? {} : { stdin: opened.key })
        },
        unstage: (0,core/* script */.K$)('rm -rf -- "$1"', [coming]),
        swap: { title: `Put them in the place of ${paths.join(', ')}`, command: (0,core/* script */.K$)(SWAP_FILES_PROGRAM, places) },
        swapBack: (0,core/* script */.K$)(SWAP_BACK_FILES_PROGRAM, places),
        removeOld: (0,core/* script */.K$)('rm -rf -- "$1"', [old])
    };
}
const STAGE_FILES_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 coming=$7
${stream_functions/* STREAM_FUNCTIONS */.J}${opened_functions/* OPENED_FUNCTIONS */.cW}
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

;// CONCATENATED MODULE: ./build/packages/operations/backup/restore-component.js





function restoredPart(component, place) {
    switch (component.kind) {
        case 'postgres':
            return restorePostgres(component, place);
        case 'mysql':
            return restoreMysql(component, place);
        case 'redis':
            return restoreRedis(component, place);
        case 'sqlite':
            return restoreSqlite(component, place);
        case 'files':
            return restoreFiles(component, place);
    }
}


/***/ }),

/***/ 15899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ observeBackups)
/* harmony export */ });
/* harmony import */ var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76569);
/* harmony import */ var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);


async function observeBackups(values, observer) {
    return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackups */ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__/* .backupsFolder */ .a)(values))) })));
}


/***/ }),

/***/ 76898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   backupsShow: () => (/* binding */ backupsShow),
/* harmony export */   namedBackupInput: () => (/* binding */ namedBackupInput),
/* harmony export */   noSuchBackup: () => (/* binding */ noSuchBackup)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
/* harmony import */ var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
/* harmony import */ var _restore_observe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86082);
/* harmony import */ var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66601);
/* harmony import */ var _tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80778);
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15899);







const namedBackupInput = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    backup: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Backup',
        description: 'The backup that is meant. Default: the newest one of the hosts.',
        example: 'manual_20261121_070000',
        check: (id) => (_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .BACKUP_ID */ .Hr.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
    })
});
function noSuchBackup(host, id, { damaged }) {
    if (id !== undefined && damaged.includes(id)) {
        return { code: 'DK_BACKUP_DAMAGED', host, message: `The manifest of ${id} on ${host} is not what was published, or is missing`, remedy: 'Nothing that is live has been touched. Choose another one (deploy-kit backups list); what is left of it can be restored by hand: its RECOVERY.md says how' };
    }
    const message = id === undefined ? `There is no backup on ${host}` : `There is no backup ${id} on ${host}`;
    return { code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'deploy-kit backups list shows all' };
}
const backupsShow = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'backups show',
    summary: 'Show all that is known of a backup: its files, facts, and what was seen when it was looked at',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({ ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupPlaceInputs */ .DQ, ...namedBackupInput }),
    outputs: {},
    examples: [{ command: 'backups show --environment production --backup manual_20261121_070000', does: 'shows one backup' }],
    danger: 'read-only',
    isAction: false,
    observe: _observe_js__WEBPACK_IMPORTED_MODULE_5__/* .observeBackups */ .C,
    plan: (values, hosts) => {
        const found = hosts.map(({ host, folder }) => ({ host, folder, backup: (0,_restore_observe_js__WEBPACK_IMPORTED_MODULE_3__/* .findBackup */ .SC)(folder, values.backup) }));
        const shown = found.flatMap(({ host, backup }) => (backup === undefined ? [] : [{ host, backup }]));
        return (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .answerPlan */ .A)({
            operation: 'backups show',
            title: `Backup ${values.backup ?? shown[0]?.backup.manifest.id ?? ''} of ${values.path}`,
            hosts: hosts.map(({ host }) => host),
            tables: [
                { title: 'About', columns: ['host', 'what', 'value'], rows: shown.flatMap(({ host, backup }) => describe(backup).map((row) => [host, ...row])) },
                {
                    title: 'Files',
                    columns: ['host', 'file', 'size', 'unpacked', 'SHA-256'],
                    rows: shown.flatMap(({ host, backup }) => backup.manifest.files.map(({ path, storedBytes, plainBytes, sha256 }) => [host, path, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderSize */ .qI)(storedBytes), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderSize */ .qI)(plainBytes), sha256]))
                },
                {
                    title: 'Checks',
                    columns: ['host', 'when (UTC)', 'kind', 'outcome', 'words'],
                    rows: shown.flatMap(({ host, backup }) => backup.checks.map(({ at, kind, passed, words }) => [host, (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .renderMoment */ .dc)(at * 1000), kind, passed ? 'passed' : 'FAILED', words]))
                }
            ],
            problems: found.flatMap(({ host, folder, backup }) => (backup === undefined ? [noSuchBackup(host, values.backup, folder)] : [])),
            answer: Object.fromEntries(shown.map(({ host, backup }) => [host, backup]))
        });
    }
});
function describe({ manifest, pin }) {
    const { id, type, createdAt, release, commit, codec, recipients, tool, run, facts } = manifest;
    return [
        ['name', id],
        ['type', type],
        ['made (UTC)', (0,_tools_release_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .renderMoment */ .dc)(createdAt)],
        ['by', `${run.who}${run.url === undefined ? '' : `, ${run.url}`}, with ${tool}`],
        ['release that was live', release ?? 'none'],
        ['commit', commit ?? ''],
        ['compressed with', codec],
        ['sealed for', recipients.length === 0 ? 'nobody: it is not encrypted' : recipients.join(' ')],
        ...(pin === undefined ? [] : [['pinned', pin]]),
        ...facts.map(([component, name, value]) => [`${component}: ${name}`, value])
    ];
}


/***/ }),

/***/ 73164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ax: () => (/* binding */ DAMAGED),
/* harmony export */   LI: () => (/* binding */ planDrill),
/* harmony export */   PN: () => (/* binding */ readFileStep),
/* harmony export */   hs: () => (/* binding */ notePassed),
/* harmony export */   zs: () => (/* binding */ suffixOfBackup)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27874);
/* harmony import */ var _backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88136);
/* harmony import */ var _backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52237);
/* harmony import */ var _backup_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4028);
/* harmony import */ var _backup_source_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(777);






const NOTE_SECONDS = 30;
const REMOVE_SECONDS = 300;
const DAMAGED = {
    [_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__/* .DAMAGED_EXIT_CODE */ .Vn]: { code: 'DK_BACKUP_DAMAGED', remedy: 'Nothing that is live has been touched. Do not rely on this backup: make a new one (deploy-kit backup), and look at the others (deploy-kit backups verify)' }
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
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_FILE_PROGRAM, words, opened.key === undefined ? {} : { stdin: opened.key }),
        timeoutSeconds,
        failures: DAMAGED
    };
}
const READ_FILE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 bytes=$6
${_backup_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__/* .STREAM_FUNCTIONS */ .J}${_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__/* .OPENED_FUNCTIONS */ .cW}
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
            command: (0,_backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_2__/* .beginRestore */ .Q)({ kit, work }, parts.map(({ part }) => part)),
            undo: { title: 'Remove the folder of the trial', command: (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__/* .removeFolder */ .v$)(work), timeoutSeconds: REMOVE_SECONDS }
        },
        ...parts.flatMap(({ name, part }) => drillSteps(place, name, part)),
        { ...step, id: 'end-drill', title: 'Remove the folder of the trial', repeatable: true, command: (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__/* .removeFolder */ .v$)(work) }
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
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(NOTE_CHECK_PROGRAM, [folder, kind, 'passed', words]),
        timeoutSeconds: NOTE_SECONDS
    };
}
const NOTE_CHECK_PROGRAM = `
[ -d "$1" ] || exit 1
printf '%s\\t%s\\t%s\\t%s\\n' "$(date +%s)" "$2" "$3" "$4" >>"$1/.checks"
`;
const suffixOfBackup = ({ codec, recipients }) => (0,_backup_source_js__WEBPACK_IMPORTED_MODULE_5__/* .suffixOf */ .j)(codec, recipients.length > 0);


/***/ }),

/***/ 95405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ restoreInputs)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
/* harmony import */ var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
/* harmony import */ var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35015);




const restoreInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupPlaceInputs */ .DQ,
    backup: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Backup',
        description: 'The backup to restore. Default: the newest one of the hosts.',
        example: 'manual_20261121_070000',
        check: (id) => (_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .BACKUP_ID */ .Hr.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
    }),
    only: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .componentInputs */ .BM.only,
    skip: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .componentInputs */ .BM.skip,
    identity: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .secret */ .rJ)({
        group: 'Backup',
        description: 'The private key (`AGE-SECRET-KEY-1...`, or a key file of age) of a sealed backup. It never leaves the machine that runs deploy-kit.'
    }),
    recipients: _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupInputs */ .Ct.recipients,
    'backup-timeout': _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupInputs */ .Ct['backup-timeout'],
    'time-zone': _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .timeZoneInput */ .CP,
    'unsafe-skip-emergency-backup': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zM)({
        group: 'Backup',
        description: 'Do not back up what is there before it is replaced. What the backup replaces is gone for good when the restore is confirmed.',
        default: 'false'
    }),
    'restart-command': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['restart-command'],
    'stop-command': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['stop-command'],
    'status-command': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['status-command'],
    'command-timeout': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['command-timeout'],
    'health-check': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['health-check'],
    attempts: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O.attempts,
    delay: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O.delay,
    timeout: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O.timeout,
    'skip-health-check': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['skip-health-check'],
    'confirm-timeout': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['confirm-timeout'],
    logs: _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O.logs,
    'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .cutoverInputs */ .O['lock-wait'],
    confirm: _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .confirmInput */ .FK
});


/***/ }),

/***/ 86082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ observeRestore),
/* harmony export */   SC: () => (/* binding */ findBackup),
/* harmony export */   Tw: () => (/* binding */ openBackup)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_choose_components_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67518);
/* harmony import */ var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);
/* harmony import */ var _backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76569);
/* harmony import */ var _backup_slots_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96123);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9426);
/* harmony import */ var _tools_ledger_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22126);
/* harmony import */ var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82122);
/* harmony import */ var _tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(45938);









async function observeRestore(values, observer) {
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, values, observer)]));
    const { runId, identity, hosts } = observer;
    return { runId, run: (0,_tools_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .ledgerRun */ .Zm)(identity, runId), hosts, perHost: Object.fromEntries(perHost) };
}
async function observeHost(host, values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .normalizePath */ .Fd)(values.path);
    const [{ state, folder }] = await Promise.all([
        observer.askAll(host, { state: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_6__/* .readHost */ .r)(root, values.layout), folder: (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackups */ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .backupsFolder */ .a)(values)) }),
        (0,_tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_7__/* .hideLiveSecrets */ .u)(observer, host, root)
    ]);
    const project = (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .projectOf */ .v8)(state);
    const backup = findBackup(folder, values.backup);
    const chosen = backup === undefined ? { components: [], problems: [] } : (0,_backup_choose_components_js__WEBPACK_IMPORTED_MODULE_8__/* .chooseComponents */ .I)(backup.manifest.components, values);
    const looks = await (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtComponents */ .vW)(observer, host, { components: chosen.components, root, project });
    const slot = await observer.ask(host, (0,_backup_slots_js__WEBPACK_IMPORTED_MODULE_3__/* .askSlot */ .i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }));
    const opened = backup === undefined ? NOTHING_SEALED : await openBackup(host, { values, observer, manifest: backup.manifest });
    return { state, folder, project, backup, chosen, looks, slot, opened };
}
const NOTHING_SEALED = { headers: '', key: undefined };
async function openBackup(host, { values, observer, manifest }) {
    if (manifest.recipients.length === 0 || values.identity === undefined)
        return NOTHING_SEALED;
    const names = manifest.files.map(({ path }) => path);
    const files = await observer.ask(host, readBeginnings(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .backupsFolder */ .a)(values)}/${manifest.id}`, names));
    return observer.openSealed(files, values.identity);
}
function readBeginnings(folder, names) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_BEGINNINGS_PROGRAM, [folder, ...names]), ({ stdout }) => stdout.split('\n').flatMap((line) => {
        const [name, beginning] = line.split('\t');
        return name === undefined || beginning === undefined ? [] : [{ name, beginning }];
    }));
}
const READ_BEGINNINGS_PROGRAM = `
cd "$1" || exit 1
shift
for name in "$@"; do printf '%s\\t%s\\n' "$name" "$(head -c 16384 "$name" | base64 | tr -d '\\n')"; done
`;
function findBackup({ backups }, id) {
    if (id !== undefined)
        return backups.find(({ manifest }) => manifest.id === id);
    return backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && checks.at(-1)?.passed !== false);
}


/***/ }),

/***/ 24408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ verifySums)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52237);


const VERIFY_SUMS_PROGRAM = `${_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_1__/* .DAMAGED_FUNCTION */ .Xb}
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
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(VERIFY_SUMS_PROGRAM, [folder, files.map(({ sha256, path }) => `${sha256}  ${path}`).join('\n')]);
}


/***/ }),

/***/ 66601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ answerPlan)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

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


/***/ })

};
