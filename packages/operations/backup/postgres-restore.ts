import { createHash } from 'node:crypto'
import { script } from '../../core/index.ts'
import type { PostgresComponent } from './component.ts'
import { factOf } from './manifest.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import { dumpFileOf, postgresWords } from './postgres-dump.ts'
import { FINGERPRINT_FUNCTIONS } from './postgres-fingerprint.ts'
import { REACH_POSTGRES_FUNCTIONS } from './postgres-functions.ts'
import { POSTGRES_RESTORE_FUNCTIONS } from './postgres-restore-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { BASE_FUNCTIONS, STREAM_FUNCTIONS } from './stream-functions.ts'

/** The server has a database of this name that is not the one to be restored. */
export const MAINTENANCE_DATABASE = 'postgres'

export function restorePostgres(component: PostgresComponent, place: RestorePlace): RestoredPart {
  const { manifest, folder, work, suffix, runId, root, project, opened } = place
  const { name } = component
  const server = postgresWords({ ...component, database: MAINTENANCE_DATABASE }, project)
  const fact = (key: string): string => factOf(manifest, name, key) ?? ''
  const prefix = stagedPrefix(root)
  const [database, coming, old] = [fact('database'), `${prefix}${runId}_new`, `${prefix}${runId}_old`]
  const swapWords = [`${work}/${name}.absent`, database, coming, old, ...server]
  return {
    stage: {
      title: `Restore ${name} beside what is live: database ${coming}`,
      command: script(
        STAGE_POSTGRES_PROGRAM,
        [folder, work, manifest.codec, opened.headers, name, suffix, manifest.fingerprint, coming, prefix, dumpFileOf(component, suffix), ...['owner', 'encoding', 'collate', 'ctype'].map(fact), ...server],
        opened.key === undefined ? {} : { stdin: opened.key }
      )
    },
    unstage: script(DROP_DATABASE_PROGRAM, [coming, ...server]),
    swap: { title: `Put it in the place of the database ${database}`, command: script(SWAP_POSTGRES_PROGRAM, swapWords) },
    swapBack: script(SWAP_BACK_POSTGRES_PROGRAM, swapWords),
    removeOld: script(DROP_DATABASE_PROGRAM, [old, ...server])
  }
}

/** Names the application, so that what a dead run of it left can be told from what another one restores at the moment. */
export function stagedPrefix(root: string): string {
  return `dk_${createHash('sha256').update(root).digest('hex').slice(0, 8)}_`
}

const STAGE_POSTGRES_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 level=$7 new=$8
shift 8
prefix=$1 dump=$2 owner=$3 encoding=$4 collate=$5 ctype=$6
shift 6
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}${FINGERPRINT_FUNCTIONS}${POSTGRES_RESTORE_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
reach_postgres "$@"
drop_staged "$prefix"
make_roles "$name.roles.sql$suffix"
make_database "$new" "$dump" "$owner" "$encoding" "$collate" "$ctype"
give "$name.settings.sql$suffix" apply_settings
compare_database "$new" "$name.fingerprint" "$level"
`

/** Arguments: the database, then where the server is. Nothing when there is none. */
export const DROP_DATABASE_PROGRAM = `
doomed=$1
shift
${BASE_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}
reach_within 30 reach_postgres "$@"
in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v doomed="$doomed" <<'SQL'
select pg_terminate_backend(pid) from pg_stat_activity where datname = :'doomed' \\g /dev/null
drop database if exists :"doomed";
SQL
`

const SWAP_FUNCTIONS = `${BASE_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}
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
`

/** Arguments: a file that notes that there was none before, the three names, then where the server is. */
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
`

/** A server that was killed is started again by whoever looks after it: the way back waits for it a while. */
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
`
