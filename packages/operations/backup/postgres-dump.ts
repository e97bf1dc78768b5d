import { script } from '../../core/index.ts'
import type { PostgresComponent } from './component.ts'
import { DUMP_POSTGRES_FUNCTIONS, REACH_POSTGRES_FUNCTIONS } from './postgres-functions.ts'
import { placeWords } from './server-place.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/**
 * One dump in pg_dump's custom format, uncompressed for the codec outside; the roles; and the settings of the database. Arguments: folder, codec, name, suffix of
 * the files, level of the fingerprint, format, then where the server is.
 */
const DUMP_POSTGRES_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 format=$6
shift 6
${STREAM_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}${DUMP_POSTGRES_FUNCTIONS}
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
`

/** What follows `reach_postgres`. */
export function postgresWords({ server, user, database }: PostgresComponent, project: string | undefined): readonly string[] {
  const [where, address, port] = placeWords(server, project)
  return [where, address, port, user, database]
}

/** Of the dump, in the folder of the backup. */
export function dumpFileOf({ name, format }: PostgresComponent, suffix: string): string {
  return `${name}.${format === 'plain' ? 'sql' : 'dump'}${suffix}`
}

export function dumpPostgres(component: PostgresComponent, { work, codec, suffix, fingerprint, project }: DumpPlace): Dump {
  const { name, format = 'custom' } = component
  return {
    title: `Dump ${name}: PostgreSQL, from one snapshot`,
    command: script(DUMP_POSTGRES_PROGRAM, [work, codec, name, suffix, fingerprint, format, ...postgresWords(component, project)])
  }
}
