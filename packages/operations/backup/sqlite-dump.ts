import { script } from '../../core/index.ts'
import type { SqliteComponent } from './component.ts'
import { SQLITE_FUNCTIONS } from './sqlite-functions.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/**
 * A copy by VACUUM INTO, which is of one moment and does not begin again when somebody writes (the backup API of the command
 * line does). Arguments: folder, codec, name, suffix, level of the fingerprint, the database.
 */
const DUMP_SQLITE_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 database=$6
${STREAM_FUNCTIONS}${SQLITE_FUNCTIONS}
[ -f "$database" ] || fail "$name: there is no database $database"
copy=$work/.copy
trap 'rm -f "$copy"' EXIT
in_sqlite "$database" "vacuum into '$copy'" || fail "$name: $database cannot be copied"
words=$(check_sqlite "$copy") || fail "$name: $database is damaged: $words"
read_copy() { cat "$copy"; }
check_copy() { cmp - "$copy"; }
store "$name.sqlite$suffix" read_copy check_copy
if [ "$level" != off ]; then
  found=$(sqlite_fingerprint "$copy" "$level") && printf '%s\\n' "$found" >"$work/$name.fingerprint" || exit 1
fi
note "$name" server "SQLite $(sqlite3 --version | cut -d ' ' -f 1)"
note "$name" tables "$(in_sqlite "$copy" "select count(*) from sqlite_schema where type = 'table' and name not like 'sqlite_%'")"
note "$name" bytes "$(wc -c <"$copy")"
`

export function dumpSqlite({ name, path }: SqliteComponent, { work, codec, suffix, fingerprint, root }: DumpPlace): Dump {
  const database = path.startsWith('/') ? path : `${root}/${path}`
  return {
    title: `Copy ${name}: SQLite, as of one moment`,
    command: script(DUMP_SQLITE_PROGRAM, [work, codec, name, suffix, fingerprint, database])
  }
}
