import { script } from '../../core/index.ts'
import type { MysqlComponent } from './component.ts'
import { factOf } from './manifest.ts'
import { mysqlWords } from './mysql-dump.ts'
import { REACH_MYSQL_FUNCTIONS } from './mysql-functions.ts'
import { OBJECT_FUNCTIONS, SCHEMA_FUNCTIONS, STAGE_MYSQL_FUNCTIONS, SWAP_MYSQL_FUNCTIONS } from './mysql-restore-functions.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import { stagedPrefix } from './postgres-restore.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { BASE_FUNCTIONS, STREAM_FUNCTIONS } from './stream-functions.ts'

export function restoreMysql(component: MysqlComponent, place: RestorePlace): RestoredPart {
  const { manifest, folder, work, suffix, runId, root, project, opened } = place
  const { name } = component
  const fact = (key: string): string => factOf(manifest, name, key) ?? ''
  const prefix = stagedPrefix(root)
  const [database, coming, old] = [fact('database'), `${prefix}${runId}_new`, `${prefix}${runId}_old`]
  const server = mysqlWords({ ...component, database }, project)
  const properties = ['charset', 'collate', 'comment'].map(fact)
  const objects = `${work}/${name}.objects.sql`
  const swapWords = [work, name, coming, old, ...properties, ...server]
  return {
    stage: {
      title: `Restore ${name} beside what is live: schema ${coming}`,
      command: script(
        STAGE_MYSQL_PROGRAM,
        [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, coming, prefix, ...properties, ...server],
        opened.key === undefined ? {} : { stdin: opened.key }
      )
    },
    unstage: script(DROP_SCHEMA_PROGRAM, [objects, coming, ...server]),
    swap: { title: `Put it in the place of the database ${database}`, command: script(SWAP_MYSQL_PROGRAM, swapWords) },
    swapBack: script(SWAP_BACK_MYSQL_PROGRAM, swapWords),
    removeOld: script(DROP_SCHEMA_PROGRAM, [objects, old, ...server])
  }
}

const STAGE_MYSQL_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 new=$8
shift 8
prefix=$1 charset=$2 collate=$3
shift 4
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${REACH_MYSQL_FUNCTIONS}${SCHEMA_FUNCTIONS}${OBJECT_FUNCTIONS}${STAGE_MYSQL_FUNCTIONS}
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
`

/** Arguments: a file, the schema, then where the server is. Nothing when there is none. */
const DROP_SCHEMA_PROGRAM = `
written=$1 doomed=$2
shift 2
${BASE_FUNCTIONS}${REACH_MYSQL_FUNCTIONS}
reach_within 30 reach_mysql "$@"
rm -f -- "$written"
printf 'drop database if exists %s;\\n' "$(name_sql "$doomed")" | sql ''
`

/** Arguments: folder of the restore, name of the part, the two schemas, character set, collation and comment, then where the server is. */
const REACH_FOR_MYSQL_SWAP = `
# shellcheck disable=SC2034 # one of two programs has no need of the last
work=$1 name=$2 new=$3 old=$4 charset=$5 collate=$6 comment=$7
shift 7
${BASE_FUNCTIONS}${REACH_MYSQL_FUNCTIONS}${SCHEMA_FUNCTIONS}${SWAP_MYSQL_FUNCTIONS}
reach_within "$patience" reach_mysql "$@"
live=$my_database found_before=$work/$name.before
`

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
`

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
`

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
`
