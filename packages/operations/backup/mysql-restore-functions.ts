import { COMPARE_FUNCTIONS } from './compare-fingerprints.ts'
import { DUMP_TOOL_FUNCTIONS } from './mysql-functions.ts'
import { MYSQL_FINGERPRINT_FUNCTIONS } from './mysql-fingerprint.ts'

/**
 * Shell functions for the three schemas of a restore: live, new and old. For programs with REACH_MYSQL_FUNCTIONS and `$work`.
 *
 * There is no renaming of databases: tables and sequences change places by one statement, with a marker among them: the schema that has
 * it tells whether they have. Triggers hinder a table from leaving its schema, and views and routines cannot move, so those are
 * dropped before and made again after, from files that were written before anything was dropped.
 */
export const SCHEMA_FUNCTIONS = `
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
`

/** For programs with SCHEMA_FUNCTIONS: `dump_objects SCHEMA` prints what makes all that is no table. */
export const OBJECT_FUNCTIONS = `${DUMP_TOOL_FUNCTIONS}
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
`

/** For programs with SCHEMA_FUNCTIONS, STREAM_FUNCTIONS and OPENED_FUNCTIONS. */
export const STAGE_MYSQL_FUNCTIONS = `${MYSQL_FINGERPRINT_FUNCTIONS}${COMPARE_FUNCTIONS}
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
`

/** For programs with SCHEMA_FUNCTIONS. */
export const SWAP_MYSQL_FUNCTIONS = `
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
`
