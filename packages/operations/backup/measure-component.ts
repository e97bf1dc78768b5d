import { query, script, type Command, type Query } from '../../core/index.ts'
import type { Component } from './component.ts'
import { ABSENT_EXIT_CODE, lookAtComponent, type ComponentLook, type LookPlace } from './look-at-component.ts'
import { mysqlWords } from './mysql-dump.ts'
import { REACH_MYSQL_FUNCTIONS } from './mysql-functions.ts'
import { postgresWords } from './postgres-dump.ts'
import { REACH_POSTGRES_FUNCTIONS } from './postgres-functions.ts'
import { redisWords } from './redis-dump.ts'
import { KEYSPACE_FUNCTIONS, REACH_REDIS_FUNCTIONS } from './redis-functions.ts'
import { SQLITE_FUNCTIONS } from './sqlite-functions.ts'
import { BASE_FUNCTIONS } from './stream-functions.ts'

/** How large a component is, and the largest things in it: tables with their indexes, databases of Redis, paths. */
export type Measure =
  | { readonly bytes: number; readonly parts: readonly MeasuredPart[]; readonly problem?: undefined }
  | { readonly problem: string; readonly isAbsent: boolean }

export interface MeasuredPart {
  readonly name: string
  /** Undefined where the server does not tell. */
  readonly bytes: number | undefined
  /** Rows, or keys of Redis: what the server's statistics say, which may be some percent off; of SQLite counted. */
  readonly rows: number | undefined
}

/** How many of the largest tables are told. */
const LARGEST = 10

/** Asks the server, or the files; changes nothing. */
export function measureComponent(component: Component, place: LookPlace): Query<Measure> {
  if (component.kind === 's3' || component.kind === 'volume' || component.kind === 'configuration') return measureBucket(lookAtComponent(component, place))
  return query(measureCommand(component, place), ({ stdout, exitCode }) => {
    const lines = stdout.split('\n').map((line) => line.split('\t'))
    const [, total] = lines.find(([word]) => word === 'bytes') ?? []
    if (exitCode !== 0 || total === undefined || !/^\d+$/.test(total)) return { problem: stdout.trim() === '' ? `ended with exit code ${exitCode}` : stdout.trim(), isAbsent: exitCode === ABSENT_EXIT_CODE }
    const parts = lines.filter(([word]) => word === 'part').map(([, name = '', bytes, rows]) => ({ name, bytes: toCount(bytes), rows: toCount(rows) }))
    return { bytes: Number(total), parts }
  })
}

/** All of it: the storage tells of nothing smaller. */
function measureBucket({ command, parse }: Query<ComponentLook>): Query<Measure> {
  return query(command, (answer) => {
    const look = parse(answer)
    return look.problem === undefined ? { bytes: look.bytes, parts: [] } : look
  })
}

function toCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

function measureCommand(component: Exclude<Component, { kind: 's3' | 'volume' | 'configuration' }>, { root, project }: LookPlace): Command {
  switch (component.kind) {
    case 'postgres':
      return script(MEASURE_POSTGRES_PROGRAM, [String(LARGEST), ...postgresWords(component, project)])
    case 'mysql':
      return script(MEASURE_MYSQL_PROGRAM, [String(LARGEST), ...mysqlWords(component, project)])
    case 'redis':
      return script(MEASURE_REDIS_PROGRAM, redisWords(component, project))
    case 'sqlite':
      return script(MEASURE_SQLITE_PROGRAM, [String(LARGEST), component.path.startsWith('/') ? component.path : `${root}/${component.path}`])
    case 'files':
      return script(MEASURE_FILES_PROGRAM, [root, ...component.paths])
  }
}

/** Names as fingerprints have them. */
const MEASURE_POSTGRES_PROGRAM = `
exec 2>&1
largest=$1
shift
${BASE_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}
reach_postgres "$@"
in_postgres psql -X -q -A -t -F "$(printf '\\t')" -v ON_ERROR_STOP=1 -v largest="$largest" <<'SQL'
set search_path to pg_catalog; set client_encoding to utf8;
select 'bytes', pg_database_size(current_database());
select 'part', replace(replace(c.oid::regclass::text, E'\\t', '\\t'), E'\\n', '\\n'), pg_total_relation_size(c.oid), case when c.reltuples >= 0 then c.reltuples::bigint end
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by 3 desc, 2 limit :largest;
SQL
`

const MEASURE_MYSQL_PROGRAM = `
exec 2>&1
largest=$1
shift
${BASE_FUNCTIONS}${REACH_MYSQL_FUNCTIONS}
reach_mysql "$@"
sql "$my_database" <<SQL
select 'bytes', cast(ifnull(sum(data_length + index_length), 0) as unsigned) from information_schema.tables where table_schema = database();
select 'part', table_name, cast(ifnull(data_length + index_length, 0) as unsigned) as size, ifnull(table_rows, '') from information_schema.tables
where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by size desc, table_name limit $((largest));
SQL
`

const MEASURE_REDIS_PROGRAM = `
exec 2>&1
${BASE_FUNCTIONS}${REACH_REDIS_FUNCTIONS}${KEYSPACE_FUNCTIONS}
reach_redis "$@"
printf 'bytes\\t%s\\n' "$(of_redis used_memory)"
keyspace | awk '{ printf "part\\tdatabase %s\\t\\t%d\\n", $1, $2 + $3 }'
`

/** Where sqlite3 was built without dbstat, tables have rows and no sizes. */
const MEASURE_SQLITE_PROGRAM = `
exec 2>&1
largest=$1 database=$2
${BASE_FUNCTIONS}${SQLITE_FUNCTIONS}
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
`

const MEASURE_FILES_PROGRAM = `
exec 2>&1
cd "$1" || exit 1
shift
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || { echo "there is no $path in $PWD"; exit 3; }
done
du -sk -- "$@" | awk '{ kilobytes = $1; sub(/^[0-9]+[ \\t]+/, ""); sum += kilobytes; printf "part\\t%s\\t%d\\t\\n", $0, kilobytes * 1024 } END { printf "bytes\\t%d\\n", sum * 1024 }'
`
