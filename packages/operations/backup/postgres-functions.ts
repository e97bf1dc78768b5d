import { FINGERPRINT_FUNCTIONS } from './postgres-fingerprint.ts'
import { CONTAINER_FUNCTIONS } from './server-place.ts'

/**
 * Shell functions for a PostgreSQL server, in a container or on the host. For programs with BASE_FUNCTIONS.
 *
 * `reach_postgres WHERE ADDRESS PORT USER DATABASE`: leads the others to it. WHERE is `host`, `container:NAME` or
 * `service:PROJECT/SERVICE`; what is empty is what the container's POSTGRES_* say, or what libpq takes. The programs are those of
 * the server's own major version, always: a newer pg_dump writes what an older server cannot read.
 * `in_postgres PROGRAM WORDS...`: runs a program of PostgreSQL there. `pg_major`, `pg_user` and `pg_database` tell what was found.
 */
export const REACH_POSTGRES_FUNCTIONS = `${CONTAINER_FUNCTIONS}# Run by the shell of the container, with its environment: what is secret there stays there.
# shellcheck disable=SC2016
inside=$setting'
  PGUSER=\${1:-$(setting "\${POSTGRES_USER:-}" "\${POSTGRES_USER_FILE:-}")}
  PGUSER=\${PGUSER:-postgres}
  PGDATABASE=\${2:-$(setting "\${POSTGRES_DB:-}" "\${POSTGRES_DB_FILE:-}")}
  PGDATABASE=\${PGDATABASE:-$PGUSER}
  PGPASSWORD=$(setting "\${POSTGRES_PASSWORD:-}" "\${POSTGRES_PASSWORD_FILE:-}")
  export PGUSER PGDATABASE
  if [ -n "$PGPASSWORD" ]; then export PGPASSWORD; else unset PGPASSWORD; fi
  shift 2
  exec "$@"'
reach_postgres() {
  found='' pg_bin='' pg_user=$4 pg_database=$5
  if [ "$1" = host ]; then
    [ -z "$2" ] || export PGHOST="$2"
    [ -z "$3" ] || export PGPORT="$3"
    [ -z "$4" ] || export PGUSER="$4"
    [ -z "$5" ] || export PGDATABASE="$5"
  else
    find_container "$1"
  fi
  told=$(in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -c "select current_setting('server_version_num')::int / 10000; select current_user; select current_database()") || exit 1
  # shellcheck disable=SC2034 # for those who have reached it
  { read -r pg_major && IFS= read -r pg_user && IFS= read -r pg_database; } <<TOLD
$told
TOLD
  own=$(in_postgres pg_dump --version | sed 's/^[^0-9]*\\([0-9]*\\).*/\\1/')
  if [ "$own" != "$pg_major" ]; then
    pg_bin=/usr/lib/postgresql/$pg_major/bin/
    in_postgres pg_dump --version >/dev/null 2>&1 ||
      fail "The server is PostgreSQL $pg_major, and pg_dump beside it is \${own:-missing}: install postgresql-client-$pg_major"
  fi
}
in_postgres() {
  program=$pg_bin$1
  shift
  if [ -z "$found" ]; then "$program" "$@"; else docker exec -i "$found" sh -c "$inside" sh "$pg_user" "$pg_database" "$program" "$@"; fi
}
`

/**
 * For programs with STREAM_FUNCTIONS that have reached a server.
 *
 * `hold_snapshot LEVEL` exports one; `read_dump`, and what is known of its rows, come from it. `end_snapshot FILE` ends it and
 * keeps the fingerprint. `read_globals`: roles and tablespaces, without passwords. `check_dump`, `check_globals`: for `store`.
 */
export const DUMP_POSTGRES_FUNCTIONS = `${FINGERPRINT_FUNCTIONS}
hold_snapshot() {
  mkfifo "$work/.sql" || exit 1
  # When this session fails, whoever relies on its snapshot fails first, and does not know why.
  trap 'tail -n 3 "$work/.snapshot.err" >&2 2>/dev/null' EXIT
  in_postgres psql -X -q -A -t -F "$(printf '\\t')" -v ON_ERROR_STOP=1 -v level="$1" <"$work/.sql" >"$work/.snapshot" 2>"$work/.snapshot.err" &
  holder=$!
  exec 8>"$work/.sql"
  echo "begin isolation level repeatable read, read only; select pg_export_snapshot();" >&8
  until snapshot=$(head -n 1 "$work/.snapshot") && [ -n "$snapshot" ]; do
    kill -0 "$holder" 2>/dev/null || fail "There is no snapshot: $(tail -n 3 "$work/.snapshot.err")"
    sleep 0.05 2>/dev/null || sleep 1
  done
  [ "$1" = off ] || fingerprint >&8
}
end_snapshot() {
  # The last line says that no line before it is missing: psql does not tell of a full disk.
  echo "commit; select 'whole';" >&8
  exec 8>&-
  wait "$holder" || fail "The session with the snapshot failed: $(tail -n 3 "$work/.snapshot.err")"
  [ "$(tail -n 1 "$work/.snapshot")" = whole ] || fail "The fingerprint of the database could not be written"
  sed -e 1d -e '$d' "$work/.snapshot" >"$work/$1" || exit 1
  trap - EXIT
  rm -f "$work/.sql" "$work/.snapshot" "$work/.snapshot.err"
}
read_dump() { in_postgres pg_dump --format=custom --compress=0 --lock-wait-timeout=30000 --snapshot="$snapshot" 8>&-; }
# Decodes all of it, and counts the tables that it has rows of.
check_dump() {
  in_postgres pg_restore --verbose --file=/dev/null 2>"$stages/words" 8>&- || {
    cat "$stages/words" >&2
    return 1
  }
  grep -c '^pg_restore: processing data for table' "$stages/words" || :
}
read_plain() { in_postgres pg_dump --format=plain --clean --if-exists --lock-wait-timeout=30000 --snapshot="$snapshot" 8>&-; }
# Only a server can read SQL back. What can be seen of it: it has its end, every block of rows has one, and how many rows each has.
check_plain() {
  awk -v counts="$work/.counts" '
    rows == "" && /^COPY .* FROM stdin;$/ { rows = 0; tables++; next }
    rows == "" { if ($0 == "-- PostgreSQL database dump complete") whole = 1; next }
    $0 == "\\\\." { print rows >counts; rows = ""; next }
    { rows++ }
    END {
      if (rows != "" || !whole) { print "the dump has no end" >"/dev/stderr"; exit 1 }
      print tables + 0
    }' 8>&-
}
# check_counts FINGERPRINT: the tables of the snapshot have as many rows as were written.
check_counts() {
  touch "$work/.counts" || exit 1
  [ "$(sort -n "$work/.counts")" = "$(awk -F '\\t' '$1 == "table" { print $3 }' "$work/$1" | sort -n)" ] || fail "$1: the dump has other numbers of rows than the database"
}
# What pg_dump leaves to "createdb": \`:"database"\` stands for its name. The values of lists are quoted in themselves.
settings_sql() {
  cat <<'SQL'
with here as (select * from pg_database where datname = current_database()),
settings as (
  select setrole, split_part(item, '=', 1) as name, substr(item, strpos(item, '=') + 1) as value
  from pg_db_role_setting join here on setdatabase = here.oid, unnest(setconfig) as item
)
select 1, format('alter database :"database" connection limit %s;', datconnlimit) from here where datconnlimit >= 0
union all select 2, format('%s set %I to %s;',
  case when setrole = 0 then 'alter database :"database"' else format('alter role %I in database :"database"', pg_get_userbyid(setrole)) end, name,
  case when name in ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') then value else quote_literal(value) end) from settings
union all select 3, 'revoke all on database :"database" from public;' from here where datacl is not null
union all select 4, format('grant %s on database :"database" to %s%s;', privilege_type,
  case when grantee = 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end, case when is_grantable then ' with grant option' else '' end) from here, aclexplode(datacl)
union all select 5, format('comment on database :"database" is %L;', description) from here join pg_shdescription on objoid = here.oid and classoid = 'pg_database'::regclass
union all select 6, 'select ''whole'';'
order by 1, 2
SQL
}
read_settings() { settings_sql | in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -F ' ' | sed 's/^[1-6] //'; }
check_settings() { tail -n 1 | grep -qxF "select 'whole';"; }
read_globals() { in_postgres pg_dumpall --globals-only --no-role-passwords; }
check_globals() { tail -n 5 | grep '^-- PostgreSQL database cluster dump complete'; }
`
