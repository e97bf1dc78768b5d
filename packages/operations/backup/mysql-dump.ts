import { script } from '../../core/index.ts'
import type { MysqlComponent } from './component.ts'
import { DUMP_MYSQL_FUNCTIONS, REACH_MYSQL_FUNCTIONS } from './mysql-functions.ts'
import { placeWords } from './server-place.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/** A dump as SQL, and the events apart. Arguments: folder, codec, name, suffix of the files, level of the fingerprint, then where the server is. */
const DUMP_MYSQL_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5
shift 5
${STREAM_FUNCTIONS}${REACH_MYSQL_FUNCTIONS}${DUMP_MYSQL_FUNCTIONS}
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
`

/** What follows `reach_mysql`. */
export function mysqlWords({ server, user, database }: MysqlComponent, project: string | undefined): readonly string[] {
  return [...placeWords(server, project), user, database]
}

export function dumpMysql(component: MysqlComponent, { work, codec, suffix, fingerprint, project }: DumpPlace): Dump {
  const { name } = component
  return {
    title: `Dump ${name}: MariaDB or MySQL, from one snapshot`,
    command: script(DUMP_MYSQL_PROGRAM, [work, codec, name, suffix, fingerprint, ...mysqlWords(component, project)])
  }
}
