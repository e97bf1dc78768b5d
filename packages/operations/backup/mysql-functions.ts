import { MYSQL_FINGERPRINT_FUNCTIONS } from './mysql-fingerprint.ts'
import { CONTAINER_FUNCTIONS } from './server-place.ts'

/**
 * Shell functions for a MariaDB or MySQL server, in a container or on the host. For programs with BASE_FUNCTIONS.
 *
 * `reach_mysql WHERE ADDRESS PORT USER DATABASE`: leads the others to it; what is empty is what the container's MARIADB_* or MYSQL_* say. A
 * password is read in the container, by its shell. `my_database` and `my_version` tell what was found.
 * `in_mysql client|dump WORDS...`: runs the client, or mariadb-dump or mysqldump, there. `sql DATABASE WORDS...`: statements from the standard
 * input, answers without escapes. `name_sql NAME`, `text_sql TEXT`: quoted.
 */
export const REACH_MYSQL_FUNCTIONS = `${CONTAINER_FUNCTIONS}
# shellcheck disable=SC2016 # run by the shell of the container
inside=$setting'
  place=$1 user=$2 database=$3 program=$4
  shift 4
  if [ "$place" = container ]; then
    root=$(setting "\${MARIADB_ROOT_PASSWORD:-\${MYSQL_ROOT_PASSWORD:-}}" "\${MARIADB_ROOT_PASSWORD_FILE:-\${MYSQL_ROOT_PASSWORD_FILE:-}}")
    own=$(setting "\${MARIADB_USER:-\${MYSQL_USER:-}}" "\${MARIADB_USER_FILE:-\${MYSQL_USER_FILE:-}}")
    [ -n "$user$root" ] || user=$own
    user=\${user:-root}
    case $user in
      root) MYSQL_PWD=$root ;;
      "$own") MYSQL_PWD=$(setting "\${MARIADB_PASSWORD:-\${MYSQL_PASSWORD:-}}" "\${MARIADB_PASSWORD_FILE:-\${MYSQL_PASSWORD_FILE:-}}") ;;
    esac
    if [ -n "\${MYSQL_PWD:-}" ]; then export MYSQL_PWD; else unset MYSQL_PWD; fi
    database=\${database:-$(setting "\${MARIADB_DATABASE:-\${MYSQL_DATABASE:-}}" "\${MARIADB_DATABASE_FILE:-\${MYSQL_DATABASE_FILE:-}}")}
  fi
  case $program in
    database) printf %s "$database" && exit ;;
    client) names="mariadb mysql" ;;
    dump) names="mariadb-dump mysqldump" ;;
  esac
  for name in $names; do
    path=$(command -v "$name") && exec "$path" \${user:+"--user=$user"} "$@"
  done
  echo "there is none of $names: install a client" >&2
  exit 127'
reach_mysql() {
  found='' my_address=$2 my_port=$3 my_user=$4 my_database=$5
  [ "$1" = host ] || find_container "$1"
  my_database=$(in_mysql database) || exit 1
  [ -n "$my_database" ] || fail 'Which database? The container names none: give it with database='
  # shellcheck disable=SC2034 # for those who have reached it
  my_version=$(echo 'select version()' | sql '') || exit 1
}
in_mysql() {
  program=$1
  shift
  if [ -n "$found" ]; then
    docker exec -i "$found" sh -c "$inside" sh container "$my_user" "$my_database" "$program" "$@"
    return
  fi
  [ -z "$my_port" ] || set -- "--port=$my_port" "$@"
  case $my_address in
    '') ;;
    /*) set -- "--socket=$my_address" "$@" ;;
    *) set -- "--host=$my_address" "$@" ;;
  esac
  sh -c "$inside" sh host "$my_user" "$my_database" "$program" "$@"
}
sql() {
  target=$1
  shift
  in_mysql client --batch --skip-column-names --raw --default-character-set=utf8mb4 --max-allowed-packet=1G "$@" \${target:+"--database=$target"}
}
# shellcheck disable=SC2016 # backquotes are those of SQL
name_sql() { printf '\`%s\`' "$(printf %s "$1" | sed 's/\`/\`\`/g')"; }
text_sql() { printf "'%s'" "$(printf %s "$1" | sed "s/[\\\\\\\\']/\\\\\\\\&/g")"; }
`

/** `dump_mysql WORDS...`: as of one moment. */
export const DUMP_TOOL_FUNCTIONS = `
dump_mysql() {
  # What MySQL alone has: its dumps would otherwise set what belongs to the server.
  case $my_version in *MariaDB*) ;; *) in_mysql dump --help 2>/dev/null | grep -q -- --set-gtid-purged && set -- --set-gtid-purged=OFF "$@" ;; esac
  in_mysql dump --single-transaction --quick --hex-blob --no-tablespaces --default-character-set=utf8mb4 --max-allowed-packet=1G "$@"
}
`

/**
 * For programs with STREAM_FUNCTIONS that have reached a server.
 *
 * `hold_snapshot LEVEL`: where the user may, all writers are held for the instant in which the dump and another session begin their snapshots;
 * that one counts and hashes the rows then. `consistency` tells what became of it. `end_snapshot FILE` keeps the fingerprint.
 * `read_dump`, `check_dump`, `read_events`, `check_events`: for `store`. Events are apart, since those in a scratch schema would run.
 */
export const DUMP_MYSQL_FUNCTIONS = `${DUMP_TOOL_FUNCTIONS}${MYSQL_FINGERPRINT_FUNCTIONS}
hold_snapshot() {
  consistency='of one moment: the rows were counted in the snapshot of the dump'
  if [ "$1" = off ] || ! hold_writers; then
    consistency='of one moment, the rows not counted in it: compare is off, or the user may not FLUSH TABLES WITH READ LOCK'
    fingerprint_queries off | sql "$my_database" | sql "$my_database" >"$work/.rows" || exit 1
    return 0
  fi
  { session_sql && fingerprint_queries "$1" | sql "$my_database"; } >"$work/.queries" || exit 1
}
hold_writers() {
  rm -f "$work/.sql"
  mkfifo "$work/.sql" || exit 1
  in_mysql client --batch --skip-column-names --unbuffered --default-character-set=utf8mb4 "--database=$my_database" <"$work/.sql" >"$work/.rows" 2>"$work/.rows.err" &
  holder=$!
  exec 8>"$work/.sql"
  # Who waits longer for it holds everybody up.
  echo "set lock_wait_timeout = 10; flush tables with read lock; start transaction with consistent snapshot; select 'held';" >&8
  until grep -qx held "$work/.rows"; do
    if ! kill -0 "$holder" 2>/dev/null; then
      exec 8>&-
      holder=''
      return 1
    fi
    sleep 0.05 2>/dev/null || sleep 1
  done
}
# The first bytes of the dump come after its own snapshot has begun: from then on everybody may write.
release_writers() {
  [ -z "\${holder:-}" ] || { echo 'unlock tables;' && cat "$work/.queries"; } >&8 &
}
end_snapshot() {
  if [ -n "\${holder:-}" ]; then
    exec 8>&-
    wait "$holder" || fail "The session that counts the rows failed: $(tail -n 3 "$work/.rows.err")"
  fi
  sed '/^held$/d' "$work/.rows" >"$work/$1"
  rm -f "$work/.sql" "$work/.rows" "$work/.rows.err" "$work/.queries"
}
read_dump() {
  {
    dump_mysql --routines --triggers --skip-events -- "$my_database" 8>&-
    echo "$?" >"$stages/tool.code"
  } | {
    dd bs=64k count=1 2>/dev/null
    release_writers
    exec 8>&-
    cat
  }
  read -r code <"$stages/tool.code" && return "$code"
}
# The lines that make tables are printed, and how many they are.
check_dump() {
  sed -n -e '/^CREATE TABLE /p' -e '$p' >"$stages/lines" 8>&-
  require_trailer && { grep -c '^CREATE TABLE ' "$stages/lines" || :; }
}
require_trailer() {
  tail -n 1 "$stages/lines" | grep -q '^-- Dump completed' || {
    echo 'the dump has no end' >&2
    return 1
  }
}
read_events() { dump_mysql --no-data --no-create-info --skip-triggers --skip-routines --events -- "$my_database"; }
check_events() {
  tail -n 1 >"$stages/lines"
  require_trailer
}
`
