/**
 * Shell functions that bring a dump back beside the live database. For programs with STREAM_FUNCTIONS, OPENED_FUNCTIONS and POSTGRES_FUNCTIONS,
 * connected to a database that is not the one to be restored.
 *
 * `drop_staged PREFIX`: the databases that restores of the same application have left.
 * `make_roles NAME`: makes those of the backup that the server does not have. They have no passwords.
 * `make_database NEW DUMP OWNER ENCODING COLLATE CTYPE`: restores into a new database.
 * `compare_database NEW FINGERPRINT LEVEL`: fails when its rows are not those of the moment of the dump.
 */
export const POSTGRES_RESTORE_FUNCTIONS = `
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
restore_plain() { in_postgres psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -d "$restored"; }
make_database() {
  restored=$1
  in_database postgres -c "drop database if exists \\"$1\\"" 2>/dev/null || exit 1
  in_database postgres -v new="$1" -v owner="$3" -v encoding="$4" -v collate="$5" -v ctype="$6" <<'SQL' || exit 1
create database :"new" template template0 owner :"owner" encoding :'encoding' lc_collate :'collate' lc_ctype :'ctype';
SQL
  case $2 in
    *.sql | *.sql.*) give "$2" restore_plain ;;
    *) give "$2" restore_dump ;;
  esac
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
`
