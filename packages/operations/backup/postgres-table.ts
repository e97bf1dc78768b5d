import { script, type Command } from '../../core/index.ts'
import type { PostgresComponent } from './component.ts'
import { factOf } from './manifest.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import { dumpFileOf, postgresWords } from './postgres-dump.ts'
import { FINGERPRINT_FUNCTIONS } from './postgres-fingerprint.ts'
import { REACH_POSTGRES_FUNCTIONS } from './postgres-functions.ts'
import { DROP_DATABASE_PROGRAM, MAINTENANCE_DATABASE, stagedPrefix } from './postgres-restore.ts'
import { POSTGRES_RESTORE_FUNCTIONS } from './postgres-restore-functions.ts'
import type { RestorePlace } from './restored-part.ts'
import { BASE_FUNCTIONS, STAGE_FUNCTIONS, STREAM_FUNCTIONS } from './stream-functions.ts'
import type { TableName } from './table-name.ts'

/** One table of a backup on its way into a schema beside the live ones. */
export interface RestoredTable {
  /** Restores it into a scratch database, and compares it with what was backed up. */
  readonly stage: { readonly title: string; readonly command: Command }
  /** Removes the scratch database. Safe to repeat. */
  readonly unstage: Command
  /** Copies it into the live database: all of it, compared there as well, or nothing. */
  readonly copy: { readonly title: string; readonly command: Command }
}

export interface WantedTable {
  readonly name: TableName
  /** As the fingerprint has it; '' where there is none. */
  readonly key: string
  /** The schema that is made for it. */
  readonly target: string
}

export function restoreTable(component: PostgresComponent, place: RestorePlace, wanted: WantedTable): RestoredTable {
  const { manifest, folder, work, suffix, runId, root, project, opened } = place
  const { name } = component
  const { schema, table } = wanted.name
  const server = postgresWords({ ...component, database: MAINTENANCE_DATABASE }, project)
  const fact = (key: string): string => factOf(manifest, name, key) ?? ''
  const prefix = stagedPrefix(root)
  const [database, scratch] = [fact('database'), `${prefix}${runId}_new`]
  const order = [folder, work, manifest.codec, opened.headers, name, dumpFileOf(component, suffix), prefix, scratch]
  return {
    stage: {
      title: `Restore ${schema}.${table} into a scratch database, and compare it`,
      command: script(STAGE_TABLE_PROGRAM, [...order, schema, table, wanted.key, ...['encoding', 'collate', 'ctype'].map(fact), ...server], opened.key === undefined ? {} : { stdin: opened.key })
    },
    unstage: script(DROP_DATABASE_PROGRAM, [scratch, ...server]),
    copy: {
      title: `Copy it into ${database}, as ${wanted.target}.${table}`,
      command: script(COPY_TABLE_PROGRAM, [work, scratch, schema, table, wanted.target, database, ...server])
    }
  }
}

/** `rows_sql`: SQL, without an end, for how many rows it has, and the sum of their hashes, as a fingerprint has them, of psql's variables `schema` and `table`. */
const TABLE_FUNCTIONS = `
rows_sql() { printf '%s\\n' "select count(*) || ' ' || coalesce(sum(hashtextextended(\\"deploy-kit row\\"::text, 0)::numeric), 0) from only :\\"schema\\".:\\"table\\" as \\"deploy-kit row\\""; }
`

/** The definitions of everything come first, for the table may need them; then its rows alone. */
const STAGE_TABLE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 dump=$6 prefix=$7 new=$8
shift 8
schema=$1 table=$2 key=$3 encoding=$4 collate=$5 ctype=$6
shift 6
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}${FINGERPRINT_FUNCTIONS}${POSTGRES_RESTORE_FUNCTIONS}${TABLE_FUNCTIONS}
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
`

/**
 * A table of its own: no default, index, constraint, trigger, parent or owner links it with what is live. One transaction makes it, fills it,
 * and compares it; whatever goes wrong, there is nothing.
 */
const COPY_TABLE_PROGRAM = `
work=$1 new=$2 schema=$3 table=$4 target=$5 live=$6
shift 6
${BASE_FUNCTIONS}${STAGE_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}${FINGERPRINT_FUNCTIONS}${TABLE_FUNCTIONS}
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
`
